"""The way to a sale, where the files hold an interaction log: credits as ranges, paths, steps, drop-out, time."""

from core.ui import address, bar, frame, journeys
from core.ui.compute import current_view

language = frame.open_page("journeys")
view = current_view()
address.write(view)

if view is None:
    frame.nothing_yet(language)
elif view.analysis.journeys is None:
    frame.nothing_of_it("journeys", language)
else:
    bar.bar(view, language)
    journeys.journeys(view, bar.story_of(view, language), frame.theme())
