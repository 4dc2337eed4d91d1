"""The dashboard: everything that one page says of a file, top to bottom."""

import streamlit as st

from core.texts import Language
from core.ui import bar, cards, foot, frame, guide, meeting, nothing, pictures, session
from core.ui.compute import View
from core.ui.emptied import emptied
from core.ui.weighed import weighed


def dashboard(view: View, language: Language) -> None:
    """The page of an opened file, or the meeting that tells the same story step by step."""
    story = bar.story_of(view, language)
    if session.meeting() and view.dataset.touchpoints:
        meeting.meeting(view, story, frame.theme())
        return
    bar.bar(view, language)
    if not view.dataset.touchpoints:
        nothing.nothing_found(view, story)
    elif story.visible:
        guide.about_examples(view, language)
        guide.first_look(language)
        top = st.container()
        cards.cards(story)
        weighed(top)
        pictures.coverage_and_trend(view, story, frame.theme())
        foot.foot(story)
    else:
        emptied(story)
        foot.foot(story)
