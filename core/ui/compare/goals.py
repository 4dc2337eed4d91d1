"""The visitor's own targets in a small table: key figure, value, by when, for what."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from core.kpis import specs
from core.model import Analysis, Goal
from core.model.dataset import PHASES
from core.model.names import clean_text
from core.story import Story
from core.ui.visit import session
from core.ui.visit.compute import View

WHOLE = "whole"
DAY_FORMATS = {"en": "DD/MM/YYYY", "da": "DD.MM.YYYY", "sv": "YYYY-MM-DD"}
_PARTS = ("share",)  # units that people write in per cent
_CHOSEN_KINDS = ("part",)  # a part of the whole is nobody's goal for the whole


def goals_editor(view: View, story: Story) -> None:
    """The table; each edit becomes a goal in the settings. A line counts once it has a key figure and a value."""
    say, goals = story.language.say, session.settings().goals
    key = f"_goals-{view.key}"  # a new goal changes the view's key: the fresh table never applies an old edit twice
    st.caption(say("goal.help"))
    st.data_editor(
        _frame(goals, story),
        key=key,
        hide_index=True,
        num_rows="dynamic",
        width="stretch",
        disabled=["unit"],
        on_change=_take_edits,
        args=(key, goals),
        column_config=_columns(view.analysis, story),
    )


def _frame(goals: Sequence[Goal], story: Story) -> pd.DataFrame:
    rows = [
        {
            "kpi": goal.kpi,
            "value": shown_value(goal.kpi, goal.value),
            "unit": story.language.say(f"goal-unit.{specs()[goal.kpi].unit}"),
            "by": goal.by,
            "for": place_of(goal),
        }
        for goal in goals
        if goal.kpi in specs()
    ]
    frame = pd.DataFrame(rows, columns=["kpi", "value", "unit", "by", "for"])
    return frame.astype({"kpi": "object", "value": "float64", "unit": "object", "by": "object", "for": "object"})


def _columns(analysis: Analysis, story: Story) -> dict[str, Any]:
    say, config = story.language.say, st.column_config
    kpis = [kpi for kpi, spec in specs().items() if spec.kind not in _CHOSEN_KINDS]
    places = [WHOLE, *PHASES, *(f"touchpoint:{t.key}" for t in analysis.touchpoints)]
    return {
        "kpi": config.SelectboxColumn(
            say("show.col-kpi"), options=kpis, format_func=lambda kpi: story.kpi_label(str(kpi)), required=True
        ),
        "value": config.NumberColumn(say("goal.value"), required=True),
        "unit": config.TextColumn(say("goal.unit"), width="small"),
        "by": config.DateColumn(say("goal.by"), format=DAY_FORMATS[story.language.code]),
        "for": config.SelectboxColumn(
            say("goal.for"), options=places, format_func=partial(_place_label, story), default=WHOLE
        ),
    }


def _place_label(story: Story, place: str) -> str:
    if place == WHOLE:
        return story.language.say("target.whole")
    if place in PHASES:
        return story.language.say(f"phase.{place}")
    key = place.removeprefix("touchpoint:")
    return clean_text(next((t.name for t in story.analysis.touchpoints if t.key == key), key))


def place_of(goal: Goal) -> str:
    """What a goal is for, as the table's last column holds it."""
    return f"touchpoint:{goal.touchpoint}" if goal.touchpoint is not None else goal.phase or WHOLE


def shown_value(kpi: str, value: float) -> float:
    """A goal's value as people type it: shares in per cent."""
    return round(100 * value, 6) if specs()[kpi].unit in _PARTS else value


def meant_value(kpi: str, shown: float) -> float:
    """The value in the KPI's own unit of what people typed."""
    return round(shown / 100, 8) if specs()[kpi].unit in _PARTS else shown


def _take_edits(key: str, goals: Sequence[Goal]) -> None:
    session.change_settings(goals=edited(goals, st.session_state[key]))


def edited(goals: Sequence[Goal], state: Mapping[str, Any]) -> tuple[Goal, ...]:
    """``goals`` after the table's edits (``edited_rows``, ``added_rows``, ``deleted_rows``); unfinished lines are not
    goals yet."""
    changed = {int(row): edits for row, edits in state.get("edited_rows", {}).items()}
    deleted = {int(row) for row in state.get("deleted_rows", ())}
    shown = [goal for goal in goals if goal.kpi in specs()]
    kept = [_changed(goal, changed.get(n, {})) for n, goal in enumerate(shown) if n not in deleted]
    added = [_changed(None, edits) for edits in state.get("added_rows", ())]
    return tuple(dict.fromkeys(goal for goal in (*kept, *added) if goal is not None))


def _changed(goal: Goal | None, edits: Mapping[str, Any]) -> Goal | None:
    kpi = edits.get("kpi", goal.kpi if goal else None)
    value = edits.get("value", shown_value(goal.kpi, goal.value) if goal else None)
    if kpi not in specs() or value is None:
        return goal
    by = edits.get("by", goal.by if goal else None)
    found = Goal(kpi, meant_value(kpi, float(value)), by=_day(by))
    place = edits.get("for", place_of(goal) if goal else WHOLE) or WHOLE
    if place in PHASES:
        return replace(found, phase=place)
    return found if place == WHOLE else replace(found, touchpoint=place.removeprefix("touchpoint:"))


def _day(value: Any) -> dt.date | None:
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
