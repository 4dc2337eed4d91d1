"""One of a few, all in sight: a row of words of which one is chosen. The browser's own radio buttons, dressed."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from core.ui.pieces.own import component

_ROW = component("choice", "<p id='label'></p><div class='row' role='radiogroup' aria-labelledby='label'></div>")


def choice(
    key: str,
    options: Mapping[str, str],
    *,
    chosen: str,
    label: str,
    take: Callable[[str], None],
) -> None:
    """The ``options`` below their ``label``, each by what it is called, with ``chosen`` marked; another one clicked is
    handed to ``take``."""
    told = [{"value": value, "name": name} for value, name in options.items()]
    data = {"name": key, "label": label, "options": told, "chosen": chosen}
    _ROW(key=key, data=data, on_chosen_change=partial(_take, key, options, take), width="content")


def _take(key: str, options: Mapping[str, str], take: Callable[[str], None]) -> None:
    value = st.session_state[key].chosen
    if value in options:
        take(value)
