"""Scenes as chart layers: the scene that suits the container's width is the one that is seen."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import altair as alt

from core.charts.colours import Palette
from core.charts.picture import Drawing, Layer, Sketch, at, drawn, paper
from core.charts.scene import TEXT_STYLES, Scene, Span, Text

Row = dict[str, Any]
Own = Mapping[str, Mapping[str, Any]]
_LINE_STYLES: Mapping[str, dict[str, Any]] = {
    "grid": {"strokeWidth": 1},
    "axis": {"strokeWidth": 1},
    "hatch": {"strokeWidth": 1, "opacity": 0.75},
    "target": {"strokeWidth": 1.3, "strokeDash": [5, 4]},
    "span": {"strokeWidth": 7, "opacity": 0.28},
    "track": {"strokeWidth": 7, "opacity": 0.7},
    "rest": {"strokeWidth": 7, "opacity": 0.3},
    "bar": {"strokeWidth": 7},
    "spark": {"strokeWidth": 1.6, "strokeCap": "round"},
}
_OF_A_SCENE = ("x", "y", "area")
_SCENE = "scene"  # which of several scenes is shown, by its place among them
# The others are as quiet as the grid.
_LINE_COLOURS = {
    "target": "accent",
    "span": "accent",
    "bar": "accent",
    "spark": "muted",
    "rest": "muted",
    "axis": "edge",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the layers of a picture stand: ``height`` in pixels; ``since``: of several scenes, the container's widths
    (pixels) from which each is shown, the widest first."""

    height: float
    since: tuple[float, ...] = ()

    def paper(self) -> Any:
        """What a layer's drawing begins with; it shows the rows of the scene that suits the container's width."""
        chart = paper()
        return chart.transform_filter("width >= datum.since && width < datum.until") if self.since else chart

    def by_key(self) -> dict[str, Any]:
        """The encodings of x, y and size for rows of ``rows_by_key``. There may be hundreds: they ask no scale."""
        x, y, area = (f"datum['{name}' + {_SCENE}]" if self.since else f"datum.{name}" for name in ("x", "y", "area"))
        return {"x": at(f"{x} * width"), "y": at(y), "size": at(area)}

    def params(self) -> list[dict[str, Any]]:
        """What ``by_key`` asks for: the number of the scene that suits the container's width."""
        *wider, _ = self.since or (0.0,)
        shown = [f"width >= {since:g} ? {n} : " for n, since in enumerate(wider)]
        return [{"name": _SCENE, "expr": "".join([*shown, str(len(wider))])}] if self.since else []

    def at(self, *names: str) -> dict[str, Any]:
        """The encodings of x, y, x2, y2 that all layers of a scene share."""
        made: dict[str, Any] = {
            "x": alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False, zero=False)),
            "y": alt.Y(
                "y:Q", axis=None, scale=alt.Scale(domain=[0, self.height], nice=False, zero=False, reverse=True)
            ),
            "x2": alt.X2("x2:Q"),
            "y2": alt.Y2("y2:Q"),
        }
        return {name: made[name] for name in names}


def place_of(spans: Sequence[Span]) -> Place:
    """The place of a picture of ``spans``."""
    return Place(max(s.scene.height for s in spans), tuple(s.since for s in spans) if len(spans) > 1 else ())


def draw(spans: Sequence[Span], *, palette: Palette) -> list[Layer]:
    """The backdrop of ``spans`` as layers, from back to front: areas, lines, texts without a touchpoint."""
    return [*ground(spans, palette=palette), *texts(spans, palette=palette)]


def ground(spans: Sequence[Span], *, palette: Palette) -> list[Layer]:
    """The areas and lines of ``spans`` without their texts."""
    return [
        *_areas(spans, "tint", palette),
        *_areas(spans, "gap", palette),
        *_lines(spans, palette),
        *_areas(spans, "plate", palette),
    ]


def rows_of(spans: Sequence[Span], rows: Callable[[Scene], Iterable[Row]]) -> list[Row]:
    """The rows of all scenes: pixels across become shares of the width, with the widths that each row is meant for."""
    found = []
    for span in spans:
        for row in rows(span.scene):
            across = {str(n): round(row[n] / span.scene.width, 5) for n in ("x", "x2") if n in row}
            down = {str(n): round(row[n], 2) for n in ("y", "y2") if n in row}
            found.append({**row, **across, **down, **_shown_at(span, len(spans))})
    return found


