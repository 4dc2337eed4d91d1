"""Draws from what is known about every touchpoint: shortfalls, reach, gains."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.priorities.options import MEASURES, Weights
from core.priorities.parts import Parts
from core.priorities.volume import Volume
from core.stats.draws import generator, generators
from core.stats.groups import Bools, Ints
from core.stats.intervals import Floats

_MANY, _SOME, _FEW = 2000, 500, 200


def how_many(parts: int) -> int:
    """Draws that keep the whole analysis quick; steps, so that one more touchpoint does not change the draws."""
    return _MANY if parts <= 400 else _SOME if parts <= 2000 else _FEW


@dataclass(frozen=True, slots=True)
class Unseen:
    """Draws x parts (one row where all is known): what nobody counted, over its point value; 1 where it is known.
    ``value``: of a sale; ``target``: what the phase achieves, the same for all of one group."""

    reach: Floats
    value: Floats
    target: Floats


def unknowns(parts: Parts, volume: Volume, keys: Sequence[str], draws: int) -> Unseen | None:
    """Reach and value of a sale where the file does not tell them, each touchpoint's from generators of its own name;
    None where everything is known."""
    kept, first, slot = np.unique(parts.touchpoint, return_index=True, return_inverse=True)
    varies = np.maximum.reduceat(parts.varies, first)
    unsure = bool(volume.whole.spread[kept].any()) or any(int(i) in volume.pool for i in kept)
    if not varies.any() and not parts.drift.any() and not unsure:
        return None
    values, mine = _values(varies, [keys[int(i)] for i in kept], draws), np.flatnonzero(parts.varies)
    value = np.ones((len(parts), values.shape[1]))
    value[mine] = values[slot[mine]]
    return Unseen(reach_factors(volume, keys, kept, draws)[:, slot], value.T, _targets(parts, draws))


def _values(varies: Floats, keys: Sequence[str], draws: int) -> Floats:
    """Touchpoints x ``draws`` (one column where nothing varies): log-normal factors with a mean of 1."""
    noise = np.zeros((len(keys), draws if varies.any() else 1))
    places = np.flatnonzero(varies).tolist()
    for place, chance in zip(places, generators((keys[place], "value") for place in places), strict=True):
        chance.standard_normal(draws, out=noise[place])
    noise *= varies[:, None]
    noise -= varies[:, None] ** 2 / 2
    return np.exp(noise, out=noise)


def _targets(parts: Parts, draws: int) -> Floats:
    found = np.ones((draws if parts.drift.any() else 1, len(parts)))
    groups = {p.label: p for p, drift in zip(parts.prior, parts.drift, strict=True) if drift > 0}
    for label, prior in groups.items():
        mine = np.flatnonzero([p is prior for p in parts.prior])
        found[:, mine] = np.exp(generator("target", label).standard_normal(draws)[:, None] * parts.drift[mine])
    return found


def shortfalls(parts: Parts, keys: Sequence[str], draws: int, unseen: Unseen | None = None) -> Floats:
    """``draws`` x parts: max(0, 1 - performance / target), each touchpoint's from a generator of its own name.

    In each draw all parts of a group share one of the priors that are plausible for it.
    """
    shapes, gammas = _shapes(parts, draws, unseen), np.empty((2, len(parts), draws))
    owners, starts = np.unique(parts.touchpoint, return_index=True)
    ends, chances = [*starts[1:].tolist(), len(parts)], generators((keys[i], "parts") for i in owners.tolist())
    for start, end, chance in zip(starts.tolist(), ends, chances, strict=True):
        gammas[:, start:end] = chance.standard_gamma(shapes[:, start:end])
    found, misses = gammas
    misses += found
    np.divide(found, misses, out=found, where=np.isfinite(parts.b)[:, None])
    found *= -parts.scale[:, None]  # in place: there are millions
    if unseen is not None and parts.drift.any():
        found /= unseen.target.T
    found += 1
    return np.maximum(found, 0, out=found).T


def expected(parts: Parts, volume: Volume, draws: int) -> Floats:
    """The mean of what ``shortfalls`` draws, every part's from the same noise: it follows from the figures alone,
    whatever the touchpoint is called and whatever else is known of it."""
    unseen = unknowns(parts, volume, [""] * len(volume.point), draws)
    each = replace(parts, touchpoint=np.arange(len(parts)))
    return np.asarray(shortfalls(each, [""] * len(parts), draws, unseen).mean(axis=0))


def _shapes(parts: Parts, draws: int, unseen: Unseen | None) -> Floats:
    """2 x parts x draws: the shapes of the two gammas behind each part (the second is idle where there is no share)."""
    shapes = np.repeat(np.stack((parts.a, np.nan_to_num(parts.b, nan=1.0)))[:, :, None], draws, axis=2)
    if unseen is not None:
        mine = np.flatnonzero(parts.by_reach | parts.by_value)
        tried = (parts.a + parts.b)[mine, None] * np.where(parts.by_reach, unseen.reach, 1.0)[:, mine].T
        hits = np.minimum(parts.a[mine, None] / np.where(parts.by_value, unseen.value, 1.0)[:, mine].T, tried)
        shapes[:, mine] = hits, np.maximum(tried - hits, 0)
    groups = {id(p): p for p in parts.prior if p is not None}
    owner = np.array([id(p) for p in parts.prior])
    for which, prior in groups.items():
        mine, among = owner == which, prior.all
        drawn = generator("prior", prior.label).choice(len(among.weight), size=draws, p=among.weight)
        mean, strength = among.mean[drawn], among.strength[drawn]
        shapes[0, mine] += mean * strength
        shapes[1, mine] += (1 - mean) * strength
    return shapes


def reach_factors(volume: Volume, keys: Sequence[str], kept: Ints, draws: int) -> Floats:
    """``draws`` (or one row) x touchpoints of ``kept``: drawn reach over its point value; 1 where all is counted."""
    spread = volume.whole.spread[kept]
    unsure = bool(spread.any()) or any(int(i) in volume.pool for i in kept)
    factors = np.ones((draws if unsure else 1, len(kept)))
    partly = np.flatnonzero(spread).tolist()
    for place, chance in zip(partly, generators((keys[int(kept[i])], "months") for i in partly), strict=True):
        factors[:, place] = np.exp(spread[place] * chance.standard_normal(draws) - spread[place] ** 2 / 2)
    open_ = [(place, i) for place, i in enumerate(kept.tolist()) if len(volume.pool.get(i, ())) > 1]
    chances = generators((keys[i], "reach") for _, i in open_)
    for (place, i), chance in zip(open_, chances, strict=True):
        factors[:, place] = chance.choice(volume.pool[i], size=draws) / volume.point[i]
    return factors


@dataclass(frozen=True, slots=True)
class Stakes:
    """``plain``: what each part would bring at target, before weights; ``on_reach``: whether that hangs on the reach of
    its touchpoint; ``slot``: its place among ``kept``, the touchpoints that are ranked; ``guessed``: whether
    a part of theirs hangs on a reach that is counted at others and not there."""

    kept: Ints
    slot: Ints
    plain: Floats
    on_reach: Bools
    guessed: Bools

    def by_measure(self, parts: Parts, factor: Floats) -> Floats:
        """Measures x touchpoints: sums of stake x ``factor`` (one per part)."""
        sums = np.zeros((len(MEASURES), len(self.kept)))
        np.add.at(sums, (parts.measure, self.slot), self.plain * factor)
        return sums

    def of(self, parts: Ints) -> "Stakes":
        """Those of some parts, by index."""
        left, slot = np.unique(self.slot[parts], return_inverse=True)
        return Stakes(self.kept[left], slot, self.plain[parts], self.on_reach[parts], self.guessed[left])


def stakes(parts: Parts, volume: Volume) -> Stakes:
    """V x target x value of each part; V is its own count where it has one, else the touchpoint's reach."""
    kept, slot = np.unique(parts.touchpoint, return_inverse=True)
    on_reach = np.isnan(parts.volume)
    counted = np.where(on_reach, volume.point[parts.touchpoint], parts.volume)
    uncounted = np.isin(kept, list(volume.pool)) & volume.known
    guessed = uncounted & (np.bincount(slot, weights=on_reach, minlength=len(kept)) > 0)
    return Stakes(kept, slot, counted * parts.unit, on_reach, guessed)


