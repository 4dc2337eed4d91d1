"""Kontaktpunkt: a touchpoint spreadsheet in, one page out that says what to fix first. The whole story is here."""

import streamlit as st

from core.ui import address, bar, cards, foot, frame, guide, meeting, pictures, session, start, warmth
from core.ui.compute import awaited_view
from core.ui.emptied import emptied
from core.ui.weighed import weighed

language = frame.open_page("dashboard")
view = awaited_view(language)
address.write(view)

if view is None:
    start.start_page(language)
    warmth.load_ahead()
elif not view.dataset.touchpoints:
    bar.bar(view, language)
    foot.nothing_found(view, language)
    cards.cards(bar.story_of(view, language))
elif session.meeting():
    meeting.meeting(view, bar.story_of(view, language), frame.theme())
else:
    story = bar.story_of(view, language)
    bar.bar(view, language)
    if story.visible:
        guide.about_examples(view, language)
        guide.first_look(language)
        top = st.container()
        cards.cards(story)
        weighed(top)
        pictures.coverage_and_trend(view, story, frame.theme())
    else:
        emptied(story)
    foot.foot(story)
