"""Kontaktpunkt: a touchpoint spreadsheet in, one page out that says what to fix first. The whole story is here."""

from core.ui import bar, cards, detail, fixlist, foot, frame, pictures, session, start, verdict
from core.ui.compute import current_view

language = frame.open_page("dashboard")
start.open_linked_sample()
view = current_view()

if view is None:
    start.start_page(language)
elif not view.dataset.touchpoints:
    bar.bar(view, language)
    foot.nothing_found(view, language)
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
    foot.foot(story, view)
