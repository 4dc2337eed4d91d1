"""Figures of a log stand on the first day of their period, as those of a table do."""

import pandas as pd
import pytest

from core.joining import joined
from core.joining.periods import starts
from core.kpis import ledger
from tests.joining.grains import log, table


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("2025-03-17", "2025-03-17"),
        ("2025-W12", "2025-03-17"),
        ("2025-W01", "2024-12-30"),
        ("2025-03", "2025-03-01"),
        ("2025-Q3", "2025-07-01"),
        ("2025-T3", "2025-09-01"),
        ("2025-H2", "2025-07-01"),
        ("2025", "2025-01-01"),
        (None, None),
    ],
)
def test_start(label: str | None, day: str | None) -> None:
    (found,) = starts(pd.Series([label], dtype="str"))
    assert found is pd.NaT if day is None else found == pd.Timestamp(day)


@pytest.mark.parametrize(("last", "value"), [("2025-06-20", 100 * 2 * 365.25 / 181 * 3 * 0.4), ("2025-02-20", None)])
def test_a_customer_of_a_log_counts_once_in_its_whole_span(last: str, value: float | None) -> None:
    """Two orders of 100 per customer in half a year; over less than 90 days a year cannot be told."""
    days = ["2025-01-03", "2025-01-09", "2025-02-09", last]
    touches = log(*((None, who, day, 100.0) for who, day in zip("abab", days, strict=True)))
    found = ledger(joined(table(), touches, None)[0], assumptions={"years": 3, "margin": 0.4})["clv"].value
    assert found == (None if value is None else pytest.approx(value))
