"""The ranking's arrays as one ``Priority`` per touchpoint."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.model import Message, Part, Priority
from core.priorities.evidence import Evidence
from core.priorities.options import MEASURES
from core.priorities.parts import Parts
from core.priorities.standing import Standing
from core.priorities.volume import Volume
from core.priorities.why import reach_clause, too_few, why
from core.priorities.words import action, first_place, main_parts, on_the_line
from core.priorities.worth import worths
from core.stats.groups import Bools
from core.stats.intervals import Floats


@dataclass(frozen=True, slots=True)
class Field:
    """All touchpoints of the file, ranked or not, with what is known of them; arrays have one entry per touchpoint.

    ``uncompared``: touchpoint -> why its conversion has nothing to be compared with.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    evidence: Evidence
    volume: Volume
    ease: Floats
    parts: Parts
    uncompared: Mapping[int, Message]

    @property
    def own_targets(self) -> Mapping[str, float]:
        """KPI id -> target, the user's or a stated one; absent where the target is what the phase achieves."""
        return self.evidence.options.targets

    def seen(self, touchpoint: int) -> dict[str, Any]:
        """Reach and ease of one touchpoint, as ``Priority`` takes them."""
        base, counted = self.volume.base[touchpoint], self.volume.counted[touchpoint]
        return {
            "reach": None if base is None else float(counted),
            "reach_share": None if base is None else float(self.volume.share[touchpoint]),
            "reach_base": base,
            "ease": known(self.ease[touchpoint]),
        }


def known(value: float) -> float | None:
    """NaN and infinity are None in the model."""
    return float(value) if math.isfinite(value) else None


def _health(values: Floats) -> float:
    """0-1: the worst measured part against its target, nothing beyond it."""
    return float(np.clip(values.min(), 0, 1))


def part(parts: Parts, i: int, stake: float, shortfall: float) -> Part:
    """One part as the model holds it."""
    return Part(
        MEASURES[parts.measure[i]],
        str(parts.kpi[i]),
        known(parts.value[i]),
        known(parts.low[i]),
        known(parts.high[i]),
        known(parts.shrunk[i]),
        float(parts.target[i]),
        known(parts.n[i]),
        stake,
        shortfall,
        parts.poor(i),
    )


def unranked_priority(field: Field, touchpoint: int) -> Priority:
    """A blind spot, or too few answers and visits to rank, with about how many more would do."""
    first, last = np.searchsorted(field.parts.touchpoint, (touchpoint, touchpoint + 1))
    if first == last:
        return Priority(None, "not measured", why=field.uncompared.get(touchpoint), **field.seen(touchpoint))
    mine = field.parts.where(np.arange(first, last))
    needed = int(np.ceil(mine.wanting.min()))
    return Priority(
        None,
        "too few",
        parts=tuple(part(mine, i, 0.0, 0.0) for i in range(len(mine))),
        health=_health(mine.health),
        needed=needed,
        why=too_few(mine, needed, field.own_targets),
        **field.seen(touchpoint),
    )


def unweighed_priority(field: Field, touchpoint: int) -> Priority:
    """Measured, but every measure that it has (or every criterion) has the weight 0: there is nothing to rank by."""
    mine = field.parts.where(np.flatnonzero(field.parts.touchpoint == touchpoint))
    return Priority(
        None,
        None,
        parts=tuple(part(mine, i, 0.0, 0.0) for i in range(len(mine))),
        health=_health(mine.health),
        why=Message("why.unweighed"),
        **field.seen(touchpoint),
    )


def ranked_priorities(
    field: Field, parts: Parts, stand: Standing, line: float, currency: str | None
) -> dict[str, Priority]:
    """Touchpoint key -> Priority, for those that are ranked."""
    word, leaders = first_place(stand)
    words = dict.fromkeys(leaders, word)
    tied = {i: [j for j in leaders if j != i] for i in leaders}
    money = worths(field.evidence, stand.money, _usable(field, parts, stand), currency)
    mains = main_parts(parts, stand)
    starts = np.searchsorted(stand.slot, np.arange(len(stand.kept) + 1))
    losses = stand.stake * stand.shortfall
    found = {}
    for place, touchpoint in enumerate(stand.kept.tolist()):
        mine = range(int(starts[place]), int(starts[place + 1]))
        rivals = [field.names[stand.kept[j]] for j in tied.get(place, stand.tied[place])]
        found[field.keys[touchpoint]] = Priority(
            verdict=words.get(place),
            tied_with=tuple(rivals),
            worth=money[place][0],
            worth_unknown=money[place][1],
            **_numbers(stand, place),
            action="fix" if place in words else action(parts, mine, mains[place], stand.impact[place] >= line),
            **_story(field, parts, stand, mine, mains[place], losses, line),
            **field.seen(touchpoint),
        )
    return found


def _numbers(stand: Standing, place: int) -> dict[str, Any]:
    floats = ("score", "impact", "potential", "p_first", "p_top3", "holds")
    whole = ("rank", "rank_low", "rank_high")
    return {name: float(getattr(stand, name)[place]) for name in floats} | {
        name: int(getattr(stand, name)[place]) for name in whole
    }


def _story(
    field: Field, parts: Parts, stand: Standing, mine: Sequence[int], main: int, losses: Floats, line: float
) -> dict[str, Any]:
    touchpoint, place = int(parts.touchpoint[main]), int(stand.slot[main])
    impact = float(stand.impact[place])
    base, share = field.volume.base[touchpoint], field.volume.share[touchpoint]
    return {
        "on_the_line": on_the_line(parts, main, field.volume, touchpoint, impact, line),
        "why": why(parts, mine, losses, reach_clause(base, share), known(field.ease[touchpoint]), field.own_targets),
        "parts": tuple(part(parts, i, float(stand.stake[i]), float(stand.shortfall[i])) for i in mine),
        "health": _health(parts.health[list(mine)]),
    }


def _usable(field: Field, parts: Parts, stand: Standing) -> Bools:
    """Whether a gain can be put into money: not where it hangs on a reach that nobody in the file counts."""
    hangs = np.zeros(len(stand.kept), np.bool_)
    hangs[stand.slot[np.isnan(parts.volume)]] = True
    return ~hangs | field.volume.known
