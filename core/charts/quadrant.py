"""Importance against performance: what matters and does badly, at a glance."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from core.charts.colours import Palette
from core.charts.marks import (
    FAINT,
    HOVER,
    NAME_FADED,
    PICKED_FROM,
    called,
    crowd,
    name_of_marks,
    nothing,
    pick,
    standing_back,
    tips_of,
)
from core.charts.marks import strength as strengths
from core.charts.picture import Layer, Picture, Row, Sketch, at, axis_down, drawn, paper, rows_from
from core.charts.quadrant_field import RIGHT, Field, across_of, corner_row, corner_texts
from core.charts.quadrant_names import LABEL, NUMBERED, RADIUS, SHOWN, WHISKERED, names_at, under
from core.story.against import MOST
from core.texts import Language

FAINT_RADIUS = 4.0
BELOW = 30  # px between the figures of the axis and its title: the row of the lower verbs


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
    axes = _axes(field, frame, impact_line, language)
    layers = [
        *_backdrop(field, axes, impact_line, language=language, palette=palette),
        *_points(frame, field, axes, impact_line, language=language, palette=palette),
    ]
    return Picture(layers, field.height, [pick(selected)])


def _field(frame: pd.DataFrame, *, narrow: bool) -> Field:
    known = [float(v) for v in frame[["performance", "low", "high"]].to_numpy().ravel() if v == v]
    floor = max(0.0, min([*known, 0.6]) - 0.08)
    ceiling = min(MOST, max([*known, 1.2])) + 0.08
    return Field(340.0 if narrow else 440.0, floor, ceiling)


@dataclass(frozen=True, slots=True)
class Axes:
    """What the axes are called, and the performances that stand at which pixels from the top; below the name of the
    one across stands what the drawing does not explain by itself."""

    across: tuple[str, ...]
    down: str
    performances: tuple[float, ...]
    heights: tuple[float, ...]

    def encodings(self) -> dict[str, Any]:
        """Impact from left to right, performance upwards."""
        across = alt.Axis(title=list(self.across), titlePadding=BELOW, grid=False, values=[0, 5, 20, 50, 100])
        scale = alt.Scale(domain=list(self.performances), range=list(self.heights), nice=False, zero=False)
        most = f"(datum.value >= {MOST} ? '≥ ' : '') + datum.label"  # no performance is shown above it
        down = axis_down(self.down, lift=50, format=".0%", tickCount=5, labelExpr=most)
        return {
            "x": alt.X("impact:Q", axis=across, scale=alt.Scale(type="sqrt", domain=[0, RIGHT], nice=False)),
            "y": alt.Y("performance:Q", axis=down, scale=scale),
        }


def _axes(field: Field, frame: pd.DataFrame, line: float | None, language: Language) -> Axes:
    say, faint = language.say, len(frame) - NUMBERED if crowd(len(frame)) else 0
    performances = (field.floor, 1.0, field.ceiling)
    notes = [say("chart.verbs.matter"), say("chart.verbs.reach")] if line is not None else []
    notes += [say("chart.legend.range")] if _whiskers(frame.head(WHISKERED)) else []
    notes += [say("chart.legend.crowd", n=faint)] if faint else []
    across = (say("chart.axis.impact"), *notes)
    return Axes(
        across, say("chart.axis.performance"), performances, tuple(round(field.y(one), 1) for one in performances)
    )


def _backdrop(
    field: Field, axes: Axes, impact_line: float | None, *, language: Language, palette: Palette
) -> Iterator[Layer]:
    line = 100 * impact_line if impact_line is not None else None
    cross: list[Row] = [{"floor": field.floor, "impact": line, "performance": 1.0, "impact_end": RIGHT}]
    if line is not None:
        yield Layer(_fix(axes, palette.low), cross)
        yield Layer(_line(axes, "x", palette.accent), cross)
    yield Layer(_line(axes, "y", palette.accent), cross)
    texts = corner_texts(field, line, language)
    yield Layer(_corners(axes), [corner_row(text, palette) for text in texts])


@drawn
def _fix(axes: Axes, colour: str) -> Sketch:
    area = paper().mark_rect(color=colour, opacity=0.07, aria=False)
    return area.encode(**axes.encodings(), x2=alt.X2("impact_end:Q"), y2=alt.Y2("floor:Q"))


@drawn
def _line(axes: Axes, across: str, accent: str) -> Sketch:
    rule = paper().mark_rule(color=accent, strokeDash=[5, 4], aria=False)
    return rule.encode(**{across: axes.encodings()[across]})


@drawn
def _corners(axes: Axes) -> Sketch:
    style: dict[str, Any] = {f: alt.ExprRef(f"datum.{f}") for f in ("dx", "dy", "align", "fontSize", "fontWeight")}
    texts = paper().mark_text(baseline="middle", aria=False, **style)
    return texts.encode(**axes.encodings(), text=alt.Text("text:N"), color=alt.Color("ink:N", scale=None))


def _points(
    frame: pd.DataFrame, field: Field, axes: Axes, impact_line: float | None, *, language: Language, palette: Palette
) -> Iterator[Layer]:
    if frame.empty:
        yield nothing()
        return
    covered = under(frame, field)
    faint = crowd(len(frame))
    across, down = [across_of(impact) for impact in frame["impact"]], [field.y(p) for p in frame["performance"]]
    tips = _tips(frame, language)
    data = frame[["key"]].assign(across=across, down=down, tip=tips, **_looks(frame, palette))
    yield Layer(_whisker(axes, palette.edge), _whiskers(frame.head(NUMBERED if faint else WHISKERED)))
    name = name_of_marks(len(data), language)
    yield Layer(_mark(palette.edge, name, faint=faint > 0), rows_from(data.iloc[::-1]))
    yield Layer(_number(axes), _numbers(frame, palette, covered))
    line = 100 * impact_line if impact_line is not None else None
    names = names_at(frame.assign(tip=tips), field, line, covered)
    if faint:
        yield Layer(_lead(palette.muted), names)
    yield Layer(_halo(axes, palette.paper), names)
    yield Layer(_name(axes, palette.ink), names)


def _tips(frame: pd.DataFrame, language: Language) -> "pd.Series[Any]":
    return pd.Series([own["tip"] for own in tips_of(frame, language).values()], dtype="object")


@drawn
def _mark(edge: str, name: str | None, *, faint: bool) -> Sketch:
    style: dict[str, Any] = {"stroke": edge, "strokeWidth": 1.2, "cursor": "pointer", "tooltip": HOVER}
    marks = paper().mark_point(shape="circle", size=math.pi * RADIUS**2, **called(name), **style)
    fill = alt.Fill("fill:N", scale=None)
    look = {**strengths(own=faint), **({"size": alt.Size("area:Q", scale=None)} if faint else {})}
    place = {"x": at("datum.across * width"), "y": at("datum.down")}  # no scale for each of hundreds of points
    own: Sketch = marks.encode(**place, fill=fill, opacity=standing_back(), **look)
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
def _lead(ink: str) -> Sketch:
    """The line from a point in a crowd to its name."""
    leads = paper().mark_rule(color=ink, strokeWidth=1, aria=False).transform_filter(SHOWN)
    place = {
        "x": at("datum.across * width + datum.x0"),
        "y": at("datum.down + datum.y0"),
        "x2": at("datum.across * width + datum.x1"),
        "y2": at("datum.down + datum.y1"),
    }
    return leads.encode(**place, opacity=standing_back())


@drawn
def _halo(axes: Axes, paper_colour: str) -> Sketch:
    around: dict[str, Any] = {"stroke": paper_colour, "strokeWidth": alt.ExprRef("datum.halo"), "strokeJoin": "round"}
    return _words(axes, color=paper_colour, **around).encode(opacity=standing_back())


@drawn
def _name(axes: Axes, ink: str) -> Sketch:
    return _words(axes, color=ink, tooltip=HOVER).encode(opacity=standing_back(NAME_FADED))


def _words(axes: Axes, **look: Any) -> Sketch:
    style: dict[str, Any] = {f: alt.ExprRef(f"datum.{f}") for f in ("dx", "dy", "align")}
    names = paper().mark_text(baseline="middle", fontSize=LABEL.size, aria=False, **style, **look)
    fitting = names.transform_filter(SHOWN)
    return fitting.encode(**axes.encodings(), text=alt.Text("label:N"))


def _looks(frame: pd.DataFrame, palette: Palette) -> dict[str, list[Any]]:
    """The fills of the points, and strength and area where all but the first stand back."""
    fills = [palette.of_health(None if math.isnan(h) else h) for h in frame["health"]]
    rest = crowd(len(frame))
    if not rest:
        return {"fill": fills}
    rest = len(frame) - NUMBERED  # here fewer stand out than on the map: each of them has a name
    first, areas = NUMBERED, [round(math.pi * radius**2, 1) for radius in (RADIUS, FAINT_RADIUS)]
    strength = [1.0] * first + [FAINT] * rest
    return {"fill": fills, "strength": strength, "area": areas[:1] * first + areas[1:] * rest}


def _numbers(frame: pd.DataFrame, palette: Palette, covered: frozenset[str]) -> list[Row]:
    """The ranks that the first points wear, but those under a better one."""
    first = frame[(frame["rank"] <= NUMBERED) & ~frame["key"].isin(covered)]
    inks = [palette.text_on(fill) for fill in _looks(first, palette)["fill"]]
    numbers = [f"{rank:.0f}" for rank in first["rank"]]
    return rows_from(first[["key", "impact", "performance"]].assign(ink=inks, number=numbers))


def _whiskers(data: pd.DataFrame) -> list[Row]:
    known = data[data["low"].notna() & data["high"].notna()]
    return rows_from(known[["key", "impact"]].assign(performance=known["low"], performance_end=known["high"]))
