"""How each kind of KPI is computed, for all groups at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from core.kpis.specs import KpiSpec
from core.stats.estimates import Estimates, fill_given, fraction, of_latest, weighted_median, weighted_score
from core.stats.groups import Bools, Groups, column, moments
from core.stats.intervals import Floats, poisson, wilson
from core.stats.margins import margins
from core.stats.reach import reach_base
from core.stats.scales import unclear
from core.stats.sheet import Sheet
from core.stats.spread import score_interval
from core.tables import table


@dataclass(frozen=True, slots=True)
class Source:
    """What every KPI is computed from. ``whole``: all rows of the file, of which ``rows`` may be a part;
    ``scores``: KPI id -> value per row in the KPI's unit; ``retained``: customers kept, which three KPIs need."""

    rows: Sheet
    groups: Groups
    whole: Sheet
    scores: Mapping[str, Floats]
    retained: Estimates
    assumptions: Mapping[str, float]
    user_assumptions: Mapping[str, float]


def share(spec: KpiSpec, source: Source) -> Estimates:
    """x of n with Wilson's interval. More than the base is a contradiction in the data, never 140 %."""
    found = fraction(source.rows, source.groups, spec.numerator, spec.bases)
    found.n = found.denominator.copy()
    above, below = found.numerator > found.denominator, found.numerator < 0
    for base in spec.bases:
        found.mark(above & (found.base == base), "above", base)
    found.mark(below, "outside", None)
    found.low, found.high = wilson(np.where(above | below, np.nan, found.numerator), found.n)
    return found


def rate(spec: KpiSpec, source: Source) -> Estimates:
    """Sum / sum. Where the base is a count, the interval is that of the count."""
    found = fraction(source.rows, source.groups, spec.numerator, spec.bases)
    if spec.interval == "poisson":
        fewest, most = poisson(found.denominator)
        found.n = found.denominator.copy()
        found.low = found.numerator / most
        found.high = np.divide(found.numerator, fewest, out=np.full_like(most, np.nan), where=fewest > 0)
    return found


def score(spec: KpiSpec, source: Source) -> Estimates:
    """Scores weighed by answers; the interval is exact where single answers are known. Where the file counts nothing
    that several could be weighed by, those of the latest date count alike: a journey map has one for each touchpoint.
    """
    rows, groups, defaults, values = source.rows, source.groups, table("defaults"), source.scores[spec.id]
    found = weighted_score(rows, groups, values, spec.numerator, defaults["aggregation"]["given_weights"])
    latest, several = alike(source, values), found.flaw == "several"
    if latest is not None:
        found.value[several] = (groups.total(values, latest) / np.maximum(groups.count(latest), 1))[several]
        found.used[several], found.given[several] = groups.count(latest)[several], True
        found.mark(several, "", None)
    written = groups.count(unclear(rows, spec.id)) > 0
    found.mark(written & (found.flaw == "missing"), "scale", spec.numerator)
    found.low, found.high = score_interval(spec.id, rows, groups, values, found, stated=defaults["spread"][spec.id])
    return found


def alike(source: Source, values: Floats) -> Bools | None:
    """The rows whose scores count alike; None where something in the file tells how many stand behind one."""
    rows, known = source.rows, np.isfinite(values)
    weights = table("defaults")["aggregation"]["given_weights"]
    if any(np.isfinite(column(source.whole, name)).any() for name in weights):
        return None
    return np.asarray(known & of_latest(source.groups, known, moments(rows)))


def median(spec: KpiSpec, source: Source) -> Estimates:
    """Median over rows, each weighing as many cases as it has."""
    return weighted_median(source.rows, source.groups, spec.numerator, spec.bases)


def part(spec: KpiSpec, source: Source) -> Estimates:
    """The group's part of the whole file, in one base for all groups."""
    base = _part_base(spec, source)
    found = Estimates.unknown(len(source.groups.keys), lacking=base or spec.bases[0])
    if base is None:
        return found
    values, total = column(source.rows, base), round(float(np.nansum(column(source.whole, base))), 6)
    known = source.groups.count(np.isfinite(values))
    if total <= 0:
        found.mark(known > 0, "zero", base)
        return found
    here = known > 0
    found.numerator[here], found.denominator[here] = source.groups.total(values)[here], total
    found.value[here], found.base[here] = found.numerator[here] / found.denominator[here], base
    found.used = known
    found.mark(here, "", None)
    return found


def _part_base(spec: KpiSpec, source: Source) -> str | None:
    if spec.id == "reach":
        return reach_base(source.whole, spec.bases)
    return next((b for b in spec.bases if np.isfinite(column(source.whole, b)).any()), None)


def roi(spec: KpiSpec, source: Source) -> Estimates:
    """(revenue x margin - cost) / cost; the margin is the rows' own where they have one, else the assumed one."""
    found = fraction(source.rows, source.groups, spec.numerator, spec.bases)
    margin = margins(source.rows, source.groups, source.assumptions["margin"])
    found.numerator = found.numerator * margin - found.denominator
    found.value = found.numerator / found.denominator
    return found


def retention(_spec: KpiSpec, source: Source) -> Estimates:
    """Customers kept of those at the start."""
    return source.retained


def churn(_spec: KpiSpec, source: Source) -> Estimates:
    """1 - retention."""
    kept = source.retained
    lacking = np.where(kept.lacking == "customers_end", "customers_lost", kept.lacking)
    lost = kept.denominator - kept.numerator
    return replace(kept, value=1 - kept.value, numerator=lost, low=1 - kept.high, high=1 - kept.low, lacking=lacking)


def given(spec: KpiSpec, source: Source, found: Estimates) -> Estimates:
    """``found`` with the file's ready-made ``given:`` column where counts are missing."""
    name = f"given:{spec.id}"
    if name not in source.rows.columns:
        return found
    values = column(source.rows, name)
    if spec.unit == "share" and spec.id != "roi":
        values = np.where((values >= 0) & (values <= 1), values, np.nan)
    return fill_given(found, source.rows, source.groups, values, spec.bases)


KINDS: Mapping[str, Callable[[KpiSpec, Source], Estimates]] = {
    "share": share,
    "rate": rate,
    "score": score,
    "median": median,
    "part": part,
    "roi": roi,
    "retention": retention,
    "churn": churn,
}
