"""The upper part of the wide journey map: its columns, and satisfaction from stage to stage."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.charts.frames import Curve
from core.charts.journey_parts import (
    add_lines,
    curve_alone,
    curve_orders,
    curve_range,
    curve_role,
    gutter_lines,
    is_ranged,
    range_words,
    told_value,
)
from core.charts.placement import Box, fit
from core.charts.scene import CurvePoint, Line, Scene, Text
from core.model.dataset import STAGES
from core.texts import Language

HEAD = 64.0  # px for the headings of phases and stages
MONEY = 18.0  # px for each line of what there is to win
STRIP = 146.0  # px for the satisfaction curve
LANE_PAD = 11.0
ROOMY = 860.0  # px from which the map has room for large type
_STRUCK = 12.0  # px from the middle of a large value to a line that does not touch it
_CLEAR = 26.0  # px that a word keeps from the line of the target, whose own words stand beside it


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns of a map ``width`` pixels wide, with a gutter for the row headings on the left; ``head``: the height
    of the headings of phases and stages."""

    width: float
    head: float = HEAD

    @property
    def roomy(self) -> bool:
        """Whether there is room for large type."""
        return self.width >= ROOMY

    @property
    def gutter(self) -> float:
        """The width of the row headings."""
        return 104.0 if self.roomy else 68.0

    @property
    def pad(self) -> float:
        """The room on both sides of a column's contents."""
        return 12.0 if self.roomy else 8.0

    @property
    def step(self) -> float:
        """The width of a stage."""
        return (self.width - self.gutter) / len(STAGES)

    def left(self, stage: str) -> float:
        """Where a stage begins."""
        return self.gutter + STAGES.index(stage) * self.step

    def middle(self, stage: str) -> float:
        """The middle of a stage."""
        return self.left(stage) + self.step / 2

    def cell(self, stage: str, y: float, height: float) -> Box:
        """The inside of a stage between ``y`` and ``y + height``."""
        return Box(self.left(stage) + self.pad, y + LANE_PAD, self.step - 2 * self.pad, height - 2 * LANE_PAD)


def row_heading(scene: Scene, plan: Plan, y: float, name: str, note: str | None = None) -> None:
    """A row's name in the gutter, a smaller note below it, both from ``y`` downwards."""
    for text, role in ((name, "setting"), (note, "note")):
        lines = gutter_lines(text or "", plan.gutter - 6, role=role)
        add_lines(scene, 0, y + (len(lines) - 1) * 7, lines, role=role)
        y += 14 * len(lines) + 3


def add_strip(scene: Scene, plan: Plan, curve: Curve | None, *, height: float, language: Language) -> None:
    """The satisfaction curve between the headings and the lanes."""
    if curve is None:
        row_heading(scene, plan, plan.head + 16, language.say("chart-curve.none"))
        unlock = fit(language.say("chart-curve.unlock"), width=2 * (plan.step - plan.pad), size=11)
        add_lines(scene, plan.gutter + plan.pad, plan.head + 16, unlock, role="note")
        return
    name = language.say(f"chart-curve.{curve.measure}")
    row_heading(scene, plan, plan.head + 16, name, range_words(curve, language))
    scale, top, bottom = curve_range(curve), plan.head + 26, plan.head + height - 32

    def down(value: float) -> float:
        return bottom - scale.share(value) * (bottom - top)

    if curve.target is not None:
        y = down(curve.target)
        scene.lines.append(Line(plan.gutter + 3, y, plan.width - 3, y, "target"))
        words = language.say("chart.target", value=language.aim(curve.unit, curve.target))
        scene.texts.append(Text(plan.width - 10, y + _target_side(curve) * 11, words, "target", "right"))
    scene.curve.extend(_points(plan, curve, down=down))
    _values(scene, plan, curve, language=language)


def _target_side(curve: Curve) -> int:
    """Below the line (1) where the last point stands above it, else above the line (-1): away from its value."""
    last = [p["value"] for p in curve.points if p["stage"] == STAGES[-1]]
    return 1 if last and curve.target is not None and last[0] >= curve.target else -1


def _points(plan: Plan, curve: Curve, *, down: Callable[[float], float]) -> Iterator[CurvePoint]:
    for row, order in zip(curve.points, curve_orders(curve), strict=True):
        low, high = (row[n] if not math.isnan(row[n]) else row["value"] for n in ("low", "high"))
        x, role = plan.middle(row["stage"]), curve_role(row, curve)
        ranged = is_ranged(row["low"], row["high"])
        yield CurvePoint(x, down(row["value"]), x, down(low), x, down(high), order, role, ranged)


def _values(scene: Scene, plan: Plan, curve: Curve, *, language: Language) -> None:
    """The curve's values at its points: above it where at target, below where short of it, off the target's line."""
    known = {p["stage"]: point for p, point in zip(curve.points, scene.curve, strict=True)}
    alone = curve_alone(curve)
    role, off = ("value-large", 20) if plan.roomy else ("value", 17)
    for stage, value in ((p["stage"], p["value"]) for p in curve.points):
        words, point = told_value(curve, value, language), known[stage]
        if stage in alone:
            scene.texts.append(Text(point.x + 12, _off_target(scene, point.y), words, role))
        else:
            up = curve.target is None or value >= curve.target
            scene.texts.append(Text(point.x, point.y + (-off if up else off + 1), words, role, "center"))
    for stage in STAGES:
        if stage not in known:
            words = language.say("chart.hidden" if stage in curve.hidden else "chart.not-measured")
            scene.texts.append(Text(plan.middle(stage), _beside_target(scene, plan, curve), words, "note", "center"))


def _off_target(scene: Scene, y: float) -> float:
    """``y``, or a little further from the target's line where that would strike a value through."""
    line = next((line.y for line in scene.lines if line.role == "target"), None)
    return y if line is None or abs(line - y) >= _STRUCK else line + _STRUCK * (1 if y >= line else -1)


def _beside_target(scene: Scene, plan: Plan, curve: Curve) -> float:
    """Half-way down the strip, or beside the target's line, across from its words, where the line runs there."""
    middle, line = plan.head + STRIP / 2, next((line.y for line in scene.lines if line.role == "target"), None)
    return middle if line is None or abs(line - middle) > _CLEAR else line - _target_side(curve) * 13
