"""The plot of importance against performance: its axes, the lines where the verbs change, and the verbs."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import altair as alt

from core.charts.colours import Palette
from core.charts.picture import Layer, Row, Sketch, axis_down, drawn, paper
from core.charts.rankings import MOST
from core.charts.scene import Align
from core.texts import Language

CORNER = 15  # px, size of the verbs; they stand above and below the plot, where no point can touch them
BELOW = 30  # px between the figures of the axis and its title: the row of the lower verbs
RIGHT = 105  # where the axis of impact ends, 0-100 with some room


@dataclass(frozen=True, slots=True)
class Field:
    """The plot: its inner size in pixels and the range of the performance."""

    height: float
    floor: float
    ceiling: float
    width: float = 0.0

    def x(self, impact: float) -> float:
        """Pixels from the left."""
        return _across(impact) * self.width

    def y(self, performance: float) -> float:
        """Pixels from the top."""
        return (self.ceiling - performance) / (self.ceiling - self.floor) * self.height


def _across(impact: float) -> float:
    """The share of the width: by the square root, since a few touchpoints usually carry most of the impact."""
    return math.sqrt(max(impact, 0.0) / RIGHT)


@dataclass(frozen=True, slots=True)
class Axes:
    """What the axes are called, and the range of the performance."""

    across: str
    down: str
    floor: float
    ceiling: float

    def encodings(self) -> dict[str, Any]:
        """Impact from left to right, performance upwards."""
        across = alt.Axis(title=self.across, titlePadding=BELOW, grid=False, values=[0, 5, 20, 50, 100])
        most = f"(datum.value >= {MOST} ? '≥ ' : '') + datum.label"  # no performance is shown above it
        down = axis_down(self.down, lift=50, format=".0%", tickCount=5, labelExpr=most)
        return {
            "x": alt.X("impact:Q", axis=across, scale=alt.Scale(type="sqrt", domain=[0, RIGHT], nice=False)),
            "y": alt.Y("performance:Q", axis=down, scale=alt.Scale(domain=[self.floor, self.ceiling], nice=False)),
        }


def axes_of(field: Field, language: Language) -> Axes:
    say = language.say
    return Axes(say("chart.axis.impact"), say("chart.axis.performance"), field.floor, field.ceiling)


def backdrop(field: Field, impact_line: float | None, *, language: Language, palette: Palette) -> Iterator[Layer]:
    axes, line = axes_of(field, language), 100 * impact_line if impact_line is not None else None
    if line is not None:
        ends = {"impact_end": RIGHT, "performance_end": 1.0}
        yield Layer(_fix(axes, palette.low), [{"impact": line, "performance": field.floor, **ends}])
        yield Layer(_line(axes, "x", palette.accent), [{"impact": line}])
    yield Layer(_line(axes, "y", palette.accent), [{"performance": 1.0}])
    texts = _corner_texts(field, line, language)
    yield Layer(_corners(axes), [_corner_row(text, palette) for text in texts])


@drawn
def _fix(axes: Axes, colour: str) -> Sketch:
    area = paper().mark_rect(color=colour, opacity=0.07, aria=False)
    return area.encode(**axes.encodings(), x2=alt.X2("impact_end:Q"), y2=alt.Y2("performance_end:Q"))


@drawn
def _line(axes: Axes, across: str, accent: str) -> Sketch:
    rule = paper().mark_rule(color=accent, strokeDash=[5, 4], aria=False)
    return rule.encode(**{across: axes.encodings()[across]})


@drawn
def _corners(axes: Axes) -> Sketch:
    style: dict[str, Any] = {f: alt.ExprRef(f"datum.{f}") for f in ("dx", "dy", "align", "fontSize", "fontWeight")}
    texts = paper().mark_text(baseline="middle", aria=False, **style)
    return texts.encode(**axes.encodings(), text=alt.Text("text:N"), color=alt.Color("ink:N", scale=None))


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


def _corner_texts(field: Field, line: float | None, language: Language) -> Iterator[Corner]:
    low, high, say = field.floor, field.ceiling, language.say
    yield Corner(say("chart.axis.target"), RIGHT, 1.0, "left", 5, 0, verb=False)
    if line is None:
        return
    side: Align = "left" if _across(line) < 0.5 else "right"
    yield Corner(say("chart.axis.median"), line, high, side, -2 if side == "left" else 2, -30, verb=False)
    yield Corner(say("action.fix"), RIGHT, low, "right", 0, 34)
    yield Corner(say("action.keep"), RIGHT, high, "right", 0, -12)
    yield Corner(say("action.scale"), 0, high, "left", 0, -12)
    yield Corner(say("action.question"), 0, low, "left", 0, 34)


def _corner_row(text: Corner, palette: Palette) -> Row:
    size, weight, ink = (CORNER, 600, palette.muted) if text.verb else (11, 500, palette.accent)
    place = {"impact": text.impact, "performance": text.performance, "dx": text.dx, "dy": text.dy, "align": text.align}
    return {"text": text.text, **place, "fontSize": size, "fontWeight": weight, "ink": ink}
