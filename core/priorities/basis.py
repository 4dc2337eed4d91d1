"""What the measured parts are made from, and what a sale is worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from core.model import Message
from core.priorities.options import Assumed
from core.stats.between import between
from core.stats.estimates import Estimates, Objects, fill_given, fraction
from core.stats.groups import Groups, Ints, column, single
from core.stats.intervals import Floats
from core.tables import table

_BORROWED = (0.1, 200.0)  # orders
_EXACT = 0.01  # what hardly varies need not be drawn
_SIZES_VARY = 0.5  # variance of the size of one order, as a part of its mean squared


@dataclass(frozen=True, slots=True, eq=False)
class Peers:
    """The touchpoints whose average is a target: their keys, and who they are in words."""

    keys: tuple[str, ...]
    words: Message


@dataclass(frozen=True, slots=True)
class Basis:
    """Rows by touchpoint, ``phases`` and ``sale`` (what a conversion is worth) with one entry per touchpoint, as
    ``varies``: by how much the value of a sale may be off where the touchpoint's own is not known (log-SD, else 0).

    ``order``: the file's average order value. Without money in the file both are 1 and ``money`` is False. ``goals``:
    KPI id -> the target of each touchpoint that has one of its own, else NaN. ``settings``: of each touchpoint.
    """

    rows: pd.DataFrame
    touchpoints: Groups
    phases: Objects
    assumed: Assumed
    sale: Floats
    varies: Floats
    order: float
    money: bool
    goals: Mapping[str, Floats] = field(default_factory=dict)
    settings: Sequence[str] = ()

    @property
    def experience(self) -> float:
        """What a bad experience costs: kappa orders."""
        return self.assumed.assumptions["kappa"] * self.order

    def aim(self, kpi: str) -> Floats:
        """Per touchpoint the target of a KPI: its own, else the user's or the stated one; NaN where there is none."""
        everyone = np.full(len(self.touchpoints.keys), self.assumed.targets.get(kpi, np.nan))
        return np.where(np.isfinite(own := self.goals.get(kpi, everyone)), own, everyone)

    def peers(self, members: Ints) -> Peers:
        """Those of ``members`` (indices, all of one phase): how many, when, and whether ``both`` online and offline."""
        which = members.tolist()
        where, phase = {self.settings[i] for i in which}, self.phases[which[0]]
        both = "both" in where or {"online", "offline"} <= where
        said = {"n": len(which), "phase": Message(f"finding.in-{phase}"), "both": both}
        return Peers(tuple(self.touchpoints.keys[i] for i in which), Message("why.average", said))

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
    file's.

    How much is borrowed from the file follows from how far the touchpoints' values lie apart: (the variance of one
    order) / (the variance between touchpoints) orders (Buhlmann 1967). In a file without money every sale counts as
    one, and may be worth more or less all the same.
    """
    bases = ["orders", "conversions"]
    file, own = fraction(rows, single(rows), "revenue", bases), fraction(rows, touchpoints, "revenue", bases)
    order, apart = float(file.value[0]), _apart(own)
    borrowed = float(np.clip(_SIZES_VARY / apart, *_BORROWED))
    orders = np.where(np.isfinite(own.value), np.nan_to_num(own.denominator), 0.0)
    if not order > 0:
        alike = np.ones(len(touchpoints.keys))
        return Basis(rows, touchpoints, phases, assumed, alike, alike * np.sqrt(_SIZES_VARY / borrowed), 1.0, False)
    revenue = np.where(np.isfinite(own.value), np.nan_to_num(own.numerator), 0.0)
    sale = np.maximum((revenue + borrowed * order) / (orders + borrowed), 0)
    varies = np.sqrt(_SIZES_VARY / (orders + borrowed))
    return Basis(rows, touchpoints, phases, assumed, sale, np.where(varies < _EXACT, 0.0, varies), order, True)


def _apart(own: Estimates) -> float:
    """The variance between the touchpoints' values of a sale (of their logarithms), without what the number of sales
    explains."""
    known, stated = np.flatnonzero((own.value > 0) & (own.denominator >= 1)), table("defaults")["sale"]
    known = known[np.lexsort((own.denominator[known], own.value[known]))]
    return between(
        np.log(own.value[known]),
        _SIZES_VARY / own.denominator[known],
        usual=stated["spread"] ** 2,
        borrowed=stated["borrowed"],
    )
