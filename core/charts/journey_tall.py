"""The journey map for a phone: stages downwards, their touchpoints as a list, satisfaction as a curve at the side."""

import math
from collections.abc import Mapping, Sequence

from core.charts.frames import Curve, Journey
from core.charts.journey_parts import (
    LABEL_SIZE,
    Spot,
    add_legend,
    add_lines,
    add_placed,
    curve_alone,
    curve_orders,
    curve_range,
    curve_role,
    is_ranged,
    range_words,
    spots,
    told_value,
)
from core.charts.placement import Box, fit, needed_height, place, text_width
from core.charts.scene import TEXT_STYLES, CurvePoint, Line, Rect, Scene, Text
from core.model.dataset import PHASE_OF_STAGE, PHASES, STAGES
from core.texts import Language

PAD = 12.0
SIDE = 112.0  # px for the curve on the right
ORDER = {"online": 0, "both": 1, "offline": 2}
ABOVE = 16.0  # px from the middle of a point to that of a value above it
BLIND = 30.0  # px for a line about a blind spot


def compose_tall(journey: Journey, *, width: float, language: Language) -> Scene:
    """The map for a container of ``width`` pixels, as high as it must be."""
    scene = Scene(width)
    found = spots(journey, largest=11)
    y = _side_heading(scene, journey.curve, language=language)
    middles: dict[str, float] = {}
    stretches: list[tuple[float, float]] = []
    for phase in PHASES:
        start, head = y, 58 if phase in journey.to_win else 40
        y += head
        scene.texts.append(Text(PAD, start + 21, language.say(f"phase.{phase}"), "heading"))
        if phase in journey.to_win:
            scene.texts.append(Text(PAD, start + 41, journey.to_win[phase], "stage"))
        for stage in (s for s in STAGES if PHASE_OF_STAGE[s] == phase):
            end = _stage(scene, journey, stage, [s for s in found if s.stage == stage], y=y, language=language)
            middles[stage], y = (y + end) / 2, end
        scene.rects.append(Rect(Box(0, start, width, y - start), "tint", phase))
        stretches.append((start + head, y))
        y += 6
    _curve(scene, journey.curve, middles, stretches, language=language)
    y = _aside(scene, [s for s in found if s.stage not in STAGES], y=y, language=language)
    scene.height = y + 8 + add_legend(scene, journey, Box(0, y + 8, width, 0), language=language, shapes=True) + 2
    return scene


def _list_width(scene: Scene) -> float:
    return scene.width - 2 * PAD - SIDE


def _side_heading(scene: Scene, curve: Curve | None, *, language: Language) -> float:
    """What the curve at the side shows; returns where the map begins."""
    if curve is None:
        y = 10.0
        for key, role in (("chart-curve.none", "lane"), ("chart-curve.unlock", "note")):
            lines = fit(language.say(key), width=scene.width, size=11, lines=2)
            add_lines(scene, 0, y + (len(lines) - 1) * 7, lines, role=role)
            y += 14 * len(lines) + 2
        return y + 4
    scene.texts.append(Text(scene.width, 10, language.say(f"chart-curve.{curve.measure}"), "lane", "right"))
    words = [ranged] if (ranged := range_words(curve, language)) else []
    if curve.target is not None:
        words.append(language.say("chart.target", value=language.aim(curve.unit, curve.target)))
    scene.texts.append(Text(scene.width, 26, " · ".join(words), "note", "right"))
    return 40.0


