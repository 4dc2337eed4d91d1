"""Credit by rule: which touches of a journey get how much of its sale, whatever other journeys tell."""

from collections.abc import Callable, Mapping

import numpy as np

from core.journeys.walks import Walks
from core.stats.groups import Bools, Ints
from core.stats.intervals import Floats
from core.tables import table


def first(walks: Walks) -> Floats:
    """The whole sale to the journey's first touch."""
    return _whole(walks, walks.start)


def last(walks: Walks) -> Floats:
    """The whole sale to the touch at which it was made."""
    return _whole(walks, walks.last)


def last_non_direct(walks: Walks, *, direct: Bools) -> Floats:
    """The whole sale to the last touch that is no direct visit; to the last one where all are direct.

    ``direct``: per touchpoint, whether it only says that nothing led there.
    """
    if not len(walks.start):
        return np.zeros(0)
    place = np.where(direct[walks.touch], -1, np.arange(len(walks.touch)))
    latest = np.maximum.reduceat(place, walks.start)
    return _whole(walks, np.where(latest < 0, walks.last, latest))


def linear(walks: Walks) -> Floats:
    """The same to every touch; one that was met twice counts twice."""
    return np.repeat(1 / walks.length, walks.length)


def position(walks: Walks) -> Floats:
    """40 % to the first touch, 40 % to the last, the rest evenly to those between.

    Of two touches each gets half; a single one gets all.
    """
    outer = float(table("journeys")["outer_share"])
    inner = np.maximum(walks.length - 2, 1)
    weights = np.repeat((1 - 2 * outer) / inner, walks.length)
    ends = np.where(walks.length == 1, 1.0, np.where(walks.length == 2, 0.5, outer))
    weights[walks.start] = weights[walks.last] = ends
    return weights


def time_decay(walks: Walks) -> Floats:
    """2^(-days / 7), normalised: a touch a week before the sale counts half as much as one at the sale."""
    if not len(walks.start):
        return np.zeros(0)
    weights = np.exp2(-walks.age / float(table("journeys")["half_life_days"]))
    return np.asarray(weights / np.repeat(np.add.reduceat(weights, walks.start), walks.length), float)


RULES: Mapping[str, Callable[[Walks], Floats]] = {
    "first": first,
    "last": last,
    "linear": linear,
    "position": position,
    "time_decay": time_decay,
}


def _whole(walks: Walks, places: Ints) -> Floats:
    weights = np.zeros(len(walks.touch))
    weights[places] = 1
    return weights
