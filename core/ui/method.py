"""The method page: formulas, defaults, certainty and privacy, each from the same tables that compute."""

import pandas as pd
import streamlit as st

from core.tables import table
from core.texts import Language
from core.ui import session
from core.ui.safe import plain

_CHAPTERS = ("phases", "priority", "sure", "unknown")


def method(language: Language) -> None:
    """The page from top to bottom."""
    say = language.say
    st.title(say("nav.method"), anchor=False)
    st.markdown(plain(say("method.what")))
    for chapter in _CHAPTERS:
        st.subheader(say(f"chapter.{chapter}-title"), anchor=False)
        st.markdown(plain(say(f"chapter.{chapter}")))
    st.subheader(say("method.kpis-title"), anchor=False)
    st.table(_formulas(language).set_index(say("show.col-kpi")))
    st.subheader(say("method.defaults-title"), anchor=False)
    st.markdown(plain(say("method.defaults")))
    st.table(_defaults(language).set_index(say("method.col-default")), width="content")
    st.subheader(say("method.privacy-title"), anchor=False)
    st.markdown(plain(say("method.privacy")))


def _formulas(language: Language) -> pd.DataFrame:
    rows = [
        {
            language.say("show.col-kpi"): language.label(entry),
            language.say("method.col-formula"): language.label(entry, "formula"),
            language.say("method.col-meaning"): language.label(entry, "definition"),
        }
        for entry in table("kpis").values()
    ]
    return pd.DataFrame(rows)


def _defaults(language: Language) -> pd.DataFrame:
    used, name, value = session.settings(), language.say("method.col-default"), language.say("show.col-value")
    defaults = table("defaults")
    targets = [
        (language.label(table("kpis")[kpi]), table("kpis")[kpi]["unit"], used.targets.get(kpi, entry["value"]))
        for kpi, entry in defaults["targets"].items()
    ]
    assumptions = [
        (language.label(entry), entry["unit"], used.assumptions.get(key, entry["value"]))
        for key, entry in defaults["assumptions"].items()
    ]
    rows = [{name: label, value: language.write(unit, number)} for label, unit, number in targets + assumptions]
    return pd.DataFrame(rows)
