"""What the log counts at each touchpoint, whether or not its rows belong to a journey."""

import numpy as np

from core.journeys.log import DAY, NEVER, Log
from core.journeys.meetings import meetings
from core.journeys.steps import left_at
from core.journeys.walks import Walks
from core.stats.groups import Bools, Groups
from core.stats.intervals import Floats


def figures(log: Log, walks: Walks) -> dict[str, dict[str, float]]:
    """Touchpoint key -> metric -> value; a metric that is unknown for the touchpoint is left out.

    Sales are unknown in a log that marks none; its rows are then visits only.
    """
    size = len(log.keys)
    visits = np.bincount(log.touch[log.touch >= 0], minlength=size)
    known = {"visits": visits.astype(float), "customers": _customers(log), **_sales(log), **_seen(log)}
    known["cost"] = _sum(log, log.cost, np.isfinite(log.cost))
    if len(walks.start):
        known["exits"] = left_at(walks, size).astype(float)
    return {
        key: {name: float(values[i]) for name, values in known.items() if np.isfinite(values[i])}
        for i, key in enumerate(log.keys)
    }


def is_refund(log: Log) -> Bools:
    """Rows that take money back and are no sales themselves."""
    return ~log.sale & (log.value < 0)


def _customers(log: Log) -> Floats:
    """Different customers, NaN where no row names one."""
    rows = (log.customer >= 0) & (log.touch >= 0)
    met = meetings(log.customer[rows], log.touch[rows])
    different = np.bincount(met.touch, minlength=len(log.keys)).astype(float)
    return np.where(different > 0, different, np.nan)


def _sales(log: Log) -> dict[str, Floats]:
    """Sales and their money; the revenue of a touchpoint without sales is 0 if the log knows any value at all."""
    if not log.sale.any():
        return {}
    sold = Groups(log.keys, log.touch).count(log.sale).astype(float)
    counted = (log.sale & np.isfinite(log.value)) | is_refund(log)
    revenue = _sum(log, log.value, counted)
    if counted.any():
        revenue = np.where((sold == 0) & np.isnan(revenue), 0.0, revenue)
    return {"conversions": sold, "revenue": revenue}


def _sum(log: Log, values: Floats, where: Bools) -> Floats:
    """Sum per touchpoint, NaN where nothing is known."""
    groups = Groups(log.keys, log.touch)
    return np.where(groups.count(where) > 0, groups.total(values, where), np.nan)


def _seen(log: Log) -> dict[str, Floats]:
    dated = log.time != NEVER
    days = np.floor_divide(log.time, DAY).astype(float)
    first, last = Groups(log.keys, log.touch).extremes(days, dated)
    return {"first_seen": first, "last_seen": last}
