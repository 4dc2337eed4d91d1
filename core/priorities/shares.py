"""Parts whose performance is a share, or a bounded mean seen as one: satisfaction, conversion, cases resolved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.priorities.basis import Basis
from core.priorities.parts import Parts, index_of, nobody, priors
from core.priorities.unseen import BASES, sales
from core.priorities.volume import Volume, met
from core.stats.estimates import Estimates, Objects, fraction, weighted_score
from core.stats.groups import Bools, Ints
from core.stats.intervals import Floats, wilson
from core.stats.scales import BOUNDS, SCORE_FIELDS, scores
from core.stats.spread import effective, score_interval
from core.tables import table

_ORDERS_VARY = 2.0  # sizes of orders vary as much as their number does


def satisfaction(basis: Basis) -> Iterator[Parts]:
    """CSAT, NPS, CES and rating, each as its way from the lowest to the highest possible value.

    It bears on everybody who meets the touchpoint; each is worth what a bad experience costs.
    """
    rows, touchpoints, defaults = basis.rows, basis.touchpoints, table("defaults")
    per_row, weights = scores(rows), defaults["aggregation"]["given_weights"]
    for kpi, field in SCORE_FIELDS.items():
        found = weighted_score(rows, touchpoints, per_row[kpi], field, weights)
        found = basis.with_given(found, kpi, weights)
        known = (kpi, rows, touchpoints, per_row[kpi], found)
        sample = _sample(basis, found, kpi, spread=effective(*known, stated=defaults["spread"][kpi]))
        everybody, worth = np.full(len(sample.kept), np.nan), np.full(len(sample.kept), basis.experience)
        parts = _parts(basis, sample, "satisfaction", "fewest_answers", everybody, worth)
        low, high = score_interval(*known, stated=defaults["spread"][kpi])
        yield replace(parts, low=low[sample.kept], high=high[sample.kept])


def conversion(basis: Basis, reach: Volume) -> Parts:
    """Conversions of visits, else clicks, else leads, on which they bear; each is worth a sale.

    The target is NaN where there is nothing to compare with. Where a touchpoint's sales are not counted, but its
    revenue is, that tells how many there were; where sales are known and nothing that they could be divided by, they
    are compared with those that its reach would bring (see ``unseen.informed``). Both are judged, never called poor.
    """
    found = basis.with_given(_counted(basis, "conversions", BASES), "conversion_rate", BASES)
    by_value = _from_revenue(basis, found)
    by_reach, from_revenue = _from_reach(basis, found, reach)
    judged = by_value | by_reach
    sample = _sample(basis, found, "conversion_rate", per_phase=True, judged=judged)
    kept = sample.kept
    bears = met(basis.rows, basis.touchpoints, found.base, found.n)
    parts = _parts(basis, sample, "conversion", "fewest_visits", bears.total[kept], basis.sale[kept])
    n, volume = np.where(sample.judged, np.nan, parts.n), np.where(by_reach[kept], np.nan, parts.volume)
    low, high = (np.where(np.isnan(n), np.nan, side) for side in (parts.low, parts.high))
    varies = np.hypot(basis.varies, np.where(by_value | by_reach, 0.0, bears.spread))[kept]
    parts = replace(parts, by_reach=by_reach[kept], by_value=(by_value | from_revenue)[kept], varies=varies)
    return replace(parts, n=n, low=low, high=high, volume=volume)


def _from_revenue(basis: Basis, found: Estimates) -> Bools:
    """Fill in the conversions that only the revenue tells of, and say where."""
    earned = fraction(basis.rows, basis.touchpoints, "revenue", BASES)
    judged = np.isnan(found.value) & (found.flaw == "missing") & (earned.value >= 0) & basis.money
    found.mark(judged, "", None)
    found.value[judged] = np.minimum(earned.value[judged] / basis.order, 1)
    found.n[judged], found.base[judged] = earned.denominator[judged], earned.base[judged]
    return np.asarray(judged)


def _from_reach(basis: Basis, found: Estimates, reach: Volume) -> tuple[Bools, Bools]:
    """Fill in the rates of sales whose visits nobody counted by what those may be; say where, and where the revenue
    tells of the sales."""
    known, open_ = sales(basis), np.zeros(len(found.value), np.bool_)
    base = next((b for b in reach.base if b is not None), None)
    if base not in BASES:
        return open_, open_
    open_[list(reach.pool)] = True
    exact = open_ & found.given & (known.made > 0) & (found.value > 0)  # sales and their rate: visits follow
    found.n[exact], found.base[exact] = known.made[exact] / found.value[exact], base
    judged = open_ & np.isnan(found.value) & (found.flaw == "missing") & (known.made >= 0)
    found.mark(judged, "", None)
    found.value[judged] = np.minimum(known.made[judged] / reach.point[judged], 1)
    found.n[judged], found.base[judged] = reach.point[judged], base
    return judged, judged & known.by_revenue


def resolution(basis: Basis) -> Parts:
    """Cases resolved of all cases, on which they bear; each is worth what a bad experience costs."""
    found = basis.with_given(_counted(basis, "resolved", ["tickets"]), "resolution_rate", ["tickets"])
    sample = _sample(basis, found, "resolution_rate")
    worth = np.full(len(sample.kept), basis.experience)
    cases = met(basis.rows, basis.touchpoints, found.base, found.n).total[sample.kept]
    return _parts(basis, sample, "service", "fewest_answers", cases, worth)


def _counted(basis: Basis, numerator: str, bases: Sequence[str]) -> Estimates:
    found = fraction(basis.rows, basis.touchpoints, numerator, bases)
    found.n = found.denominator.copy()
    found.mark(found.numerator > found.denominator, "above", None)
    return found


@dataclass(frozen=True, slots=True)
class _Sample:
    """Observed shares ``p`` of ``answers`` (``n`` as far as known) at the touchpoints ``kept``; ``labels``: whose prior
    and whose pooled rate they share; the KPI's unit runs from ``low`` by ``width``; ``judged``: not counted, only
    judged by something else."""

    kpi: str
    kept: Ints
    n: Floats
    p: Floats
    answers: Floats
    labels: Objects
    low: float
    width: float
    judged: Bools

    def own_unit(self, share: Floats) -> Floats:
        return self.low + share * self.width


def _sample(
    basis: Basis,
    found: Estimates,
    kpi: str,
    *,
    spread: Floats | None = None,
    per_phase: bool = False,
    judged: Bools | None = None,
) -> _Sample:
    """What can be used of an estimate: values within their bounds. ``spread``: how much answers vary, else fully."""
    low, high = BOUNDS.get(kpi, (0.0, 1.0))
    kept = np.flatnonzero((found.value >= low) & (found.value <= high))
    n, labels = found.n[kept], np.full(len(kept), kpi, dtype=object)
    if per_phase:
        labels[:] = [f"{kpi}/{basis.phases[i]}/{found.base[i]}" for i in kept]
    p = (found.value[kept] - low) / (high - low)
    guessed = np.zeros(len(kept), np.bool_) if judged is None else judged[kept]
    answers = basis.answers(n) / np.where(guessed, _ORDERS_VARY, 1.0 if spread is None else spread[kept])
    return _Sample(kpi, kept, n, p, answers, labels, low, high - low, guessed)


def _target(basis: Basis, sample: _Sample) -> tuple[Floats, Objects]:
    """As a share: its own, the user's or the stated target, else what all of the same label achieve together, with who
    they are; NaN for one that is alone with its label (it would be its own target) and where nobody achieves anything.
    """
    aim = (basis.aim(sample.kpi)[sample.kept] - sample.low) / sample.width
    (target, among), told = _together(basis, sample), np.isfinite(aim)
    among[told] = None
    return np.where(told, np.clip(aim, 0, 1), target), among


def _together(basis: Basis, sample: _Sample) -> tuple[Floats, Objects]:
    target, among = np.full(len(sample.kept), np.nan), nobody(len(sample.kept))
    for label in set(sample.labels.tolist()):
        mine = sample.labels == label
        counted = mine & ~sample.judged
        if (sample.p[counted] * sample.answers[counted]).sum() > 0:
            target[mine] = (sample.p[counted] * sample.answers[counted]).sum() / sample.answers[counted].sum()
            among[mine] = basis.peers(sample.kept[counted])
        if counted.sum() == 1:
            target[counted] = np.nan
    return target, among


def _parts(basis: Basis, sample: _Sample, measure: str, fewest: str, volume: Floats, worth: Floats) -> Parts:
    x, (target, among) = sample.p * sample.answers, _target(basis, sample)
    found = _priors(x, sample)
    mean, weight = np.array([p.best for p in found]).reshape(-1, 2).T
    counted = np.where(np.isfinite(sample.n), sample.answers, np.nan)
    low, high = wilson(x, counted)
    aimed = np.maximum(target, 1e-9)
    return Parts(
        touchpoint=sample.kept,
        kpi=np.full(len(sample.kept), sample.kpi, dtype=object),
        measure=index_of(measure, len(sample.kept)),
        value=sample.own_unit(sample.p),
        low=sample.own_unit(low),
        high=sample.own_unit(high),
        n=sample.n,
        shrunk=sample.own_unit((x + weight * mean) / (sample.answers + weight)),
        target=sample.own_unit(target),
        health=np.where(target == 0, 1.0, sample.p / aimed),
        wanting=basis.wanting(sample.n, fewest),
        a=x,
        b=sample.answers - x,
        prior=found,
        scale=1 / aimed,
        volume=volume,
        unit=target * worth,
        by_reach=np.zeros(len(sample.kept), np.bool_),
        by_value=np.zeros(len(sample.kept), np.bool_),
        varies=np.zeros(len(sample.kept)),
        drift=np.zeros(len(sample.kept)),
        among=among,
    )


def _priors(x: Floats, sample: _Sample) -> Objects:
    """Of every entry that of its label: learned from what is counted, where anything is."""
    counted = set(sample.labels[~sample.judged].tolist())
    usable = ~sample.judged | ~np.isin(sample.labels, list(counted))
    learned = priors(x[usable], sample.answers[usable], sample.labels[usable])
    by_label = dict(zip(sample.labels[usable], learned, strict=True))
    found = np.empty(len(x), dtype=object)
    found[:] = [by_label[label] for label in sample.labels]
    return found
