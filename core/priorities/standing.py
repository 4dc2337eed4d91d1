"""Where the ranked touchpoints stand, and how sure that is: in the data, and under other weights."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.priorities.options import Options
from core.priorities.parts import Parts
from core.priorities.posterior import (
    Stakes,
    gain,
    how_many,
    reach_factors,
    shortfalls,
    stakes,
    summed,
    weightings,
)
from core.priorities.volume import Volume
from core.stats.groups import Ints
from core.stats.intervals import Floats

_CONTENDERS = 40
_CONTENDER_DRAWS = 2000
_WEIGHTINGS, _FEW_WEIGHTINGS, _MANY_TOUCHPOINTS = 500, 100, 1000
_NEIGHBOURS = 3
_TIED = (0.2, 0.8)
CLEAR, LIKELY = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Standing:
    """Arrays with one entry per ranked touchpoint; ``kept``: its index, ``order``: places best first.

    ``shortfall`` and ``stake`` have one entry per part, the stake weighed. ``money``: expected gain with its 5-95 %
    range (3 x touchpoints), unweighted. ``tied``: place -> places that it cannot be told from.

    Two questions, two answers. What there is to win (``shortfall``, ``potential``, ``score``, ``money``, ``order``)
    counts a part only where the value that was observed misses its target: a part that reaches it falls short in
    the posterior too, but by chance alone, and nobody can repair that. How sure the order is (``p_first``,
    ``p_top3``, the range of ranks, ``tied``) counts everything that may be true. The rest of the order follows from
    what may be.
    """

    kept: Ints
    slot: Ints
    order: Ints
    rank: Ints
    impact: Floats
    potential: Floats
    score: Floats
    p_first: Floats
    p_top3: Floats
    rank_low: Ints
    rank_high: Ints
    holds: Floats
    money: Floats
    shortfall: Floats
    stake: Floats
    tied: dict[int, list[int]]


@dataclass(frozen=True, slots=True)
class _Drawn:
    shortfall: Floats
    gains: Floats
    losses: Floats


def standing(parts: Parts, volume: Volume, keys: Sequence[str], ease: Floats, options: Options) -> Standing:
    """Everything about the order of the touchpoints in ``parts``; ``ease``: one entry per touchpoint of the file."""
    held = stakes(parts, volume)
    drawn = _draw(parts, held, volume, keys, ease, options, how_many(len(parts)))
    possible, chances = _contest(parts, held, volume, keys, ease, options, drawn)
    shortfall = np.where(parts.short, possible, 0.0)
    factors = (np.ones(len(parts)), shortfall, possible)
    stake_sums, loss_sums, hope_sums = (held.by_measure(parts, factor) for factor in factors)
    stake, loss, hope = (options.weights @ sums for sums in (stake_sums, loss_sums, hope_sums))
    gains = gain(loss, stake, ease[held.kept], options.exponents)
    hoped = gain(hope, stake, ease[held.kept], options.exponents)
    order = _led(np.lexsort((-hoped, -gains)), gains, chances[0])
    ranks = _ranks(drawn.gains, hoped)
    low, high = np.quantile(ranks, (0.05, 0.95), axis=0, method="nearest").astype(np.int64)
    rank = _inverse(order) + 1
    return Standing(
        kept=held.kept,
        slot=held.slot,
        order=order,
        rank=rank,
        impact=_share(stake, stake.max()),
        potential=_share(loss, stake),
        score=100 * _share(gains, gains.sum()),
        p_first=chances[0],
        p_top3=chances[1],
        rank_low=np.minimum(low, rank),
        rank_high=np.maximum(high, rank),
        holds=_holds(stake_sums, loss_sums, ease[held.kept], options, rank, hoped),
        money=_money(drawn.losses, loss_sums.sum(axis=0)),
        shortfall=shortfall,
        stake=held.plain * options.weights[parts.measure],
        tied=_tied(drawn.gains, order),
    )


def _share(values: Floats, of: Floats) -> Floats:
    """``values / of``, 0 of nothing."""
    return np.divide(values, of, out=np.zeros_like(values), where=np.asarray(of) > 0)


def _draw(
    parts: Parts, held: Stakes, volume: Volume, keys: Sequence[str], ease: Floats, options: Options, draws: int
) -> _Drawn:
    short = shortfalls(parts, keys, draws)
    factors = reach_factors(volume, keys, held.kept, draws)[:, held.slot]
    stake = held.plain * np.where(held.on_reach, factors, 1.0)
    weight = options.weights[parts.measure]
    gains = gain(summed(stake * short * weight, held), summed(stake * weight, held), ease[held.kept], options.exponents)
    return _Drawn(short.mean(axis=0), gains, summed(stake * short * parts.short, held))


def _contest(
    parts: Parts, held: Stakes, volume: Volume, keys: Sequence[str], ease: Floats, options: Options, drawn: _Drawn
) -> tuple[Floats, Floats]:
    """Expected shortfall per part, whatever was observed, and P(first), P(top 3) per touchpoint.

    In a large file the few that can win are drawn again, more often, among themselves.
    """
    chances, mean = np.zeros((2, len(held.kept))), drawn.gains.mean(axis=0)
    if len(drawn.gains) >= _CONTENDER_DRAWS:
        return drawn.shortfall, _chances(drawn.gains, mean)
    weighed = held.plain * options.weights[parts.measure] * drawn.shortfall * parts.short
    observed = np.bincount(held.slot, weights=weighed, minlength=len(mean))
    best = np.union1d(*(np.argsort(-value, kind="stable")[:_CONTENDERS] for value in (mean, observed)))
    theirs = np.flatnonzero(np.isin(held.slot, best))
    few = parts.where(theirs)
    again = _draw(few, stakes(few, volume), volume, keys, ease, options, _CONTENDER_DRAWS)
    chances[:, best] = _chances(again.gains, again.gains.mean(axis=0))
    shortfall = drawn.shortfall.copy()
    shortfall[theirs] = again.shortfall
    return shortfall, chances


def _chances(gains: Floats, mean: Floats) -> Floats:
    nudged = _nudged(gains, mean)
    best = nudged == nudged.max(axis=1, keepdims=True)  # those that nothing tells apart share the first place
    first = best / best.sum(axis=1, keepdims=True)
    return np.stack((first.mean(axis=0), (_ranks(gains, mean) <= 3).mean(axis=0)))


def _nudged(gains: Floats, expected: Floats) -> Floats:
    """Where several gain nothing, the one with more expected gain comes first."""
    return gains + 1e-9 * expected


def _ranks(gains: Floats, expected: Floats) -> Ints:
    """Rank of every touchpoint in every draw."""
    return _inverse(np.argsort(-_nudged(gains, expected), axis=1, kind="stable")) + 1


def _led(order: Ints, gains: Floats, p_first: Floats) -> Ints:
    """By expected gain, but whoever is more likely than not the first (a wide second may hope for more) leads."""
    likeliest = order[np.argmax(np.where(gains > 0, p_first, 0.0)[order])]
    if p_first[likeliest] < LIKELY or gains[likeliest] <= 0:
        return order
    return np.concatenate(([likeliest], order[order != likeliest]))


def _inverse(order: Ints) -> Ints:
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.broadcast_to(np.arange(order.shape[-1]), order.shape), axis=-1)
    return places


def _holds(stake: Floats, loss: Floats, ease: Floats, options: Options, rank: Ints, hoped: Floats) -> Floats:
    """The share of weightings in which a touchpoint keeps its rank (Lahdelma & Salminen 2001)."""
    count = _WEIGHTINGS if len(ease) <= _MANY_TOUCHPOINTS else _FEW_WEIGHTINGS
    exponents, weights = weightings(options, count)
    gains = gain(weights @ loss, weights @ stake, ease, exponents)
    return np.asarray((_ranks(gains, hoped) == rank).mean(axis=0))


def _money(losses: Floats, expected: Floats) -> Floats:
    low, high = np.quantile(losses, (0.05, 0.95), axis=0)
    return np.stack((np.minimum(low, expected), expected, np.maximum(high, expected)))


def _tied(gains: Floats, order: Ints) -> dict[int, list[int]]:
    """Near neighbours in the order of which neither is better than the other with four chances in five."""
    sorted_gains = gains[:, order]
    tied: dict[int, list[int]] = {int(place): [] for place in order}
    for away in range(1, min(_NEIGHBOURS, len(order) - 1) + 1):
        better = (sorted_gains[:, :-away] > sorted_gains[:, away:]).mean(axis=0)
        for place in np.flatnonzero((better > _TIED[0]) & (better < _TIED[1])):
            upper, lower = int(order[place]), int(order[place + away])
            tied[upper].append(lower)
            tied[lower].append(upper)
    return tied
