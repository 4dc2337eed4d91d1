"""Draws of a field in which a few touchpoints were moved: theirs anew, those of all others as they are."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.priorities.draws import Drawn, draw
from core.priorities.easing import Easing
from core.priorities.parts import Parts
from core.priorities.posterior import stakes
from core.priorities.volume import Volume
from core.stats.groups import Ints
from core.stats.intervals import Floats


def drawn_again(
    before: tuple[Drawn, Floats], parts: Parts, volume: Volume, keys: Sequence[str], ease: Easing, *, moved: Ints
) -> tuple[Drawn, Floats]:
    """What ``draw`` would give for ``parts``, if all but those of the touchpoints ``moved`` are as they were ``before``
    (the draws, and the expected shortfalls).

    Every touchpoint has draws of its own and every group priors of its own: one of them moved leaves the others'.
    """
    drawn, possible = before
    mine = np.flatnonzero(np.isin(parts.touchpoint, moved))
    eased = replace(drawn, ease=ease.counted[drawn.kept], eased=ease.drawn(keys, drawn.kept, len(drawn)))
    if not len(mine):
        return eased, possible
    few, short = draw(parts.where(mine), volume, keys, ease, len(drawn))
    stake, loss, expected = drawn.stake.copy(), drawn.loss.copy(), possible.copy()
    stake[:, mine], loss[:, mine], expected[mine] = few.stake, few.loss, short
    held = stakes(parts, volume)
    return replace(eased, held=held, stake=stake, loss=loss), expected
