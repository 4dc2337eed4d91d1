"""What may be lost where nobody counted or asked: nothing to rank by, but who is first is less sure for it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from core.priorities.basis import Basis
from core.priorities.easing import Easing
from core.priorities.options import MEASURES
from core.priorities.parts import Parts
from core.priorities.unseen import sales
from core.priorities.volume import Volume
from core.stats.draws import generators
from core.stats.estimates import Objects
from core.stats.groups import Bools, Ints, column
from core.stats.intervals import Floats

_MOST = 200
_UNEVEN = 2.0  # of touchpoints as unequal as they are, half as many count
_FARTHEST = 0.5
_SATISFACTION, _CONVERSION = MEASURES.index("satisfaction"), MEASURES.index("conversion")


@dataclass(frozen=True, slots=True)
class Blank:
    """One entry per touchpoint and measure (its index in MEASURES) of which nothing is known although there may be
    something to know: ``chance`` that there is; ``prior`` and ``target``: what the others tell of its share; what a hit
    is ``worth``, and by how much that ``varies``. By touchpoint."""

    touchpoint: Ints
    measure: Ints
    chance: Floats
    prior: Objects
    target: Floats
    worth: Floats
    varies: Floats

    def where(self, kept: Ints | Bools) -> "Blank":
        """The entries ``kept``."""
        return Blank(*(getattr(self, f.name)[kept] for f in fields(self)))


@dataclass(frozen=True, slots=True)
class Doubts:
    """``stake`` and ``loss``: draws x doubts, in the unit of their ``measure``; ``touchpoint``: whose, in rising order;
    ``owners``: each once, ``eased``: draws (or one row) of their ease."""

    touchpoint: Ints
    measure: Ints
    stake: Floats
    loss: Floats
    owners: Ints
    eased: Floats


def blanks(basis: Basis, volume: Volume, parts: Parts) -> Blank | None:
    """Where sales may be missing, and answers; None where nothing is.

    In a file without gaps an empty cell of sales says that nothing is sold. How many of the empty ones do sell follows
    from the gaps of those that are known to: as many as lack both their sales and their revenue if one is missing as
    often with as without the other (capture and recapture, Lincoln and Petersen); without a column of revenue as often
    as reach is missing. Satisfied or not is everybody who meets a touchpoint: where some are asked, others may be
    dissatisfied unasked, the likelier the more usual it is to ask.
    """
    found = [blank for blank in (_unasked(basis, volume, parts), _unsold(basis, volume, parts)) if blank is not None]
    if not found:
        return None
    merged = Blank(*(np.concatenate([getattr(blank, f.name) for blank in found]) for f in fields(Blank)))
    return merged.where(np.lexsort((merged.measure, merged.touchpoint)))


def _unasked(basis: Basis, volume: Volume, parts: Parts) -> Blank | None:
    """Touchpoints without any satisfaction, judged by the KPI that most of the others have."""
    asked = np.flatnonzero(parts.measure == _SATISFACTION)
    everyone = np.arange(len(basis.touchpoints.keys))
    among = np.setdiff1d(everyone, parts.touchpoint[asked])
    if not len(asked) or not len(among):
        return None
    kpis, count = np.unique(parts.kpi[asked].astype(str), return_counts=True)
    source = asked[np.flatnonzero(parts.kpi[asked] == kpis[count.argmax()])[0]]
    sources, worth = np.full(len(among), source), np.full(len(among), basis.experience)
    chance = 1 - len(among) / len(everyone)
    return _largest(_blank(parts, sources, among, chance, (worth, np.zeros(len(among)))), volume)


def _unsold(basis: Basis, volume: Volume, parts: Parts) -> Blank | None:
    known = np.isfinite(sales(basis).made)
    converting = np.flatnonzero((parts.measure == _CONVERSION) & np.isfinite(parts.target))
    by_phase = {basis.phases[parts.touchpoint[i]]: int(i) for i in converting[::-1]}
    empty = ~known
    empty[parts.touchpoint[converting]] = False
    among = np.array([int(i) for i in np.flatnonzero(empty) if basis.phases[i] in by_phase], np.int64)
    hidden = _hidden(basis, known, len(volume.pool) / max(len(known), 1))
    if not len(among) or not hidden > 0 or not volume.known:
        return None
    sources = np.array([by_phase[basis.phases[i]] for i in among], np.int64)
    chance = min(1.0, hidden / int(empty.sum()))
    return _largest(_blank(parts, sources, among, chance, (basis.sale[among], basis.varies[among])), volume)


def _blank(parts: Parts, sources: Ints, among: Ints, chance: float, value: tuple[Floats, Floats]) -> Blank:
    """Entries for the touchpoints ``among``, each judged like the part of ``sources``."""
    target = 1 / parts.scale[sources]
    return Blank(
        among, parts.measure[sources], np.full(len(among), chance), parts.prior[sources], target, value[0], value[1]
    )


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
    stake = volume.point[blank.touchpoint] * blank.target * blank.worth
    return blank.where(np.sort(np.argsort(-stake, kind="stable")[:_MOST]))


def doubts(blank: Blank, volume: Volume, keys: Sequence[str], ease: Easing, draws: int) -> Doubts:
    """Each touchpoint's from generators of its own name."""
    stake, loss = np.empty((2, draws, len(blank.touchpoint)))
    owned = zip(blank.touchpoint.tolist(), blank.measure.tolist(), strict=True)
    chances = generators((keys[i], "doubt", MEASURES[measure]) for i, measure in owned)
    for place, (i, chance) in enumerate(zip(blank.touchpoint.tolist(), chances, strict=True)):
        prior = blank.prior[place].all
        drawn = chance.choice(len(prior.weight), size=draws, p=prior.weight)
        mean, strength = prior.mean[drawn], prior.strength[drawn]
        rate = chance.beta(mean * strength, (1 - mean) * strength)
        reach = chance.choice(volume.pool[i], size=draws) if i in volume.pool else np.full(draws, volume.point[i])
        worth = blank.worth[place] * np.exp(blank.varies[place] * chance.standard_normal(draws))
        there = chance.random(draws) < blank.chance[place]
        stake[:, place] = there * reach * blank.target[place] * worth
        loss[:, place] = stake[:, place] * np.maximum(1 - rate / blank.target[place], 0)
    owners = np.unique(blank.touchpoint)
    return Doubts(blank.touchpoint, blank.measure, stake, loss, owners, ease.drawn(keys, owners, draws))


