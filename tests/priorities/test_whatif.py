"""What if: facts about moved figures, and the laws that every supposition keeps."""

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from core.model import Part, Placement, Priority, Rule, Settings, Supposition
from core.priorities import Evidence, Ranking, levers, rank, suppose, supposed, weigh
from core.priorities.draws import draw
from core.priorities.easing import Easing
from tests.priorities.planted import A_TIE, NAN, ONE_CLEAR_FIX, PHASE_OF, PLANTED, business, order

SOLD = business(
    touchpoint=["ad", "flyer", "shop", "till"],
    visits=[5000, 3000, 4000, 900],
    conversions=[50, 60, 200, 90],
    cost=[2000.0, 1500.0, NAN, NAN],
    csat_score=[NAN, NAN, 0.8, 0.6],
    responses=[NAN, NAN, 60, 30],
)


def evidence(rows: pd.DataFrame) -> Evidence:
    keys = sorted(rows["touchpoint"].unique())
    place = {k: Placement(PHASE_OF.get(k, "during"), "unknown", "online", 1, Rule("file", "x")) for k in keys}  # type: ignore[arg-type]
    return weigh(rows, place, {k: k.title() for k in keys}, settings=Settings(), currency="DKK")


def then(found: Evidence, *wishes: tuple[str, str, float]) -> Ranking:
    moves, unused = supposed(levers(found), [Supposition(*wish) for wish in wishes])
    assert unused == ()
    return rank(suppose(found, moves, currency="DKK"), settings=Settings())


def part(ranking: Ranking, key: str, kpi: str) -> Part:
    return next(p for p in ranking.priorities[key].parts if p.kpi == kpi)


def numbers(priority: Priority) -> tuple[Any, ...]:
    return (priority.rank, priority.score, priority.impact, priority.potential, priority.ease, priority.p_first)


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("ad", [("cost", 1234.56), ("effort", None)]),  # nobody else in its phase sells
        ("shop", [("csat", 0.8), ("conversion_rate", 0.05), ("cost", 0.1), ("effort", None)]),
        ("phone", [("csat", 0.4), ("response_time", 60.0), ("effort", None)]),
        ("flyer", [("csat", 0.5), ("effort", None)]),  # a cost that brings nothing that is counted weighs nowhere
    ],
)
def test_what_is_measured_can_be_moved_and_effort_always(key, found):
    assert [(v.figure, v.today) for v in levers(evidence(PLANTED))[key]] == found


@pytest.mark.parametrize(
    ("wish", "kpi", "value", "low", "high"),
    [
        (("till", "csat", 0.9), "csat", 0.9, 0.7438, 0.9654),  # 27 of 30, Wilson
        (("till", "conversion_rate", 0.2), "conversion_rate", 0.2, 0.1752, 0.2274),  # 180 of 900
        (("ad", "cost", 1000.0), "cost_per_conversion", 20.0, 15.17, 26.37),  # 1000 for 50
        (("ad", "conversion_rate", 0.02), "cost_per_conversion", 20.0, 16.44, 24.33),  # 2000 for 100
    ],
)
def test_a_moved_figure_keeps_its_sample(wish, kpi, value, low, high):
    found = part(then(evidence(SOLD), wish), wish[0], kpi)
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high), rel=2e-3)


def test_more_sales_are_worth_todays_order_each():
    before, after = (part(r, "shop", "roas") for r in _with_and_without(("shop", "conversion_rate", 0.1)))
    assert before.value is not None
    assert (after.value, after.target) == (pytest.approx(2 * before.value), before.target)


def test_half_the_cost_doubles_what_a_krone_returns_and_halves_what_is_at_stake():
    before, after = (part(r, "ad", "roas") for r in _with_and_without(("ad", "cost", 1234.56 / 2)))
    assert before.value is not None
    assert (after.value, after.stake) == (pytest.approx(2 * before.value), pytest.approx(before.stake / 2))


def test_who_stands_at_target_has_nothing_to_win():
    found = then(evidence(ONE_CLEAR_FIX), ("till", "csat", 0.95))
    assert (found.priorities["till"].score, found.verdict.keys) == (0.0, ())
    assert rank(evidence(ONE_CLEAR_FIX), settings=Settings()).verdict.keys == ("till",)


def test_less_effort_moves_one_touchpoint_up_and_leaves_the_ease_of_the_others():
    found = evidence(ONE_CLEAR_FIX)
    today, after = rank(found, settings=Settings()), then(found, ("till", "effort", 5.0))
    assert [p.ease for k, p in after.priorities.items() if k != "till"] == [0.6, 0.6, 0.6]
    assert (today.priorities["till"].ease, after.priorities["till"].ease) == (0.8, pytest.approx(0.2))


def test_effort_in_a_file_without_it_counts_for_the_moved_one_only():
    found = then(evidence(A_TIE), ("shop", "effort", 5.0))
    assert found.priorities["ad"].ease is None
    assert order(found)[:2] in (["ad", "till"], ["till", "ad"])


def test_the_yardstick_of_the_others_stays():
    before, after = _with_and_without(("till", "conversion_rate", 0.5), ("till", "csat", 0.99), ("ad", "cost", 1.0))
    for key in set(before.priorities) - {"till", "ad"}:
        assert before.priorities[key].parts == after.priorities[key].parts
    targets = [[(p.kpi, p.target) for p in r.priorities["till"].parts] for r in (before, after)]
    assert targets[0] == targets[1]


