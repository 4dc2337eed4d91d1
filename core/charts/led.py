"""Names in a crowd: each where it covers fewest points, with a line that leads to its own."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from core.charts.beside import Point
from core.charts.placement import Box, fit, line_height, text_width
from core.charts.scene import Align

REACHES = (24.0, 40.0, 58.0, 80.0, 106.0)  # px from the point to its name
TURNS = 16  # directions that are tried
_LINE_COST, _SIDE_COST, _REACH_COST = 40.0, 12.0, 0.03  # in covered points: across a line, across the target, each px
_TANGLE_COST, _UPRIGHT_COST = 30.0, 4.0  # a lead through a name or a point; one that looks like a whisker
_SPOTS = 12  # looked at along a lead
_GAP = 3.0  # px between the line that leads and what it joins


@dataclass(frozen=True, slots=True)
class Led:
    """A name of its point ``key``: its middle and the end that is there, in pixels from the point; ``lead``: where the
    line from the point to it begins and ends, likewise."""

    key: str
    text: str
    dx: float
    dy: float
    align: Align
    lead: tuple[float, float, float, float]
    box: Box


def labels_led(
    points: Sequence[Point],
    crowd: Sequence[tuple[float, float]],
    area: Box,
    *,
    size: float,
    width: float,
    crossed: Sequence[Box] = (),
    level: float | None = None,
) -> list[Led]:
    """A name for each of ``points``, of which none covers another name or one of them.

    Where there is a choice it covers the fewest of the ``crowd`` (x, y), stands across no line ``crossed`` and on its
    point's side of the ``level``. One without any place inside ``area`` goes without.
    """
    others, taken = np.array(crowd, dtype=float).reshape(-1, 2), [_mark(p) for p in points]
    found: list[Led] = []
    for point in points:
        text = " ".join(fit(point.text, width=width, size=size))
        tried = [one for one in _tried(point, text, size) if _free(one.box, area, [*taken, *(f.box for f in found)])]
        costs = [_cost(one, point, others, crossed, level) + _tangled(one, point, found, points) for one in tried]
        if tried:
            found.append(tried[costs.index(min(costs))])
    return found


def _mark(point: Point) -> Box:
    return Box(point.x - point.radius, point.y - point.radius, 2 * point.radius, 2 * point.radius)


def _tried(point: Point, text: str, size: float) -> Iterator[Led]:
    wide, high = text_width(text, size), line_height(size)
    for reach, turn in product(REACHES, range(TURNS)):
        across, down = math.cos(2 * math.pi * turn / TURNS), math.sin(2 * math.pi * turn / TURNS)
        dx, dy = across * (point.radius + reach), down * (point.radius + reach)
        align: Align = "left" if across > 0.2 else "right" if across < -0.2 else "center"
        left = point.x + dx - {"left": 0.0, "right": wide, "center": wide / 2}[align]
        near, far = point.radius, point.radius + reach - _GAP - (high / 2 if align == "center" else 0.0)
        lead = (round(across * near, 1), round(down * near, 1), round(across * far, 1), round(down * far, 1))
        box = Box(left, point.y + dy - high / 2, wide, high)
        yield Led(point.key, text, round(dx, 1), round(dy, 1), align, lead, box)


def _free(box: Box, area: Box, taken: Sequence[Box]) -> bool:
    inside = box.x >= area.x and box.y >= area.y and box.right <= area.right and box.bottom <= area.bottom
    return inside and not any(box.overlaps(other) for other in taken)


def _cost(one: Led, point: Point, crowd: NDArray[np.float64], crossed: Sequence[Box], level: float | None) -> float:
    """What a place costs, in covered points."""
    box, r = one.box, point.radius / 2
    x, y = crowd[:, 0], crowd[:, 1]
    covered = int(((x > box.x - r) & (x < box.right + r) & (y > box.y - r) & (y < box.bottom + r)).sum())
    lines = sum(box.overlaps(line) for line in crossed)
    across = level is not None and (point.y - level) * (point.y + one.dy - level) < 0
    return covered + _LINE_COST * lines + _SIDE_COST * across + _REACH_COST * math.hypot(one.dx, one.dy)


def _tangled(one: Led, point: Point, found: Sequence[Led], points: Sequence[Point]) -> float:
    """What it costs that leads run through other names or through the other points, or straight up or down."""
    at = {p.key: p for p in points}
    boxes = [*(f.box for f in found), *(_mark(p) for p in points if p.key != point.key)]
    own = any(_holds(box, *spot) for spot in _along(one, point) for box in boxes)
    others = any(_holds(one.box, *spot) for f in found for spot in _along(f, at[f.key]))
    return _TANGLE_COST * (own or others) + _UPRIGHT_COST * (one.align == "center")


def _along(one: Led, point: Point) -> Iterator[tuple[float, float]]:
    """Spots on the line that leads from ``point`` to its name."""
    x0, y0, x1, y1 = one.lead
    for n in range(_SPOTS + 1):
        yield point.x + x0 + (x1 - x0) * n / _SPOTS, point.y + y0 + (y1 - y0) * n / _SPOTS


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x <= x <= box.right and box.y <= y <= box.bottom
