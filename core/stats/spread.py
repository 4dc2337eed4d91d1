"""How sure a score is: exactly, where its single answers are known; cautiously, where only their mean is."""

from dataclasses import dataclass

import numpy as np

from core.stats.estimates import Estimates
from core.stats.groups import Bools, Groups, column, of_grain
from core.stats.intervals import Floats, Z, nps_interval, wilson
from core.stats.scales import BOUNDS
from core.stats.sheet import Rows

FEWEST = 5
_BORROWED = 5.0  # the stated spread weighs like so many answers: five alike do not prove that all are alike


@dataclass(frozen=True, slots=True)
class Spread:
    """Per group: ``single``: nothing but single answers stands behind the score; ``variance`` of those answers (with
    n - 1), NaN where fewer than ``FEWEST`` or all alike; ``promoters`` and ``detractors`` among them."""

    single: Bools
    variance: Floats
    promoters: Floats
    detractors: Floats


def score_interval(
    kpi: str, rows: Rows, groups: Groups, values: Floats, found: Estimates, *, stated: float
) -> tuple[Floats, Floats]:
    """95 % interval of the scores ``found``, whose values per row are ``values``.

    Single answers: NPS by the adjusted Wald interval, CSAT and CES by Wilson's, ratings by Student's t. A mean of
    unknown spread, and a rating of fewer than ``FEWEST`` answers or of answers all alike: Wilson's on its way from the
    lowest to the highest possible value, with the cautious spread ``stated`` (see ``defaults.toml``).
    """
    low, high = BOUNDS[kpi]
    answers = found.n / stated
    bottom, top = wilson((found.value - low) / (high - low) * answers, answers)
    lower, upper = low + bottom * (high - low), low + top * (high - low)
    seen = spread(rows, groups, values)
    if not seen.single.any() or kpi in ("csat", "ces"):
        return lower, upper
    if kpi == "nps":
        exact, where = nps_interval(seen.promoters, seen.detractors, found.n), seen.single
    else:
        exact, where = _of_mean(found, seen.variance, (low, high)), seen.single & np.isfinite(seen.variance)
    return np.where(where, exact[0], lower), np.where(where, exact[1], upper)


def effective(kpi: str, rows: Rows, groups: Groups, values: Floats, found: Estimates, *, stated: float) -> Floats:
    """To how much of the largest possible variance the answers vary, per group: observed where they are single, drawn
    towards the ``stated`` spread while they are few."""
    seen, (low, high) = spread(rows, groups, values), BOUNDS[kpi]
    most = (found.value - low) * (high - found.value)
    usable = seen.single & np.isfinite(seen.variance) & (most > 0)
    ratio = np.divide(seen.variance, most, out=np.full(len(most), stated), where=usable)
    blended = (found.n * np.minimum(ratio, 1) + _BORROWED * stated) / (found.n + _BORROWED)
    return np.where(usable, blended, stated)


def spread(rows: Rows, groups: Groups, values: Floats) -> Spread:
    """What the single answers among ``rows`` tell; equal ones may stand in one row that counts them."""
    scored = np.isfinite(values)
    answer = scored & of_grain(rows, "responses")
    weight = np.where(answer, np.nan_to_num(column(rows, "responses"), nan=1.0), 0.0)
    n = groups.total(weight)
    single = (n > 0) & (groups.count(scored & ~answer) == 0)
    mean = np.divide(groups.total(weight * np.where(answer, values, 0)), n, out=np.zeros(len(n)), where=n > 0)
    away = np.where(answer & (groups.codes >= 0), values - mean[groups.codes], 0.0) if len(mean) else weight
    squares = groups.total(weight * away**2)
    enough = single & (n >= FEWEST) & (squares > 0)
    variance = np.divide(squares, n - 1, out=np.full(len(n), np.nan), where=enough)
    return Spread(single, variance, groups.total(weight, values == 100), groups.total(weight, values == -100))


def _of_mean(found: Estimates, variance: Floats, bounds: tuple[float, float]) -> tuple[Floats, Floats]:
    half = student(found.n - 1) * np.sqrt(variance / np.where(found.n > 0, found.n, np.nan))
    return np.clip(found.value - half, *bounds), np.clip(found.value + half, *bounds)


def student(freedom: Floats) -> Floats:
    """The 97.5 % quantile of Student's t, by Cornish and Fisher's expansion (Abramowitz & Stegun 26.7.5); within 0.3 %
    from 4 degrees of freedom on."""
    v = np.where(freedom > 0, freedom, np.nan)
    first = (Z**3 + Z) / 4
    second = (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96
    third = (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / 384
    return np.asarray(Z + first / v + second / v**2 + third / v**3)
