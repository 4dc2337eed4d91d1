"""Where journeys begin and end, and what is counted at the touchpoints."""

from collections import Counter
from itertools import groupby

import pandas as pd
import pytest

from core.journeys import follow
from core.model import CREDIT_MODELS, DropOut, Path, Spread, Transition
from core.model.journeys import END, SALE, START
from core.texts import language
from tests.journeys import brute
from tests.journeys.logs import crowd, followed, placed, told


@pytest.mark.parametrize(
    ("lines", "paths"),
    [
        (["k: a@0 b@1!"], {"a b": (1, 1)}),
        (["k: a@0 b@1"], {"a b": (1, 0)}),
        (["k: a@0 b@1! c@2"], {"a b": (1, 1), "c": (1, 0)}),
        (["k: a@0! b@1!"], {"a": (1, 1), "b": (1, 1)}),
        (["k: a@0 a@1 b@2 a@3!"], {"a b a": (1, 1)}),
        (["k: a@0 b@1!", "l: a@5 b@7"], {"a b": (2, 1)}),
        (["k: b@1! a@0"], {"a b": (1, 1)}),
        (["k: b@0 a@0 c@0!"], {"b a c": (1, 1)}),
        (["k: b@0! a@0 c@0"], {"b": (1, 1), "a c": (1, 0)}),
        (["k: a@0 b@80 c@100!"], {"b c": (1, 1)}),
        (["k: a@10 b@80 c@100!"], {"a b c": (1, 1)}),
        (["k: a@0 b@80 c@100"], {"b c": (1, 0)}),
        (["k: a@0! b@500"], {"a": (1, 1), "b": (1, 0)}),
        (["k: a@0 b@?", "?: a@1!"], {"a": (1, 0)}),
    ],
)
def test_a_journey_ends_with_a_sale_or_with_the_data(lines, paths):
    found = followed(told(*lines))
    assert {" ".join(p.keys): (p.journeys, p.sales) for p in found.paths} == paths
    assert found.journeys == sum(n for n, _ in paths.values())
    assert found.sales == sum(n for _, n in paths.values())


@pytest.mark.parametrize(
    ("line", "journeys", "after"),
    [
        ("k: ads@0 shop@1! mail@3", 1, 1),  # mail stands after a purchase, shop and checkout during one
        ("k: ads@0 shop@1! mail@3 shop@4", 1, 1),
        ("k: ads@0 shop@1! mail@3 ads@4", 2, 0),  # back before a purchase: a new journey
        ("k: ads@0 shop@1! mail@3 shop@4!", 2, 0),
        ("k: mail@3", 1, 0),  # nobody knows of a sale
    ],
)
def test_what_only_follows_a_purchase_is_no_journey_without_a_sale(line, journeys, after):
    found = followed(told(line))
    assert (found.journeys, found.after_sale) == (journeys, after)
    assert sum(d.ended for d in found.drop_out) == journeys - found.sales


def test_what_belongs_to_no_journey_is_counted():
    found = followed(told("k: a@0 b@95 c@100! a@?", "?: a@1! b@2", "l: a@0 b@99"))
    assert (found.customers, found.journeys, found.sales) == (2, 2, 1)
    assert (found.unsure, found.unsure_sales, found.too_old) == (3, 1, 2)


def test_touches_and_days_until_a_sale():
    found = followed(told("k: a@0 b@7!", "l: a@0!", "m: a@0 b@1 c@4 d@30!", "n: a@0 b@50"))
    assert found.touches_before_sale == Spread(2, pytest.approx(3.6), 3)
    assert found.days_to_sale == Spread(7, pytest.approx(25.4), 3)


@pytest.mark.parametrize(
    ("lines", "share"),
    [
        (["k: ads@0 shop@1!", "l: ads@0!", "m: shop@0 ads@1"], (1, 2)),
        (["k: phone@0 ads@1!"], (1, 1)),
        (["k: shop@0 ads@100!"], (0, 1)),
        (["k: shop@0"], None),
    ],
)
def test_the_share_of_sales_with_an_offline_touch(lines, share):
    assert followed(told(*lines)).offline_share == share


def test_no_setting_known_is_no_share():
    assert follow(told("k: a@0!"), {}, lookback_days=90).offline_share is None


