"""Labels beside the points of a scatter plot: on a free side, or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from core.charts.placement import Box, fit, line_height, text_width

Side = Literal["right", "left", "above", "below"]
SIDES: tuple[Side, ...] = ("right", "left", "above", "below")


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

    They cross the lines ``crossed`` only where no other side is free. No label leaves ``area``; one wider than
    ``width`` pixels is cut. Wider pictures only give more room.
    """
    marks = [Box(p.x - p.radius, p.y - p.radius, 2 * p.radius, 2 * p.radius) for p in points]
    used: list[Box] = []
    found: list[Label] = []
    for n, point in enumerate(points[: 3 * most]):
        text = " ".join(fit(point.text, width=width, size=size))
        boxes = {side: box_beside(point, text, side, size=size) for side in SIDES}
        covered = [*used, *marks[:n], *marks[n + 1 :]]
        side = _free_side(boxes, area, [*covered, *crossed]) or _free_side(boxes, area, covered)
        if side is not None and len(found) < most:
            used.append(boxes[side])
            found.append(Label(point.key, text, side))
    return found


def _free_side(boxes: Mapping[Side, Box], area: Box, covered: Sequence[Box]) -> Side | None:
    free = (s for s, box in boxes.items() if _inside(box, area) and not any(box.overlaps(o) for o in covered))
    return next(free, None)


def box_beside(point: Point, text: str, side: Side, *, size: float) -> Box:
    """The rectangle of ``text`` on a side of ``point``."""
    width, height, gap = text_width(text, size), line_height(size), point.radius + 4
    x = {"right": point.x + gap, "left": point.x - gap - width}.get(side, point.x - width / 2)
    y = {"above": point.y - gap - height, "below": point.y + gap}.get(side, point.y - height / 2)
    return Box(x, y, width, height)


def _inside(box: Box, area: Box) -> bool:
    return box.x >= area.x and box.right <= area.right and box.y >= area.y and box.bottom <= area.bottom
