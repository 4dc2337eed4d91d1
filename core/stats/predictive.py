"""What a positive figure may be where nobody counted it: as the others of its group, and by what goes along with it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.stats.estimates import Objects
from core.stats.groups import Bools
from core.stats.intervals import Floats

_FEWEST_PAIRS = 4
_OWN, _OWN_SPREAD = 1.0, 0.2  # what goes along is believed as it is seen, but never to be exact


@dataclass(frozen=True, slots=True)
class Guess:
    """Logarithm of the figure: ``middle`` and ``spread`` (standard deviation), one entry per touchpoint; ``along``:
    whether another figure of the touchpoint was used."""

    middle: Floats
    spread: Floats
    along: Bools


def guess(figure: Floats, groups: Objects, beside: Sequence[Floats], *, usual: float, borrowed: float) -> Guess:
    """The predictive distribution of ``figure`` at every touchpoint, from those where it is known (at least one).

    The mean of its group (of all, where nobody in it knows the figure): another group's touchpoints change nothing.
    The variance is that within the groups, together with ``borrowed`` observations of the ``usual`` standard
    deviation, and the mean's own.
    """
    logs = np.log(figure)
    known = np.isfinite(logs)
    middle, size = _middles(logs, known, groups)
    squares, freedom = _within(logs, known, groups)
    variance = (borrowed * usual**2 + squares) / (borrowed + freedom)
    spread = np.sqrt(variance * (1 + 1 / size))
    return _joined(logs, Guess(middle, spread, np.zeros(len(logs), np.bool_)), beside)


def _middles(logs: Floats, known: Bools, groups: Objects) -> tuple[Floats, Floats]:
    """Per touchpoint the mean of its group, else of all, and of how many."""
    everyone = np.sort(logs[known])
    middle, size = np.full(len(logs), everyone.mean()), np.full(len(logs), float(len(everyone)))
    for group in sorted(set(groups[known].tolist())):
        here = np.sort(logs[known & (groups == group)])
        middle[groups == group], size[groups == group] = here.mean(), len(here)
    return middle, size


def _within(logs: Floats, known: Bools, groups: Objects) -> tuple[float, int]:
    """Sum of squares within the groups, and its degrees of freedom."""
    squares, freedom = 0.0, 0
    for group in sorted(set(groups[known].tolist())):
        here = np.sort(logs[known & (groups == group)])
        squares, freedom = squares + float(((here - here.mean()) ** 2).sum()), freedom + len(here) - 1
    return squares, freedom


def _joined(logs: Floats, before: Guess, beside: Sequence[Floats]) -> Guess:
    """With the one figure that tells most: the figure's logarithm is a line in that of what is asked for, its slope
    drawn to 0 as far as it may be chance (James & Stein); the line is turned round by Bayes' rule."""
    middle, precision, along = before.middle.copy(), before.spread**-2, before.along.copy()
    told = np.zeros(len(logs))
    best = middle.copy()
    for figure in beside:
        line = _line(logs, figure)
        if line is None:
            continue
        slope, at, variance = line
        with np.errstate(divide="ignore", invalid="ignore"):
            seen = np.log(figure)
        usable = np.isfinite(seen) & np.isnan(logs)
        information = slope**2 / variance
        better = usable & (information > told)
        told[better] = information
        best[better] = (at / slope + seen / slope)[better] if slope else best[better]
    along |= told > precision / 4
    total = precision + told
    return Guess((middle * precision + best * told) / total, 1 / np.sqrt(total), along)


def _line(logs: Floats, figure: Floats) -> tuple[float, float, float] | None:
    """Slope, minus intercept and residual variance of log ``figure`` on ``logs``; None where too few know both."""
    usable = np.isfinite(logs) & np.isfinite(figure) & (figure > 0)
    if usable.sum() < _FEWEST_PAIRS:
        return None
    order = np.lexsort((figure[usable], logs[usable]))
    x, y = logs[usable][order], np.log(figure[usable][order])
    away, size = x - x.mean(), float(((x - x.mean()) ** 2).sum())
    if size <= 0 or y.min() == y.max():
        return None
    slope = float((away * y).sum()) / size
    left = float(((y - y.mean() - slope * away) ** 2).sum())
    variance = (_OWN * _OWN_SPREAD**2 + left) / (_OWN + len(x) - 2)
    sure = max(0.0, 1 - variance / size / slope**2) if slope else 0.0
    slope *= sure
    return (slope, slope * float(x.mean()) - float(y.mean()), variance) if slope > 0 else None
