"""Months that nobody filled in count as the touchpoint's other months; what is complete stays as it is."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.stats.groups import group
from core.stats.wholes import Whole, whole

NAN = float("nan")
MONTHS = ["2025-01", "2025-02", "2025-03", "2025-04"]


def _whole(**columns: Any) -> Whole:
    rows = pd.DataFrame(columns)
    return whole(rows, group(rows["touchpoint"]), "visits")


@pytest.mark.parametrize(
    ("visits", "orders", "total", "lacking"),
    [
        ([100, 100, 100, 100], [5, 5, 5, 5], 400, 0),
        ([100, NAN, 100, 100], [5, 5, 5, 5], 400, 1),
        ([100, NAN, NAN, NAN], [5, 5, 5, 5], 400, 3),
        ([NAN, NAN, NAN, NAN], [5, 5, 5, 5], NAN, 0),  # nobody ever counted: nothing to go by here
        ([100, NAN, 100, 100], [5, NAN, 5, 5], 300, 0),  # a row prepared for later
        ([100, NAN, 100, 100], [5, 0, 5, 5], 300, 0),  # nothing went on
        ([0, NAN, 0, 0], [5, 5, 5, 5], 0, 1),
    ],
)
def test_a_month_without_visits_counts_as_the_others(
    visits: list[float], orders: list[float], total: float, lacking: int
) -> None:
    found = _whole(touchpoint=["a"] * 4, period=MONTHS, visits=visits, orders=orders)
    assert found.total[0] == pytest.approx(total, nan_ok=True)
    assert found.lacking[0] == lacking
    assert (found.spread[0] > 0) == (lacking > 0 and total > 0)


def test_the_fewer_months_are_known_the_less_sure() -> None:
    orders = [5.0] * 4
    few = _whole(touchpoint=["a"] * 4, period=MONTHS, visits=[100, NAN, NAN, NAN], orders=orders)
    most = _whole(touchpoint=["a"] * 4, period=MONTHS, visits=[100, 100, 100, NAN], orders=orders)
    assert 0.3 < few.spread[0] < 1
    assert 0.05 < most.spread[0] < 0.2


def test_a_season_that_all_share_is_followed() -> None:
    """December brings every shop three times as much, so that an empty one is worth three other months."""
    shops, year = [f"shop {k}" for k in range(8)], [f"2025-{m:02}" for m in range(1, 13)]
    table = pd.DataFrame([(s, m) for s in shops for m in year], columns=["touchpoint", "period"])
    table["visits"] = np.where(table["period"] == "2025-12", 300.0, 100.0)
    table["orders"] = 5.0
    table.loc[(table["touchpoint"] == "shop 0") & (table["period"] == "2025-12"), "visits"] = NAN
    found = whole(table, group(table["touchpoint"]), "visits")
    assert found.total[0] == pytest.approx(1400, rel=0.05)
    assert found.total[1] == 1400


@pytest.mark.parametrize(
    ("columns", "total"),
    [
        # scores of the same month in a row of their own lack no visits
        ({"period": ["2025-01", "2025-01"], "visits": [100, NAN], "csat_score": [NAN, 0.8]}, 100),
        # nor do those of another sheet, which has no such column
        ({"sheet": ["visits", "survey"], "period": MONTHS[:2], "visits": [100, NAN], "csat_score": [NAN, 0.8]}, 100),
        ({"sheet": ["all", "all"], "segment": ["new", "old"], "visits": [100, NAN], "csat_score": [0.7, 0.8]}, 100),
        # campaigns: what both count beside the visits shows that they are two
        ({"visits": [100, NAN], "cost": [50, 60]}, 200),
        ({"visits": [100, NAN], "cost": [50, NAN], "csat_score": [NAN, 0.8]}, 100),
    ],
)
def test_rows_that_are_there_for_something_else_lack_nothing(columns: dict[str, list[Any]], total: float) -> None:
    assert _whole(touchpoint=["a", "a"], **columns).total[0] == total


def test_a_segment_that_others_count_is_lacking() -> None:
    found = _whole(
        touchpoint=["a", "a", "b", "b"], segment=["new", "old"] * 2, visits=[100, NAN, 50, 50], csat_score=[0.7] * 4
    )
    assert (found.lacking.tolist(), found.total[1]) == ([1, 0], 100)
    assert found.total[0] == pytest.approx(200, rel=0.2)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_rows_changes_nothing(seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows = pd.DataFrame({"touchpoint": chance.choice(list("abc"), 24), "period": chance.choice(MONTHS, 24)})
    rows["visits"], rows["orders"] = chance.gamma(2, 50, 24), chance.integers(0, 9, 24).astype(float)
    rows.loc[chance.random(24) < 0.3, "visits"] = np.nan
    shuffled = rows.sample(frac=1, random_state=seed)
    one, two = (whole(r, group(r["touchpoint"]), "visits") for r in (rows, shuffled))
    np.testing.assert_array_equal(one.total, two.total)
    np.testing.assert_array_equal(one.spread, two.spread)
