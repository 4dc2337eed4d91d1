"""Strips: one line per key figure, with what it is on the left and what it says on the right; those of one unit share
a labelled scale.

Pictures of targets, of changes, of spend and of online against offline are all such strips.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import altair as alt

from core.charts.colours import Palette
from core.charts.compare_panels import Dot, Key, Panel, Strip, Tone, panels
from core.charts.drawing import Place, draw, place_of, rows_of
from core.charts.picture import Layer, Picture, Sketch, drawn
from core.charts.placement import fit, text_width
from core.charts.scene import TEXT_STYLES, Line, Scene, Span, Text
from core.story import Story
from core.texts import Language
from core.texts.moneys import currency_mark

NARROW, MEDIUM, WIDE = 340.0, 720.0, 1180.0
_BETWEEN = 940.0  # px: from here on the wide composition is shown
_DOT = 80.0  # px²
_HEAD, _TALL_HEAD = 36.0, 48.0  # px, of a panel: the name of its unit, and its figures


@dataclass(slots=True)
class _Plan:
    """Where things stand in a composition of one width."""

    width: float
    row: float
    left: float
    right: float
    words: float
    spark: tuple[float, float] | None
    narrow: bool
    points: list[dict[str, Any]] = field(default_factory=list)


def strips(
    story: Story,
    rows: Sequence[Strip],
    *,
    legend: Sequence[Key] = (),
    judged: tuple[str, str] = ("", ""),
    palette: Palette,
    narrow: bool,
) -> Picture:
    """``rows`` of ``story`` as a chart: on a phone the words stand above and below each line, else beside it.

    ``judged``: what the two colours mean, for the legend.
    """
    language, currency = story.language, story.analysis.currency
    history = any(row.history for row in rows)
    legend = [*legend, *_judged(rows, judged)]
    plans = [_phone(history)] if narrow else [_desk(width, history) for width in (MEDIUM, WIDE)]
    found = [(panel, unit_name(panel, language, currency)) for panel in panels(rows)]
    scenes = [_scene(plan, found, legend, language) for plan in plans]
    ends = [0.0, *([_BETWEEN] if len(scenes) > 1 else []), 1e9]
    spans = [Span(scene, *at) for scene, at in zip(scenes, pairwise(ends), strict=True)]
    dots = _dots(spans, [plan.points for plan in plans], palette)
    height = max(scene.height for scene in scenes)
    return Picture([*draw(spans, palette=palette), *dots], height)


def _judged(rows: Sequence[Strip], words: tuple[str, str]) -> list[Key]:
    """What the two colours mean, where they are used."""
    seen = {dot.tone for row in rows for dot in row.dots}
    tones: tuple[Tone, ...] = ("good", "bad")
    return [Key(word, tone, "diamond") for word, tone in zip(words, tones, strict=True) if word and tone in seen]


def _desk(width: float, history: bool) -> _Plan:
    spark = (0.60 * width, 0.68 * width) if history else None
    right, words = (0.565, 0.71) if history else (0.67, 0.70)
    left = 0.27 if width > _BETWEEN else 0.33
    return _Plan(width, 60.0, left * width, right * width, words * width, spark, narrow=False)


def _phone(history: bool) -> _Plan:
    spark = (0.76 * NARROW, NARROW - 8) if history else None
    return _Plan(NARROW, 124.0, 8.0, NARROW - 8, 0.0, spark, narrow=True)


def unit_name(panel: Panel, language: Language, currency: str | None) -> str:
    """What a panel's figures are counted in."""
    if not panel.name:
        return ""
    money = panel.name == "money" and currency
    return currency_mark(money, language.locale) if money else language.say(f"compare-unit.{panel.name}")


