"""Where the steps of a flow stand: touchpoints in columns from start to sale, steps as bands that cover nothing.

Plain geometry, the same for the same steps. A touchpoint's column follows how early customers meet it; a band that
passes a column takes a free lane there, so that it never runs behind a box.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from core.model import Transition
from core.model.journeys import END, SALE, START

TOUCHPOINTS = 9  # boxes; more cannot be read at a glance
SELLERS = 3  # of them those from which most sales come, however seldom they are met
STEPS: Mapping[str, int] = {START: 6, SALE: 7, END: 7, "": 9}  # bands from the start, to the two ends, and between
ROUNDS = 60  # of averaging: places settle long before
SWEEPS = 6  # of ordering the columns
GAP = 14.0  # px between two boxes of a column
MIN_BOX = 50.0  # px: three lines of text
Step = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a column: a box of ``key``, or the lane (``key`` "") of a band that passes by."""

    column: int
    key: str
    step: Step | None = None
    y: float = 0.0
    height: float = 0.0

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Band:
    """A step drawn through its slots: per column the upper edge of the band, ``width`` pixels high."""

    step: Step
    n: int
    columns: tuple[int, ...]
    tops: tuple[float, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Flow:
    """A layout: ``columns`` of them, the boxes, the bands, and how many ``steps`` of ``total`` are drawn."""

    columns: int
    boxes: tuple[Slot, ...]
    bands: tuple[Band, ...]
    steps: int
    total: int


def flow(transitions: Sequence[Transition], *, height: float, middle: int = 3) -> Flow:
    """The strongest forward steps in ``height`` pixels, the touchpoints in at most ``middle`` columns."""
    total = sum(t.n for t in transitions if t.source != t.target)
    kept = _kept(transitions)
    place = _columns(kept, middle)
    forward = [t for t in kept if place[t.target] > place[t.source]]
    drawn = _strongest(forward)
    if not drawn:
        return Flow(0, (), (), 0, total)
    columns = _ordered(_slots(drawn, place), drawn)
    scale = _scale(columns, drawn, height)
    placed = [_stacked(column, drawn, scale, height) for column in columns]
    bands = _bands(placed, drawn, place, scale)
    boxes = tuple(s for column in placed for s in column if s.key)
    return Flow(len(columns), boxes, bands, sum(t.n for t in drawn), total)


def _kept(transitions: Sequence[Transition]) -> list[Transition]:
    """The steps among the touchpoints that sell most or are met most, and to and from the ends."""
    met: dict[str, int] = {}
    for t in transitions:
        met[t.target] = met.get(t.target, 0) + t.n
    sold = {t.source: t.n for t in transitions if t.target == SALE and t.source in met}
    sellers = sorted(sold, key=lambda k: (-sold[k], k))[:SELLERS]
    others = sorted((k for k in met if k not in (SALE, END, *sellers)), key=lambda k: (-met[k], k))
    named = {START, SALE, END, *[*sellers, *others][:TOUCHPOINTS]}
    return [t for t in transitions if t.source in named and t.target in named and t.source != t.target and t.n > 0]


def _strongest(steps: Sequence[Transition]) -> list[Transition]:
    """The strongest of each kind, so that the ways to a sale are seen beside the many that end without one."""
    found, room = [], dict(STEPS)
    for t in sorted(steps, key=lambda t: (-t.n, t.source, t.target)):
        kind = t.target if t.target in room else START if t.source == START else ""
        if room[kind]:
            room[kind] -= 1
            found.append(t)
    return found


def _columns(steps: Sequence[Transition], most: int) -> dict[str, int]:
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


def _slots(drawn: Sequence[Transition], place: Mapping[str, int]) -> list[list[Slot]]:
    """Per column its boxes and the lanes of the bands that pass by."""
    named = sorted({k for t in drawn for k in (t.source, t.target)})
    columns: list[list[Slot]] = [[] for _ in range(max(place.values()) + 1)]
    for key in named:
        columns[place[key]].append(Slot(place[key], key))
    for t in drawn:
        for column in range(place[t.source] + 1, place[t.target]):
            columns[column].append(Slot(column, "", (t.source, t.target)))
    return columns


def _ordered(columns: list[list[Slot]], drawn: Sequence[Transition]) -> list[list[Slot]]:
    """The columns with few crossings: each slot near the mean place of its neighbours, swept to and fro."""
    last = len(columns) - 1
    columns[last].sort(key=lambda s: s.key != SALE)
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        for c in range(1, last) if forth else range(last - 1, 0, -1):
            near = columns[c - 1 if forth else c + 1]
            means = [_mean_place(s, near, drawn) for s in columns[c]]
            columns[c] = [s for _, s in sorted(zip(means, columns[c], strict=True), key=_by_mean)]
    return columns


def _by_mean(found: tuple[float, Slot]) -> tuple[float, str, Step]:
    mean, slot = found
    return mean, slot.key, slot.step or ("", "")


def _mean_place(slot: Slot, near: Sequence[Slot], drawn: Sequence[Transition]) -> float:
    """The mean place (0-1) of what joins ``slot`` in the column ``near``; the middle where nothing does."""
    size = max(len(near) - 1, 1)
    found = [(n / size, _joined(slot, other, drawn)) for n, other in enumerate(near)]
    weight = sum(w for _, w in found)
    return sum(at * w for at, w in found) / weight if weight else 0.5


def _joined(one: Slot, other: Slot, drawn: Sequence[Transition]) -> int:
    """How many steps run between two slots of neighbouring columns."""
    left, right = sorted((one, other), key=lambda s: s.column)
    return sum(t.n for t in drawn if _at(left, t, out=True) and _at(right, t, out=False))


def _at(slot: Slot, step: Transition, *, out: bool) -> bool:
    """Whether ``step`` goes through ``slot``, leaving it to the right (``out``) or coming from the left."""
    if slot.step is not None:
        return slot.step == (step.source, step.target)
    return slot.key == (step.source if out else step.target)


def _weight(slot: Slot, drawn: Sequence[Transition]) -> int:
    """The larger of what comes in and what goes out."""
    return max(sum(t.n for t in drawn if _at(slot, t, out=out)) for out in (True, False))


def _scale(columns: Sequence[Sequence[Slot]], drawn: Sequence[Transition], height: float) -> float:
    """Pixels per step such that the fullest column fits."""
    scale = height
    for column in columns:
        weights = {id(s): _weight(s, drawn) for s in column}
        scale = min(scale, height / max(sum(weights.values()), 1))
        while scale > 1e-6 and _depth(column, weights, scale) > height:
            scale *= 0.97
    return scale


def _depth(column: Sequence[Slot], weights: Mapping[int, int], scale: float) -> float:
    return sum(_slot_height(s, weights[id(s)], scale) for s in column) + GAP * (len(column) - 1)


def _slot_height(slot: Slot, weight: int, scale: float) -> float:
    return max(scale * weight, MIN_BOX if slot.key else 1.0)


def _stacked(column: Sequence[Slot], drawn: Sequence[Transition], scale: float, height: float) -> list[Slot]:
    """The slots of a column below each other, together in the middle of ``height``."""
    heights = [_slot_height(s, _weight(s, drawn), scale) for s in column]
    spare = height - sum(heights) - GAP * (len(column) - 1)
    gap = GAP + min(max(spare, 0.0) / (len(column) + 1), 2.5 * GAP)
    y = (height - sum(heights) - gap * (len(column) - 1)) / 2
    found = []
    for slot, size in zip(column, heights, strict=True):
        found.append(replace(slot, y=y, height=size))
        y += size + gap
    return found


def _bands(
    placed: Sequence[Sequence[Slot]], drawn: Sequence[Transition], place: Mapping[str, int], scale: float
) -> tuple[Band, ...]:
    """Every step through its slots; in a box the bands lie below each other in the order of where they go."""
    tops: dict[tuple[Step, int, bool], float] = {}
    for column in placed:
        for slot in column:
            for out in (True, False):
                tops |= _tops(slot, placed, drawn, scale, out=out)
    found = []
    for t in drawn:
        step, columns = (t.source, t.target), range(place[t.source], place[t.target] + 1)
        ends = tuple(tops[step, c, c != columns[-1]] for c in columns)
        found.append(Band(step, t.n, tuple(columns), ends, max(scale * t.n, 1.0)))
    return tuple(found)


def _tops(
    slot: Slot, placed: Sequence[Sequence[Slot]], drawn: Sequence[Transition], scale: float, *, out: bool
) -> dict[tuple[Step, int, bool], float]:
    """Where on one side of ``slot`` each of its bands begins."""
    through = [t for t in drawn if _at(slot, t, out=out)]
    if not through:
        return {}
    near = placed[slot.column + (1 if out else -1)]
    through.sort(key=lambda t: next(s.middle for s in near if _at(s, t, out=not out)))
    y = slot.middle - scale * sum(t.n for t in through) / 2
    found = {}
    for t in through:
        found[(t.source, t.target), slot.column, out] = y
        y += scale * t.n
    return found
