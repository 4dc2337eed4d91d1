"""Labels beside the points of a scatter plot: on a free side, or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from core.charts.placement import Box, fit, line_height, text_width

Side = Literal["right", "left", "upper right", "lower right", "upper left", "lower left", "above", "below"]
SIDES: tuple[Side, ...] = (
    "right",
    "left",
    "upper right",
    "lower right",
    "upper left",
    "lower left",
    "above",
    "below",
)
_LIFT = 0.75  # of a line: so far a label at a corner stands above or below the middle of its point


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
) -> list[Label]:
    """Labels for at most ``most`` points that cover neither each other, nor a point.

    They cross the lines ``crossed`` only where no other side is free, and then where it costs them least. No label
    leaves ``area``; one wider than ``width`` pixels is cut. Wider pictures only give more room.
    """
    marks = [Box(p.x - p.radius, p.y - p.radius, 2 * p.radius, 2 * p.radius) for p in points]
    used: list[Box] = []
    found: list[Label] = []
    for n, point in enumerate(points[: 3 * most]):
        text = " ".join(fit(point.text, width=width, size=size))
        boxes = {side: box_beside(point, text, side, size=size) for side in SIDES}
        covered = [*used, *marks[:n], *marks[n + 1 :]]
        side = _best_side(boxes, area, covered, crossed)
        if side is not None and len(found) < most:
            used.append(boxes[side])
            found.append(Label(point.key, text, side))
    return found


def _best_side(boxes: Mapping[Side, Box], area: Box, covered: Sequence[Box], crossed: Sequence[Box]) -> Side | None:
    """The first free side on which the lines take least of the label away; None where no side is free."""
    free = [s for s, box in boxes.items() if _inside(box, area) and not any(box.overlaps(o) for o in covered)]
    return min(free, key=lambda side: round(sum(_shared(boxes[side], line) for line in crossed)), default=None)


def _shared(one: Box, other: Box) -> float:
    """The area that two boxes have in common, in square pixels."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(across, 0.0) * max(down, 0.0)


def box_beside(point: Point, text: str, side: Side, *, size: float) -> Box:
    """The rectangle of ``text`` on a side of ``point``."""
    width, height = text_width(text, size), line_height(size)
    across, down = offset(side, radius=point.radius, size=size)
    x = point.x + across - (0 if across > 0 else width if across < 0 else width / 2)
    return Box(x, point.y + down - height / 2, width, height)


def offset(side: Side, *, radius: float, size: float) -> tuple[float, float]:
    """From the middle of a point to that edge of its label which is nearer (across), and to its middle (down)."""
    gap, height = radius + 4, line_height(size)
    across = gap if "right" in side else -gap if "left" in side else 0.0
    if not across:
        return 0.0, (gap + height / 2) * (-1 if side == "above" else 1)
    return across, _LIFT * height * (("lower" in side) - ("upper" in side))


def _inside(box: Box, area: Box) -> bool:
    return box.x >= area.x and box.right <= area.right and box.y >= area.y and box.bottom <= area.bottom
