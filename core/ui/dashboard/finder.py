"""Opening a touchpoint: by its name, one field for all, or by a button with its key (``data-opens``) in any text.

The browser keeps the list: of several hundred names nothing is sent or drawn anew when weights move, and a phone shows
its own.
"""

from collections.abc import Mapping

import streamlit as st

from core.texts import Language
from core.ui.pieces.own import component
from core.ui.visit import session

_KEY = "_find"
_FIELD = component("finder", "<input list='names' autocomplete='off'><datalist id='names'></datalist>")


def finder(names: Mapping[str, str], *, picked: str | None, language: Language) -> None:
    """The field; ``names``: the key of each touchpoint that can be opened and what it is called, ``picked``: which one
    is open."""
    keys = sorted(names, key=lambda key: (names[key].casefold(), key))
    told = {"label": language.say("show.open"), "hint": language.say("show.open-hint")}
    found = {"keys": keys, "names": [names[key] for key in keys], "shown": names.get(picked or "", "")}
    _FIELD(key=_KEY, data={**told, **found}, on_found_change=_open)


def _open() -> None:
    session.pick(st.session_state[_KEY].found)
