"""A KPI over time with its interval."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from core.charts.colours import Palette
from core.charts.picture import Layer, Picture, Sketch, axis_down, drawn, paper, rows_from
from core.texts import Language

FORMATS = {"share": "~%", "points": "+~f", "money": ",~f", "ratio": ",~f"}
_TIPS: Mapping[str, str] = {
    "label": "chart-tip.period",
    "tip_value": "chart-tip.value",
    "tip_range": "chart-tip.range",
}


def trend(
    frame: pd.DataFrame,
    *,
    label: str,
    unit: str,
    language: Language,
    palette: Palette,
    target: float | None = None,
    narrow: bool = False,
) -> Picture:
    """``trend_frame`` as a line that breaks where a period is unknown, in the band of its 95 % interval.

    ``label``: the KPI in the reader's words; ``target`` in the KPI's unit is drawn where given.
    """
    axes = Axes(label, unit, *_domain(frame, unit, target))
    layers = [*_target(frame, axes, target, language, palette), *_band(frame, axes, palette)]
    layers.extend(_line(frame, axes, language, palette))
    return Picture(layers, 220 if narrow else 260)


@dataclass(frozen=True, slots=True)
class Axes:
    """What the axis of values is called, its unit and where it begins and ends."""

    label: str
    unit: str
    floor: float
    ceiling: float

    def encodings(self) -> dict[str, Any]:
        """Periods from left to right, values upwards."""
        across = alt.Axis(title=None, labelAngle=0, labelOverlap="greedy", labelSeparation=8, grid=False)
        # nothing has no sign: the format's "+" would write +0
        bare = {"labelExpr": "datum.value ? datum.label : '0'"} if self.unit == "points" else {}
        down = axis_down(self.label, lift=14, format=FORMATS.get(self.unit, ",~f"), tickCount=4, **bare)
        domain = alt.Scale(domain=[self.floor, self.ceiling], nice=False)
        return {
            "x": alt.X("label:O", sort=None, axis=across, scale=alt.Scale(type="point", padding=0.4)),
            "y": alt.Y("value:Q", axis=down, scale=domain),
        }


def _domain(frame: pd.DataFrame, unit: str, target: float | None) -> tuple[float, float]:
    """All intervals and the target with some air; a share or an amount does not fall below zero for it."""
    known = [float(v) for v in frame[["value", "low", "high"]].to_numpy().ravel() if v == v]
    known += [] if target is None else [target]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    air = 0.15 * (high - low) or 0.1 * abs(high) or 1.0
    floor = low - air if low < 0 or unit == "points" else max(0.0, low - air)
    return floor, min(1.0, high + air) if unit == "share" and high <= 1 else high + air


def _band(frame: pd.DataFrame, axes: Axes, palette: Palette) -> Iterator[Layer]:
    known = frame["low"].notna() & frame["high"].notna()
    ends = frame[["label"]].assign(value=frame["low"], end=frame["high"], run=(~known).cumsum())[known]
    if ends.empty:
        return
    alone = ends.groupby("run")["run"].transform("size") == 1
    yield Layer(_area(axes, palette.accent), rows_from(ends))
    yield Layer(_whisker(axes, palette.accent), rows_from(ends[alone]))


@drawn
def _area(axes: Axes, accent: str) -> Sketch:
    band = paper().mark_area(color=accent, opacity=0.13, aria=False)
    return band.encode(**axes.encodings(), y2=alt.Y2("end:Q"), detail=alt.Detail("run:N"))


@drawn
def _whisker(axes: Axes, accent: str) -> Sketch:
    whiskers = paper().mark_rule(color=accent, opacity=0.4, aria=False)
    return whiskers.encode(**axes.encodings(), y2=alt.Y2("end:Q"))


def _line(frame: pd.DataFrame, axes: Axes, language: Language, palette: Palette) -> Iterator[Layer]:
    known = frame["value"].notna()
    yield Layer(_curve(axes, palette.accent), rows_from(frame.assign(run=(~known).cumsum())))
    titles = tuple((f"{column}:N", language.say(key)) for column, key in _TIPS.items())
    yield Layer(_dots(axes, palette.accent, titles), rows_from(frame[known]))


@drawn
def _curve(axes: Axes, accent: str) -> Sketch:
    line = paper().mark_line(color=accent, strokeWidth=2.4, aria=False)
    return line.encode(**axes.encodings(), detail=alt.Detail("run:N"))


@drawn
def _dots(axes: Axes, accent: str, titles: tuple[tuple[str, str], ...]) -> Sketch:
    dots = paper().mark_point(filled=True, size=64, color=accent, opacity=1)
    return dots.encode(**axes.encodings(), tooltip=[alt.Tooltip(column, title=title) for column, title in titles])


def _target(
    frame: pd.DataFrame, axes: Axes, target: float | None, language: Language, palette: Palette
) -> Iterator[Layer]:
    if target is None:
        return
    rows = [{"value": target, "text": language.say("chart.target", value=language.aim(axes.unit, target))}]
    known = frame["value"].dropna()
    left = len(known) > 1 and abs(known.iloc[0] - target) > abs(known.iloc[-1] - target)
    yield Layer(_target_line(axes, palette.accent), rows)
    yield Layer(_target_name(axes, palette.accent, left=left), rows)


@drawn
def _target_line(axes: Axes, accent: str) -> Sketch:
    return paper().mark_rule(color=accent, strokeDash=[5, 4], aria=False).encode(y=axes.encodings()["y"])


@drawn
def _target_name(axes: Axes, accent: str, *, left: bool) -> Sketch:
    style: dict[str, Any] = {"baseline": "bottom", "dy": -4, "fontSize": 12, "fontWeight": 500, "aria": False}
    name = paper().mark_text(align="left" if left else "right", color=accent, **style)
    return name.encode(x=alt.value(2 if left else "width"), y=axes.encodings()["y"], text=alt.Text("text:N"))
