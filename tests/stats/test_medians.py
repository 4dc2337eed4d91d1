"""The interval of a median."""

import numpy as np
import pytest

from core.stats.medians import median_interval


def test_the_interval_of_a_hundred_values_lies_about_ten_ranks_to_each_side():
    found = median_interval(np.arange(1.0, 101.0), np.ones(100))
    assert found == pytest.approx((50.5, 40.7, 60.3), abs=1e-9)


@pytest.mark.parametrize(
    ("values", "weights"),
    [([1.0] * 5, [1.0] * 5), ([1.0, 2, 3, 4, 5, np.nan], [1.0] * 6), ([1.0] * 6, [1.0] * 5 + [0.0])],
)
def test_too_few_values_give_no_interval(values, weights):
    assert median_interval(np.array(values), np.array(weights)) is None


def test_heavy_values_pull_the_median():
    values, weights = np.array([1.0, 2, 3, 4, 5, 6, 7]), np.array([1.0, 1, 1, 1, 1, 1, 50])
    found = median_interval(values, weights)
    assert found is not None
    assert found[0] > 6
    assert found[1] <= found[0] <= found[2]