def _scene(plan: _Plan, found: Sequence[tuple[Panel, str]], legend: Sequence[Key], language: Language) -> Scene:
    scene = Scene(plan.width)
    y = _legend(scene, plan, legend)
    for n, (panel, name) in enumerate(found):
        if panel.figures:
            written = alike([figure for _, figure in panel.figures], language)
            y = _figures(scene, plan, panel, (name, written), y + (10 if n else 0))
        for k, row in enumerate(panel.strips):
            if k or (n and not panel.figures):
                scene.lines.append(Line(0, y, plan.width, y, "grid"))
            _strip(scene, plan, panel, row, y)
            y += plan.row
    scene.height = max(y - 8, 1.0)
    return scene


def alike(figures: Sequence[float], language: Language) -> Sequence[str]:
    """The figures of a scale, all with as many decimals as the one that needs most: 1.9 and 2.0."""
    decimals = max(len(f"{figure:.6g}".partition(".")[2]) for figure in figures)
    return language.finer("count", decimals, *figures)


def _figures(scene: Scene, plan: _Plan, panel: Panel, words: tuple[str, Sequence[str]], y: float) -> float:
    """The head of a panel: its unit at the left, its figures above upright lines; returns where its strips begin."""
    name, written = words
    head = _TALL_HEAD if plan.narrow else _HEAD
    scene.lines.append(Line(0, y + head, plan.width, y + head, "axis"))
    at, room = (y + 13, plan.width) if plan.narrow else (y + head - 12, plan.left - 20)
    scene.texts.extend(Text(0, at, t, "unit") for t in fit(name, width=room, size=TEXT_STYLES["unit"].size))
    for (value, _), figure in zip(panel.figures, written, strict=True):
        x = plan.left + panel.share(value) * (plan.right - plan.left)
        scene.texts.append(_figure(plan, x, y + head - 11, figure))
        scene.lines.extend(_upright(plan, x, y + head, len(panel.strips)))
    return y + head


def _figure(plan: _Plan, x: float, y: float, written: str) -> Text:
    """A figure above its line, held inside the picture."""
    half = text_width(written, TEXT_STYLES["note"].size) / 2
    if x - half < 0:
        return Text(0, y, written, "note", "left")
    return (
        Text(plan.width, y, written, "note", "right")
        if x + half > plan.width
        else Text(x, y, written, "note", "center")
    )


def _upright(plan: _Plan, x: float, y: float, rows: int) -> Iterator[Line]:
    """The line under a figure, through all strips; on a phone beside each strip alone, where no words stand."""
    if not plan.narrow:
        yield Line(x, y, x, y + rows * plan.row, "grid")
        return
    for n in range(rows):
        middle = y + n * plan.row + 60
        yield Line(x, middle - 15, x, middle + 15, "grid")


def _legend(scene: Scene, plan: _Plan, legend: Sequence[Key]) -> float:
    """The entries from left to right, wrapped; returns where the strips begin."""
    x, y = (4.0 if plan.narrow else plan.left), 12.0
    size = TEXT_STYLES["strip-note"].size
    for key in legend:
        needs = 22 + text_width(key.text, size)
        if x > plan.left and x + needs > plan.width:
            x, y = (4.0 if plan.narrow else plan.left), y + 20
        if key.bar:
            scene.lines.append(_sample(key.bar, x, y))
        else:
            plan.points.append({"x": x + 7, "y": y, "tone": key.tone, "shape": key.shape})
        scene.texts.append(Text(x + 19, y, key.text, "strip-note"))
        x += needs + 16
    return y + 18 if legend else 0.0


def _sample(bar: str, x: float, y: float) -> Line:
    return Line(x + 7, y - 7, x + 7, y + 7, bar) if bar == "target" else Line(x, y, x + 14, y, bar)


def _strip(scene: Scene, plan: _Plan, panel: Panel, row: Strip, y: float) -> None:
    middle = y + (60.0 if plan.narrow else plan.row / 2)
    _words(scene, plan, row, y, middle)

    def across(value: float) -> float:
        return plan.left + panel.share(value) * (plan.right - plan.left)

    for dot in row.dots:
        _dot(scene, plan, dot, across, middle)
    for bar in row.bars:
        at = middle + 9 * bar.lane
        scene.lines.append(Line(plan.left, at, across(bar.value), at, "bar" if bar.strong else "rest"))
        scene.texts.append(Text(across(bar.value) + 6, at, bar.text, "strip-note"))
    if row.tick is not None:
        scene.lines.append(Line(across(row.tick), middle - 13, across(row.tick), middle + 13, "target"))
    if plan.spark and len(row.history) > 1:
        _spark(scene, row.history, plan.spark, y + 20 if plan.narrow else middle)


