"""How each measured side of a touchpoint enters the ranking, and against which target."""

import pytest

from core.model import Settings
from tests.priorities.planted import NAN, business, order, ranked, why


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
    assert why(phone).startswith("Its reach is not measured, and 30% are satisfied (18 of 60")


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
    assert "0% convert (0 of 10,000; target 1.0%)" in why(found.priorities["ad"])


def test_several_scores_share_the_stake_of_satisfaction() -> None:
    both = business(touchpoint=["shop", "till"], csat_score=[0.5, 0.5], nps_score=[0, NAN], responses=[50, 50])
    both["visits"] = [1000, 1000]
    found = ranked(both).priorities
    assert [p.kpi for p in found["shop"].parts] == ["csat", "nps"]
    shop, till = found["shop"].impact, found["till"].impact
    assert shop is not None
    assert till is not None
    assert shop < 1.05 * till


def test_a_users_target_for_conversion_replaces_the_pooled_rate() -> None:
    rows = business(touchpoint=["shop", "till"], visits=[1000, 1000], conversions=[20, 40])
    assert ranked(rows).priorities["shop"].parts[0].target == pytest.approx(0.03)
    chosen = ranked(rows, Settings(targets={"conversion_rate": 0.1}))
    assert chosen.priorities["shop"].parts[0].target == pytest.approx(0.1)


def test_money_spent_without_any_sale_is_at_stake() -> None:
    rows = business(touchpoint=["ad", "flyer"], cost=[1000, 1000], conversions=[0, 100])
    found = ranked(rows)
    flop = found.priorities["ad"]
    assert order(found)[0] == "ad"
    assert flop.parts[0].value is None
    assert flop.health == 0
    assert "its money has brought no conversion" in why(flop)


def test_sales_that_only_the_revenue_tells_of_are_judged_by_it_and_never_called_poor() -> None:
    rows = business(
        touchpoint=["shop", "till", "lift"], visits=[1000, 1000, 1000], conversions=[60, 50, NAN],
        revenue=[6000, 5000, 500],
    )  # fmt: skip
    found = ranked(rows)
    (part,) = found.priorities["lift"].parts
    assert order(found)[0] == "lift"
    assert (part.value, part.n, part.low, part.poor) == (pytest.approx(0.05 / 10), None, None, False)
    assert "about 0.50% buy, going by its revenue (average of 2 touchpoints during the purchase: 5.5%)" in why(
        found.priorities["lift"]
    )


def test_a_reach_that_nobody_counted_is_judged_by_what_goes_with_it() -> None:
    rows = business(
        touchpoint=["ad", "shop", "till", "lift", "door"], visits=[100, 1000, 10_000, 5000, NAN],
        csat_score=[0.5] * 5, responses=[10, 101, 1003, 499, 2000],
    )  # fmt: skip
    found = ranked(rows).priorities
    assert found["door"].reach is None
    assert found["door"].impact == 1
    assert found["till"].impact == pytest.approx(0.5, abs=0.01)
