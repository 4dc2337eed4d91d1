"""Labels beside the points of a scatter plot: on a free side, or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from core.charts.placement import Box, fit, line_height, text_width

Near = Literal["right", "left", "upper right", "lower right", "upper left", "lower left", "above", "below"]
Far = Literal["far upper right", "far lower right", "far upper left", "far lower left"]
Side = Near | Far
NEAR: tuple[Side, ...] = get_args(Near)  # in the order in which they are tried
FAR: tuple[Side, ...] = get_args(Far)
Edges = tuple[float, float, float, float]  # left, top, right, bottom: a box that is asked for often
_LIFT = 0.75  # of a line: so far a label at a corner stands above or below the middle of its point
_FAR_LIFT = 1.5  # of a line, where a neighbour takes all that is nearer


@dataclass(frozen=True, slots=True)
class Point:
    """A point in pixels with the label that it wants; most important points come first."""

    key: str
    x: float
    y: float
    radius: float
    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """A label that found its side."""

    key: str
    text: str
    side: Side


def labels_beside(
    points: Sequence[Point],
    area: Box,
    *,
    size: float,
    most: int,
    crossed: Sequence[Box] = (),
    width: float = 170,
    sure: int = 0,
    level: float | None = None,
) -> list[Label]:
    """Labels for at most ``most`` points that cover neither each other, nor a point.

    They cross the lines ``crossed`` only where no other side is free, and then where it costs them least; the first
    ``sure`` ones rather stand further off, or cover a point after them, than go without. No label leaves ``area``; one
    wider than ``width`` pixels is cut. None stands across the line ``level`` (px from the top) from its point, which it
    would seem to place. Wider pictures only give more room.
    """
    marks = [(p.x - p.radius, p.y - p.radius, p.x + p.radius, p.y + p.radius) for p in points]
    lines = [_edges(line) for line in crossed]
    used: list[Edges] = []
    found: list[Label] = []
    for n, point in enumerate(points[: 3 * most]):
        text = " ".join(fit(point.text, width=width, size=size))
        sides, others = _sides(point, text, NEAR, size=size, level=level), [*used, *marks[:n], *marks[n + 1 :]]
        side = _best_side(sides, _edges(area), others, lines)
        if side is None and n < sure:
            sides |= _sides(point, text, FAR, size=size, level=level)
            kept = [*used, *marks[:n], *marks[n + 1 : sure]]
            side = _best_side(sides, _edges(area), others, lines)
            side = side or _best_side(sides, _edges(area), kept, [*lines, *marks[sure:]])
        if side is not None and len(found) < most:
            used.append(sides[side])
            found.append(Label(point.key, text, side))
    return found


def _sides(point: Point, text: str, allowed: Sequence[Side], *, size: float, level: float | None) -> dict[Side, Edges]:
    """Where a label may stand, but across the line ``level``."""
    boxes = {side: box_beside(point, text_width(text, size), side, size=size) for side in allowed}
    return {side: _edges(box) for side, box in boxes.items() if not _across(point, box, level)}


def _across(point: Point, box: Box, level: float | None) -> bool:
    """Whether most of a label stands on the other side of a line than its point."""
    return level is not None and (point.y - level) * (box.y + box.height / 2 - level) < 0


def _edges(box: Box) -> Edges:
    return box.x, box.y, box.right, box.bottom


def _best_side(
    sides: Mapping[Side, Edges], area: Edges, covered: Sequence[Edges], crossed: Sequence[Edges]
) -> Side | None:
    """The first free side on which the lines take least of the label away; None where no side is free."""
    free = [s for s, edges in sides.items() if _inside(edges, area) and _is_free(edges, covered)]
    if len(free) < 2:
        return next(iter(free), None)
    return min(free, key=lambda side: _covered(sides[side], crossed))


def _is_free(edges: Edges, covered: Sequence[Edges]) -> bool:
    """Whether nothing in ``covered`` has any area in common with ``edges``."""
    left, top, right, bottom = edges
    return not any(left < r and x < right and top < b and y < bottom for x, y, r, b in covered)


def _covered(edges: Edges, lines: Sequence[Edges]) -> int:
    """How much of a rectangle ``lines`` take away, in square pixels."""
    left, top, right, bottom = edges
    meeting = [o for o in lines if left < o[2] and o[0] < right and top < o[3] and o[1] < bottom]
    return round(sum((min(right, r) - max(left, x)) * (min(bottom, b) - max(top, y)) for x, y, r, b in meeting))


def box_beside(point: Point, width: float, side: Side, *, size: float) -> Box:
    """The rectangle of a text, ``width`` pixels wide, on a side of ``point``."""
    height = line_height(size)
    across, down = offset(side, radius=point.radius, size=size)
    x = point.x + across - (0 if across > 0 else width if across < 0 else width / 2)
    return Box(x, point.y + down - height / 2, width, height)


def offset(side: Side, *, radius: float, size: float) -> tuple[float, float]:
    """From the middle of a point to that edge of its label which is nearer (across), and to its middle (down)."""
    gap, height = radius + 4, line_height(size)
    across = gap if "right" in side else -gap if "left" in side else 0.0
    if not across:
        return 0.0, (gap + height / 2) * (-1 if side == "above" else 1)
    return across, (_FAR_LIFT if side in FAR else _LIFT) * height * (("lower" in side) - ("upper" in side))


def _inside(edges: Edges, area: Edges) -> bool:
    return edges[0] >= area[0] and edges[1] >= area[1] and edges[2] <= area[2] and edges[3] <= area[3]
