"""How long a period of the data is, and what it is called."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Literal

import numpy as np
import pandas as pd

from core.cleaning.moments.day_first import DateGrain

PeriodGrain = Literal["day", "week", "month", "quarter", "tertial", "half", "year", "season"]
_MONTHS_FROM_DAYS = 60  # a span from which days are gathered into months
_WEEKS_FROM_DAYS = 14
_COARSE: tuple[PeriodGrain, ...] = ("year", "half", "tertial", "quarter", "season", "month", "week")
_MONTHS: Mapping[PeriodGrain, int] = {"month": 1, "quarter": 3, "tertial": 4, "half": 6, "year": 12}
_PARTS: tuple[PeriodGrain, ...] = ("half", "tertial", "quarter")
_CROSSING = (("tertial", {"half", "quarter"}), ("season", {"half", "tertial", "quarter"}))  # neither holds the other
_SEASONS = (1, 3, 6, 9, 12)  # months in which winter, spring, summer, autumn and Christmas begin
_FEW = 2  # dates that may as well be months
_LETTERS: Mapping[PeriodGrain, str] = {"quarter": "Q", "tertial": "T", "half": "H"}


def period_grain(dates: pd.Series, named: Iterable[DateGrain]) -> PeriodGrain | None:
    """The length of a period: the coarsest that the cells name, else what the days look like.

    Where some name tertials and others quarters or half-years, or seasons beside any of these, only whole years hold
    them all.
    Days that are all firsts of a month are months; days spanning two months or more are gathered into months, two
    weeks or more into weeks. None without a date.
    """
    days = dates.dropna().drop_duplicates()
    if days.empty:
        return None
    said = set(named)
    coarsest = next((grain for grain in _COARSE if grain in said), None)
    if coarsest:
        return "year" if any(one in said and said & others for one, others in _CROSSING) else coarsest
    if (days.dt.day == 1).all() and (len(days) > 1 or len(dates) > 1):
        return _of_firsts(days)
    span = (days.max() - days.min()).days
    return "month" if span >= _MONTHS_FROM_DAYS else "week" if span >= _WEEKS_FROM_DAYS else "day"


def period_labels(dates: pd.Series, grain: PeriodGrain) -> pd.Series:
    """The name of each date's period, sorting by time: 2025-03-17, 2025-W12, 2025-03, 2025-Q1 (T1, H1), 2025,
    2025-S2 (spring; S5: Christmas); NaN."""
    codes, days = pd.factorize(dates)
    names = [period_label(pd.Timestamp(day), grain) for day in days]
    labels = np.array([*names, np.nan], dtype=object)[codes]
    return pd.Series(labels, index=dates.index, dtype="str")


def _of_firsts(days: pd.Series) -> PeriodGrain:
    if len(days) > 1 and (days.dt.month == 1).all():
        return "year"
    begins = days.dt.month - 1
    fitting = (grain for grain in _PARTS if len(days) > _FEW and not (begins % _MONTHS[grain]).any())
    return next(fitting, "month")


def period_label(day: pd.Timestamp, grain: PeriodGrain) -> str:
    """The name of the period in which ``day`` lies."""
    if grain == "season":
        return f"{day.year}-S{bisect_right(_SEASONS, day.month)}"
    if grain == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if grain in _LETTERS:
        return f"{day.year}-{_LETTERS[grain]}{(day.month - 1) // _MONTHS[grain] + 1}"
    return day.strftime({"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[grain])
