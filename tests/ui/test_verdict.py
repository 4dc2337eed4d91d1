"""The answer on top names all that its headline counts."""

from dataclasses import replace

import pytest

from core.model import Verdict, Worth
from core.story import Story
from core.texts import language
from core.ui.dashboard.verdict import answer, opened
from tests.charts.fakes import analysis_of, one_touchpoint, with_range
from tests.story.samples import sample


def tied(count: int, code: str, *, counted: bool = True) -> Story:
    """``count`` that tie, the last of them worth 160,000 to 190,000; ``counted``: on how many answers is known."""
    points, most = [], {3: 0.3, 5: 0.2, 8: 0.15}.get(count, 0.3)
    for n in range(1, count + 1):
        point = one_touchpoint("purchase", "online", 0.5, rank=n)
        point = with_range(point) if counted else point
        worth = Worth(160_000.0, 175_000.0, 190_000.0, "year") if n == count else None
        priority = replace(point.priority, p_first=most - n / 100, verdict="tie", worth=worth)
        points.append(replace(point, key=str(n), name=f"Blog {n}", priority=priority))
    keys = tuple(t.key for t in points)
    analysis = replace(analysis_of(0), touchpoints=tuple(points), verdict=Verdict("tie", keys), currency=None)
    return Story(analysis, language(code))


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (3, "Chance of being first: Blog\u00a01 (29%), Blog\u00a02 (28%) and Blog\u00a03 (27%)."),
        (5, "Blog\u00a01 (19%), Blog\u00a02 (18%), Blog\u00a03 (17%), Blog\u00a04 (16%) and Blog\u00a05 (15%)."),
        (8, "Blog\u00a01 (14%), Blog\u00a02 (13%), Blog\u00a03 (12%) and 5 more (45%)."),
    ],
)
def test_of_several_that_tie_none_is_passed_over(count, told):
    assert told in str(answer(tied(count, "en"))).replace("\u2060", "")


@pytest.mark.parametrize(("count", "told"), [(3, True), (4, False)])
def test_reasons_stand_on_top_while_they_are_few(count, told):
    assert ("<strong>Blog 1.</strong>" in str(answer(tied(count, "en")))) is told


@pytest.mark.parametrize(
    ("count", "names"),
    [(4, "Blog 1, Blog 2, Blog 3 and Blog 4"), (8, "Blog 1, Blog 2, Blog 3 and 5 more")],
)
def test_without_a_number_of_answers_those_that_tie_are_named_without_chances(count, names):
    story = tied(count, "en", counted=False)
    assert f"Level with each other: {names}." in str(answer(story))
    assert "Chance" not in str(answer(story))


def test_what_nobody_measures_is_opened_first():
    story = Story(sample("svensk-b2b.xlsx"), language("en"))
    found, label = opened(story)
    assert (found.name, label) == ("Google-annonser", "show.open-unseen")
    told = str(answer(story))
    assert "Too early to choose: how well 4 touchpoints do is not known." in told
    assert "Too close" not in told
