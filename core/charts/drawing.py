"""Scenes as chart layers: the scene that suits the container's width is the one that is seen."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import altair as alt

from core.charts.colours import Palette
from core.charts.finishing import Aside
from core.charts.scene import TEXT_STYLES, Scene, Span, Text

Row = dict[str, Any]
Own = Mapping[str, Mapping[str, str]]
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
# The others are as quiet as the grid.
_LINE_COLOURS = {
    "target": "accent",
    "span": "accent",
    "bar": "accent",
    "spark": "muted",
    "rest": "muted",
    "axis": "edge",
}


def draw(spans: Sequence[Span], *, palette: Palette) -> list[alt.Chart]:
    """The backdrop of ``spans`` as layers, from back to front: areas, lines, texts without a touchpoint."""
    return [*ground(spans, palette=palette), *texts(spans, palette=palette)]


def ground(spans: Sequence[Span], *, palette: Palette) -> list[alt.Chart]:
    """The areas and lines of ``spans`` without their texts."""
    return [
        *_areas(spans, "tint", palette, cornerRadius=8),
        *_areas(spans, "gap", palette, cornerRadius=5, stroke=palette.edge, strokeDash=[3, 3], strokeOpacity=0.6),
        *_lines(spans, palette),
        *_areas(spans, "plate", palette, cornerRadius=4),
    ]


def position(spans: Sequence[Span], *names: str) -> dict[str, Any]:
    """The encodings of x, y, x2, y2 that all layers of a scene share."""
    height = max(s.scene.height for s in spans)
    made: dict[str, Any] = {
        "x": alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False, zero=False)),
        "y": alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, height], nice=False, zero=False, reverse=True)),
        "x2": alt.X2("x2:Q"),
        "y2": alt.Y2("y2:Q"),
    }
    return {name: made[name] for name in names}


def rows_of(spans: Sequence[Span], rows: Callable[[Scene], Iterable[Row]]) -> list[Row]:
    """The rows of all scenes: pixels across become shares of the width, with the widths that each row is meant for."""
    found = []
    for span in spans:
        for row in rows(span.scene):
            across = {str(n): round(row[n] / span.scene.width, 5) for n in ("x", "x2") if n in row}
            down = {str(n): round(row[n], 2) for n in ("y", "y2") if n in row}
            found.append({**row, **across, **down, **_shown_at(span, len(spans))})
    return found


def _shown_at(span: Span, spans: int) -> Row:
    return {"since": span.since, "until": span.until} if spans > 1 else {}


def layer(spans: Sequence[Span], rows: Sequence[Row]) -> alt.Chart:
    """A chart of ``rows`` that shows those of the scene that suits the container's width."""
    chart = alt.Chart({"values": Aside(rows)})
    return chart if len(spans) == 1 else chart.transform_filter("width >= datum.since && width < datum.until")


def texts(
    spans: Sequence[Span], *, palette: Palette, own: Own | None = None, shown: Mapping[str, Any] | None = None
) -> Iterator[alt.Chart]:
    """The texts of touchpoints, ``own`` giving further columns by key and ``shown`` further encodings; else all others.

    Size, weight and side are taken from the rows, so that all texts are one layer.
    """
    rows = rows_of(spans, partial(_text_rows, palette=palette, own=own))
    if not rows:
        return
    style: dict[str, Any] = {f: alt.ExprRef(f"datum.{f}") for f in ("fontSize", "fontWeight", "align")}
    chart = layer(spans, rows).mark_text(baseline="middle", aria=False, **style)
    colour, text = alt.Color("ink:N", scale=None), alt.Text("text:N")
    yield chart.encode(**position(spans, "x", "y"), text=text, color=colour, **(shown or {}))


def _text_rows(scene: Scene, *, palette: Palette, own: Own | None) -> Iterator[Row]:
    for t in scene.texts:
        if (t.key is None) == (own is None):
            extra = {"key": t.key, **own[t.key]} if own and t.key else {}
            yield {"x": t.x, "y": t.y, "text": t.text, **_text_style(t, palette), **extra}


def _text_style(text: Text, palette: Palette) -> Row:
    style = TEXT_STYLES[text.role]
    ink = text.ink or getattr(palette, style.colour)
    return {"ink": ink, "fontSize": style.size, "fontWeight": style.weight, "align": text.align}


def _areas(spans: Sequence[Span], role: str, palette: Palette, **style: Any) -> Iterator[alt.Chart]:
    rows = rows_of(spans, partial(_area_rows, role=role, palette=palette))
    if rows:
        chart = layer(spans, rows).mark_rect(**style, opacity=1, fillOpacity=0 if role == "gap" else 1, aria=False)
        yield chart.encode(**position(spans, "x", "x2", "y", "y2"), fill=alt.Fill("fill:N", scale=None))


def _area_rows(scene: Scene, *, role: str, palette: Palette) -> Iterator[Row]:
    for r in (r for r in scene.rects if r.role == role):
        yield {"x": r.box.x, "x2": r.box.right, "y": r.box.y, "y2": r.box.bottom, "fill": palette.tint(r.phase)}


def _lines(spans: Sequence[Span], palette: Palette) -> Iterator[alt.Chart]:
    for role, style in _LINE_STYLES.items():
        rows = rows_of(spans, partial(_line_rows, role=role))
        if rows:
            colour = getattr(palette, _LINE_COLOURS.get(role, "grid"))
            chart = layer(spans, rows).mark_rule(**style, color=colour, aria=False)
            yield chart.encode(**position(spans, "x", "y", "x2", "y2"))


def _line_rows(scene: Scene, *, role: str) -> Iterator[Row]:
    for line in (e for e in scene.lines if e.role == role):
        yield {"x": line.x, "y": line.y, "x2": line.x2, "y2": line.y2}