def test_a_refund_that_is_no_sale_takes_back_revenue_but_no_credit():
    found = followed(told("k: a@0!30 b@1-10"))
    assert (found.sales, found.value, found.refunded) == (1, 30, -10)
    assert found.credits.value["last"] == {"a": 30, "b": 0}


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["?: a@0!9 b@1"], "No row names a customer"),
        (["k: a@?!9 b@?"], "No row of a customer has a date"),
        (["k: a@0 b@1"], "No customer's way ends with a sale"),
    ],
)
def test_a_log_without_ways_to_a_sale_says_why(lines, sentence):
    found = followed(told(*lines))
    assert (found.sales, found.value, found.touches_before_sale, found.days_to_sale) == (0, None, None, None)
    assert found.credits.sales == {}
    assert set(found.credits.silent) == set(CREDIT_MODELS)
    assert all(language("en").message(m).startswith(sentence) for m in found.credits.silent.values())


@pytest.mark.parametrize("columns", [["touchpoint"], ["touchpoint", "customer"], ["touchpoint", "time", "sale"]])
def test_columns_that_are_not_there_are_unknown(columns):
    found = followed(told("k: a@0 b@1!5")[columns])
    assert found.journeys == 0


def test_nothing_to_follow():
    assert followed(told("k: a@0").iloc[:0]) is None
    assert followed(told("k: a@0").assign(touchpoint=pd.Series([None], dtype="category"))) is None


@pytest.mark.parametrize("days", [-1, float("nan")])
def test_a_lookback_is_a_number_of_days(days):
    with pytest.raises(ValueError, match="lookback"):
        followed(told("k: a@0!"), lookback_days=days)


def test_steps_from_the_start_to_the_end():
    found = followed(told("k: a@0 a@1 b@2!", "l: a@0", "m: b@0 a@1! b@2"))
    assert found.transitions == (
        Transition(START, "a", 2),
        Transition(START, "b", 2),
        Transition("a", END, 1),
        Transition("a", SALE, 1),
        Transition("a", "a", 1),
        Transition("a", "b", 1),
        Transition("b", END, 1),
        Transition("b", SALE, 1),
        Transition("b", "a", 1),
    )


def test_drop_out_is_told_against_the_phase():
    lines = [f"k{i}: ads@0 mail@1" for i in range(60)] + [f"l{i}: web@0 ads@1!" for i in range(40)]
    found = {d.key: d for d in followed(told(*lines, *(f"m{i}: web@0 web@1" for i in range(10)))).drop_out}
    assert found["mail"] == DropOut("mail", 60, 60, 1, pytest.approx(0.9398, abs=1e-4), 1, 1, None)
    assert (found["ads"].ended, found["ads"].met, found["ads"].word) == (0, 100, "low")
    assert (found["web"].ended, found["web"].met, found["web"].word) == (10, 50, "high")
    assert found["ads"].phase_rate == found["web"].phase_rate == pytest.approx(10 / 150)
    assert list(found) == ["mail", "web", "ads"]


def test_the_usual_paths_come_first():
    often = ["k1: b@0 a@1!10", "k2: b@0 a@1!20", "k3: b@0 a@1"]
    once = ["k4: c@0", "k5: b@0!", "k6: a@0", "k7: a@0 c@1", "k8: a@0 b@1"]
    found = followed(told(*often, *once)).paths
    assert found == (
        Path(("b", "a"), 3, 2, 30),
        Path(("a",), 1, 0, 0),
        Path(("b",), 1, 1, None),
        Path(("c",), 1, 0, 0),
        Path(("a", "b"), 1, 0, 0),
        Path(("a", "c"), 1, 0, 0),
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_twenty_paths_are_those_of_a_plain_count(seed):
    frame = crowd(300, touchpoints=4, seed=seed)
    ways = Counter(tuple(key for key, _ in groupby(path)) for path, _, _ in brute.journeys(frame))
    expected = sorted(ways.items(), key=lambda item: (-item[1], len(item[0]), item[0]))[:20]
    assert [(p.keys, p.journeys) for p in followed(frame).paths] == expected


def test_a_touchpoint_without_a_placement_has_the_phase_unknown():
    found = follow(told("k: a@0 b@1"), {"a": placed("a")}, lookback_days=90)
    assert {d.key: d.phase_rate for d in found.drop_out} == {"a": 0, "b": 1}
