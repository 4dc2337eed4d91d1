"""How sure a place is, in words that agree with the figures beside them."""

from dataclasses import replace

import pytest

from core.model import Verdict
from core.story import Story, list_finding, meeting
from core.story.agreed import next_chance
from core.story.chances import by_score, chances, place
from core.tables import table
from core.texts import language
from core.texts.language import all_texts
from tests.charts.fakes import analysis_of, one_touchpoint, with_range


def ranked(name: str, rank: int, p_first: float, *, verdict: str | None = "tie", holds: float = 0.7):
    point = with_range(one_touchpoint("purchase", "online", 0.5, rank=rank))
    priority = replace(point.priority, p_first=p_first, p_top3=1.0, verdict=verdict, holds=holds)
    return replace(point, key=name, name=name, priority=priority)


def story(*touchpoints, word: str = "tie", code: str = "en") -> Story:
    keys = tuple(t.key for t in touchpoints if t.priority.verdict == word)
    return Story(replace(analysis_of(0), touchpoints=touchpoints, verdict=Verdict(word, keys)), language(code))


@pytest.mark.parametrize(
    ("chances", "word", "said"),
    [((0.37, 0.09, 0.22), "tie", True), ((0.37, 0.22, 0.09), "tie", False), ((0.6, 0.1, 0.2), "likely", False)],
)
def test_an_order_that_is_not_the_order_of_the_chances_is_explained(chances, word, said):
    """The list goes by what there is to gain on average; of those that the verdict does not name no chance is shown."""
    points = [
        ranked(f"T{n}", n, p, verdict=word if word == "tie" or n == 1 else None) for n, p in enumerate(chances, 1)
    ]
    told = story(*points, word=word)
    assert bool(by_score(told)) is said
    assert list_finding(told).startswith("The list is ordered by what there is to gain on average") is said


@pytest.mark.parametrize(
    ("code", "p_first", "holds", "word"),
    [
        ("en", 0.97, 1.0, "Clear"),
        ("en", 0.84, 0.73, "Very likely"),
        ("da", 0.97, 0.85, "Meget sandsynligt"),
        ("sv", 0.94, 0.95, "Mycket troligt"),
        ("sv", 0.95, 0.90, "Tydligt"),
    ],
)
def test_the_plainest_word_is_kept_for_what_leaves_next_to_no_doubt(code, p_first, holds, word):
    first = ranked("Shop", 1, p_first, verdict="clear", holds=holds)
    assert story(first, word="clear", code=code).verdict_word(first) == word


@pytest.mark.parametrize("code", ["en", "da", "sv"])
def test_the_method_tells_the_limits_of_the_words(code):
    told, rules = all_texts()["chapter.sure"][code], table("dashboard")
    assert all(f"{100 * rules[name]:.0f}" in told for name in ("clear_from", "clear_weightings"))


def test_a_name_keeps_its_figure_where_a_figure_follows():
    told = chances(story(ranked("Facebook 6", 1, 0.4), ranked("Blog", 2, 0.35)))
    assert "Facebook\u00a06 (40%)" in told


def test_without_a_number_of_answers_no_chance_is_told():
    """The draws know how weights may differ, and nothing of how sure the figures are."""
    counted = ranked("Shop", 1, 0.92, verdict="clear", holds=0.7)
    bare = replace(
        counted, priority=replace(counted.priority, parts=one_touchpoint("purchase", "online", 0.5).priority.parts)
    )
    for point, word, told in (
        (counted, "Very likely", "First with 92%"),
        (bare, "", "First by the figures in your file"),
    ):
        found = story(point, word="clear")
        assert (found.verdict_word(point), found.certainty(point).startswith(told)) == (word, True)
        everywhere = (place(found, point), chances(found), meeting.sure(found), next_chance(found, point))
        assert ["92" in said for said in everywhere] == [bool(word)] * 4
