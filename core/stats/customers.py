"""Customers kept: stocks at the start and the end, which are never added up over time."""

import numpy as np
import pandas as pd

from core.stats.estimates import Estimates
from core.stats.groups import SMALLEST, Groups, Ints, column, moments
from core.stats.intervals import Floats, wilson
from core.stats.sheet import Rows, once


def retained(rows: Rows, groups: Groups) -> Estimates:
    """Customers kept as a share of those at the start: (end - new) / start, else (start - lost) / start.

    The start is the first known one by date, the end the last, new and lost are sums between them; all that per
    touchpoint and segment, whose stocks are then added. A result outside 0-1 is flagged, not shown.
    """
    fields = ("customers_start", "customers_end", "customers_new", "customers_lost")
    found = Estimates.unknown(len(groups.keys), lacking="customers_start")
    if not any(np.isfinite(column(rows, field)).any() for field in fields):
        return found
    start, end, new, lost, used, owner = _series(rows, groups, fields)
    stocks = np.isfinite(start) & (start >= SMALLEST)
    kept = np.where(np.isfinite(end) & np.isfinite(new), end - new, start - lost)
    has = Groups(groups.keys, np.where(stocks, owner, -1))
    found.mark(has.count(np.isnan(kept)) > 0, "missing", "customers_end")
    found.mark(has.count(np.isnan(kept) & np.isfinite(end)) > 0, "missing", "customers_new")
    known = np.isfinite(kept)
    good = has.count(known) > 0
    found.numerator[good] = has.total(kept, known)[good]
    found.denominator[good] = found.n[good] = has.total(start, known)[good]
    found.base[good] = "customers_start"
    found.used = has.total(used, known).astype(np.int64)
    found.mark(good, "", None)
    return _judged(found, good)


def _judged(found: Estimates, good: np.ndarray) -> Estimates:
    share = found.numerator / np.where(good, found.denominator, np.nan)
    inside = good & (share >= 0) & (share <= 1)
    found.mark(good & ~inside, "outside", None)
    found.value[inside] = share[inside]
    low, high = wilson(np.clip(found.numerator, 0, found.denominator), found.n)
    found.low[inside], found.high[inside] = low[inside], high[inside]
    return found


def _series(rows: Rows, groups: Groups, fields: tuple[str, ...]) -> tuple[Floats, ...]:
    """Per series (group, touchpoint, segment): first start, last end, sums of new and lost (NaN: none known),
    rows with any of them, and the group that it belongs to."""
    start, end, new, lost = (column(rows, f) for f in fields)
    known = np.any([np.isfinite(column(rows, f)) for f in fields], axis=0)
    each = _stocks(rows)
    numbers, codes = np.unique((groups.codes * (each.max(initial=0) + 1) + each)[known], return_inverse=True)
    series = Groups(tuple(map(str, numbers.tolist())), np.full(len(rows), -1, np.int64))
    series.codes[known] = codes
    owner = np.full(len(series.keys), -1, np.int64)
    owner[series.codes[series.codes >= 0]] = groups.codes[series.codes >= 0]
    when = moments(rows)
    sums = [np.where(series.count(np.isfinite(v)) > 0, series.total(v), np.nan) for v in (new, lost)]
    used = series.count(np.ones(len(rows), np.bool_)).astype(np.float64)
    return series.latest(start, -when - 1), series.latest(end, when), *sums, used, owner


@once
def _stocks(rows: Rows) -> Ints:
    """Of every row whose stock it counts: that of a touchpoint in a segment."""
    names = [c for c in ("touchpoint", "segment") if c in rows.columns]
    if not names:
        return np.zeros(len(rows), np.int64)
    parts = {c: rows[c].reset_index(drop=True).astype(str) for c in names}
    # no segment is a segment too: text columns keep their NaN through astype(str), which would drop the rows
    return np.asarray(pd.DataFrame(parts).groupby(names, dropna=False).ngroup(), np.int64)
