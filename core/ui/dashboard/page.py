"""The dashboard: everything that one page says of a file, top to bottom."""

from core.story import Story
from core.ui.dashboard import guide, nothing
from core.ui.dashboard.emptied import emptied
from core.ui.dashboard.weighed import weighed
from core.ui.figures import pictures, screen
from core.ui.frame import bar, foot
from core.ui.visit.compute import View


def dashboard(view: View, story: Story) -> None:
    """The page of an opened file."""
    bar.bar(view, story.language)
    if not view.dataset.touchpoints:
        nothing.nothing_found(view, story)
    elif story.visible:
        guide.about_examples(view, story.language)
        guide.first_look(story)
        weighed()
        pictures.coverage_and_trend(view, story, screen.theme())
        foot.foot(story)
    else:
        emptied(story)
        foot.foot(story)
