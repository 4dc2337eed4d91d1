"""Kontaktpunkt: a touchpoint spreadsheet in, one page out that says what to fix first. The whole story is here."""

from core.ui import (
    address,
    bar,
    cards,
    detail,
    fixlist,
    foot,
    frame,
    meeting,
    pictures,
    session,
    start,
    verdict,
    warmth,
)
from core.ui.compute import awaited_view

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
    theme = frame.theme()
    bar.bar(view, language)
    verdict.verdict(story)
    cards.cards(story)
    pictures.journey(view, story, theme)
    detail.detail(story, session.picked())
    fixlist.fix_first(story, view, theme)
    pictures.coverage_and_trend(view, story, theme)
    foot.foot(story)
