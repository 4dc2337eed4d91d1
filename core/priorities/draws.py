"""What may be true: losses and stakes drawn from their posteriors, before anything is weighed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.priorities.alike import Alike
from core.priorities.doubts import Blank, Doubts, doubts
from core.priorities.easing import Easing
from core.priorities.options import Weights
from core.priorities.parts import Parts
from core.priorities.posterior import Stakes, expected, gain, shortfalls, stakes, summed, unknowns
from core.priorities.volume import Volume
from core.stats.groups import Ints
from core.stats.intervals import Floats

ENOUGH_DRAWS = 2000
CONTENDERS = 40


@dataclass(frozen=True, slots=True)
class Drawn:
    """``stake`` and ``loss``: draws x parts, unweighted (the stake has one row where all reach is counted); ``kept``:
    index of the touchpoints they belong to; ``ease``: theirs, ``eased``: draws of it (one row where all is told);
    ``measure``: of each part; ``doubts``: what may be lost beside all parts."""

    kept: Ints
    held: Stakes
    measure: Ints
    ease: Floats
    eased: Floats
    stake: Floats
    loss: Floats
    doubts: Doubts | None = None

    def __len__(self) -> int:
        return len(self.loss)

    def gains(self, weights: Weights) -> Floats:
        """Draws x touchpoints; after them those that are not ranked and may be ahead all the same."""
        weight = weights.measures[self.measure]
        loss, stake = (summed(values * weight, self.held) for values in (self.loss, self.stake))
        stake, ease = np.broadcast_to(stake, loss.shape), self.eased
        if self.doubts is not None:
            stake, loss, ease = _doubted(self.doubts, self.kept, stake, loss, ease, weights)
        return gain(loss, stake, ease, weights.exponents)

    def of(self, touchpoints: Ints) -> "Drawn":
        """The same draws of some touchpoints, by index."""
        mine = np.isin(self.kept, touchpoints)
        parts = np.flatnonzero(mine[self.held.slot])
        few = self.held.of(parts)
        sides = self.stake[:, parts], self.loss[:, parts]
        return Drawn(few.kept, few, self.measure[parts], self.ease[mine], self.eased[:, mine], *sides, self.doubts)


def _doubted(
    doubts: Doubts, kept: Ints, stake: Floats, loss: Floats, ease: Floats, weights: Weights
) -> tuple[Floats, Floats, Floats]:
    """With what may be lost beside: added where the touchpoint is among ``kept``, else as a column of its own."""
    weight, starts = weights.measures[doubts.measure], np.searchsorted(doubts.touchpoint, doubts.owners)
    inside = np.isin(doubts.owners, kept)
    places = np.searchsorted(kept, doubts.owners[inside])
    sides = []
    for values, beside in ((stake, doubts.stake), (loss, doubts.loss)):
        own, theirs = values.copy(), np.add.reduceat(weight * beside, starts, axis=1)
        own[:, places] += theirs[:, inside]
        sides.append(np.hstack((own, theirs[:, ~inside])))
    rows = max(len(ease), len(doubts.eased))
    eased = [np.broadcast_to(side, (rows, side.shape[1])) for side in (ease, doubts.eased[:, ~inside])]
    return sides[0], sides[1], np.hstack(eased)


def draw(
    parts: Parts, volume: Volume, keys: Sequence[str], ease: Easing, draws: int, *, blank: Blank | None = None
) -> tuple[Drawn, Floats]:
    """The draws, each touchpoint's by its own name, and the expected shortfall of each part, whatever it is called."""
    held, unseen = stakes(parts, volume), unknowns(parts, volume, keys, draws)
    eased = ease.drawn(keys, held.kept, draws)
    short = shortfalls(parts, keys, draws, unseen)
    stake = held.plain[None, :]
    if unseen is not None:
        stake = stake * np.where(held.on_reach, unseen.reach, 1.0) * unseen.target * unseen.value
    beside = None if blank is None else doubts(blank, volume, keys, ease, draws)
    drawn = Drawn(held.kept, held, parts.measure, ease.counted[held.kept], eased, stake, stake * short, beside)
    return drawn, expected(parts, volume, draws)


def contest(
    parts: Parts,
    volume: Volume,
    keys: Sequence[str],
    ease: Easing,
    everyone: tuple[Drawn, Floats],
    *,
    blank: Blank | None = None,
) -> tuple[Drawn, Floats]:
    """More draws of those that can be first under some weights, and the expected shortfall of every part.

    Where everyone was drawn often enough these are the same draws. Else the best by each measure alone, by all
    together and by what is at stake are drawn again.
    """
    drawn, shortfall = everyone
    if len(drawn) >= ENOUGH_DRAWS:
        return everyone
    held = drawn.held
    lost = held.by_measure(parts, shortfall)
    seen = held.by_measure(parts, shortfall * parts.short)
    sides = np.vstack((lost, seen, lost.sum(axis=0), seen.sum(axis=0), held.by_measure(parts, np.ones(len(parts)))))
    told = sides[sides.any(axis=1)] * drawn.ease
    best = np.unique(np.argsort(-told, axis=1, kind="stable")[:, :CONTENDERS])
    theirs = np.flatnonzero(np.isin(held.slot, best))
    again, theirs_short = draw(parts.where(theirs), volume, keys, ease, ENOUGH_DRAWS, blank=blank)
    shortfall = shortfall.copy()
    shortfall[theirs] = theirs_short
    return again, shortfall


def money(drawn: Drawn, short: Floats, lost: Floats, same: Alike) -> Floats:
    """Low, expected (``lost``) and high (5-95 %) x touchpoints: what can be won, unweighted; ``short``: the parts that
    count; ``same``: whose ends are one."""
    low, high = same.mean(np.quantile(summed(drawn.loss * short, drawn.held), (0.05, 0.95), axis=0))
    return np.stack((np.minimum(low, lost), lost, np.maximum(high, lost)))
