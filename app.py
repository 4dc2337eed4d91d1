"""Kontaktpunkt: a touchpoint spreadsheet in, one page out that says what to fix first."""

from core.ui import address, frame, start, warmth
from core.ui.compute import awaited_view

language = frame.open_page("dashboard")
view = awaited_view(language)
address.write(view)

if view is None:
    start.start_page(language)
    warmth.load_ahead()
else:
    from core.ui.dashboard import dashboard  # with all that draws: not before there is something to draw

    dashboard(view, language)
