"""How many customers meet each touchpoint, and which values that may have where nobody counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np
import pandas as pd

from core.stats.estimates import Objects
from core.stats.groups import Groups, column, moments
from core.stats.intervals import Floats
from core.stats.predictive import guess
from core.stats.reach import reach_base
from core.stats.wholes import Whole, nothing, whole
from core.tables import table

_GO_WITH = (
    *("customers", "visits", "impressions", "clicks", "engagements", "cost"),
    *("leads", "tickets", "responses"),
)
CANDIDATES = 41
_STEPS = np.array([NormalDist().inv_cdf((k + 0.5) / CANDIDATES) for k in range(CANDIDATES)])


@dataclass(frozen=True, slots=True)
class Volume:
    """One entry per touchpoint. ``counted``: as the file counts it in ``base``, NaN where nobody did; ``point``: the
    same made comparable across the file, the rows that lack it counted as the touchpoint's others (``whole``), and
    filled where all of them lack it; ``share`` of all that is counted in that base;
    ``pool``: touchpoint index -> the volumes it may have instead, for those that were not counted; ``told``: lowest and
    highest of those, as far as the others of its phase (or what goes along) tell.
    ``known``: the file counts reach anywhere at all; where it does not, its own column of importance (``judged``, NaN:
    not said) tells how much rides on each touchpoint beside the others.
    """

    counted: Floats
    base: Objects
    point: Floats
    share: Floats
    pool: dict[int, Floats]
    told: dict[int, tuple[float, float]]
    known: bool
    whole: Whole
    judged: Floats

    def likely(self, touchpoint: int) -> tuple[float, float]:
        """Nine times out of ten the volume of an uncounted touchpoint lies between these."""
        low, high = np.quantile(self.pool[touchpoint], (0.05, 0.95)).tolist()
        return low, high


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
    judged = touchpoints.latest(column(rows, "importance"), moments(rows))
    if base is None or not np.isfinite(totals[base]).any():
        return _by_importance(Volume(counted, named, counted, counted.copy(), {}, {}, False, nothing(size), judged))
    wholes = {b: _whole(rows, touchpoints, b) for b in bases}
    found, phase_of = wholes[base], np.array(phases, dtype=object)
    point, counted[:] = found.total.copy(), totals[base]
    named[np.isfinite(point)] = base
    level = _middle(point)
    for phase in sorted(set(phases)):
        mine = phase_of == phase
        if np.isfinite(point[mine]).any():
            continue
        own = max(bases, key=lambda b: int(np.isfinite(totals[b][mine]).sum()))
        here = mine & np.isfinite(totals[own])
        counted[here], named[here] = totals[own][here], own
        point[here] = wholes[own].total[here] * level / _middle(wholes[own].total[here])
        found = found.where(here, wholes[own])
    beside = [_whole(rows, touchpoints, field).total for field in _GO_WITH]
    return _filled(
        Volume(counted, named, point, _shares(counted, named), {}, {}, True, found, judged), phase_of, beside
    )


def met(rows: pd.DataFrame, touchpoints: Groups, base: Objects, n: Floats) -> Whole:
    """Of how many a rate is true, per touchpoint: not only of the ``n`` behind it, but of its whole ``base`` (a field;
    None: of ``n``), in the rows without the rest, too, and as expected in those without both."""
    found = replace(nothing(len(n)), total=n)
    for name in sorted({b for b in base if b is not None}):
        every = _whole(rows, touchpoints, name)
        found = found.where((base == name) & np.isfinite(n) & np.isfinite(every.total), every)
    return found


def only_logged(rows: pd.DataFrame, field: str) -> bool:
    """Whether all that is known of ``field`` comes from logs, so that it counts rows of theirs."""
    known = np.isfinite(column(rows, field))
    return "grain" in rows.columns and bool(known.any()) and bool(rows.loc[known, "grain"].eq("interactions").all())


def _by_importance(volume: Volume) -> Volume:
    """Reach in proportion to the importance that the file states; all alike where it states none."""
    stated = np.where(volume.judged > 0, volume.judged, np.nan)
    known = stated[np.isfinite(stated)]
    usual = float(np.median(known)) if len(known) else 1.0
    point = np.where(np.isfinite(stated), stated, usual) / usual
    return replace(volume, point=point, pool={i: point[[i]] for i in range(len(point))}, judged=stated)


def _whole(rows: pd.DataFrame, touchpoints: Groups, field: str) -> Whole:
    """The ``whole`` of a figure that means something only above 0."""
    found = whole(rows, touchpoints, field)
    return replace(found, total=np.where(found.total > 0, found.total, np.nan))


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
    """With what reach may be where it is not counted, as ``CANDIDATES`` values that are equally likely."""
    known = np.isfinite(volume.point)
    stated = table("defaults")["reach"]
    found = guess(volume.point, phase_of, beside, usual=stated["spread"], borrowed=stated["borrowed"])
    near = {phase: volume.point[known & (phase_of == phase)] for phase in set(phase_of[known].tolist())}
    filled = replace(volume, point=volume.point.copy())
    for i in np.flatnonzero(~known).tolist():
        filled.pool[i], filled.point[i] = np.exp(found.middle[i] + found.spread[i] * _STEPS), np.exp(found.middle[i])
        others = near.get(phase_of[i], volume.point[known])
        filled.told[i] = filled.likely(i) if found.along[i] else (float(others.min()), float(others.max()))
    return filled
