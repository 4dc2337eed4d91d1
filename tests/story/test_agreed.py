"""The last slide: what is done now, of what one is chosen, what is done then, and what is found out first."""

from dataclasses import replace

import pytest

from core.model import Agreed, Message, Priority, Settings, Verdict
from core.story import Story, meeting
from core.story.agreed import agreed_lines, group, next_headline, next_line, proposals
from core.texts import language
from tests.charts.fakes import analysis_of, one_touchpoint, with_range
from tests.story.samples import sample

NOW, CHOOSE, THEN, FIND = "now", "choose", "then", "find"


def point(name: str, rank: int, *, first: float, three: float, poor: bool = True, counted: bool = True):
    made = one_touchpoint("purchase", "online", 0.5 if poor else 0.97, rank=rank)
    made = with_range(made) if counted else made
    parts = tuple(replace(part, poor=poor) for part in made.priority.parts)
    action = "fix" if poor and counted else None
    priority = replace(made.priority, p_first=first, p_top3=three, parts=parts, holds=0.7, action=action)
    return replace(made, key=name, name=name, priority=priority)


def repaired(made, *, action: str | None):
    return replace(made, priority=replace(made.priority, action=action))


def story(*points, word: str = "clear", named: int = 1, code: str = "en", agreed: tuple[Agreed, ...] = ()) -> Story:
    verdict = Verdict(word, tuple(t.key for t in points[:named]))
    found = replace(analysis_of(0), touchpoints=points, verdict=verdict, impact_line=0.5)
    return Story(replace(found, settings=replace(Settings(), agreed=agreed)), language(code))


SURE, SECOND, DOUBT = (
    point("Shop", 1, first=0.9, three=1.0),
    point("Mail", 2, first=0.05, three=0.95),
    repaired(point("Blog", 3, first=0.05, three=0.4), action="question"),
)
AFTER = repaired(DOUBT, action="fix")


@pytest.mark.parametrize(
    ("points", "word", "named", "groups", "headline"),
    [
        ((SURE, SECOND, DOUBT), "clear", 1, [NOW, NOW, FIND], "We begin with Shop"),
        ((SURE, SECOND, DOUBT), "likely", 1, [NOW, NOW, FIND], "We probably begin with Shop"),
        ((SURE, SECOND, DOUBT), "tie", 2, [CHOOSE, CHOOSE, FIND], "None is clearly first: where do we begin?"),
        (
            (point("Shop", 1, first=0.9, three=1.0, poor=False), DOUBT),
            "clear",
            1,
            [FIND, FIND],
            "First we find out more",
        ),
        (
            (
                point("Shop", 1, first=0.9, three=1.0, counted=False),
                point("Mail", 2, first=0.1, three=1, counted=False),
            ),
            "clear",
            1,
            [NOW, FIND],
            "We probably begin with Shop",  # by the figures; how sure they are is not known
        ),
        ((SURE, SECOND, AFTER), "clear", 1, [NOW, NOW, THEN], "We begin with Shop"),
        ((SURE, SECOND, AFTER), "tie", 2, [CHOOSE, CHOOSE, THEN], "None is clearly first: where do we begin?"),
        (  # nothing comes then where nothing is done first
            (point("Shop", 1, first=0.9, three=1.0, poor=False), AFTER),
            "clear",
            1,
            [FIND, FIND],
            "First we find out more",
        ),
        ((), "clear", 0, [], "Nothing has to be repaired now: what do we do instead?"),
    ],
)
def test_only_what_is_clear_is_to_be_done_now(points, word, named, groups, headline):
    found = story(*points, word=word, named=named)
    assert [group(found, t) for t in proposals(found)] == groups
    assert next_headline(found) == headline


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("en", ["No figure is clearly below target.", "40% chance of being among the first three."]),
        ("da", ["Intet tal ligger klart under målet.", "40\u00a0% chance for at være blandt de tre første."]),
        ("sv", ["Ingen siffra ligger tydligt under målet.", "40\u00a0% chans att vara bland de tre första."]),
    ],
)
def test_what_is_found_out_first_says_why(code, lines):
    found = story(SURE, point("Mail", 2, first=0.05, three=0.95, poor=False), DOUBT, code=code)
    assert [next_line(found, t) for t in found.visible[1:]] == lines


@pytest.mark.parametrize(
    ("code", "line"),
    [
        (
            "en",
            "Clearly below target: a first answer takes 35\u00a0h (target 24\u00a0h) and its NPS is −34 (target +30). "
            "What it is worth is not known.",
        ),
        (
            "da",
            "Klart under målet: et første svar tager 35\u00a0t (mål 24\u00a0t) og NPS er −34 (mål +30). "
            "Værdien er ikke kendt.",
        ),
        (
            "sv",
            "Tydligt under målet: ett första svar tar 35\u00a0tim (mål 24\u00a0tim) och NPS är −34 (mål +30). "
            "Värdet är inte känt.",
        ),
    ],
)
def test_what_comes_then_says_in_what_it_falls_short_and_its_worth(code, line):
    clauses = {
        "a": Message("why.reach-visits", {"share": 0.02}),
        "b": Message("why.response_time", {"value": 35.0, "target": 24.0}),
        "c": Message("why.nps", {"value": -34.0, "target": 30.0}),
        "d": Message("why.easy"),
    }
    why = Message("why.sentence-3-ended", clauses)
    after = replace(AFTER, priority=replace(AFTER.priority, why=why))
    assert next_line(story(SURE, SECOND, after, code=code), after) == line


def test_without_a_figure_it_says_what_is_not_known():
    found = Story(sample("svensk-b2b.xlsx"), language("en"))
    assert [t.name for t in proposals(found)] == list(found.measure_first.names)
    assert {next_line(found, t) for t in proposals(found)} == {
        "Not known yet: how many buy and how satisfied customers are."
    }


def test_too_few_answers_say_how_many_are_missing():
    lost = replace(SURE, key="New", name="New", priority=Priority(None, "too few", needed=3))
    assert group(story(SURE, lost), lost) == FIND


def test_what_was_agreed_stays_whatever_its_group():
    made = (Agreed("Blog", who="Bo"), Agreed("Shop", who="Anne"))
    found = story(SURE, SECOND, point("Post", 3, first=0.0, three=0.5), DOUBT, agreed=made)
    assert [t.name for t in proposals(found)] == ["Shop", "Mail", "Post", "Blog"]
    assert agreed_lines(found) == ["Shop: Anne.", "Blog (find out first): Bo."]


@pytest.mark.parametrize(("named", "rows"), [(2, 3), (4, 4), (6, 4)])
def test_a_room_chooses_among_four_at_most(named, rows):
    points = [point(f"T{n}", n, first=0.15, three=0.4) for n in range(1, 7)]
    assert len(proposals(story(*points, word="tie", named=named))) == rows


def test_behind_a_filter_nobody_is_first_who_is_not_first_in_the_file():
    found = story(replace(SURE, hidden=True), DOUBT, point("Post", 4, first=0.0, three=0.001))
    assert next_headline(found) == "First we find out more"
    assert [next_line(found, t) for t in proposals(found)] == [
        "40% chance of being among the first three.",
        "Under 1.0% chance of being among the first three.",
    ]
    assert meeting.sure(found) == "First among those shown: Blog"
    assert meeting.surer(found) == "In the whole file Shop comes first (90%); Blog does with 5.0% probability."
