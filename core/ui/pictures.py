"""The pictures on the page: each under a one-line finding, each with alternative text, built once per view."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from core.story import Story
from core.ui import compute, session
from core.ui.compute import View
from core.ui.safe import markup


def heading(label: str, finding: str) -> None:
    """A section's heading says the finding; the quiet line above it says what the section is."""
    st.html(markup("<div class='kp-section'><p>{}</p><h2>{}</h2></div>", label, finding))
