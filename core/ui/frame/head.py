"""The frame around every page: title, style, head with menu and language, foot."""

import gc
import os
import tempfile
from base64 import b64encode

import streamlit as st
from markupsafe import Markup

from core.texts import Language
from core.ui import start
from core.ui.frame import paging, wire
from core.ui.pieces.own import ASSETS
from core.ui.pieces.safe import markup, plain
from core.ui.visit import session
from core.ui.visit.compute import at_hand, awaited_view, spoken

_ICON = "data:image/png;base64," + b64encode((ASSETS / "icon.png").read_bytes()).decode()
_MEMORY = "/dev/shm"


def open_page(page: str) -> Language:
    """Everything above a page's own content, whatever a link wants opened; returns the language to speak,
    in the manner of the business."""
    paging.follow()
    language = session.current_language()
    st.set_page_config(
        page_title=_title(page, language),
        page_icon=_ICON,
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.html(ASSETS / "style.css")
    start.open_linked_sample()
    if page == "dashboard" and session.meeting():
        st.html(ASSETS / "meeting.css")
        paging.listen()
    else:
        _head(page, language)
    _settle_process()
    return spoken(language)


def _title(page: str, language: Language) -> str:
    """What the browser's tab is called; nothing is computed for it."""
    told = spoken(language) if at_hand() else language
    return f"{told.say(f'nav.{page}')} · Kontaktpunkt"


def _head(page: str, language: Language) -> None:
    """Menu and languages. They stand before anything is computed; pages that only some files have follow then."""
    waits = session.upload() is not None and not at_hand()
    slot = st.empty() if waits else st
    slot.html(_row(page, frozenset() if waits else _told_of(language), language if waits else spoken(language)))
    paging.listen()
    if waits:
        slot.html(_row(page, _told_of(language), spoken(language)))


def _row(page: str, also: frozenset[str], language: Language) -> Markup:
    told = "<div class='kp-head'>{}{}</div>"
    return markup(told, paging.menu(page, also, language), paging.languages(page, language))


def _told_of(language: Language) -> frozenset[str]:
    """The pages that only some files have."""
    view = awaited_view(language)
    found = view.analysis if view else None
    told = {"journeys": found.journeys, "voices": found.voices, "compare": found.touchpoints} if found else {}
    return frozenset(page for page, parts in told.items() if parts)


@st.cache_resource(show_spinner=False)
def _settle_process() -> None:
    """Once per process, before any user's data is there: its answers leave at once, its memory is prepared.

    The imported libraries leave the collector's sight: without this each rerun spends half its time walking through
    pandas and altair. Uploads over 1 MB, which the server parks in a temporary file, stay in memory where there is
    such a place.
    """
    wire.send_at_once()
    if os.access(_MEMORY, os.W_OK):
        tempfile.tempdir = _MEMORY
    gc.collect()
    gc.freeze()


def nothing_of_it(page: str, language: Language) -> None:
    """The page about journeys or voices, opened with files that tell of none: what to upload for it."""
    st.html(markup("<h1 class='kp-verdict'>{}</h1>", language.say(f"nothing.{page}")))
    st.markdown(plain(language.say(f"nothing.{page}-help")))
    paging.to_page("data", language.say("nav.data"))


def nothing_yet(language: Language) -> None:
    """A page opened before anything was uploaded."""
    st.html(markup("<h1 class='kp-verdict'>{}</h1>", language.say("page.nothing-yet")))
    st.markdown(plain(language.say("page.to-start")))
    paging.to_page("dashboard", language.say("nav.dashboard"))
