"""How easy a change is, and what that may be where nobody judged it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.stats.draws import generators
from core.stats.groups import Ints
from core.stats.intervals import Floats

_LEVELS = np.linspace(0.2, 1, 5)
_BORROWED = 2.0  # touchpoints, spread over all levels: two that are alike do not prove that a third one is


@dataclass(frozen=True, slots=True)
class Easing:
    """One entry per touchpoint. ``told``: ease 0-1, NaN where nobody judged it; ``counted``: as the ranking uses it.

    ``among``: the eases that the file tells of, in rising order; those that are not told are drawn from them.
    """

    told: Floats
    counted: Floats
    among: Floats

    def drawn(self, keys: Sequence[str], kept: Ints, draws: int) -> Floats:
        """``draws`` x touchpoints of ``kept``, or one row where all is told: what others of the file are judged to
        be, or any level, each touchpoint's from a generator of its own name."""
        found, open_ = self.counted[kept], np.flatnonzero(np.isnan(self.told[kept]))
        if not len(open_) or not len(self.among):
            return found[None, :]
        found, share = np.repeat(found[None, :], draws, axis=0), _BORROWED / (_BORROWED + len(self.among))
        chances = generators((keys[i], "ease") for i in kept[open_].tolist())
        for place, chance in zip(open_.tolist(), chances, strict=True):
            any_level = chance.random(draws) < share
            found[:, place] = np.where(any_level, chance.choice(_LEVELS, draws), chance.choice(self.among, draws))
        return found


def easing(told: Floats) -> Easing:
    """``told`` filled by the median of the others where unknown; 1 for all in a file without effort."""
    known = np.sort(told[np.isfinite(told)])
    return Easing(told, np.where(np.isfinite(told), told, np.median(known) if len(known) else 1.0), known)


def ease(effort: Floats) -> Floats:
    """Ease of change 0-1 from effort 1-5 (1 -> 1.0, 3 -> .6, 5 -> .2); efforts up to 10 are brought to 1-5.

    A touchpoint without effort in a file that has it stays NaN.
    """
    known = effort[np.isfinite(effort)]
    if len(known) and known.max() > 5:
        effort = 1 + 4 * (effort - 1) / 9
    return 1 - (np.clip(effort, 1, 5) - 1) / 5