def rows_by_key(spans: Sequence[Span], rows: Callable[[Scene], Iterable[Row]]) -> list[Row]:
    """One row for each touchpoint (``key``), which every scene shows: where it stands in each and how large it is there
    under numbered names, x0, x1 ... So it travels once, and the browser looks at it once, however many the scenes."""
    found = [rows_of([span], rows) for span in spans]
    if len(spans) == 1:
        return found[0]
    by_key = [{row["key"]: row for row in scene} for scene in found]
    return [
        {
            **{name: value for name, value in row.items() if name not in _OF_A_SCENE},
            **{f"{name}{n}": scene[row["key"]][name] for n, scene in enumerate(by_key) for name in _OF_A_SCENE},
        }
        for row in found[0]
    ]


def _shown_at(span: Span, spans: int) -> Row:
    return {"since": span.since, "until": span.until} if spans > 1 else {}


def texts(
    spans: Sequence[Span], *, palette: Palette, own: Own | None = None, drawing: Drawing | None = None
) -> Iterator[Layer]:
    """The texts of touchpoints in their own ``drawing``, ``own`` giving further columns by key; else all others.

    Size, weight and side are taken from the rows, so that all texts are one layer.
    """
    rows = rows_of(spans, partial(_text_rows, palette=palette, own=own))
    if rows:
        yield Layer(drawing or _text(place_of(spans)), rows)


@drawn
def _text(place: Place) -> Sketch:
    return written(place)


def written(place: Place, **look: Any) -> Sketch:
    """Texts whose size, weight and side are taken from their rows."""
    style: dict[str, Any] = {f: alt.ExprRef(f"datum.{f}") for f in ("fontSize", "fontWeight", "align")}
    chart = place.paper().mark_text(baseline="middle", aria=False, **style, **look)
    return chart.encode(**place.at("x", "y"), text=alt.Text("text:N"), color=alt.Color("ink:N", scale=None))


def _text_rows(scene: Scene, *, palette: Palette, own: Own | None) -> Iterator[Row]:
    for t in scene.texts:
        if (t.key is None) == (own is None):
            extra = {"key": t.key, **own[t.key]} if own and t.key else {}
            yield {"x": t.x, "y": t.y, "text": t.text, **_text_style(t, palette), **extra}


def _text_style(text: Text, palette: Palette) -> Row:
    style = TEXT_STYLES[text.role]
    ink = text.ink or getattr(palette, style.colour)
    return {"ink": ink, "fontSize": style.size, "fontWeight": style.weight, "align": text.align}


def _areas(spans: Sequence[Span], role: str, palette: Palette) -> Iterator[Layer]:
    rows = rows_of(spans, partial(_area_rows, role=role, palette=palette))
    if rows:
        yield Layer(_area(place_of(spans), role, palette.edge), rows)


@drawn
def _area(place: Place, role: str, edge: str) -> Sketch:
    styles: dict[str, dict[str, Any]] = {
        "tint": {"cornerRadius": 8, "fillOpacity": 1},
        "gap": {"cornerRadius": 5, "fillOpacity": 0, "stroke": edge, "strokeDash": [3, 3], "strokeOpacity": 0.6},
        "plate": {"cornerRadius": 4, "fillOpacity": 1},
    }
    chart = place.paper().mark_rect(**styles[role], opacity=1, aria=False)
    return chart.encode(**place.at("x", "x2", "y", "y2"), fill=alt.Fill("fill:N", scale=None))


def _area_rows(scene: Scene, *, role: str, palette: Palette) -> Iterator[Row]:
    for r in (r for r in scene.rects if r.role == role):
        yield {"x": r.box.x, "x2": r.box.right, "y": r.box.y, "y2": r.box.bottom, "fill": palette.tint(r.phase)}


def _lines(spans: Sequence[Span], palette: Palette) -> Iterator[Layer]:
    for role in _LINE_STYLES:
        rows = rows_of(spans, partial(_line_rows, role=role))
        if rows:
            yield Layer(_line(place_of(spans), role, getattr(palette, _LINE_COLOURS.get(role, "grid"))), rows)


@drawn
def _line(place: Place, role: str, colour: str) -> Sketch:
    chart = place.paper().mark_rule(**_LINE_STYLES[role], color=colour, aria=False)
    return chart.encode(**place.at("x", "y", "x2", "y2"))


def _line_rows(scene: Scene, *, role: str) -> Iterator[Row]:
    for line in (e for e in scene.lines if e.role == role):
        yield {"x": line.x, "y": line.y, "x2": line.x2, "y2": line.y2}
