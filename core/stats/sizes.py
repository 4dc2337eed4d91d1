"""How many answers, cases or visits would tell on which side of a target a value lies."""

import math

from core.stats.intervals import Z, wilson

_MOST = 100_000  # more than a small business will ever have is no advice
_SAME = 1e-6


def enough(value: float, target: float, *, low: float, high: float, n: float) -> int | None:
    """About how many in all would take the target out of the interval ``low``-``high`` of ``value``, which rests on
    ``n``, if the value stays as it is; rounded up to two digits. None at the target itself, and where it is more than
    anybody will have.

    Wilson's interval of a share ends at the target where n = z²·t(1 - t)/(p - t)² (the score test turned round, Wilson
    1927); the half-width of any other interval shrinks with the root of the number.
    """
    distance = abs(value - target)
    half = value - low if value > target else high - value
    if distance <= 0 or not math.isfinite(half):
        return None
    if 0 < target < 1 and _is_wilson(value, low, high, n):
        size = Z * Z * target * (1 - target) / distance**2
    else:
        size = n * (half / distance) ** 2
    return None if size > _MOST else _rounded(size)


def _is_wilson(value: float, low: float, high: float, n: float) -> bool:
    if not (0 <= value <= 1 and n > 0):
        return False
    ends = wilson(value * n, n)
    return abs(float(ends[0]) - low) < _SAME and abs(float(ends[1]) - high) < _SAME


def _rounded(size: float) -> int:
    step = 10 ** max(0, math.floor(math.log10(size)) - 1) if size >= 1 else 1
    return math.ceil(round(size / step, 9)) * step
