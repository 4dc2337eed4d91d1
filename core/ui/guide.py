"""A first look at the dashboard: four short steps that can be skipped, and come back only when asked for.

The part that a step speaks of is outlined. A step is a fragment of its own: going on computes nothing anew.
"""

from pathlib import Path

import streamlit as st

from core.texts import Language
from core.ui import session
from core.ui.compute import View
from core.ui.safe import markup, plain

_ASSETS = Path(__file__).parent / "assets"
_OUTLINE = "outline: 2px solid var(--kp-accent); outline-offset: 3px; border-radius: 6px;"
_SPOKEN_OF = {
    "verdict": ".kp-answer",
    "figures": ".kp-card summary",
    "map": "[class*='st-key-_chart-journey']",
    "classes": ".st-key-menu a[href$='data']",
}  # step -> the part of the page that it speaks of
STEPS = tuple(_SPOKEN_OF)


def first_look(language: Language) -> None:
    """The step at which this visitor stands; nothing once she has skipped or seen them all."""
    if session.look() is not None:
        st.html(_ASSETS / "guide.css")
        _step(language)


@st.fragment
def _step(language: Language) -> None:
    at = session.look()
    if at is None:
        return
    name, say, last = STEPS[at], language.say, at == len(STEPS) - 1
    with st.container(horizontal=True, vertical_alignment="center", key="first-look"):
        count = say("guide.count", n=at + 1, of=len(STEPS))
        line = markup("<p role='status'><span class='kp-count'>{}</span> {}</p>", count, say(f"guide.{name}"))
        st.html(f"<style>{_SPOKEN_OF[name]} {{ {_OUTLINE} }}</style>{line}", width="stretch")
        label = say("guide.done" if last else "guide.next")
        st.button(label, key="_look-on", on_click=session.show_look, args=(None if last else at + 1,), type="primary")
        if not last:
            st.button(say("guide.skip"), key="_look-off", on_click=session.show_look, args=(None,), type="tertiary")


def look_again(language: Language) -> None:
    """A button that starts the first look anew, where there is a dashboard to look at."""
    if session.upload() is None:
        return
    if st.button(language.say("guide.again"), key="_look-again", icon=":material/tour:"):
        session.show_look(0)
        st.switch_page("app.py")


def about_examples(view: View, language: Language) -> None:
    """The template, uploaded as it came: that these are its examples, and what to do."""
    if any(issue.code == "template-examples" for issue in view.analysis.issues):
        st.info(plain(language.say("issue.template-examples")), icon=":material/edit_note:")
