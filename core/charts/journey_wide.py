"""The journey map for a screen: stages from left to right, satisfaction above, a lane for each setting below."""

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.charts.frames import Curve, Journey
from core.charts.journey_parts import (
    LABEL_SIZE,
    Spot,
    add_legend,
    add_lines,
    add_placed,
    curve_range,
    curve_role,
    gutter_lines,
    has_band,
    is_ranged,
    spots,
)
from core.charts.placement import Box, fit, needed_height, place, text_width
from core.charts.scene import TEXT_STYLES, CurvePoint, Line, Rect, Scene, Text
from core.model.dataset import PHASE_OF_STAGE, PHASES, STAGES
from core.texts import Language

HEAD = 64.0  # px for the headings of phases and stages
STRIP = 146.0  # px for the satisfaction curve
_CLEAR = 26.0  # px that a word keeps from the line of the target, whose own words stand beside it
PLAIN_STRIP = 46.0  # px where nothing is measured
LANE_PAD = 11.0
MIN_LANE = 66.0
MAX_LANE = 128.0  # px up to which spare room widens a lane
MIN_HEIGHT, MAX_HEIGHT = 500.0, 800.0
ROOMY = 860.0  # px from which the map has room for large type


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns of a map ``width`` pixels wide, with a gutter for the row headings on the left."""

    width: float

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


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the map: the touchpoints of one setting; ``reach``: the largest radius per stage, in all lanes."""

    setting: str
    spots: tuple[Spot, ...]
    height: float
    reach: Mapping[str, float]

    def at(self, stage: str) -> list[Spot]:
        """The lane's touchpoints at a stage."""
        return [s for s in self.spots if s.stage == stage]


def compose_wide(journey: Journey, *, width: float, height: float | None = None, language: Language) -> Scene:
    """The map for a container of ``width`` pixels; ``height`` None takes what the touchpoints need."""
    plan, scene = Plan(width), Scene(width)
    strip = STRIP if journey.curve else PLAIN_STRIP
    lanes, aside, _ = _rows(journey, plan, height, language)
    bottom = HEAD + strip + sum(lane.height for lane in lanes)
    _headings(scene, plan, [s for lane in lanes for s in lane.spots], bottom=bottom, language=language)
    _strip(scene, plan, journey.curve, height=strip, language=language)
    y = HEAD + strip
    for lane in lanes:
        _lane(scene, plan, lane, journey, y=y, language=language)
        y += lane.height
    y = _aside(scene, plan, aside, y=y, language=language)
    legend = Box(0, y + 10, width, 0)
    scene.height = legend.y + add_legend(scene, journey, legend, language=language) + 2
    return scene


def height_wide(journey: Journey, *, width: float, language: Language) -> float:
    """The height that the touchpoints need in a container of ``width`` pixels."""
    lanes, _, fixed = _rows(journey, Plan(width), None, language)
    return fixed + sum(lane.height for lane in lanes)


def _rows(
    journey: Journey, plan: Plan, height: float | None, language: Language
) -> tuple[list[Lane], list[Spot], float]:
    """The lanes, the touchpoints without a stage, and how high all is but the lanes."""
    found = spots(journey, largest=_largest_radius(len(journey.marks), plan))
    aside = [s for s in found if s.stage not in STAGES]
    strip = STRIP if journey.curve else PLAIN_STRIP
    fixed = HEAD + strip + _aside_height(aside, plan) + _legend_height(journey, plan, language)
    room = (height or MIN_HEIGHT) - fixed
    return _stretch(_lanes(found, plan), room, shrink=height is not None), aside, fixed


def _largest_radius(count: int, plan: Plan) -> float:
    return 10.0 if count > 40 or not plan.roomy else 14.0 if count > 16 else 17.0


def _lanes(found: Sequence[Spot], plan: Plan) -> list[Lane]:
    """Online and offline always, both and unknown only where something is in them."""
    placed = [s for s in found if s.stage in STAGES]
    reach: dict[str, float] = dict.fromkeys(STAGES, 0.0)
    for spot in placed:
        reach[spot.stage] = max(reach[spot.stage], spot.item.radius)
    lanes = []
    for setting in ("online", "both", "offline", "unknown"):
        mine = tuple(s for s in placed if s.setting == setting)
        if mine or setting in ("online", "offline"):
            lanes.append(Lane(setting, mine, _lane_height(mine, plan, reach), reach))
    return lanes


