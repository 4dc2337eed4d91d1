"""Where the journey has touchpoints, and where nobody looks."""

from collections.abc import Iterable

from core.model import Coverage, TouchpointResult
from core.model.dataset import PHASES, Setting

_SETTINGS: tuple[Setting, ...] = ("online", "offline")


def coverage(touchpoints: Iterable[TouchpointResult]) -> tuple[Coverage, ...]:
    """One cell for each phase and setting; a touchpoint that is both online and offline fills both cells.

    Measured is what has any part that a priority could be computed from. A filter that only hides makes no blind spot:
    hidden touchpoints count.
    """
    shown = list(touchpoints)
    cells = []
    for phase in PHASES:
        for setting in _SETTINGS:
            mine = [t for t in shown if t.placement.phase == phase and t.placement.setting in (setting, "both")]
            measured = [t.priority for t in mine if t.priority is not None and t.priority.health is not None]
            few = sum(1 for priority in measured if priority.verdict == "too few")
            cells.append(Coverage(phase, setting, len(mine), len(measured), few))
    return tuple(cells)
