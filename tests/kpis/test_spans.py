"""Periods by number: what begins when, what comes before, and what lies a year earlier."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cleaning.moments.periods import period_labels
from core.kpis.calendar import Calendar
from core.kpis.spans import first_day, number

PANDAS = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}


@given(st.dates(dt.date(1950, 1, 1), dt.date(2100, 12, 31)), st.sampled_from(sorted(PANDAS)))
def test_a_period_begins_and_ends_where_pandas_says(day, grain):
    period, n = pd.Period(day, PANDAS[grain]), number(day, grain)
    assert first_day(n, grain) == period.start_time.date()
    assert first_day(n + 1, grain) == (period + 1).start_time.date()


@given(st.dates(dt.date(1950, 1, 1), dt.date(2100, 12, 31)))
def test_a_day_lies_in_its_season(day):
    n = number(day, "season")
    assert first_day(n, "season") <= day < first_day(n + 1, "season")
    assert first_day(n, "season").month in (1, 3, 6, 9, 12)


def calendar(*days: str, grain: str) -> Calendar:
    dates = pd.Series(pd.to_datetime(list(days)).astype("datetime64[s]"))
    found = Calendar.of(pd.DataFrame({"date": dates, "period": period_labels(dates, grain)}), grain)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("grain", "days", "latest", "before", "year_before"),
    [
        ("half", ["2024-01-01", "2024-07-01", "2025-01-01"], ("2025-H1", "2025-06-30"), "2024-H2", "2024-H1"),
        ("tertial", ["2024-09-01", "2024-05-01", "2023-09-01"], ("2024-T3", "2024-12-31"), "2024-T2", "2023-T3"),
        ("season", ["2024-03-01", "2024-09-01", "2025-03-01"], ("2025-S2", "2025-05-31"), "2024-S4", "2024-S2"),
        ("quarter", ["2024-01-01", "2024-10-01", "2025-01-01"], ("2025-Q1", "2025-03-31"), "2024-Q4", "2024-Q1"),
    ],
)
def test_parts_of_a_year_follow_each_other(grain, days, latest, before, year_before):
    found = calendar(*days, grain=grain)
    assert found.whole
    assert (found.latest.label, str(found.latest.last)) == latest
    assert found.before(found.latest).label == before
    earlier = found.year_before(found.latest)
    assert earlier is not None
    assert earlier.label == year_before


def test_a_half_year_that_is_not_over_is_compared_with_the_same_days():
    found = calendar("2024-07-03", "2024-12-30", "2025-01-02", "2025-02-10", grain="half")
    now, then = found.aligned(found.latest, found.before(found.latest))
    assert (str(now.last), str(then.first), str(then.last)) == ("2025-02-10", "2024-07-01", "2024-08-10")
