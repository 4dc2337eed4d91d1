"""Where every touchpoint stands, with the word that decided, in a table that can be corrected."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from core.model import Correction, TouchpointResult
from core.model.dataset import PHASE_OF_STAGE
from core.model.names import clean_text, fold, normalise
from core.texts import Language
from core.ui import session
from core.ui.compute import View

_TALLEST = 1100  # px: about thirty rows, more scroll
_SIDES: Mapping[str, tuple[str, ...]] = {
    "phase": ("pre", "during", "post", "unknown"),
    "stage": ("awareness", "consideration", "purchase", "satisfaction", "loyalty", "unknown"),
    "setting": ("online", "offline", "both", "unknown"),
}


def classes(view: View, language: Language) -> None:
    """The table of classes; each edit becomes a correction in the settings."""
    say = language.say
    st.header(say("data.classes"), anchor=False)
    st.caption(say("data.classes-help"))
    wished = st.text_input(
        say("data.search"), key="_search", placeholder=say("data.search"), label_visibility="collapsed"
    )
    found = [t for t in view.analysis.touchpoints if fold(wished or "") in fold(t.name)]
    _editor(sorted(found, key=lambda t: normalise(t.name)), view, language)
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
        "how": language.say(f"data.rule-{placement.rule.source}", word=clean_text(placement.rule.matched)),
        "sure": placement.confidence,
    }


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
        "sure": config.ProgressColumn(say("data.col-sure"), min_value=0, max_value=1, format="percent"),
    }


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
