"""Whose average a target is that nobody set: those of the phase that count the same."""

from core.model import Message, Part
from core.story.reasons import widely
from core.story.telling import Story

_NAMED = 4  # touchpoints; more are counted


def average_of(story: Story, part: Part) -> str:
    """The few touchpoints by name, of more how many they are, in which phase, and whether online and offline; empty
    where somebody set the target."""
    mine = [t for t in story.analysis.touchpoints if t.key in part.among]
    if not mine:
        return ""
    if len(mine) <= _NAMED:
        return story.language.say("show.average-of", n=len(mine), names=tuple(t.name for t in mine))
    where = {t.placement.setting for t in mine}
    both = "both" in where or {"online", "offline"} <= where
    said = {"n": len(mine), "phase": Message(f"finding.in-{mine[0].placement.phase}"), "both": both}
    return story.sentence(widely(Message("why.average", said)))
