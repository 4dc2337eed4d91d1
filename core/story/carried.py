"""Whether the figures carry the sentence that nothing is below its target, or rest on too little for it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from core.model import Part, TouchpointResult
from core.stats.sizes import enough
from core.tables import table

_NEAR = 0.95  # an interval that ends so close to the target says "at target"


@dataclass(frozen=True, slots=True)
class Unsure:
    """A touchpoint whose value reaches its target while its interval does not; ``needed``: about how many more answers,
    cases or visits would tell (None: nobody knows on how many it rests)."""

    touchpoint: TouchpointResult
    needed: int | None


def unsure(touchpoints: Iterable[TouchpointResult]) -> tuple[Unsure, ...]:
    """Those of which nobody can say that they are at target, the one that needs most first."""
    found = [
        Unsure(touchpoint, _needed(part))
        for touchpoint in touchpoints
        if touchpoint.priority
        for part in touchpoint.priority.parts
        if not carried(part)
    ]
    return tuple(sorted(found, key=lambda one: -(one.needed or 0)))


def ranges_known(touchpoints: Iterable[TouchpointResult]) -> bool:
    """Whether it is known of any of their figures how sure it is; also where there is none."""
    parts = [part for t in touchpoints if t.priority for part in t.priority.parts]
    return not parts or any(part.high is not None and not math.isnan(part.high) for part in parts)


def carried(part: Part) -> bool:
    """Whether the whole interval lies at or beyond the target, or ends within a twentieth of it."""
    worst = part.high if _low_is_good(part) else part.low
    if worst is None:
        return False
    return worst <= part.target / _NEAR if _low_is_good(part) else worst >= part.target * _NEAR


def _low_is_good(part: Part) -> bool:
    return bool(table("kpis")[part.kpi]["better"] == "low")


def _needed(part: Part) -> int | None:
    if part.value is None or part.low is None or part.high is None or part.n is None:
        return None
    size = enough(part.value, part.target, low=part.low, high=part.high, n=part.n)
    return None if size is None else max(1, round(size - part.n))
