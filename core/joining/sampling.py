"""Whether a log shows all customers that the table counts, or a part of them: then its sums are no totals."""

import numpy as np
import pandas as pd

from core.joining.choosing import Places, places_of
from core.model import Issue
from core.stats.groups import column

_PART = 0.5  # of what the table counts, below which the log is of some customers only
_COUNTS = ("visits", "conversions", "orders", "customers")
_SUMS = ("visits", "conversions", "orders", "exits", "customers", "revenue", "cost")


def seen_of(table: pd.DataFrame, log: pd.DataFrame) -> float | None:
    """What the log saw of that which the table counts (0-1 and above), by the first count that both give for some
    touchpoints; None where they count nothing in common."""
    at = places_of(table, log)
    for field in _COUNTS:
        mine, theirs = _sums(table, at, field, table=True), _sums(log, at, field, table=False)
        both = np.isfinite(mine) & np.isfinite(theirs)
        if both.any() and mine[both].sum() > 0:
            return float(theirs[both].sum() / mine[both].sum())
    return None


def is_part(share: float | None) -> bool:
    """Whether a log that saw this ``share`` is of some customers only."""
    return share is not None and share < _PART


def _sums(rows: pd.DataFrame, at: Places, field: str, *, table: bool) -> np.ndarray:
    values, codes = column(rows, field), at.table if table else at.other
    known = np.isfinite(values) & (codes != at.nowhere)
    sums = np.bincount(codes[known], weights=values[known], minlength=at.size)
    return np.where(np.bincount(codes[known], minlength=at.size) > 0, sums, np.nan)


def without_sums(log: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The log without its counts and sums at the touchpoints of the table: beside totals, a part would pass for one."""
    at = places_of(table, log)
    there = np.isin(at.other, at.table) & (at.other != at.nowhere)
    changed = {f: np.where(there, np.nan, column(log, f)) for f in _SUMS if f in log.columns}
    return log.assign(**changed)


def said(share: float) -> Issue:
    """One sentence instead of one about every figure that differs."""
    return Issue("info", "log-is-part", values={"share": share})
