"""Credits of several models become one range per touchpoint."""

import pytest

from core.model import credit_ranges, credited
from core.model.journeys import OTHERS

THREE = {
    "first": {"ad": 4.0, "shop": 1.0},
    "last": {"shop": 5.0},
    "linear": {"ad": 2.0, "shop": 3.0},
}


@pytest.mark.parametrize(
    ("credits", "ranges"),
    [
        (THREE, [("shop", 1.0, 5.0), ("ad", 0.0, 4.0)]),
        ({"linear": {"b": 1.0, "a": 1.0}}, [("a", 1.0, 1.0), ("b", 1.0, 1.0)]),
        ({"linear": {"a": 1.0, "never": 0.0}, "markov": {}}, [("a", 1.0, 1.0)]),
        ({"first": {"a": 1.0, "b": 4.0}, "markov": {"b": 3.0, OTHERS: 2.0}}, [("b", 3.0, 4.0), ("a", 1.0, 1.0)]),
        ({"linear": {"a": 2.0, "refund": -1.0}}, [("a", 2.0, 2.0), ("refund", -1.0, -1.0)]),
        ({}, []),
    ],
)
def test_a_range_goes_from_the_lowest_to_the_highest_model(credits, ranges):
    assert [(r.key, r.low, r.high) for r in credit_ranges(credits)] == ranges


def test_the_models_stand_in_one_order():
    assert list(credit_ranges({"linear": {"a": 1.0}, "first": {"a": 1.0}})[0].models) == ["first", "linear"]


@pytest.mark.parametrize(("credits", "total"), [(THREE, 5.0), ({}, 0.0)])
def test_all_that_is_shared_out(credits, total):
    assert credited(credits) == total
