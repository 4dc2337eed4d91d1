"""Which touchpoints only one side of a comparison has, and whether chance can explain it."""

import math
from dataclasses import dataclass

import pandas as pd

_ENOUGH = 3.0  # met so often, none at all in as much time happens by chance once in twenty


@dataclass(frozen=True, slots=True)
class Coming:
    """Touchpoint keys: ``new`` on the second side, ``gone`` from it, and ``rare``: on one side only, but met there so
    seldom that nothing can be said."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    rare: tuple[str, ...]


def coming(before: pd.DataFrame, after: pd.DataFrame, *, whole: bool) -> Coming:
    """What came and what went between two equally long sides. ``whole``: a row of a table stands for a whole period or
    file, so that one says enough; else each counts once, and a row of a log as often as it stands for. How often a
    touchpoint would be met on the other side follows from how much is met there at all: a side on which hardly
    anything is met lacks most of them by chance."""
    then, now = (_met(side, whole=whole) for side in (before, after))
    new, gone = _lacking(now, then), _lacking(then, now)
    rare = sorted(key for key, n in (new | gone).items() if n < _ENOUGH)
    return Coming(_often(new), _often(gone), tuple(rare))


def _lacking(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    """Touchpoint that only ``one`` has -> how often it would be met on the ``other`` side, were nothing different."""
    mine, theirs = (sum(n for n in side.values() if math.isfinite(n)) for side in (one, other))
    part = min(theirs / mine, 1.0) if mine else 1.0
    return {key: n if math.isinf(n) else n * part for key, n in one.items() if key not in other}


def _often(found: dict[str, float]) -> tuple[str, ...]:
    return tuple(sorted(key for key, n in found.items() if n >= _ENOUGH))


def _met(side: pd.DataFrame, *, whole: bool) -> dict[str, float]:
    """Touchpoint -> how often it was met."""
    table = side["grain"].eq("touchpoints") if "grain" in side else pd.Series(True, index=side.index)
    counted = side["stands_for"].astype("float64") if "stands_for" in side else pd.Series(1.0, index=side.index)
    weight = counted.mask(table & whole, math.inf)
    return {str(key): float(n) for key, n in weight.groupby(side["touchpoint"]).sum().items()}
