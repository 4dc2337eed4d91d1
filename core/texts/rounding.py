"""How finely an estimate is told: two significant digits, one more where the ends of a range would look alike."""

import math

_COARSE, _FINE = 2, 3


def roughly(value: float, digits: int = _COARSE) -> float:
    """``value`` to so many significant digits; never finer than a whole."""
    size = 10 ** max(0, math.floor(math.log10(abs(value))) + 1 - digits) if value else 1
    return round(value / size) * size


def digits_apart(low: float, high: float) -> int:
    """How many significant digits tell the ends of a range apart; of one that is none, as many as of any estimate."""
    return _COARSE if roughly(low) != roughly(high) or alike(low, high) else _FINE


def alike(low: float, high: float) -> bool:
    """Whether the ends of a range are the same however finely they may be told: then it is no range."""
    return not low < high or roughly(low, _FINE) == roughly(high, _FINE)