def summed(values: Floats, stakes: Stakes) -> Floats:
    """Draws x parts to draws x touchpoints (parts stand in the order of their touchpoints)."""
    starts = np.searchsorted(stakes.slot, np.arange(len(stakes.kept)))
    return np.add.reduceat(values, starts, axis=1)


def gain(loss: Floats, stake: Floats, ease: Floats, exponents: Floats) -> Floats:
    """impact^a x potential^b x ease^c; impact as a share of the largest of the last axis, potential = loss / stake.

    Where nothing is lost nothing can be won, whatever the exponents (three, or three per row).
    """
    largest = stake.max(axis=-1, keepdims=True)
    impact = np.divide(stake, largest, out=np.zeros_like(stake), where=largest > 0)
    potential = np.divide(loss, stake, out=np.zeros_like(loss), where=stake > 0)
    a, b, c = exponents.tolist() if exponents.ndim == 1 else np.moveaxis(exponents, -1, 0)[..., None]
    found: Floats = np.where(loss > 0, impact**a * potential**b * ease**c, 0.0)
    return found


def weightings(weights: Weights, count: int) -> tuple[Floats, Floats]:
    """``count`` variations of the exponents and of the measures' weights around the user's (log-normal, sigma 1/2)."""
    noise = np.exp(0.5 * generator("weightings").standard_normal((count, 3 + len(MEASURES))))
    return weights.exponents * noise[:, :3], weights.measures * noise[:, 3:]
