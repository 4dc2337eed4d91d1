"""The measured sides of every touchpoint, each as a posterior against its target."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from core.priorities.options import MEASURES
from core.stats.estimates import Objects
from core.stats.groups import Bools, Ints
from core.stats.hyper import Priors, plausible
from core.stats.intervals import Floats
from core.stats.shrinkage import strength

LOW_IS_GOOD = ("response_time", "cost_per_conversion")
_ALONE = 2.0
_AT_TARGET = 1 - 1e-9  # a pooled rate is not exactly itself after a division


@dataclass(frozen=True, slots=True)
class Prior:
    """What a group of shares says of each: ``best`` (mean, strength) to shrink by, ``all`` that are plausible to draw
    by; ``label`` names the group."""

    label: str
    best: tuple[float, float]
    all: Priors


@dataclass(frozen=True, slots=True)
class Parts:
    """Arrays with one entry per part. ``touchpoint``: its index; ``measure``: index in MEASURES.

    ``value``, ``low``, ``high``, ``shrunk``, ``target`` in the KPI's unit; ``n`` NaN where unknown; ``health``: value
    against target, 1 = at target, more = beyond it. ``wanting``: how many answers or visits are missing for a ranking.
    Performance is drawn as a ratio to the target, 1 = at target, high always good: a Beta share x scale, where ``a``
    and ``b`` count its hits and misses and ``prior`` holds what its group says of it (a ``Prior``); or G(a) x scale
    with a standard gamma where ``b`` is NaN (a rate or a duration turned round; no ``prior``).
    ``by_reach``: hits are counted, but of how many is as uncertain as the reach; ``by_value``: how many hits there are
    follows from what a sale is worth; ``varies``: by how much that may be off (log-SD, 0: it is known);
    ``drift``: by how much the target may be, where cells of its group are missing.
    ``volume``: on how many it bears, NaN = on all who meet the touchpoint; ``unit``: what each is worth at target.
    ``among``: whose average the target is (``Peers``), None where somebody set it.
    """

    touchpoint: Ints
    kpi: Objects
    measure: Ints
    value: Floats
    low: Floats
    high: Floats
    n: Floats
    shrunk: Floats
    target: Floats
    health: Floats
    wanting: Floats
    a: Floats
    b: Floats
    prior: Objects
    scale: Floats
    volume: Floats
    unit: Floats
    by_reach: Bools
    by_value: Bools
    varies: Floats
    drift: Floats
    among: Objects

    def __len__(self) -> int:
        return len(self.touchpoint)

    def where(self, kept: "Sequence[int] | Ints") -> "Parts":
        """The parts ``kept``, by index."""
        return Parts(*(getattr(self, f.name)[kept] for f in fields(self)))

    def poor(self, i: int) -> bool:
        """The whole interval lies on the wrong side of the target; never so where the sample size is unknown."""
        if not math.isfinite(self.n[i]):
            return False
        return bool(self.low[i] > self.target[i] if self.low_is_good(i) else self.high[i] < self.target[i])

    @property
    def all_poor(self) -> Bools:
        """Of every part whether it is poor."""
        late = np.isin(self.kpi.astype(str), LOW_IS_GOOD)
        wrong = np.where(late, self.low > self.target, self.high < self.target)
        return np.asarray(np.isfinite(self.n) & wrong)

    @property
    def short(self) -> Bools:
        """Whether the value that was observed misses its target: only then there is something to repair."""
        return self.health < _AT_TARGET

    def below(self, i: int) -> bool:
        """The posterior mean misses the target."""
        return bool(self.shrunk[i] > self.target[i] if self.low_is_good(i) else self.shrunk[i] < self.target[i])

    def low_is_good(self, i: int) -> bool:
        """Whether less of this KPI is better."""
        return self.kpi[i] in LOW_IS_GOOD


def joined(parts: Iterable[Parts]) -> Parts:
    """All parts, by touchpoint. Several of one measure at one touchpoint (CSAT and NPS) share that measure's stake."""
    found = list(parts)
    merged = Parts(*(np.concatenate([getattr(p, f.name) for p in found]) for f in fields(Parts)))
    merged = merged.where(np.lexsort((merged.kpi.astype(str), merged.measure, merged.touchpoint)))
    slot = merged.touchpoint * len(MEASURES) + merged.measure
    many = np.bincount(slot, minlength=1)[slot] if len(slot) else np.ones(0)
    return replace(merged, unit=merged.unit / many)


def priors(x: Floats, n: Floats, labels: Objects) -> Objects:
    """The ``Prior`` of each entry, from the entries of the same label."""
    found = np.empty(len(x), dtype=object)
    for label in set(labels.tolist()):
        mine = np.flatnonzero(labels == label)
        found[mine] = _prior(label, x[mine], n[mine])
    return found


def _prior(label: str, x: Floats, n: Floats) -> Prior:
    """The mean is kept off 0 and 1 by half an answer. An entry alone in its group has nobody to borrow from: its
    prior is worth two answers only."""
    mean = float((x.sum() + 0.5) / (n.sum() + 1))
    if len(x) == 1:
        return Prior(label, (mean, _ALONE), Priors(np.array([mean]), np.array([_ALONE]), np.ones(1)))
    return Prior(label, (mean, strength(x, n, float(x.sum() / n.sum()))), plausible(x, n))


def nobody(size: int) -> Objects:
    """``among`` of parts whose targets somebody set."""
    return np.full(size, None, dtype=object)


def index_of(measure: str, size: int) -> Ints:
    """The measure's number, once per part."""
    return np.full(size, MEASURES.index(measure), np.int64)
