"""Sales that may be lost where nobody counted any: nothing to rank by, but who is first is less sure for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.priorities.basis import Basis
from core.priorities.options import MEASURES
from core.priorities.parts import Parts, Prior
from core.priorities.unseen import sales
from core.priorities.volume import Volume
from core.stats.draws import generator
from core.stats.groups import Bools, Ints, column
from core.stats.intervals import Floats

_MOST = 200
_UNEVEN = 2.0  # of touchpoints as unequal as they are, half as many count
_FARTHEST = 0.5


@dataclass(frozen=True, slots=True)
class Blank:
    """Touchpoints whose sales are not known although they may have some: ``chance`` that they have; ``prior``,
    ``target`` and ``sale``: what the others of their phase tell of their rate, and what a sale is worth."""

    touchpoint: Ints
    chance: float
    prior: Sequence[Prior]
    target: Floats
    sale: Floats
    varies: Floats


@dataclass(frozen=True, slots=True)
class Doubts:
    """``stake`` and ``loss``: draws x doubts, in the unit of the measure conversion; ``touchpoint``: whose."""

    touchpoint: Ints
    stake: Floats
    loss: Floats
    ease: Floats


def blanks(basis: Basis, volume: Volume, parts: Parts) -> Blank | None:
    """Where sales may be missing; None in a file without gaps, where an empty cell says that nothing is sold.

    How many of the empty ones do sell follows from the gaps of those that are known to: as many as lack both their
    sales and their revenue if one is missing as often with as without the other (capture and recapture, Lincoln and
    Petersen); without a column of revenue as often as reach is missing.
    """
    known = np.isfinite(sales(basis).made)
    converting = np.flatnonzero((parts.measure == MEASURES.index("conversion")) & np.isfinite(parts.target))
    by_phase = {basis.phases[parts.touchpoint[i]]: int(i) for i in converting[::-1]}
    empty = ~known
    empty[parts.touchpoint[converting]] = False
    among = [int(i) for i in np.flatnonzero(empty) if basis.phases[i] in by_phase]
    hidden = _hidden(basis, known, len(volume.pool) / max(len(known), 1))
    if not among or not hidden > 0 or not volume.known:
        return None
    source = [by_phase[basis.phases[i]] for i in among]
    which = np.array(among, np.int64)
    chance = min(1.0, hidden / int(empty.sum()))
    priors = [parts.prior[j] for j in source]
    return _largest(Blank(which, chance, priors, parts.target[source], basis.sale[which], basis.varies[which]), volume)


def _hidden(basis: Basis, known: Bools, gaps: float) -> float:
    counted, earned = (
        basis.touchpoints.count(np.isfinite(column(basis.rows, name))) > 0 for name in ("conversions", "revenue")
    )
    if not earned.any():
        return float(known.sum() * gaps / (1 - gaps)) if gaps < 1 else 0.0
    both = max(int((counted & earned).sum()), 1)
    return float((counted & ~earned).sum() * (earned & ~counted).sum() / both)


def _largest(blank: Blank, volume: Volume) -> Blank:
    """At most so many as can matter."""
    stake = volume.point[blank.touchpoint] * blank.target * blank.sale
    kept = np.sort(np.argsort(-stake, kind="stable")[:_MOST])
    priors = [blank.prior[int(i)] for i in kept]
    return Blank(blank.touchpoint[kept], blank.chance, priors, blank.target[kept], blank.sale[kept], blank.varies[kept])


def doubts(blank: Blank, volume: Volume, keys: Sequence[str], ease: Floats, draws: int) -> Doubts:
    """Each touchpoint's from a generator of its own name."""
    stake, loss = np.empty((2, draws, len(blank.touchpoint)))
    for place, i in enumerate(blank.touchpoint.tolist()):
        chance, prior = generator(keys[i], "doubt"), blank.prior[place].all
        drawn = chance.choice(len(prior.weight), size=draws, p=prior.weight)
        mean, strength = prior.mean[drawn], prior.strength[drawn]
        rate = chance.beta(mean * strength, (1 - mean) * strength)
        reach = chance.choice(volume.pool[i], size=draws) if i in volume.pool else np.full(draws, volume.point[i])
        worth = blank.sale[place] * np.exp(blank.varies[place] * chance.standard_normal(draws))
        sells = chance.random(draws) < blank.chance
        stake[:, place] = sells * reach * blank.target[place] * worth
        loss[:, place] = stake[:, place] * np.maximum(1 - rate / blank.target[place], 0)
    return Doubts(blank.touchpoint, stake, loss, ease[blank.touchpoint])


def adrift(parts: Parts, basis: Basis, blank: Blank | None) -> Parts:
    """``parts`` with how far what a phase achieves may be from what its counted touchpoints do: those that are not
    counted differ from them by as much as touchpoints differ (the spread of the prior), and weigh by their number."""
    drift = np.zeros(len(parts))
    if "conversion_rate" in basis.assumed.targets:
        return parts
    judged, converting = parts.by_reach | parts.by_value, parts.kpi == "conversion_rate"
    places = np.flatnonzero(converting)
    for prior in {id(parts.prior[i]): parts.prior[i] for i in places}.values():
        mine = places[[parts.prior[i] is prior for i in places]]
        empty = 0.0
        if blank is not None:
            empty = blank.chance * (basis.phases[blank.touchpoint] == basis.phases[parts.touchpoint[mine[0]]]).sum()
        open_, (mean, strength) = float(judged[mine].sum()) + empty, prior.best
        if open_ > 0:
            apart = (1 - mean) / (mean * (strength + 1))
            weight = open_ / (open_ + (~judged[mine]).sum())
            drift[mine] = min(weight * np.sqrt(_UNEVEN * apart / open_), _FARTHEST)
    return replace(parts, drift=drift)
