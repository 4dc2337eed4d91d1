"""What weights and picks change, on its own: a click there runs and sends this part of the page, and no more."""

import streamlit as st

from core.ui.dashboard import cards, detail, fixlist, verdict
from core.ui.dashboard.worth import together
from core.ui.figures import pictures, screen
from core.ui.visit import address, session
from core.ui.visit.compute import awaited_view, story_of


@st.fragment(key="weighed")
def weighed() -> None:
    """Verdict, key figures (which no weight changes: the browser has them), journey, open touchpoint, fix-first list,
    what the list is worth together.

    What is chosen here and changes more than that asks for a run of the whole page (``session.ask_for_all``).
    """
    language = session.current_language()
    view = awaited_view(language)
    if view is None:
        return
    address.write(view)
    story, theme = story_of(view, language), screen.theme()
    verdict.verdict(story)
    cards.cards(story)
    pictures.journey(view, story, theme)
    detail.detail(story, session.picked())
    fixlist.fix_first(story, view, theme)
    together(view, story, theme)
