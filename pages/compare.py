"""Targets, this period with the last, before with after, segments, files, budget, online with offline."""

from core.ui import address, bar, compare, compare_time, frame
from core.ui.compute import current_view

language = frame.open_page("compare")
view = current_view()
address.write(view)

if view is None or not view.dataset.touchpoints:
    frame.nothing_yet(language)
else:
    bar.bar(view, language)
    story, theme = bar.story_of(view, language), frame.theme()
    compare_time.over_time(view, story, theme)
    compare.targets(view, story, theme)
    compare.change(view, story, theme)
    compare.segments(view, story, theme)
    compare.files(view, story, theme)
    compare.budget(view, story, theme)
    compare.omnichannel(view, story, theme)
    compare.unlock(story)
