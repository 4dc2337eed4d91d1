"""Rows sorted into groups (touchpoints, phases, periods ...), and what can be summed up per group."""

import re
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.stats.intervals import Floats
from core.stats.sheet import Rows, once

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
_LONG_PERIOD = re.compile(r"\d{4}(?:-([QTH])\d)?")
_A_YEAR, _PER_YEAR = 365.25, {"Q": 4, "T": 3, "H": 2, "": 1}
_DECIMALS = 6
SMALLEST, LARGEST = 10.0**-_DECIMALS, 1e15


@dataclass(frozen=True, slots=True)
class Groups:
    """``keys`` sorted; ``codes``: for each row the index of its key, -1 for a row of no group. ``sizes``: how many rows
    of the user's files each one stands for (None: one each)."""

    keys: tuple[str, ...]
    codes: Ints
    sizes: Ints | None = None

    def total(self, values: Floats, where: Bools | None = None) -> Floats:
        """Sum per group of the known values, 0 where there are none.

        Rounded to a millionth, so that the order of the rows cannot show in the last digits.
        """
        kept = (self.codes >= 0) & np.isfinite(values)
        if where is not None:
            kept &= where
        sums = np.bincount(self.codes[kept], weights=values[kept], minlength=len(self.keys))
        return np.round(sums, _DECIMALS)

    def count(self, where: Bools) -> Ints:
        """Rows per group for which ``where`` holds, as many as they stand for."""
        kept = (self.codes >= 0) & where
        if self.sizes is None:
            return np.bincount(self.codes[kept], minlength=len(self.keys))
        sums = np.bincount(self.codes[kept], weights=self.sizes[kept], minlength=len(self.keys))
        return np.rint(sums).astype(np.int64)

    def extremes(self, values: Floats, where: Bools) -> tuple[Floats, Floats]:
        """Lowest and highest of the values per group, NaN where there are none."""
        low, high = np.full(len(self.keys), np.nan), np.full(len(self.keys), np.nan)
        kept = (self.codes >= 0) & where
        np.fmin.at(low, self.codes[kept], values[kept])
        np.fmax.at(high, self.codes[kept], values[kept])
        return low, high

    def latest(self, values: Floats, moments: Ints) -> Floats:
        """The value of the latest moment per group (of several then, the highest); NaN where none is known."""
        kept = (self.codes >= 0) & np.isfinite(values)
        values, moments, codes = values[kept], moments[kept], self.codes[kept]
        order = np.lexsort((values, moments, codes))
        found = np.full(len(self.keys), np.nan)
        found[codes[order]] = values[order]  # of repeated indices the last one stays
        return found

    def median(self, values: Floats, weights: Floats) -> Floats:
        """Weighted median per group over rows with a known value and a positive weight; NaN where there are none."""
        kept = (self.codes >= 0) & np.isfinite(values) & (weights > 0)
        order = np.lexsort((values[kept], self.codes[kept]))
        values, weights, codes = values[kept][order], weights[kept][order], self.codes[kept][order]
        totals = np.bincount(codes, weights=weights, minlength=len(self.keys))
        before = np.concatenate(([0.0], np.cumsum(totals)[:-1]))
        reached = (np.cumsum(weights) - before[codes]) / totals[codes] if len(codes) else weights
        lower, upper = (_first(values, codes, reached >= 0.5 + slack, len(self.keys)) for slack in (-1e-9, 1e-9))
        return (lower + upper) / 2


def _first(values: Floats, codes: Ints, where: Bools, size: int) -> Floats:
    """The first value per group for which ``where`` holds."""
    found = np.full(size, np.nan)
    groups, positions = np.unique(codes[where], return_index=True)
    found[groups] = values[where][positions]
    return found


def group(by: "pd.Series[Any]") -> Groups:
    """Groups by the values of ``by``; a row whose value is missing is in no group."""
    codes, keys = pd.factorize(by, sort=True)
    return Groups(tuple(map(str, keys.tolist())), codes.astype(np.int64))


def single(rows: Rows, key: str = "") -> Groups:
    """All rows as one group."""
    return Groups((key,), np.zeros(len(rows), np.int64))


def sized(groups: Groups, rows: Rows) -> Groups:
    """``groups`` whose rows count as many as they stand for: the column ``stands_for``, where there is one."""
    if "stands_for" not in rows.columns:
        return groups
    return replace(groups, sizes=rows["stands_for"].to_numpy(np.int64))


@once
def column(rows: Rows, name: str) -> Floats:
    """A metric as floats, NaN where unknown; all NaN where the file has no such column.

    Beyond ``LARGEST`` a figure is a slip of the keyboard, and its sums would no longer be exact: unknown.
    """
    if name not in rows.columns:
        return np.full(len(rows), np.nan)
    values = rows[name].to_numpy(np.float64, na_value=np.nan)
    possible: Floats = np.where(np.abs(values) <= LARGEST, values, np.nan)
    return possible


@once
def of_grain(rows: Rows, grain: str) -> Bools:
    """The rows of one grain; none where nothing says of which they are."""
    if "grain" not in rows.columns:
        return np.zeros(len(rows), np.bool_)
    return np.array(rows["grain"] == grain, np.bool_)


@once
def moments(rows: Rows) -> Ints:
    """The rows' dates as sortable integers; rows without a date count as earliest."""
    if "date" not in rows.columns:
        return np.zeros(len(rows), np.int64)
    return rows["date"].to_numpy("datetime64[s]").astype(np.int64)


@once
def _alone(rows: Rows) -> float | None:
    """Days of the only period that dated rows stand in, if that is longer than a month; None where it is not."""
    if "period" not in rows.columns or not (rows["date"].dropna().dt.day == 1).all():
        return None
    labels = [str(label) for label in rows["period"].dropna().unique()]
    found = _LONG_PERIOD.fullmatch(labels[0]) if len(labels) == 1 else None
    return _A_YEAR / _PER_YEAR[found[1] or ""] if found else None


def span_days(rows: Rows) -> float | None:
    """Days that the dated rows cover, the length of the last period included; None for fewer than two dates.

    Dates that are all the first of a month stand for whole months, other dates for steps as long as the shortest; a
    single one stands for its period where that is a part of a year, or all of it.
    """
    if "date" not in rows.columns:
        return None
    dates = rows["date"].dropna().drop_duplicates().sort_values()
    if len(dates) < 2:
        return _alone(rows)
    step, last = dates.diff().min(), dates.iloc[-1]
    if (dates.dt.day == 1).all():
        end = last + pd.DateOffset(months=max(1, round(step.days / 30.44)))
    else:
        end = last + max(step, pd.Timedelta(days=1))
    return float((end - dates.iloc[0]) / pd.Timedelta(days=1))
