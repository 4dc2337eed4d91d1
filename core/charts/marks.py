"""Touchpoints in a scene: marks, their ranks and names, with hover texts and the selection ``pick``."""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import altair as alt
import pandas as pd

from core.charts.colours import Palette
from core.charts.drawing import Row, layer, position, rows_of, texts
from core.charts.scene import TEXT_STYLES, Scene, Span
from core.texts import Language

FADED = 0.28  # opacity of what is not picked
RING = 3.0  # px from a mark to the dashed ring around it
TIPS = ("name", "place", "reach", "health", "rank", "class")
Tips = Mapping[str, Mapping[str, str]]


def pick(selected: str | None = None) -> alt.Parameter:
    """One touchpoint at a time, by click; a click beside takes it back. ``selected`` is picked from the start."""
    start: dict[str, Any] = {} if selected is None else {"value": [{"key": selected}]}
    return alt.selection_point(name="pick", fields=["key"], toggle=False, empty=True, **start)


def picking(choice: alt.Parameter, *, language: Language) -> dict[str, Any]:
    """The encodings of everything that belongs to a touchpoint: the rest steps back, a hover says the facts."""
    return {
        "opacity": alt.when(choice).then(alt.value(1.0)).otherwise(alt.value(FADED)),
        "tooltip": [alt.Tooltip(f"tip_{t}:N", title=language.say(f"chart-tip.{t}")) for t in TIPS],
    }


def tips_of(frame: pd.DataFrame) -> Tips:
    """Key -> hover texts, from the ``tip_*`` columns."""
    columns = [f"tip_{t}" for t in TIPS]
    return {str(key): dict(zip(columns, texts, strict=True)) for key, *texts in frame[["key", *columns]].to_numpy()}


def touchpoint_layers(
    spans: Sequence[Span], frame: pd.DataFrame, *, palette: Palette, language: Language, selected: str | None = None
) -> Iterator[alt.Chart]:
    """All marks of a scene, those of ``frame``'s touchpoints with hover and selection."""
    choice, tips = pick(selected), tips_of(frame)
    yield from _rings(spans, palette, own=False)
    yield from _legend(spans, palette)
    if not tips:
        yield nothing(choice)
        return
    shown = picking(choice, language=language)
    yield from _rings(spans, palette, own=True, opacity=shown["opacity"])
    rows = rows_of(spans, partial(_mark_rows, palette=palette, tips=tips))
    own = _points(spans, rows, palette, cursor="pointer")
    name = alt.Description("tip_name:N")
    yield own.encode(description=name, **shown).properties(name="touchpoints").add_params(choice)
    yield from _numbers(spans, palette, shown["opacity"])
    yield from texts(spans, palette=palette, own=tips, shown=shown)


def nothing(choice: alt.Parameter) -> alt.Chart:
    """An empty layer that carries the selection, so that a page can rely on it whatever is shown."""
    empty = alt.Chart(alt.InlineData(values=[])).mark_point()
    chart: alt.Chart = empty.properties(name="touchpoints").add_params(choice)
    return chart


def _points(spans: Sequence[Span], rows: Sequence[Row], palette: Palette, **style: Any) -> alt.Chart:
    chart: alt.Chart = layer(spans, rows).mark_point(stroke=palette.edge, strokeWidth=1.2, opacity=1, **style)
    return chart.encode(
        **position(spans, "x", "y"),
        size=alt.Size("area:Q", scale=None),
        shape=alt.Shape("shape:N", scale=None),
        fill=alt.Fill("fill:N", scale=None),
    )


def _legend(spans: Sequence[Span], palette: Palette) -> Iterator[alt.Chart]:
    rows = rows_of(spans, partial(_mark_rows, palette=palette, tips={}))
    if rows:
        yield _points(spans, rows, palette, aria=False)


def _mark_rows(scene: Scene, *, palette: Palette, tips: Tips) -> Iterator[Row]:
    """The touchpoints' marks with their ``tips``, or, without any, the legend's."""
    for m in (m for m in scene.marks if (m.key is None) == (not tips)):
        yield {
            "x": m.x,
            "y": m.y,
            "area": round(math.pi * m.radius**2, 1),
            "shape": m.shape,
            "fill": palette.of_health(m.health),
            **({"key": m.key, **tips[m.key]} if m.key else {}),
        }


def _rings(spans: Sequence[Span], palette: Palette, *, own: bool, **shown: Any) -> Iterator[alt.Chart]:
    """The dashed outline around a mark whose class is a guess: around touchpoints (``own``) or in the legend."""
    rows = rows_of(spans, partial(_ring_rows, own=own))
    if rows:
        style: dict[str, Any] = {"strokeWidth": 1.2, "strokeDash": [2.5, 2.5], "opacity": 1, "aria": False}
        chart = layer(spans, rows).mark_point(filled=False, stroke=palette.edge, **style)
        size, shape = alt.Size("area:Q", scale=None), alt.Shape("shape:N", scale=None)
        yield chart.encode(**position(spans, "x", "y"), size=size, shape=shape, **shown)


def _ring_rows(scene: Scene, *, own: bool) -> Iterator[Row]:
    for m in (m for m in scene.marks if m.guess and (m.key is not None) == own):
        area = round(math.pi * (m.radius + RING) ** 2, 1)
        yield {"x": m.x, "y": m.y, "area": area, "shape": m.shape, "key": m.key}


def _numbers(spans: Sequence[Span], palette: Palette, opacity: Any) -> Iterator[alt.Chart]:
    rows = rows_of(spans, partial(_number_rows, palette=palette))
    if rows:
        style = TEXT_STYLES["number"]
        chart = layer(spans, rows).mark_text(
            baseline="middle", fontSize=style.size, fontWeight=style.weight, aria=False
        )
        colour = alt.Color("ink:N", scale=None)
        yield chart.encode(**position(spans, "x", "y"), text=alt.Text("text:N"), color=colour, opacity=opacity)


def _number_rows(scene: Scene, *, palette: Palette) -> Iterator[Row]:
    for m in (m for m in scene.marks if m.number is not None):
        ink = palette.text_on(palette.of_health(m.health))
        yield {"x": m.x, "y": m.y + 0.5, "text": str(m.number), "ink": ink, "key": m.key}
