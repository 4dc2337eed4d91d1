"""What if: some figures of some touchpoints moved, everything that they are held against left where it is today."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from core.model import FIGURES, Lever, Supposed, Supposition
from core.priorities.easing import Easing, ease, easing
from core.priorities.evidence import Evidence, weigh_again
from core.priorities.moving import Selling, costing, sharing, waiting
from core.priorities.parts import Parts
from core.stats.groups import column, moments
from core.stats.intervals import Floats

_COSTS = ("roas", "cost_per_conversion")
_SHARES = ("csat", "nps", "ces", "rating", "conversion_rate", "resolution_rate")
_SHORT_SCALE, _LONG_SCALE = 5.0, 10.0
_SAME = 1e-9
Wishes = Mapping[int, Mapping[str, float]]  # touchpoint -> figure -> where it is supposed to stand


def levers(evidence: Evidence) -> dict[str, tuple[Lever, ...]]:
    """Touchpoint key -> what can be moved there, in the order of ``FIGURES``: the measured parts of those that can be
    ranked, the money spent where it is weighed, and effort always."""
    if evidence.contest is None:
        return {}
    parts, effort = evidence.contest.parts, _effort(evidence)
    most = _scale(effort)
    found: dict[int, dict[str, Lever]] = defaultdict(dict)
    for i, touchpoint in enumerate(parts.touchpoint.tolist()):
        figure, today = _figure(parts, i)
        target = None if figure == "cost" else float(parts.target[i])
        found[touchpoint][figure] = Lever(figure, today, target)
    for touchpoint, mine in found.items():
        known = float(effort[touchpoint])
        mine["effort"] = Lever("effort", known if np.isfinite(known) else None, most=most)
    return {evidence.field.keys[t]: tuple(mine[f] for f in FIGURES if f in mine) for t, mine in found.items()}


def _figure(parts: Parts, i: int) -> tuple[str, float]:
    """What can be moved of a part, and where it stands: of ROAS and cost per conversion the money spent."""
    kpi = str(parts.kpi[i])
    return ("cost", float(parts.volume[i])) if kpi in _COSTS else (kpi, float(parts.value[i]))


def supposed(
    levers: Mapping[str, Sequence[Lever]], suppositions: Iterable[Supposition]
) -> tuple[tuple[Supposed, ...], tuple[Supposition, ...]]:
    """The suppositions that count, each beside today's value, and those about what this file does not measure (or does
    not rank). One that says what is so today anyway is neither."""
    last = {(s.touchpoint, s.figure): s for s in suppositions}
    counting, unused = [], []
    for one in last.values():
        lever = next((v for v in levers.get(one.touchpoint, ()) if v.figure == one.figure), None)
        if lever is None:
            unused.append(one)
        elif lever.today is None or abs(one.value - lever.today) > _SAME * max(abs(lever.today), 1.0):
            counting.append(Supposed(one.touchpoint, one.figure, lever.today, one.value))
    return tuple(counting), tuple(unused)


def suppose(evidence: Evidence, moves: Iterable[Supposed], *, currency: str | None = None) -> Evidence:
    """The evidence as it would be if ``moves`` were true, in any order; without any it is the same.

    A moved figure stands on as many answers, visits or cases as today, so that its interval follows: a mean moves with
    its n kept, a rate's numerator with its base kept. More (or fewer) sales count in the cost per conversion, and in
    the revenue at today's order value; the money spent moves what is at stake in it.

    Held at today's values, whatever is moved: the targets (those that a phase achieves together, too), what groups say
    of their members (the priors), a sale's value, reach, who has enough data for a ranking, and the ease of those whose
    effort nobody knows. Moving one touchpoint shall not move the yardstick of the others: it changes their places only
    by its own. Warnings stay those of today.
    """
    wishes = _by_touchpoint(evidence, moves)
    if not wishes or evidence.contest is None:
        return evidence
    parts = _moved(evidence.contest.parts, wishes, evidence.field.basis.sale)
    moved = np.array(sorted(wishes), np.int64)
    return weigh_again(evidence, parts=parts, moved=moved, easy=_eased(evidence, wishes), currency=currency)


def _by_touchpoint(evidence: Evidence, moves: Iterable[Supposed]) -> Wishes:
    place = {key: i for i, key in enumerate(evidence.field.keys)}
    found: dict[int, dict[str, float]] = defaultdict(dict)
    for move in moves:
        found[place[move.touchpoint]][move.figure] = move.value
    return found


def _moved(parts: Parts, wishes: Wishes, sale: Floats) -> Parts:
    copied = replace(parts, **{name: getattr(parts, name).copy() for name in Parts.__slots__})
    for touchpoint, wished in wishes.items():
        mine = np.flatnonzero(parts.touchpoint == touchpoint)
        selling = _selling(parts, mine, wished, float(sale[touchpoint]))
        for i in mine.tolist():
            kpi = str(parts.kpi[i])
            if kpi in _SHARES and kpi in wished:
                sharing(copied, i, wished[kpi])
            elif kpi == "response_time" and kpi in wished:
                waiting(copied, i, wished[kpi])
            elif kpi in _COSTS and (selling.moves or "cost" in wished):
                costing(copied, i, spent=wished.get("cost", float(parts.volume[i])), selling=selling)
    return copied


def _selling(parts: Parts, mine: Iterable[int], wished: Mapping[str, float], sale: float) -> Selling:
    """How the sales of a touchpoint change with its supposed conversion."""
    rate = next((i for i in mine if parts.kpi[i] == "conversion_rate"), None)
    if rate is None or "conversion_rate" not in wished:
        return Selling()
    today, n = float(parts.value[rate]), float(parts.n[rate])
    if today > 0:
        return Selling(times=wished["conversion_rate"] / today)
    return Selling(more=wished["conversion_rate"] * n if np.isfinite(n) else 0.0, sale=sale)


def _eased(evidence: Evidence, wishes: Wishes) -> Easing:
    """Ease with the supposed efforts; that of all others as it is today."""
    today, most = easing(evidence.field.ease), _scale(_effort(evidence))
    told, counted = today.told.copy(), today.counted.copy()
    for touchpoint, wished in wishes.items():
        if "effort" in wished:
            told[touchpoint] = counted[touchpoint] = ease(np.array([min(wished["effort"], most), most]))[0]
    return Easing(told, counted, today.among)


def _effort(evidence: Evidence) -> Floats:
    """The effort of every touchpoint as the file writes it, NaN where it does not."""
    rows = evidence.field.basis.rows
    return evidence.field.basis.touchpoints.latest(column(rows, "effort"), moments(rows))


def _scale(effort: Floats) -> float:
    """The end of the scale on which the file writes effort."""
    return _LONG_SCALE if np.nanmax(effort, initial=1.0) > _SHORT_SCALE else _SHORT_SCALE
