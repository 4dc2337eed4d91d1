"""Coverage: how many touchpoints each phase has online and offline, and how many of them anybody measures."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from core.charts.colours import Palette
from core.charts.drawing import draw
from core.charts.journey_parts import add_lines
from core.charts.picture import Picture
from core.charts.placement import Box, fit
from core.charts.scene import TEXT_STYLES, Rect, Scene, Span, Text
from core.model.dataset import PHASES
from core.texts import Language

WIDE, NARROW = 470.0, 320.0  # px: the widths that it is composed for; a container takes the next narrower
HEAD, ROW, GAP = 40.0, 92.0, 6.0
SETTINGS = ("online", "offline")
_EMPTY: Mapping[Hashable, Any] = {"touchpoints": 0, "measured": 0, "few": 0, "kind": "empty"}


def coverage(frame: pd.DataFrame, *, language: Language, palette: Palette) -> Picture:
    """``coverage_frame`` as a grid: phases from left to right, online above offline, blind spots hatched."""
    cells = {(r["phase"], r["setting"]): r for r in frame.to_dict("records")}
    wide, narrow = (_grid(cells, width, language) for width in (WIDE, NARROW))
    return Picture(draw([Span(wide, WIDE), Span(narrow, until=WIDE)], palette=palette), wide.height)


def _grid(cells: Mapping[tuple[Any, Any], Mapping[Hashable, Any]], width: float, language: Language) -> Scene:
    scene, gutter = Scene(width, HEAD + len(SETTINGS) * ROW), 54.0 if width < WIDE else 72.0
    step = (width - gutter) / len(PHASES)
    for n, phase in enumerate(PHASES):
        words = fit(language.say(f"phase.{phase}"), width=step - GAP, size=TEXT_STYLES["stage"].size, lines=2)
        add_lines(scene, gutter + n * step, HEAD - 12 - (len(words) - 1) * 8, words, role="stage")
    for m, setting in enumerate(SETTINGS):
        y = HEAD + m * ROW
        add_lines(scene, 0, y + 16, [language.say(f"setting.{setting}")], role="lane")
        for n, phase in enumerate(PHASES):
            box = Box(gutter + n * step, y, step - GAP, ROW - GAP)
            cell = cells.get((phase, setting), _EMPTY)
            _cell(scene, box, phase, cell, language)
    return scene


def _cell(scene: Scene, box: Box, phase: str, cell: Mapping[Hashable, Any], language: Language) -> None:
    touchpoints, measured = cell["touchpoints"], cell["measured"]
    scene.rects.append(Rect(box, "tint", phase))
    if not touchpoints:
        words = language.say(f"chart-gap.{cell['kind']}")
        scene.blind(Box(box.x + 4, box.y + 4, box.width - 8, box.height - 8), words, phase)
        return
    if not measured:
        scene.rects.append(Rect(Box(box.x + 4, box.y + 4, box.width - 8, box.height - 8), "gap"))
    scene.texts.append(Text(box.x + 12, box.y + 26, language.write("count", touchpoints), "figure"))
    words = language.say(_how_many(cell), measured=measured, n=touchpoints, few=cell["few"])
    lines = fit(words, width=box.width - 18, size=TEXT_STYLES["note"].size, lines=2)
    add_lines(scene, box.x + 12, box.y + 54 + (len(lines) - 1) * 7, lines, role="note")


def _how_many(cell: Mapping[Hashable, Any]) -> str:
    """The text about how many of a cell's touchpoints are measured, and well enough to be judged."""
    if not cell["measured"]:
        return "chart-gap.unmeasured"
    if not cell["few"]:
        return "chart.coverage.measured"
    return "chart.coverage.few" if cell["few"] == cell["touchpoints"] else "chart.coverage.some-few"
