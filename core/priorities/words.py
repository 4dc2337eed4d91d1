"""What may be said: about first place, and which of the four verbs."""

from collections.abc import Sequence

import numpy as np

from core.model import Action
from core.model.analysis import VerdictWord
from core.priorities.parts import Parts
from core.priorities.standing import CLEAR, LIKELY, Standing
from core.priorities.volume import Volume
from core.stats.intervals import Floats

ENOUGH = 0.8
_FEW = 3  # leaders, all of which matter


def first_place(standing: Standing) -> tuple[VerdictWord, list[int]]:
    """The word about first place and the places that it names, in the order of the list.

    Only those whose observed figures miss a target are named; nobody where there are none ("clear" then: nothing is
    to be repaired). Whoever is first by expected gain is clearly so from P(first) .8 on, likely from .5 on, or where
    it holds .8 of what they hold together; else a tie of the smallest set that does, the first of the list in it. A
    likelier one further down (of two, the surer may be ahead more often and win less) makes a tie as well. What nobody
    counted is never the ground of a "clear": where others' reach is counted and its own is not, it is likely at most.
    """
    ordered = standing.order[standing.score[standing.order] > 0]
    if not len(ordered):
        return "clear", []
    named = ordered.tolist()
    likeliest = ordered[np.argsort(-standing.p_first[ordered], kind="stable")].tolist()
    chances = standing.p_first[likeliest]
    size = int(np.searchsorted(np.cumsum(chances), ENOUGH * chances.sum() - 1e-9)) + 1
    if likeliest[0] == named[0]:
        if chances[0] >= CLEAR and not standing.guessed[named[0]]:
            return "clear", named[:1]
        if size == 1 or chances[0] >= CLEAR or (chances[0] >= LIKELY and chances[0] > chances[1:].max(initial=0)):
            return "likely", named[:1]
    held = {*likeliest[:size], named[0]}
    return "tie", [i for i in named if i in held]


def main_parts(parts: Parts, standing: Standing) -> list[int]:
    """For every place the part that holds most of what there is to win there."""
    losses = standing.stake * standing.shortfall
    order = np.lexsort((np.arange(len(parts)), -losses, standing.slot))
    _, starts = np.unique(standing.slot[order], return_index=True)
    return [int(i) for i in order[starts]]


def matters_from(impact: Floats, leaders: Sequence[int]) -> float:
    """The line between what matters and what few meet: the median; where what comes first has less, halfway between it
    and the next lower, for nothing is to be repaired first and matter little in one breath. Of many that are too close
    to call the first of the list counts alone."""
    line, first = float(np.median(impact)), leaders if len(leaders) <= _FEW else leaders[:1]
    lowest = min((float(impact[i]) for i in first), default=line)
    if lowest >= line:
        return line
    return (lowest + float(impact[impact < lowest].max(initial=0.0))) / 2


def action(parts: Parts, poor: Sequence[bool], mine: Sequence[int], main: int, matters: bool) -> Action:
    """Impact against performance: fix, keep, scale or question, for those that the verdict does not name.

    (What the verdict names is to be fixed: nothing is to be fixed first and questioned in one breath.)
    ``poor``: of every part whether it is. ``matters``: its impact reaches the line. Below target: its main part is, as
    observed and in the posterior, or any part is with its whole interval. What costs more than it brings (ROAS below
    break-even with its whole interval) is to be questioned, however many meet it.
    """
    wanting = [str(parts.kpi[i]) for i in mine if poor[i]]
    if "roas" in wanting:
        return "question"
    below = bool(wanting) or (bool(parts.short[main]) and parts.below(main))
    if matters:
        return "fix" if below else "keep"
    return "question" if below else "scale"


def on_the_line(parts: Parts, main: int, volume: Volume, impact: float, line: float) -> bool:
    """The interval of its main part holds the target (or is unknown), or its reach was not measured and may lie on
    either side of the line."""
    if not (parts.low[main] > parts.target[main] or parts.high[main] < parts.target[main]):
        return True
    touchpoint = int(parts.touchpoint[main])
    if touchpoint not in volume.pool:
        return False
    low, high = (impact * reach / volume.point[touchpoint] for reach in volume.likely(touchpoint))
    return bool(low < line < high)
