"""The end of a meeting: what is done next, what that is worth and how sure it is, and what was agreed about it."""

from core.model import Agreed, Message, TouchpointResult
from core.story.telling import Story

_FIRST, _SUREST = 3, 0.99  # what draws can show
_RANKED = ("clear", "likely", "tie", "alone")


def proposals(story: Story) -> tuple[TouchpointResult, ...]:
    """The first one to three to repair, or to measure where nothing is ranked, and all that something was agreed of."""
    first = dict.fromkeys(t.key for t in (*story.leaders, *story.below_target(), *story.waiting()))
    kept = {*tuple(first)[:_FIRST]} | {one.touchpoint for one in story.analysis.settings.agreed}
    return tuple(t for t in story.analysis.touchpoints if t.key in kept)


def next_headline(story: Story) -> str:
    """With what to begin, no surer than the verdict; what to do instead where nothing is to be repaired."""
    say, word, leaders = story.language.say, story.analysis.verdict.word, story.leaders
    if story.measure_first:
        return say("agreed.measure")
    if word == "tie" and len(leaders) > 1:
        return say("agreed.open")
    if leaders and word in _RANKED:
        return say("agreed.first" if word == "clear" else "agreed.first-likely", name=leaders[0].name)
    return say("agreed.measure" if word in ("too few", "not measured") else "agreed.nothing")


def next_line(story: Story, touchpoint: TouchpointResult) -> str:
    """What repairing one touchpoint may bring, and how sure its place is; what is missing where it has none."""
    if touchpoint.priority is None or touchpoint.priority.rank is None:
        return story.reason(touchpoint)
    return " ".join(filter(None, (next_worth(story, touchpoint), next_chance(story, touchpoint))))


def next_worth(story: Story, touchpoint: TouchpointResult) -> str:
    """What repairing one touchpoint may bring, in a sentence."""
    worth = touchpoint.priority.worth if touchpoint.priority else None
    if worth is None:
        return story.language.say("agreed.worth-unknown")
    return story.sentence(Message(f"agreed.worth-{worth.span}", {"low": worth.low, "high": worth.high}))


def next_chance(story: Story, touchpoint: TouchpointResult) -> str:
    """How sure it is that the verdict's touchpoints come first, and that the others are among the first three."""
    priority = touchpoint.priority
    if priority is None or priority.p_first is None or priority.p_top3 is None or story.uncounted:
        return ""
    named = touchpoint in story.leaders
    p = priority.p_first if named else priority.p_top3
    key = f"agreed.{'chance' if named else 'among'}{'-over' if p > _SUREST else ''}"
    return story.language.say(key, p=min(p, _SUREST))


def agreed_lines(story: Story) -> list[str]:
    """What was agreed, a line for each touchpoint and one for the rest; none where nothing was."""
    made = {one.touchpoint: one for one in story.analysis.settings.agreed}
    lines = [_told(story, t.name, made[t.key]) for t in story.analysis.touchpoints if t.key in made]
    also = story.analysis.settings.also_agreed
    return [*lines, *([story.language.say("agreed.told-also", line=also)] if also else [])]


def _told(story: Story, name: str, one: Agreed) -> str:
    by = (Message("agreed.by-day", {"day": one.by}),) if one.by else ()
    return story.language.say("agreed.told", name=name, parts=(*((one.who,) if one.who else ()), *by))
