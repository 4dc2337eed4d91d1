"""What customers answered, where the files hold a survey: values against targets, answers, change, comments."""

from core.ui import voices
from core.ui.figures import screen
from core.ui.frame import bar, head
from core.ui.visit import address
from core.ui.visit.compute import current_view, story_of

language = head.open_page("voices")
view = current_view()
address.write(view)

if view is None:
    head.nothing_yet(language)
elif view.analysis.voices is None:
    head.nothing_of_it("voices", language)
else:
    bar.bar(view, language)
    voices.voices(view, story_of(view, language), screen.theme())
