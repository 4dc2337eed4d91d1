"""Each figure of a touchpoint against its target, and what clearly falls short: one rule for list, card and picture."""

import math
from dataclasses import dataclass

from core.model import Analysis, Message, Part, TouchpointResult
from core.story.carried import ranges_known
from core.story.telling import Story
from core.tables import table

MOST = 2.0  # performance is told up to twice the target
SCALE_STARTS = {"nps": -100.0, "rating": 1.0}  # where a scale begins that does not begin at 0
_ALSO = 2
_BELOW = 0.995  # of its target: a hair below is rounding
_CLAUSES = frozenset({"csat", "ces", "nps", "rating", "resolution_rate", "response_time"})


@dataclass(frozen=True, slots=True)
class Against:
    """A figure as a share of its target (1 = at target), with its 95 % interval where that is known."""

    part: Part
    share: float
    low: float | None
    high: float | None


def against_target(part: Part) -> Against:
    """Value, low and high of a measured part as shares of its target; where low is good, the other way round.

    A scale that does not begin at 0 (NPS from -100, rating from 1) is measured from where it begins.
    """
    better, start = table("kpis")[part.kpi]["better"], SCALE_STARTS.get(part.kpi, 0.0)
    value, low, high = (
        None if v is None or math.isnan(v) else _share(v - start, part.target - start, better)
        for v in (part.value, part.low, part.high)
    )
    ends = (high, low) if better == "low" else (low, high)
    return Against(part, value or 0.0, *ends)


def _share(value: float, target: float, better: str) -> float:
    above, below = (target, value) if better == "low" else (value, target)
    return min(max(above / below, 0.0), MOST) if below > 0 else MOST


def worst(touchpoint: TouchpointResult) -> Against | None:
    """The figure that is furthest below its target; None where nothing is measured."""
    parts = touchpoint.priority.parts if touchpoint.priority else ()
    return min((against_target(p) for p in parts if p.value is not None), key=lambda a: a.share, default=None)


def lacks_counts(analysis: Analysis) -> bool:
    """Whether the file says of no figure how many stand behind it, so that of none it is known how sure it is."""
    return not ranges_known(analysis.touchpoints)


def is_below(analysis: Analysis, touchpoint: TouchpointResult) -> bool:
    """Whether it matters at least as much as the median, and a figure of it is below target, however sure that is."""
    priority = touchpoint.priority
    if priority is None or priority.health is None:
        return False
    return matters(analysis, touchpoint) and priority.health < _BELOW


def matters(analysis: Analysis, touchpoint: TouchpointResult) -> bool:
    """Whether a ranked touchpoint matters at least as much as the median; each does where nobody knows which do."""
    priority, line = touchpoint.priority, analysis.impact_line
    if priority is None or priority.rank is None:
        return False
    return line is None or (priority.impact or 0.0) >= line


def falls_short(analysis: Analysis, touchpoint: TouchpointResult) -> bool:
    """Whether it matters at least as much as the median, and the whole interval of its worst figure is below target;
    where nothing has an interval, the figure itself."""
    if lacks_counts(analysis):
        return is_below(analysis, touchpoint)
    priority, figure = touchpoint.priority, worst(touchpoint)
    if priority is None or figure is None or not matters(analysis, touchpoint):
        return False
    guessed = priority.reach is None and priority.on_the_line  # its reach may lie on either side of the median
    return figure.share < 1 and figure.high is not None and figure.high < 1 and not guessed


def to_do(story: Story, touchpoint: TouchpointResult) -> str:
    """What to do with it; "fix" is only said of what falls short for sure, as the heading above the picture counts."""
    priority = touchpoint.priority
    if priority is None or (priority.action == "fix" and not falls_short(story.analysis, touchpoint)):
        return ""
    return story.action_word(touchpoint)


def worst_words(story: Story, touchpoint: TouchpointResult) -> str:
    """The figure by which the picture places a touchpoint, as a share of its target; empty where none is measured."""
    figure = worst(touchpoint)
    if figure is None or figure.share >= 1:
        return ""
    start, known = SCALE_STARTS.get(figure.part.kpi), figure.low is not None and figure.high is not None
    whole, way = ("show.worst-between", "show.worst-way-between") if known else ("show.worst", "show.worst-way")
    values = {"share": figure.share, "low": figure.low, "high": figure.high}
    unit = table("kpis")[figure.part.kpi]["unit"]
    ends = {"start": story.language.write("count", start), "target": story.language.aim(unit, figure.part.target)}
    said = {"kpi": story.kpi_label(figure.part.kpi), **values, **ends}
    return f"{story.sentence(Message(whole if start is None else way, said))}."


def also_below(story: Story, touchpoint: TouchpointResult) -> str:
    """The other figures that are clearly below their targets, at most two, those that cost most first."""
    priority = touchpoint.priority
    if priority is None or priority.why is None:
        return ""
    told = {value.key.split("-")[0] for value in priority.why.values.values() if isinstance(value, Message)}
    left = [p for p in priority.parts if p.poor and p.kpi in _CLAUSES and f"why.{p.kpi}" not in told]
    left.sort(key=lambda part: -part.stake * part.shortfall)
    clauses = tuple(Message(f"why.{p.kpi}", {"value": p.value, "target": p.target}) for p in left[:_ALSO])
    return story.sentence(Message("why.also", {"parts": clauses})) if clauses else ""
