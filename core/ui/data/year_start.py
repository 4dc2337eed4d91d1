"""In which month a financial year begins: asked where the files hold such years."""

import streamlit as st

from core.texts import Language
from core.ui.visit import session
from core.ui.visit.compute import View

_MONTHS = tuple(range(1, 13))
_CODES = ("financial-years", "financial-years-begin")
_NOT_SAID = 0


def year_start(view: View, language: Language) -> None:
    """The month, as the file says it or as it was chosen; 0 takes the choice back."""
    told = [issue for issue in view.dataset.issues if issue.code in _CODES]
    chosen, key = session.settings().year_start, f"_year-start-{view.key}"
    if not told and chosen is None:
        return
    found = next((issue.values["month"] for issue in told if "month" in issue.values), None)

    def label(month: int) -> str:
        if month:
            return language.write("month-name", month)
        if found is None or chosen is not None:
            return language.say("year-start.none")
        return language.say("sheet.label-found", label=language.write("month-name", found))

    st.selectbox(
        language.say("year-start.label"),
        (_NOT_SAID, *_MONTHS),
        index=chosen or _NOT_SAID,
        format_func=label,
        key=key,
        on_change=session.mirror(key, lambda month: session.change_settings(year_start=month or None)),
        width=420,
    )
