"""Whose average a target is that nobody set: those of the phase that count the same."""

from core.model import Part
from core.story.reasons import widely
from core.story.telling import Story

_NAMED = 4  # touchpoints; more are counted


def average_of(story: Story, part: Part) -> str:
    """The few touchpoints by name, of more how many they are, in which phase, and whether online and offline; empty
    where somebody set the target."""
    if part.average is None:
        return ""
    names = tuple(t.name for t in story.analysis.touchpoints if t.key in part.among)
    if len(names) <= _NAMED:
        return story.language.say("show.average-of", n=len(names), names=names)
    return story.sentence(widely(part.average))
