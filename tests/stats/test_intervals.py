"""Intervals against vectors computed independently."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.stats import difference, newcombe, nps_interval, poisson, wilson
from core.stats.intervals import nps_centre


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [
        (0, 5, 0.0, 0.4345),
        (1, 1, 0.2065, 1.0),
        (2, 5, 0.1176, 0.7693),
        (19, 120, 0.1038, 0.2341),
        (74, 107, 0.5987, 0.7712),
    ],
)
def test_wilson(x: int, n: int, low: float, high: float) -> None:
    assert wilson(x, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_a_share_of_nothing_has_no_interval() -> None:
    low, high = wilson([0, 1], [0, 1])
    assert np.isnan(low[0])
    assert np.isnan(high[0])
    assert np.isfinite(low[1])


@pytest.mark.parametrize(
    ("promoters", "detractors", "n", "centre", "half"),
    [
        (15, 5, 30, 30.3, 25.5),
        (5, 2, 10, 23.1, 42.1),
        (3, 0, 3, 50.0, 56.6),
        (50, 20, 100, 29.1, 15.1),
        (500, 200, 1000, 29.9, 4.8),
        (0, 0, 10, 0.0, 18.5),
    ],
)
def test_nps(promoters: int, detractors: int, n: int, centre: float, half: float) -> None:
    assert nps_centre(promoters, detractors, n) == (pytest.approx(centre, abs=0.05), pytest.approx(half, abs=0.05))
    low, high = nps_interval(promoters, detractors, n)
    assert low == pytest.approx(max(centre - half, -100), abs=0.1)
    assert high == pytest.approx(min(centre + half, 100), abs=0.1)


@pytest.mark.parametrize(
    ("before", "after", "change", "low", "high"),
    [
        ((30, 200), (45, 210), 0.0643, -0.0109, 0.1383),
        ((200, 2000), (260, 2000), 0.0300, 0.0102, 0.0498),
    ],
)
def test_newcombe(before: tuple[int, int], after: tuple[int, int], change: float, low: float, high: float) -> None:
    assert newcombe(*before, *after) == pytest.approx((change, low, high), abs=5e-5)


def test_no_change_has_an_interval_around_zero() -> None:
    change, low, high = difference((0.5, 0.4, 0.6), (0.5, 0.4, 0.6))
    assert change == 0
    assert low == pytest.approx(-high)
    assert low < 0


@pytest.mark.parametrize(("x", "low", "high"), [(0, 0.0, 3.8416), (4, 1.5556, 10.2860), (100, 82.2269, 121.6147)])
def test_poisson(x: int, low: float, high: float) -> None:
    assert poisson(x) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


@given(n=st.integers(1, 10_000), share=st.floats(0, 1), k=st.integers(2, 50))
@settings(max_examples=60)
def test_more_of_the_same_never_widens_an_interval(n: int, share: float, k: int) -> None:
    x = round(n * share)
    low, high = wilson(x, n)
    more_low, more_high = wilson(k * x, k * n)
    assert 0 <= low <= x / n <= high <= 1
    assert more_high - more_low <= high - low + 1e-12
