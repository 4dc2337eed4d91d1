"""In which column of a flow a touchpoint stands: how early customers meet it, with most steps from left to right."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from core.model import Transition
from core.model.journeys import END, SALE, START

ROUNDS = 60  # of averaging: places settle long before
Step = tuple[str, str]


def columns_of(steps: Sequence[Transition], most: int) -> dict[str, int]:
    """Node -> column: start first, sale and end last, the touchpoints between them, most steps from left to right."""
    nodes = sorted({k for t in steps for k in (t.source, t.target)} - {START, SALE, END})
    early = _depths(steps, nodes)
    # Squared: the strongest step of all must not be lost between two touchpoints of the same column.
    between = {(t.source, t.target): t.n**2 for t in steps if t.source in early and t.target in early}
    order = _forward(sorted(nodes, key=lambda k: (early[k], k)), between)
    count = min(most, len(order))
    return {START: 0, **_cut(order, count, between), SALE: count + 1, END: count + 1}


def _forward(order: list[str], between: Mapping[Step, int]) -> list[str]:
    """``order`` with touchpoints moved one by one as long as more steps then lead onward than back."""
    while True:
        moved = [
            (_gain({k: n for n, k in enumerate(tried)}, between), tried)
            for key in order
            for tried in _moves([k for k in order if k != key], key)
        ]
        gain, best = max(moved, key=lambda found: found[0], default=(0, order))
        if gain <= _gain({k: n for n, k in enumerate(order)}, between):
            return order
        order = best


def _moves(rest: list[str], key: str) -> Iterator[list[str]]:
    for n in range(len(rest) + 1):
        yield [*rest[:n], key, *rest[n:]]


def _cut(order: Sequence[str], count: int, between: Mapping[Step, int]) -> dict[str, int]:
    """``order`` cut into ``count`` columns, none overfull, so that the fewest steps stay within one."""
    if not order:
        return {}
    fullest = math.ceil(len(order) / count) + 1
    best: tuple[int, dict[str, int]] = (-1, {})
    for cuts in combinations(range(1, len(order)), count - 1):
        edges = (0, *cuts, len(order))
        if max(b - a for a, b in pairwise(edges)) > fullest:
            continue
        place = {order[n]: c + 1 for c, (a, b) in enumerate(pairwise(edges)) for n in range(a, b)}
        best = max(best, (_gain(place, between), place), key=lambda found: found[0])
    return best[1]


def _gain(place: Mapping[str, int], between: Mapping[Step, int]) -> int:
    return sum(n for (source, target), n in between.items() if place[target] > place[source])


def _depths(steps: Sequence[Transition], nodes: Sequence[str]) -> dict[str, float]:
    """How many steps from the start a touchpoint is met on average, by repeated averaging over what leads to it."""
    into: dict[str, list[Transition]] = {key: [] for key in nodes}
    for t in steps:
        if t.target in into:
            into[t.target].append(t)
    depth = dict.fromkeys(nodes, 1.0)
    for _ in range(ROUNDS):
        depth = {key: _average(into[key], depth) for key in nodes}
    return depth


def _average(into: Sequence[Transition], depth: Mapping[str, float]) -> float:
    total = sum(t.n for t in into)
    return 1.0 + sum(t.n * depth.get(t.source, 0.0) for t in into) / total if total else 1.0
