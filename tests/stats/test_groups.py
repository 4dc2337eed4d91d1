"""Sums, latest values and medians per group."""

import numpy as np
import pandas as pd
import pytest

from core.stats.groups import Groups, group, moments, span_days

NAN = float("nan")


def _groups(*keys: str | None) -> Groups:
    return group(pd.Series(keys, dtype="str"))


def test_a_row_without_a_key_is_in_no_group() -> None:
    groups = _groups("b", None, "a", "b")
    assert groups.keys == ("a", "b")
    assert groups.total(np.array([1.0, 10.0, 100.0, NAN])).tolist() == [100.0, 1.0]


def test_the_order_of_the_rows_does_not_show_in_the_last_digit() -> None:
    values = np.array([0.1, 0.2, 0.3, 1e9, 0.7])
    groups = _groups(*"aaaaa")
    assert groups.total(values) == groups.total(values[::-1])


@pytest.mark.parametrize(
    ("values", "weights", "median"),
    [
        ([5.0, 1.0, 9.0], [1, 1, 1], 5.0),
        ([1.0, 9.0], [1, 1], 5.0),
        ([1.0, 9.0], [3, 1], 1.0),
        ([1.0, 9.0], [0, 1], 9.0),
        ([1.0, 9.0, 9.0], [2, 1, 1], 5.0),
        ([NAN, 4.0], [5, 1], 4.0),
    ],
)
def test_weighted_median(values: list[float], weights: list[float], median: float) -> None:
    groups = _groups(*["a"] * len(values))
    assert groups.median(np.array(values), np.array(weights, float)).tolist() == [median]


def test_latest_is_by_date_then_the_highest() -> None:
    rows = pd.DataFrame({"date": pd.to_datetime(["2025-03-01", "2025-01-01", "2025-03-01", None])})
    groups = _groups("a", "a", "a", "a")
    assert groups.latest(np.array([2.0, 5.0, 3.0, 9.0]), moments(rows)).tolist() == [3.0]
    assert groups.latest(np.array([NAN, 5.0, NAN, 9.0]), moments(rows)).tolist() == [5.0]


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        (["2025-01-01", "2025-02-01", "2025-03-01"], 90.0),  # three whole months
        (["2025-01-01", "2025-04-01"], 181.0),  # two quarters
        (["2025-01-06", "2025-01-13", "2025-01-20"], 21.0),  # three weeks
        (["2025-01-06", "2025-01-07"], 2.0),
        (["2025-01-06"], None),
        ([None, None], None),
    ],
)
def test_span(dates: list[str | None], days: float | None) -> None:
    assert span_days(pd.DataFrame({"date": pd.to_datetime(dates)})) == days
