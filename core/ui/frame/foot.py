"""The foot of the dashboard: how the classes came about, and what was left out."""

from functools import partial

import streamlit as st

from core.story import Story, rows_read
from core.story.placing import classes
from core.ui.frame import paging
from core.ui.pieces.safe import markup
from core.ui.visit import compute


def foot(story: Story) -> None:
    """Two quiet lines, with the pages that tell more."""
    compute.shown("foot", story, partial(_foot, story))


def _foot(story: Story) -> None:
    say = story.language.say
    lines = [classes(story), rows_read(story)]
    links = markup(" · ").join(paging.link(page, say(f"nav.{page}")) for page in ("data", "method"))
    st.html(markup("<p class='kp-quiet kp-foot'>{} <span>{}</span></p>", " ".join(lines), links))
