"""Ranked touchpoints as rows: the ranks that are possible, and the parts of the score."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from core.charts.colours import Palette
from core.charts.drawing import draw
from core.charts.placement import fit
from core.charts.scene import TEXT_STYLES, Line, Scene, Span, Text
from core.texts import Language

WIDE, NARROW = 560.0, 320.0
ROW = 38.0
TOP = 26.0
PARTS = ("impact", "potential", "ease")


def rank_ranges(frame: pd.DataFrame, *, language: Language, palette: Palette, narrow: bool = False) -> alt.LayerChart:
    """``ranks_frame`` as rows: the name, below it the ranks that are possible, the likeliest as a tick."""
    scene = Scene(NARROW if narrow else WIDE, TOP + ROW * len(frame) + 4)
    last = max(2.0, float(frame["high"].max())) if len(frame) else 2.0

    def across(rank: float) -> float:
        return 8 + (rank - 1) / (last - 1) * (scene.width - 24)

    for rank in _ticks(int(last)):
        scene.texts.append(Text(across(rank), 8, language.write("count", rank), "note", "center"))
        scene.lines.append(Line(across(rank), 18, across(rank), 23, "grid"))
    for n, row in enumerate(frame.to_dict("records")):
        y = TOP + n * ROW + 9
        name = " ".join(fit(row["name"], width=scene.width - 12, size=TEXT_STYLES["label"].size))
        scene.texts.append(Text(2, y, name, "label"))
        y += 15
        scene.lines.append(Line(across(1), y, across(last), y, "grid"))
        scene.lines.append(Line(across(row["low"]) - 4, y, across(row["high"]) + 4, y, "span"))
        scene.lines.append(Line(across(row["rank"]) - 4, y, across(row["rank"]) + 4, y, "bar"))
    return _chart(scene, palette)


def _ticks(last: int) -> Sequence[int]:
    """A handful of round ranks, the first always among them."""
    step = next((s for s in (1, 2, 5, 10, 20, 50) if last / s <= 8), 100)
    return sorted({1, *range(step, last + 1, step)} - ({2} if step == 2 else set()))


def priority_parts(
    frame: pd.DataFrame, *, language: Language, palette: Palette, narrow: bool = False
) -> alt.LayerChart:
    """``parts_frame`` as rows of three bars, each from 0 to 100; ease only where the file has efforts."""
    parts = [p for p in PARTS if p != "ease" or frame["ease"].notna().any()]
    width = NARROW if narrow else WIDE
    left, top = (2.0, 30.0) if narrow else (0.38 * width, 30.0)
    row = 46.0 if narrow else 30.0
    step = (width - left) / len(parts)
    scene = Scene(width, top + row * len(frame) + 2)
    for n, part in enumerate(parts):
        scene.texts.append(Text(left + n * step, 9, language.say(f"part.{part}"), "lane"))
    for n, values in enumerate(frame.to_dict("records")):
        y = top + n * row
        name = f"{values['rank']:.0f}  {values['name']}"
        room = width - 12 if narrow else left - 14
        text = " ".join(fit(name, width=room, size=TEXT_STYLES["label"].size))
        scene.texts.append(Text(2, y + 8, text, "label"))
        for m, part in enumerate(parts):
            _bar(scene, left + m * step, y + (26 if narrow else 8), step, values[part], language)
    return _chart(scene, palette)


def _bar(scene: Scene, x: float, y: float, step: float, value: float, language: Language) -> None:
    """A bar on its track with its figure; a dash where the part is unknown."""
    length = step - 46
    known = value == value
    scene.lines.append(Line(x, y, x + length, y, "track"))
    if known and value > 0:
        scene.lines.append(Line(x, y, x + max(2.0, value * length), y, "bar"))
    scene.texts.append(Text(x + length + 6, y, language.write("count", 100 * value if known else None), "note"))


def _chart(scene: Scene, palette: Palette) -> alt.LayerChart:
    layers = draw([Span(scene)], palette=palette)
    return alt.LayerChart(layer=layers, width="container", height=scene.height)
