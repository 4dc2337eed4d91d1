"""Orders stand in for conversions and the reverse, file by file, and it is said."""

import pandas as pd
import pytest

from core.kpis import stand_ins

NAN = float("nan")


def rows(**columns: list[float]) -> pd.DataFrame:
    """One row of a.csv, two of b.csv."""
    return pd.DataFrame({"file": ["a.csv", "b.csv", "b.csv"], **columns})


@pytest.mark.parametrize(
    ("columns", "conversions", "orders", "said"),
    [
        (
            {"orders": [5, 6, 7]},
            [5, 6, 7], [5, 6, 7], [("orders-as-conversions", None)],
        ),
        (
            {"orders": [5, NAN, NAN], "conversions": [NAN, 8, 9]},
            [5, 8, 9], [5, 8, 9], [("orders-as-conversions", "a.csv"), ("conversions-as-orders", "b.csv")],
        ),
        (
            {"orders": [5, 6, 7], "conversions": [NAN, 8, NAN]},  # b.csv counts both: its gap stays a gap
            [5, 8, NAN], [5, 6, 7], [("orders-as-conversions", "a.csv")],
        ),
        (
            {"orders": [5, 6, 7], "conversions": [4, 8, 9]},
            [4, 8, 9], [5, 6, 7], [],
        ),
    ],
)  # fmt: skip
def test_figures(
    columns: dict[str, list[float]], conversions: list[float], orders: list[float], said: list[tuple[str, str | None]]
) -> None:
    filled, issues = stand_ins(rows(**columns))
    assert filled["conversions"].tolist() == pytest.approx(conversions, nan_ok=True)
    assert filled["orders"].tolist() == pytest.approx(orders, nan_ok=True)
    assert [(i.code, i.file) for i in issues] == said


def test_nothing_to_stand_in() -> None:
    assert stand_ins(rows(orders=[1, 2, 3])[:0])[1] == ()
    filled, issues = stand_ins(rows(visits=[1, 2, 3]))
    assert list(filled.columns) == ["file", "visits"]
    assert issues == ()


def test_rows_without_a_file() -> None:
    filled, issues = stand_ins(pd.DataFrame({"orders": [1.0, 2.0]}))
    assert filled["conversions"].tolist() == [1, 2]
    assert [i.code for i in issues] == ["orders-as-conversions"]