def _lane_height(mine: Sequence[Spot], plan: Plan, reach: Mapping[str, float]) -> float:
    inner = plan.step - 2 * plan.pad
    needs = (
        needed_height([s.item for s in mine if s.stage == stage], inner, size=LABEL_SIZE, reach=reach[stage])
        for stage in STAGES
    )
    return max(MIN_LANE, max(needs) + 2 * LANE_PAD)


def _stretch(lanes: Sequence[Lane], room: float, *, shrink: bool) -> list[Lane]:
    """The lanes with ``room`` pixels in all: spare room is shared out evenly, missing room taken from the tallest.

    A picture that may be lower (not ``shrink``) takes only as much as looks well.
    """
    spare = room - sum(lane.height for lane in lanes)
    if spare >= 0:
        share = spare / len(lanes)
        return [replace(lane, height=lane.height + (share if shrink else min(share, _slack(lane)))) for lane in lanes]
    above = sum(lane.height - MIN_LANE for lane in lanes)
    if not shrink or above <= 0:
        return list(lanes)
    kept = max(0.0, 1 + spare / above)
    return [replace(lane, height=MIN_LANE + (lane.height - MIN_LANE) * kept) for lane in lanes]


def _slack(lane: Lane) -> float:
    return max(0.0, MAX_LANE - lane.height)


def _headings(scene: Scene, plan: Plan, found: Sequence[Spot], *, bottom: float, language: Language) -> None:
    names = []
    for phase in PHASES:
        stages = [s for s in STAGES if PHASE_OF_STAGE[s] == phase]
        left, right = plan.left(stages[0]) + 3, plan.left(stages[-1]) + plan.step - 3
        scene.rects.append(Rect(Box(left, 0, right - left, bottom), "tint", phase))
        name = Text(left + plan.pad - 3, 22, language.say(f"phase.{phase}"), "phase" if plan.roomy else "heading")
        count = language.say("show.touchpoints", n=sum(s.stage in stages for s in found))
        names.append((name, Text(right - plan.pad + 3, 23, count, "note", "right")))
        for stage in stages:
            x = plan.left(stage) + plan.pad
            scene.texts.append(Text(x, 47, language.say(f"stage.{stage}"), "stage"))
    counted = plan.roomy and all(_fit(name, count) for name, count in names)
    scene.texts.extend(text for pair in names for text in (pair if counted else pair[:1]))


def _fit(name: Text, count: Text) -> bool:
    """Whether a phase's name and its number of touchpoints, at the other end of the line, keep clear of each other."""
    ends = name.x + text_width(name.text, TEXT_STYLES[name.role].size), count.x - text_width(count.text, 11)
    return ends[0] + 10 < ends[1]


def _strip(scene: Scene, plan: Plan, curve: Curve | None, *, height: float, language: Language) -> None:
    """The satisfaction curve between the headings and the lanes."""
    if curve is None:
        _row_heading(scene, plan, HEAD + 16, language.say("chart-curve.none"))
        unlock = fit(language.say("chart-curve.unlock"), width=2 * (plan.step - plan.pad), size=11)
        add_lines(scene, plan.gutter + plan.pad, HEAD + 16, unlock, role="note")
        return
    name = language.say(f"chart-curve.{curve.measure}")
    _row_heading(scene, plan, HEAD + 16, name, language.say("chart-curve.interval") if has_band(curve) else "")
    scale, top, bottom = curve_range(curve), HEAD + 26, HEAD + height - 32

    def down(value: float) -> float:
        return bottom - scale.share(value) * (bottom - top)

    if curve.target is not None:
        y = down(curve.target)
        scene.lines.append(Line(plan.gutter + 3, y, plan.width - 3, y, "target"))
        words = language.say("chart.target", value=language.write(curve.unit, curve.target))
        scene.texts.append(Text(plan.width - 10, y + _target_side(curve) * 11, words, "target", "right"))
    scene.curve.extend(_points(plan, curve, down=down))
    _values(scene, plan, curve, language=language)


def _target_side(curve: Curve) -> int:
    """Below the line (1) where the last point stands above it, else above the line (-1): away from its value."""
    last = [p["value"] for p in curve.points if p["stage"] == STAGES[-1]]
    return 1 if last and curve.target is not None and last[0] >= curve.target else -1


def _points(plan: Plan, curve: Curve, *, down: Callable[[float], float]) -> Iterator[CurvePoint]:
    for row in curve.points:
        low, high = (row[n] if not math.isnan(row[n]) else row["value"] for n in ("low", "high"))
        x, role = plan.middle(row["stage"]), curve_role(row["value"], high, curve)
        ranged = is_ranged(row["low"], row["high"])
        order = STAGES.index(row["stage"])
        yield CurvePoint(x, down(row["value"]), x, down(low), x, down(high), order, role, ranged)


