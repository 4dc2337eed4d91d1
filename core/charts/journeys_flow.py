"""Where the steps of a flow stand: touchpoints in columns from start to sale, steps as bands that cover nothing.

Plain geometry, the same for the same steps. A touchpoint's column follows how early customers meet it; a band that
passes a column takes a free lane there, so that it never runs behind a box.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from core.charts.journeys_columns import Step, columns_of
from core.model import Transition
from core.model.journeys import END, SALE, START

TOUCHPOINTS = 9  # boxes; more cannot be read at a glance
SELLERS = 3  # of them those from which most sales come, however seldom they are met
STEPS: Mapping[str, int] = {START: 6, SALE: 7, END: 7, "": 9}  # bands from the start, to the two ends, and between
SWEEPS = 6  # of ordering the columns
GAP = 14.0  # px between two boxes of a column
MIN_BOX = 50.0  # px: three lines of text


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
class Rest:
    """The ``n`` steps of a box that no band shows, gathered: those that leave it (``out``) or that come to it.

    Its upper edge is ``top``, its height ``width`` pixels.
    """

    key: str
    out: bool
    n: int
    column: int
    top: float
    width: float


@dataclass(frozen=True, slots=True)
class Flow:
    """A layout: ``columns`` of them, the boxes, the bands, the ``rests``, and how many ``steps`` of ``total`` are
    bands."""

    columns: int
    boxes: tuple[Slot, ...]
    bands: tuple[Band, ...]
    rests: tuple[Rest, ...]
    steps: int
    total: int


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The steps that get bands, and how often every node is left and met by any step."""

    steps: Sequence[Transition]
    left: Mapping[str, int]
    met: Mapping[str, int]

    def rest(self, slot: Slot, *, out: bool) -> int:
        """The steps of a box that no band shows."""
        times = (self.left if out else self.met).get(slot.key, 0)
        return max(times - sum(t.n for t in self.through(slot, out=out)), 0) if slot.key else 0

    def through(self, slot: Slot, *, out: bool) -> list[Transition]:
        """The steps that leave ``slot`` to the right (``out``), or come to it from the left."""
        return [t for t in self.steps if _at(slot, t, out=out)]

    def weight(self, slot: Slot) -> int:
        """The larger of what comes in and what goes out, with a band or without."""
        return max(sum(t.n for t in self.through(slot, out=o)) + self.rest(slot, out=o) for o in (True, False))


def flow(transitions: Sequence[Transition], *, height: float, middle: int = 3) -> Flow:
    """The strongest forward steps in ``height`` pixels, the touchpoints in at most ``middle`` columns."""
    moves = [t for t in transitions if t.source != t.target and t.n > 0]
    total = sum(t.n for t in moves)
    kept = _kept(moves)
    place = columns_of(kept, middle)
    steps = _onward(_strongest(forward := [t for t in kept if place[t.target] > place[t.source]]), forward)
    if not steps:
        return Flow(0, (), (), (), 0, total)
    drawn = _Drawn(steps, _times(moves, "source"), _times(moves, "target"))
    columns = _ordered(_slots(steps, place), steps)
    scale = _scale(columns, drawn, height)
    placed = [_stacked(column, drawn, scale, height) for column in columns]
    bands, rests = _bands(placed, drawn, place, scale)
    boxes = tuple(s for column in placed for s in column if s.key)
    return Flow(len(columns), boxes, bands, rests, sum(t.n for t in steps), total)


def _times(moves: Sequence[Transition], side: Literal["source", "target"]) -> dict[str, int]:
    found: dict[str, int] = {}
    for t in moves:
        key = t.source if side == "source" else t.target
        found[key] = found.get(key, 0) + t.n
    return found


def _kept(transitions: Sequence[Transition]) -> list[Transition]:
    """The steps among the touchpoints that sell most or are met most, and to and from the ends."""
    met: dict[str, int] = {}
    for t in transitions:
        met[t.target] = met.get(t.target, 0) + t.n
    sold = {t.source: t.n for t in transitions if t.target == SALE and t.source in met}
    sellers = sorted(sold, key=lambda k: (-sold[k], k))[:SELLERS]
    others = sorted((k for k in met if k not in (SALE, END, *sellers)), key=lambda k: (-met[k], k))
    named = {START, SALE, END, *[*sellers, *others][:TOUCHPOINTS]}
    return [t for t in transitions if t.source in named and t.target in named]