def _stage(scene: Scene, journey: Journey, stage: str, here: Sequence[Spot], *, y: float, language: Language) -> float:
    """One stage: its name, its touchpoints, its blind spots; returns where it ends."""
    scene.texts.append(Text(PAD, y + 8, language.say(f"stage.{stage}"), "stage"))
    y += 22
    here = sorted(here, key=lambda s: ORDER.get(s.setting, 3))
    if here:
        items = [s.item for s in here]
        height = needed_height(items, _list_width(scene), size=LABEL_SIZE, per_column=1000, reach=11)
        add_placed(scene, here, place(items, Box(PAD, y, _list_width(scene), height + 1), size=LABEL_SIZE, reach=11))
        y += height + 6
    for gap in (g for g in journey.blind if g["stage"] == stage):
        setting, kind = language.say(f"setting.{gap['setting']}"), language.say(f"chart-gap.{gap['kind']}")
        y = _blind_line(scene, f"{setting}: {kind}", gap["kind"], PHASE_OF_STAGE[stage], y=y)
    return y + 10


def _blind_line(scene: Scene, words: str, kind: str, phase: str, *, y: float) -> float:
    if kind in ("empty", "possible"):
        scene.blind(Box(PAD, y, _list_width(scene), BLIND - 6), words, phase)
        return y + BLIND
    scene.texts.append(Text(PAD, y + 7, words, "note"))
    return y + 18


def _curve(
    scene: Scene,
    curve: Curve | None,
    middles: Mapping[str, float],
    stretches: Sequence[tuple[float, float]],
    *,
    language: Language,
) -> None:
    """The curve at the side; its target's line runs through the ``stretches`` below the phases' heads."""
    if curve is None:
        return
    scale, left, right = curve_range(curve), scene.width - SIDE + 46, scene.width - PAD

    def across(value: float) -> float:
        return left + scale.share(value) * (right - left)

    if curve.target is not None:
        x = across(curve.target)
        scene.lines.extend(Line(x, top, x, bottom, "target") for top, bottom in stretches)
    ends = curve_alone(curve, ranged=True)  # their interval is a line through the point
    for row, order in zip(curve.points, curve_orders(curve), strict=True):
        y, x = middles[row["stage"]], across(row["value"])
        low, high = (across(row[n]) if not math.isnan(row[n]) else x for n in ("low", "high"))
        ranged = is_ranged(row["low"], row["high"])
        scene.curve.append(CurvePoint(x, y, low, y, high, y, order, curve_role(row, curve), ranged))
        words = told_value(curve, row["value"], language)
        line = None if curve.target is None else across(curve.target)
        put = _value_above if row["stage"] in ends else _value
        scene.texts.append(put(scene, x, y, words, line))


def _value_above(scene: Scene, x: float, y: float, words: str, line: float | None) -> Text:
    """A value above its point, whose whisker would strike it through at the side; beside the target's line."""
    half = text_width(words, TEXT_STYLES["value"].size) / 2
    middle = min(x, scene.width - half)
    if line is not None and abs(middle - line) < half + 4:
        before = line - 4 - half
        middle = before if x <= line or line + 4 + 2 * half > scene.width else line + 4 + half
    return Text(middle, y - ABOVE, words, "value", "center")


def _value(scene: Scene, x: float, y: float, words: str, line: float | None) -> Text:
    """A value to the left of its point; where the target's line would strike it through, to the right, else beyond
    that line."""
    width = text_width(words, TEXT_STYLES["value"].size)
    if line is None or not x - 13 - width < line < x - 9:
        return Text(x - 11, y, words, "value", "right")
    if x + 11 + width <= scene.width:
        return Text(x + 11, y, words, "value")
    return Text(line - 4, y, words, "value", "right")


def _aside(scene: Scene, aside: Sequence[Spot], *, y: float, language: Language) -> float:
    if not aside:
        return y
    items, inner = [s.item for s in aside], scene.width - 2 * PAD
    height = needed_height(items, inner, size=LABEL_SIZE, per_column=1000, reach=11)
    scene.rects.append(Rect(Box(0, y, scene.width, height + 44), "tint"))
    scene.texts.append(Text(PAD, y + 18, language.say("chart.aside"), "stage"))
    add_placed(scene, aside, place(items, Box(PAD, y + 32, inner, height + 1), size=LABEL_SIZE, reach=11))
    return y + height + 44
