"""A log's last period is over only if its contacts reach the period's end; else the same days of both are compared."""

import datetime as dt

import pytest

from core.model import Analysis, Comparison, Settings
from core.pipeline import analyse, load

HEAD = "Customer;Time;Touchpoint;Purchase"


def told(*touches: tuple[str, int, int]) -> Analysis:
    """A log of (day, contacts, sales among them), each contact another customer's."""
    lines = [
        f"K{day}{i};{day};{('Newsletter', 'Shop')[i % 2]};{'yes' if i < sales else 'no'}"
        for day, contacts, sales in touches
        for i in range(contacts)
    ]
    return analyse(load([("log.csv", "\n".join([HEAD, *lines]).encode())]), Settings())


def period(found: Analysis) -> Comparison:
    assert found.comparisons.period is not None
    return found.comparisons.period


@pytest.mark.parametrize(
    ("last", "incomplete", "before", "after"),
    [
        ("2025-03-12", True, ("2025-02-01", "2025-02-12"), ("2025-03-01", "2025-03-12")),
        ("2025-03-31", False, ("2025-02-01", "2025-02-28"), ("2025-03-01", "2025-03-31")),
        ("2025-03-30", True, ("2025-02-01", "2025-02-28"), ("2025-03-01", "2025-03-28")),
    ],
)
def test_the_last_period_is_over_only_if_the_log_reaches_its_end(last, incomplete, before, after):
    touches = [(day, 6, 2) for day in ("2025-01-05", "2025-02-05", "2025-02-20", "2025-03-05", last)]
    found = period(told(*touches))
    assert found.incomplete is incomplete
    sides = [(side.stretch.first.isoformat(), side.stretch.last.isoformat()) for side in (found.before, found.after)]
    assert sides == [before, after]


def test_of_the_period_before_only_the_same_days_count():
    """40 of 100 by 12 February, nothing afterwards; 40 of 100 by 12 March: nothing has changed."""
    early = [("2025-01-05", 20, 8), ("2025-02-05", 100, 40), ("2025-03-12", 100, 40)]
    for late in ([], [("2025-02-25", 200, 0)]):
        (change,) = [m for m in period(told(*early, *late)).of("whole") if m.kpi == "conversion_rate"]
        assert (change.before.numerator, change.before.denominator) == (40, 100)
        assert change.change.word == "no clear change"


def test_a_log_with_a_month_for_a_date_covers_its_months():
    found = period(told(*((f"2025-0{month}-01", 20, 5) for month in (1, 2, 3))))
    assert not found.incomplete
    assert found.after.stretch is not None
    assert found.after.stretch.last == dt.date(2025, 3, 31)


def test_nothing_is_lost_by_telling_the_late_days_apart():
    found = told(("2025-01-05", 20, 8), ("2025-01-25", 10, 1), ("2025-02-25", 30, 2), ("2025-03-12", 40, 4))
    kpi = found.kpis["conversion_rate"]
    assert (kpi.numerator, kpi.denominator) == (15, 100)
    assert sorted(found.groups["period"]) == ["2025-01", "2025-02", "2025-03"]
