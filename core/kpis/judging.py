"""One goal judged: by the interval of the value, never by the value alone where an interval is known."""

import datetime as dt
from dataclasses import replace
from typing import Literal

from core.kpis.calendar import Calendar
from core.kpis.change import compare
from core.kpis.sides import is_better
from core.kpis.specs import specs
from core.model import Goal, Kpi, Target
from core.model.compare import TargetWord
from core.stats.sizes import enough

History = tuple[tuple[str, Kpi], ...]
Source = Literal["you", "file", "default"]


def judge(goal: Goal, now: Kpi, history: History, *, calendar: Calendar | None, source: Source) -> Target:
    """Where a goal stands. ``now``: the value of the whole file; ``history``: of each period.

    A goal without a date is judged by ``now``, one with a date by its latest period: reached or behind only if the
    whole interval lies on that side of the target, else too few answers. While its date lies ahead of the file's last
    date, the straight line from the first period's value to the target counts: on track where the latest value meets
    it and the way from the first is a clear one, behind where the whole interval misses it, else too early.
    """
    known = tuple((period, kpi) for period, kpi in history if kpi.value is not None)
    value = known[-1][1] if goal.by is not None and known else now
    found = Target(goal, source, value, side_of(value, goal.value), history=known)
    if found.word == "too few":
        found = replace(found, needed=needed(value, goal.value))
    if goal.by is None or found.word in ("reached", "not measurable"):
        return found
    if calendar is not None and goal.by <= calendar.last:
        return found
    if calendar is None or len(known) < 2:
        return replace(found, word="too early")
    return _underway(found, goal.by, calendar)


def side_of(kpi: Kpi, target: float) -> TargetWord:
    """On which side of ``target`` the whole interval lies; a value without an interval speaks for itself."""
    if kpi.value is None:
        return "not measurable"
    low = kpi.value if kpi.low is None else kpi.low
    high = kpi.value if kpi.high is None else kpi.high
    worst, best = (low, high) if specs()[kpi.id].better == "high" else (-high, -low)
    goal = target if specs()[kpi.id].better == "high" else -target
    return "reached" if worst >= goal else "behind" if best < goal else "too few"


def _underway(found: Target, by: dt.date, calendar: Calendar) -> Target:
    (first, start), (last, now) = found.history[0], found.history[-1]
    begin, today = calendar.end_of(first), calendar.end_of(last)
    if begin is None or today is None or start.value is None or now.value is None:
        return replace(found, word="too early")
    way = (today - begin).days / max((by - begin).days, 1)
    line = _line(start.value, found.goal.value, way, high=specs()[now.id].better == "high")
    return replace(found, baseline=start.value, line=line, word=_on_the_way(start, now, line))


def _line(start: float, target: float, way: float, *, high: bool) -> float:
    """Where the straight line stands; one that begins beyond the target stays at it."""
    beyond = start >= target if high else start <= target
    return target if beyond else start + (target - start) * way


def _on_the_way(start: Kpi, now: Kpi, line: float) -> TargetWord:
    side = side_of(now, line)
    if side in ("behind", "not measurable"):
        return side
    change = compare(start, now)
    clear = change.word is None or is_better(now.id, change.word) is True
    meets = side_of(replace(now, low=None, high=None), line) == "reached"
    return "on track" if side == "reached" or (meets and clear) else "too early"


def needed(kpi: Kpi, target: float) -> int | None:
    """About how many answers or cases in all would tell on which side of ``target`` a value lies; None where that is
    more than anybody will have, or nobody knows on how many it rests."""
    if kpi.n is None or kpi.value is None or kpi.low is None or kpi.high is None:
        return None
    return enough(kpi.value, target, low=kpi.low, high=kpi.high, n=kpi.n)
