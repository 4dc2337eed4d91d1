"""The foot of the dashboard: how the classes came about, and what was left out."""

from functools import partial

import streamlit as st

from core.story import Story, rows_read
from core.story.placing import classes
from core.ui import compute
from core.ui.safe import markup


def foot(story: Story) -> None:
    """Two quiet lines, with the pages that tell more."""
    compute.shown("foot", story, partial(_foot, story))


def _foot(story: Story) -> None:
    say = story.language.say
    lines = [classes(story), rows_read(story)]
    with st.container(horizontal=True, vertical_alignment="center", key="foot"):
        st.html(markup("<p class='kp-quiet'>{}</p>", " ".join(lines)))
        st.page_link("pages/data.py", label=say("nav.data"), icon=":material/table_view:", width="content")
        st.page_link("pages/method.py", label=say("nav.method"), icon=":material/functions:", width="content")
