"""Holm's correction, and p-values from intervals."""

import pytest

from core.stats.multiple import holm, p_value


@pytest.mark.parametrize(
    ("p_values", "stands"),
    [
        ([0.01, 0.04, 0.03, 0.005], [True, False, False, True]),
        ([0.04], [True]),
        ([0.04, 0.04], [False, False]),
        ([0.02, 0.04], [True, True]),
        ([], []),
    ],
)
def test_holm(p_values, stands):
    assert holm(p_values) == stands


@pytest.mark.parametrize(
    ("interval", "p"),
    [
        ((1.96, 0.0, 3.92), 0.05),
        ((-1.96, -3.92, 0.0), 0.05),
        ((2.576, 0.616, 4.536), 0.01),
        ((0.0, -1.0, 1.0), 1.0),
        ((0.0, 0.0, 0.0), 1.0),
        ((1.0, 1.0, 1.0), 0.0),
    ],
)
def test_p_value_from_an_interval(interval, p):
    assert p_value(*interval) == pytest.approx(p, abs=2e-4)
