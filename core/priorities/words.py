"""What may be said: about first place, and which of the four verbs."""

from collections.abc import Sequence

import numpy as np

from core.model import Action
from core.model.analysis import VerdictWord
from core.priorities.parts import Parts
from core.priorities.standing import Standing
from core.priorities.volume import Volume

CLEAR, LIKELY, ENOUGH = 0.8, 0.5, 0.8


def first_place(standing: Standing) -> tuple[VerdictWord, list[int]]:
    """The word about first place and the places that it names, best first.

    Clear from P(first) .8 on, likely from .5 on, else a tie of the smallest set that holds .8 (the first in rank
    always among them).
    """
    first = int(standing.order[0])
    chance = standing.p_first[first]
    if chance >= LIKELY:
        return ("clear" if chance >= CLEAR else "likely"), [first]
    others = sorted((i for i in standing.order.tolist() if i != first), key=lambda i: -standing.p_first[i])
    sums = np.cumsum([chance, *standing.p_first[others]])
    size = int(np.searchsorted(sums, ENOUGH - 1e-9)) + 1
    return "tie", [first, *others[: size - 1]]


def main_parts(parts: Parts, standing: Standing) -> list[int]:
    """For every place the part that holds most of what there is to win there."""
    losses = standing.stake * standing.shortfall
    order = np.lexsort((np.arange(len(parts)), -losses, standing.slot))
    _, starts = np.unique(standing.slot[order], return_index=True)
    return [int(i) for i in order[starts]]


def action(parts: Parts, mine: Sequence[int], main: int, *, matters: bool) -> Action:
    """Impact against performance: fix, keep, scale or question.

    ``matters``: its impact reaches the line, or the verdict names it (nothing is to be fixed first and questioned
    in one breath). Below target: its main part is, or any part is with its whole interval. What costs more than it
    brings (ROAS below break-even with its whole interval) is to be questioned, however many meet it.
    """
    poor = [str(parts.kpi[i]) for i in mine if parts.poor(i)]
    if "roas" in poor:
        return "question"
    below = bool(poor) or parts.below(main)
    if matters:
        return "fix" if below else "keep"
    return "question" if below else "scale"


def on_the_line(parts: Parts, main: int, volume: Volume, touchpoint: int, impact: float, line: float) -> bool:
    """The interval of its main part holds the target (or is unknown), or its reach was not measured and may lie on
    either side of the line."""
    if not (parts.low[main] > parts.target[main] or parts.high[main] < parts.target[main]):
        return True
    pool = volume.pool.get(touchpoint)
    if pool is None:
        return False
    low, high = impact * pool.min() / volume.point[touchpoint], impact * pool.max() / volume.point[touchpoint]
    return bool(low < line < high)
