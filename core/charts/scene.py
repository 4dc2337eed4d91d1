"""Pictures that are drawn rather than plotted: rectangles, lines and texts in pixels.

A scene is composed for one width. The x axis is the share of the width, so a scene stretches with its container;
several scenes of one picture, each for a range of widths, let the browser show the one that suits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.charts.placement import Box, fit, text_width

Align = Literal["left", "center", "right"]
HATCH_STEP, HATCH_MOST = 15.0, 18  # px between two strokes of a hatched area; strokes of a large one


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle: a ``tint`` of its phase, the outline of a ``gap``, or a ``plate`` that keeps a text readable."""

    box: Box
    role: Literal["tint", "gap", "plate"]
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; ``role`` says what it is for."""

    x: float
    y: float
    x2: float
    y2: float
    role: str


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text, its middle at ``y``; ``key`` names the touchpoint that it belongs to; ``ink``: its own colour
    where it stands on a coloured piece."""

    x: float
    y: float
    text: str
    role: str
    align: Align = "left"
    key: str | None = None
    ink: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A touchpoint (``key``) or an example of one in the legend (no key)."""

    x: float
    y: float
    radius: float
    shape: str
    health: float | None
    guess: bool = False
    key: str | None = None
    number: int | None = None
    faint: bool = False


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A point of a curve with the two ends of its interval; points with consecutive ``order`` are joined.

    ``role``: its colour. ``ranged``: whether its interval is known; without one it takes no part in the band, which
    would otherwise narrow to nothing there, as if the value were certain.
    """

    x: float
    y: float
    x_low: float
    y_low: float
    x_high: float
    y_high: float
    order: int
    role: str = "accent"
    ranged: bool = True


@dataclass(slots=True)
class Scene:
    """A picture composed for ``width`` pixels, being filled by its composer."""

    width: float
    height: float = 0.0
    rects: list[Rect] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    curve: list[CurvePoint] = field(default_factory=list)

    def blind(self, box: Box, words: str, phase: str) -> None:
        """An area where nothing is: dashed outline, quiet diagonal strokes, and a word about it."""
        self._hatch(box)
        size = TEXT_STYLES["note"].size
        lines = fit(words, width=box.width - 20, size=size, lines=2)
        width, x, y = (
            max((text_width(line, size) for line in lines), default=0) + 8,
            box.x + box.width / 2,
            box.y + box.height / 2,
        )
        self.rects.append(Rect(Box(x - width / 2, y - 7 * len(lines) - 2, width, 14 * len(lines) + 4), "plate", phase))
        for n, line in enumerate(lines):
            self.texts.append(Text(x, y + 14 * (n - (len(lines) - 1) / 2), line, "note", "center"))

    def _hatch(self, box: Box) -> None:
        self.rects.append(Rect(box, "gap"))
        step = max(HATCH_STEP, (box.width + box.height) / HATCH_MOST)
        start = step
        while start < box.width + box.height:
            x, y = box.x + max(0.0, start - box.height), box.y + min(start, box.height)
            x2, y2 = box.x + min(start, box.width), box.y + max(0.0, start - box.width)
            self.lines.append(Line(x, y, x2, y2, "hatch"))
            start += step


@dataclass(frozen=True, slots=True)
class Span:
    """The container widths (pixels, ``until`` excluded) at which a scene is shown."""

    scene: Scene
    since: float = 0.0
    until: float = 1e9


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How the texts of one role look; ``colour`` is a role of the palette."""

    size: float
    weight: Literal[400, 500, 600, 700]
    colour: str


TEXT_STYLES: Mapping[str, TextStyle] = {
    "heading": TextStyle(14, 600, "ink"),
    "phase": TextStyle(18, 700, "ink"),
    "stage": TextStyle(12.5, 500, "ink"),
    "lane": TextStyle(12, 500, "muted"),
    "setting": TextStyle(12.5, 600, "ink"),
    "label": TextStyle(12.5, 400, "ink"),
    "label-first": TextStyle(12.5, 700, "ink"),
    "note": TextStyle(12, 400, "muted"),
    "value": TextStyle(13, 600, "ink"),
    "value-large": TextStyle(17, 700, "ink"),
    "figure": TextStyle(24, 600, "ink"),
    "target": TextStyle(12, 500, "accent"),
    "number": TextStyle(11, 700, "ink"),
    "inside": TextStyle(12, 500, "ink"),
    "strip": TextStyle(14, 600, "ink"),
    "unit": TextStyle(12, 600, "muted"),
    "strip-note": TextStyle(12.5, 400, "muted"),
}
