"""Planted businesses, and the laws that every ranking keeps."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Message, Placement, Priority, Rule, Settings
from core.priorities import Ranking, rank
from core.texts import language

NAN = float("nan")
PHASE_OF = {"ad": "pre", "flyer": "pre", "shop": "during", "till": "during", "mail": "post", "phone": "post"}


def business(**columns: Any) -> pd.DataFrame:
    rows = pd.DataFrame(columns)
    if "date" in columns:
        rows["date"] = pd.to_datetime(rows["date"])
    return rows.astype({c: "float64" for c in rows.columns if c not in ("touchpoint", "date", "segment")})


def ranked(rows: pd.DataFrame, choices: Settings | None = None, currency: str | None = "DKK") -> Ranking:
    keys = sorted(rows["touchpoint"].unique())
    place = {k: Placement(PHASE_OF.get(k, "during"), "unknown", "online", 1, Rule("file", "x")) for k in keys}  # type: ignore[arg-type]
    names = {k: k.title() for k in keys}
    return rank(rows, place, names, settings=choices or Settings(), currency=currency)


def order(ranking: Ranking) -> list[str]:
    return sorted((k for k, p in ranking.priorities.items() if p.rank), key=lambda k: ranking.priorities[k].rank or 0)


def why(priority: Priority, code: str = "en") -> str:
    assert priority.why is not None
    return language(code).message(priority.why, currency="DKK")


ONE_CLEAR_FIX = business(
    touchpoint=["ad", "shop", "till", "mail"],
    visits=[5000, 4000, 3800, 900],
    csat_score=[0.85, 0.84, 0.45, 0.86],
    responses=[200, 180, 200, 120],
    effort=[3, 3, 2, 3],
)
A_TIE = business(
    touchpoint=["ad", "shop", "till", "mail"],
    visits=[1000] * 4,
    csat_score=[0.6, 0.6, 0.6, 0.9],
    responses=[30, 30, 30, 30],
)


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


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "It has 28% of all visits, 90 of 200 are satisfied (target 80%), and it is easy to change."),
        ("da", "Her sker 28\u00a0% af alle besøg, 90 af 200 er tilfredse (mål 80\u00a0%), og det er let at ændre."),
        ("sv", "Här sker 28\u00a0% av alla besök, 90 av 200 är nöjda (mål 80\u00a0%), och den är lätt att ändra."),
    ],
)
def test_why_reads_aloud(code: str, sentence: str) -> None:
    assert why(ranked(ONE_CLEAR_FIX).priorities["till"], code) == sentence


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
    assert why(phone) == "So far 0 of 2 are satisfied (target 80%): too little to rank. About 3 more answers would do."
    assert found.verdict.keys == ("shop",)


@pytest.mark.parametrize(
    ("columns", "verdict", "needed"),
    [
        ({"csat_score": [0.5], "responses": [4]}, "too few", 1),
        ({"csat_score": [0.5], "responses": [5]}, "clear", None),
        ({"csat_score": [0.5]}, "clear", None),  # as given
        ({"resolved": [1], "tickets": [4]}, "too few", 1),
        ({"resolved": [1], "tickets": [5]}, "clear", None),
        ({"conversions": [1], "visits": [15], "csat_score": [0.5], "responses": [3]}, "too few", 2),
        ({"visits": [5000]}, "not measured", None),
        ({"cost": [5000]}, "not measured", None),
        ({"conversions": [30], "visits": [20]}, "not measured", None),  # a contradiction measures nothing
        ({"csat_score": [NAN], "responses": [50]}, "not measured", None),
    ],
)
def test_enough_data(columns: dict[str, list[float]], verdict: str, needed: int | None) -> None:
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


def test_an_offline_touchpoint_with_satisfaction_only_ranks_beside_online_ones() -> None:
    rows = business(
        touchpoint=["ad", "shop", "phone", "mail"],
        visits=[5000, 4000, NAN, 3000],
        conversions=[100, 200, NAN, NAN],
        revenue=[20_000, 40_000, NAN, NAN],
        csat_score=[NAN, 0.85, 0.3, 0.8],
        responses=[NAN, 100, 60, 100],
    )
    found = ranked(rows)
    phone = found.priorities["phone"]
    assert order(found)[0] == "phone"
    assert (phone.reach, phone.reach_base) == (None, None)
    assert phone.impact == pytest.approx((found.priorities["mail"].impact or 0), rel=0.01)  # that of its phase
    assert why(phone).startswith("Its reach is not measured, and 18 of 60 are satisfied")


def test_a_phase_that_counts_another_base_is_brought_to_the_level_of_the_file() -> None:
    rows = business(
        touchpoint=["ad", "flyer", "shop", "till"],
        impressions=[900_000, 100_000, NAN, NAN],
        visits=[NAN, NAN, 1000, 1000],
        csat_score=[0.6] * 4,
        responses=[50] * 4,
    )
    found = ranked(rows).priorities
    assert found["ad"].reach_base == "impressions"
    assert found["ad"].reach_share == pytest.approx(0.9)
    assert found["ad"].impact == 1
    assert found["shop"].impact == pytest.approx(1 / 3)
    assert found["flyer"].impact == pytest.approx(1 / 9)


def test_given_scores_rank_but_are_never_called_poor() -> None:
    rows = business(touchpoint=["shop", "till"], visits=[500, 500], csat_score=[0.3, 0.9])
    found = ranked(rows).priorities["shop"]
    assert found.rank == 1
    (part,) = found.parts
    assert (part.n, part.low, part.high, part.poor) == (None, None, None, False)
    assert 0.3 < (part.shrunk or 0) < 0.9
    assert found.on_the_line


@pytest.mark.parametrize(
    ("value", "n", "poor"),
    [(0.5, 60, True), (0.5, 2, False), (0.78, 60, False), (0.9, 60, False)],
)
def test_poor_needs_the_whole_interval(value: float, n: float, poor: bool) -> None:
    rows = business(touchpoint=["shop"], csat_score=[value], responses=[n])
    assert ranked(rows).priorities["shop"].parts[0].poor is poor


@pytest.mark.parametrize(
    ("columns", "measure", "kpi", "value", "target", "poor"),
    [
        ({"nps_score": [-20], "responses": [80]}, "satisfaction", "nps", -20, 30, True),
        ({"rating": [3.1], "responses": [80]}, "satisfaction", "rating", 3.1, 4.2, True),
        ({"ces_score": [0.5], "responses": [80]}, "satisfaction", "ces", 0.5, 0.8, True),
        ({"given:nps": [-20]}, "satisfaction", "nps", -20, 30, False),
        ({"resolved": [40], "tickets": [80]}, "service", "resolution_rate", 0.5, 0.9, True),
        ({"response_time": [72], "tickets": [80]}, "service", "response_time", 72, 24, True),
        ({"response_time": [2], "tickets": [80]}, "service", "response_time", 2, 24, False),
        ({"revenue": [1000], "cost": [1000], "orders": [50]}, "cost", "roas", 1, 2.5, True),
        ({"revenue": [9000], "cost": [1000], "orders": [50]}, "cost", "roas", 9, 2.5, False),
        ({"given:roas": [1.0], "cost": [1000]}, "cost", "roas", 1, 2.5, False),
        ({"revenue": [2000], "cost": [1000], "margin": [0.8]}, "cost", "roas", 2, 1.25, False),
        ({"revenue": [-500], "cost": [1000], "orders": [50]}, "cost", "roas", -0.5, 2.5, True),
    ],
)
def test_measures(
    columns: dict[str, list[float]], measure: str, kpi: str, value: float, target: float, poor: bool
) -> None:
    found = ranked(business(touchpoint=["shop"], **columns)).priorities["shop"]
    (part,) = [p for p in found.parts if p.kpi == kpi]
    assert (part.measure, part.poor) == (measure, poor)
    assert part.value == pytest.approx(value)
    assert part.target == pytest.approx(target)


@pytest.mark.parametrize(
    ("columns", "kpi", "value", "target"),
    [
        ({"conversions": [50, 10], "cost": [1000, 800]}, "cost_per_conversion", 20, 30),
        ({"conversions": [50, 70], "visits": [1000, 1000]}, "conversion_rate", 0.05, 0.06),
        ({"given:conversion_rate": [0.05, 0.07]}, "conversion_rate", 0.05, 0.06),
    ],
)
def test_what_the_phase_achieves_is_the_target(
    columns: dict[str, list[float]], kpi: str, value: float, target: float
) -> None:
    found = ranked(business(touchpoint=["shop", "till"], **columns)).priorities["shop"]
    assert [(p.kpi, p.value, p.target) for p in found.parts] == [(kpi, pytest.approx(value), pytest.approx(target))]


@pytest.mark.parametrize(
    ("touchpoints", "columns"),
    [
        (["ad", "shop"], {"visits": [10_000, 10_000], "conversions": [0, 0]}),
        (["ad", "shop"], {"visits": [10_000, 10_000], "conversions": [300, 400]}),
        (["shop", "till"], {"visits": [10_000, 10_000], "conversions": [0, 0]}),
        (["ad", "shop"], {"given:conversion_rate": [0.03, 0.04]}),
    ],
)
def test_without_anything_to_compare_with_conversion_is_not_judged(
    touchpoints: list[str], columns: dict[str, list[float]]
) -> None:
    found = ranked(business(touchpoint=touchpoints, **columns))
    assert (found.verdict.word, found.verdict.keys) == ("not measured", ())
    for key in touchpoints:
        assert (found.priorities[key].verdict, found.priorities[key].parts) == ("not measured", ())
        assert why(found.priorities[key]).endswith("there is nothing to compare with.")


def test_a_target_of_the_users_own_needs_no_comparison() -> None:
    rows = business(touchpoint=["ad", "shop"], visits=[10_000, 10_000], conversions=[0, 200])
    found = ranked(rows, Settings(targets={"conversion_rate": 0.01}))
    assert order(found) == ["ad", "shop"]
    assert found.verdict.keys == ("ad",)
    assert "0 of 10,000 convert (target 1%)" in why(found.priorities["ad"])


def test_several_scores_share_the_stake_of_satisfaction() -> None:
    both = business(touchpoint=["shop", "till"], csat_score=[0.5, 0.5], nps_score=[0, NAN], responses=[50, 50])
    found = ranked(both).priorities
    assert [p.kpi for p in found["shop"].parts] == ["csat", "nps"]
    assert (found["shop"].impact or 0) < 1.05 * (found["till"].impact or 0)


def test_a_users_target_for_conversion_replaces_the_pooled_rate() -> None:
    rows = business(touchpoint=["shop", "till"], visits=[1000, 1000], conversions=[20, 40])
    assert ranked(rows).priorities["shop"].parts[0].target == pytest.approx(0.03)
    chosen = ranked(rows, Settings(targets={"conversion_rate": 0.1}))
    assert chosen.priorities["shop"].parts[0].target == pytest.approx(0.1)


def test_a_target_is_called_the_phases_average_only_if_it_is() -> None:
    rows = business(touchpoint=["shop", "till"], visits=[1000, 1000], conversions=[20, 40], cost=[900, 900])
    assert "convert (average of its phase 3%)" in why(ranked(rows).priorities["shop"])
    own = Settings(targets={"conversion_rate": 0.1, "cost_per_conversion": 30}, weights={"cost": 20})
    assert why(ranked(rows, own).priorities["shop"]).endswith(
        "a conversion costs 45\u00a0DKK (target 30\u00a0DKK), and 20 of 1,000 convert (target 10%)."
    )


@pytest.mark.parametrize(
    ("conversions", "cost", "clause"),
    [
        (58, 1000, "its conversion and cost are close to their targets."),
        (90, 1000, "its conversion and cost are better than their targets."),
        (58, 700, "its conversion and cost are close to their targets or better."),
        (40, 1000, "90 of 200 are satisfied (target 80%)."),  # neither is near: not mentioned
    ],
)
def test_only_what_is_near_its_target_is_called_near(conversions: float, cost: float, clause: str) -> None:
    rows = business(
        touchpoint=["shop", "till"], visits=[1000, 9000], conversions=[conversions, 540], cost=[cost, 9310],
        csat_score=[0.45, 0.9], responses=[200, 200],
    )  # fmt: skip
    settings = Settings(targets={"conversion_rate": 0.06, "cost_per_conversion": 17.24}, weights={"satisfaction": 9})
    assert why(ranked(rows, settings).priorities["shop"]).endswith(clause)


def test_money_spent_without_any_sale_is_at_stake() -> None:
    rows = business(touchpoint=["ad", "flyer"], cost=[1000, 1000], conversions=[0, 100])
    found = ranked(rows)
    flop = found.priorities["ad"]
    assert order(found)[0] == "ad"
    assert flop.parts[0].value is None
    assert flop.health == 0
    assert "its money has brought no conversion" in why(flop)


def test_presets_and_weights() -> None:
    rows = business(
        touchpoint=["shop", "till"], visits=[4000, 600], csat_score=[0.7, 0.3], responses=[300, 300], effort=[5, 1]
    )
    leader = {
        name: order(ranked(rows, Settings(preset=name)))[0] for name in ("balanced", "growth", "loyalty", "quick-wins")
    }
    assert leader == {"balanced": "till", "growth": "shop", "loyalty": "till", "quick-wins": "till"}
    only_impact = Settings(weights={"potential": 0, "ease": 0})
    assert order(ranked(rows, only_impact))[0] == "shop"


def test_a_measure_of_weight_zero_does_not_count() -> None:
    rows = business(
        touchpoint=["shop", "till"], visits=[1000, 1000], csat_score=[0.2, 0.9], responses=[100, 100],
        conversions=[90, 20],
    )  # fmt: skip
    assert order(ranked(rows))[0] == "shop"
    assert order(ranked(rows, Settings(weights={"satisfaction": 0})))[0] == "till"


@pytest.mark.parametrize(
    ("dates", "span", "low_to_high"),
    [
        (["2025-01-01", "2025-02-01", "2025-03-01"], "year", True),
        (["2025-01-01", "2025-01-02", "2025-01-03"], "period", True),
    ],
)
def test_worth(dates: list[str], span: str, low_to_high: bool) -> None:
    rows = business(
        touchpoint=["shop", "till", "mail"], date=dates, visits=[1000] * 3, orders=[30, 90, 60],
        conversions=[30, 90, 60], revenue=[9000, 27_000, 18_000],
    )  # fmt: skip
    worth = ranked(rows).priorities["shop"].worth
    assert worth is not None
    assert (worth.unit, worth.span) == ("DKK", span)
    lost = 1000 * (120 / 2000 - 30 / 1000) * 300 * 0.5  # the phase's 6 % against its 3 %, half of it recoverable
    assert worth.value == pytest.approx(lost * (365.25 / 90 if span == "year" else 1), rel=0.1)
    assert worth.low < worth.value < worth.high


def test_worth_is_capped_and_needs_its_inputs() -> None:
    columns = {"touchpoint": ["shop"], "csat_score": [0.0], "responses": [500]}
    rich = business(**columns, visits=[1e6], orders=[10], revenue=[1000])
    worth = ranked(rich).priorities["shop"].worth
    assert worth is not None
    assert (worth.low, worth.value, worth.high, worth.capped) == (350, 350, 350, True)
    wide = business(touchpoint=["shop"], csat_score=[0.7], responses=[9], visits=[130], orders=[10], revenue=[1000])
    worth = ranked(wide).priorities["shop"].worth
    assert worth is not None
    assert worth.capped
    assert worth.low < worth.high == 350


@pytest.mark.parametrize(
    ("columns", "key"),
    [
        ({"csat_score": [0.1], "visits": [1e6]}, "worth.no-sales"),
        ({"csat_score": [0.1], "visits": [1e6], "orders": [10], "revenue": [-1000]}, "worth.no-sales"),
        ({"csat_score": [0.1], "orders": [10], "revenue": [1000]}, "worth.no-reach"),
        ({"csat_score": [0.9], "visits": [1e6], "orders": [10], "revenue": [1000]}, "worth.at-target"),
    ],
)
def test_no_worth_has_its_reason(columns: dict[str, list[float]], key: str) -> None:
    found = ranked(business(touchpoint=["shop"], responses=[500], **columns)).priorities["shop"]
    assert found.worth is None
    assert found.worth_unknown == Message(key)


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
        assert (found.verdict.word == "tie") <= (best < 0.5)
        assert found.verdict.word != "clear" or best >= 0.8 or not short
        places = [found.priorities[k].health == 1 for k in order(found)]
        assert places == sorted(places)


# laws


def numbers(ranking: Ranking) -> dict[str, tuple[Any, ...]]:
    names = ("rank", "score", "impact", "potential", "ease", "p_first", "p_top3", "rank_low", "rank_high", "holds")
    return {k: tuple(getattr(p, n) for n in names) for k, p in ranking.priorities.items()}


PLANTED = business(
    touchpoint=["ad", "flyer", "shop", "till", "mail", "phone"],
    visits=[5000, NAN, 4000, 900, 300, NAN],
    conversions=[50, NAN, 200, 90, NAN, NAN],
    cost=[1234.56, 99.9, 0.1, NAN, 10, NAN],
    revenue=[5000.25, NAN, 20_000.5, 9000, NAN, NAN],
    csat_score=[NAN, 0.5, 0.8, 0.6, 0.55, 0.4],
    responses=[NAN, 10, 60, 30, 20, 8],
    response_time=[NAN, NAN, NAN, NAN, 30, 60],
    tickets=[NAN, NAN, NAN, NAN, 40, 10],
)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=8, deadline=None)
def test_the_order_of_the_rows_changes_nothing(seed: int) -> None:
    shuffled = PLANTED.sample(frac=1, random_state=seed)
    assert numbers(ranked(shuffled)) == numbers(ranked(PLANTED))


def test_splitting_rows_changes_nothing() -> None:
    sums = ["visits", "conversions", "cost", "revenue", "responses", "tickets"]
    parts = [PLANTED.assign(**{c: PLANTED[c] * share for c in sums}) for share in (0.25, 0.75)]
    found, expected = numbers(ranked(pd.concat(parts))), numbers(ranked(PLANTED))
    for key, values in expected.items():
        assert found[key] == pytest.approx(values, abs=1e-6), key


def test_the_same_twice_is_the_same() -> None:
    assert ranked(PLANTED) == ranked(PLANTED)


@given(k=st.integers(2, 30))
@settings(max_examples=8, deadline=None)
def test_more_of_the_same_never_widens_an_interval(k: int) -> None:
    more = PLANTED.assign(**{c: PLANTED[c] * k for c in ("visits", "conversions", "responses", "tickets", "revenue")})
    for before, after in zip(ranked(PLANTED).priorities.values(), ranked(more).priorities.values(), strict=True):
        for first, second in zip(before.parts, after.parts, strict=True):
            if first.low is not None and first.high is not None and first.kpi != "roas":
                assert second.low is not None
                assert second.high is not None
                assert second.high - second.low <= first.high - first.low + 1e-9


@pytest.mark.parametrize("column", ["effort", "importance"])
def test_a_constant_column_does_not_count(column: str) -> None:
    found, expected = ranked(PLANTED.assign(**{column: 3.0})).priorities, ranked(PLANTED).priorities
    assert {k: (p.rank, p.score) for k, p in found.items()} == {
        k: (p.rank, pytest.approx(p.score)) for k, p in expected.items()
    }


def test_constant_figures_break_nothing() -> None:
    rows = business(touchpoint=["shop", "till", "mail"], visits=[9] * 3, csat_score=[0.5] * 3, responses=[9] * 3)
    scores = [p.score for p in ranked(rows).priorities.values()]
    assert scores == pytest.approx([100 / 3] * 3, abs=2)


@pytest.mark.parametrize(
    "extra",
    [
        {"touchpoint": "nobody asked"},
        {"touchpoint": "nobody asked", "visits": 1e9},
        {"touchpoint": "all well", "visits": 1.0, "conversions": NAN, "response_time": 0.1, "tickets": 100.0},
    ],
)
def test_a_row_without_gain_changes_nobodys_order(extra: dict[str, Any]) -> None:
    more = pd.concat([PLANTED, pd.DataFrame([extra])], ignore_index=True)
    assert [k for k in order(ranked(more)) if k != extra["touchpoint"]] == order(ranked(PLANTED))


def test_no_rows() -> None:
    found = rank(PLANTED[:0], {}, {"shop": "Shop"}, settings=Settings())
    assert found.verdict.word == "not measured"
    assert found.priorities["shop"].verdict == "not measured"


@pytest.mark.parametrize("name", ["margin", "kappa", "recoverable"])
def test_assumptions_of_nothing_break_nothing(name: str) -> None:
    assert len(order(ranked(PLANTED, Settings(assumptions={name: 0.0})))) == 6


@pytest.mark.parametrize("weights", [{"impact": 0, "potential": 0}, {"satisfaction": -1}, {"cost": 1e6}])
def test_odd_weights_break_nothing(weights: dict[str, float]) -> None:
    found = ranked(PLANTED, Settings(weights=weights))
    assert all(np.isfinite(p.score) for p in found.priorities.values() if p.score is not None)
    assert len(order(found)) == 6


@pytest.mark.parametrize("names", [("impact", "potential", "ease"), ("satisfaction", "conversion", "service", "cost")])
def test_without_any_weight_nothing_is_ranked(names: tuple[str, ...]) -> None:
    found = ranked(PLANTED, Settings(weights=dict.fromkeys(names, 0.0)))
    assert (found.verdict.word, found.verdict.keys, found.impact_line) == ("not measured", (), None)
    for priority in found.priorities.values():
        assert (priority.rank, priority.score, priority.verdict) == (None, None, None)
        assert priority.health is not None
        assert why(priority).endswith("nothing to rank by.")


def test_what_no_weight_tells_apart_is_a_tie() -> None:
    rows = business(touchpoint=["shop", "till"], csat_score=[0.1, 0.2], responses=[500, 500], visits=[10, 9000])
    found = ranked(rows, Settings(weights={"impact": 0, "potential": 0}))
    assert (found.verdict.word, found.verdict.keys) == ("tie", ("shop", "till"))


slips = st.sampled_from([1e12, 9.9e14, 1e15, -1e15, 1e16, 1e300, -1e300, float("inf"), 1e-300])
numbers_or_not = st.one_of(st.just(NAN), st.floats(-50, 1e6, width=32), slips)


@given(
    data=st.lists(st.tuples(*[numbers_or_not] * 9), min_size=1, max_size=6),
    dated=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_whatever_the_figures_the_numbers_stay_possible(data: list[tuple[float, ...]], dated: bool) -> None:
    columns = ("visits", "conversions", "cost", "revenue", "responses", "csat_score", "nps_score", "response_time")
    rows = pd.DataFrame(data, columns=[*columns, "effort"]).assign(touchpoint=[f"t{i % 4}" for i in range(len(data))])
    if dated:
        rows["date"] = pd.Timestamp("2025-01-01")
    for p in ranked(rows).priorities.values():
        for value in (p.impact, p.potential, p.p_first, p.p_top3, p.holds, p.health):
            assert value is None or 0 <= value <= 1 + 1e-9
        assert p.score is None or 0 <= p.score <= 100 + 1e-6
        if p.rank is not None and p.rank_low is not None and p.rank_high is not None:
            assert p.rank_low <= p.rank <= p.rank_high
