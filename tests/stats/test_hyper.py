"""Which priors a group's data make plausible."""

import math

import numpy as np
import pytest

from core.stats.hyper import log_gamma, plausible


@pytest.mark.parametrize("value", [1e-4, 0.01, 0.5, 1.0, 2.0, 10.5, 1000.0, 1e7])
def test_log_gamma(value: float) -> None:
    assert log_gamma(np.array([value]))[0] == pytest.approx(math.lgamma(value), rel=1e-8, abs=1e-8)


def _expected(x: list[float], n: list[float]) -> tuple[float, float]:
    """Expected mean, and strength (geometric), of the prior."""
    found = plausible(np.array(x), np.array(n))
    assert found.weight.sum() == pytest.approx(1)
    return float(found.weight @ found.mean), float(np.exp(found.weight @ np.log(found.strength)))


def test_the_vector_of_five_touchpoints() -> None:
    mean, strength = _expected([18, 160, 2, 9, 30], [20, 200, 2, 20, 60])
    assert mean == pytest.approx(0.69, abs=0.02)  # the 200 answers of one touchpoint do not speak for all five
    assert strength == pytest.approx(7.4, abs=0.5)


def test_a_group_that_agrees_is_stronger_than_one_that_does_not() -> None:
    assert _expected([50.0] * 8, [100.0] * 8)[1] > 30
    assert _expected([95.0, 5.0] * 4, [100.0] * 8)[1] < 4


@pytest.mark.parametrize("x", [0.0, 3.0])
def test_nobody_and_everybody(x: float) -> None:
    mean, _ = _expected([x] * 3, [3.0] * 3)
    assert 0 < mean < 1


def test_few_answers_leave_the_usual_strength() -> None:
    assert _expected([1.0, 1.0], [2.0, 2.0])[1] == pytest.approx(10, rel=0.3)
