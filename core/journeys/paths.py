"""The most usual ways, found without a text per journey."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.journeys.walks import Walks
from core.model import Path
from core.stats.groups import Ints
from core.tables import table

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Ways:
    """Journeys without repetitions in a row: touchpoints' codes one after the other, and where each journey begins."""

    touch: Ints
    start: Ints

    @property
    def length(self) -> Ints:
        return np.diff(self.start, append=len(self.touch))


def usual_paths(walks: Walks, keys: tuple[str, ...]) -> tuple[Path, ...]:
    """At most 20 paths, that of most journeys first; then the shorter, then by the touchpoints' keys."""
    if not len(walks.start):
        return ()
    ways = _ways(walks)
    _, example, which, journeys = np.unique(_hashed(ways), return_index=True, return_inverse=True, return_counts=True)
    known = np.isfinite(walks.value)
    sales, valued = (np.bincount(which[mask], minlength=len(journeys)) for mask in (walks.sold, known))
    money = np.bincount(which[known], weights=walks.value[known], minlength=len(journeys))
    return tuple(
        Path(
            keys=tuple(keys[c] for c in ways.touch[ways.start[example[p]] :][: ways.length[example[p]]]),
            journeys=int(journeys[p]),
            sales=int(sales[p]),
            value=float(money[p]) if valued[p] or (known.any() and not sales[p]) else None,
        )
        for p in _first(ways, example, journeys)
    )


def _ways(walks: Walks) -> _Ways:
    new = np.ones(len(walks.touch), bool)
    new[1:] = walks.touch[1:] != walks.touch[:-1]
    new[walks.start] = True
    length = np.add.reduceat(new, walks.start, dtype=np.int64)
    return _Ways(walks.touch[new], np.cumsum(length) - length)


def _hashed(ways: _Ways) -> Hashes:
    """One number of 64 bits per journey, the same for the same way: the sum of mixed (place, touchpoint) pairs.

    Two of a million different ways are taken for one with a chance of about 1 : 40 million.
    """
    place = np.arange(len(ways.touch)) - np.repeat(ways.start, ways.length)
    mixed = _mixed(place.astype(np.uint64) * np.uint64(int(ways.touch.max()) + 1) + ways.touch.astype(np.uint64))
    return np.add.reduceat(mixed, ways.start)


def _mixed(values: Hashes) -> Hashes:
    """The finaliser of splitmix64 (Steele et al. 2014): neighbouring numbers become unlike ones. Overwrites."""
    values += np.uint64(0x9E3779B97F4A7C15)
    values ^= values >> np.uint64(30)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


def _first(ways: _Ways, example: Ints, journeys: Ints) -> list[int]:
    """The first paths in their order; ``example``: a journey of each. Only equally good ones are compared in full."""
    length = ways.length[example]
    shown = min(int(table("journeys")["top_paths"]), len(example))
    order = np.lexsort((length, -journeys))
    edge = order[shown - 1]
    as_good = (journeys == journeys[edge]) & (length == length[edge])
    better = order[: int(np.argmax(as_good[order]))].tolist()
    equal = np.flatnonzero(as_good)
    touches = ways.touch[ways.start[example[equal]][:, None] + np.arange(length[edge])]

    def place(p: int) -> tuple[int, int, list[int]]:
        return -int(journeys[p]), int(length[p]), ways.touch[ways.start[example[p]] :][: length[p]].tolist()

    return [*sorted(better, key=place), *equal[np.lexsort(touches.T[::-1])].tolist()][:shown]
