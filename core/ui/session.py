"""One visitor's state: every session key stands here, and every value in it is frozen and replaced, never edited."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from core.model import Correction, Issue, Message, Settings, Workbook
from core.texts import Language, language, pick_language

_UPLOAD, _SETTINGS, _LANGUAGE, _PICK, _NOTICE = "upload", "settings", "language", "picked", "notice"
_TOKEN, _KEY = "token", "pseudonyms"


@dataclass(frozen=True, slots=True)
class Upload:
    """The files as read, the digest of their names and bytes, and what was refused."""

    digest: str
    books: tuple[Workbook, ...]
    issues: tuple[Issue, ...] = ()


def upload() -> Upload | None:
    """What this visitor looks at; None on the start page."""
    return st.session_state.get(_UPLOAD)


def open_upload(value: Upload, *, settings: Settings) -> None:
    """Show ``value`` with ``settings``; whatever was picked before is gone."""
    st.session_state[_UPLOAD] = value
    st.session_state[_SETTINGS] = settings
    forget_pick()


def close_upload() -> None:
    """Back to the start page; the data is dropped."""
    for key in (_UPLOAD, _SETTINGS, _PICK):
        st.session_state.pop(key, None)
    st.query_params.pop("sample", None)


def settings() -> Settings:
    """The visitor's choices, without the language, which changes no number."""
    return st.session_state.get(_SETTINGS) or Settings()


def change_settings(**changes: Any) -> None:
    """Replace some of the visitor's choices."""
    st.session_state[_SETTINGS] = replace(settings(), **changes)


def correct(name: str, correction: Correction | None) -> None:
    """Place the touchpoint with the normalised ``name`` by hand; None takes the correction back."""
    corrections = {k: v for k, v in settings().corrections.items() if k != name}
    change_settings(corrections=corrections if correction is None else {**corrections, name: correction})


def last_corrected() -> str | None:
    """The normalised name that was corrected last."""
    names = tuple(settings().corrections)
    return names[-1] if names else None


def current_language() -> Language:
    """The visitor's choice, else the link's, else the browser's, else English."""
    chosen = st.session_state.get(_LANGUAGE)
    return language(pick_language(chosen, st.query_params.get("lang"), st.context.locale))


def change_language(code: str) -> None:
    """Speak ``code`` from now on, also in the link."""
    st.session_state[_LANGUAGE] = code
    st.query_params["lang"] = code


def picked() -> str | None:
    """The key of the touchpoint that is open."""
    return st.session_state.get(_PICK)


def pick(key: str | None) -> None:
    """Open the touchpoint ``key``."""
    st.session_state[_PICK] = key


def forget_pick() -> None:
    """Close the open touchpoint."""
    st.session_state.pop(_PICK, None)


def notice() -> Message | None:
    """The sentence about a refused file, if the last upload was refused."""
    return st.session_state.get(_NOTICE)


def set_notice(sentence: Message | None) -> None:
    """Remember what to tell on the start page."""
    st.session_state[_NOTICE] = sentence


def token() -> str:
    """A few letters that only this visitor's downloads carry in their names."""
    return str(st.session_state.setdefault(_TOKEN, secrets.token_hex(3)))


def pseudonym_key() -> bytes:
    """The secret under which this visitor's customers get their pseudonyms; it is never shown and ends with the
    session."""
    return bytes(st.session_state.setdefault(_KEY, secrets.token_bytes(32)))


def mirror(widget: str, take: Callable[[Any], None]) -> Callable[[], None]:
    """An ``on_change`` that hands the value of the widget key ``widget`` to ``take``.

    Widgets of the same key on several pages do not share their value, so that the state above is the only truth.
    """
    return lambda: take(st.session_state[widget])


def as_tuple(values: Sequence[str] | None) -> tuple[str, ...]:
    """A widget's list as the frozen value that settings keep."""
    return tuple(values or ())
