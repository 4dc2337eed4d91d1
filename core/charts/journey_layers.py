"""The journey map: where customers meet the business, how many, how well, and where nobody looks."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Literal

import altair as alt

from core.charts.colours import Palette
from core.charts.drawing import Row, draw, layer, position, rows_of
from core.charts.frames import Journey
from core.charts.journey_tall import compose_tall
from core.charts.journey_wide import MAX_HEIGHT, compose_wide
from core.charts.marks import touchpoint_layers
from core.charts.scene import CurvePoint, Scene, Span
from core.texts import Language

WIDE = (1120.0, 860.0, 660.0)  # px: the widths that the map is composed for; a container takes the next narrower
TALL = 330.0


def journey_map(
    journey: Journey,
    *,
    language: Language,
    palette: Palette,
    layout: Literal["wide", "tall"] = "wide",
    selected: str | None = None,
) -> alt.LayerChart:
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
        *touchpoint_layers(spans, journey.touchpoints, palette=palette, language=language, selected=selected),
    ]
    return alt.LayerChart(layer=layers, width="container", height=max(s.scene.height for s in spans))


def _wide_spans(journey: Journey, language: Language) -> list[Span]:
    """The map composed for each width, all equally high, since a chart's height cannot follow its width."""
    natural = [compose_wide(journey, width=w, language=language).height for w in WIDE]
    height = min(natural[0], MAX_HEIGHT)
    height = max(height, min(max(natural), 1.2 * height, MAX_HEIGHT))
    since, until = (*WIDE[:-1], 0.0), (1e9, *WIDE[:-1])
    return [
        Span(compose_wide(journey, width=w, height=height, language=language), first, last)
        for w, first, last in zip(WIDE, since, until, strict=True)
    ]


def _curve_layers(spans: Sequence[Span], palette: Palette, *, sideways: bool) -> Iterator[alt.Chart]:
    if not any(s.scene.curve for s in spans):
        return
    band, line = (rows_of(spans, partial(rows, palette=palette)) for rows in (_band_rows, _line_rows))
    style: dict[str, Any] = {"interpolate": "monotone", "orient": "horizontal" if sideways else "vertical"}
    run = alt.Detail("run:N")
    ends = ("x", "x2", "y") if sideways else ("x", "y", "y2")
    if band:
        area = layer(spans, band).mark_area(**style, color=palette.accent, opacity=0.15, aria=False)
        yield area.encode(**position(spans, *ends), detail=run)
        lonely = layer(spans, band).transform_filter("datum.alone")
        whiskers = lonely.mark_rule(color=palette.accent, opacity=0.45, strokeWidth=1.2, aria=False)
        yield whiskers.encode(**position(spans, "x", "x2", "y", "y2"))
    curve = layer(spans, line).mark_line(**style, color=palette.accent, strokeWidth=2.4, aria=False)
    yield curve.encode(**position(spans, "x", "y"), order=alt.Order("order:Q"), detail=run)
    dots = layer(spans, line).mark_circle(size=105, opacity=1, stroke=palette.accent, strokeWidth=2, aria=False)
    yield dots.encode(**position(spans, "x", "y"), color=alt.Color("fill:N", scale=None))


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
