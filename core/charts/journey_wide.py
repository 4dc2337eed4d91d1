"""The journey map for a screen: stages from left to right, satisfaction above, a lane for each setting below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.charts.frames import Journey
from core.charts.journey_parts import LABEL_SIZE, NUMBERED_RADIUS, Spot, add_legend, add_placed, spots
from core.charts.journey_strip import HEAD, LANE_PAD, MONEY, STRIP, Plan, add_strip, row_heading
from core.charts.placement import Box, fit, needed_height, place
from core.charts.scene import TEXT_STYLES, Line, Rect, Scene, Text
from core.model.dataset import PHASE_OF_STAGE, PHASES, STAGES
from core.texts import Language

PLAIN_STRIP = 46.0  # px where nothing is measured
MIN_LANE = 66.0
MAX_LANE = 128.0  # px up to which spare room widens a lane
MIN_HEIGHT, MAX_HEIGHT = 500.0, 800.0


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
    plan, scene = _plan(journey, width), Scene(width)
    strip = STRIP if journey.curve else PLAIN_STRIP
    lanes, aside, _ = _rows(journey, plan, height, language)
    bottom = plan.head + strip + sum(lane.height for lane in lanes)
    _headings(scene, plan, journey.to_win, bottom=bottom, language=language)
    add_strip(scene, plan, journey.curve, height=strip, language=language)
    y = plan.head + strip
    for lane in lanes:
        _lane(scene, plan, lane, journey, y=y, language=language)
        y += lane.height
    y = _aside(scene, plan, aside, y=y, language=language)
    legend = Box(0, y + 10, width, 0)
    scene.height = legend.y + add_legend(scene, journey, legend, language=language) + 2
    return scene


def height_wide(journey: Journey, *, width: float, language: Language) -> float:
    """The height that the touchpoints need in a container of ``width`` pixels."""
    lanes, _, fixed = _rows(journey, _plan(journey, width), None, language)
    return fixed + sum(lane.height for lane in lanes)


def _rows(
    journey: Journey, plan: Plan, height: float | None, language: Language
) -> tuple[list[Lane], list[Spot], float]:
    """The lanes, the touchpoints without a stage, and how high all is but the lanes."""
    found = spots(journey, largest=_largest_radius(len(journey.marks), plan))
    aside = [s for s in found if s.stage not in STAGES]
    strip = STRIP if journey.curve else PLAIN_STRIP
    fixed = plan.head + strip + _aside_height(aside, plan) + _legend_height(journey, plan, language)
    room = (height or MIN_HEIGHT) - fixed
    return _stretch(_lanes(found, plan), room, shrink=height is not None), aside, fixed


def _largest_radius(count: int, plan: Plan) -> float:
    if not plan.roomy:
        return NUMBERED_RADIUS  # the names need the room
    return 10.0 if count > 40 else 14.0 if count > 16 else 17.0


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


def _plan(journey: Journey, width: float) -> Plan:
    """The columns, with room under the phases' names for what there is to win in each."""
    plan = Plan(width)
    lines = [len(_money(plan, phase, journey.to_win)) for phase in PHASES]
    return replace(plan, head=HEAD + MONEY * max(lines))


def _money(plan: Plan, phase: str, to_win: Mapping[str, str]) -> tuple[str, ...]:
    """What there is to win in a phase, broken to its width."""
    inner = plan.step * sum(PHASE_OF_STAGE[s] == phase for s in STAGES) - 2 * plan.pad
    return fit(to_win[phase], width=inner, size=TEXT_STYLES["stage"].size, lines=2) if phase in to_win else ()


def _headings(scene: Scene, plan: Plan, to_win: Mapping[str, str], *, bottom: float, language: Language) -> None:
    for phase in PHASES:
        stages = [s for s in STAGES if PHASE_OF_STAGE[s] == phase]
        left, right = plan.left(stages[0]) + 3, plan.left(stages[-1]) + plan.step - 3
        scene.rects.append(Rect(Box(left, 0, right - left, bottom), "tint", phase))
        x = left + plan.pad - 3
        scene.texts.append(Text(x, 22, language.say(f"phase.{phase}"), "phase" if plan.roomy else "heading"))
        for n, line in enumerate(_money(plan, phase, to_win)):
            scene.texts.append(Text(x, 43 + n * MONEY, line, "stage"))
        for stage in stages:
            middle = plan.head - HEAD + 47
            scene.texts.append(Text(plan.left(stage) + plan.pad, middle, language.say(f"stage.{stage}"), "stage"))


def _lane(scene: Scene, plan: Plan, lane: Lane, journey: Journey, *, y: float, language: Language) -> None:
    scene.lines.append(Line(0, y, plan.width, y, "grid"))
    row_heading(scene, plan, y + LANE_PAD + 11, language.say(f"setting.{lane.setting}"))
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
    row_heading(scene, plan, box.y + 20, language.say("chart.aside"))
    inner = Box(box.x + plan.pad, box.y + LANE_PAD, box.width - 2 * plan.pad, box.height - 2 * LANE_PAD)
    add_placed(scene, aside, place([s.item for s in aside], inner, size=LABEL_SIZE))
    return bottom


def _legend_height(journey: Journey, plan: Plan, language: Language) -> float:
    return 12 + add_legend(Scene(plan.width), journey, Box(0, 0, plan.width, 0), language=language)
