"""What the first analysis will need is loaded while the first visitor reads the start page."""

import threading
from collections.abc import Callable, Sequence

import streamlit as st

from core.classify.lexicon import lexicon
from core.texts import LANGUAGES, language


@st.cache_resource(show_spinner=False)
def load_ahead() -> None:
    """Once per process, beside the page: tables of ours alone, nothing of any visitor."""
    threading.Thread(target=_load, args=(_NEEDED,), name="load-ahead", daemon=True).start()


def _load(needed: Sequence[Callable[[], object]]) -> None:
    for load in needed:
        load()


def _languages() -> None:
    for code in LANGUAGES:
        language(code)


_NEEDED = (lexicon, _languages)
