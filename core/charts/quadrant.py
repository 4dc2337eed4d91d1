"""Importance against performance: what matters and does badly, at a glance."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from core.charts.beside import Label, Point, labels_beside, offset
from core.charts.colours import Palette
from core.charts.marks import nothing, pick, picking
from core.charts.placement import Box
from core.charts.rankings import MOST
from core.charts.scene import TEXT_STYLES, Align
from core.texts import Language

RADIUS = 6.5
HALO = 3.5  # px of paper around a name, where it must cross a whisker or a line
NUMBERED = 3  # the first of the fix-first list wear their rank
WHISKERED = 20  # the first of the list show their interval, more would hide the points
LABEL = TEXT_STYLES["label"]
CORNER = 15  # px, size of the verbs; they stand above and below the plot, where no point can touch them
BELOW = 30  # px between the figures of the axis and its title: the row of the lower verbs
RIGHT = 105  # where the axis of impact ends, 0-100 with some room
USUAL = 410.0  # px, inner width on the dashboard
LABELS_AT = {
    240.0: 5,
    380.0: 9,
    560.0: 14,
    760.0: 14,
    980.0: 14,
}  # inner width in px -> labels; each serves up to the next


@dataclass(frozen=True, slots=True)
class Field:
    """The plot: its inner size in pixels and the range of the performance."""

    height: float
    floor: float
    ceiling: float
    width: float = 0.0

    def x(self, impact: float) -> float:
        """Pixels from the left."""
        return _across(impact) * self.width

    def y(self, performance: float) -> float:
        """Pixels from the top."""
        return (self.ceiling - performance) / (self.ceiling - self.floor) * self.height


def _across(impact: float) -> float:
    """The share of the width: by the square root, since a few touchpoints usually carry most of the impact."""
    return math.sqrt(max(impact, 0.0) / RIGHT)


def importance_performance(
    frame: pd.DataFrame,
    *,
    impact_line: float | None,
    language: Language,
    palette: Palette,
    narrow: bool = False,
    selected: str | None = None,
) -> alt.LayerChart:
    """``performance_frame`` as points with whiskers, the four verbs in the corners, lines where they change.

    ``impact_line`` (0-1): the median impact. A click on a point sets the selection ``pick`` (field ``key``).
    """
    field = _field(frame, narrow=narrow)
    layers = [
        *_backdrop(field, impact_line, language=language, palette=palette),
        *_points(frame, field, impact_line, language=language, palette=palette, selected=selected),
    ]
    return alt.LayerChart(layer=layers, width="container", height=field.height)


def _field(frame: pd.DataFrame, *, narrow: bool) -> Field:
    known = [float(v) for v in frame[["performance", "low", "high"]].to_numpy().ravel() if v == v]
    floor = max(0.0, min([*known, 0.6]) - 0.08)
    ceiling = min(MOST, max([*known, 1.2])) + 0.08
    return Field(340.0 if narrow else 440.0, floor, ceiling)


def _scales(field: Field, language: Language) -> dict[str, Any]:
    title = language.say("chart.axis.impact")
    across = alt.Axis(title=title, titlePadding=BELOW, grid=False, values=[0, 5, 20, 50, 100])
    down = alt.Axis(
        title=language.say("chart.axis.performance"),
        format=".0%",
        tickCount=5,
        titleAngle=0,
        titleAlign="left",
        titleAnchor="start",
        titleX=-44,
        titleY=-50,
    )
    return {
        "x": alt.X("impact:Q", axis=across, scale=alt.Scale(type="sqrt", domain=[0, RIGHT], nice=False)),
        "y": alt.Y("performance:Q", axis=down, scale=alt.Scale(domain=[field.floor, field.ceiling], nice=False)),
    }


def _backdrop(field: Field, impact_line: float | None, *, language: Language, palette: Palette) -> Iterator[alt.Chart]:
    scales = _scales(field, language)
    line = 100 * impact_line if impact_line is not None else None
    if line is not None:
        area = pd.DataFrame([{"impact": line, "impact_end": RIGHT, "performance": field.floor, "performance_end": 1.0}])
        fix = alt.Chart(area).mark_rect(color=palette.low, opacity=0.07, aria=False)
        yield fix.encode(**scales, x2=alt.X2("impact_end:Q"), y2=alt.Y2("performance_end:Q"))
        cut = alt.Chart(pd.DataFrame([{"impact": line}])).mark_rule(color=palette.accent, strokeDash=[5, 4], aria=False)
        yield cut.encode(x=scales["x"])
    target = alt.Chart(pd.DataFrame([{"performance": 1.0}])).mark_rule(color=palette.accent, strokeDash=[5, 4])
    yield target.encode(y=scales["y"])
    for text in _corner_texts(field, line, language):
        size, weight, colour = (CORNER, 600, palette.muted) if text.verb else (11, 500, palette.accent)
        mark = alt.Chart(pd.DataFrame([{"impact": text.impact, "performance": text.performance, "text": text.text}]))
        style: dict[str, Any] = {"fontSize": size, "fontWeight": weight, "color": colour, "aria": False}
        shape = mark.mark_text(align=text.align, baseline="middle", dx=text.dx, dy=text.dy, **style)
        yield shape.encode(**scales, text=alt.Text("text:N"))


@dataclass(frozen=True, slots=True)
class Corner:
    """A text that belongs to the plot itself, outside of it: a verb at its corner, or the name of a line."""

    text: str
    impact: float
    performance: float
    align: Align
    dx: float
    dy: float
    verb: bool = True


def _corner_texts(field: Field, line: float | None, language: Language) -> Iterator[Corner]:
    low, high, say = field.floor, field.ceiling, language.say
    yield Corner(say("chart.axis.target"), RIGHT, 1.0, "left", 5, 0, verb=False)
    if line is None:
        return
    side: Align = "left" if _across(line) < 0.5 else "right"
    yield Corner(say("chart.axis.median"), line, high, side, -2 if side == "left" else 2, -30, verb=False)
    yield Corner(say("action.fix"), RIGHT, low, "right", 0, 34)
    yield Corner(say("action.keep"), RIGHT, high, "right", 0, -12)
    yield Corner(say("action.scale"), 0, high, "left", 0, -12)
    yield Corner(say("action.question"), 0, low, "left", 0, 34)


def _points(
    frame: pd.DataFrame,
    field: Field,
    impact_line: float | None,
    *,
    language: Language,
    palette: Palette,
    selected: str | None,
) -> Iterator[alt.Chart]:
    choice, scales = pick(selected), _scales(field, language)
    if frame.empty:
        yield nothing(choice)
        return
    shown, data = picking(choice, language=language), _data(frame, palette, under(frame, field))
    yield _whiskers(data.head(WHISKERED), scales, choice, palette)
    style: dict[str, Any] = {"stroke": palette.edge, "strokeWidth": 1.2, "cursor": "pointer"}
    marks = alt.Chart(data.iloc[::-1]).mark_point(shape="circle", size=math.pi * RADIUS**2, **style)
    fill, name = alt.Fill("fill:N", scale=None), alt.Description("tip_name:N")
    own = marks.encode(**scales, fill=fill, description=name, **shown)
    yield own.properties(name="touchpoints").add_params(choice)
    numbered = alt.Chart(data[data["rank"] <= NUMBERED]).mark_text(fontSize=10, fontWeight=700, aria=False)
    ink, number = alt.Color("ink:N", scale=None), alt.Text("number:N")
    yield numbered.encode(**scales, text=number, color=ink, opacity=shown["opacity"])
    line = 100 * impact_line if impact_line is not None else None
    yield from _labels(frame, field, line, scales, shown, palette=palette)


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
    unused = ["name", "reach", "health", "phase", "stage", "setting", "guess"]
    return frame.drop(columns=unused).assign(fill=fills, ink=inks, number=numbers)


def _whiskers(data: pd.DataFrame, scales: dict[str, Any], choice: alt.Parameter, palette: Palette) -> alt.Chart:
    known = data[data["low"].notna() & data["high"].notna()]
    ends = known[["key", "impact"]].assign(performance=known["low"], performance_end=known["high"])
    whiskers = alt.Chart(ends).mark_rule(color=palette.edge, strokeWidth=1.2, aria=False)
    quiet = alt.when(choice).then(alt.value(0.5)).otherwise(alt.value(0.1))
    chart: alt.Chart = whiskers.encode(**scales, y2=alt.Y2("performance_end:Q"), opacity=quiet)
    return chart


def _labels(
    frame: pd.DataFrame,
    field: Field,
    line: float | None,
    scales: dict[str, Any],
    shown: dict[str, Any],
    *,
    palette: Palette,
) -> Iterator[alt.Chart]:
    """The names, placed for each of the widths that the plot may have."""
    until = (*list(LABELS_AT)[1:], 1e9)
    rows = [
        {"key": label.key, "label": label.text, **_offset(label), "since": width, "until": end}
        for (width, most), end in zip(LABELS_AT.items(), until, strict=True)
        for label in _placed(frame, replace(field, width=width), line, most)
    ]
    tips = [c for c in frame.columns if c.startswith("tip_")]
    labels = pd.DataFrame(rows, columns=["key", "label", "dx", "dy", "since", "until"])
    labels = labels.merge(frame[["key", "impact", "performance", *tips]], on="key")
    aligns: tuple[tuple[Align, float], ...] = (("left", 1), ("right", -1), ("center", 0))
    for align, sign in aligns:
        style: dict[str, Any] = {"baseline": "middle", "dx": alt.expr("datum.dx"), "dy": alt.expr("datum.dy")}
        data = alt.Chart(labels[np.sign(labels["dx"].astype(float)) == sign])
        fitting = data.transform_filter("width >= datum.since && width < datum.until")
        words = fitting.encode(**scales, text=alt.Text("label:N"), opacity=shown["opacity"])
        style |= {"align": align, "fontSize": LABEL.size, "aria": False}
        yield words.mark_text(color=palette.paper, stroke=palette.paper, strokeWidth=HALO, strokeJoin="round", **style)
        yield words.mark_text(color=palette.ink, **style).encode(tooltip=shown["tooltip"])


def _offset(label: Label) -> dict[str, float]:
    """How far from its point a label stands, in pixels."""
    across, down = offset(label.side, radius=RADIUS, size=LABEL.size)
    return {"dx": across, "dy": round(down, 1)}


def _placed(frame: pd.DataFrame, field: Field, line: float | None, most: int) -> list[Label]:
    crossed = [Box(0, field.y(1.0) - 1, field.width, 2), *_whisker_boxes(frame.head(WHISKERED), field)]
    crossed += [] if line is None else [Box(field.x(line) - 1, 0, 2, field.height)]
    covered = under(frame, field)
    columns = frame[["key", "name", "rank", "impact", "performance"]].itertuples(index=False, name=None)
    points = [
        Point(key, field.x(i), field.y(p), RADIUS, f"{rank:.0f} · {name}" if key in covered else name)
        for key, name, rank, i, p in columns
    ]
    area = Box(0, 0, field.width, field.height)
    return labels_beside(
        points, area, size=LABEL.size, most=most, crossed=crossed, width=max(170.0, 0.28 * field.width)
    )


def _whisker_boxes(frame: pd.DataFrame, field: Field) -> Iterator[Box]:
    for impact, low, high in frame[["impact", "low", "high"]].dropna().itertuples(index=False, name=None):
        yield Box(field.x(impact) - 1, field.y(high), 2, field.y(low) - field.y(high))
