"""Did a KPI change between two periods, or is it chance?"""

from dataclasses import dataclass
from typing import Literal

from core.model import Kpi
from core.stats import difference

Word = Literal["up", "down", "no clear change"]


@dataclass(frozen=True, slots=True)
class Change:
    """``value``: after less before, in the KPI's unit, with its 95 % interval.

    ``word`` up or down only if the interval excludes 0; None where no interval is known, so that nothing can be said.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    word: Word | None = None


def compare(before: Kpi, after: Kpi) -> Change:
    """The change of one KPI between two equally long periods; Newcombe's interval from those of the two values.

    Values that were computed on different bases (visits then, clicks now) cannot be compared: everything None.
    """
    if before.value is None or after.value is None or before.id != after.id or before.base != after.base:
        return Change(None)
    if before.low is None or before.high is None or after.low is None or after.high is None:
        return Change(after.value - before.value)
    value, low, high = difference((before.value, before.low, before.high), (after.value, after.low, after.high))
    return Change(value, low, high, "up" if low > 0 else "down" if high < 0 else "no clear change")
