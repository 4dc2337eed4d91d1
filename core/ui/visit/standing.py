"""How far a long upload is: a bar with words, in the place of a line of text, so that nothing moves."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.texts import Language
from core.ui.pieces.own import ASSETS
from core.ui.pieces.safe import plain

_STYLE = ASSETS / "reading.css"
_READ, _UNDERSTOOD = 0.6, 0.85  # of the whole, when the files are read, and when their columns are understood
_STEPS = 3


class Standing:
    """Nothing is shown of files that are read at once: the first word of the reading process brings the bar."""

    def __init__(self, slot: DeltaGenerator, names: Sequence[str], language: Language) -> None:
        self._slot, self._names, self._language = slot, tuple(names), language
        self._shown = False

    def read(self, name: str, share: float | None) -> None:
        """Of the file ``name`` the ``share`` (0-1) is read; None: nobody knows yet, and the words say no number."""
        if not self._shown:
            self._shown = True
            st.html(_STYLE)
        done = (self._names.index(name) + (share or 0.0)) / len(self._names)
        key = "standing.reading" if share is None else "standing.reading-share"
        self._show(1, self._language.say(key, file=name, share=share or 0.0), _READ * done)

    def understand(self) -> None:
        """The files are read; now it is found out what their columns mean."""
        self._show(2, self._language.say("standing.understanding"), _READ)

    def compute(self) -> None:
        """The columns are understood; now the figures are computed."""
        self._show(3, self._language.say("standing.computing"), _UNDERSTOOD)

    def _show(self, step: int, words: str, done: float) -> None:
        if self._shown:
            told = self._language.say("standing.step", step=step, steps=_STEPS, words=words)
            self._slot.progress(done, plain(told))
