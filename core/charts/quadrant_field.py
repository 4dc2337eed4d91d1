"""The plot of importance against performance: its size in pixels, and the words that belong to it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from core.charts.colours import Palette
from core.charts.picture import Row
from core.charts.scene import Align
from core.texts import Language

CORNER = 15  # px, size of the verbs; they stand above and below the plot, where no point can touch them
ABOVE = 0.34  # of the height at most for what has reached its target: what is to be mended lies below
RIGHT = 105  # where the axis of impact ends, 0-100 with some room


@dataclass(frozen=True, slots=True)
class Field:
    """The plot: its inner size in pixels and the range of the performance, which has the target, 1, inside it."""

    height: float
    floor: float
    ceiling: float
    width: float = 0.0

    def x(self, impact: float) -> float:
        """Pixels from the left."""
        return across_of(impact) * self.width

    def y(self, performance: float) -> float:
        """Pixels from the top."""
        if performance >= 1:
            return (self.ceiling - performance) / (self.ceiling - 1) * self.level
        return self.level + (1 - performance) / (1 - self.floor) * (self.height - self.level)

    @property
    def level(self) -> float:
        """Pixels from the top to the target, 1; above it the scale is closer where that would take too much room."""
        return self.height * min((self.ceiling - 1) / (self.ceiling - self.floor), ABOVE)


def across_of(impact: float) -> float:
    """The share of the width: by the square root, since a few touchpoints usually carry most of the impact."""
    return math.sqrt(max(impact, 0.0) / RIGHT)


@dataclass(frozen=True, slots=True)
class Corner:
    """A text that belongs to the plot itself, outside of it: a verb at its corner, or the name of a line."""

    text: str
    impact: float
    performance: float
    align: Align
    dx: float
    dy: float
    verb: bool = True


def corner_texts(field: Field, line: float | None, language: Language) -> Iterator[Corner]:
    """The verbs and the names of the lines."""
    low, high, say = field.floor, field.ceiling, language.say
    yield Corner(say("chart.axis.target"), RIGHT, 1.0, "left", 5, 0, verb=False)
    if line is None:
        return
    side: Align = "left" if across_of(line) < 0.5 else "right"
    yield Corner(say("chart.axis.border"), line, high, side, -2 if side == "left" else 2, -30, verb=False)
    yield Corner(say("action.fix"), RIGHT, low, "right", 0, 34)
    yield Corner(say("action.keep"), RIGHT, high, "right", 0, -12)
    yield Corner(say("action.scale"), 0, high, "left", 0, -12)
    yield Corner(say("action.question"), 0, low, "left", 0, 34)


def corner_row(text: Corner, palette: Palette) -> Row:
    """A text outside of the plot as the chart draws it."""
    size, weight, ink = (CORNER, 600, palette.muted) if text.verb else (12, 500, palette.accent)
    place = {"impact": text.impact, "performance": text.performance, "dx": text.dx, "dy": text.dy, "align": text.align}
    return {"text": text.text, **place, "fontSize": size, "fontWeight": weight, "ink": ink}
