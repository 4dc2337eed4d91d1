"""Which journeys met which touchpoints, however often: the sets that Shapley, reach and drop-out count."""

from dataclasses import dataclass

import numpy as np

from core.stats.groups import Bools, Ints
from core.stats.intervals import Floats


@dataclass(frozen=True, slots=True)
class Meetings:
    """Each pair once: ``journey`` met ``touch``, sorted by journey, then by touchpoint."""

    journey: Ints
    touch: Ints

    def per_touchpoint(self, size: int, *, among: Bools) -> Ints:
        """How many of the journeys ``among`` met each of ``size`` touchpoints."""
        return np.bincount(self.touch[among[self.journey]], minlength=size)


def meetings(group: Ints, touch: Ints) -> Meetings:
    """The different pairs of group (a journey, a customer) and touchpoint; any number of touchpoints."""
    size = int(touch.max(initial=0)) + 1
    pairs = group * size + touch
    pairs.sort()  # a tenth of the time of np.unique, which hashes first
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    return Meetings(*np.divmod(pairs, size))


def shapley(met: Meetings, worth: Floats, size: int) -> Floats:
    """The sum of ``worth`` (per journey) split over the touchpoints by Shapley's value (1953).

    The game: a set of touchpoints earns the journeys that met no other. Each journey is then a game of its own that
    needs all its touchpoints, so that the value splits it equally over the different ones (Zhao et al. 2018).
    """
    different = np.bincount(met.journey, minlength=len(worth))
    share = worth / np.maximum(different, 1)
    return np.asarray(np.bincount(met.touch, weights=share[met.journey], minlength=size), float)
