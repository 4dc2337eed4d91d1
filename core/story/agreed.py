"""The end of a meeting: what is done now, what then, what is found out first, and what was agreed."""

from typing import Literal

from core.model import Agreed, Message, TouchpointResult
from core.story.against import falls_short
from core.story.reasons import figures
from core.story.telling import Story
from core.story.unseen import lacking

Group = Literal["now", "choose", "then", "find"]
GROUPS: tuple[Group, ...] = ("now", "choose", "then", "find")
_FIRST, _MOST = 3, 4  # rows: a room agrees on few things; one more where it chooses among four
_AMONG_THREE = 0.8  # the chance from which a place among the first three is called clear, as the first place is
_SUREST = 0.99  # what draws can show


def proposals(story: Story) -> tuple[TouchpointResult, ...]:
    """The first one to three to repair, or to measure where that comes first, and all that something was agreed of;
    group by group."""
    kept = dict.fromkeys(t.key for t in _proposed(story))
    kept |= dict.fromkeys(one.touchpoint for one in story.analysis.settings.agreed)
    places = {key: place for place, key in enumerate(kept)}
    found = (t for t in story.analysis.touchpoints if t.key in kept)
    return tuple(sorted(found, key=lambda t: (GROUPS.index(group(story, t)), places[t.key])))


def _proposed(story: Story) -> tuple[TouchpointResult, ...]:
    lost = story.measure_first
    to_measure = tuple(t for t in lost.touchpoints if not t.hidden) if lost else ()
    every = dict.fromkeys(t.key for t in (*to_measure, *story.leaders, *story.below_target(), *story.waiting()))
    first = tuple(every)[: _MOST if lost or len(story.leaders) > _FIRST else _FIRST]
    return tuple(t for key in first for t in story.analysis.touchpoints if t.key == key)


def group(story: Story, touchpoint: TouchpointResult) -> Group:
    """Whether it is to be done ``now``: a figure of it is clearly below target, and it is first, or clearly among the
    first three; to ``choose`` of such as are too close to call; ``then``, after one of these, what is clearly below
    target but not clearly among the first; else something is to ``find`` out first."""
    if not _to_repair(story, touchpoint):
        return "find"
    if not _leads(story, touchpoint):
        fix = touchpoint.priority is not None and touchpoint.priority.action == "fix"
        begun = any(_to_repair(story, t) and _leads(story, t) for t in _proposed(story))
        return "then" if fix and begun and not story.uncounted else "find"
    return "choose" if story.analysis.verdict.word == "tie" and len(story.leaders) > 1 else "now"


def _to_repair(story: Story, touchpoint: TouchpointResult) -> bool:
    """Whether it has a place, a figure of it is clearly below target, and nothing is to be measured before."""
    ranked = touchpoint.priority is not None and touchpoint.priority.rank is not None
    return ranked and not story.measure_first and falls_short(story.analysis, touchpoint)


def _leads(story: Story, touchpoint: TouchpointResult) -> bool:
    """Whether the verdict names it, or it is clearly among the first three."""
    chance = touchpoint.priority.p_top3 if touchpoint.priority else None
    return _named(story, touchpoint) or ((chance or 0.0) >= _AMONG_THREE and not story.uncounted)


def _named(story: Story, touchpoint: TouchpointResult) -> bool:
    """Whether the verdict names it; what stands in for that behind a filter is not first in the file."""
    return touchpoint.key in story.analysis.verdict.keys


def next_headline(story: Story) -> str:
    """With what to begin, no surer than the verdict; what to do instead where nothing is to be repaired."""
    say, groups = story.language.say, [group(story, t) for t in _proposed(story)]
    if "now" in groups:
        first = _proposed(story)[groups.index("now")]
        clear = story.analysis.verdict.word == "clear" and not story.uncounted and _named(story, first)
        return say("agreed.first" if clear else "agreed.first-likely", name=first.name)
    if "choose" in groups:
        return say("agreed.open")
    if story.measure_first or story.analysis.verdict.word in ("too few", "not measured"):
        return say("agreed.measure")
    return say("agreed.find" if groups else "agreed.nothing")


def next_line(story: Story, touchpoint: TouchpointResult) -> str:
    """What repairing one touchpoint may bring, and how sure its place is, or why it comes then; what is to be found out
    of it first."""
    step = group(story, touchpoint)
    if step == "find":
        return to_find(story, touchpoint)
    worth = next_worth(story, touchpoint)
    told = (next_short(story, touchpoint), worth) if step == "then" else (worth, next_sure(story, touchpoint))
    return " ".join(told).strip()


def next_short(story: Story, touchpoint: TouchpointResult) -> str:
    """In what it falls short: the figures of its reason, without how many meet it and how hard it is to change."""
    priority = touchpoint.priority
    parts = figures(priority.why) if priority and priority.why else ()
    return story.sentence(Message("agreed.short", {"parts": parts})) if parts else ""


def to_find(story: Story, touchpoint: TouchpointResult) -> str:
    """What is not known of it yet: any figure, enough answers, whether a figure is below target, or its place."""
    priority, say = touchpoint.priority, story.language.say
    bare = priority is None or priority.verdict == "not measured"
    if bare and (parts := lacking((touchpoint,))):
        return say("sure.lacking", parts=parts)
    if priority is None or priority.rank is None or priority.p_first is None:
        return story.reason(touchpoint)
    if story.uncounted:
        return say("agreed.find-answers")
    if not any(part.poor for part in priority.parts):
        worth = next_worth(story, touchpoint) if priority.worth else ""
        return f"{say('agreed.find-target')} {worth}".strip()
    if story.measure_first:
        return say("agreed.find-others", p=priority.p_first)
    if _named(story, touchpoint) or priority.p_top3 is None:
        return next_chance(story, touchpoint)
    return _place(story, priority.p_top3)


def _place(story: Story, p_top3: float) -> str:
    """How likely it is among the first three; no surer than draws can show."""
    if p_top3 < 1 - _SUREST:
        return story.language.say("agreed.find-place-under", p=1 - _SUREST)
    return story.language.say("agreed.find-place", p=min(p_top3, _SUREST))


def next_sure(story: Story, touchpoint: TouchpointResult) -> str:
    """How sure the place is of what is done now or then; without a number of answers, the question that would tell."""
    if story.uncounted:
        return story.language.say("agreed.find-answers")
    chance = touchpoint.priority.p_top3 if touchpoint.priority else None
    if chance is not None and group(story, touchpoint) == "then":
        return _place(story, chance)
    return next_chance(story, touchpoint)


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
    named = _named(story, touchpoint)
    p = priority.p_first if named else priority.p_top3
    key = f"agreed.{'chance' if named else 'among'}{'-over' if p > _SUREST else ''}"
    return story.language.say(key, p=min(p, _SUREST))


def agreed_lines(story: Story) -> list[str]:
    """What was agreed, a line for each touchpoint and one for the rest; none where nothing was."""
    made = {one.touchpoint: one for one in story.analysis.settings.agreed}
    lines = [_told(story, t, made[t.key]) for t in proposals(story) if t.key in made]
    also = story.analysis.settings.also_agreed
    return [*lines, *([story.language.say("agreed.told-also", line=also)] if also else [])]


def _told(story: Story, touchpoint: TouchpointResult, one: Agreed) -> str:
    by = (Message("agreed.by-day", {"day": one.by}),) if one.by else ()
    key = "agreed.told-find" if group(story, touchpoint) == "find" else "agreed.told"
    return story.language.say(key, name=touchpoint.name, parts=(*((one.who,) if one.who else ()), *by))
