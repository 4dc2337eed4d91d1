"""What the first analysis will need is loaded while the first visitor reads the start page."""

import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import product

import streamlit as st

from core.classify.lexicon import lexicon
from core.texts import LANGUAGES, language
from core.texts.language import all_manners

_AFTER_S = 1.0  # the page itself is sent and drawn first


@st.cache_resource(show_spinner=False)
def load_ahead() -> threading.Timer:
    """Once per process, beside the page: tables of ours alone, nothing of any visitor. Who opens a file sooner cancels
    it and loads them herself, instead of twice at once."""
    timer = threading.Timer(_AFTER_S, _load, args=(_NEEDED,))
    timer.daemon = True
    timer.start()
    return timer


def _load(needed: Sequence[Callable[[], object]]) -> None:
    for load in needed:
        load()


def _drawing() -> None:
    import_module("core.ui.dashboard.page")


def _languages() -> None:
    for code, manner in product(LANGUAGES, ("", *all_manners())):
        language(code, manner)


_NEEDED = (_drawing, lexicon, _languages)
