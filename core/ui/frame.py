"""The frame around every page: title, style, head with menu and language, foot."""

import gc
import os
import tempfile
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from core.texts import LANGUAGES, Language
from core.ui import session, start, wire
from core.ui.compute import View, awaited_view, spoken
from core.ui.safe import markup, plain

if TYPE_CHECKING:  # the start page draws nothing and waits for nothing that does
    from core.charts import Theme

_ASSETS = Path(__file__).parent / "assets"
_ICON = "data:image/png;base64," + b64encode((_ASSETS / "icon.png").read_bytes()).decode()
_MEMORY = "/dev/shm"
_PAGES = {"dashboard": "app.py", "data": "pages/data.py", "method": "pages/method.py"}
# only where the files tell of them
_MORE = {"journeys": "pages/journeys.py", "voices": "pages/voices.py", "compare": "pages/compare.py"}


def open_page(page: str) -> Language:
    """Everything above a page's own content, whatever a link wants opened; returns the language to speak,
    in the manner of the business."""
    language = session.current_language()
    st.set_page_config(
        page_title=language.say(f"nav.{page}") + " · Kontaktpunkt",
        page_icon=_ICON,
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.html(_ASSETS / "style.css")
    start.open_linked_sample()
    if page == "dashboard" and session.meeting():
        st.html(_ASSETS / "meeting.css")
    else:
        _head(language)
    _settle_process()
    return spoken(language)


def _head(language: Language) -> None:
    """The menu. It stands before anything is computed; links to pages that only some files have follow then."""
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        st.html(_ASSETS / "wordmark.html", width="content")
        with st.container(horizontal=True, width="content", key="menu"):
            st.page_link(_PAGES["dashboard"], label=menu_word(language, "dashboard"), width="content")
            more = st.container(horizontal=True, width="content", key="more-pages")
            for page in ("data", "method"):
                st.page_link(_PAGES[page], label=menu_word(language, page), width="content")
        _language_choice(language)
    view = awaited_view(language)
    with more:
        _more_pages(view, spoken(language))


def _more_pages(view: View | None, language: Language) -> None:
    """The links to the pages that only some files have."""
    for page, path in _MORE.items():
        if view is not None and _tells_of(page, view):
            st.page_link(path, label=menu_word(language, page), width="content")


def menu_word(language: Language, page: str) -> str:
    """A page's name for the menu: what stands between asterisks is left out on a phone, where all pages are one row."""
    full, short = language.say(f"nav.{page}"), language.say(f"nav-short.{page}")
    before, _, after = full.partition(short)
    return f"{_away(before)}{short}{_away(after)}"


def _away(part: str) -> str:
    """``part`` of a name between asterisks, with its blanks outside of them."""
    word = part.strip()
    return part.replace(word, f"*{word}*") if word else part


def _tells_of(page: str, view: View) -> bool:
    found = view.analysis
    return {"journeys": bool(found.journeys), "voices": bool(found.voices), "compare": bool(found.touchpoints)}[page]


def _language_choice(language: Language) -> None:
    st.segmented_control(
        language.say("page.language"),
        list(LANGUAGES),
        default=language.code,
        required=True,
        format_func=str.upper,
        key="_language",
        on_change=session.mirror("_language", session.change_language),
        label_visibility="collapsed",
    )


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


def theme() -> "Theme":
    """The colours that the visitor's browser shows; light until it has said so."""
    return "dark" if st.context.theme.type == "dark" else "light"


def nothing_of_it(page: str, language: Language) -> None:
    """The page about journeys or voices, opened with files that tell of none: what to upload for it."""
    st.html(markup("<h1 class='kp-verdict'>{}</h1>", language.say(f"nothing.{page}")))
    st.markdown(plain(language.say(f"nothing.{page}-help")))
    st.page_link("pages/data.py", label=language.say("nav.data"), icon=":material/table_view:", width="content")


def nothing_yet(language: Language) -> None:
    """A page opened before anything was uploaded."""
    st.html(markup("<h1 class='kp-verdict'>{}</h1>", language.say("page.nothing-yet")))
    st.markdown(plain(language.say("page.to-start")))
    st.page_link("app.py", label=language.say("nav.dashboard"), icon=":material/arrow_back:", width="content")
