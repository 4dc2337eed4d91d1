"""Customer lifetime value: what a customer earns in a year, times the years that she stays."""

from dataclasses import dataclass

import numpy as np

from core.kpis.kinds import Source
from core.kpis.specs import KpiSpec
from core.stats.estimates import Estimates, fraction
from core.stats.groups import column, of_grain, span_days
from core.stats.intervals import Floats
from core.stats.margins import margins
from core.stats.sheet import Rows, Sheet, once, sheet

YEAR = 365.25
SHORTEST_SPAN = 90
SHORTEST_PERIOD = 27


def clv(spec: KpiSpec, source: Source) -> Estimates:
    """Yearly profit per customer x years; where the file has no profit, AOV x orders per year x years x margin.

    A file without dates is taken as one year. A dated file must span 90 days and count its customers per month or
    longer, for the same customer comes every week; a log counts each customer once over its whole span. Years are the
    user's, else 1 / yearly churn, capped.
    """
    calendar = _calendar(source.rows)
    found = fraction(source.rows, source.groups, spec.numerator, spec.bases)
    orders = fraction(source.rows, source.groups, "orders", spec.bases)
    value = fraction(source.rows, source.groups, "revenue", ["orders"])
    per_year = source.assumptions.get("orders_per_year", orders.value * calendar.periods_per_year)
    by_orders = value.value * per_year * margins(source.rows, source.groups, source.assumptions["margin"])
    yearly = np.where(np.isfinite(found.value), found.value * calendar.periods_per_year, by_orders)
    swapped = np.isnan(found.value) & np.isfinite(yearly)
    for name in ("numerator", "denominator", "base", "used"):
        getattr(found, name)[swapped] = getattr(value, name)[swapped]
    return _times_years(found, yearly, years(source, span_days(of_table(source.rows))))


def _times_years(found: Estimates, yearly: Floats, stay: Floats) -> Estimates:
    value = yearly * stay
    known = np.isfinite(value)
    found.mark(np.isfinite(found.value) & np.isnan(yearly), "short", "date")
    found.mark(np.isfinite(yearly) & np.isnan(stay), "years", "customers_start")
    found.value[known] = value[known]
    found.mark(known, "", None)
    return found


def years(source: Source, span: float | None) -> Floats:
    """How long a customer stays, per group: the user's input, else 1 / yearly churn up to ``max_years``."""
    if "years" in source.assumptions:
        return np.full(len(source.groups.keys), source.assumptions["years"])
    kept = source.retained.value ** (YEAR / (span or YEAR))
    lost = np.maximum(1 - kept, 1 / source.assumptions["max_years"])
    return 1 / lost


@dataclass(frozen=True, slots=True)
class _Calendar:
    """``span`` in days (None: no dates); ``periods_per_year``: by how much a period's figure is multiplied."""

    span: float | None
    periods_per_year: float


@once
def _calendar(rows: Rows) -> _Calendar:
    """A customer of a table stands in each of its periods, one of a log once; of both together nothing can be said."""
    table, log = of_table(rows), of_log(rows)
    by_table, by_log = (bool(np.isfinite(column(part, "customers")).any()) for part in (table, log))
    counted = log if by_log else table
    span = span_days(counted)
    if span is None:
        return _Calendar(None, 1.0)
    periods = 1 if by_log else counted["date"].nunique()
    steady = span >= SHORTEST_SPAN and span / periods >= SHORTEST_PERIOD and not (by_log and by_table)
    return _Calendar(span, periods * YEAR / span if steady else np.nan)


@once
def of_log(rows: Rows) -> Sheet:
    """The rows of logs alone."""
    return sheet(rows[of_grain(rows, "interactions")])


@once
def of_table(rows: Rows) -> Sheet:
    """The rows of tables alone."""
    return sheet(rows[of_grain(rows, "touchpoints")] if "grain" in rows.columns else rows)
