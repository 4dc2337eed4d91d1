"""Touchpoints in a scene: marks, their ranks and names, with hover texts and the selection ``pick``."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import altair as alt
import pandas as pd

from core.charts.colours import Palette
from core.charts.drawing import Place, Row, place_of, rows_by_key, rows_of, texts, written
from core.charts.picture import PAINTED_FROM, Layer, Sketch, drawn, paper
from core.charts.scene import TEXT_STYLES, Scene, Span
from core.texts import Language

FADED = 0.4  # opacity of the marks that are not picked
NAME_FADED = 0.7  # of their names, which can still be read: a contrast above 4.5 on each tint of both themes
RING = 3.0  # px from a mark to the dashed ring around it
PICK, PICKED_FROM = "pick", "touchpoints"  # the selection, and the layer that a click goes to
CROWD, STANDING_OUT = 40, 10  # from more touchpoints than that, all but the first few are drawn faint
FAINT = 0.3
TIPS = ("name", "place", "reach", "health", "rank", "class")
HOVER = alt.ExprRef("datum.tip")  # what a hover shows comes finished: of hundreds of marks nobody looks at most
Tips = Mapping[str, Mapping[str, Mapping[str, str]]]


def crowd(count: int) -> int:
    """How many of ``count`` touchpoints stand back, so that what matters is seen: none up to ``CROWD``."""
    return count - STANDING_OUT if count > CROWD else 0


def is_faint(order: int, count: int) -> bool:
    """Whether the touchpoint at this place of the frame, the most important first, is one of those."""
    return order >= STANDING_OUT and crowd(count) > 0


def strength(*, own: bool = True) -> dict[str, Any]:
    """The encodings of marks of which some are faint (column ``strength``), whatever is picked; none where none is."""
    names = {"fillOpacity": alt.FillOpacity, "strokeOpacity": alt.StrokeOpacity}
    return {name: kind("strength:Q", scale=None) for name, kind in names.items()} if own else {}


def pick(selected: str | None = None) -> dict[str, Any]:
    """One touchpoint at a time, by click; a click beside takes it back. ``selected`` is picked from the start."""
    start = {} if selected is None else {"value": [{"key": selected}]}
    how = {"type": "point", "fields": ["key"], "toggle": False}
    return {"name": PICK, "select": how, "views": [PICKED_FROM], **start}


def standing_back(otherwise: float = FADED, *, usual: float = 1.0) -> Any:
    """The opacity of what belongs to a touchpoint: the rest steps back while one is picked."""
    choice = alt.selection_point(name=PICK, fields=["key"], empty=True)
    return alt.when(choice).then(alt.value(usual)).otherwise(alt.value(otherwise))


def name_of_marks(count: int, language: Language) -> str | None:
    """The fact of a hover by which a screen reader calls each of ``count`` marks; None where they are painted, so that
    no screen reader meets them."""
    return titles_of(language)[0] if count <= PAINTED_FROM else None


def called(name: str | None) -> dict[str, Any]:
    """The look of marks that a screen reader calls by the fact ``name`` of their hover, if at all."""
    return {"description": alt.ExprRef(f"datum.tip[{json.dumps(name)}]")} if name else {"aria": False}


def titles_of(language: Language) -> tuple[str, ...]:
    """What the facts of a hover are called, the name first."""
    return tuple(language.say(f"chart-tip.{t}") for t in TIPS)


def tips_of(frame: pd.DataFrame, language: Language) -> Tips:
    """Key -> the column ``tip``, what a hover shows: the facts by what they are called, from the ``tip_*`` columns."""
    titles, columns = titles_of(language), [f"tip_{t}" for t in TIPS]
    facts = frame[["key", *columns]].to_numpy()
    return {str(key): {"tip": dict(zip(titles, texts, strict=True))} for key, *texts in facts}


def touchpoint_layers(
    spans: Sequence[Span], frame: pd.DataFrame, *, palette: Palette, language: Language
) -> Iterator[Layer]:
    """All marks of a scene, those of ``frame``'s touchpoints with hover and selection (``pick``)."""
    tips, faint = tips_of(frame, language), any(m.faint for span in spans for m in span.scene.marks)
    yield from _rings(spans, palette, own=False)
    if rows := rows_of(spans, partial(_mark_rows, palette=palette, tips={})):
        yield Layer(_example(place_of(spans), palette.edge, faint=faint), rows)
    if not tips:
        yield nothing()
        return
    yield from _rings(spans, palette, own=True)
    rows = rows_by_key(spans, partial(_mark_rows, palette=palette, tips=tips))
    name = name_of_marks(len(rows), language)
    yield Layer(_mark(place_of(spans), palette.edge, name, faint=faint), rows)
    yield from _numbers(spans, palette)
    yield from texts(spans, palette=palette, own=tips, drawing=_name(place_of(spans)))


