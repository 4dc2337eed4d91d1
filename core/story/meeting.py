"""The headlines of the meeting view that the dashboard does not need."""

from collections import Counter

from core.model import Message
from core.model.dataset import PHASES, Setting
from core.story.chances import chances
from core.story.names import first_of
from core.story.resting import resting
from core.story.telling import Story
from core.story.whatif import finding, supposed_story
from core.story.worth import together_finding

_SUREST = 0.99  # what draws can show
_SIDES: tuple[Setting, ...] = ("online", "both", "offline")


def whose(story: Story) -> str:
    """Whose figures are shown, and of when: each step may be photographed or printed by itself."""
    names = (receipt.name for receipt in story.analysis.files)
    return " · ".join(filter(None, (*names, story.span())))


def situation(story: Story) -> str:
    """At how many touchpoints customers meet the business."""
    return story.language.say("meeting.situation", n=len(story.visible))


def sides(story: Story) -> str:
    """How many before, during and after the purchase, and how many online and offline."""
    phases = Counter(t.placement.phase for t in story.visible)
    parts = tuple(
        Message("meeting.in-phase", {"n": phases[p], "phase": Message(f"finding.in-{p}")}) for p in PHASES if phases[p]
    )
    settings = Counter(t.placement.setting for t in story.visible)
    sides = tuple(Message(f"meeting.on-{side}", {"n": settings[side]}) for side in _SIDES if settings[side])
    return story.language.say("meeting.sides", parts=parts, sides=sides) if parts and sides else ""


def outside(story: Story) -> str:
    """Which touchpoints the picture of what hurts cannot hold, where they may well hurt most."""
    lost = story.measure_first
    return story.language.say("meeting.outside", n=len(lost.names), names=first_of(lost.names)) if lost else ""


def worth(story: Story) -> str:
    """What repairing the first one may bring, all of them together where none is first; that it is unknown where no
    money is in the file."""
    named = [t for t in story.leaders if t.priority and t.priority.worth]
    if not named:
        return story.language.say("meeting.worth-unknown")
    if _open(story) and (every := together_finding(story)):
        return every
    priority = named[0].priority
    assert priority is not None
    assert priority.worth is not None
    worth = priority.worth
    values = {"name": named[0].name, "low": worth.low, "high": worth.high, "share": story.assumption("recoverable")}
    return story.sentence(Message(f"meeting.worth-{worth.span}", values))


def worth_rests_on(story: Story) -> str:
    """The assumptions behind the money, how much of what the first one brings hangs on the less certain one, and
    what the bars are."""
    if not any(t.priority and t.priority.worth for t in story.visible):
        return ""
    shares = {name: story.assumption(name) for name in ("recoverable", "kappa")}
    rests, bars = story.sentence(Message("meeting.worth-rests", shares)), story.language.say("meeting.worth-bars")
    return " ".join([rests, *_hanging(story), bars])


def _hanging(story: Story) -> list[str]:
    first = story.leaders[0] if story.leaders and not _open(story) else None
    told = resting(first, kappa=story.assumption("kappa")) if first else None
    if first is None or told is None or "value" not in told.values:
        return []
    return [story.sentence(Message("meeting.worth-hangs", {"name": first.name, "value": told.values["value"]}))]


def _open(story: Story) -> bool:
    """Whether nothing is named as the first, so that no headline may be about one alone."""
    return len(story.leaders) > 1 or story.measure_first is not None


def together(story: Story) -> str:
    """How few of the repairs hold most of what all are worth together; empty where nothing is added up, and where the
    headline says it."""
    finding = together_finding(story)
    return f"{finding}." if finding and finding != worth(story) else ""


def sure(story: Story) -> str:
    """How sure the first place is, as a headline."""
    leaders = story.leaders
    word = story.analysis.verdict.word
    if not leaders or word in ("too few", "not measured", "alone"):
        return story.headline()
    first = leaders[0].priority
    if story.measure_first or (word == "tie" and len(leaders) > 1):
        return story.headline().rstrip(".")
    if word == "tie" or story.uncounted or first is None or first.p_first is None:
        return story.language.say("meeting.sure-tie", names=(leaders[0].name,))
    key = "meeting.sure-over" if first.p_first > _SUREST else "meeting.sure"
    return story.language.say(key, name=leaders[0].name, p=min(first.p_first, _SUREST))


def surer(story: Story) -> str:
    """What other weights would do to it; the chances where several could be first, or what nobody measures."""
    if _open(story):
        return chances(story)
    first = story.leaders[0] if story.leaders else None
    if first is None or first.priority is None or first.priority.holds is None:
        return ""
    return story.language.say("meeting.surer", name=first.name, weightings=100 * first.priority.holds)


def supposing(story: Story, name: str) -> str:
    """What would follow from what is supposed; the question itself, of the touchpoint ``name``, while nothing is."""
    then = supposed_story(story)
    return story.language.say("whatif.question", name=name) if then is None else finding(story, then)
