"""Shrinkage of shares by beta-binomial moments."""

import numpy as np
import pytest

from core.stats import shrink


def test_the_vector_of_five_touchpoints() -> None:
    mu, m, shrunk = shrink([18, 160, 2, 9, 30], [20, 200, 2, 20, 60])
    assert mu == pytest.approx(0.7252, abs=5e-5)
    assert m == pytest.approx(4.33, abs=5e-3)
    assert shrunk == pytest.approx([0.869, 0.798, 0.812, 0.499, 0.515], abs=5e-4)


@pytest.mark.parametrize(
    ("x", "n", "m"),
    [
        ([1, 2], [2, 4], 10.0),  # under five groups nothing is estimated
        ([5] * 6, [10] * 6, 200.0),  # no spread at all
        ([10, 0, 10, 0, 10, 0], [10] * 6, 2.0),  # nothing but spread
        ([5] * 6, [5] * 6, 200.0),  # everybody is satisfied
        ([0] * 6, [5] * 6, 200.0),
    ],
)
def test_strength_stays_within_its_limits(x: list[int], n: list[int], m: float) -> None:
    assert shrink(x, n)[1] == m


def test_a_group_without_answers_takes_the_pooled_share() -> None:
    mu, _, shrunk = shrink([3, 0], [4, 0])
    assert shrunk[1] == pytest.approx(mu)


def test_nothing_counted_is_unknown() -> None:
    mu, _, shrunk = shrink([0, 0], [0, 0])
    assert np.isnan(mu)
    assert np.isnan(shrunk).all()
