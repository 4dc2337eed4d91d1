"""Touchpoints of which the same is known: what is said of one must be said of the others."""

from dataclasses import dataclass

import numpy as np

from core.priorities.easing import Easing
from core.priorities.parts import Parts
from core.priorities.volume import Volume
from core.stats.groups import Bools, Ints
from core.stats.intervals import Floats

_FIGURES = ("measure", "a", "b", "scale", "volume", "unit", "by_reach", "by_value", "varies", "drift", "target")


@dataclass(frozen=True, slots=True)
class Alike:
    """``group``: which touchpoints nothing tells apart, one entry per ranked one; ``first``: its first of each group.

    What is drawn for them differs by chance alone, so that each has what they have on average.
    """

    group: Ints
    first: Ints

    def same(self, values: Floats) -> Floats:
        """``values`` (of the last axis), the first's for all of a group: they are equal but for rounding."""
        return np.asarray(values[..., self.first[self.group]])

    def mean(self, values: Floats) -> Floats:
        """The mean of each group for all that belong to it."""
        each = np.moveaxis(values, -1, 0)
        sums = np.zeros((len(self.first), *each.shape[1:]))
        np.add.at(sums, self.group, each)
        means = sums.T / np.bincount(self.group)
        return np.asarray(means[..., self.group])

    def least(self, values: Ints) -> Ints:
        """The smallest of each group."""
        found = np.full(len(self.first), np.iinfo(np.int64).max)
        np.minimum.at(found, self.group, values)
        return np.asarray(found[self.group])

    def most(self, values: Ints) -> Ints:
        """The largest of each group."""
        return -self.least(-values)


def alike(parts: Parts, volume: Volume, ease: Easing) -> Alike:
    """Who is measured by the same KPIs with the same figures, is met by as many, and is as easy to change."""
    kept, starts = np.unique(parts.touchpoint, return_index=True)
    ends, figures = [*starts[1:].tolist(), len(parts)], _figures(parts)
    around = np.column_stack((volume.point, volume.whole.spread, ease.told))[kept]
    groups: dict[tuple[bytes, ...], int] = {}
    group = np.zeros(len(kept), np.int64)
    for place, (start, end) in enumerate(zip(starts.tolist(), ends, strict=True)):
        pool = volume.pool.get(int(kept[place]), np.zeros(0))
        known = (figures[start:end].tobytes(), around[place].tobytes(), pool.tobytes())
        group[place] = groups.setdefault(known, len(groups))
    return Alike(group, np.unique(group, return_index=True)[1])


def _figures(parts: Parts) -> Floats:
    """Parts x what their draws and their stakes depend on."""
    kpis, priors = np.unique(parts.kpi.astype(str), return_inverse=True)[1], [id(p) for p in parts.prior]
    numbers: list[Floats | Bools | Ints] = [getattr(parts, name) for name in _FIGURES]
    return np.column_stack((kpis, np.unique(priors, return_inverse=True)[1], *numbers)).astype(np.float64)
