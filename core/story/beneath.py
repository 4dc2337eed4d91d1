"""What is below its target, and which first place is beyond doubt: plain questions that many texts ask."""

from core.model import TouchpointResult
from core.tables import table

_AT_TARGET = 1 - 1e-9  # sums of floating numbers lose a little


def below_target(touchpoint: TouchpointResult) -> bool:
    """Whether any measure of it is below its target."""
    priority = touchpoint.priority
    return priority is not None and priority.health is not None and priority.health < _AT_TARGET


def beyond_doubt(touchpoint: TouchpointResult) -> bool:
    """Whether both the data and the ways of weighting leave next to no doubt: only then the word beside the figures is
    the plainest one."""
    priority, rules = touchpoint.priority, table("dashboard")
    if priority is None or priority.p_first is None:
        return False
    holds = 1.0 if priority.holds is None else priority.holds  # no weight could change it
    return bool(priority.p_first >= rules["clear_from"] and holds >= rules["clear_weightings"])
