"""Which of a picture's two compositions is drawn: only the one that fits the window is sent, and painted.

The server cannot see how wide the page is. It guesses by the browser's name; where that is wrong, and when a window is
resized or a phone turned, the page says so (core/ui/paging.py), and all is drawn in the other composition.
"""

from collections.abc import Mapping
from typing import TypeVar

from core.ui import session

_Composition = TypeVar("_Composition")


def name() -> str:
    """The composition that fits: "narrow" or "wide"."""
    return "narrow" if session.narrow() else "wide"


def fitting(compositions: Mapping[str, _Composition]) -> _Composition:
    """That of ``compositions`` ("wide", "narrow")."""
    return compositions[name()]
