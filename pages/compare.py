"""Targets, this period with the last, before with after, segments, files, budget, online with offline."""

from core.ui.compare import page, time
from core.ui.figures import screen
from core.ui.frame import bar, head
from core.ui.visit import address
from core.ui.visit.compute import current_view, story_of

language = head.open_page("compare")
view = current_view()
address.write(view)

if view is None or not view.dataset.touchpoints:
    head.nothing_yet(language)
else:
    bar.bar(view, language)
    story, theme = story_of(view, language), screen.theme()
    time.over_time(view, story, theme)
    page.targets(view, story, theme)
    page.change(view, story, theme)
    page.segments(view, story, theme)
    page.files(view, story, theme)
    page.budget(view, story, theme)
    page.omnichannel(view, story, theme)
    page.unlock(story)
