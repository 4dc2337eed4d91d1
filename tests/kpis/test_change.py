"""Up or down is said only where chance cannot explain it."""

import pytest

from core.kpis import compare
from core.model import Change, Kpi
from core.stats import wilson


def share(x: float, n: float, base: str = "visits") -> Kpi:
    low, high = wilson(x, n)
    return Kpi("conversion_rate", x / n, "share", x, n, base, n, float(low), float(high))


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        (share(30, 200), share(45, 210), "no clear change"),
        (share(200, 2000), share(260, 2000), "up"),
        (share(260, 2000), share(200, 2000), "down"),
        (share(1, 2), share(1, 2), "no clear change"),
    ],
)
def test_words(before: Kpi, after: Kpi, word: str) -> None:
    assert compare(before, after).word == word


def test_the_interval_is_newcombes() -> None:
    found = compare(share(200, 2000), share(260, 2000))
    assert (found.value, found.low, found.high) == pytest.approx((0.0300, 0.0102, 0.0498), abs=5e-5)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (share(1, 10), share(1, 10, base="clicks"), Change(None)),
        (share(1, 10), Kpi("conversion_rate", None, "share"), Change(None)),
        (Kpi("aov", 100.0, "money"), Kpi("aov", 120.0, "money"), Change(20.0)),
    ],
)
def test_what_cannot_be_compared_gets_no_word(before: Kpi, after: Kpi, change: Change) -> None:
    assert compare(before, after) == change
