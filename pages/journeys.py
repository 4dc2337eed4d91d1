"""The way to a sale, where the files hold an interaction log: credits as ranges, paths, steps, drop-out, time."""

from core.ui import journeys
from core.ui.figures import screen
from core.ui.frame import bar, head
from core.ui.visit import address
from core.ui.visit.compute import current_view, story_of

language = head.open_page("journeys")
view = current_view()
address.write(view)

if view is None:
    head.nothing_yet(language)
elif view.analysis.journeys is None:
    head.nothing_of_it("journeys", language)
else:
    bar.bar(view, language)
    journeys.journeys(view, story_of(view, language), screen.theme())