def _strongest(steps: Sequence[Transition]) -> list[Transition]:
    """The strongest of each kind, so that the ways to a sale are seen beside the many that end without one."""
    found, room = [], dict(STEPS)
    for t in sorted(steps, key=lambda t: (-t.n, t.source, t.target)):
        kind = t.target if t.target in room else START if t.source == START else ""
        if room[kind]:
            room[kind] -= 1
            found.append(t)
    return found


def _onward(steps: list[Transition], forward: Sequence[Transition]) -> list[Transition]:
    """``steps`` and, for each touchpoint that bands only reach or only leave, its strongest step on the other side."""
    found = list(steps)
    for t in sorted(forward, key=lambda t: (-t.n, t.source, t.target)):
        reached, left = {f.target for f in found}, {f.source for f in found}
        ends_there = t.source in reached and t.source not in left
        begins_there = t.target in left and t.target not in reached
        if t not in found and (ends_there or begins_there):
            found.append(t)
    return found


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


def _scale(columns: Sequence[Sequence[Slot]], drawn: _Drawn, height: float) -> float:
    """Pixels per step such that the fullest column fits."""
    scale = height
    for column in columns:
        weights = {id(s): drawn.weight(s) for s in column}
        scale = min(scale, height / max(sum(weights.values()), 1))
        while scale > 1e-6 and _depth(column, weights, scale) > height:
            scale *= 0.97
    return scale


def _depth(column: Sequence[Slot], weights: Mapping[int, int], scale: float) -> float:
    return sum(_slot_height(s, weights[id(s)], scale) for s in column) + GAP * (len(column) - 1)


def _slot_height(slot: Slot, weight: int, scale: float) -> float:
    return max(scale * weight, MIN_BOX if slot.key else 1.0)


def _stacked(column: Sequence[Slot], drawn: _Drawn, scale: float, height: float) -> list[Slot]:
    """The slots of a column below each other, together in the middle of ``height``."""
    heights = [_slot_height(s, drawn.weight(s), scale) for s in column]
    spare = height - sum(heights) - GAP * (len(column) - 1)
    gap = GAP + min(max(spare, 0.0) / (len(column) + 1), 2.5 * GAP)
    y = (height - sum(heights) - gap * (len(column) - 1)) / 2
    found = []
    for slot, size in zip(column, heights, strict=True):
        found.append(replace(slot, y=y, height=size))
        y += size + gap
    return found


def _bands(
    placed: Sequence[Sequence[Slot]], drawn: _Drawn, place: Mapping[str, int], scale: float
) -> tuple[tuple[Band, ...], tuple[Rest, ...]]:
    """Every step through its slots; in a box the bands lie below each other in the order of where they go, and below
    them the rest."""
    tops: dict[tuple[Step, int, bool], float] = {}
    rests: list[Rest] = []
    for slot in (s for column in placed for s in column):
        for out in (True, False):
            found, y = _tops(slot, placed, drawn, scale, out=out)
            tops |= found
            if n := drawn.rest(slot, out=out):
                rests.append(Rest(slot.key, out, n, slot.column, y, max(scale * n, 1.0)))
    bands = []
    for t in drawn.steps:
        step, columns = (t.source, t.target), range(place[t.source], place[t.target] + 1)
        ends = tuple(tops[step, c, c != columns[-1]] for c in columns)
        bands.append(Band(step, t.n, tuple(columns), ends, max(scale * t.n, 1.0)))
    return tuple(bands), tuple(rests)


def _tops(
    slot: Slot, placed: Sequence[Sequence[Slot]], drawn: _Drawn, scale: float, *, out: bool
) -> tuple[dict[tuple[Step, int, bool], float], float]:
    """Where on one side of ``slot`` each of its bands begins, and where the rest below them does."""
    through = drawn.through(slot, out=out)
    y = slot.middle - scale * (sum(t.n for t in through) + drawn.rest(slot, out=out)) / 2
    if through:
        near = placed[slot.column + (1 if out else -1)]
        through.sort(key=lambda t: next(s.middle for s in near if _at(s, t, out=not out)))
    found = {}
    for t in through:
        found[(t.source, t.target), slot.column, out] = y
        y += scale * t.n
    return found, y