def test_no_sale_today_and_some_tomorrow():
    rows = SOLD.assign(conversions=[0, 60, 200, 90])
    found = then(evidence(rows), ("ad", "conversion_rate", 0.01))
    assert part(found, "ad", "cost_per_conversion").value == pytest.approx(2000 / 50)


@pytest.mark.parametrize("wish", [("ad", "cost", 0.0), ("mail", "response_time", 0.0), ("phone", "csat", 0.0)])
def test_nothing_at_all_is_no_accident(wish):
    score = then(evidence(PLANTED), wish).priorities[wish[0]].score
    assert score is not None
    assert np.isfinite(score)


@pytest.mark.parametrize(
    "wish", [Supposition("nobody", "csat", 0.5), Supposition("flyer", "cost", 5.0), Supposition("ad", "csat", 0.5)]
)
def test_what_is_not_measured_here_is_set_aside(wish):
    assert supposed(levers(evidence(PLANTED)), [wish]) == ((), (wish,))


def test_what_is_so_today_changes_nothing():
    found = evidence(PLANTED)
    same = [Supposition(k, v.figure, v.today) for k, all_ in levers(found).items() for v in all_ if v.today is not None]
    assert len(same) > 10
    assert supposed(levers(found), same) == ((), ())
    assert suppose(found, ()) is found


@pytest.mark.parametrize("figure", ["csat", "conversion_rate", "response_time", "cost"])
def test_almost_todays_value_changes_almost_nothing(figure):
    found = evidence(PLANTED)
    today = rank(found, settings=Settings())
    for key, all_ in levers(found).items():
        for lever in (v for v in all_ if v.figure == figure and v.today is not None):
            moved = then(found, (key, figure, lever.today * (1 + 1e-6)))  # down, a value at target misses it
            for name, priority in moved.priorities.items():
                assert numbers(priority) == pytest.approx(numbers(today.priorities[name]), abs=2e-3), (key, name)
            for one, other in zip(today.priorities[key].parts, moved.priorities[key].parts, strict=True):
                assert (other.low, other.high, other.shrunk) == pytest.approx((one.low, one.high, one.shrunk), rel=1e-4)


@pytest.mark.parametrize(
    "wishes",
    [
        (("till", "csat", 0.9),),
        (("ad", "cost", 10.0), ("phone", "response_time", 2.0)),
        (("flyer", "effort", 4.0), ("flyer", "csat", 0.2)),  # its reach is not counted
    ],
)
def test_the_draws_are_those_of_a_field_that_was_always_so(wishes):
    found = evidence(PLANTED)
    moves, _ = supposed(levers(found), [Supposition(*wish) for wish in wishes])
    moved = suppose(found, moves, currency="DKK")
    assert moved.contest is not None
    easy = Easing(moved.field.ease, np.nan_to_num(moved.field.ease, nan=1.0), np.empty(0))  # the file tells of none
    args = (moved.contest.parts, moved.field.volume, moved.field.keys, easy)
    fresh, expected = draw(*args, len(moved.contest.everyone))
    for name in ("kept", "ease", "stake", "loss"):
        assert np.array_equal(getattr(fresh, name), getattr(moved.contest.everyone, name)), name
    assert moved.contest.possible == pytest.approx(expected)


WISHES = (("till", "csat", 0.9), ("till", "conversion_rate", 0.2), ("ad", "cost", 500.0), ("ad", "effort", 4.0))


@pytest.mark.parametrize("wishes", list(itertools.permutations(WISHES))[::5])
def test_the_order_of_suppositions_changes_nothing(wishes):
    found = evidence(SOLD)
    assert then(found, *wishes) == then(found, *WISHES)


def test_taken_back_everything_is_as_today():
    found = evidence(PLANTED)
    before = rank(found, settings=Settings())
    then(found, ("till", "csat", 0.99), ("ad", "cost", 1.0))
    assert rank(suppose(found, ()), settings=Settings()) == before
    assert rank(found, settings=Settings()) == before  # nothing was changed in place


@given(low=st.floats(0.05, 0.7), more=st.floats(0.02, 0.25))
@hypothesis_settings(max_examples=10)
def test_a_better_figure_leaves_less_to_win(low: float, more: float):
    found = evidence(PLANTED)
    worse, better = (then(found, ("till", "csat", value)).priorities["till"] for value in (low, low + more))
    assert worse.potential is not None
    assert better.potential is not None
    assert better.potential <= worse.potential + 1e-9


def _with_and_without(*wishes: tuple[str, str, float]) -> tuple[Ranking, Ranking]:
    found = evidence(PLANTED)
    return rank(found, settings=Settings()), then(found, *wishes)


def test_the_weights_count_for_what_is_supposed_too():
    found, cheap = evidence(PLANTED), Settings(weights={"cost": 0.0})
    moves, _ = supposed(levers(found), [Supposition("ad", "cost", 5.0)])
    ranked = [rank(e, settings=cheap) for e in (found, suppose(found, moves, currency="DKK"))]
    assert [replace(p, parts=()) for p in ranked[0].priorities.values() if p.rank and p.rank > 6] == [
        replace(p, parts=()) for p in ranked[1].priorities.values() if p.rank and p.rank > 6
    ]
    assert ranked[0].priorities["ad"].score == pytest.approx(ranked[1].priorities["ad"].score)
