"""Where the steps of a flow stand: touchpoints in columns from start to sale, steps as bands that cover nothing.

Plain geometry, the same for the same steps. A touchpoint's column follows how early customers meet it; a band that
passes a column takes a free lane there, so that it never runs behind a box.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.model import Transition
from core.model.journeys import END, SALE, START

TOUCHPOINTS = 9  # boxes; more cannot be read at a glance
STEPS = 26  # bands
ROUNDS = 60  # of averaging: places settle long before
SWEEPS = 6  # of ordering the columns
GAP = 14.0  # px between two boxes of a column
MIN_BOX = 38.0  # px: two lines of text
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
    total = sum(t.n for t in transitions)
    kept = _kept(transitions)
    place = _columns(kept, middle)
    forward = [t for t in kept if place[t.target] > place[t.source]]
    drawn = sorted(forward, key=lambda t: (-t.n, t.source, t.target))[:STEPS]
    if not drawn:
        return Flow(0, (), (), 0, total)
    columns = _ordered(_slots(drawn, place), drawn)
    scale = _scale(columns, drawn, height)
    placed = [_stacked(column, drawn, scale, height) for column in columns]
    bands = _bands(placed, drawn, place, scale)
    boxes = tuple(s for column in placed for s in column if s.key)
    return Flow(len(columns), boxes, bands, sum(t.n for t in drawn), total)


def _kept(transitions: Sequence[Transition]) -> list[Transition]:
    """The steps among the most met touchpoints, and to and from the ends."""
    met: dict[str, int] = {}
    for t in transitions:
        met[t.target] = met.get(t.target, 0) + t.n
    shown = sorted((k for k in met if k not in (SALE, END)), key=lambda k: (-met[k], k))[:TOUCHPOINTS]
    named = {START, SALE, END, *shown}
    return [t for t in transitions if t.source in named and t.target in named and t.source != t.target and t.n > 0]


def _columns(steps: Sequence[Transition], most: int) -> dict[str, int]:
    """Node -> column: start first, sale and end last, the touchpoints between them by how early they are met."""
    nodes = sorted({k for t in steps for k in (t.source, t.target)} - {START, SALE, END})
    early = _depths(steps, nodes)
    order = sorted(nodes, key=lambda k: (early[k], k))
    count = min(most, max(1, round(len(order) / 2))) if order else 0
    place = {key: 1 + n * count // len(order) for n, key in enumerate(order)}
    return {START: 0, **place, SALE: count + 1, END: count + 1}


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
            means = {id(s): _mean_place(s, near, drawn) for s in columns[c]}
            columns[c].sort(key=lambda s, means=means: (means[id(s)], s.key, s.step or ("", "")))  # type: ignore[misc]
    return columns


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
