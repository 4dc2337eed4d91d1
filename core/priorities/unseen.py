"""Sales that are known where visits are not, and the other way round: each tells something of the other."""

from dataclasses import dataclass, replace

import numpy as np

from core.priorities.basis import Basis
from core.priorities.volume import CANDIDATES, Volume
from core.stats.estimates import fraction, pooled_given
from core.stats.groups import Bools, Ints, column
from core.stats.hyper import log_gamma
from core.stats.intervals import Floats
from core.stats.shrinkage import shrink
from core.stats.wholes import whole

BASES = ("visits", "clicks", "leads")
_GRID, _WIDE = 101, 3.5


@dataclass(frozen=True, slots=True)
class Sales:
    """Per touchpoint: ``made``: sales counted (months without them as the others), or as many as its revenue stands for
    (NaN: neither); ``by_revenue``: where only the revenue tells."""

    made: Floats
    by_revenue: Bools


def sales(basis: Basis) -> Sales:
    """Conversions, else revenue over the file's average order."""
    counted, earned = (_total(basis, name) for name in ("conversions", "revenue"))
    by_revenue = np.isnan(counted) & (earned >= 0) & basis.money
    return Sales(np.where(by_revenue, earned / basis.order, counted), np.asarray(by_revenue))


def _total(basis: Basis, name: str) -> Floats:
    return whole(basis.rows, basis.touchpoints, name).total


def informed(volume: Volume, basis: Basis) -> Volume:
    """``volume`` where sales are known and reach is not: by Bayes' rule, with the rates of its phase, else the file's.

    Where the file gives the rate itself, reach is sales / rate, and nothing is guessed. Else so many sales are more or
    less likely for every number of visitors (beta-binomial); no fewer came than bought.
    """
    base = next((b for b in volume.base if b is not None), None)
    made, lost = sales(basis), np.array(sorted(volume.pool), dtype=np.int64)
    lost = lost[np.isfinite(made.made[lost])] if volume.known and base in BASES else lost[:0]
    if not len(lost):
        return volume
    rate, strength = _rates(basis)
    usable = lost[np.isfinite(rate[lost])]
    found = replace(volume, point=volume.point.copy(), pool=dict(volume.pool), told=dict(volume.told))
    pools, exact = _pools(volume, usable, made.made, rate, strength), made.made / _given(basis)
    for i, pool in zip(usable.tolist(), pools, strict=True):
        found.pool[i] = pool if not exact[i] > 0 else exact[[i]]
        found.point[i], found.told[i] = np.exp(np.log(found.pool[i]).mean()), found.likely(i)
    return found


def _given(basis: Basis) -> Floats:
    """The file's own ready-made conversion rate per touchpoint, NaN where there is none."""
    rate, _ = pooled_given(basis.rows, basis.touchpoints, column(basis.rows, "given:conversion_rate"), BASES)
    return np.where(rate > 0, rate, np.nan)


def _rates(basis: Basis) -> tuple[Floats, Floats]:
    """Per touchpoint the pooled rate of its phase, else of the file, and what that is worth in visits."""
    found = fraction(basis.rows, basis.touchpoints, "conversions", BASES)
    usable = np.isfinite(found.value) & (found.numerator <= found.denominator)
    rate, strength = np.full(len(found.value), np.nan), np.full(len(found.value), np.nan)
    for phase in [None, *sorted(set(basis.phases.tolist()))]:
        mine = np.ones(len(rate), np.bool_) if phase is None else basis.phases == phase
        counted = mine & usable
        if found.numerator[counted].sum() > 0:
            rate[mine], strength[mine], _ = shrink(found.numerator[counted], found.denominator[counted])
    return rate, strength


def _pools(volume: Volume, lost: Ints, made: Floats, rate: Floats, strength: Floats) -> Floats:
    """Touchpoints x candidates, each as likely as the others."""
    before = np.log(np.array([volume.pool[int(i)] for i in lost]).reshape(-1, CANDIDATES))
    middle, spread = before.mean(axis=1)[:, None], np.maximum(before.std(axis=1), 1e-3)[:, None]
    sold, usual, weight = (values[lost][:, None] for values in (made, rate, strength))
    told = np.log(np.maximum(sold, 0.5) / usual)
    ends = np.minimum(middle - _WIDE * spread, told - _WIDE), np.maximum(middle + _WIDE * spread, told + _WIDE)
    logs = ends[0] + (ends[1] - ends[0]) * np.linspace(0, 1, _GRID)
    log_weight = -(((logs - middle) / spread) ** 2) / 2 + _likelihood(sold, np.exp(logs), usual * weight, weight)
    share = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    steps = np.cumsum(share, axis=1) / share.sum(axis=1, keepdims=True)
    wanted = (np.arange(CANDIDATES) + 0.5) / CANDIDATES
    found = [np.interp(wanted, step, log) for step, log in zip(steps, logs, strict=True)]
    pools: Floats = np.exp(np.array(found).reshape(-1, CANDIDATES))
    return pools


def _likelihood(sold: Floats, visits: Floats, hits: Floats, weight: Floats) -> Floats:
    """Logarithm of the chance of ``sold`` of ``visits`` (beta-binomial); none where more bought than came."""
    left = visits - sold
    some = np.maximum(left, 1e-6)
    ways = log_gamma(visits + 1) - log_gamma(some + 1)
    found = ways + log_gamma(some + weight - hits) - log_gamma(visits + weight)
    return np.where(left > 0, found, -1e6)