def _values(scene: Scene, plan: Plan, curve: Curve, *, language: Language) -> None:
    """The curve's values at its points: above it where at target, below where short of it, off the target's line."""
    known = {p["stage"]: point for p, point in zip(curve.points, scene.curve, strict=True)}
    role, off = ("value-large", 20) if plan.roomy else ("value", 17)
    for stage, value in ((p["stage"], p["value"]) for p in curve.points):
        words, point = language.write(curve.unit, value), known[stage]
        if _alone(stage, known):
            scene.texts.append(Text(point.x + 12, point.y, words, role))
        else:
            up = curve.target is None or value >= curve.target
            scene.texts.append(Text(point.x, point.y + (-off if up else off + 1), words, role, "center"))
    for stage in STAGES:
        if stage not in known:
            words = language.say("chart.not-measured")
            scene.texts.append(Text(plan.middle(stage), _beside_target(scene, curve), words, "note", "center"))


def _beside_target(scene: Scene, curve: Curve) -> float:
    """Half-way down the strip, or beside the target's line, across from its words, where the line runs there."""
    middle, line = HEAD + STRIP / 2, next((line.y for line in scene.lines if line.role == "target"), None)
    return middle if line is None or abs(line - middle) > _CLEAR else line - _target_side(curve) * 13


def _alone(stage: str, known: Collection[str]) -> bool:
    """Whether neither neighbour is measured, so that the point stands with a whisker instead of a band."""
    place = [s in known for s in ("", *STAGES, "")]
    at = STAGES.index(stage) + 1
    return not place[at - 1] and not place[at + 1]


def _row_heading(scene: Scene, plan: Plan, y: float, name: str, note: str | None = None) -> None:
    """A row's name in the gutter, a smaller note below it, both from ``y`` downwards."""
    for text, role in ((name, "setting"), (note, "note")):
        lines = gutter_lines(text or "", plan.gutter - 6, role=role)
        add_lines(scene, 0, y + (len(lines) - 1) * 7, lines, role=role)
        y += 14 * len(lines) + 3


def _lane(scene: Scene, plan: Plan, lane: Lane, journey: Journey, *, y: float, language: Language) -> None:
    scene.lines.append(Line(0, y, plan.width, y, "grid"))
    _row_heading(scene, plan, y + LANE_PAD + 11, language.say(f"setting.{lane.setting}"))
    kinds = {g["stage"]: g["kind"] for g in journey.blind if g["setting"] == lane.setting}
    for stage in STAGES:
        here, cell = lane.at(stage), plan.cell(stage, y, lane.height)
        if here and kinds.get(stage) == "unmeasured":
            scene.rects.append(Rect(Box(cell.x - 5, cell.y - 4, cell.width + 10, cell.height + 8), "gap"))
            scene.texts.append(Text(cell.x + 3, cell.bottom - 5, language.say("chart-gap.unmeasured"), "note"))
            cell = replace(cell, height=cell.height - 14)
        elif (kind := kinds.get(stage)) in ("empty", "possible"):
            scene.blind(cell, language.say(f"chart-gap.{kind}"), PHASE_OF_STAGE[stage])
        add_placed(scene, here, place([s.item for s in here], cell, size=LABEL_SIZE, reach=lane.reach[stage]))


def _aside_height(aside: Sequence[Spot], plan: Plan) -> float:
    if not aside:
        return 0.0
    inner = plan.width - plan.gutter - 2 * plan.pad - 6
    return 12 + max(44.0, needed_height([s.item for s in aside], inner, size=LABEL_SIZE, per_column=2) + 2 * LANE_PAD)


def _aside(scene: Scene, plan: Plan, aside: Sequence[Spot], *, y: float, language: Language) -> float:
    """The strip of touchpoints without a stage; returns where it ends."""
    if not aside:
        return y
    bottom = y + _aside_height(aside, plan)
    box = Box(plan.gutter + 3, y + 12, plan.width - plan.gutter - 6, bottom - y - 12)
    scene.rects.append(Rect(box, "tint"))
    _row_heading(scene, plan, box.y + 20, language.say("chart.aside"))
    inner = Box(box.x + plan.pad, box.y + LANE_PAD, box.width - 2 * plan.pad, box.height - 2 * LANE_PAD)
    add_placed(scene, aside, place([s.item for s in aside], inner, size=LABEL_SIZE))
    return bottom


def _legend_height(journey: Journey, plan: Plan, language: Language) -> float:
    return 12 + add_legend(Scene(plan.width), journey, Box(0, 0, plan.width, 0), language=language)
