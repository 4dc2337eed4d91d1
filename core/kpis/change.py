"""Did a KPI change between two periods, or is it chance?"""

from core.model import Change, Kpi
from core.stats import difference


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
