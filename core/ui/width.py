"""Which of a picture's two compositions is drawn: only the one that fits the window is sent, and painted.

The server cannot see how wide the page is. It guesses by the browser's name; where that is wrong, and when a window is
resized or a phone turned, the page says so, and all is drawn in the other composition.
"""

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from core.ui import session
from core.ui.own import component

_KEY = "_width"
_WATCH = component("width", "<i></i>")
_Composition = TypeVar("_Composition")


def watch() -> None:
    """Notice, once on every page with pictures, when the window becomes another kind of wide. Nothing is seen of it."""
    _WATCH(key=_KEY, data={"narrow": session.narrow()}, on_turned_change=_turn)


def _turn() -> None:
    session.turn(narrow=st.session_state[_KEY].turned == "narrow")


def name() -> str:
    """The composition that fits: "narrow" or "wide"."""
    return "narrow" if session.narrow() else "wide"


def fitting(compositions: Mapping[str, _Composition]) -> _Composition:
    """That of ``compositions`` ("wide", "narrow")."""
    return compositions[name()]