@drawn
def _name(place: Place) -> Sketch:
    return written(place, tooltip=HOVER).encode(opacity=standing_back(NAME_FADED))


def nothing() -> Layer:
    """An empty layer that carries the selection, so that a page can rely on it whatever is shown."""
    return Layer({"name": PICKED_FROM, "mark": {"type": "point"}}, ())


@drawn
def _example(place: Place, edge: str, *, faint: bool) -> Sketch:
    """A mark of the legend."""
    chart = place.paper().mark_point(stroke=edge, strokeWidth=1.2, opacity=1, aria=False)
    size = alt.Size("area:Q", scale=None)
    return chart.encode(**place.at("x", "y"), size=size, **_mark_looks(faint=faint))


@drawn
def _mark(place: Place, edge: str, name: str | None, *, faint: bool) -> Sketch:
    """A touchpoint's mark."""
    style: dict[str, Any] = {"cursor": "pointer", "tooltip": HOVER, **called(name)}
    chart = paper().mark_point(stroke=edge, strokeWidth=1.2, opacity=1, **style)
    found: Sketch = chart.encode(**place.by_key(), **_mark_looks(faint=faint), opacity=standing_back())
    return found.properties(name=PICKED_FROM)


def _mark_looks(*, faint: bool) -> dict[str, Any]:
    return {
        "shape": alt.Shape("shape:N", scale=None),
        "fill": alt.Fill("fill:N", scale=None),
        **strength(own=faint),
    }


def _mark_rows(scene: Scene, *, palette: Palette, tips: Tips) -> Iterator[Row]:
    faint = any(m.faint for m in scene.marks)
    for m in (m for m in scene.marks if (m.key is None) == (not tips)):
        yield {
            "x": m.x,
            "y": m.y,
            "area": round(math.pi * m.radius**2, 1),
            "shape": m.shape,
            "fill": palette.of_health(m.health),
            **({"strength": FAINT if m.faint else 1} if faint else {}),
            **({"key": m.key, **tips[m.key]} if m.key else {}),
        }


def _rings(spans: Sequence[Span], palette: Palette, *, own: bool) -> Iterator[Layer]:
    """The dashed outline around a mark whose class is a guess: around touchpoints (``own``) or in the legend."""
    rows = rows_of(spans, partial(_ring_rows, own=own))
    if rows:
        yield Layer(_ring(place_of(spans), palette.edge, own=own), rows)


@drawn
def _ring(place: Place, edge: str, *, own: bool) -> Sketch:
    style: dict[str, Any] = {"strokeWidth": 1.2, "strokeDash": [2.5, 2.5], "opacity": 1, "aria": False}
    chart = place.paper().mark_point(filled=False, stroke=edge, **style)
    size, shape = alt.Size("area:Q", scale=None), alt.Shape("shape:N", scale=None)
    return chart.encode(**place.at("x", "y"), size=size, shape=shape, **({"opacity": standing_back()} if own else {}))


def _ring_rows(scene: Scene, *, own: bool) -> Iterator[Row]:
    for m in (m for m in scene.marks if m.guess and (m.key is not None) == own):
        area = round(math.pi * (m.radius + RING) ** 2, 1)
        yield {"x": m.x, "y": m.y, "area": area, "shape": m.shape, "key": m.key}


def _numbers(spans: Sequence[Span], palette: Palette) -> Iterator[Layer]:
    rows = rows_of(spans, partial(_number_rows, palette=palette))
    if rows:
        yield Layer(_number(place_of(spans)), rows)


@drawn
def _number(place: Place) -> Sketch:
    style = TEXT_STYLES["number"]
    chart = place.paper().mark_text(baseline="middle", fontSize=style.size, fontWeight=style.weight, aria=False)
    text, colour = alt.Text("text:N"), alt.Color("ink:N", scale=None)
    return chart.encode(**place.at("x", "y"), text=text, color=colour, opacity=standing_back())


def _number_rows(scene: Scene, *, palette: Palette) -> Iterator[Row]:
    for m in (m for m in scene.marks if m.number is not None):
        ink = palette.text_on(palette.of_health(m.health))
        yield {"x": m.x, "y": m.y + 0.5, "text": str(m.number), "ink": ink, "key": m.key}
