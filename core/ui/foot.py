"""The foot of the dashboard: how the classes came about, what was left out; and the page for a file without any."""

from functools import partial

import streamlit as st

from core.story import Story, rows_read
from core.texts import Language
from core.ui import compute
from core.ui.compute import View
from core.ui.issues import sentence
from core.ui.receipt import touchpoint_choice
from core.ui.safe import markup, plain


def foot(story: Story) -> None:
    """Two quiet lines, with the pages that tell more."""
    compute.shown("foot", story, partial(_foot, story))


def _foot(story: Story) -> None:
    say = story.language.say
    lines = [story.classes(), rows_read(story)]
    with st.container(key="foot"):
        st.html(markup("<p class='kp-quiet'>{}</p>", " ".join(lines)))
        with st.container(horizontal=True):
            st.page_link("pages/data.py", label=say("nav.data"), icon=":material/table_view:", width="content")
            st.page_link("pages/method.py", label=say("nav.method"), icon=":material/functions:", width="content")


def nothing_found(view: View, language: Language) -> None:
    """A readable file without touchpoints: what was found instead, and what to do."""
    st.html(markup("<h1 class='kp-verdict'>{}</h1>", language.say("page.no-touchpoints")))
    for issue in view.analysis.issues:
        st.markdown(plain(sentence(issue, language)))
    touchpoint_choice(view, language)
    st.page_link("pages/data.py", label=language.say("nav.data"), icon=":material/table_view:", width="content")
