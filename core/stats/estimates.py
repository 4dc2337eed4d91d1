"""One quantity estimated for every group at once: its value, what it was computed from, or why it is unknown."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from core.stats.groups import Bools, Groups, Ints, column, moments, of_grain
from core.stats.intervals import Floats
from core.stats.sheet import Rows

Objects = npt.NDArray[np.object_]


@dataclass(slots=True)
class Estimates:
    """Arrays with one entry per group; NaN = unknown.

    ``base``: the field in the denominator or None. ``used``: rows that took part. ``given``: taken ready-made.
    ``flaw``: why the value is unknown, "" where it is known: missing (``lacking`` has no figures), apart (the two
    fields never stand in the same row), zero (nothing to divide by), above (more than the base), outside (not
    between 0 and 1), several (ready-made figures that cannot be pooled), scale (the scale is no scale of this KPI).
    """

    value: Floats
    numerator: Floats
    denominator: Floats
    n: Floats
    low: Floats
    high: Floats
    used: Ints
    given: Bools
    base: Objects
    flaw: Objects
    lacking: Objects

    @classmethod
    def unknown(cls, size: int, *, flaw: str = "missing", lacking: str | None = None) -> "Estimates":
        """Nothing known for any of ``size`` groups."""
        value, numerator, denominator, n, low, high = np.full((6, size), np.nan)
        base, flaws, lacks = (np.full(size, v, dtype=object) for v in (None, flaw, lacking))
        used, given = np.zeros(size, np.int64), np.zeros(size, np.bool_)
        return cls(value, numerator, denominator, n, low, high, used, given, base, flaws, lacks)

    def copy(self) -> "Estimates":
        """The same, to be changed without changing this one."""
        return Estimates(*(getattr(self, f.name).copy() for f in fields(self)))

    def mark(self, where: Bools, flaw: str, lacking: str | None) -> None:
        """Give the reason for the groups of ``where``; their value becomes unknown unless ``flaw`` is empty."""
        self.flaw[where], self.lacking[where] = flaw, lacking
        if flaw:
            self.value[where] = np.nan


def fraction(rows: Rows, groups: Groups, numerator: str, bases: Sequence[str]) -> Estimates:
    """Sum of ``numerator`` over sum of the base, over rows that have both; never a mean of ratios.

    The base of a group is the first of ``bases`` that stands in a row together with the numerator and adds up to
    more than 0; rows of one ``unit`` count together where the two come from different grains (the cost of the table,
    the sales of the log). ``n`` and the interval are the caller's to fill.
    """
    above = column(rows, numerator)
    found = Estimates.unknown(len(groups.keys), lacking=numerator)
    if not np.isfinite(above).any():
        return found
    present = groups.count(np.isfinite(above)) > 0
    for base in reversed(bases):  # the last to write is the first choice
        below = column(rows, base)
        _divide(found, groups, (above, below), base, present, together(rows, groups, above, below))
    return found


def _divide(
    found: Estimates,
    groups: Groups,
    figures: tuple[Floats, Floats],
    base: str,
    present: Bools,
    where: tuple[Bools, Bools],
) -> None:
    (above, below), (over, under) = figures, where
    used, total = groups.count(over | under), groups.total(below, under)
    known, solved = groups.count(np.isfinite(below)) > 0, np.isfinite(found.value)
    found.mark(present & ~known & ~solved & (found.flaw == "missing"), "missing", base)
    found.mark(present & known & (used == 0) & ~solved, "apart", base)
    found.mark((used > 0) & (total <= 0) & ~solved, "zero", base)
    good = (used > 0) & (total > 0)
    found.mark(good, "", None)
    found.base[good] = base
    found.used[good], found.numerator[good] = used[good], groups.total(above, over)[good]
    found.denominator[good] = total[good]
    found.value[good] = found.numerator[good] / total[good]


def together(rows: Rows, groups: Groups, above: Floats, below: Floats) -> tuple[Bools, Bools]:
    """Which of two figures count in their ratio: those that stand in one row; and in a ``unit`` (a touchpoint and
    period that both the table and the log cover) those of two grains, if no grain holds both."""
    known = np.isfinite(above), np.isfinite(below)
    both = known[0] & known[1]
    if "unit" not in rows.columns or not (known[0].any() and known[1].any()):
        return both, both
    unit = rows["unit"].to_numpy(np.int64)
    inside = (unit >= 0) & (groups.codes >= 0)
    place = np.where(inside, groups.codes * (unit.max(initial=0) + 1) + unit, -1)
    apart = place * 2 + of_grain(rows, "interactions")
    there = [np.isin(place, place[k & inside]) & inside for k in known]
    alone = ~np.isin(place, place[_all_in(apart, known) & inside])
    across = there[0] & there[1] & alone
    return both | (known[0] & across), both | (known[1] & across)


def _all_in(places: Ints, known: tuple[Bools, Bools]) -> Bools:
    """Rows of places that hold both figures."""
    return np.asarray(np.isin(places, places[known[0]]) & np.isin(places, places[known[1]]))


def pooled_given(rows: Rows, groups: Groups, values: Floats, weights: Sequence[str]) -> tuple[Floats, Ints]:
    """Ready-made figures per group, and the rows used; NaN where they cannot be pooled.

    One figure (or the same one throughout) is taken as it is. Several are weighed by the first field of ``weights``
    that is known for all of their rows; else those of the latest date count, if they are one figure. They are never
    averaged unweighted.
    """
    known = np.isfinite(values)
    value, used = _only(groups, values, known)
    for name in weights:
        weight = np.maximum(column(rows, name), 0)
        total = groups.total(weight, known)
        whole = (groups.count(known & np.isfinite(weight)) == groups.count(known)) & (total > 0) & np.isnan(value)
        value[whole] = groups.total(values * weight, known)[whole] / total[whole]
        used[whole] = groups.count(known)[whole]
    late, late_used = _only(groups, values, known & of_latest(groups, known, moments(rows)))
    return np.where(np.isnan(value), late, value), np.where(np.isnan(value), late_used, used)


def _only(groups: Groups, values: Floats, where: Bools) -> tuple[Floats, Ints]:
    """The value of a group whose rows all hold the same one, and their number."""
    low, high = groups.extremes(values, where)
    same = np.isfinite(low) & (high - low <= 1e-9 * np.maximum(np.abs(high), 1))
    return np.where(same, low, np.nan), np.where(same, groups.count(where), 0)


def of_latest(groups: Groups, known: Bools, when: Ints) -> Bools:
    """Rows of the latest moment at which their group knows a figure."""
    last = groups.extremes(when.astype(np.float64), known)[1]
    if not len(last):
        return np.zeros(len(known), np.bool_)
    return np.where(groups.codes >= 0, last[groups.codes] == when.astype(np.float64), False)


def weighted_score(rows: Rows, groups: Groups, values: Floats, field: str, weights: Sequence[str]) -> Estimates:
    """Scores weighed by ``responses``, whose sum is n; where no row counts its answers, as given (n unknown)."""
    found = Estimates.unknown(len(groups.keys), lacking=field)
    if not np.isfinite(values).any():
        return found
    answers = column(rows, "responses")
    both = np.isfinite(values) & (answers > 0)
    n = groups.total(answers, both)
    counted = n > 0
    found.value[counted] = (groups.total(values * answers, both) / np.where(counted, n, 1))[counted]
    found.n[counted] = found.denominator[counted] = n[counted]
    found.base[counted] = "responses"
    found.used = np.where(counted, groups.count(both), 0)
    found.mark(counted, "", None)
    return fill_given(found, rows, groups, values, weights)


def fill_given(found: Estimates, rows: Rows, groups: Groups, values: Floats, weights: Sequence[str]) -> Estimates:
    """``found`` with ready-made figures where it knows nothing (but not where the counts contradict themselves)."""
    found = found.copy()
    value, used = pooled_given(rows, groups, values, weights)
    open_ = np.isnan(found.value) & np.isin(found.flaw, ("missing", "apart", "zero"))
    taken = open_ & np.isfinite(value)
    several = open_ & ~taken & (groups.count(np.isfinite(values)) > 0)
    found.mark(several, "several", None)
    found.mark(taken, "", None)
    found.value[taken], found.used[taken], found.given[taken] = value[taken], used[taken], True
    return found


def weighted_median(rows: Rows, groups: Groups, field: str, weights: Sequence[str]) -> Estimates:
    """Median of a duration over rows, each row counting as many cases as the first known of ``weights`` says.

    A table's rows hold typical durations, not single cases, so this is the median of those, weighed by cases. In a
    group where no row counts its cases all rows count alike and n is unknown.
    """
    values = column(rows, field)
    found = Estimates.unknown(len(groups.keys), lacking=field)
    if not np.isfinite(values).any():
        return found
    found.value = groups.median(values, np.ones(len(rows)))
    found.used = groups.count(np.isfinite(values))
    found.given = np.isfinite(found.value)
    for name in reversed(weights):
        _weigh(found, groups, values, name, column(rows, name))
    found.mark(np.isfinite(found.value), "", None)
    return found


def _weigh(found: Estimates, groups: Groups, values: Floats, name: str, weight: Floats) -> None:
    both = np.isfinite(values) & (weight > 0)
    n = groups.total(weight, both)
    counted = n > 0
    found.value[counted] = groups.median(values, np.where(both, weight, 0))[counted]
    found.n[counted] = found.denominator[counted] = n[counted]
    found.base[counted], found.given[counted] = name, False
    found.used[counted] = groups.count(both)[counted]
