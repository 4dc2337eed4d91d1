"""What the repairs would be worth together, as a picture: on the dashboard and in the meeting."""

from functools import partial

from core import charts
from core.charts import Theme
from core.story import Story
from core.story.worth import together_caption, together_finding
from core.ui.figures import pictures, screen
from core.ui.figures.plots import plot, quiet
from core.ui.visit import compute
from core.ui.visit.compute import View


def together(view: View, story: Story, theme: Theme) -> None:
    """How the sum comes about, and what it is not; nothing where fewer than two touchpoints have a worth."""
    compute.shown(f"together-{theme}-{screen.name()}", story, partial(_together, view, story, theme))


def _together(view: View, story: Story, theme: Theme) -> None:
    finding = together_finding(story)
    if not finding:
        return
    label = story.language.say("together.section")
    # the steps are told above the drawing, which so stays the same when weights move: the browser keeps it
    pictures.heading(label, finding, heard=charts.alt_worth_steps(story), fold=story.language.say("show.picture"))
    drawn = {
        "wide": lambda look: charts.worth_steps(story, palette=look),
        "narrow": lambda look: charts.worth_steps(story, palette=look, narrow=True),
    }
    plot(view, story, theme, "together", drawn, alt=label)
    quiet(*together_caption(story))
