"""How many customers meet each touchpoint, and which values that may have where nobody counted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.stats.estimates import Objects
from core.stats.groups import Groups, column
from core.stats.intervals import Floats
from core.stats.reach import reach_base

_GO_WITH = (
    *("customers", "visits", "impressions", "clicks", "engagements"),
    *("leads", "orders", "conversions", "tickets", "responses"),
)
_PAIRS = 4
_NARROWER = 0.8  # of several figures one goes with reach by chance


@dataclass(frozen=True, slots=True)
class Volume:
    """One entry per touchpoint. ``counted``: as the file counts it in ``base``, NaN where nobody did; ``point``: the
    same made comparable across the file, filled where missing; ``share`` of all that is counted in that base;
    ``pool``: touchpoint index -> the volumes it may have instead, for those that were not counted.
    ``known``: the file counts reach anywhere at all.
    """

    counted: Floats
    base: Objects
    point: Floats
    share: Floats
    pool: dict[int, Floats]
    known: bool


def volume(rows: pd.DataFrame, touchpoints: Groups, phases: Sequence[str], bases: Sequence[str]) -> Volume:
    """Customers, else visits, else impressions: one base for the file.

    A phase in which nobody counts that base uses its own; its numbers are brought to the level of the file (the same
    geometric mean), for an impression is not a visit: they tell how the touchpoints of that phase compare. What
    is not counted at all is judged by what the touchpoint does count (its answers, its orders) if reach goes with that
    more narrowly than reach varies within the phase; else it stands at the geometric mean of its phase, or of the file.
    """
    size, base = len(touchpoints.keys), reach_base(rows, bases)
    counted, named = np.full(size, np.nan), np.full(size, None, dtype=object)
    totals = {b: _counted(rows, touchpoints, b) for b in bases}
    if base is None or not np.isfinite(totals[base]).any():
        return Volume(counted, named, np.ones(size), counted.copy(), {i: np.ones(1) for i in range(size)}, False)
    point, phase_of = totals[base].copy(), np.array(phases, dtype=object)
    counted[:], named[np.isfinite(point)] = point, base
    level = _middle(point)
    for phase in sorted(set(phases)):
        mine = phase_of == phase
        if np.isfinite(point[mine]).any():
            continue
        own = max(bases, key=lambda b: int(np.isfinite(totals[b][mine]).sum()))
        here = mine & np.isfinite(totals[own])
        counted[here], named[here] = totals[own][here], own
        point[here] = totals[own][here] * level / _middle(totals[own][here])
    beside = [_counted(rows, touchpoints, field) for field in _GO_WITH]
    return _filled(Volume(counted, named, point, _shares(counted, named), {}, True), phase_of, beside)


def only_logged(rows: pd.DataFrame, field: str) -> bool:
    """Whether all that is known of ``field`` comes from logs, so that it counts rows of theirs."""
    known = np.isfinite(column(rows, field))
    return "grain" in rows.columns and bool(known.any()) and bool(rows.loc[known, "grain"].eq("interactions").all())


def _counted(rows: pd.DataFrame, touchpoints: Groups, base: str) -> Floats:
    total = touchpoints.total(column(rows, base))
    return np.where(total > 0, total, np.nan)


def _middle(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(np.exp(np.log(np.sort(known)).mean())) if len(known) else 1.0


def _shares(counted: Floats, base: Objects) -> Floats:
    share = np.full(len(counted), np.nan)
    for name in {b for b in base if b is not None}:
        share[base == name] = counted[base == name] / counted[base == name].sum()
    return share


def _filled(volume: Volume, phase_of: Objects, beside: Sequence[Floats]) -> Volume:
    known = np.isfinite(volume.point)
    everywhere = np.sort(volume.point[known])
    point, pool = volume.point.copy(), {}
    for i in np.flatnonzero(~known):
        near = np.sort(volume.point[known & (phase_of == phase_of[i])])
        pool[int(i)] = _judged(volume.point, int(i), near if len(near) else everywhere, beside)
        point[i] = _middle(pool[int(i)])
    return Volume(volume.counted, volume.base, point, volume.share, pool, True)


def _judged(point: Floats, i: int, near: Floats, beside: Sequence[Floats]) -> Floats:
    """What reach may be: those ``near``, or what another figure of touchpoint ``i`` times reach per that figure at the
    others gives, whichever is narrowest."""
    pools = [near]
    for figure in beside:
        both = np.isfinite(point) & np.isfinite(figure)
        if np.isfinite(figure[i]) and both.sum() >= _PAIRS:
            pools.append(np.sort(figure[i] * point[both] / figure[both]))
    spreads = [float(np.log(pool).std()) for pool in pools]
    best = int(np.argmin(spreads))
    return pools[best] if spreads[best] < _NARROWER * spreads[0] else near


def ease(effort: Floats) -> Floats:
    """Ease of change 0-1 from effort 1-5 (1 -> 1.0, 3 -> .6, 5 -> .2); efforts up to 10 are brought to 1-5.

    A touchpoint without effort in a file that has it stays NaN.
    """
    known = effort[np.isfinite(effort)]
    if len(known) and known.max() > 5:
        effort = 1 + 4 * (effort - 1) / 9
    return 1 - (np.clip(effort, 1, 5) - 1) / 5


def filled_ease(values: Floats) -> Floats:
    """Ease as the ranking uses it: the median of the others where unknown, 1 for all in a file without effort."""
    known = values[np.isfinite(values)]
    return np.where(np.isfinite(values), values, np.median(known) if len(known) else 1.0)
