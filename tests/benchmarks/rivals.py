"""Six ways in which such lists are ordered elsewhere, each from the same spreadsheet, each as good as we could make it.

Every rival gives one number per touchpoint, the highest first. What a touchpoint lacks puts it last where the rival
looks at one column only, and counts as the median of the others where it weighs several.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from tests.benchmarks.worlds import MARGIN, SCALES, Floats

Rival = Callable[["Seen"], Floats]


class Seen:
    """The spreadsheet, one entry per touchpoint; NaN where it says nothing. ``aims``: the targets that were told."""

    def __init__(self, rows: pd.DataFrame, phases: Mapping[str, str], aims: Mapping[str, Any]) -> None:
        counts = [c for c in ("Visits", "Customers", "Orders", "Revenue", "Cost", "Responses") if c in rows]
        sums = rows.groupby("Touchpoint", sort=False)[counts].sum(min_count=1)
        self.names, self.aims = list(sums.index), aims
        self.phases = np.array([phases[name] for name in self.names])
        blank = np.full(len(self.names), np.nan)
        self.orders, self.revenue, self.cost = (_column(sums, name, blank) for name in ("Orders", "Revenue", "Cost"))
        self.visits = _column(sums, "Visits" if "Visits" in sums else "Customers", blank)
        first = rows.groupby("Touchpoint", sort=False).first()
        effort = _column(first, "Effort", blank)
        self.ease = np.where(np.isfinite(effort), 1 - (effort - 1) / 5, _median(1 - (effort - 1) / 5, 1.0))
        self.rate = _rate(rows, blank)
        self.happy, self.happy_aim = blank, 0.8
        for scale in set(SCALES) & set(rows.columns):
            lowest, highest, usual = SCALES[scale]
            self.happy = (_scores(rows, scale) - lowest) / (highest - lowest)
            self.happy_aim = (aims.get("happy", usual) - lowest) / (highest - lowest)


def _rate(rows: pd.DataFrame, blank: Floats) -> Floats:
    """Orders over visits, of the rows that have both."""
    visits = "Visits" if "Visits" in rows else "Customers"
    if not {visits, "Orders"} <= set(rows.columns):
        return blank
    both = rows[visits].notna() & rows["Orders"].notna()
    sums = rows[["Orders", visits]].where(both).groupby(rows["Touchpoint"], sort=False).sum(min_count=1)
    return (sums["Orders"] / sums[visits].where(sums[visits] > 0)).to_numpy(float)


def _scores(rows: pd.DataFrame, scale: str) -> Floats:
    """Weighed by the answers where they are counted, else the plain mean."""
    weight = rows["Responses"].fillna(0) if "Responses" in rows else rows[scale].notna().astype(float)
    weight = weight.where(rows[scale].notna(), 0)
    by = rows["Touchpoint"]
    total = (rows[scale].fillna(0) * weight).groupby(by, sort=False).sum()
    return (total / weight.groupby(by, sort=False).sum().replace(0, np.nan)).to_numpy(float)


def _column(frame: pd.DataFrame, name: str, blank: Floats) -> Floats:
    return frame[name].to_numpy(float) if name in frame else blank


def _median(values: Floats, otherwise: float) -> float:
    return float(np.nanmedian(values)) if np.isfinite(values).any() else otherwise


def _filled(values: Floats, otherwise: float) -> Floats:
    return np.where(np.isfinite(values), values, _median(values, otherwise))


def lowest_satisfaction(seen: Seen) -> Floats:
    return np.nan_to_num(-seen.happy, nan=-np.inf)


def lowest_conversion(seen: Seen) -> Floats:
    return np.nan_to_num(-seen.rate, nan=-np.inf)


def most_visits(seen: Seen) -> Floats:
    return np.nan_to_num(seen.visits, nan=-np.inf)


def min_max_sum(seen: Seen) -> Floats:
    """Equal weights for how many meet it, how unhappy they are, how few buy, how easy it is."""
    sides = [seen.visits, -seen.happy, -seen.rate, seen.ease]
    return np.sum([_min_max(side) for side in sides], axis=0)


def _min_max(values: Floats) -> Floats:
    if not np.isfinite(values).any() or np.nanmax(values) == np.nanmin(values):
        return np.zeros(len(values))
    return np.asarray(_filled((values - np.nanmin(values)) / (np.nanmax(values) - np.nanmin(values)), 0))


def room_times_weight(seen: Seen) -> Floats:
    """The score is the satisfaction, else the conversion rate, of 100; the weight is how many come."""
    score = 100 * (seen.happy if np.isfinite(seen.happy).any() else seen.rate)
    return np.asarray(np.nan_to_num(100 - score) * _filled(seen.visits, 1.0))


def plug_in(seen: Seen) -> Floats:
    """The gain by the same formula, with every rate taken as it was seen."""
    reach = _filled(seen.visits, 1.0)
    order, value = _values(seen)
    target = np.full(len(reach), seen.aims.get("rate", np.nan))
    for phase in set(seen.phases) if "rate" not in seen.aims else ():
        mine = (seen.phases == phase) & np.isfinite(seen.rate)
        target[mine] = seen.orders[mine].sum() / seen.visits[mine].sum() if mine.any() else np.nan
    sales = np.nan_to_num(reach * value * np.maximum(target - seen.rate, 0))
    kappa = seen.aims.get("kappa", 0.2)
    answers = np.nan_to_num(reach * kappa * order * np.maximum(seen.happy_aim - seen.happy, 0))
    spent = np.nan_to_num(np.maximum(seen.cost - MARGIN * seen.revenue, 0))
    return np.asarray((sales + answers + spent) * seen.ease)


def _values(seen: Seen) -> tuple[float, Floats]:
    """The file's average order value, and each touchpoint's own."""
    both = np.isfinite(seen.orders) & np.isfinite(seen.revenue)
    if not both.any() or not seen.orders[both].sum() > 0:
        return 1.0, np.ones(len(seen.names))
    order = float(seen.revenue[both].sum() / seen.orders[both].sum())
    own = np.divide(seen.revenue, seen.orders, out=np.full(len(both), np.nan), where=both & (seen.orders > 0))
    return order, np.where(np.isfinite(own), own, order)


RIVALS: Mapping[str, Rival] = {
    "lowest satisfaction": lowest_satisfaction,
    "lowest conversion": lowest_conversion,
    "most visits": most_visits,
    "min-max sum": min_max_sum,
    "(100 - score) x weight": room_times_weight,
    "plug-in gain": plug_in,
}
APPLIES = {"lowest satisfaction": ("survey", "both"), "lowest conversion": ("sales", "both")}
