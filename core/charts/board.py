"""Scenes with coloured pieces, dots and ribbons that say their facts when hovered."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import altair as alt

from core.charts.colours import Palette
from core.charts.drawing import Place, Row, ground, place_of, rows_of, texts
from core.charts.picture import Drawing, Layer, Picture, Sketch, drawn
from core.charts.placement import Box
from core.charts.scene import Scene, Span

Tips = Mapping[str, str]  # column tip_* -> finished text
CLEAR = "transparent"


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle of a colour; ``tips`` are its hover texts, ``about`` what a screen reader says."""

    box: Box
    fill: str
    opacity: float = 1.0
    tips: Tips = field(default_factory=dict)
    about: str = ""
    stroke: str = CLEAR


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a colour with its hover texts; ``shape`` as Vega-Lite names it."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str
    tips: Tips = field(default_factory=dict)
    about: str = ""
    shape: str = "circle"


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band along ``points`` (x, upper y, lower y) from left to right."""

    points: tuple[tuple[float, float, float], ...]
    fill: str
    opacity: float
    tips: Tips = field(default_factory=dict)


@dataclass(slots=True)
class Board(Scene):
    """A scene with pieces, dots and ribbons, each list drawn in its order."""

    ribbons: list[Ribbon] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)


def board_chart(spans: Sequence[Span], *, palette: Palette, titles: Mapping[str, str], live: bool = False) -> Picture:
    """The boards of ``spans`` as one chart; ``titles``: hover column (tip_*) -> what it is called; ``live`` as in
    ``Picture``."""
    tips, place = tuple(titles.items()), place_of(spans)
    layers = [
        *ground(spans, palette=palette),
        *_layer(spans, _ribbon_rows, _ribbon(place, tips)),
        *_layer(spans, _piece_rows, _piece(place, tips)),
        *_layer(spans, _dot_rows, _dot(place, tips)),
        *texts(spans, palette=palette),
    ]
    return Picture(layers or [Layer({"mark": "point"}, ())], place.height, live=live)


def _layer(spans: Sequence[Span], rows: Callable[[Board], Iterable[Row]], drawing: Drawing) -> Iterator[Layer]:
    if found := rows_of(spans, lambda scene: rows(scene) if isinstance(scene, Board) else ()):
        yield Layer(drawing, found)


def _tooltip(tips: tuple[tuple[str, str], ...]) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{column}:N", title=title) for column, title in tips]


@drawn
def _piece(place: Place, tips: tuple[tuple[str, str], ...]) -> Sketch:
    return (
        place.paper()
        .mark_rect(cornerRadius=3)
        .encode(
            **place.at("x", "x2", "y", "y2"),
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
            fillOpacity=alt.FillOpacity("opacity:Q", scale=None),
            description=alt.Description("about:N"),
            tooltip=_tooltip(tips),
        )
    )


def _piece_rows(board: Board) -> Iterator[Row]:
    for p in board.pieces:
        edges = {"x": p.box.x, "x2": p.box.right, "y": p.box.y, "y2": p.box.bottom}
        yield {**edges, "fill": p.fill, "stroke": p.stroke, "opacity": p.opacity, "about": p.about, **p.tips}


@drawn
def _dot(place: Place, tips: tuple[tuple[str, str], ...]) -> Sketch:
    return (
        place.paper()
        .mark_point(strokeWidth=1.4, opacity=1)
        .encode(
            **place.at("x", "y"),
            size=alt.Size("area:Q", scale=None),
            shape=alt.Shape("shape:N", scale=None),
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
            description=alt.Description("about:N"),
            tooltip=_tooltip(tips),
        )
    )


def _dot_rows(board: Board) -> Iterator[Row]:
    for d in board.dots:
        area = round(math.pi * d.radius**2, 1)
        look = {"area": area, "shape": d.shape, "fill": d.fill, "stroke": d.stroke, "about": d.about}
        yield {"x": d.x, "y": d.y, **look, **d.tips}


@drawn
def _ribbon(place: Place, tips: tuple[tuple[str, str], ...]) -> Sketch:
    return (
        place.paper()
        .mark_area(interpolate="monotone", line=False, aria=False)
        .encode(
            **place.at("x", "y", "y2"),
            detail=alt.Detail("ribbon:N"),
            fill=alt.Fill("fill:N", scale=None),
            fillOpacity=alt.FillOpacity("opacity:Q", scale=None),
            tooltip=_tooltip(tips),
        )
    )


def _ribbon_rows(board: Board) -> Iterator[Row]:
    for n, ribbon in enumerate(board.ribbons):
        look = {"ribbon": n, "fill": ribbon.fill, "opacity": ribbon.opacity, **ribbon.tips}
        for x, upper, lower in ribbon.points:
            yield {"x": x, "y": upper, "y2": lower, **look}
