"""Many comparisons at once: some look clear by chance, so that each has to be clearer."""

import math
from collections.abc import Sequence

from core.stats.intervals import Z


def p_value(value: float, low: float, high: float) -> float:
    """How often chance alone gives a difference at least this large, two-sided, from its 95 % interval.

    The half of the interval towards 0 stands for 1.96 standard errors, so that p < .05 exactly where the interval
    excludes 0 (up to the rounding of 1.96).
    """
    half = value - low if value > 0 else high - value
    if half <= 0:
        return 0.0 if value else 1.0
    return math.erfc(Z * abs(value) / half / math.sqrt(2))


def holm(p_values: Sequence[float], *, level: float = 0.05) -> list[bool]:
    """Which of several differences stand when all are looked at together (Holm 1979): the smallest must be below
    level / m, the next below level / (m - 1), and so on until the first that is not."""
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    stands = [False] * len(p_values)
    for place, i in enumerate(order):
        if p_values[i] > level / (len(p_values) - place):
            break
        stands[i] = True
    return stands
