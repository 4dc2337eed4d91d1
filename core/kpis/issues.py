"""Figures that contradict themselves or cannot be used as they are: named, never silently dropped."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from core.kpis.specs import specs
from core.model import Issue, Message
from core.stats.customers import retained
from core.stats.estimates import fraction, of_latest
from core.stats.groups import LARGEST, Bools, Groups, column, group, moments
from core.stats.reach import reach_base
from core.stats.wholes import whole
from core.tables import table

_NAMED_AT_MOST = 8


def issues(rows: pd.DataFrame, *, names: Mapping[str, str] | None = None) -> tuple[Issue, ...]:
    """What is wrong with the figures per touchpoint; ``names``: touchpoint key -> name as shown (else the key).

    Codes: kpi-above-base (more conversions than visits), kpi-retention (customers that do not add up), kpi-conflict
    (several efforts or targets on the same latest day), kpi-too-large (figures that nothing can be counted with),
    rows-lacking (how many meet a touchpoint stands in some of its rows only), importance-counts and importance-unused
    (what is said to matter counts where nobody counts the customers).
    """
    touchpoints = group(rows["touchpoint"])
    shown = [(names or {}).get(key, key) for key in touchpoints.keys]
    found = [*_above(rows, touchpoints, shown), *_customers(rows, touchpoints, shown)]
    found += [*_conflicts(rows, touchpoints, shown), *_too_large(rows, touchpoints, shown)]
    return (*found, *_lacking(rows, touchpoints, shown), *_importance(rows))


def _named(where: Bools, shown: Sequence[str]) -> dict[str, object]:
    names = [name for name, hit in zip(shown, where, strict=True) if hit]
    more = ("…",) if len(names) > _NAMED_AT_MOST else ()
    return {"n": len(names), "touchpoints": (*names[:_NAMED_AT_MOST], *more)}


def _above(rows: pd.DataFrame, touchpoints: Groups, shown: Sequence[str]) -> list[Issue]:
    found = []
    for spec in specs().values():
        if spec.kind != "share":
            continue
        counted = fraction(rows, touchpoints, spec.numerator, spec.bases)
        for base in spec.bases:
            where = (counted.numerator > counted.denominator) & (counted.base == base)
            if where.any():
                fields = {"above": _noun(spec.numerator), "base": _noun(base), "kpi": spec.id}
                found.append(Issue("warning", "kpi-above-base", values={**fields, **_named(where, shown)}))
    return found


def _customers(rows: pd.DataFrame, touchpoints: Groups, shown: Sequence[str]) -> list[Issue]:
    where = retained(rows, touchpoints).flaw == "outside"
    return [Issue("warning", "kpi-retention", values=_named(where, shown))] if where.any() else []


def _conflicts(rows: pd.DataFrame, touchpoints: Groups, shown: Sequence[str]) -> list[Issue]:
    found = []
    for field in table("defaults")["aggregation"]["latest"]:
        values = column(rows, field)
        known = np.isfinite(values)
        if field == "customers_end" or not known.any():
            continue
        low, high = touchpoints.extremes(values, known & of_latest(touchpoints, known, moments(rows)))
        if (high > low).any():
            named = {"field": _noun(field), **_named(high > low, shown)}
            found.append(Issue("info", "kpi-conflict", values=named))
    return found


def _too_large(rows: pd.DataFrame, touchpoints: Groups, shown: Sequence[str]) -> list[Issue]:
    numeric = rows.select_dtypes("number").drop(columns="row", errors="ignore")
    beyond = numeric.columns[(numeric.abs() > LARGEST).any()]
    found = []
    for name in beyond:
        where = touchpoints.count((numeric[name].abs() > LARGEST).to_numpy()) > 0
        field = _noun("given" if str(name).startswith("given:") else str(name))
        found.append(Issue("warning", "kpi-too-large", values={"field": field, **_named(where, shown)}))
    return found


def _lacking(rows: pd.DataFrame, touchpoints: Groups, shown: Sequence[str]) -> list[Issue]:
    """Of the figures that the ranking rests on: how many meet a touchpoint, and of how many its rate is taken."""
    bases = specs()["conversion_rate"].bases
    rated = fraction(rows, touchpoints, "conversions", bases)
    reach = reach_base(rows, table("defaults")["aggregation"]["reach"])
    found = []
    for field in dict.fromkeys([*([reach] if reach else []), *bases]):
        known = whole(rows, touchpoints, field)
        where = (known.lacking > 0) & ((rated.base == field) | (field == reach))
        if where.any():
            counts = {"lacking": int(known.lacking[where].sum()), "rows": int(known.rows[where].sum())}
            found.append(
                Issue("info", "rows-lacking", values={"field": _noun(field), **counts, **_named(where, shown)})
            )
    return found


def _importance(rows: pd.DataFrame) -> list[Issue]:
    if not (column(rows, "importance") > 0).any():
        return []
    counted = reach_base(rows, table("defaults")["aggregation"]["reach"])
    if counted is None:
        return [Issue("info", "importance-counts")]
    return [Issue("info", "importance-unused", values={"field": _noun(counted)})]


def _noun(field: str) -> Message:
    return Message(f"reason.field.{field}")
