"""The steps of the controls: round values, today's among them, nothing impossible."""

import pytest

from core.model import FIGURES, Lever
from core.ui.dashboard.whatif_scale import steps, told_apart


@pytest.mark.parametrize(
    ("lever", "first", "last", "count"),
    [
        (Lever("csat", 0.58, 0.8), 0.0, 1.0, 101),
        (Lever("csat", 0.5834, 0.8), 0.0, 1.0, 101),  # today's takes the place of the round value beside it
        (Lever("nps", -43.0, 30.0), -100.0, 100.0, 41),
        (Lever("nps", -45.0, 30.0), -100.0, 100.0, 41),
        (Lever("rating", 3.48, 4.2), 1.0, 5.0, 41),
        (Lever("conversion_rate", 0.256, 0.339), 0.0, 1.0, 51),
        (Lever("conversion_rate", 0.01, 0.02), 0.0, 0.06, 61),
        (Lever("cost", 1000.0), 0.0, 2000.0, 41),
        (Lever("response_time", 35.0, 24.0), 0.0, 70.0, 71),
        (Lever("effort", 2.0, most=5.0), 1.0, 5.0, 5),
        (Lever("effort", 2.0, most=10.0), 1.0, 10.0, 10),
        (Lever("effort", None, most=5.0), None, 5.0, 6),
    ],
)
def test_the_steps_of_a_control(lever, first, last, count):
    found = steps(lever)
    assert (found[0], found[-1]) == (first, last)
    assert len(found) == count
    assert lever.today in found


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("today", [1e-9, 0.333333, 1.0, 4.999])
@pytest.mark.parametrize("chosen", [None, 0.123456])
def test_what_is_chosen_and_what_is_today_are_always_there(figure, today, chosen):
    found = steps(Lever(figure, today, 0.5, 5.0), chosen=chosen)
    assert today in found
    assert chosen is None or chosen in found
    assert len(found) == len(set(found))
    assert found == sorted(v for v in found if v is not None)
    assert len(found) < 120


@pytest.mark.parametrize("figure", ["cost", "conversion_rate", "response_time"])
def test_nothing_today_and_no_target_still_has_steps(figure):
    assert steps(Lever(figure, 0.0, None))


@pytest.mark.parametrize(
    ("values", "first", "found"),
    [
        ([0.1, 0.14, 0.2], (), [0.1, 0.2]),
        ([0.1, 0.14, 0.2], (0.14,), [0.14, 0.2]),
        ([0.1, 0.12, 0.14], (0.14, 0.12), [0.14]),
        ([None, 0.1, 0.2], (None, None), [None, 0.1, 0.2]),
        ([0.1, 0.2], (0.3,), [0.1, 0.2]),
    ],
)
def test_no_two_steps_read_alike(values, first, found):
    assert told_apart(values, lambda v: "-" if v is None else f"{v:.1f}", first=first) == found