def adrift(parts: Parts, basis: Basis, blank: Blank | None) -> Parts:
    """``parts`` with how far what a phase achieves may be from what its counted touchpoints do: those that are not
    counted differ from them by as much as touchpoints differ (the spread of the prior), and weigh by their number."""
    drift, told = np.zeros(len(parts)), np.isfinite(basis.aim("conversion_rate"))[parts.touchpoint]
    judged, converting = parts.by_reach | parts.by_value, (parts.kpi == "conversion_rate") & ~told
    places = np.flatnonzero(converting)
    for prior in {id(parts.prior[i]): parts.prior[i] for i in places}.values():
        mine = places[[parts.prior[i] is prior for i in places]]
        empty = 0.0
        if blank is not None:
            here = basis.phases[blank.touchpoint] == basis.phases[parts.touchpoint[mine[0]]]
            empty = float(blank.chance[here & (blank.measure == _CONVERSION)].sum())
        open_, (mean, strength) = float(judged[mine].sum()) + empty, prior.best
        if open_ > 0:
            apart = (1 - mean) / (mean * (strength + 1))
            weight = open_ / (open_ + (~judged[mine]).sum())
            drift[mine] = min(weight * np.sqrt(_UNEVEN * apart / open_), _FARTHEST)
    return replace(parts, drift=drift)
