"""Planted businesses: what is said about first place, who is ranked at all, and which verb each gets."""

import numpy as np
import pytest

from core.model import Settings
from core.priorities.words import matters_from
from tests.priorities.planted import A_TIE, NAN, ONE_CLEAR_FIX, business, order, ranked, why


def test_one_clear_fix() -> None:
    found = ranked(ONE_CLEAR_FIX)
    till = found.priorities["till"]
    assert (found.verdict.word, found.verdict.keys) == ("clear", ("till",))
    assert (till.rank, till.verdict, till.action, till.on_the_line) == (1, "clear", "fix", False)
    assert till.p_first == pytest.approx(1, abs=0.01)
    assert till.holds == pytest.approx(1, abs=0.01)
    assert till.score == pytest.approx(90, abs=10)
    assert till.ease == pytest.approx(0.8)
    assert till.health == pytest.approx(0.45 / 0.8)
    assert till.tied_with == ()
    assert [(p.kpi, p.n, p.target, p.poor) for p in till.parts] == [("csat", 200, 0.8, True)]
    assert (till.reach, till.reach_base) == (3800, "visits")


def test_impact_times_potential_is_the_expected_gain() -> None:
    found = ranked(ONE_CLEAR_FIX).priorities.values()
    products = [(p.impact or 0) * (p.potential or 0) * (p.ease or 0) for p in found]
    assert [p.score for p in found] == pytest.approx([100 * g / sum(products) for g in products])
    assert sum(p.score or 0 for p in found) == pytest.approx(100)


def test_a_tie_names_the_smallest_set_that_holds_first_place() -> None:
    found = ranked(A_TIE)
    assert found.verdict.word == "tie"
    assert set(found.verdict.keys) == {"ad", "shop", "till"}
    assert set(found.priorities["ad"].tied_with) == {"Shop", "Till"}
    assert found.priorities["mail"].tied_with == ()
    assert found.priorities["ad"].verdict == "tie"
    assert found.priorities["mail"].verdict is None


def test_two_answers_never_rank() -> None:
    rows = business(touchpoint=["shop", "phone"], visits=[500, 9000], csat_score=[0.7, 0.0], responses=[80, 2])
    found = ranked(rows)
    phone = found.priorities["phone"]
    assert (phone.rank, phone.verdict, phone.needed) == (None, "too few", 3)
    assert (
        why(phone) == "So far 0% are satisfied (0 of 2; target 80%): too little to rank. About 3 more answers would do."
    )
    assert found.verdict.keys == ("shop",)


@pytest.mark.parametrize(
    ("columns", "verdict", "needed"),
    [
        ({"csat_score": [0.5], "responses": [4]}, "too few", 1),
        ({"csat_score": [0.5], "responses": [5]}, None, None),
        ({"csat_score": [0.5]}, None, None),  # as given
        ({"resolved": [1], "tickets": [4]}, "too few", 1),
        ({"resolved": [1], "tickets": [5]}, None, None),
        ({"conversions": [1], "visits": [15], "csat_score": [0.5], "responses": [3]}, "too few", 2),
        ({"orders": [1], "revenue": [500.0], "cost": [100.0]}, "too few", 4),  # break-even at half a sale
        ({"orders": [0], "revenue": [0.0], "cost": [9000.0]}, None, None),  # no return for much is clear
        ({"visits": [5000]}, "not measured", None),
        ({"cost": [5000]}, "not measured", None),
        ({"conversions": [30], "visits": [20]}, "not measured", None),  # a contradiction measures nothing
        ({"csat_score": [NAN], "responses": [50]}, "not measured", None),
    ],
)
def test_enough_data(columns: dict[str, list[float]], verdict: str | None, needed: int | None) -> None:
    found = ranked(business(touchpoint=["shop"], **columns)).priorities["shop"]
    assert (found.verdict, found.needed) == (verdict, needed)


@pytest.mark.parametrize(
    ("columns", "word"),
    [
        ({"csat_score": [0.5, 0.6], "responses": [2, 3]}, "too few"),
        ({"visits": [500, 600]}, "not measured"),
    ],
)
def test_no_ranking_is_a_result(columns: dict[str, list[float]], word: str) -> None:
    found = ranked(business(touchpoint=["shop", "till"], **columns))
    assert found.verdict.word == word
    assert found.impact_line is None
    assert all(p.rank is None for p in found.priorities.values())


def test_nothing_below_target_names_nobody() -> None:
    rows = business(touchpoint=["shop", "till"], visits=[500, 600], csat_score=[0.9, 0.95], responses=[200, 300])
    assert ranked(rows).verdict.keys == ()


