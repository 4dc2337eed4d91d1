"""The first day of a period, so that figures of a log stand on the same dates as those of a table; and how many days of
the last one the files cover, so that the same days of the others can be told apart."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

_MONTHS: Mapping[str, int] = {"Q": 3, "T": 4, "H": 6}  # how many a part of a year has, by its letter
_SEASONS = (1, 3, 6, 9, 12)  # months in which winter, spring, summer, autumn and Christmas begin


def starts(labels: "pd.Series[Any]") -> "pd.Series[Any]":
    """Period labels (2025-03-17, 2025-W12, 2025-03, 2025-Q1, T1, H1, S2, 2025) as datetime64[s]; NaT where none is."""
    codes, known = pd.factorize(labels)
    days = [np.datetime64(_start(str(label)), "s") for label in known]
    found = np.array([*days, np.datetime64("NaT", "s")], dtype="datetime64[s]")[codes]
    return pd.Series(found, index=labels.index)


def covered(frames: Iterable["tuple[pd.DataFrame, str]"]) -> int | None:
    """How many days of its period the files' last date stands at, 1 for the first day; None without dates and periods.

    ``frames``: each with the name of its column of dates.
    """
    ends = []
    for frame, name in frames:
        if name in frame and "period" in frame and frame[name].notna().any():
            at = int(np.argmax(frame[name].to_numpy("datetime64[s]").astype(np.int64)))  # NaT is the least of all
            ends.append((frame[name].iloc[at], frame["period"].iloc[at : at + 1].astype("str")))
    last, label = max(ends, key=lambda end: end[0], default=(None, None))
    return None if last is None or label is None else int(days_into(pd.Series([last]), label)[0])


def days_into(days: "pd.Series[Any]", labels: "pd.Series[Any]") -> np.ndarray:
    """At which of its period's days each date stands, from 1 on; 0 where there is none."""
    since = days.to_numpy("datetime64[D]") - starts(labels).to_numpy("datetime64[D]")
    return np.where(np.isnat(since), 0, since.astype(np.int64) + 1)


def _start(label: str) -> dt.date:
    year, _, part = label.partition("-")
    if part.startswith("W"):
        return dt.date.fromisocalendar(int(year), int(part[1:]), 1)
    if months := _MONTHS.get(part[:1]):
        return dt.date(int(year), months * (int(part[1:]) - 1) + 1, 1)
    if part.startswith("S"):
        return dt.date(int(year), _SEASONS[int(part[1:]) - 1], 1)
    month, _, day = part.partition("-")
    return dt.date(int(year), int(month or 1), int(day or 1))
