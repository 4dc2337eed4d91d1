"""Where nothing tells how much rides on a touchpoint: nothing is said to matter, and no weights are said to agree."""

import pytest

from core import pipeline
from core.model import Settings
from core.story import Story, picture_finding, pictured
from core.texts import language
from core.ui.dashboard import fixlist

ANSWERS = [("Shop", 2, 40), ("Mail", 6, 40), ("Phone", 5, 40)]
SURVEY = "Date,Touchpoint,NPS\n" + "".join(
    f"2025-0{1 + i % 6}-11,{name},{(score + i) % 11 if i % 4 == 0 else score}\n"
    for name, score, n in ANSWERS
    for i in range(n)
)


def _story(text):
    return Story(pipeline.analyse(pipeline.load([("t.csv", text.encode())]), Settings()), language("en"))


def test_importance_is_unknown_and_the_heading_counts_all_alike():
    story = _story(SURVEY)
    ranked = [t.priority for t in story.visible]
    assert {p.impact for p in ranked} == {None}
    assert [p.rank for p in ranked] == [1, 2, 2]
    assert all(p.potential is not None and p.score is not None for p in ranked)
    assert story.analysis.impact_line is None
    assert not pictured(story)
    assert picture_finding(story) == "3 touchpoints are clearly below target"


def test_no_weighting_is_said_to_agree_where_none_could_differ():
    story = _story(SURVEY)
    first = story.visible[0]
    assert first.priority.holds is None
    assert story.certainty(first).endswith("probability given your data.")


@pytest.mark.parametrize(
    ("text", "line", "holds"),
    [
        ("Touchpoint,NPS,Answers,Customers\nShop,-20,90,300\nMail,10,80,100\n", True, True),  # who meets it
        ("Touchpoint,NPS,Answers,Importance\nShop,-20,90,5\nMail,10,80,3\n", True, True),  # what somebody says
        ("Touchpoint,NPS,Answers,Effort\nShop,-20,90,5\nMail,10,80,1\n", False, True),  # effort weighs all the same
        ("Touchpoint,NPS,Answers\nShop,-20,90\nMail,10,80\n", False, False),
    ],
)
def test_what_the_file_tells_decides_what_is_said(text, line, holds):
    story = _story(text)
    assert (story.analysis.impact_line is not None) == line
    assert {t.priority.impact is not None for t in story.visible} == {line}
    assert {t.priority.holds is not None for t in story.visible} == {holds}


def test_the_list_has_a_dash_and_no_bar_for_it():
    story = _story(SURVEY)
    parts = {part["label"]: part for part in fixlist._item(story, story.visible[0])["parts"]}
    assert parts["Importance"] == {"label": "Importance", "value": None, "text": "–"}
    assert parts["Potential"]["value"] > 0


RANKED = "Touchpoint,CSAT,Answers,Customers\nShop,42%,900,4000\nMail,70%,800,1000\nWeb,92%,700,900\nFair,,,\n"


def test_the_whole_list_writes_what_it_holds_and_leaves_no_cell_empty():
    story = _story(RANKED)
    lines = [fixlist._line(story, t) for t in story.visible]
    scores = {line["Touchpoint"]: line["Share of the score"] for line in lines}
    assert scores["Fair"] == "–"
    assert all(score.endswith("%") and len(score) <= 5 for name, score in scores.items() if name != "Fair")
    assert next(line["Rank"] for line in lines) == "1"
    assert "" not in {line[column] for line in lines for column in line if column != "Why"}
