"""The steps of a control: round values around today's, which is one of them."""

import math
from collections.abc import Callable, Sequence

from core.model import Lever
from core.stats.scales import BOUNDS

_FEWEST = 40
_WIDTHS = {"csat": 0.01, "ces": 0.01, "resolution_rate": 0.01, "nps": 5.0, "rating": 0.1, "effort": 1.0}
_AS_FAR = {"conversion_rate": 3.0, "response_time": 2.0, "cost": 2.0}  # times today's value or the target
_NEAR = 0.4  # of a step: a round value that close to today's is left out


def steps(lever: Lever, *, chosen: float | None = None) -> list[float | None]:
    """All values that the control offers, lowest first; None (first) where the file does not say where it stands.

    Shares and scores run over their whole scale; conversion, time and money from nothing to a few times as far as
    today or the target. ``chosen``: a value that must be among them.
    """
    low, high = _ends(lever)
    width = _WIDTHS.get(lever.figure) or _round_width((high - low) / _FEWEST)
    grid = [round(low + n * width, 10) for n in range(math.floor((high - low) / width + 1e-9) + 1)]
    fixed = [v for v in (lever.today, chosen) if v is not None]
    free = [v for v in grid if all(abs(v - f) > _NEAR * width for f in fixed)]
    unknown: Sequence[float | None] = [None] if lever.today is None else []
    return [*unknown, *sorted({*free, *fixed})]


def told_apart(
    values: Sequence[float | None], write: Callable[[float | None], str], *, first: Sequence[float | None]
) -> list[float | None]:
    """``values`` without those that read like another one: a control knows its steps by their words. Of several that
    read alike the one among ``first`` stays, the earlier before the later."""
    named = {write(value): value for value in reversed([v for v in (*first, *values) if v in values])}
    return [value for value in values if value in named.values()]


def _ends(lever: Lever) -> tuple[float, float]:
    if lever.figure == "effort":
        return 1.0, lever.most or 5.0
    if lever.figure not in _AS_FAR:
        return BOUNDS.get(lever.figure, (0.0, 1.0))
    far = _AS_FAR[lever.figure] * max(lever.today or 0.0, lever.target or 0.0)
    return 0.0, min(far, 1.0) if lever.figure == "conversion_rate" else far


def _round_width(width: float) -> float:
    """1, 2 or 5 times a power of ten, not above ``width``."""
    if width <= 0:
        return 1.0
    size = 10.0 ** math.floor(math.log10(width) + 1e-9)
    return next(size * times for times in (5, 2, 1) if size * times <= width * (1 + 1e-6))
