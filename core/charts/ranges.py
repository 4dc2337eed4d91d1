"""Ranges that say how sure: between which ranks a touchpoint stands, and between which sums its repair may lie."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from core.charts.colours import Palette
from core.charts.placement import fit
from core.model import Analysis, TouchpointResult
from core.texts import Language

MOST = 8
_ROW, _NAME = 44, 190  # px: height of a row, width of the names
_SIZE = 15  # px
_SUREST = 0.99  # what draws can show; "100 %" would promise more


def rank_frame(analysis: Analysis, *, language: Language, most: int = MOST) -> pd.DataFrame:
    """The best ranked visible touchpoints: ``name``, ``rank``, ``low`` and ``high`` of the 5-95 % range, ``chance`` of
    being first as a text, ``tip_name`` and ``tip_range``."""
    rows = [
        {
            "name": _short(t),
            "rank": p.rank,
            "low": p.rank_low or p.rank,
            "high": p.rank_high or p.rank,
            "chance": _chance(p.p_first, language),
            "tip_name": t.name,
            "tip_range": language.say("sure.range", low=p.rank_low or p.rank, high=p.rank_high or p.rank),
        }
        for t in _ranked(analysis)[:most]
        if (p := t.priority) and p.rank
    ]
    columns = ["name", "rank", "low", "high", "chance", "tip_name", "tip_range"]
    return pd.DataFrame(_apart(rows), columns=columns)


def _chance(p_first: float | None, language: Language) -> str:
    """The probability of being first; no more than draws can show."""
    if p_first is None:
        return ""
    return language.say("chart.chance-over" if p_first > _SUREST else "chart.chance", p=min(p_first, _SUREST))


def worth_frame(analysis: Analysis, *, language: Language, most: int = MOST) -> pd.DataFrame:
    """The best ranked visible touchpoints whose worth is known: ``name``, ``low``, ``value``, ``high`` in money, and
    ``text``, the range in words."""
    rows = [
        {
            "name": _short(t),
            "low": worth.low,
            "value": worth.value,
            "high": worth.high,
            "text": language.say("worth.short", low=worth.low, high=worth.high, currency=analysis.currency),
            "tip_name": t.name,
        }
        for t in _ranked(analysis)
        if t.priority and (worth := t.priority.worth) and worth.high > 0
    ]
    return pd.DataFrame(_apart(rows[:most]), columns=["name", "low", "value", "high", "text", "tip_name"])


def _ranked(analysis: Analysis) -> list[TouchpointResult]:
    return [t for t in analysis.touchpoints if not t.hidden and t.priority and t.priority.rank]


def _short(touchpoint: TouchpointResult) -> str:
    return " ".join(fit(touchpoint.name, width=_NAME, size=_SIZE))


def _apart(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two names that were cut to the same text still stand on rows of their own."""
    seen: dict[str, int] = {}
    for row in rows:
        count = seen[row["name"]] = seen.get(row["name"], 0) + 1
        row["name"] += "\u200b" * (count - 1)
    return list(rows)


def rank_ranges(frame: pd.DataFrame, *, language: Language, palette: Palette) -> alt.LayerChart:
    """``rank_frame`` as dots in their ranges, with the probability of being first at the right."""
    last = max(2.0, float(frame["high"].max()))
    ticks = list(range(1, int(last) + 1, max(1, int(last) // 12)))
    axis = alt.Axis(title=None, format="d", orient="top", values=ticks)
    across = alt.X("low:Q", axis=axis, scale=alt.Scale(domain=[0.6, last + 0.4], nice=False))
    base, rows = alt.Chart(frame), _rows(frame)
    tips = [
        alt.Tooltip("tip_name:N", title=language.say("chart-tip.name")),
        alt.Tooltip("tip_range:N", title=language.say("chart-tip.rank")),
        alt.Tooltip("chance:N", title=language.say("chart.first-chance")),
    ]
    bars = base.mark_bar(height=12, cornerRadius=6, color=palette.accent, opacity=0.22, aria=False)
    dots = base.mark_point(filled=True, size=170, color=palette.accent, opacity=1)
    chance = base.mark_text(align="left", dx=-4, dy=-16, fontSize=13, color=palette.ink, aria=False)
    return alt.LayerChart(
        layer=[
            bars.encode(x=across, x2="high:Q", y=rows, tooltip=tips),
            dots.encode(x=alt.X("rank:Q"), y=rows, tooltip=tips),
            chance.transform_filter("datum.rank == 1").encode(x=alt.X("rank:Q"), y=rows, text="chance:N"),
        ],
        width="container",
        height=_ROW * len(frame),
    )


def worth_ranges(frame: pd.DataFrame, *, language: Language, palette: Palette) -> alt.LayerChart:
    """``worth_frame`` as ranges of money with their middle, the sum in words beside each."""
    most = float(frame["high"].max())
    axis = alt.Axis(title=None, format=",~f", tickCount=4, orient="top", labelOverlap="greedy")
    across = alt.X("low:Q", axis=axis, scale=alt.Scale(domain=[0, 1.02 * most], nice=False))
    base, rows = alt.Chart(frame), _rows(frame)
    tips = [
        alt.Tooltip("tip_name:N", title=language.say("chart-tip.name")),
        alt.Tooltip("text:N", title=language.say("chart-tip.range")),
    ]
    bars = base.mark_bar(height=16, cornerRadius=8, color=palette.accent, opacity=0.3, aria=False)
    ticks = base.mark_tick(thickness=4, size=24, color=palette.accent, opacity=1)
    words = base.mark_text(align="left", baseline="bottom", dy=-11, fontSize=13, color=palette.ink, aria=False)
    right = base.mark_text(align="right", baseline="bottom", dy=-11, fontSize=13, color=palette.ink, aria=False)
    far = f"datum.low > {0.55 * most}"  # there a text to the right would leave the picture
    return alt.LayerChart(
        layer=[
            bars.encode(x=across, x2="high:Q", y=rows, tooltip=tips),
            ticks.encode(x=alt.X("value:Q"), y=rows, tooltip=tips),
            words.transform_filter(f"!({far})").encode(x=alt.X("low:Q"), y=rows, text="text:N"),
            right.transform_filter(far).encode(x=alt.X("high:Q"), y=rows, text="text:N"),
        ],
        width="container",
        height=(_ROW + 10) * len(frame),
    )


def _rows(frame: pd.DataFrame) -> alt.Y:
    axis = alt.Axis(title=None, labelFontSize=_SIZE, labelLimit=_NAME + 20, labelPadding=14, grid=False)
    return alt.Y("name:N", sort=list(frame["name"]), axis=axis)
