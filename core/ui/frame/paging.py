"""From page to page and from language to language: links and buttons as text among other text, which keep the visit.

Streamlit's own are an element each, and a fifth of all that the page consisted of stood in its menu; these are written
into the element that speaks of them. A link opened in a tab of its own opens the sample again, if it is one.
"""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st
from markupsafe import Markup

from core.texts import LANGUAGES, Language
from core.ui.pieces.own import component
from core.ui.pieces.safe import markup
from core.ui.visit import compute, session

_PAGES: Mapping[str, str] = {
    "dashboard": "app.py",
    "journeys": "pages/journeys.py",
    "voices": "pages/voices.py",
    "compare": "pages/compare.py",
    "data": "pages/data.py",
    "method": "pages/method.py",
}
_ACTS: Mapping[str, Callable[[], object]] = {
    "meeting": partial(session.show_meeting, True),
    "another": compute.close,
}
_ALWAYS = ("dashboard", "data", "method")  # the others only where the files tell of them
_KEY = "_page"
_PAGE = component("page", "<i></i>")


def listen() -> None:
    """Notice, once on every page, which link is followed, which button is pressed, and when the window becomes another
    kind of wide. Nothing is seen of it."""
    heard = {"turned": _turn, "left": _leave, "spoken": _speak, "asked": _act}
    _PAGE(key=_KEY, data={"narrow": session.narrow()}, **{f"on_{name}_change": take for name, take in heard.items()})


def _turn() -> None:
    session.turn(narrow=st.session_state[_KEY].turned == "narrow")


def _leave() -> None:
    session.leave_for(st.session_state[_KEY].left)


def _speak() -> None:
    if (code := st.session_state[_KEY].spoken) in LANGUAGES:
        session.change_language(code)


def _act() -> None:
    if act := _ACTS.get(st.session_state[_KEY].asked):
        act()


def follow() -> None:
    """Go to the page whose link was followed, before anything of this one is drawn."""
    wished = session.left_for()
    if wished and wished in _PAGES:
        st.switch_page(_PAGES[wished])


def menu(here: str, also: frozenset[str], language: Language) -> Markup:
    """The name of the product and all pages: those that every visit has, and ``also`` those that these files have.
    ``here``: the page that is open."""
    shown = [page for page in _PAGES if page in _ALWAYS or page in also]
    links = markup("").join(_entry(page, here, language) for page in shown)
    label = language.say("page.menu")
    return markup("{}<nav class='kp-menu' aria-label='{}'>{}</nav>", _wordmark(), label, links)


def _wordmark() -> Markup:
    return markup(
        "<a class='kp-wordmark' href='{}' data-page='dashboard' target='_self' aria-label='Kontaktpunkt'>"
        "<span class='kp-dot kp-circle'></span><span class='kp-dot kp-diamond'></span>"
        "<span class='kp-dot kp-square'></span><span class='kp-name'>Kontaktpunkt</span></a>",
        _address("dashboard"),
    )


def _entry(page: str, here: str, language: Language) -> Markup:
    """A page of the menu; on a phone, where all are one row, only the short part of its name is shown."""
    full, short = language.say(f"nav.{page}"), language.say(f"nav-short.{page}")
    before, _, after = full.partition(short)
    name = _away(before) + markup("<span>{}</span>", short) + _away(after)
    current = markup(" aria-current='page'") if page == here else ""
    return markup("<a href='{}' data-page='{}' target='_self'{}>{}</a>", _address(page), page, current, name)


def _away(part: str) -> Markup:
    """A part of a name that a phone leaves out."""
    return markup("<span class='kp-away'>{}</span>", part) if part else markup("")


def link(page: str, label: str) -> Markup:
    """A link to another page, among other text."""
    return markup("<a class='kp-link' href='{}' data-page='{}' target='_self'>{}</a>", _address(page), page, label)


def to_page(page: str, label: str) -> None:
    """A link to another page on a line of its own."""
    st.html(markup("<p>{}</p>", link(page, label)))


def languages(here: str, language: Language) -> Markup:
    """The languages as links to the same page; ``here``: the page that is open."""
    spoken = (_spoken(code, here, chosen=code == language.code) for code in LANGUAGES)
    label = language.say("page.language")
    return markup("<nav class='kp-languages' aria-label='{}'>{}</nav>", label, markup("").join(spoken))


def _spoken(code: str, here: str, *, chosen: bool) -> Markup:
    """A language, by its letters to the eye and by its own name to who hears it."""
    current = markup(" aria-current='true'") if chosen else ""
    return markup(
        "<a href='{}' data-lang='{}' target='_self' hreflang='{}' lang='{}' title='{}' aria-label='{}'{}>{}</a>",
        *(_address(here, code), code, code, code, LANGUAGES[code], LANGUAGES[code], current, code.upper()),
    )


def button(act: str, label: str, icon: str) -> Markup:
    """A button among text for an act of ``_ACTS``; ``icon``: its name among Streamlit's own."""
    mark = markup("<span class='kp-icon' aria-hidden='true'>{}</span>", icon)
    return markup("<button type='button' class='kp-button' data-do='{}'>{} {}</button>", act, mark, label)


def _address(page: str, code: str = "") -> str:
    """What a link to ``page`` leads to in a tab of its own: the same sample, in the same language, or in ``code``."""
    shown, path = session.upload(), "./" if page == "dashboard" else page
    sample = [f"sample={shown.sample}"] if shown and shown.sample else []
    code = code or (session.current_language().code if session.chosen_language() else "")
    query = "&".join(sample + ([f"lang={code}"] if code else []))
    return f"{path}?{query}" if query else path
