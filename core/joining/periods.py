"""The first day of a period, so that figures of a log stand on the same dates as those of a table."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd


def starts(labels: "pd.Series[Any]") -> "pd.Series[Any]":
    """Period labels (2025-03-17, 2025-W12, 2025-03, 2025-Q1, 2025) as datetime64[s]; NaT where there is none."""
    codes, known = pd.factorize(labels)
    days = [np.datetime64(_start(str(label)), "s") for label in known]
    found = np.array([*days, np.datetime64("NaT", "s")], dtype="datetime64[s]")[codes]
    return pd.Series(found, index=labels.index)


def _start(label: str) -> dt.date:
    year, _, part = label.partition("-")
    if part.startswith("W"):
        return dt.date.fromisocalendar(int(year), int(part[1:]), 1)
    if part.startswith("Q"):
        return dt.date(int(year), 3 * int(part[1:]) - 2, 1)
    month, _, day = part.partition("-")
    return dt.date(int(year), int(month or 1), int(day or 1))
