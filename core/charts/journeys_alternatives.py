"""What a screen reader says instead of the pictures of the way to a sale: the first rows in words."""

from collections.abc import Sequence

from core.charts.interval_rows import Entry
from core.charts.journeys_frames import STEPS_DRAWN, credit_rows, drop_rows, step_rows
from core.model import Journeys
from core.story import Story
from core.story.journeys import Shared

TOLD = 5  # rows; the table has them all


def alt_credit(story: Story, shared: Shared) -> str:
    """The largest ranges."""
    return _told(story, "journeys.alt-credit", credit_rows(story, shared)[0])


def alt_flow(story: Story, journeys: Journeys) -> str:
    """The most usual steps between touchpoints."""
    return _told(story, "journeys.alt-flow", step_rows(story, journeys)[0], most=STEPS_DRAWN)


def alt_drop(story: Story, journeys: Journeys) -> str:
    """Where most journeys end."""
    return _told(story, "journeys.alt-drop", drop_rows(story, journeys)[0])


def _told(story: Story, key: str, rows: Sequence[Entry], *, most: int = TOLD) -> str:
    say = story.language.say
    if not rows:
        return say("journeys.alt-none")
    return say(key, parts=tuple(say("journeys.alt-one", name=r.name, value=r.words) for r in rows[:most]))
