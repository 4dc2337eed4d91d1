"""The plain figures of a touchpoint: what its rows add up to."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from core.stats.estimates import weighted_median, weighted_score
from core.stats.groups import Groups, column, group, moments
from core.stats.intervals import Floats
from core.stats.scales import SCORE_FIELDS, scores
from core.tables import table

_NOT_METRICS = frozenset({"touchpoint", "segment", "date", "period", "file", "sheet", "row", "comment"})
_NOT_METRICS |= {"grain", "stands_for", "unit", "until"}


def metrics(rows: pd.DataFrame, by: "pd.Series[str]") -> dict[str, dict[str, float]]:
    """Value of ``by`` -> field -> figure: counts and money add up, scores weigh by answers (in their KPI's unit),
    durations are medians, effort, target and the like are the latest; unknown ones are absent. Numbers of answers are
    the table's where it has them: those of a survey beside it may be the same ones."""
    groups, rules = group(by), table("defaults")["aggregation"]
    fields = [c for c in rows.columns if c not in _NOT_METRICS and not c.startswith(("given:", "unclear:"))]
    numeric = [c for c in fields if pd.api.types.is_numeric_dtype(rows[c])]
    figures = {field: _figure(rows, groups, field, rules) for field in numeric if field not in SCORE_FIELDS.values()}
    figures |= _scores(rows, groups, rules["given_weights"])
    known = {field: np.isfinite(values) for field, values in figures.items()}
    return {
        key: {field: float(values[i]) for field, values in figures.items() if known[field][i]}
        for i, key in enumerate(groups.keys)
    }


def _figure(rows: pd.DataFrame, groups: Groups, field: str, rules: Mapping[str, Any]) -> Floats:
    values = column(rows, field)
    if field == "responses" and "grain" in rows.columns:
        return _of_table_first(rows, groups, values)
    if field in rules["latest"]:
        return groups.latest(values, moments(rows))
    if field in rules["first"]:
        return groups.latest(values, -moments(rows) - 1)
    if field in rules["median"]:
        return weighted_median(rows, groups, field, rules["cases"]).value
    return np.where(groups.count(np.isfinite(values)) > 0, groups.total(values), np.nan)


def _of_table_first(rows: pd.DataFrame, groups: Groups, values: Floats) -> Floats:
    in_table = (rows["grain"] == "touchpoints").to_numpy() & np.isfinite(values)
    table, every = (groups.total(values, where) for where in (in_table, np.isfinite(values)))
    found = np.where(groups.count(in_table) > 0, table, every)
    return np.where(groups.count(np.isfinite(values)) > 0, found, np.nan)


def _scores(rows: pd.DataFrame, groups: Groups, weights: list[str]) -> dict[str, Floats]:
    per_row = scores(rows)
    return {
        field: weighted_score(rows, groups, per_row[kpi], field, weights).value for kpi, field in SCORE_FIELDS.items()
    }
