"""Days, weeks, months and longer periods by their number, so that periods can be counted."""

import datetime as dt
from collections.abc import Mapping

import numpy as np

_MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "tertial": 4, "half": 6, "year": 12}
_SEASONS = np.array(
    [0, 2, 5, 8, 11]
)  # months into the year at which winter, spring, summer, autumn and Christmas begin
_MONDAY = 3  # days of 1970 before its first Thursday: weeks begin on Mondays
_WEEK = 7
_YEAR = 12  # months


def numbers(
    days: "np.ndarray[tuple[int], np.dtype[np.datetime64]]", grain: str
) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """The number of the period in which each day lies, since 1970: following periods have following numbers."""
    if months := _MONTHS.get(grain):
        return days.astype("datetime64[M]").astype(np.int64) // months
    if grain == "season":
        years, month = np.divmod(days.astype("datetime64[M]").astype(np.int64), _YEAR)
        return years * len(_SEASONS) + np.searchsorted(_SEASONS, month, side="right") - 1
    since = days.astype("datetime64[D]").astype(np.int64)
    return (since + _MONDAY) // _WEEK if grain == "week" else since


def number(day: dt.date, grain: str) -> int:
    """The number of the period in which ``day`` lies."""
    return int(numbers(np.array([day], dtype="datetime64[D]"), grain)[0])


def first_day(number: int, grain: str) -> dt.date:
    """The day on which a period begins; the one before the next begins is its last."""
    if grain == "season":
        year, nth = divmod(number, len(_SEASONS))
        found = np.datetime64(year * _YEAR + int(_SEASONS[nth]), "M").astype("datetime64[D]")
    elif months := _MONTHS.get(grain):
        found = np.datetime64(number * months, "M").astype("datetime64[D]")
    else:
        found = np.datetime64(number * _WEEK - _MONDAY if grain == "week" else number, "D")
    day: dt.date = found.item()
    return day
