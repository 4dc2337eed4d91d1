"""What the repairs would be worth together: the steps of the sum, and how far it may be believed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.model import Analysis, Message, TouchpointResult, Worth
from core.story.against import falls_short
from core.story.resting import MATERIAL, rests
from core.story.telling import Story

SHOWN = 6
_MOST_OF_IT = 0.8


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the sum, from ``start`` to ``end`` in money. ``kind``: a touchpoint, the ``rest`` of them, what lies
    ``above`` the most that can credibly be won (downwards), or the ``sum``. ``low`` and ``high``: its range, None where
    it has none of its own."""

    kind: Literal["touchpoint", "rest", "above", "sum"]
    name: str
    start: float
    end: float
    low: float | None = None
    high: float | None = None


def steps(story: Story) -> tuple[Step, ...]:
    """The worth of the first touchpoints in the list's order, of the rest, and the sum; nothing where fewer than two
    have a worth, or none that is shown has. With a filter the rest holds what is hidden, too: the sum is that of the
    whole file."""
    total = story.analysis.worth_together
    if total is None:
        return ()
    single = [(t.name, t.priority.worth) for t in story.visible if t.priority and t.priority.worth]
    if not single:
        return ()
    every = sum(t.priority.worth.value for t in story.analysis.touchpoints if t.priority and t.priority.worth)
    valued = sum(1 for t in story.analysis.touchpoints if t.priority and t.priority.worth)
    shown = single if valued <= SHOWN + 1 and len(single) == valued else single[:SHOWN]
    found, reached = _touchpoints(shown)
    if valued > len(shown):
        name = story.language.say("together.rest", n=valued - len(shown))
        found.append(Step("rest", name, reached, every))
    if _held_down(story):
        found.append(Step("above", _cap(story), every, total.value))
    return (*found, _sum(story, total))


def _touchpoints(shown: Sequence[tuple[str, Worth]]) -> tuple[list[Step], float]:
    found, reached = [], 0.0
    for name, worth in shown:
        found.append(Step("touchpoint", name, reached, reached + worth.value, worth.low, worth.high))
        reached += worth.value
    return found, reached


def _cap(story: Story) -> str:
    return story.language.say("together.above", share=story.assumption("worth_cap"))


def _held_down(story: Story) -> bool:
    """Whether all repairs would be worth more than the part of the sales that can credibly be won."""
    total = story.analysis.worth_together
    every = sum(t.priority.worth.value for t in story.analysis.touchpoints if t.priority and t.priority.worth)
    return total is not None and every > total.value * (1 + 1e-9)


def _sum(story: Story, total: Worth) -> Step:
    key = "together.sum-capped" if _held_down(story) else "together.sum"
    return Step("sum", story.language.say(key), 0.0, total.value, total.low, total.high)


def worth_by_phase(analysis: Analysis) -> dict[str, float]:
    """Phase -> the expected worth of repairing what is shown in it, in money. Empty where the sum of all was held down,
    since the part of a phase is then not known, and where one touchpoint alone can be judged."""
    total, sums = analysis.worth_together, dict[str, float]()
    if total is None or total.capped or analysis.verdict.word == "alone":
        return {}
    for touchpoint in (t for t in analysis.touchpoints if not t.hidden):
        worth, phase = touchpoint.priority.worth if touchpoint.priority else None, touchpoint.placement.phase
        if worth is not None and worth.value > 0:
            sums[phase] = sums.get(phase, 0.0) + worth.value
    return sums


def made_of(story: Story, touchpoint: TouchpointResult) -> str:
    """What the expected worth of one touchpoint is made of, the largest first, so that it can be followed; empty with
    one measure alone, or where it was held down."""
    priority = touchpoint.priority
    if priority is None or priority.worth is None or priority.worth.capped:
        return ""
    gains = {part.kpi: part.gain for part in priority.parts if part.gain > 0}
    every = sum(gains.values())
    if len(gains) < 2:
        return ""
    parts = tuple(
        Message("worth.part", {"kpi": story.kpi_label(kpi), "value": priority.worth.value * gain / every})
        for kpi, gain in sorted(gains.items(), key=lambda one: -one[1])
    )
    little = 0 < rests(touchpoint) < MATERIAL  # more of it is said beside the worth itself
    values = {"parts": parts, "kappa": story.assumption("kappa")}
    return story.sentence(Message("worth.made-of-answers" if little else "worth.made-of", values))


def together_finding(story: Story) -> str:
    """How few touchpoints hold most of it; where the sum was held down, at what; empty where nothing is added up."""
    found = steps(story)
    if not found:
        return ""
    total = story.analysis.worth_together
    if total is not None and any(step.kind == "above" for step in found):
        values = {"value": total.value, "share": story.assumption("worth_cap")}
        return story.sentence(Message(f"together.at-most-{total.span}", values))
    every = max(step.end for step in found)
    ends = [step.end / every for step in found if step.kind == "touchpoint"]
    most = next((n for n, share in enumerate(ends, start=1) if share >= _MOST_OF_IT), len(ends))
    few = next((n for n, surely in enumerate(_surely(story)[:most]) if not surely), most)
    if few == 0 and total is not None:
        return story.sentence(Message("together.open", {"low": total.low, "high": total.high}))
    if few == 1:
        return story.language.say("together.one", name=found[0].name, share=ends[0])
    return story.language.say("together.few", n=few, share=ends[few - 1])


def _surely(story: Story) -> list[bool]:
    """Of each that has a worth, in the order of the list, whether it may be told to hold most of the sum: it is to be
    fixed (where sureness is known at all), and the low end of its worth is half of what is expected, or more."""
    return [
        worth.low >= worth.value / 2 and (story.uncounted or falls_short(story.analysis, t))
        for t in story.visible
        if t.priority and (worth := t.priority.worth)
    ]


def together_caption(story: Story) -> tuple[str, ...]:
    """What the sum is, and what it is not."""
    total = story.analysis.worth_together
    if total is None:
        return ()
    say = story.language.say
    ends = {"low": total.low, "high": total.high}
    once = "together.overlap-capped" if _held_down(story) else "together.overlap"
    caption = story.sentence(Message(f"together.caption-{total.span}", ends))
    ranged = any(step.low is not None for step in steps(story) if step.kind == "touchpoint")
    whole = [say("show.whole-file")] if story.filtered else []
    read = [say("together.read")] if ranged else []
    return *whole, caption, say(once, share=story.assumption("worth_cap")), *read


def step_words(story: Story, step: Step) -> str:
    """The range of a step; where it has none its size."""
    if step.low is not None and step.high is not None:
        return story.sentence(Message("worth.short", {"low": step.low, "high": step.high}))
    return story.sentence(Message("together.about", {"value": abs(step.end - step.start)}))


def step_size(story: Story, step: Step) -> str:
    """What a step brings (or takes away), rounded as an estimate."""
    return story.language.write("about", step.end - step.start, currency=story.analysis.currency)
