"""How likely each is to be first: those that the verdict names, the next one, and all that it does not name."""

from core.model import Message, TouchpointResult
from core.story.telling import Story, first_of, unbroken

_NAMED = 3  # so many at least, where that many have a chance
_WORTH_TELLING = 0.05  # a chance below this says nothing
_ADDS_UP = 0.01  # of the rest together: without it what is told would not add up to the whole
_SUREST = 0.99  # what draws can show; "100 %" would promise more


def chances(story: Story) -> str:
    """The probability of each that the verdict names and of the next likeliest, of the rest of the list, and of those
    without a rank: what nobody measures may be worse than all that is measured."""
    ranked = sorted((t for t in story.visible if _chance(t) is not None), key=lambda t: -(_chance(t) or 0.0))
    named = [t for t in ranked if t in story.leaders]
    if not named:
        return ""
    if story.uncounted:
        return story.language.say("sure.unsaid")
    likely = [t for t in ranked if t not in named and (_chance(t) or 0.0) >= _WORTH_TELLING]
    named += likely[: max(0, _NAMED - len(named))]
    parts = [Message("sure.one", {"name": unbroken(t.name), "p": min(_chance(t) or 0.0, _SUREST)}) for t in named]
    told = (*parts, *_rest([t for t in ranked if t not in named]))
    return " ".join([story.language.say("sure.each", parts=told), *_unranked(story)])


def by_score(story: Story) -> str:
    """Why the list does not follow the chances that stand in it; empty where it does."""
    told = [_chance(t) or 0.0 for t in story.below_target() if t in story.leaders]
    return story.language.say("list.by-score") if told != sorted(told, reverse=True) else ""


def _chance(touchpoint: TouchpointResult) -> float | None:
    return touchpoint.priority.p_first if touchpoint.priority else None


def _rest(others: list[TouchpointResult]) -> tuple[Message, ...]:
    """All that stand in the list and are not named, and how many of them reach their targets."""
    chance, n = sum(_chance(t) or 0.0 for t in others), len(others)
    if chance < _ADDS_UP:
        return ()
    good = sum(1 for t in others if t.priority and t.priority.health is not None and t.priority.health >= 1)
    key = "sure.rest" if not good else "sure.rest-at-target" if good == n else "sure.rest-some"
    return (Message(key, {"n": n, "good": good, "p": chance}),)


def _unranked(story: Story) -> list[str]:
    """Those that are measured too little for a rank, by their names: what may settle it is to measure them. What is
    hidden is not told."""
    every = story.analysis.touchpoints
    left = 1 - sum(_chance(t) or 0.0 for t in every)
    lost = [t for t in every if _chance(t) is None]
    names = [t.name for t in lost]
    key = "unseen" if all(t.priority and t.priority.verdict == "not measured" for t in lost) else "unmeasured"
    if any(t.hidden for t in every) or not names or left < _WORTH_TELLING:
        return []
    return [story.language.say(f"sure.{key}", n=len(names), names=first_of(names), p=left)]


def place(story: Story, touchpoint: TouchpointResult) -> str:
    """What stands beside a name: the chance of being first for those that the verdict names, so that word and figure
    say the same; for the others the range of ranks, or what is missing for one."""
    priority, chance = touchpoint.priority, _chance(touchpoint)
    if priority is None or priority.verdict is None or chance is None or story.uncounted:
        return story.rank_range(touchpoint)
    over = "-over" if chance > _SUREST else ""
    return story.language.say(f"chart.chance{over}", p=min(chance, _SUREST))
