"""A first look at the dashboard: four short steps that can be skipped, and come back only when asked for.

The part that a step speaks of is outlined. Going on is the browser's own work: nothing runs for it.
"""

from collections.abc import Mapping

import streamlit as st

from core.story import Story
from core.texts import Language
from core.ui.pieces.own import component
from core.ui.pieces.safe import plain
from core.ui.visit import session
from core.ui.visit.compute import View

_SPOKEN_OF: Mapping[str, str] = {
    "verdict": ".kp-answer",
    "figures": ".kp-card summary",
    "map": "[class*='st-key-_chart-journey']",
    "classes": ".kp-menu a[data-page='data']",
}  # step -> the part of the page that it speaks of
_KEY = "_look"
_PARTS = "<p role='status'></p><button class='on'></button><button class='off'></button>"
_STRIP = component("look", f"<div class='strip'>{_PARTS}</div>")


def first_look(story: Story) -> None:
    """The steps; nothing once this visitor has skipped or seen them."""
    if not session.looks():
        return
    say = story.language.say
    spoken = {"verdict": "guide.verdict" if story.names_a_first else "guide.verdict-open"}
    steps = [
        {
            "spot": spot,
            "count": say("guide.count", n=n, of=len(_SPOKEN_OF)),
            "line": say(spoken.get(name, f"guide.{name}")),
        }
        for n, (name, spot) in enumerate(_SPOKEN_OF.items(), start=1)
    ]
    words = {name: say(f"guide.{name}") for name in ("next", "done", "skip")}
    _STRIP(key=_KEY, data={"steps": steps, **words}, on_over_change=_over)


def _over() -> None:
    session.show_look(False)


def look_again(language: Language) -> None:
    """A button that starts the first look anew, where there is a dashboard to look at."""
    if session.upload() is None:
        return
    if st.button(language.say("guide.again"), key="_look-again", icon=":material/tour:"):
        session.show_look(True)
        st.switch_page("app.py")


def about_examples(view: View, language: Language) -> None:
    """The template, uploaded as it came: that these are its examples, and what to do."""
    if any(issue.code == "template-examples" for issue in view.analysis.issues):
        st.info(plain(language.say("issue.template-examples")), icon=":material/edit_note:")
