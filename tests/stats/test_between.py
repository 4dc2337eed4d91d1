"""How far groups lie apart, beyond chance."""

import numpy as np
import pytest

from core.stats.between import between


@pytest.mark.parametrize(
    ("values", "chance", "low", "high"),
    [
        ([], [], 0.09, 0.4),  # nothing seen: the usual spread, or somewhat more
        ([5.0] * 30, [1e-4] * 30, 0.0, 0.02),  # alike, and not by chance
        ([3.0, 7.0] * 15, [1e-4] * 30, 2.0, 2.25),  # apart (the largest that is tried)
        ([4.0, 6.0] * 15, [1e-4] * 30, 0.8, 1.2),
        ([4.0, 6.0] * 15, [1.0] * 30, 0.0, 0.3),  # chance explains it
        ([5.0], [0.5], 0.09, 0.4),  # one alone tells nothing
    ],
)
def test_what_chance_explains_is_no_difference(values, chance, low, high):
    found = between(np.array(values), np.array(chance), usual=0.09, borrowed=3)
    assert low <= found <= high


def test_the_order_of_the_groups_changes_nothing():
    values, chance = np.array([1.0, 2.0, 4.0]), np.array([0.1, 0.5, 0.2])
    turned = between(values[::-1], chance[::-1], usual=0.09, borrowed=3)
    assert turned == pytest.approx(between(values, chance, usual=0.09, borrowed=3))
