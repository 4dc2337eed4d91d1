"""Patterns worth a look beside the ranking. Each rule needs more than chance before it speaks."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

import numpy as np

from core.model import Message, Warning_
from core.priorities.basis import Basis
from core.priorities.parts import Parts
from core.stats.customers import retained
from core.stats.estimates import Estimates, Objects, fraction
from core.stats.groups import column
from core.stats.intervals import Floats, newcombe, wilson
from core.stats.scales import scores

_EFFECTS = ("visits", "clicks", "engagements", "leads", "conversions", "orders", "revenue", "customers_new")
_SURE_OF_ONE = 3.0
_FAR_BELOW, _FAR_ABOVE = 0.5, 1.5
_SHOWN = 1000
_BURST = 0.1


def signals(basis: Basis, parts: Parts, names: Sequence[str]) -> tuple[Warning_, ...]:
    """All warnings (``touchpoint`` is the key), by kind and key; several of a kind at one touchpoint count once."""
    found = [*_churn(basis, parts), *_silent(basis, parts), *_friction(basis, parts), *_slow(parts), *_burst(basis)]
    keys, first = basis.touchpoints.keys, dict[tuple[str, str], Warning_]()
    for kind, i, text, values in found:
        first.setdefault((kind, keys[i]), Warning_(kind, keys[i], Message(text, {"name": names[i], **values})))
    return tuple(first[slot] for slot in sorted(first))


_Kind = Literal["churn-risk", "silent", "friction", "slow-service", "burst"]
_Signal = tuple[_Kind, int, str, dict[str, Any]]


def _churn(basis: Basis, parts: Parts) -> Iterator[_Signal]:
    """After the purchase only, where customers can be lost: retention below target, more detractors than promoters, or
    too few satisfied; each with its whole interval."""
    kept, target = retained(basis.rows, basis.touchpoints), basis.assumed.targets["retention_rate"]
    for i in np.flatnonzero((basis.phases == "post") & (kept.high < target)):
        yield "churn-risk", int(i), "warning.churn-risk", {"value": float(kept.value[i]), "target": target}
    after = basis.phases[parts.touchpoint] == "post"
    for i in np.flatnonzero(after & (parts.kpi == "nps") & (parts.high < 0)):
        yield "churn-risk", int(parts.touchpoint[i]), "warning.churn-risk-nps", {"value": float(parts.value[i])}
    for i in np.flatnonzero(after & (parts.wanting <= 0) & np.isin(parts.kpi, ("csat", "rating"))):
        if parts.poor(int(i)):
            values = {"value": float(parts.value[i]), "target": float(parts.target[i])}
            yield "churn-risk", int(parts.touchpoint[i]), f"warning.churn-risk-{parts.kpi[i]}", values


def _silent(basis: Basis, parts: Parts) -> Iterator[_Signal]:
    """Money spent, or shown to many, and every effect that is counted is 0; or no conversion where the phase would
    have made three (at a rate that high, none at all happens by chance once in twenty)."""
    groups, rows = basis.touchpoints, basis.rows
    spent = groups.total(column(rows, "cost"))
    effects = [column(rows, field) for field in _EFFECTS]
    counted = sum(groups.count(np.isfinite(v)) for v in effects)
    moved = sum(groups.count(np.isfinite(v) & (v != 0)) for v in effects)
    shown = groups.total(column(rows, "impressions"))
    idle = ((spent > 0) | (shown >= _SHOWN)) & (np.asarray(counted) > 0) & (np.asarray(moved) == 0)
    for i in np.flatnonzero(idle & (spent > 0)).tolist():
        yield "silent", i, "warning.silent-cost", {"cost": float(spent[i])}
    for i in np.flatnonzero(idle & ~(spent > 0)).tolist():
        yield "silent", i, "warning.silent-shown", {"n": float(shown[i])}
    made, usual = _conversions(basis)
    told = _averages(basis, parts, made)
    for i in np.flatnonzero((made.numerator == 0) & (made.denominator * usual >= _SURE_OF_ONE) & ~idle).tolist():
        yield "silent", i, "warning.silent", {"n": float(made.denominator[i]), **told(i)}


def _friction(basis: Basis, parts: Parts) -> Iterator[_Signal]:
    """Conversion far below its phase, exits far above it (whole interval beyond half, or beyond half as much again),
    or pages that load slowly."""
    rows, groups = basis.rows, basis.touchpoints
    made, usual = _conversions(basis)
    told = _averages(basis, parts, made)
    high = wilson(np.minimum(made.numerator, made.denominator), made.denominator)[1]
    for i in np.flatnonzero((high < _FAR_BELOW * usual) & (made.numerator > 0)).tolist():
        yield "friction", i, "warning.friction", {"value": float(made.value[i]), **told(i)}
    left = fraction(rows, groups, "exits", ["visits"])
    usual, average = _of_others(basis, left), _pooled(basis, left)
    low = wilson(np.minimum(left.numerator, left.denominator), left.denominator)[0]
    for i in np.flatnonzero(low > _FAR_ABOVE * usual).tolist():
        yield "friction", i, "warning.friction-exits", {"value": float(left.value[i]), "usual": float(average[i])}
    load = 3600 * groups.median(column(rows, "load_time"), np.ones(len(rows)))  # hours in the data, seconds on a page
    for i in np.flatnonzero(load > basis.assumed.assumptions["slow_page"]).tolist():
        yield "friction", i, "warning.friction-load", {"seconds": float(load[i])}


def _slow(parts: Parts) -> Iterator[_Signal]:
    """First answers later than the target with their whole interval, or, as given, more than twice as late."""
    for i in np.flatnonzero(parts.kpi == "response_time"):
        late = parts.poor(int(i)) or (np.isnan(parts.n[i]) and parts.value[i] > 2 * parts.target[i])
        if late:
            values = {"value": float(parts.value[i]), "target": float(parts.target[i])}
            yield "slow-service", int(parts.touchpoint[i]), "warning.slow-service", values


def _burst(basis: Basis) -> Iterator[_Signal]:
    """More bad answers in the latest period than in those before: by ten points at least, and more than by chance
    (the interval of the difference, Newcombe 1998, lies above 0). Only where answers are counted in both."""
    rows, groups = basis.rows, basis.touchpoints
    periods = rows["period"].dropna() if "period" in rows.columns else rows["touchpoint"][:0]
    if periods.nunique() < 2:
        return
    satisfied, answers = scores(rows)["csat"], column(rows, "responses")
    known = np.isfinite(satisfied) & (answers > 0) & rows["period"].notna().to_numpy()
    latest = rows["period"].eq(periods.max()).to_numpy()
    bad = np.stack([groups.total((1 - satisfied) * answers, known & when) for when in (~latest, latest)])
    asked = np.stack([groups.total(answers, known & when) for when in (~latest, latest)])
    for i in np.flatnonzero(asked.min(axis=0) >= basis.assumed.assumptions["fewest_answers"]):
        before, now = (bad[:, i] / asked[:, i]).tolist()
        if now - before >= _BURST and newcombe(bad[0, i], asked[0, i], bad[1, i], asked[1, i])[1] > 0:
            yield "burst", int(i), "warning.burst", {"value": now, "usual": before, "period": str(periods.max())}


def _conversions(basis: Basis) -> tuple[Estimates, Floats]:
    """Conversions per touchpoint, and the usual rate of the others in its phase."""
    made = fraction(basis.rows, basis.touchpoints, "conversions", ["visits", "clicks", "leads"])
    return made, _of_others(basis, made)


def _averages(basis: Basis, parts: Parts, made: Estimates) -> Callable[[int], dict[str, Any]]:
    """What the phase of a touchpoint converts on average, and whose average that is, as the reasons say it: one figure
    and one word for it on a page."""
    found, labels = _pooled(basis, made), _labels(basis, made)
    aimed = zip(parts.touchpoint.tolist(), parts.among.tolist(), parts.target.tolist(), parts.kpi.tolist(), strict=True)
    known = {i: (peers.words, target) for i, peers, target, kpi in aimed if peers and kpi == "conversion_rate"}

    def told(i: int) -> dict[str, Any]:
        mine = np.flatnonzero(np.isfinite(made.value) & (labels == labels[i]))
        words, usual = known.get(i) or (basis.peers(mine).words, float(found[i]))
        return {"usual": usual, "mean": words}

    return told


def _of_others(basis: Basis, found: Estimates) -> Floats:
    """Per touchpoint the pooled rate of the others in its phase that count the same base, NaN without any."""
    return _pooled(basis, found, without_itself=True)


def _labels(basis: Basis, found: Estimates) -> Objects:
    """Of every touchpoint who it is compared with: those of its phase that count the same base."""
    labels = [f"{phase}/{base}" for phase, base in zip(basis.phases, found.base, strict=True)]
    return np.array(labels, dtype=object)


def _pooled(basis: Basis, found: Estimates, *, without_itself: bool = False) -> Floats:
    """Per touchpoint the pooled rate of those in its phase that count the same base."""
    pooled = np.full(len(found.value), np.nan)
    labels = _labels(basis, found)
    own = 1.0 if without_itself else 0.0
    for label in np.unique(labels[np.isfinite(found.value)]):
        mine = np.isfinite(found.value) & (labels == label)
        rest = found.denominator[mine].sum() - own * found.denominator[mine]
        above = found.numerator[mine].sum() - own * found.numerator[mine]
        pooled[mine] = np.divide(above, rest, out=np.full(len(rest), np.nan), where=rest > 0)
    return pooled
