"""Ranges that say how sure: between which ranks a touchpoint stands, and between which sums its repair may lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt
import pandas as pd

from core.charts.colours import Palette
from core.charts.picture import Layer, Picture, Sketch, drawn, paper, rows_from
from core.charts.placement import fit
from core.model import Analysis, TouchpointResult
from core.texts import Language

MOST = 8
_ROW, _NAME = 44, 190  # px: height of a row, width of the names
_SIZE = 15  # px
_HALO = 4  # px of paper around words that a line may cross
_FAR = 0.55  # of the axis: from there a text to the right would leave the picture
_BESIDE = 560  # px of inner width: from there the words of a range stand behind it, in a quarter kept free for them
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


def rank_ranges(frame: pd.DataFrame, *, language: Language, palette: Palette) -> Picture:
    """``rank_frame`` as dots in their ranges, with the probability of being first at the right."""
    say, rows = language.say, rows_from(frame)
    titles = (
        ("tip_name", say("chart-tip.name")),
        ("tip_range", say("chart-tip.rank")),
        ("chance", say("chart.first-chance")),
    )
    place = _Rows(max(2.0, float(frame["high"].max())), titles)
    layers = (
        Layer(_rank_bar(place, palette.accent, say("chart.axis.rank")), rows),
        Layer(_rank_dot(place, palette.accent), rows),
        Layer(_chance_text(palette.ink), [row for row in rows if row["rank"] == 1]),
    )
    return Picture(layers, _ROW * len(frame))


def worth_ranges(frame: pd.DataFrame, *, language: Language, palette: Palette) -> Picture:
    """``worth_frame`` as ranges of money with their middle, the sum in words beside each."""
    most, rows = float(frame["high"].max()), rows_from(frame)
    titles = ("tip_name", language.say("chart-tip.name")), ("text", language.say("chart-tip.range"))
    place, near = _Rows(most, titles), [row["low"] <= _FAR * most for row in rows]
    layers = (
        Layer(_worth_bar(place, palette.accent), rows),
        Layer(_worth_middle(place, palette.accent), rows),
        Layer(_worth_text(palette.ink, "left"), [row for row, right in zip(rows, near, strict=True) if right]),
        Layer(_worth_text(palette.ink, "right"), [row for row, right in zip(rows, near, strict=True) if not right]),
        Layer(_worth_beside(palette.paper, halo=True), rows),
        Layer(_worth_beside(palette.ink), rows),
    )
    return Picture(layers, (_ROW + 10) * len(frame))


@dataclass(frozen=True, slots=True)
class _Rows:
    """A row for each name, in the order of the data; ``most``: how far the axis goes; hover columns with titles."""

    most: float
    titles: tuple[tuple[str, str], ...]

    def tooltip(self) -> list[alt.Tooltip]:
        return [alt.Tooltip(f"{column}:N", title=title) for column, title in self.titles]


def _named() -> alt.Y:
    axis = alt.Axis(title=None, labelFontSize=_SIZE, labelLimit=_NAME + 20, labelPadding=14, grid=False)
    return alt.Y("name:N", sort=None, axis=axis)


@drawn
def _rank_bar(place: _Rows, accent: str, title: str) -> Sketch:
    ticks = list(range(1, int(place.most) + 1, max(1, int(place.most) // 12)))
    axis = alt.Axis(title=title, titleAnchor="start", titlePadding=8, format="d", orient="top", values=ticks)
    across = alt.X("low:Q", axis=axis, scale=alt.Scale(domain=[0.6, place.most + 0.4], nice=False))
    bars = paper().mark_bar(height=12, cornerRadius=6, color=accent, opacity=0.22, aria=False)
    return bars.encode(x=across, x2="high:Q", y=_named(), tooltip=place.tooltip())


@drawn
def _rank_dot(place: _Rows, accent: str) -> Sketch:
    dots = paper().mark_point(filled=True, size=170, color=accent, opacity=1)
    return dots.encode(x=alt.X("rank:Q"), y=_named(), tooltip=place.tooltip())


@drawn
def _chance_text(ink: str) -> Sketch:
    chance = paper().mark_text(align="left", dx=-4, dy=-16, fontSize=13, color=ink, aria=False)
    return chance.encode(x=alt.X("rank:Q"), y=_named(), text="chance:N")


def _room(most: float) -> alt.ExprRef:
    return alt.ExprRef(f"{most} * (width >= {_BESIDE} ? 1.3 : 1.02)")


@drawn
def _worth_bar(place: _Rows, accent: str) -> Sketch:
    axis = alt.Axis(title=None, format=",~f", tickCount=4, orient="top", labelOverlap="greedy")
    across = alt.X("low:Q", axis=axis, scale=alt.Scale(domain=[0, _room(place.most)], nice=False))
    bars = paper().mark_bar(height=16, cornerRadius=8, color=accent, opacity=0.3, aria=False)
    return bars.encode(x=across, x2="high:Q", y=_named(), tooltip=place.tooltip())


@drawn
def _worth_middle(place: _Rows, accent: str) -> Sketch:
    ticks = paper().mark_tick(thickness=4, size=24, color=accent, opacity=1)
    return ticks.encode(x=alt.X("value:Q"), y=_named(), tooltip=place.tooltip())


@drawn
def _worth_text(ink: str, align: Literal["left", "right"]) -> Sketch:
    words = paper().mark_text(align=align, baseline="bottom", dy=-11, fontSize=13, color=ink, aria=False)
    narrow = words.transform_filter(f"width < {_BESIDE}")
    return narrow.encode(x=alt.X("low:Q" if align == "left" else "high:Q"), y=_named(), text="text:N")


@drawn
def _worth_beside(ink: str, *, halo: bool = False) -> Sketch:
    """Where there is room, the words stand behind each range, in a ``halo`` that no line of the axis crosses."""
    around: dict[str, Any] = {"stroke": ink, "strokeWidth": _HALO, "strokeJoin": "round"} if halo else {}
    words = paper().mark_text(align="left", baseline="middle", dx=10, fontSize=_SIZE, color=ink, aria=False, **around)
    wide = words.transform_filter(f"width >= {_BESIDE}")
    return wide.encode(x=alt.X("high:Q"), y=_named(), text="text:N")
