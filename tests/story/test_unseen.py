"""Where what nobody measures is likelier to be first than anything measured, measuring comes before every repair."""

from dataclasses import replace

import pytest

from core.cli import tables
from core.model import Analysis, Priority, Verdict
from core.story import Story, journey_finding, meeting, priorities_finding
from core.story.agreed import next_headline
from core.story.chances import among_measured, number, to_measure
from core.story.gaps import gaps
from core.story.log_and_table import log_verdict
from core.story.unseen import measure_first
from core.texts import LANGUAGES, language
from tests.charts.fakes import analysis_of, one_touchpoint, with_range
from tests.story.samples import sample

ALL = ("dansk-webshop.xlsx", "svensk-b2b.xlsx", "english-clinic.xlsx")


def point(name: str, rank: int | None, p_first: float | None, word: str | None):
    made = with_range(one_touchpoint("purchase", "online", 0.5, rank=rank or 1))
    priority = replace(made.priority, p_first=p_first, verdict=word, holds=0.7) if rank else Priority(None, word)
    return replace(made, key=name, name=name, priority=priority, hidden=False)


def business(*chances: float, word: str = "tie", lost: tuple[str, ...] = ("not measured",), named: int = 2) -> Analysis:
    """Ranked ones with these chances of being first, the first ``named`` in the verdict, and ``lost`` ones without."""
    ranked = [point(f"T{n}", n, p, word if n <= named else None) for n, p in enumerate(chances, start=1)]
    rest = [point(f"U{n}", None, None, why) for n, why in enumerate(lost, start=1)]
    keys = tuple(t.key for t in ranked[:named])
    return replace(analysis_of(0), touchpoints=(*ranked, *rest), verdict=Verdict(word, keys))


@pytest.mark.parametrize(
    ("analysis", "first"),
    [
        (business(0.26, 0.22), True),
        (business(0.5, 0.3), False),
        (business(0.4, 0.2), False),  # as likely as the likeliest is not likelier
        (business(0.2, 0.45), False),  # the likeliest may stand further down in the list
        (business(0.4, 0.05, word="likely", named=1), True),
        (business(0.26, 0.22, lost=()), False),
        (business(0.26, 0.22, word="clear", named=0), False),  # nothing is to be repaired: another sentence says so
    ],
)
def test_measuring_comes_first_where_it_is_likeliest(analysis, first):
    assert (measure_first(analysis) is not None) is first


@pytest.mark.parametrize("name", ALL)
def test_of_the_samples_only_the_open_race_says_so(name):
    assert (measure_first(sample(name)) is not None) is (name == "svensk-b2b.xlsx")


@pytest.mark.parametrize(
    ("code", "lost", "headline"),
    [
        ("en", ("not measured",), "Too early to choose: how well U1 does is not known."),
        ("en", ("not measured", "too few"), "Too early to choose: too little is known of 2 touchpoints."),
        ("da", ("not measured",) * 2, "Det er for tidligt at vælge: resultatet af 2 kontaktpunkter kendes ikke."),
        ("sv", ("too few",), "Det är för tidigt att välja: vi vet för lite om U1."),
    ],
)
def test_every_telling_leads_with_it(code, lost, headline):
    story = Story(business(0.26, 0.22, lost=lost), language(code))
    assert story.headline() == headline
    assert meeting.sure(story) == headline.rstrip(".")
    assert "52" in to_measure(story)
    assert meeting.surer(story) == f"{to_measure(story)} {among_measured(story)}"
    assert next_headline(story) == language(code).say("agreed.measure")


def test_the_command_line_and_the_log_page_say_so_too():
    found = sample("svensk-b2b.xlsx")
    story = Story(found, language("en"))
    told = tables.analysis(found, story.language)
    assert told.startswith(f"{story.headline()}\n{to_measure(story)}")
    assert found.journeys is not None
    assert log_verdict(story, found.journeys) == ""  # nothing is named that the log could confirm or refute


def test_what_the_answer_says_is_no_gap_beside_it():
    names = {name: Story(sample(name), language("en")) for name in ALL}
    said = {name for name, story in names.items() if any(line.startswith("Neither ") for line in gaps(story))}
    assert said == {"dansk-webshop.xlsx", "english-clinic.xlsx"}


def test_one_that_is_ahead_of_the_measured_is_not_called_likely():
    story = Story(business(0.4, 0.05, word="likely", named=1), language("en"))
    assert story.verdict_word(story.leaders[0]) == ""
    assert among_measured(story) == "Of those that can be judged, T1 (40%) is ahead. The other one has 5.0%."


def test_a_filter_that_hides_the_first_ones_says_how_the_whole_file_stands():
    found = business(0.26, 0.22, 0.1, 0.05)
    hidden = tuple(replace(t, hidden=t.key in ("T1", "T2")) for t in found.touchpoints)
    story = Story(replace(found, touchpoints=hidden), language("en"))
    assert story.headline() == "First among those shown: T3."
    assert story.certainty(story.leaders[0]) == "Too early to choose: how well U1 does is not known."


def test_without_a_number_of_answers_no_chance_decides():
    found = business(0.26, 0.22)
    bare = one_touchpoint("purchase", "online", 0.5).priority.parts
    points = [replace(t, priority=replace(t.priority, parts=bare)) for t in found.touchpoints[:2]]
    assert measure_first(replace(found, touchpoints=(*points, found.touchpoints[2]))) is None


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    ("analysis", "places"),
    [
        (business(0.4, 0.35, 0.2, lost=()), ["1–2", "1–2", "3"]),
        (business(0.6, 0.2, word="likely", named=1, lost=()), ["1", "2"]),
        (business(0.6, 0.3, named=1, lost=()), ["1", "2"]),
    ],
)
def test_those_that_are_too_close_share_their_place(code, analysis, places):
    story = Story(analysis, language(code))
    assert [number(story, t) for t in story.visible] == places


def test_those_that_nothing_tells_apart_hold_as_many_places_as_they_are():
    found = business(0.4, 0.4, 0.2, lost=())
    level = [replace(t, priority=replace(t.priority, rank=1)) for t in found.touchpoints[:2]]
    story = Story(replace(found, touchpoints=(*level, *found.touchpoints[2:])), language("en"))
    assert [number(story, t) for t in story.visible] == ["1–2", "1–2", "3"]


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("dansk-webshop.xlsx", ("Most can be gained during the purchase", "Checkout is far ahead of the rest")),
        ("svensk-b2b.xlsx", ("Of what is measured, most can be gained before", "Säljmöte and Offert are too close")),
        ("english-clinic.xlsx", ("Start during the visit", "Waiting room is probably ahead of the rest")),
    ],
)
def test_headings_below_the_answer_are_no_surer_than_it(name, headings):
    story = Story(sample(name), language("en"))
    assert journey_finding(story).startswith(headings[0])
    assert priorities_finding(story).startswith(headings[1])
