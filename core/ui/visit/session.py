"""One visitor's state: every session key stands here, and every value in it is frozen and replaced, never edited."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from core.model import Correction, Issue, Message, Settings, Supposition, Workbook
from core.model.agreed import agreed_of, with_agreement
from core.texts import Language, language, pick_language

_TAKEN_BACK = "taken_back"
_UPLOAD, _SETTINGS, _LANGUAGE, _PICK, _NOTICE = "upload", "settings", "language", "picked", "notice"
_TOKEN, _KEY, _MEETING, _STEP, _TO_READ = "token", "pseudonyms", "meeting", "step", "to_read"
_LOOK, _SEEN, _REFUSED, _NARROW, _LEFT = "look", "seen", "refused", "narrow", "left"


@dataclass(frozen=True, slots=True)
class Upload:
    """The files as read, the digest of their names and bytes, and what was refused; ``sample``: which of ours it is,
    ``opened``: the choices that it brings.

    ``books`` hold the raw cells, personal columns too: a column that was taken for personal data can be given a meaning
    by hand, and another header row makes other columns of the same cells. They stay in this session's memory, are
    guarded anew before anything is computed or shown, and go with the upload.
    """

    digest: str
    books: tuple[Workbook, ...]
    issues: tuple[Issue, ...] = ()
    sample: str | None = None
    opened: Settings = field(default_factory=Settings)


def on_phone() -> bool:
    """Whether the browser says that it runs on a phone: the server cannot see how wide the page is."""
    return "Mobi" in str(st.context.headers.get("User-Agent", ""))


def narrow() -> bool:
    """Whether the window has a phone's width: what the page told last, before that a guess."""
    return bool(st.session_state.get(_NARROW, on_phone()))


def turn(*, narrow: bool) -> None:
    """The window is ``narrow`` now, or not any more."""
    st.session_state[_NARROW] = narrow


def leave_for(page: str | None) -> None:
    """A link to ``page`` was followed."""
    st.session_state[_LEFT] = page


def left_for() -> str | None:
    """The page whose link was followed, told once."""
    page: str | None = st.session_state.pop(_LEFT, None)
    return page


def upload() -> Upload | None:
    """What this visitor looks at; None on the start page."""
    return st.session_state.get(_UPLOAD)


def open_upload(value: Upload) -> None:
    """Show ``value`` with the choices that it brings; whatever was picked before is gone."""
    st.session_state[_UPLOAD] = value
    st.session_state[_SETTINGS] = value.opened
    forget_pick()


def close_upload() -> None:
    """Back to the start page; the data is dropped."""
    for key in (_UPLOAD, _SETTINGS, _PICK, _MEETING, _STEP, _SEEN):
        st.session_state.pop(key, None)
    for name in ("own", "sample"):
        st.query_params.pop(name, None)


def settings() -> Settings:
    """The visitor's choices, without the language, which changes no number."""
    return st.session_state.get(_SETTINGS) or Settings()


def change_settings(**changes: Any) -> None:
    """Replace some of the visitor's choices."""
    st.session_state[_SETTINGS] = replace(settings(), **changes)


def seen() -> tuple[Any, ...]:
    """What was made of the upload and the settings, the last first; it goes with the upload."""
    found: tuple[Any, ...] = st.session_state.get(_SEEN, ())
    return found


def remember(value: tuple[Any, ...]) -> None:
    """Keep ``value``, so that a rerun that changes neither upload nor settings need not ask for it again."""
    st.session_state[_SEEN] = value


def ask_for_all() -> None:
    """From a callback: let the whole page run, not only the part in which something was chosen."""
    st.rerun()


def correct(name: str, correction: Correction | None) -> None:
    """Place the touchpoint with the key ``name`` by hand; None takes the correction back."""
    corrections = {k: v for k, v in settings().corrections.items() if k != name}
    change_settings(corrections=corrections if correction is None else {**corrections, name: correction})


def last_corrected() -> str | None:
    """The key of the touchpoint that was corrected last."""
    names = tuple(settings().corrections)
    return names[-1] if names else None


def current_language() -> Language:
    """The visitor's choice, else the link's, else the browser's, else English."""
    chosen = st.session_state.get(_LANGUAGE)
    return language(pick_language(chosen, st.query_params.get("lang"), st.context.locale))


def chosen_language() -> str | None:
    """The language that the visitor chose by hand or by the link that she came with."""
    return st.session_state.get(_LANGUAGE) or st.query_params.get("lang")


def change_language(code: str) -> None:
    """Speak ``code`` from now on."""
    st.session_state[_LANGUAGE] = code


def picked() -> str | None:
    """The key of the touchpoint that is open."""
    return st.session_state.get(_PICK)


def pick(key: str | None) -> None:
    """Open the touchpoint ``key``."""
    st.session_state[_PICK] = key


def forget_pick() -> None:
    """Close the open touchpoint."""
    st.session_state.pop(_PICK, None)


def meeting() -> bool:
    """Whether the story is shown step by step for a room, without the tools around it."""
    return bool(st.session_state.get(_MEETING))


def show_meeting(on: bool, *, step: int = 0) -> None:
    """Switch the meeting view on at ``step``, or off."""
    st.session_state[_MEETING], st.session_state[_STEP] = on, step


def step() -> int:
    """At which step of the meeting view the visitor stands, from 0."""
    return int(st.session_state.get(_STEP, 0))


def looks() -> bool:
    """Whether the first look at the dashboard is shown: until the visitor is through."""
    return bool(st.session_state.get(_LOOK, True))


def show_look(on: bool) -> None:
    """Show the first look again, or no more unless asked for."""
    st.session_state[_LOOK] = on


def notice() -> Message | None:
    """The sentence about a refused file, if the last upload was refused."""
    return st.session_state.get(_NOTICE)


def set_notice(sentence: Message | None) -> None:
    """Remember what to tell on the start page."""
    st.session_state[_NOTICE] = sentence


def ask_to_read() -> None:
    """Files were dropped: they are to be read."""
    st.session_state[_TO_READ] = True


def is_to_read() -> bool:
    """Whether files were dropped that are not read yet."""
    return bool(st.session_state.get(_TO_READ))


def has_read() -> None:
    """The dropped files are read, or refused."""
    st.session_state.pop(_TO_READ, None)


def refusals() -> int:
    """How many uploads of this visit could not be used."""
    return int(st.session_state.get(_REFUSED, 0))


def count_refusal() -> None:
    """One more upload could not be used."""
    st.session_state[_REFUSED] = refusals() + 1


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


def agree(touchpoint: str, **changes: Any) -> None:
    """Keep ``who`` sees to a touchpoint, or ``by`` which day; it stands in no link."""
    made = settings().agreed
    change_settings(agreed=with_agreement(made, replace(agreed_of(made, touchpoint), **changes)))


def take_back_last() -> None:
    """Suppose everything but what was supposed last."""
    _suppose_only(settings().suppositions[:-1])


def take_all_back() -> None:
    """Suppose nothing: back to what is measured today."""
    _suppose_only(())


def suppositions_taken_back() -> int:
    """How often that was done: controls of another round are made anew, and stand where they should."""
    return int(st.session_state.get(_TAKEN_BACK, 0))


def _suppose_only(kept: tuple[Supposition, ...]) -> None:
    change_settings(suppositions=kept)
    st.session_state[_TAKEN_BACK] = suppositions_taken_back() + 1
