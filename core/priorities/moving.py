"""One part moved to another value, in place: as it would stand had that been observed with the same sample.

Each function follows the one that makes such parts (``shares``, ``rates``) with two differences: target and prior stay
those of today. The arrays are those of a copy.
"""

import math
from dataclasses import dataclass

import numpy as np

from core.priorities.parts import Parts
from core.priorities.rates import BORROWED, SHORTEST_WAIT
from core.stats.intervals import poisson, wilson
from core.stats.scales import BOUNDS

_HARDLY_ANY = 1e-6  # of money


@dataclass(frozen=True, slots=True)
class Selling:
    """How the sales of a touchpoint change: so many ``times`` as today, and (where there are none today) so many
    ``more``, worth a ``sale`` each."""

    times: float = 1.0
    more: float = 0.0
    sale: float = 0.0

    @property
    def moves(self) -> bool:
        """Whether they change at all."""
        return self.times != 1 or self.more > 0


def sharing(parts: Parts, i: int, value: float) -> None:
    """A share, or a bounded mean seen as one, stands at ``value`` on as many answers as today."""
    low, high = BOUNDS.get(str(parts.kpi[i]), (0.0, 1.0))
    width, p = high - low, min(max((value - low) / (high - low), 0.0), 1.0)
    answers = float(parts.a[i] + parts.b[i])
    mean, weight = parts.prior[i].best
    ends = wilson(p * answers, answers if math.isfinite(parts.n[i]) else math.nan)
    parts.value[i], (parts.low[i], parts.high[i]) = low + p * width, (low + float(end) * width for end in ends)
    parts.shrunk[i] = low + (p * answers + weight * mean) / (answers + weight) * width
    parts.health[i] = 1.0 if parts.target[i] <= low else p * parts.scale[i]
    parts.a[i], parts.b[i] = p * answers, (1 - p) * answers


def waiting(parts: Parts, i: int, hours: float) -> None:
    """A median waiting time stands at ``hours`` over as many cases as today."""
    value = max(hours, SHORTEST_WAIT)
    times, sure = value / float(parts.value[i]), float(parts.a[i]) - BORROWED
    for side in (parts.value, parts.low, parts.high):
        side[i] *= times
    parts.shrunk[i] *= times ** (sure / (sure + BORROWED))
    parts.health[i] = parts.target[i] / value
    parts.scale[i] = parts.target[i] / parts.shrunk[i] / parts.a[i]


def costing(parts: Parts, i: int, *, spent: float, selling: Selling) -> None:
    """So much money is ``spent``, and sales change as ``selling`` says. Without any nothing is at stake, and hardly any
    keeps the rates finite."""
    spent = max(spent, _HARDLY_ANY)
    if parts.kpi[i] == "roas":
        _returning(parts, i, spent, selling)
    else:
        _buying(parts, i, spent, selling)
    parts.volume[i] = spent


def _returning(parts: Parts, i: int, spent: float, selling: Selling) -> None:
    """ROAS: the revenue follows the sales; it varies as much as today's."""
    earned, sure = max(float(parts.value[i]), 0.0), float(parts.a[i]) - BORROWED
    revenue = float(parts.value[i] * parts.volume[i]) * selling.times + selling.more * selling.sale
    parts.value[i] = value = _ratio(revenue, spent)
    parts.shrunk[i] += (max(value, 0.0) - earned) * sure / (sure + BORROWED)
    known = sure if math.isfinite(parts.n[i]) else math.nan
    ends = [float(value / sure * end) for end in poisson(known)]
    parts.low[i], parts.high[i] = min(ends), max(ends)
    parts.health[i], parts.scale[i] = value / parts.target[i], parts.shrunk[i] / parts.target[i] / parts.a[i]


def _buying(parts: Parts, i: int, spent: float, selling: Selling) -> None:
    """Cost per conversion: of so many conversions, a count that may be 0."""
    count, target = float(parts.n[i]) * selling.times + selling.more, float(parts.target[i])
    fewest, most = (float(end) for end in poisson(count))
    parts.n[i], parts.value[i] = count, _ratio(spent, count)
    parts.low[i], parts.high[i] = spent / most, _ratio(spent, fewest)
    parts.health[i] = target / parts.value[i]
    parts.a[i] = count + BORROWED
    parts.shrunk[i] = (spent + BORROWED * target) / parts.a[i]
    parts.scale[i] = target / parts.shrunk[i] / parts.a[i]


def _ratio(above: float, below: float) -> float:
    return above / below if below > 0 else np.inf if above > 0 else 0.0
