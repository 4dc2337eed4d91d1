"""How long a period of the data is, and what it is called."""

from collections.abc import Iterable
from typing import Literal

import numpy as np
import pandas as pd

from core.cleaning.orders import DateGrain

PeriodGrain = Literal["day", "week", "month", "quarter", "year"]
_MONTHS_FROM_DAYS = 60  # a span from which days are gathered into months
_WEEKS_FROM_DAYS = 14
_COARSE: tuple[DateGrain, ...] = ("year", "quarter", "month", "week")


def period_grain(dates: pd.Series, named: Iterable[DateGrain]) -> PeriodGrain | None:
    """The length of a period: the coarsest that the cells name, else what the days look like.

    Days that are all firsts of a month are months; days spanning two months or more are gathered into months, two
    weeks or more into weeks. None without a date.
    """
    days = dates.dropna().drop_duplicates()
    if days.empty:
        return None
    coarsest = next((grain for grain in _COARSE if grain in set(named)), None)
    if coarsest:
        return coarsest
    if (days.dt.day == 1).all() and (len(days) > 1 or len(dates) > 1):
        return _of_firsts(days)
    span = (days.max() - days.min()).days
    return "month" if span >= _MONTHS_FROM_DAYS else "week" if span >= _WEEKS_FROM_DAYS else "day"


def period_labels(dates: pd.Series, grain: PeriodGrain) -> pd.Series:
    """The name of each date's period, sorting by time: 2025-03-17, 2025-W12, 2025-03, 2025-Q1, 2025; NaN for NaT."""
    codes, days = pd.factorize(dates)
    names = [_label(pd.Timestamp(day), grain) for day in days]
    labels = np.array([*names, np.nan], dtype=object)[codes]
    return pd.Series(labels, index=dates.index, dtype="str")


def _of_firsts(days: pd.Series) -> PeriodGrain:
    if len(days) > 1 and (days.dt.month == 1).all():
        return "year"
    steps = np.diff(np.sort((days.dt.year * 12 + days.dt.month).to_numpy()))
    quarters = (days.dt.month % 3 == 1).all() and len(steps) > 1 and (steps % 3 == 0).all() and steps.min() >= 3
    return "quarter" if quarters else "month"


def _label(day: pd.Timestamp, grain: PeriodGrain) -> str:
    if grain == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if grain == "quarter":
        return f"{day.year}-Q{day.quarter}"
    return day.strftime({"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[grain])
