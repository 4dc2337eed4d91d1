"""The journey map: where customers meet the business, how many, how well, and where nobody looks."""

import math
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Literal

import altair as alt

from core.charts.colours import Palette
from core.charts.drawing import Place, Row, draw, place_of, rows_of
from core.charts.frames import Journey
from core.charts.journey_tall import compose_tall
from core.charts.journey_wide import MAX_HEIGHT, compose_wide, height_wide
from core.charts.marks import crowd, pick, touchpoint_layers
from core.charts.picture import Layer, Picture, Sketch, drawn
from core.charts.scene import CurvePoint, Scene, Span
from core.texts import Language

WIDE = (1120.0, 860.0, 660.0)  # px: the widths that the map is composed for; a container takes the next narrower
TALL = 330.0
_STEP = 100  # px of height, in which the map of a crowd grows: of another height it is drawn all anew


def journey_map(
    journey: Journey,
    *,
    language: Language,
    palette: Palette,
    layout: Literal["wide", "tall"] = "wide",
    selected: str | None = None,
) -> Picture:
    """The map of ``journey``; a click on a mark or its name sets the selection ``pick`` (field ``key``).

    ``wide`` stretches from about 660 px upwards, ``tall`` from about 330 px. ``selected`` is picked from the start.
    """
    spans = (
        _wide_spans(journey, language)
        if layout == "wide"
        else [Span(compose_tall(journey, width=TALL, language=language))]
    )
    layers = [
        *draw(spans, palette=palette),
        *_curve_layers(spans, palette, sideways=layout == "tall"),
        *touchpoint_layers(spans, journey.touchpoints, palette=palette, language=language),
    ]
    params = [*place_of(spans).params(), pick(selected)]
    return Picture(layers, round(max(s.scene.height for s in spans), 1), params)


def _wide_spans(journey: Journey, language: Language) -> list[Span]:
    """The map composed for each width, all equally high, since a chart's height cannot follow its width."""
    natural = [height_wide(journey, width=w, language=language) for w in WIDE]
    height = min(natural[0], MAX_HEIGHT)
    height = max(height, min(max(natural), 1.2 * height, MAX_HEIGHT))
    if crowd(len(journey.marks)):  # other weights name others of them
        height = min(_STEP * math.ceil(height / _STEP), MAX_HEIGHT)
    since, until = (*WIDE[:-1], 0.0), (1e9, *WIDE[:-1])
    return [
        Span(compose_wide(journey, width=w, height=height, language=language), first, last)
        for w, first, last in zip(WIDE, since, until, strict=True)
    ]


def _curve_layers(spans: Sequence[Span], palette: Palette, *, sideways: bool) -> Iterator[Layer]:
    if not any(s.scene.curve for s in spans):
        return
    band, line = (rows_of(spans, partial(rows, palette=palette)) for rows in (_band_rows, _line_rows))
    place = place_of(spans)
    if band:
        yield Layer(_band(place, palette.accent, sideways=sideways), band)
        yield Layer(_whiskers(place, palette.accent), band)
    yield Layer(_curve(place, palette.accent, sideways=sideways), line)
    yield Layer(_dots(place, palette.accent), line)


def _along(sideways: bool) -> dict[str, Any]:
    return {"orient": "horizontal" if sideways else "vertical"}


@drawn
def _band(place: Place, accent: str, *, sideways: bool) -> Sketch:
    ends = ("x", "x2", "y") if sideways else ("x", "y", "y2")
    area = place.paper().mark_area(**_along(sideways), color=accent, opacity=0.15, aria=False)
    return area.encode(**place.at(*ends), detail=alt.Detail("run:N"))


@drawn
def _whiskers(place: Place, accent: str) -> Sketch:
    lonely = place.paper().transform_filter("datum.alone")
    whiskers = lonely.mark_rule(color=accent, opacity=0.45, strokeWidth=1.2, aria=False)
    return whiskers.encode(**place.at("x", "x2", "y", "y2"))


@drawn
def _curve(place: Place, accent: str, *, sideways: bool) -> Sketch:
    curve = place.paper().mark_line(**_along(sideways), color=accent, strokeWidth=2.4, aria=False)
    return curve.encode(**place.at("x", "y"), order=alt.Order("order:Q"), detail=alt.Detail("run:N"))


@drawn
def _dots(place: Place, accent: str) -> Sketch:
    dots = place.paper().mark_circle(size=105, opacity=1, stroke=accent, strokeWidth=2, aria=False)
    return dots.encode(**place.at("x", "y"), color=alt.Color("fill:N", scale=None))


def _band_rows(scene: Scene, *, palette: Palette) -> Iterator[Row]:
    ranged = [p for p in scene.curve if p.ranged]
    for row, p in zip(_run_rows(ranged, palette), ranged, strict=True):
        yield {**row, "x": p.x_low, "x2": p.x_high, "y": p.y_low, "y2": p.y_high}


def _line_rows(scene: Scene, *, palette: Palette) -> Iterator[Row]:
    return _run_rows(scene.curve, palette)


def _run_rows(points: Sequence[CurvePoint], palette: Palette) -> Iterator[Row]:
    """Points of a curve; a gap in their order begins a new run, which is not joined to the one before."""
    runs = [p.order - n for n, p in enumerate(points)]
    for run, p in zip(runs, points, strict=True):
        yield {
            "x": p.x,
            "y": p.y,
            "order": p.order,
            "fill": getattr(palette, p.role),
            "run": run,
            "alone": runs.count(run) == 1,
        }
