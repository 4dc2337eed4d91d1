"""What kind of business it is, as guessed from the names or told by the owner: her words are used at once."""

import streamlit as st

from core.classify import industry_label, industry_names
from core.texts import Language
from core.ui.visit import session
from core.ui.visit.compute import View

_OTHER = "other"  # none of ours: no usual touchpoints are looked for, and the words are a shop's


def trade(view: View, language: Language) -> None:
    """The kind of business that the names speak for, to be said otherwise."""
    say, found, key = language.say, view.analysis.industry, f"_trade-{view.key}"
    kinds, guessed = [*industry_names(), _OTHER], session.settings().industry is None

    def label(kind: str) -> str:
        told = say("trade.other") if kind == _OTHER else industry_label(kind, language.code)
        return say("sheet.label-found", label=told) if guessed and kind == found else told

    st.selectbox(
        say("trade.which"),
        kinds,
        index=kinds.index(found) if found in kinds else None,
        format_func=label,
        placeholder=say("trade.choose"),
        help=say("trade.which-help"),
        key=key,
        on_change=session.mirror(key, lambda kind: session.change_settings(industry=kind)),
        width=420,
    )
