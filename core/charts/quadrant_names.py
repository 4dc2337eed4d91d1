"""Where the names stand in the picture of importance and performance, for each of the widths it may have."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from core.charts.beside import Label, Point, box_beside, labels_beside, offset
from core.charts.led import labels_led
from core.charts.marks import crowd
from core.charts.picture import Row, rows_from
from core.charts.placement import Box, text_width
from core.charts.quadrant_field import Field
from core.charts.scene import TEXT_STYLES

RADIUS = 6.5
NUMBERED = 3  # the first of the fix-first list wear their rank
WHISKERED = 20  # the first of the list show their interval, more would hide the points
LABEL = TEXT_STYLES["label"]
HALO, WIDE_HALO = 3.5, 9.0  # px of paper around a name, where it must cross a whisker; where a line must give way
USUAL = 410.0  # px, inner width on the dashboard
LABELS_AT = {
    240.0: 6,
    380.0: 14,
    560.0: 14,
    760.0: 14,
    980.0: 14,
}  # inner width in px -> labels; each serves up to the next
ENDS = ("x0", "y0", "x1", "y1")  # of the line from a point in a crowd to its name, px from the point
SHOWN = "width >= datum.since && width < datum.until"  # at which widths a row of ``names_at`` is drawn


def under(frame: pd.DataFrame, field: Field) -> frozenset[str]:
    """Those of the numbered points that lie under a better one, on a plot of the usual width: no room for their number,
    which stands with their name instead."""
    usual = replace(field, width=USUAL)
    first = frame[frame["rank"] <= NUMBERED][["key", "impact", "performance"]].itertuples(index=False, name=None)
    at = [(key, usual.x(impact), usual.y(performance)) for key, impact, performance in first]
    return frozenset(
        key for n, (key, x, y) in enumerate(at) if any(math.hypot(x - u, y - v) < 2 * RADIUS for _, u, v in at[:n])
    )


def names_at(frame: pd.DataFrame, field: Field, line: float | None, covered: frozenset[str]) -> list[Row]:
    """The names, placed for each of the widths that the plot may have; ``line``: the median impact, 0-100;
    ``covered``: the keys of ``under``."""
    until = (*list(LABELS_AT)[1:], 1e9)
    own = dict(zip(frame["key"], rows_from(frame[["impact", "performance", "tip"]]), strict=True))
    points = rows_from(frame[["key", "name", "rank", "impact", "performance", "low", "high"]])
    place = _in_a_crowd if crowd(len(points)) else partial(_placed, covered=covered)
    return [
        {**label, "since": width, "until": end, **own[label["key"]]}
        for (width, most), end in zip(LABELS_AT.items(), until, strict=True)
        for label in place(points, replace(field, width=width), line, most)
    ]


def _in_a_crowd(rows: Sequence[Row], field: Field, line: float | None, most: int) -> Iterator[Row]:
    """The names of the first alone, each with the line that leads from its point to it; all others are found by
    hovering."""
    across = [(field.x(p["impact"]), field.y(p["performance"])) for p in rows]
    first = [Point(p["key"], x, y, RADIUS, p["name"]) for p, (x, y) in zip(rows[:NUMBERED], across, strict=False)]
    area, lines = Box(0, 0, field.width, field.height), _lines(field, line)
    look = {"size": LABEL.size, "width": _widest(field), "level": field.y(1.0)}
    for one in labels_led(first[:most], across[NUMBERED:], area, crossed=lines, **look):
        at = next((x, y) for point, (x, y) in zip(rows, across, strict=True) if point["key"] == one.key)
        lead = {"across": round(at[0] / field.width, 4), "down": round(at[1], 1)} | dict(
            zip(ENDS, one.lead, strict=True)
        )
        place = {"dx": one.dx, "dy": one.dy, "align": one.align}
        yield {"key": one.key, "label": one.text, **place, "halo": HALO, **lead}


def _widest(field: Field) -> float:
    return max(170.0, min(0.48 * field.width, 280.0))


def _lines(field: Field, line: float | None) -> list[Box]:
    """The two lines that divide the plot."""
    level = Box(0, field.y(1.0) - 1, field.width, 2)
    return [level] if line is None else [level, Box(field.x(line) - 1, 0, 2, field.height)]


def _placed(
    rows: Sequence[Row], field: Field, line: float | None, most: int, *, covered: frozenset[str]
) -> Iterator[Row]:
    """Names beside their points; a line that one must cross is interrupted behind it."""
    lines = _lines(field, line)
    points = {
        p["key"]: Point(p["key"], field.x(p["impact"]), field.y(p["performance"]), RADIUS, _named(p, covered))
        for p in rows
    }
    found = labels_beside(
        list(points.values()),
        Box(0, 0, field.width, field.height),
        size=LABEL.size,
        most=most,
        crossed=[*lines, *_whisker_boxes(rows[:WHISKERED], field)],
        width=_widest(field),
        sure=NUMBERED,
        level=field.y(1.0),
    )
    for label in found:
        box = box_beside(points[label.key], text_width(label.text, LABEL.size), label.side, size=LABEL.size)
        halo = WIDE_HALO if any(box.overlaps(one) for one in lines) else HALO
        yield {"key": label.key, "label": label.text, **_offset(label), "halo": halo}


def _offset(label: Label) -> Row:
    """How far from its point a label stands, in pixels, and which of its ends is there."""
    across, down = offset(label.side, radius=RADIUS, size=LABEL.size)
    return {"dx": across, "dy": round(down, 1), "align": "left" if across > 0 else "right" if across < 0 else "center"}


def _named(row: Row, covered: frozenset[str]) -> str:
    return f"{row['rank']:.0f} · {row['name']}" if row["key"] in covered else str(row["name"])


def _whisker_boxes(rows: Sequence[Row], field: Field) -> Iterator[Box]:
    for row in (r for r in rows if r["low"] is not None and r["high"] is not None):
        yield Box(field.x(row["impact"]) - 1, field.y(row["high"]), 2, field.y(row["low"]) - field.y(row["high"]))
