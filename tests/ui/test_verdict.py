"""The answer on top names all that its headline counts."""

from dataclasses import replace

import pytest

from core.model import Verdict, Worth
from core.story import Story
from core.texts import language
from core.ui.verdict import answer
from tests.charts.fakes import analysis_of, one_touchpoint


def tied(count: int, code: str) -> Story:
    """``count`` that tie, the last of them worth 160,000 to 190,000."""
    points = []
    for n in range(1, count + 1):
        point = one_touchpoint("purchase", "online", 0.5, rank=n)
        worth = Worth(160_000.0, 175_000.0, 190_000.0, "year") if n == count else None
        priority = replace(point.priority, p_first=0.3 - n / 100, verdict="tie", worth=worth)
        points.append(replace(point, key=str(n), name=f"Blog {n}", priority=priority))
    keys = tuple(t.key for t in points)
    analysis = replace(analysis_of(0), touchpoints=tuple(points), verdict=Verdict("tie", keys), currency=None)
    return Story(analysis, language(code))


@pytest.mark.parametrize(
    ("count", "code", "told"),
    [
        (4, "en", "The fourth is Blog\u00a04 (160,000–190,000)."),
        (4, "da", "Det fjerde er Blog\u00a04 (160.000–190.000)."),
        (4, "sv", "Den fjärde är Blog\u00a04 (160\u00a0000–190\u00a0000)."),
        (5, "en", "The others are Blog\u00a04 and Blog\u00a05 (160,000–190,000)."),
        (8, "en", "The others are Blog\u00a04, Blog\u00a05, Blog\u00a06 and 2 more."),
    ],
)
def test_of_several_that_tie_none_is_passed_over(count, code, told):
    assert told in str(answer(tied(count, code))).replace("\u2060", "")


def test_of_three_that_tie_no_other_is_told():
    assert "The others" not in str(answer(tied(3, "en")))
