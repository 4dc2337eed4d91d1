"""Where journeys go next, where they end, and which ways are usual."""

from collections.abc import Mapping
from typing import Literal

import numpy as np

from core.journeys.meetings import Meetings
from core.journeys.walks import Walks
from core.model import DropOut, Placement, Transition
from core.model.journeys import END, SALE, START
from core.stats import wilson
from core.stats.groups import Ints


def transitions(walks: Walks, keys: tuple[str, ...]) -> tuple[Transition, ...]:
    """Every step that was taken, with how often; most frequent first, then by name."""
    names = (*keys, START, SALE, END)
    start, sale, end = (len(keys) + i for i in range(3))
    size = len(names)
    steps = np.concatenate(
        (
            start * size + walks.touch[walks.start],
            walks.touch * size + _onward(walks, sale, end),
        )
    )
    found, times = np.unique(steps, return_counts=True)
    told = [
        Transition(names[s // size], names[s % size], n) for s, n in zip(found.tolist(), times.tolist(), strict=True)
    ]
    return tuple(sorted(told, key=lambda t: (-t.n, t.source, t.target)))


def _onward(walks: Walks, sale: int, end: int) -> Ints:
    """What follows each touch: the next one's code, ``sale`` or ``end``."""
    following = np.empty_like(walks.touch)
    following[:-1] = walks.touch[1:]
    following[walks.last] = np.where(walks.sold, sale, end)
    return following


def left_at(walks: Walks, size: int) -> Ints:
    """Per touchpoint: the journeys that ended there without a sale."""
    return np.bincount(walks.touch[walks.last[~walks.sold]], minlength=size)


def _word(low: float, high: float, usual: float) -> Literal["high", "low"] | None:
    if low > usual:
        return "high"
    return "low" if high < usual else None


def drop_out(
    walks: Walks, met: Meetings, keys: tuple[str, ...], placements: Mapping[str, Placement]
) -> tuple[DropOut, ...]:
    """How many of the journeys that met a touchpoint ended there, against all touchpoints of its phase.

    ``met``: the touchpoints that each journey met. The touchpoint where most ended comes first.
    """
    ended = left_at(walks, len(keys))
    reached = met.per_touchpoint(len(keys), among=np.ones(len(walks.start), bool))
    phases = np.unique([placements[k].phase if k in placements else "unknown" for k in keys], return_inverse=True)[1]
    of_phase = np.bincount(phases, weights=ended) / np.maximum(np.bincount(phases, weights=reached), 1)
    low, high = wilson(ended, reached)
    found = []
    for i in np.flatnonzero(reached):
        usual = float(of_phase[phases[i]])
        counts = (int(ended[i]), int(reached[i]), float(ended[i] / reached[i]))
        found.append(DropOut(keys[i], *counts, float(low[i]), float(high[i]), usual, _word(low[i], high[i], usual)))
    return tuple(sorted(found, key=lambda d: (-d.ended, d.key)))
