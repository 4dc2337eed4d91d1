"""A KPI over time with its interval."""

from collections.abc import Iterator
from typing import Any

import altair as alt
import pandas as pd

from core.charts.colours import Palette
from core.texts import Language

FORMATS = {"share": "~%", "points": "+~f", "money": ",~f", "ratio": ",~f"}


def trend(
    frame: pd.DataFrame,
    *,
    label: str,
    unit: str,
    language: Language,
    palette: Palette,
    target: float | None = None,
    narrow: bool = False,
) -> alt.LayerChart:
    """``trend_frame`` as a line that breaks where a period is unknown, in the band of its 95 % interval.

    ``label``: the KPI in the reader's words; ``target`` in the KPI's unit is drawn where given.
    """
    scales = _scales(frame, label, unit, target)
    layers = [*_target(frame, scales, unit, target, language, palette), *_band(frame, scales, palette)]
    layers.extend(_line(frame, scales, language, palette))
    return alt.LayerChart(layer=layers, width="container", height=220 if narrow else 260)


def _scales(frame: pd.DataFrame, label: str, unit: str, target: float | None) -> dict[str, Any]:
    across = alt.Axis(title=None, labelAngle=0, labelOverlap="greedy", labelSeparation=8, grid=False)
    down = alt.Axis(
        title=label,
        format=FORMATS.get(unit, ",~f"),
        tickCount=4,
        titleAngle=0,
        titleAlign="left",
        titleAnchor="start",
        titleX=-44,
        titleY=-14,
    )
    return {
        "x": alt.X("label:O", sort=None, axis=across, scale=alt.Scale(type="point", padding=0.4)),
        "y": alt.Y("value:Q", axis=down, scale=alt.Scale(domain=_domain(frame, unit, target), nice=False)),
    }


def _domain(frame: pd.DataFrame, unit: str, target: float | None) -> list[float]:
    """All intervals and the target with some air; a share or an amount does not fall below zero for it."""
    known = [float(v) for v in frame[["value", "low", "high"]].to_numpy().ravel() if v == v]
    known += [] if target is None else [target]
    if not known:
        return [0.0, 1.0]
    low, high = min(known), max(known)
    air = 0.15 * (high - low) or 0.1 * abs(high) or 1.0
    floor = low - air if low < 0 or unit == "points" else max(0.0, low - air)
    return [floor, min(1.0, high + air) if unit == "share" and high <= 1 else high + air]


def _band(frame: pd.DataFrame, scales: dict[str, Any], palette: Palette) -> Iterator[alt.Chart]:
    known = frame["low"].notna() & frame["high"].notna()
    ends = frame[["label"]].assign(value=frame["low"], end=frame["high"], run=(~known).cumsum())[known]
    if ends.empty:
        return
    alone = ends.groupby("run")["run"].transform("size") == 1
    upper = alt.Y2("end:Q")
    band = alt.Chart(ends).mark_area(color=palette.accent, opacity=0.13, interpolate="monotone", aria=False)
    yield band.encode(**scales, y2=upper, detail=alt.Detail("run:N"))
    whiskers = alt.Chart(ends[alone]).mark_rule(color=palette.accent, opacity=0.4, aria=False)
    yield whiskers.encode(**scales, y2=upper)


def _line(frame: pd.DataFrame, scales: dict[str, Any], language: Language, palette: Palette) -> Iterator[alt.Chart]:
    known = frame["value"].notna()
    runs = frame.assign(run=(~known).cumsum())
    line = alt.Chart(runs).mark_line(color=palette.accent, strokeWidth=2.4, interpolate="monotone", aria=False)
    yield line.encode(**scales, detail=alt.Detail("run:N"))
    tips = [
        alt.Tooltip("label:N", title=language.say("chart-tip.period")),
        alt.Tooltip("tip_value:N", title=language.say("chart-tip.value")),
        alt.Tooltip("tip_range:N", title=language.say("chart-tip.range")),
    ]
    dots = alt.Chart(frame[known]).mark_point(filled=True, size=64, color=palette.accent, opacity=1)
    yield dots.encode(**scales, tooltip=tips)


def _target(
    frame: pd.DataFrame,
    scales: dict[str, Any],
    unit: str,
    target: float | None,
    language: Language,
    palette: Palette,
) -> Iterator[alt.Chart]:
    if target is None:
        return
    words = language.say("chart.target", value=language.write(unit, target))
    data = alt.Chart(pd.DataFrame([{"value": target, "text": words}]))
    yield data.mark_rule(color=palette.accent, strokeDash=[5, 4], aria=False).encode(y=scales["y"])
    known = frame["value"].dropna()
    left = len(known) > 1 and abs(known.iloc[0] - target) > abs(known.iloc[-1] - target)
    style: dict[str, Any] = {"baseline": "bottom", "dy": -4, "fontSize": 11, "fontWeight": 500, "aria": False}
    name = data.mark_text(align="left" if left else "right", color=palette.accent, **style)
    yield name.encode(x=alt.value(2 if left else "width"), y=scales["y"], text=alt.Text("text:N"))
