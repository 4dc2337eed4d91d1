"""What is supposed travels as plain values, and nothing impossible comes in."""

import json

import pytest

from core.model import Settings, Supposition
from core.model.whatif import with_supposition

A, B = Supposition("till", "csat", 0.9), Supposition("shop", "cost", 1000.0)


@pytest.mark.parametrize("made", [(), (A,), (A, B), (B, A)])
def test_suppositions_come_back_from_json(made):
    there = json.loads(json.dumps(Settings(suppositions=made).to_json()))
    assert Settings.from_json(there) == Settings(suppositions=made)


def test_settings_of_before_suppose_nothing():
    assert Settings.from_json({"version": 1}).suppositions == ()


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"touchpoint": "till", "figure": "csat", "value": 1.1}, ValueError),
        ({"touchpoint": "till", "figure": "conversion_rate", "value": -0.1}, ValueError),
        ({"touchpoint": "till", "figure": "nps", "value": 101}, ValueError),
        ({"touchpoint": "till", "figure": "rating", "value": 0.5}, ValueError),
        ({"touchpoint": "till", "figure": "effort", "value": 0}, ValueError),
        ({"touchpoint": "till", "figure": "cost", "value": float("inf")}, ValueError),
        ({"touchpoint": "till", "figure": "cost", "value": float("nan")}, ValueError),
        ({"touchpoint": "till", "figure": "revenue", "value": 1}, ValueError),
        ({"touchpoint": "till", "figure": "csat", "value": None}, TypeError),
        ({"touchpoint": "till", "figure": "csat", "value": True}, TypeError),
        ({"touchpoint": 7, "figure": "csat", "value": 0.5}, TypeError),
        ("till", TypeError),
    ],
)
def test_what_cannot_be_is_refused(given, fault):
    with pytest.raises(fault):
        Settings.from_json({"suppositions": [given]})


def test_of_one_figure_the_last_supposition_counts():
    twice = [{"touchpoint": "till", "figure": "csat", "value": v} for v in (0.5, 0.9)]
    assert Settings.from_json({"suppositions": twice}).suppositions == (A,)


@pytest.mark.parametrize(
    ("made", "move", "found"),
    [
        ((), ("till", "csat", 0.9), (A,)),
        ((A,), ("shop", "cost", 1000.0), (A, B)),
        ((A, B), ("till", "csat", 0.5), (B, Supposition("till", "csat", 0.5))),
        ((A, B), ("till", "csat", None), (B,)),
        ((A,), ("till", "nps", None), (A,)),
    ],
)
def test_a_move_replaces_the_one_before(made, move, found):
    assert with_supposition(made, *move) == found
