"""All touchpoints of a file with what is known of them, and what is said of them whatever the weights."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.model import Message, Part, Priority
from core.priorities.basis import Basis, Peers
from core.priorities.clauses import clause, contacts_clause, reach_clause, too_few
from core.priorities.options import MEASURES
from core.priorities.parts import Parts
from core.priorities.posterior import Stakes
from core.priorities.volume import Volume, only_logged
from core.stats.groups import Bools, column
from core.stats.intervals import Floats

Figures = tuple[str, str, float | None, float | None, float | None, float | None, float, float | None]


@dataclass(frozen=True, slots=True)
class Field:
    """All touchpoints of the file, ranked or not, with what is known of them; arrays have one entry per touchpoint.

    ``uncompared``: touchpoint -> why its conversion has nothing to be compared with. ``unmeasured``: what is not
    measured of each, and what that would add.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    basis: Basis
    volume: Volume
    ease: Floats
    parts: Parts
    uncompared: Mapping[int, Message]
    unmeasured: tuple[tuple[Message, ...], ...]

    def aimed(self, parts: Parts) -> Bools:
        """Of every part whether its target is a stated one or set by somebody; else it is what the phase achieves."""
        aims = {kpi: np.isfinite(self.basis.aim(kpi)) for kpi in set(parts.kpi.tolist())}
        pairs = zip(parts.kpi.tolist(), parts.touchpoint.tolist(), strict=True)
        return np.array([aims[kpi][touchpoint] for kpi, touchpoint in pairs], np.bool_)

    def seen(self, touchpoint: int) -> dict[str, Any]:
        """Reach, ease and what is not measured of one touchpoint, as ``Priority`` takes them."""
        base, counted = self.volume.base[touchpoint], self.volume.counted[touchpoint]
        return {
            "reach": None if base is None else float(counted),
            "reach_share": None if base is None else float(self.volume.share[touchpoint]),
            "reach_base": base,
            "ease": known(self.ease[touchpoint]),
            "unmeasured": self.unmeasured[touchpoint],
        }


@dataclass(frozen=True, slots=True)
class Told:
    """Per part: its figures as ``Part`` takes them (all but stake, shortfall and poor), whether it is poor, ``among``
    whom its target is achieved, whether it misses that by no more than chance may do (``unclear``), and its clause; per
    ranked touchpoint: its place
    among the parts, health, clause of reach, and what is seen of it."""

    figures: tuple[Figures, ...]
    poor: tuple[bool, ...]
    among: tuple[Peers | None, ...]
    unclear: tuple[bool, ...]
    clauses: tuple[Message, ...]
    mine: tuple[range, ...]
    health: tuple[float, ...]
    reach: tuple[Message, ...]
    seen: tuple[dict[str, Any], ...]

    def parts(self, place: int, stake: Floats, shortfall: Floats, gain: Floats) -> tuple[Part, ...]:
        """The parts of one ranked touchpoint as the model holds them."""
        return tuple(self._part(i, float(stake[i]), float(shortfall[i]), float(gain[i])) for i in self.mine[place])

    def _part(self, i: int, stake: float, shortfall: float, gain: float) -> Part:
        peers = self.among[i]
        average = (peers.keys, peers.words) if peers else ((), None)
        return Part(*self.figures[i], stake, shortfall, self.poor[i], gain, *average)


def told(parts: Parts, field: Field) -> Told:
    """What is said of ``parts``, which stand in the order of their touchpoints."""
    touchpoints, starts = np.unique(parts.touchpoint, return_index=True)
    ends = [*starts[1:].tolist(), len(parts)]
    logged, aimed = only_logged(field.basis.rows, "visits"), field.aimed(parts).tolist()
    means = [peers and peers.words for peers in parts.among.tolist()]
    return Told(
        figures=_figures(parts),
        poor=tuple(parts.all_poor.tolist()),
        among=tuple(parts.among.tolist()),
        unclear=tuple((parts.short & np.isfinite(parts.n) & ~parts.all_poor).tolist()),
        clauses=tuple(clause(parts, i, told=aimed[i], mean=means[i]) for i in range(len(parts))),
        mine=tuple(range(start, end) for start, end in zip(starts.tolist(), ends, strict=True)),
        health=tuple(np.clip(np.minimum.reduceat(parts.health, starts), 0, 1).tolist()),
        reach=_reaches(parts, field, touchpoints.tolist(), logged=logged),
        seen=tuple(field.seen(int(i)) for i in touchpoints),
    )


def _reaches(parts: Parts, field: Field, touchpoints: Sequence[int], *, logged: bool) -> tuple[Message, ...]:
    """The clause of reach of each; in contacts where all that is said of a touchpoint are rates of a log's contacts, of
    which its importance is made too."""
    visits = field.basis.touchpoints.total(column(field.basis.rows, "visits"))
    others = set(parts.touchpoint[(parts.kpi != "conversion_rate") | (parts.n != visits[parts.touchpoint])].tolist())
    alike = logged and set(field.volume.base.tolist()) <= {"customers", None}
    return tuple(
        contacts_clause(visits, i)
        if alike and field.volume.base[i] and i not in others
        else reach_clause(field.volume, i, logged=logged)
        for i in touchpoints
    )


def _figures(parts: Parts) -> tuple[Figures, ...]:
    value, low, high, shrunk, sizes = (
        _all_known(getattr(parts, name)) for name in ("value", "low", "high", "shrunk", "n")
    )
    measures, kpis = [MEASURES[m] for m in parts.measure.tolist()], [str(k) for k in parts.kpi]
    return tuple(zip(measures, kpis, value, low, high, shrunk, parts.target.tolist(), sizes, strict=True))


def known(value: float) -> float | None:
    """NaN and infinity are None in the model."""
    return float(value) if math.isfinite(value) else None


def _all_known(values: Floats) -> list[float | None]:
    """NaN and infinity are None in the model."""
    found: list[float | None] = values.tolist()
    for i in np.flatnonzero(~np.isfinite(values)).tolist():
        found[i] = None
    return found


def hanging(parts: Parts, held: Stakes) -> Bools:
    """Per ranked touchpoint whether any of its gain hangs on its reach."""
    found = np.zeros(len(held.kept), np.bool_)
    found[held.slot[np.isnan(parts.volume)]] = True
    return found


def unranked_priority(field: Field, touchpoint: int) -> Priority:
    """A blind spot, or too few answers and visits to rank, with about how many more would do."""
    first, last = np.searchsorted(field.parts.touchpoint, (touchpoint, touchpoint + 1))
    if first == last:
        return Priority(None, "not measured", why=field.uncompared.get(touchpoint), **field.seen(touchpoint))
    mine = field.parts.where(np.arange(first, last))
    needed = int(np.ceil(mine.wanting.min()))
    nothing, said = np.zeros(len(mine)), told(mine, field)
    return Priority(
        None,
        "too few",
        parts=said.parts(0, nothing, nothing, nothing),
        health=float(np.clip(mine.health.min(), 0, 1)),
        needed=needed,
        why=too_few(mine, needed, said.clauses),
        **field.seen(touchpoint),
    )
