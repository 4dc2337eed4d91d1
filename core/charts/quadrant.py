"""Importance against performance: what matters and does badly, at a glance."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd

from core.charts.beside import Label, Point, labels_beside, offset
from core.charts.colours import Palette
from core.charts.marks import PICKED_FROM, nothing, pick, picking, standing_back, titles_of
from core.charts.picture import Layer, Picture, Row, Sketch, drawn, paper, rows_from
from core.charts.placement import Box
from core.charts.quadrant_plot import Axes, Field, axes_of, backdrop
from core.charts.rankings import MOST
from core.charts.scene import TEXT_STYLES
from core.texts import Language

RADIUS = 6.5
HALO = 3.5  # px of paper around a name, where it must cross a whisker or a line
NUMBERED = 3  # the first of the fix-first list wear their rank
WHISKERED = 20  # the first of the list show their interval, more would hide the points
CROWD = 40  # points; with more, all but the first stand back
LEADING = 10  # the first of a crowd
_FAINT, _FAINT_RADIUS = 0.4, 4.5  # opacity and px of the others
LABEL = TEXT_STYLES["label"]
USUAL = 410.0  # px, inner width on the dashboard
LABELS_AT = {
    240.0: 5,
    380.0: 9,
    560.0: 14,
    760.0: 14,
    980.0: 14,
}  # inner width in px -> labels; each serves up to the next


def importance_performance(
    frame: pd.DataFrame,
    *,
    impact_line: float | None,
    language: Language,
    palette: Palette,
    narrow: bool = False,
    selected: str | None = None,
) -> Picture:
    """``performance_frame`` as points with whiskers, the four verbs in the corners, lines where they change.

    ``impact_line`` (0-1): the median impact. A click on a point sets the selection ``pick`` (field ``key``).
    """
    field = _field(frame, narrow=narrow)
    layers = [
        *backdrop(field, impact_line, language=language, palette=palette),
        *_points(frame, field, impact_line, language=language, palette=palette),
    ]
    return Picture(layers, field.height, [pick(selected)])


def _field(frame: pd.DataFrame, *, narrow: bool) -> Field:
    known = [float(v) for v in frame[["performance", "low", "high"]].to_numpy().ravel() if v == v]
    floor = max(0.0, min([*known, 0.6]) - 0.08)
    ceiling = min(MOST, max([*known, 1.2])) + 0.08
    return Field(340.0 if narrow else 440.0, floor, ceiling)


def _points(
    frame: pd.DataFrame, field: Field, impact_line: float | None, *, language: Language, palette: Palette
) -> Iterator[Layer]:
    if frame.empty:
        yield nothing()
        return
    covered = under(frame, field)
    axes, titles, data = axes_of(field, language), titles_of(language), _data(frame, palette, covered)
    yield Layer(_whisker(axes, palette.edge), _whiskers(data.head(leading(len(data), WHISKERED))))
    yield Layer(_mark(axes, palette.edge, titles), rows_from(data.iloc[::-1]))
    yield Layer(_number(axes), rows_from(data[data["rank"] <= NUMBERED]))
    line = 100 * impact_line if impact_line is not None else None
    names = _labels(frame, field, line, covered)
    yield Layer(_halo(axes, palette.paper), names)
    yield Layer(_name(axes, palette.ink, titles), names)


@drawn
def _mark(axes: Axes, edge: str, titles: tuple[str, ...]) -> Sketch:
    style: dict[str, Any] = {"stroke": edge, "strokeWidth": 1.2, "cursor": "pointer"}
    marks = paper().mark_point(shape="circle", **style)
    fill, name = alt.Fill("fill:N", scale=None), alt.Description("tip_name:N")
    size, seen = alt.Size("area:Q", scale=None), alt.FillOpacity("seen:Q", scale=None)
    edges, look = alt.StrokeOpacity("seen:Q", scale=None), {**axes.encodings(), **picking(titles)}
    own: Sketch = marks.encode(fill=fill, size=size, fillOpacity=seen, strokeOpacity=edges, description=name, **look)
    return own.properties(name=PICKED_FROM)


@drawn
def _number(axes: Axes) -> Sketch:
    numbered = paper().mark_text(fontSize=10, fontWeight=700, aria=False)
    ink, number = alt.Color("ink:N", scale=None), alt.Text("number:N")
    return numbered.encode(**axes.encodings(), text=number, color=ink, opacity=standing_back())


@drawn
def _whisker(axes: Axes, edge: str) -> Sketch:
    whiskers = paper().mark_rule(color=edge, strokeWidth=1.2, aria=False)
    end = alt.Y2("performance_end:Q")
    return whiskers.encode(**axes.encodings(), y2=end, opacity=standing_back(0.1, usual=0.5))


@drawn
def _halo(axes: Axes, paper_colour: str) -> Sketch:
    around: dict[str, Any] = {"stroke": paper_colour, "strokeWidth": HALO, "strokeJoin": "round"}
    return _words(axes, color=paper_colour, **around).encode(opacity=standing_back())


@drawn
def _name(axes: Axes, ink: str, titles: tuple[str, ...]) -> Sketch:
    return _words(axes, color=ink).encode(**picking(titles))


def _words(axes: Axes, **look: Any) -> Sketch:
    style: dict[str, Any] = {f: alt.ExprRef(f"datum.{f}") for f in ("dx", "dy", "align")}
    names = paper().mark_text(baseline="middle", fontSize=LABEL.size, aria=False, **style, **look)
    fitting = names.transform_filter("width >= datum.since && width < datum.until")
    return fitting.encode(**axes.encodings(), text=alt.Text("label:N"))


def leading(count: int, otherwise: int) -> int:
    """How many points are drawn in full: of a crowd the first alone."""
    return LEADING if count > CROWD else otherwise


def under(frame: pd.DataFrame, field: Field) -> frozenset[str]:
    """Those of the numbered points that lie under a better one, on a plot of the usual width: no room for their number,
    which stands with their name instead."""
    usual = replace(field, width=USUAL)
    first = frame[frame["rank"] <= NUMBERED][["key", "impact", "performance"]].itertuples(index=False, name=None)
    at = [(key, usual.x(impact), usual.y(performance)) for key, impact, performance in first]
    return frozenset(
        key for n, (key, x, y) in enumerate(at) if any(math.hypot(x - u, y - v) < 2 * RADIUS for _, u, v in at[:n])
    )


def _data(frame: pd.DataFrame, palette: Palette, covered: frozenset[str]) -> pd.DataFrame:
    """What the points need, without columns that only the map shows."""
    fills = [palette.of_health(None if math.isnan(h) else h) for h in frame["health"]]
    ranks = zip(frame["key"], frame["rank"], strict=True)
    numbers = ["" if math.isnan(rank) or key in covered else f"{rank:.0f}" for key, rank in ranks]
    inks = [palette.text_on(fill) for fill in fills]
    first = [n < leading(len(frame), len(frame)) for n in range(len(frame))]
    unused = ["name", "reach", "health", "phase", "stage", "setting", "guess", "few"]
    return (
        frame.drop(columns=unused)
        .assign(fill=fills, ink=inks, number=numbers)
        .assign(
            area=[round(math.pi * (RADIUS if f else _FAINT_RADIUS) ** 2, 1) for f in first],
            seen=[1.0 if f else _FAINT for f in first],
        )
    )


def _whiskers(data: pd.DataFrame) -> list[Row]:
    known = data[data["low"].notna() & data["high"].notna()]
    return rows_from(known[["key", "impact"]].assign(performance=known["low"], performance_end=known["high"]))


def _labels(frame: pd.DataFrame, field: Field, line: float | None, covered: frozenset[str]) -> list[Row]:
    """The names, placed for each of the widths that the plot may have."""
    until = (*list(LABELS_AT)[1:], 1e9)
    columns = ["impact", "performance", *(c for c in frame.columns if c.startswith("tip_"))]
    own = dict(zip(frame["key"], rows_from(frame[columns]), strict=True))
    points = rows_from(frame[["key", "name", "rank", "impact", "performance", "low", "high"]])
    return [
        {"key": label.key, "label": label.text, **_offset(label), "since": width, "until": end, **own[label.key]}
        for (width, most), end in zip(LABELS_AT.items(), until, strict=True)
        for label in _placed(points, replace(field, width=width), line, most, covered)
    ]


def _offset(label: Label) -> Row:
    """How far from its point a label stands, in pixels, and which of its ends is there."""
    across, down = offset(label.side, radius=RADIUS, size=LABEL.size)
    return {"dx": across, "dy": round(down, 1), "align": "left" if across > 0 else "right" if across < 0 else "center"}


def _placed(rows: Sequence[Row], field: Field, line: float | None, most: int, covered: frozenset[str]) -> list[Label]:
    crossed = [Box(0, field.y(1.0) - 1, field.width, 2), *_whisker_boxes(rows[: leading(len(rows), WHISKERED)], field)]
    crossed += [] if line is None else [Box(field.x(line) - 1, 0, 2, field.height)]
    points = [
        Point(p["key"], field.x(p["impact"]), field.y(p["performance"]), RADIUS, _named(p, covered)) for p in rows
    ]
    first = leading(len(points), len(points))
    crossed += [Box(p.x - _FAINT_RADIUS, p.y - _FAINT_RADIUS, *2 * (2 * _FAINT_RADIUS,)) for p in points[first:]]
    area = Box(0, 0, field.width, field.height)
    return labels_beside(
        points[:first],
        area,
        size=LABEL.size,
        most=most,
        crossed=crossed,
        width=max(170.0, 0.28 * field.width),
        sure=NUMBERED,
    )


def _named(row: Row, covered: frozenset[str]) -> str:
    return f"{row['rank']:.0f} · {row['name']}" if row["key"] in covered else str(row["name"])


def _whisker_boxes(rows: Sequence[Row], field: Field) -> Iterator[Box]:
    for row in (r for r in rows if r["low"] is not None and r["high"] is not None):
        yield Box(field.x(row["impact"]) - 1, field.y(row["high"]), 2, field.y(row["low"]) - field.y(row["high"]))
