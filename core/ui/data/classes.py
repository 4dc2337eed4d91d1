"""Where every touchpoint stands, with the word that decided: a table that can be corrected, on a phone as cards."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from core.model import Correction, TouchpointResult
from core.model.dataset import PHASE_OF_STAGE
from core.model.names import clean_text, fold, normalise
from core.tables import table
from core.texts import Language
from core.ui.data.review import is_unsure, why
from core.ui.pieces.own import component
from core.ui.visit import session
from core.ui.visit.compute import View

_FEW = 6  # cards that need no toggle
_SURE_FROM = 0.95
_TALLEST = 1100  # px: about thirty rows, more scroll
_SIDES: Mapping[str, tuple[str, ...]] = {
    "phase": ("pre", "during", "post", "unknown"),
    "stage": ("awareness", "consideration", "purchase", "satisfaction", "loyalty", "unknown"),
    "setting": ("online", "offline", "both", "unknown"),
}
_CARDS = component("classes", "<ol></ol>")


def classes(view: View, language: Language) -> None:
    """The table of classes; each edit becomes a correction in the settings."""
    say = language.say
    st.header(say("data.classes"), anchor=False)
    st.caption(say("data.classes-help"))
    wished = st.text_input(
        say("data.search"), key="_search", placeholder=say("data.search"), label_visibility="collapsed"
    )
    found = [t for t in view.analysis.touchpoints if fold(wished or "") in fold(t.name)]
    shown = sorted(found, key=lambda t: normalise(t.name))
    with st.container(key="wide-classes"):
        _editor(shown, view, language)
    with st.container(key="narrow-classes"):
        _cards(shown if wished else _asked_for(shown, language), language)
    if session.settings().corrections:
        st.button(say("data.undo-all"), on_click=lambda: session.change_settings(corrections={}), key="_undo")


def _editor(shown: Sequence[TouchpointResult], view: View, language: Language) -> None:
    # A correction changes the view's key: the fresh editor then never applies an old edit to the changed table.
    key = f"_classes-{view.key}-{len(shown)}"
    st.data_editor(
        pd.DataFrame([_row(t, language) for t in shown]),
        key=key,
        hide_index=True,
        width="stretch",
        disabled=["name", "how", "sure"],
        on_change=_take_edits,
        args=(key, tuple(t.key for t in shown)),
        column_config=_columns(language),
        height=min(35 * (len(shown) + 1) + 2, _TALLEST),
    )


def _row(touchpoint: TouchpointResult, language: Language) -> dict[str, Any]:
    placement = touchpoint.placement
    return {
        "name": clean_text(touchpoint.name),
        **{side: getattr(placement, side) for side in _SIDES},
        "how": why(touchpoint, language),
        "sure": sureness(placement.confidence, language),
    }


def sureness(confidence: float, language: Language) -> str:
    """Sure, likely or a guess: the same three steps as for the meaning of a column."""
    step = 3 if confidence >= _SURE_FROM else 2 if confidence >= table("dashboard")["guess_below"] else 1
    return language.say(f"data.sure-{step}", dots=("●" * step).ljust(3, "○"))


def _columns(language: Language) -> dict[str, Any]:
    say, config = language.say, st.column_config
    sides = {
        side: config.SelectboxColumn(
            say(f"show.col-{side}"),
            options=values,
            format_func=partial(_label, language, side),
            required=True,
        )
        for side, values in _SIDES.items()
    }
    return {
        "name": config.TextColumn(say("show.col-touchpoint"), width="medium"),
        **sides,
        "how": config.TextColumn(say("data.col-how"), width="medium"),
        "sure": config.TextColumn(say("data.col-sure"), width="small"),
    }


def _asked_for(shown: Sequence[TouchpointResult], language: Language) -> Sequence[TouchpointResult]:
    """On a phone, where each is a screen's third, only the corrected ones, unless all are wished for: the unsure ones
    are asked for at the head of the page, once."""
    known = [t for t in shown if not is_unsure(t.placement) or t.key in session.settings().corrections]
    if len(shown) <= _FEW:
        return known
    every = st.toggle(language.say("data.show-all", n=len(shown)), key="_all-cards")
    return shown if every else [t for t in known if t.key in session.settings().corrections]


def _cards(shown: Sequence[TouchpointResult], language: Language) -> None:
    """Two lines and two choices for each: a table of six columns would be cut on a phone."""
    say, key = language.say, "_class-cards"
    data = {
        "items": [card(t, language) for t in shown],
        "stages": [[stage, _staged(stage, language)] for stage in _SIDES["stage"]],
        "settings": [[value, say(f"setting.{value}")] for value in _SIDES["setting"]],
        "words": {"stage": say("data.phase-and-stage"), "setting": say("show.col-setting")},
    }
    _CARDS(key=key, data=data, on_answer_change=partial(_take_card, key, tuple(t.key for t in shown)))


def card(touchpoint: TouchpointResult, language: Language) -> dict[str, str]:
    """What a phone shows of a touchpoint."""
    row = _row(touchpoint, language)
    return {
        "name": row["name"],
        "why": row["how"],
        "sure": row["sure"],
        "stage": row["stage"],
        "setting": row["setting"],
    }


def _staged(stage: str, language: Language) -> str:
    phase = PHASE_OF_STAGE.get(stage)
    name = language.say(f"stage.{stage}")
    return f"{language.say(f'phase.{phase}')} · {name}" if phase in _SIDES["phase"][:-1] else name


def _take_card(key: str, touchpoints: Sequence[str]) -> None:
    if found := answered(st.session_state[key].answer, touchpoints):
        name, side, value = found
        before = session.settings().corrections.get(name, Correction())
        session.correct(name, corrected(before, {side: value}))


def answered(answer: Mapping[str, Any], touchpoints: Sequence[str]) -> tuple[str, str, str] | None:
    """(touchpoint, side, value) of an answer that the page sent; None for one that no honest page sends."""
    row, side, value = answer.get("row"), answer.get("side"), answer.get("value")
    if not isinstance(row, int) or not 0 <= row < len(touchpoints) or side not in ("stage", "setting"):
        return None
    return (touchpoints[row], side, value) if value in _SIDES[side] else None


def _label(language: Language, side: str, value: str) -> str:
    return language.say(f"{side}.{value}")


def _take_edits(key: str, touchpoints: Sequence[str]) -> None:
    for row, edits in st.session_state[key]["edited_rows"].items():
        name = touchpoints[int(row)]
        before = session.settings().corrections.get(name, Correction())
        session.correct(name, corrected(before, edits))


def corrected(before: Correction, edits: Mapping[str, str]) -> Correction:
    """A correction with ``edits`` on top; a phase or stage said anew takes the other one along."""
    phase, stage = before.phase, before.stage
    if "stage" in edits:
        stage, phase = edits["stage"], PHASE_OF_STAGE[edits["stage"]]
    elif "phase" in edits:
        phase, stage = edits["phase"], None
    return Correction(phase=phase, stage=stage, setting=edits.get("setting", before.setting))
