"""How likely each is to be first: those that the verdict names, the next one, and all that it does not name."""

from collections.abc import Sequence

from core.model import Message, TouchpointResult
from core.story.names import NAMED_AT_MOST, first_of, told_of, unbroken
from core.story.telling import Story
from core.story.unseen import lacking, unseen

_NAMED = 3  # so many at least, where that many have a chance
_WORTH_TELLING = 0.05  # a chance below this says nothing
_ADDS_UP = 0.01  # of the rest together: without it what is told would not add up to the whole
_SUREST = 0.99  # what draws can show; "100 %" would promise more


def chances(story: Story) -> str:
    """The probability of each that the verdict names and of the next likeliest, in the order of the list, of the rest,
    and of those without a rank: what nobody measures may be worse than all that is measured. Where it is likelier than
    that, it comes first, and the rest is how the measured ones stand among themselves."""
    ranked = _ranked(story)
    named = [t for t in ranked if t in story.leaders]
    if not named:
        return ""
    if story.uncounted:
        return " ".join([*_level(story, named), story.language.say("sure.unsaid")])
    if story.measure_first:
        return f"{to_measure(story)} {among_measured(story)}"
    likely = sorted((t for t in ranked if t not in named and _p(t) >= _WORTH_TELLING), key=lambda t: -_p(t))
    more = likely[: max(0, _NAMED - len(named))]
    told = [t for t in ranked if t in named or t in more]
    line = story.language.say("sure.each", parts=_parts(told))
    return " ".join([line, *_rest(story, [t for t in ranked if t not in told]), *_unranked(story)])


def to_measure(story: Story) -> str:
    """What is to be measured before anything is repaired, with its chance; empty where a repair comes first."""
    lost = story.measure_first
    if lost is None:
        return ""
    say, names = story.language.say, lost.names
    first = say("sure.measure-first", n=len(names), names=first_of(names), p=_most(lost.chance))
    parts = lacking(lost.touchpoints)
    return f"{first} {say('sure.lacking', parts=parts)}" if parts else first


def among_measured(story: Story) -> str:
    """How those that the verdict names stand among the measured, and what the rest of these hold."""
    ranked = _ranked(story)
    named = [t for t in ranked if t in story.leaders]
    if not named:
        return ""
    line = story.language.say("sure.among-measured", n=len(named), parts=_parts(named))
    return " ".join([line, *_rest(story, [t for t in ranked if t not in named])])


def _level(story: Story, named: Sequence[TouchpointResult]) -> list[str]:
    """Those that the verdict only counts, by name: where no chance may be told, nothing else names them."""
    names = tuple(t.name for t in named)
    return [story.language.say("sure.level", names=first_of(names))] if len(names) > NAMED_AT_MOST else []


def by_score(story: Story) -> str:
    """Why the list does not follow the chances that stand in it; empty where it does."""
    told = [_p(t) for t in story.below_target() if t in story.leaders]
    return story.language.say("list.by-score") if told != sorted(told, reverse=True) else ""


def _chance(touchpoint: TouchpointResult) -> float | None:
    return touchpoint.priority.p_first if touchpoint.priority else None


def _p(touchpoint: TouchpointResult) -> float:
    return _chance(touchpoint) or 0.0


def _most(chance: float) -> float:
    return min(chance, _SUREST)


def _ranked(story: Story) -> list[TouchpointResult]:
    return [t for t in story.visible if _chance(t) is not None]


def _parts(named: Sequence[TouchpointResult]) -> tuple[Message, ...]:
    """Each with its chance; of more than five that are level the first three, and the others together."""
    told, more = named[: told_of(len(named))], named[told_of(len(named)) :]
    rest = (Message("sure.more", {"n": len(more), "p": sum(map(_p, more))}),) if more else ()
    return (*map(_part, told), *rest)


def _part(touchpoint: TouchpointResult) -> Message:
    return Message("sure.one", {"name": unbroken(touchpoint.name), "p": _most(_p(touchpoint))})


def _rest(story: Story, others: Sequence[TouchpointResult]) -> list[str]:
    """What all hold together that stand in the list and are not named; whether they all reach their targets."""
    chance, n = sum(map(_p, others)), len(others)
    if chance < _ADDS_UP:
        return []
    good = all(t.priority and t.priority.health is not None and t.priority.health >= 1 for t in others)
    return [story.language.say("sure.rest-at-target" if good else "sure.rest", n=n, p=chance)]


def _unranked(story: Story) -> list[str]:
    """Those that are measured too little for a rank, by their names: what may settle it is to measure them. What is
    hidden is not told."""
    lost = unseen(story.analysis)
    if lost is None or lost.chance < _WORTH_TELLING or any(t.hidden for t in story.analysis.touchpoints):
        return []
    return [story.language.say(f"sure.{lost.kind}", n=len(lost.names), names=first_of(lost.names), p=lost.chance)]


def place(story: Story, touchpoint: TouchpointResult) -> str:
    """What stands beside a name: the chance of being first for those that the verdict names, so that word and figure
    say the same; for the others the range of ranks, or what is missing for one."""
    priority, chance = touchpoint.priority, _chance(touchpoint)
    if priority is None or priority.verdict is None or chance is None or story.uncounted:
        return story.rank_range(touchpoint)
    over = "-over" if chance > _SUREST else ""
    return story.language.say(f"chart.chance{over}", p=_most(chance))


def number(story: Story, touchpoint: TouchpointResult) -> str:
    """The place as the list writes it: those that are too close to call share theirs, 1–2 for both of two."""
    verdict, rank = story.analysis.verdict, touchpoint.priority.rank if touchpoint.priority else None
    level = [t.priority.rank for t in story.analysis.touchpoints if t.key in verdict.keys and t.priority]
    places = [place for place in level if place is not None]
    if verdict.word == "tie" and touchpoint.key in verdict.keys and len(places) > 1:
        last = max(*places, min(places) + len(places) - 1)  # where nothing tells them apart all have the first place
        return story.language.say("sure.places", low=min(places), high=last)
    return story.language.write("count", rank)
