"""What nobody measured makes who is first less sure, and moves nobody's place."""

import numpy as np
import pytest

from core.priorities import Ranking
from core.priorities.easing import easing
from tests.priorities.planted import NAN, business, order, ranked


def first(found: Ranking, key: str) -> float:
    chance = found.priorities[key].p_first
    assert chance is not None
    return chance


def asked(*, mail: float, visits: float) -> Ranking:
    rows = business(
        touchpoint=["ad", "shop", "till", "mail"], visits=[5000, 4000, 3800, visits],
        csat_score=[0.7, 0.84, 0.45, mail], responses=[200, 180, 200, 120],
    )  # fmt: skip
    return ranked(rows)


@pytest.mark.parametrize(("visits", "sure"), [(500, 0.95), (90_000, 0.7)])
def test_one_that_nobody_asked_may_be_the_first(visits: float, sure: float) -> None:
    found = asked(mail=NAN, visits=visits)
    assert order(found)[0] == "till"
    assert (first(found, "till") > 0.95) == (sure > 0.9)
    assert first(asked(mail=0.9, visits=visits), "till") > 0.95
    assert found.priorities["mail"].rank is None


def test_an_effort_that_nobody_judged_may_be_any() -> None:
    columns = {
        "touchpoint": ["ad", "shop", "till", "mail"], "visits": [5000, 4000, 3800, 4100],
        "csat_score": [0.85, 0.60, 0.45, 0.86], "responses": [2000] * 4,
    }  # fmt: skip
    judged = ranked(business(**columns, effort=[1, 3, 3, 5]))
    unjudged = ranked(business(**columns, effort=[1, 3, NAN, 5]))
    assert order(unjudged)[:2] == order(judged)[:2] == ["till", "shop"]
    assert first(judged, "till") > 0.99 > 0.9 > first(unjudged, "till")


def test_drawn_efforts_are_those_of_the_file_and_now_and_then_any_other() -> None:
    told = np.array([1.0, 0.8, 0.8, np.nan, 0.8])
    drawn = easing(told).drawn(("a", "b", "c", "d", "e"), np.arange(5), 4000)
    assert (drawn[:, :3] == told[:3]).all()
    assert {round(value, 1) for value in drawn[:, 3]} == {0.2, 0.4, 0.6, 0.8, 1.0}
    assert np.isin(drawn[:, 3], told).mean() == pytest.approx(4 / 6 + 2 / 6 * 2 / 5, abs=0.03)
    assert easing(np.full(3, np.nan)).drawn(("a", "b", "c"), np.arange(3), 100).tolist() == [[1.0, 1.0, 1.0]]


@pytest.mark.parametrize(
    ("revenue", "low", "high"),
    [
        ([2000, 2000, 2000, 300], 80, 95),  # all others alike: three sales at 100 are rather chance
        ([200, 20_000, 4000, 300], 100, 160),  # far apart: its own count
    ],
)
def test_a_value_of_a_sale_counts_the_more_the_further_they_lie_apart(
    revenue: list[float], low: float, high: float
) -> None:
    rows = business(
        touchpoint=["ad", "flyer", "shop", "till"], visits=[1000, 1000, 1000, 1000],
        conversions=[25, 25, 25, 3], revenue=revenue,
    )  # fmt: skip
    part = next(p for p in ranked(rows).priorities["till"].parts if p.kpi == "conversion_rate")
    assert low < part.stake / (1000 * part.target) < high


def test_without_revenue_money_counts_alike_in_all_phases() -> None:
    rows = business(
        touchpoint=["ad", "flyer", "shop", "till"], visits=[1000] * 4,
        conversions=[10, 20, 200, 100], cost=[500, 500, 500, 500],
    )  # fmt: skip
    found = ranked(rows, currency=None)
    stakes = [
        p.stake for key in ("ad", "flyer", "shop", "till") for p in found.priorities[key].parts if p.measure == "cost"
    ]
    assert stakes == pytest.approx([0.4 * 500 * 330 / 2000] * 4)
