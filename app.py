"""Kontaktpunkt: a touchpoint spreadsheet in, one page out that says what to fix first. The whole story is here."""

import streamlit as st

from core.ui import address, bar, cards, detail, fixlist, foot, frame, guide, meeting, pictures, session, start, verdict
from core.ui.compute import current_view
from core.ui.worth import together

language = frame.open_page("dashboard")
with st.spinner(language.say("page.working"), show_time=False):
    view = current_view()
address.write(view)

if view is None:
    start.start_page(language)
elif not view.dataset.touchpoints:
    bar.bar(view, language)
    foot.nothing_found(view, language)
    cards.cards(bar.story_of(view, language))
elif session.meeting():
    meeting.meeting(view, bar.story_of(view, language), frame.theme())
else:
    story = bar.story_of(view, language)
    theme = frame.theme()
    bar.bar(view, language)
    guide.about_examples(view, language)
    guide.first_look(language)
    verdict.verdict(story)
    cards.cards(story)
    pictures.journey(view, story, theme)
    detail.detail(story, session.picked())
    fixlist.fix_first(story, view, theme)
    together(view, story, theme)
    pictures.coverage_and_trend(view, story, theme)
    foot.foot(story)
