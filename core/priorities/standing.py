"""Where the ranked touchpoints stand, and how sure that is: in the data, and under other weights."""

from dataclasses import dataclass

import numpy as np

from core.priorities.alike import Alike
from core.priorities.draws import CONTENDERS, Drawn
from core.priorities.options import Weights
from core.priorities.parts import Parts
from core.priorities.posterior import Stakes, gain, weightings
from core.stats.groups import Bools, Ints
from core.stats.intervals import Floats

_WEIGHTINGS, _FEW_WEIGHTINGS, _MANY_TOUCHPOINTS = 500, 100, 300
_NEIGHBOURS = 3
_TIED = (0.2, 0.8)
CLEAR, LIKELY = 0.8, 0.5
FIRST = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """Arrays with one entry per ranked touchpoint; ``kept``: its index, ``order``: places best first, ``rank``: the
    place in the list, one for all that nothing tells apart.

    ``shortfall`` and ``stake`` have one entry per part, the stake weighed. ``guessed``: what there is to win
    hangs on a reach that others count and it does not; ``tied``: place -> places that it cannot be told from.

    Two questions, two answers. What there is to win (``shortfall``, ``potential``, ``score``, ``order``)
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
    shortfall: Floats
    stake: Floats
    guessed: Bools
    tied: dict[int, list[int]]


def standing(parts: Parts, draws: tuple[Drawn, Drawn], possible: Floats, weights: Weights, *, same: Alike) -> Standing:
    """Everything about the order of the touchpoints in ``parts``; ``draws``: of everyone, and more of the contenders;
    ``possible``: expected shortfall of each part; ``same``: who shares a place, and all that is said of it."""
    (everyone, contenders), held = draws, draws[0].held
    shortfall = np.where(parts.short, possible, 0.0)
    factors = (np.ones(len(parts)), shortfall, possible)
    stake_sums, loss_sums, hope_sums = (held.by_measure(parts, factor) for factor in factors)
    stake, loss, hope = (same.same(weights.measures @ sums) for sums in (stake_sums, loss_sums, hope_sums))
    gains, hoped = (gain(lost, stake, everyone.ease, weights.exponents) for lost in (loss, hope))
    every = everyone.gains(weights)
    chances = same.mean(_contest(every, gains, contenders, held, weights))
    order = np.lexsort((-hoped, -gains))
    place = _inverse(order) + 1
    rank = same.least(place)
    low, high = np.quantile(_ranks(every[:, : len(gains)], hoped), (0.05, 0.95), axis=0, method="nearest")
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
        rank_low=np.minimum(same.least(low.astype(np.int64)), rank),
        rank_high=np.maximum(same.most(high.astype(np.int64)), same.most(place)),
        holds=same.mean(_holds(stake_sums, loss_sums, everyone.ease, weights, place, hoped)),
        shortfall=shortfall,
        stake=held.plain * weights.measures[parts.measure],
        guessed=held.guessed,
        tied=_tied(every[:, : len(gains)], order),
    )


def _share(values: Floats, of: Floats) -> Floats:
    """``values / of``, 0 of nothing."""
    return np.divide(values, of, out=np.zeros_like(values), where=np.asarray(of) > 0)


def _contest(drawn: Floats, gains: Floats, contenders: Drawn, held: Stakes, weights: Weights) -> Floats:
    """P(first) and P(top 3) per touchpoint, where there are more draws of some from those that may win here."""
    mean = drawn.mean(axis=0)
    size = len(gains)
    if len(contenders) == len(drawn):
        return _chances(drawn, mean)[:, :size]
    best = held.kept[np.union1d(*(np.argsort(-value, kind="stable")[:CONTENDERS] for value in (mean[:size], gains)))]
    few = contenders.of(best)
    again, chances = few.gains(weights), np.zeros((2, size))
    chances[:, np.searchsorted(held.kept, few.kept)] = _chances(again, again.mean(axis=0))[:, : len(few.kept)]
    return chances


def _chances(gains: Floats, mean: Floats) -> Floats:
    nudged = _nudged(gains, mean)
    best = nudged == nudged.max(axis=1, keepdims=True)  # those that nothing tells apart share the first place
    first = best / best.sum(axis=1, keepdims=True)
    chance = first.mean(axis=0)
    among = ((_ranks(gains, mean) <= FIRST) & (gains > 0)).mean(axis=0)  # where nothing is won, no place is either
    return np.stack((chance, np.maximum(among, chance)))


def _nudged(gains: Floats, expected: Floats) -> Floats:
    """Where several gain nothing, the one with more expected gain comes first."""
    return gains + 1e-9 * expected


def _ranks(gains: Floats, expected: Floats) -> Ints:
    """Rank of every touchpoint in every draw; of those that nothing tells apart the first in the file comes first."""
    values = -_nudged(gains, expected)
    order = np.argsort(values, axis=1)
    rising = np.diff(np.take_along_axis(values, order, axis=1), axis=1) > 0
    level = ~rising.all(axis=1)  # only there the quick sort may differ from the stable one
    order[level] = np.argsort(values[level], axis=1, kind="stable")
    return _inverse(order) + 1


def _inverse(order: Ints) -> Ints:
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.broadcast_to(np.arange(order.shape[-1]), order.shape), axis=-1)
    return places


def _holds(stake: Floats, loss: Floats, ease: Floats, weights: Weights, rank: Ints, hoped: Floats) -> Floats:
    """The share of weightings in which a touchpoint keeps its rank (Lahdelma & Salminen 2001)."""
    count = _WEIGHTINGS if len(ease) <= _MANY_TOUCHPOINTS else _FEW_WEIGHTINGS
    exponents, measures = weightings(weights, count)
    gains = gain(measures @ loss, measures @ stake, ease, exponents)
    return np.asarray((_ranks(gains, hoped) == rank).mean(axis=0))


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
