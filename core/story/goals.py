"""Targets in words: where each stands, what it is for, and how many are reached."""

from collections import Counter

from core.model import Kpi, Target
from core.story.compare import name_of
from core.story.telling import Story
from core.tables import table

_WORDS = ("reached", "on track", "behind", "uncertain", "too early", "too few", "not measurable")
_FAR, _NEAR = 2.0, 1.1  # times as good as the target, or as bad


def word(story: Story, target: Target) -> str:
    """Reached, on track, not reached ... in the reader's language. Of a figure without a likely range only the fact is
    told, better, worse or close: reached or not reached is said where the whole range lies on that side."""
    if as_it_stands(target):
        return _fact(story, target)
    name = "late" if target.word == "behind" and target.line is not None else target.word.replace(" ", "-")
    return story.language.say(f"target-word.{name}")


def _fact(story: Story, target: Target) -> str:
    if target.goal.kpi == "roas" and target.source == "default":
        return covered(story, target)
    good = _times_as_good(target)
    if good is None:
        return story.language.say("target-word.no-range")
    near = 1 / _NEAR < good < _NEAR
    return story.language.say("stands.close" if near else "stands.better" if good > 1 else "stands.worse")


def covered(story: Story, target: Target) -> str:
    """Where the sales that ads bring stand beside what covers their cost: a fact, whatever is known of its range."""
    good = _times_as_good(target)
    if good is None:
        return story.language.say("target-word.no-range")
    size = max(good, 1 / good)
    how_far = "far-" if size >= _FAR else "just-" if size < _NEAR else ""
    return story.language.say(f"stands.{how_far}{'above' if good >= 1 else 'below'}")


def _times_as_good(target: Target) -> float | None:
    """How many times as good as its target a value is; None where its scale knows no such ratio."""
    ends = target.kpi.value, target.goal.value
    if ends[0] is None or min(ends[0], ends[1]) <= 0 or target.kpi.unit == "points":
        return None
    better = table("kpis")[target.goal.kpi]["better"]
    return ends[1] / ends[0] if better == "low" else ends[0] / ends[1]


def as_it_stands(target: Target) -> bool:
    """Whether it is called reached or not reached though nobody knows how sure that is."""
    known = target.kpi.low is not None and target.kpi.high is not None
    return target.word in ("reached", "behind") and not known


def written(story: Story, target: Target, value: float | None = None) -> str:
    """A value in the target's unit; without one, the target's own."""
    currency = story.analysis.currency
    if value is None:
        return story.language.aim(target.kpi.unit, target.goal.value, currency=currency)
    return story.language.write(target.kpi.unit, value, currency=currency)


def goals_finding(story: Story) -> str:
    """How many targets are reached, not reached and so on; those without a likely range are counted apart."""
    counts = Counter("uncertain" if as_it_stands(target) else str(target.word) for target in story.analysis.targets)
    if not counts:
        return story.language.say("target.none")
    told = [(w.replace(" ", "-"), counts[w]) for w in _WORDS if counts[w]]
    parts = tuple(story.language.say(f"target-count.{name}", n=n) for name, n in told)
    return story.language.say("target.finding", n=sum(counts.values()), parts=parts)


def place(story: Story, target: Target) -> str:
    """What a target is for, until when, and who set it if not the user."""
    scope, key = target.scope
    if scope == "touchpoint":
        where = name_of(story, str(key))
    else:
        where = story.language.say("target.whole" if key is None else f"phase.{key}")
    by = [story.language.say("target.by", day=target.goal.by)] if target.goal.by else []
    source = [] if target.source == "you" else [story.language.say(f"target.source-{target.source}")]
    return " · ".join([where, *by, *source])


def against(story: Story, target: Target) -> str:
    """The value against the target, or against the line to it; for what is missing: how much, or which column."""
    if target.kpi.value is None:
        field = target.kpi.unlock
        wanted = story.language.say("target.unlock", field=story.field_label(field).lower()) if field else ""
        return wanted or (story.sentence(target.kpi.reason) if target.kpi.reason else "")
    values = {"actual": written(story, target, target.kpi.value), "value": written(story, target)}
    if target.line is not None:
        line = written(story, target, target.line)
        return story.language.say("target.against-line", actual=values["actual"], line=line)
    told = [story.language.say("target.against", **values)]
    if target.needed:
        told.append(story.language.say("target.needed", n=target.needed))
    return " · ".join(told)


def whole_target(story: Story, kpi: str) -> Target | None:
    """The target of a key figure of the whole business."""
    return next((t for t in story.analysis.targets if t.scope == ("whole", None) and t.goal.kpi == kpi), None)


def mark(story: Story, kpi: Kpi) -> str:
    """The target beside a key figure of the whole business, in a few words, and whether it is only ours; empty
    where there is none."""
    target = whole_target(story, kpi.id)
    if target is None or kpi.value is None:
        return ""
    key = "target.mark-default" if target.source == "default" else "target.mark"
    return story.language.say(key, value=written(story, target), word=word(story, target))


def goals_notes(story: Story) -> list[str]:
    """How targets are judged, and as of when."""
    told = [story.language.say("target.interval")]
    if story.analysis.as_of is not None and any(t.goal.by for t in story.analysis.targets):
        told.insert(0, story.language.say("target.as-of", day=story.analysis.as_of))
    return told
