"""What the measured parts are made from, and what a sale is worth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.priorities.options import Assumed
from core.stats.estimates import Estimates, Objects, fill_given, fraction
from core.stats.groups import Groups, column, single
from core.stats.intervals import Floats
from core.tables import table

_ORDERS_BORROWED = 10.0
_SIZES_VARY = 0.5  # variance of the size of one order, as a part of its mean squared


@dataclass(frozen=True, slots=True)
class Basis:
    """Rows by touchpoint, ``phases`` and ``sale`` (what a conversion is worth) with one entry per touchpoint, as
    ``varies``: by how much the value of a sale may be off where the touchpoint's own is not known (log-SD, else 0).

    ``order``: the file's average order value. Without money in the file both are 1 and ``money`` is False.
    """

    rows: pd.DataFrame
    touchpoints: Groups
    phases: Objects
    assumed: Assumed
    sale: Floats
    varies: Floats
    order: float
    money: bool

    @property
    def experience(self) -> float:
        """What a bad experience costs: kappa orders."""
        return self.assumed.assumptions["kappa"] * self.order

    def answers(self, n: Floats) -> Floats:
        """Sample sizes; a ready-made value weighs like the stated small number of answers."""
        return np.where(np.isfinite(n), n, self.assumed.assumptions["given_n"])

    def wanting(self, n: Floats, assumption: str) -> Floats:
        """How many are missing to ``fewest_answers`` or ``fewest_visits``; none where n is unknown."""
        return np.maximum(self.assumed.assumptions[assumption] - np.where(np.isfinite(n), n, np.inf), 0)

    def with_given(self, found: Estimates, kpi: str, weights: Sequence[str]) -> Estimates:
        """``found``, filled from the file's ready-made column of this KPI, if there is one."""
        name = f"given:{kpi}"
        if name not in self.rows.columns:
            return found
        return fill_given(found, self.rows, self.touchpoints, column(self.rows, name), weights)


def lay(rows: pd.DataFrame, touchpoints: Groups, phases: Objects, assumed: Assumed) -> Basis:
    """The basis of a file; a sale's value is revenue / orders (else / conversions), the touchpoint's own shrunk to the
    file's."""
    bases = ["orders", "conversions"]
    file, own = fraction(rows, single(rows), "revenue", bases), fraction(rows, touchpoints, "revenue", bases)
    order = float(file.value[0])
    if not order > 0:
        alike = np.ones(len(touchpoints.keys))
        return Basis(rows, touchpoints, phases, assumed, alike, 0 * alike, 1.0, False)
    revenue, orders = np.nan_to_num(own.numerator), np.nan_to_num(own.denominator)
    sale = np.maximum((revenue + _ORDERS_BORROWED * order) / (orders + _ORDERS_BORROWED), 0)
    return Basis(rows, touchpoints, phases, assumed, sale, _varies(own), order, True)


def _varies(own: Estimates) -> Floats:
    """How far the values of a sale lie apart (the standard deviation of their logarithms, without what the number of
    sales explains), where a touchpoint's own is not known; 0 where it is."""
    known = (own.value > 0) & (own.denominator >= 1)
    logs, stated = np.sort(np.log(own.value[known])), table("defaults")["sale"]
    chance = float((_SIZES_VARY / own.denominator[known]).sum())
    squares = max(float(((logs - logs.mean()) ** 2).sum()) - chance, 0.0) if len(logs) else 0.0
    variance = (stated["borrowed"] * stated["spread"] ** 2 + squares) / (stated["borrowed"] + max(len(logs) - 1, 0))
    return np.where(np.isfinite(own.value), 0.0, np.sqrt(variance))
