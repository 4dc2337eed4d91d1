"""Kontaktpunkt: a touchpoint spreadsheet in, one page out that says what to fix first."""

from core.ui import start
from core.ui.frame import head
from core.ui.visit import address, session, warmth
from core.ui.visit.compute import awaited_view, story_of

language = head.open_page("dashboard")
view = awaited_view(language)
address.write(view)

if view is None:
    start.start_page(language)
    warmth.load_ahead()
elif session.meeting() and view.dataset.touchpoints:
    from core.ui.meeting.steps import meeting  # with all that draws: not before there is something to draw

    meeting(view, story_of(view, language))
else:
    from core.ui.dashboard.page import dashboard

    dashboard(view, story_of(view, language))
