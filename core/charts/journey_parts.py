"""What the wide and the tall journey map have in common: marks and their sizes, the curve's scale, the legend."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.charts.frames import Curve, Journey
from core.charts.marks import RING, crowd, is_faint
from core.charts.placement import Box, Item, Placed, fit, text_width
from core.charts.scene import TEXT_STYLES, Mark, Scene, Text
from core.model.dataset import STAGES
from core.story.against import SCALE_STARTS
from core.tables import table
from core.texts import Language

SHAPES = {"online": "circle", "both": "diamond", "offline": "square"}
LABEL_SIZE = TEXT_STYLES["label"].size
MIN_RADIUS = 4.5
NUMBERED = 3  # the first of the fix-first list wear their rank
NUMBERED_RADIUS = 9.0
_MANY = 100.0  # customers: where nobody meets more, the largest mark is not drawn as if many did
_FLOOR_SPAN = {"share": 0.2, "points": 20.0}
_BOUNDS = {"share": (0.0, 1.0), "points": (-100.0, 100.0)}


@dataclass(frozen=True, slots=True)
class Spot:
    """A touchpoint on the map."""

    item: Item
    stage: str
    setting: str
    health: float | None
    rank: int | None
    guess: bool
    faint: bool


def spots(journey: Journey, *, largest: float) -> list[Spot]:
    """The touchpoints with their marks: area by reach, the largest with radius ``largest``; most important first.

    Of a crowd the first stand out: the others are small, faint and without a name, but the first of a cell.
    """
    marks = journey.marks
    top = max((row["reach"] for row in marks if not math.isnan(row["reach"])), default=math.nan)
    seen: dict[tuple[str, str], int] = {}
    made = []
    for order, row in enumerate(marks):
        cell = row["stage"], row["setting"]
        seen[cell] = seen.get(cell, 0) + 1
        faint = is_faint(order, len(marks))
        labelled = not faint or seen[cell] == 1
        rank = None if math.isnan(row["rank"]) else int(row["rank"])
        radius = _radius(row["reach"], top, largest)
        if rank is not None and rank <= NUMBERED:
            radius = max(radius, NUMBERED_RADIUS)
        radius = min(radius, MIN_RADIUS) if faint else radius
        guess = row["guess"] and not faint
        item = Item(row["key"], row["name"], round(radius + (RING if guess else 0.0), 2), labelled)
        health = None if math.isnan(row["health"]) else row["health"]
        made.append(Spot(item, row["stage"], row["setting"], health, rank, guess, faint))
    return made


def _radius(reach: float, top: float, largest: float) -> float:
    if math.isnan(reach) or math.isnan(top) or top <= 0:
        return MIN_RADIUS + 1
    return max(MIN_RADIUS, largest * math.sqrt(max(reach, 0.0) / max(top, _MANY)))


def add_placed(scene: Scene, found: Iterable[Spot], placed: Sequence[Placed]) -> None:
    """Marks with their ranks and labels, as placed."""
    by_key = {s.item.key: s for s in found}
    for p in placed:
        spot = by_key[p.key]
        shape = SHAPES.get(spot.setting, "circle")
        radius = max(p.radius - (RING if spot.guess else 0.0), 1.0)
        number = spot.rank if spot.rank is not None and spot.rank <= NUMBERED and radius >= NUMBERED_RADIUS else None
        scene.marks.append(Mark(p.x, p.y, radius, shape, spot.health, spot.guess, p.key, number, spot.faint))
        role = "label" if number is None else "label-first"
        add_lines(scene, p.label_x, p.label_y, p.lines, role=role, key=p.key)


def add_lines(scene: Scene, x: float, y: float, lines: Sequence[str], *, role: str, key: str | None = None) -> None:
    """Lines of text around the middle ``y``, left-aligned at ``x``."""
    step = TEXT_STYLES[role].size * 1.22
    for n, line in enumerate(lines):
        scene.texts.append(Text(x, y + (n - (len(lines) - 1) / 2) * step, line, role, "left", key))


def curve_role(point: Mapping[str, Any], curve: Curve) -> str:
    """The colour of a point of the curve, on the scale of the marks: orange only if its whole interval (without one,
    the value) is below the target and it is far off; a little below is grey; hollow where too few answers stand
    behind it."""
    value, target, start = point["value"], curve.target, SCALE_STARTS.get(curve.measure, 0.0)
    if point["few"]:
        return "hollow"
    if target is None:
        return "accent"
    high = value if math.isnan(point["high"]) else point["high"]
    far_off = (value - start) / (target - start) < table("palette")["health"]["stops"][1]
    return "high" if value >= target else "low" if high < target and far_off else "mid"


def curve_orders(curve: Curve) -> list[int]:
    """Where each point stands in the curve's line, which runs through consecutive ones: over a stage that is not
    measured there is none, nor to a point of too few answers."""
    found, apart, before = [], 0, False
    for point in curve.points:
        apart += len(STAGES) if point["few"] or before else 0
        before = point["few"]
        found.append(STAGES.index(point["stage"]) + apart)
    return found


def curve_alone(curve: Curve, *, ranged: bool = False) -> frozenset[str]:
    """The stages whose point no line joins to another (``ranged``: no band, which only known intervals take part
    in)."""
    orders = curve_orders(curve)
    known = [
        (o, p["stage"])
        for o, p in zip(orders, curve.points, strict=True)
        if not ranged or is_ranged(p["low"], p["high"])
    ]
    taken = {order for order, _ in known}
    return frozenset(stage for order, stage in known if not taken & {order - 1, order + 1})


def told_value(curve: Curve, value: float, language: Language) -> str:
    """A value of the curve, with so many digits that it does not look like its target where it is not; all of the
    curve have alike many."""
    if curve.target is not None and _looks_like(curve, value, language):
        return language.apart(curve.unit, value, curve.target)[0]
    finer = any(_looks_like(curve, point["value"], language) for point in curve.points)
    return language.finer(curve.unit, int(finer), value)[0]


def _looks_like(curve: Curve, value: float, language: Language) -> bool:
    """Whether a value looks like the target as it is written, and is another one."""
    if curve.target is None or math.isclose(value, curve.target, rel_tol=1e-3):
        return False
    return language.write(curve.unit, value) == language.write(curve.unit, curve.target)


def is_ranged(low: float, high: float) -> bool:
    """Whether the interval of a value is known, so that it takes part in the band."""
    return not (math.isnan(low) or math.isnan(high))


def range_words(curve: Curve, language: Language) -> str:
    """What the shade around the curve means, or the lines through points that no shade joins; empty where no interval
    is known: a file with ready-made scores alone has none."""
    ranged = {p["stage"] for p in curve.points if is_ranged(p["low"], p["high"])}
    if not ranged:
        return ""
    return language.say("chart-curve.lines" if ranged <= curve_alone(curve, ranged=True) else "chart-curve.interval")


@dataclass(frozen=True, slots=True)
class Range:
    """The part of a measure's scale that the curve's strip shows."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """Where ``value`` stands between low (0) and high (1)."""
        return (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)


def curve_range(curve: Curve) -> Range:
    """Wide enough for all intervals and the target, never so narrow that noise looks like a mountain."""
    values = [p[name] for p in curve.points for name in ("value", "low", "high")]
    known = [v for v in values if not math.isnan(v)] + ([curve.target] if curve.target is not None else [])
    low, high = min(known), max(known)
    missing = max(0.0, _FLOOR_SPAN.get(curve.unit, 0.5) - (high - low))
    margin = missing / 2 + 0.06 * (high - low)
    floor, ceiling = _BOUNDS.get(curve.unit, (-math.inf, math.inf))
    return Range(max(floor, low - margin), min(ceiling, high + margin))


def add_legend(scene: Scene, journey: Journey, box: Box, *, language: Language, shapes: bool = False) -> float:
    """What size, colour and outline (and ``shapes``) mean, in as many lines as it takes; returns the height used."""
    x, y, row = box.x, box.y + 9, 20.0
    for marks, words in [*_legend(journey, language), *(_shapes(journey, language) if shapes else ())]:
        marks_width = sum(2 * m.radius + 4 for m in marks)
        width = marks_width + 4 + text_width(words, TEXT_STYLES["note"].size)
        if x > box.x and x + width > box.right:
            x, y = box.x, y + row
        for m in marks:
            scene.marks.append(Mark(x + m.radius, y, m.radius, m.shape, m.health, m.guess))
            x += 2 * m.radius + 4
        scene.texts.append(Text(x + 4, y, words, "note"))
        x += width - marks_width + 18
    return y + 9 - box.y


def _legend(journey: Journey, language: Language) -> list[tuple[list[Mark], str]]:
    def mark(radius: float, health: float | None, *, shape: str = "circle", guess: bool = False) -> Mark:
        return Mark(0, 0, radius, shape, health, guess)

    low, mid, high = table("palette")["health"]["stops"]
    steps = (low, (low + mid) / 2, mid, high)
    numbered = any(row["rank"] <= NUMBERED for row in journey.marks)
    unsure = "few" if any(row["few"] for row in journey.marks) else "unmeasured"
    entries = [
        ([mark(5, health) for health in steps], "chart.legend.health"),
        (
            [mark(5, None)],
            f"chart.legend.{unsure}",
        ),
    ]
    if not all(math.isnan(row["reach"]) for row in journey.marks):
        sizes = [mark(3.5, mid), mark(5, mid), mark(7, mid)]
        entries.append((sizes, f"chart.legend.reach{'-numbered' if numbered else ''}"))
    if any(row["guess"] for row in journey.marks):
        entries.append(([mark(5, mid, guess=True)], "chart.legend.guess"))
    told = [(marks, language.say(key)) for marks, key in entries]
    if faint := crowd(len(journey.marks)):
        told.append(([replace(mark(4, mid), faint=True)], language.say("chart.legend.crowd", n=faint)))
    return told


def _shapes(journey: Journey, language: Language) -> Iterable[tuple[list[Mark], str]]:
    used = {row["setting"] for row in journey.marks}
    for setting, shape in SHAPES.items():
        if setting in used:
            yield [Mark(0, 0, 5, shape, table("palette")["health"]["stops"][1])], language.say(f"setting.{setting}")


def gutter_lines(text: str, width: float, *, role: str, lines: int = 4) -> tuple[str, ...]:
    """A row heading, broken to the width of its gutter."""
    return fit(text, width=width, size=TEXT_STYLES[role].size, lines=lines)
