"""The screen that pictures are drawn for: its colours, and which of two compositions fits; only that one is sent.

The server cannot see how wide the page is. It guesses by the browser's name; where that is wrong, and when a window is
resized or a phone turned, the page says so (core/ui/frame/paging.py), and all is drawn in the other composition.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from core.ui.visit import session

if TYPE_CHECKING:  # the start page draws nothing and waits for nothing that does
    from core.charts import Theme

_Composition = TypeVar("_Composition")


def theme() -> "Theme":
    """The colours that the visitor's browser shows; light until it has said so."""
    return "dark" if st.context.theme.type == "dark" else "light"


def name() -> str:
    """The composition that fits: "narrow" or "wide"."""
    return "narrow" if session.narrow() else "wide"


def fitting(compositions: Mapping[str, _Composition]) -> _Composition:
    """That of ``compositions`` ("wide", "narrow")."""
    return compositions[name()]