def _words(scene: Scene, plan: _Plan, row: Strip, y: float, middle: float) -> None:
    room = (plan.spark[0] - 12 if plan.spark else plan.width) if plan.narrow else plan.left - 20
    places = (y + 18, y + 35) if plan.narrow else (middle - 9, middle + 10)
    for text, at, role in ((row.title, places[0], "strip"), (row.note, places[1], "strip-note")):
        scene.texts.extend(Text(0, at, t, role) for t in fit(text, width=room, size=TEXT_STYLES[role].size))
    room = plan.width - plan.words
    detail = fit(row.detail, width=room, size=TEXT_STYLES["strip-note"].size, lines=1 if plan.narrow else 2)
    first = y + 90 if plan.narrow else middle - (9 if len(detail) < 2 else 16)
    scene.texts.extend(
        Text(plan.words, first, t, "strip") for t in fit(row.word, width=room, size=TEXT_STYLES["strip"].size)
    )
    step = (17 if plan.narrow else 19) if len(detail) < 2 else 16
    scene.texts.extend(Text(plan.words, first + step * n, t, "strip-note") for n, t in enumerate(detail, start=1))


def _dot(scene: Scene, plan: _Plan, dot: Dot, across: Any, middle: float) -> None:
    at = middle + 8 * dot.lane
    if dot.low is not None and dot.high is not None:
        scene.lines.append(Line(across(dot.low), at, across(dot.high), at, "rest" if dot.tone == "hollow" else "span"))
    tips = {f"tip_{n}": text for n, (_, text) in enumerate(dot.tips)}
    look = {"tone": dot.tone, "shape": dot.shape, "titles": tuple(title for title, _ in dot.tips)}
    plan.points.append({"x": across(dot.value), "y": at, **look, **tips})


def _spark(scene: Scene, values: Sequence[float], ends: tuple[float, float], middle: float) -> None:
    low, high = min(values), max(values)
    step = (ends[1] - ends[0]) / (len(values) - 1)
    ys = [middle + (0 if high == low else 9 - 18 * (v - low) / (high - low)) for v in values]
    for n, (one, other) in enumerate(pairwise(ys)):
        scene.lines.append(Line(ends[0] + n * step, one, ends[0] + (n + 1) * step, other, "spark"))


def _dots(spans: Sequence[Span], points: Sequence[list[dict[str, Any]]], palette: Palette) -> Iterator[Layer]:
    by_scene = {id(span.scene): found for span, found in zip(spans, points, strict=True)}
    rows = rows_of(spans, lambda scene: (_point(p, palette) for p in by_scene[id(scene)]))
    if rows:
        titles = next((p["titles"] for found in points for p in found if p.get("titles")), ())
        yield Layer(_mark(place_of(spans), tuple(titles)), rows)


@drawn
def _mark(place: Place, titles: tuple[str, ...]) -> Sketch:
    chart = place.paper().mark_point(size=_DOT, strokeWidth=1.8, opacity=1)
    return chart.encode(
        **place.at("x", "y"),
        shape=alt.Shape("shape:N", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("stroke:N", scale=None),
        tooltip=[alt.Tooltip(f"tip_{n}:N", title=title) for n, title in enumerate(titles)],
    )


def _point(point: dict[str, Any], palette: Palette) -> dict[str, Any]:
    ink = {"good": palette.accent, "bad": palette.low, "quiet": palette.muted, "hollow": palette.muted}[point["tone"]]
    fill = palette.paper if point["tone"] == "hollow" else ink
    return {**{k: v for k, v in point.items() if k not in ("tone", "titles")}, "fill": fill, "stroke": ink}