def test_verbs() -> None:
    rows = business(
        touchpoint=["shop", "till", "mail", "phone"],
        visits=[9000, 8000, 200, 100],
        csat_score=[0.5, 0.95, 0.5, 0.95],
        responses=[500, 500, 500, 500],
    )
    found = ranked(rows)
    assert {k: p.action for k, p in found.priorities.items()} == {
        "shop": "fix",
        "till": "keep",
        "mail": "question",
        "phone": "scale",
    }
    assert found.impact_line == pytest.approx(np.median([1, 8 / 9, 2 / 90, 1 / 90]))


def test_what_comes_first_matters_also_where_others_matter_more() -> None:
    rows = business(
        touchpoint=["shop", "till", "mail", "phone", "menu"],
        visits=[9000, 8000, 3000, 7000, 2000],
        csat_score=[0.9, 0.95, 0.2, 0.85, 0.79],
        responses=[500, 500, 500, 500, 500],
    )
    found = ranked(rows)
    assert found.verdict.keys == ("mail",)
    mail, menu = (found.priorities[name].impact for name in ("mail", "menu"))
    assert mail < np.median([p.impact for p in found.priorities.values()])
    assert found.impact_line == pytest.approx((mail + menu) / 2)


@pytest.mark.parametrize(
    ("leaders", "line"),
    [([0], 0.5), ([3], 0.3), ([4], 0.1), ([0, 3], 0.3), ([3, 0, 1, 4], 0.3), ([0, 3, 4, 1], 0.5), ([], 0.5)],
)
def test_the_line_is_the_median_unless_what_comes_first_has_less(leaders: list[int], line: float) -> None:
    assert matters_from(np.array([1.0, 0.8, 0.5, 0.4, 0.2]), leaders) == pytest.approx(line)


def test_what_costs_more_than_it_brings_is_questioned() -> None:
    rows = business(
        touchpoint=["ad", "shop", "till"], cost=[900, 100, NAN], revenue=[1000, 9000, NAN], orders=[100, 100, NAN],
        visits=[9000, 9000, 9000], csat_score=[NAN, NAN, 0.1], responses=[NAN, NAN, 500],
    )  # fmt: skip
    assert ranked(rows).verdict.keys == ("till",)
    assert ranked(rows).priorities["ad"].action == "question"


def test_what_the_verdict_names_is_to_be_fixed() -> None:
    rows = business(touchpoint=["ad", "shop"], cost=[9000, 100], revenue=[4500, 9000], orders=[100, 100])
    found = ranked(rows)
    assert found.verdict.keys == ("ad",)
    assert found.priorities["ad"].action == "fix"


@pytest.mark.parametrize(
    "figures",
    [
        {"csat_score": [0.85, 0.7, 0.92]},
        {"csat_score": [0.85, 0.7, 0.92], "responses": [6, 60, 40]},
        {"csat_score": [0.81, 0.79, 0.95], "responses": [20, 20, 20]},
    ],
)
def test_what_reaches_its_target_is_never_named_nor_ahead_of_what_does_not(figures: dict[str, list[float]]) -> None:
    found = ranked(business(touchpoint=["shop", "phone", "till"], visits=[5200, 400, 900], **figures))
    assert found.verdict.keys == ("phone",)
    assert found.verdict.word in ("likely", "clear")
    assert order(found)[0] == "phone"
    shop = found.priorities["shop"]
    assert (shop.action, shop.score, shop.potential, shop.worth) == ("keep", 0, 0, None)
    assert (shop.p_first or 0) > 0  # it may still be the worst: few answers


def test_chances_of_half_and_more_are_no_tie() -> None:
    for seed in range(20):
        chance = np.random.default_rng(seed)
        rows = business(
            touchpoint=["ad", "flyer", "shop", "till", "mail"], visits=chance.integers(100, 9000, 5),
            csat_score=chance.uniform(0.5, 1, 5), responses=chance.integers(5, 60, 5),
        )  # fmt: skip
        found = ranked(rows)
        short = {k: p for k, p in found.priorities.items() if (p.health or 0) < 1}
        best = max((p.p_first or 0 for p in short.values()), default=0)
        assert set(found.verdict.keys) <= set(short)
        leads = found.priorities[order(found)[0]].p_first
        assert (found.verdict.word == "tie") <= (best < 0.5 or leads != best)
        assert found.verdict.word != "clear" or best >= 0.8 or not short
        places = [found.priorities[k].health == 1 for k in order(found)]
        assert places == sorted(places)


def test_what_no_weight_tells_apart_is_a_tie() -> None:
    rows = business(touchpoint=["shop", "till"], csat_score=[0.1, 0.2], responses=[500, 500], visits=[10, 9000])
    found = ranked(rows, Settings(weights={"impact": 0, "potential": 0}))
    assert (found.verdict.word, found.verdict.keys) == ("tie", ("shop", "till"))
