"""What customers answered, where the files hold a survey: values against targets, answers, change, comments."""

from core.ui import address, bar, frame, voices
from core.ui.compute import current_view

language = frame.open_page("voices")
view = current_view()
address.write(view)

if view is None:
    frame.nothing_yet(language)
elif view.analysis.voices is None:
    frame.nothing_of_it("voices", language)
else:
    bar.bar(view, language)
    voices.voices(view, bar.story_of(view, language), frame.theme())
