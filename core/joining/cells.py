"""Rows by touchpoint, period and segment: the cells into which single touches and answers are gathered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from core.joining.periods import days_into, starts
from core.stats.groups import Ints

_SHORT_PERIODS = (
    28,
    29,
    30,
    90,
    91,
    120,
    121,
    122,
    181,
    182,
    365,
)  # days of months, parts of years, years: others are longer
_DIFFER = 3  # by so many days at most
PLACE = ("touchpoint", "period", "segment")


@dataclass(frozen=True, slots=True)
class Cells:
    """``code``: per row its cell; ``first``: per cell the number of a row that stands in it."""

    code: Ints
    first: Ints

    def total(self, values: Any) -> np.ndarray:
        """Sum per cell."""
        return np.bincount(self.code, weights=values, minlength=len(self.first))

    def known(self, values: np.ndarray) -> np.ndarray:
        """Sum of the known values per cell, NaN where there are none."""
        there = np.isfinite(values)
        sums = self.total(np.where(there, values, 0.0))
        return np.where(self.total(there) > 0, sums, np.nan)


def coded(values: "pd.Series[Any]") -> Ints:
    """A code per row from 0 on; what is missing shares one."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        return values.cat.codes.to_numpy().astype(np.int64) + 1
    return pd.factorize(values)[0].astype(np.int64) + 1


def cells(keys: Sequence[Ints]) -> Cells:
    """The cells that rows with the same codes share, in the order of their codes."""
    code = np.zeros(len(keys[0]), np.int64)
    for key in keys:
        code = code * (int(key.max(initial=0)) + 1) + key
        code = _dense(code)
    first = np.full(int(code.max(initial=-1)) + 1, 0, np.int64)
    first[code[::-1]] = np.arange(len(code))[::-1]  # of repeated indices the last one stays: the first row
    return Cells(code, first)


def _dense(code: Ints) -> Ints:
    """The same order from 0 on without gaps, so that a few keys more do not run out of numbers."""
    if not len(code):
        return code
    size = int(code.max()) + 1
    if size <= 4 * len(code):
        used = np.bincount(code, minlength=size) > 0
        return (np.cumsum(used) - 1)[code]
    return np.unique(code, return_inverse=True)[1].astype(np.int64)


def late(rows: pd.DataFrame, when: str, cut: int | None) -> list[Ints]:
    """What tells the rows apart that stand in their period after the ``cut`` days that the last one has, as a key of
    cells: only so can an unfinished period be compared with the same days of another, and where that one is shorter,
    with all of it. ``when``: the column of dates."""
    if cut is None or when not in rows.columns or "period" not in rows.columns:
        return []
    bounds = [*(days for days in _SHORT_PERIODS if cut - _DIFFER <= days < cut), cut]
    return [np.searchsorted(bounds, days_into(rows[when], rows["period"].astype("str"))).astype(np.int64)]


def places(rows: pd.DataFrame, cells_: Cells, *, when: str) -> dict[str, Any]:
    """Touchpoint, period, segment, the first day of the period, and ``until``: the last date in each cell."""
    found = {name: _words(rows, name, cells_.first) for name in PLACE}
    return {**found, "date": starts(found["period"]), "until": _until(rows, when, cells_)}


def _until(rows: pd.DataFrame, when: str, cells_: Cells) -> "pd.Series[Any]":
    last = np.full(len(cells_.first), np.iinfo(np.int64).min)
    if when in rows.columns:
        np.maximum.at(last, cells_.code, rows[when].to_numpy("datetime64[s]").astype(np.int64))
    return pd.Series(last.astype("datetime64[s]"))  # the smallest whole number is NaT


def _words(rows: pd.DataFrame, name: str, at: Ints) -> "pd.Series[Any]":
    if name not in rows.columns:
        return pd.Series(np.nan, index=range(len(at)), dtype="str")
    return rows[name].iloc[at].astype("str").reset_index(drop=True)
