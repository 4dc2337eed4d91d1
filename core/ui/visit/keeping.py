"""The caches: what is made of a visitor's file is hers alone; what is made of a sample as it comes is anybody's.

A link to a sample that is opened by a whole meeting is so computed and drawn once.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import streamlit as st

from core.model import Settings
from core.ui.visit import session

_Value = TypeVar("_Value")


class Kept(Generic[_Value]):
    """What ``make`` makes, kept under its positional arguments: ``own`` of them for each visitor until she leaves.

    Of a sample under the choices with which it is opened (as far as ``by`` tells them), ``ours`` are kept for all.
    """

    def __init__(self, make: Callable[..., _Value], *, by: Callable[[Settings], object], own: int, ours: int) -> None:
        self._by = by
        self._hers = st.cache_resource(scope="session", max_entries=own, show_spinner=False)(make)
        self._anybodys = st.cache_resource(max_entries=ours, show_spinner=False)(make)

    def __call__(self, *key: str, **made_of: Any) -> _Value:
        """The value for ``key``, made of ``made_of`` (names with an underscore) unless it is kept."""
        return (self._anybodys if self._as_it_comes() else self._hers)(*key, **made_of)

    def clear(self) -> None:
        """Forget what is the visitor's."""
        self._hers.clear()

    def _as_it_comes(self) -> bool:
        shown = session.upload()
        if shown is None or shown.sample is None:
            return False
        chosen = session.settings()
        return chosen is shown.opened or self._by(chosen) == self._by(shown.opened)
