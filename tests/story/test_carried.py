"""What may be said where nothing is below its target, and where only one touchpoint can be judged."""

from dataclasses import replace

import pytest

from core.model import Part, Priority, Verdict
from core.stats import wilson
from core.stats.sizes import enough
from core.story import Story, journey_finding, priorities_finding
from core.story.carried import carried
from core.texts import language
from core.ui.dashboard.verdict import answer
from tests.charts.fakes import analysis_of, one_touchpoint


def share(x: float, n: float, target: float, kpi: str = "resolution_rate") -> Part:
    low, high = (float(end) for end in wilson(x, n))
    return Part("service", kpi, x / n, low, high, x / n, target, n, 1.0, 0.0)


GIVEN = Part("satisfaction", "nps", 60.0, None, None, 55.0, 30.0, None, 1.0, 0.0)
FAST = Part("service", "response_time", 6.0, 5.0, 7.2, 6.1, 24.0, 80, 1.0, 0.0)
ONCE_FAST = replace(FAST, low=1.0, high=36.0, n=4)
FINE = "Everything measured is at or above its target."
SO_FAR = "Nothing that is measured is below its target so far, but it is too little to be sure."
MORE = "E-mail needs about 27 more answers, cases or visits to tell."


@pytest.mark.parametrize(
    ("part", "held"),
    [
        (share(8, 8, 0.9), False),
        (share(35, 35, 0.9), True),
        (share(190, 200, 0.9), True),
        (share(9050, 10000, 0.9), True),  # so many that it can only be just below
        (share(0, 10, 0.0), True),
        (GIVEN, False),
        (FAST, True),
        (ONCE_FAST, False),
    ],
)
def test_the_interval_carries_the_word(part: Part, held: bool) -> None:
    assert carried(part) is held


@pytest.mark.parametrize(
    ("x", "n", "target", "size"), [(8, 8, 0.9, 35), (6, 10, 0.5, 97), (60, 100, 0.5, 97), (5, 10, 0.5, None)]
)
def test_so_many_take_the_target_out_of_the_interval(x: int, n: int, target: float, size: int | None) -> None:
    low, high = (float(end) for end in wilson(x, n))
    assert enough(x / n, target, low=low, high=high, n=n) == size
    if size:
        assert float(wilson(x / n * size, size)[0]) >= target > float(wilson(x / n * (size - 2), size - 2)[0])


def told(*parts: Part, word: str = "clear", rank: int | None = 1, health: float = 1.0) -> Story:
    point = one_touchpoint("satisfaction", "online", health, rank=rank)
    priority = Priority(rank, None, score=0.0, health=health, parts=parts)
    found = replace(analysis_of(0), touchpoints=(replace(point, name="E-mail", priority=priority),))
    return Story(replace(found, verdict=Verdict(word, () if health >= 1 else ("key",))), language("en"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "said", "needed"),
    [
        ([share(190, 200, 0.9)], FINE, ""),
        ([share(190, 200, 0.9), FAST], FINE, ""),
        ([share(8, 8, 0.9)], SO_FAR, MORE),
        ([GIVEN], SO_FAR, ""),
        ([share(190, 200, 0.9), ONCE_FAST, share(8, 8, 0.9)], SO_FAR, MORE),
    ],
)
@pytest.mark.parametrize("word", ["clear", "alone"])
def test_all_at_target_is_said_only_where_it_is_sure(parts: list[Part], said: str, needed: str, word: str) -> None:
    story = told(*parts, word=word)
    assert (story.headline(), story.needed()) == (said, needed)
    assert needed in answer(story)
    journey = "The journey holds" if said == FINE else "Nothing on the journey is below target so far"
    assert journey_finding(story).startswith(journey)


def test_one_alone_is_no_ranking() -> None:
    story = told(share(2, 200, 0.9), word="alone", health=0.01)
    assert story.headline() == "Only one touchpoint can be judged: E-mail."
    assert journey_finding(story) == "Only one touchpoint can be judged; so far it is below its target"
    (point,) = story.visible
    assert (story.verdict_word(point), story.certainty(point), story.rank_range(point)) == ("", "", "not ranked")
    assert priorities_finding(replace(story, analysis=_scored(story))).startswith("Only E-mail can be judged")


def _scored(story: Story):  # type: ignore[no-untyped-def]
    (point,) = story.visible
    return replace(story.analysis, touchpoints=(replace(point, priority=replace(point.priority, score=100.0)),))  # type: ignore[type-var]


def test_what_is_below_target_without_a_phase_does_not_make_the_journey_hold() -> None:
    point = one_touchpoint("purchase", "online", 0.4, rank=1)
    lost = replace(point, placement=replace(point.placement, phase="unknown", stage="unknown"))
    story = Story(replace(analysis_of(0), touchpoints=(lost,), verdict=Verdict("tie", ("key",))), language("en"))
    assert journey_finding(story) == "Where customers meet you"
