"""What a campaign's results are: reach and clicks are none of a conversion, though they stand under "Results"."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np

from core.cleaning.cells.grid import Grid
from core.cleaning.measures.metrics import Finding, Metric
from core.model.mapping import ColumnMap
from core.model.names import clean_text, fold
from core.tables import table

_COUNTED = ("conversions", "given:cost_per_conversion", "given:conversion_rate")
_LONGEST, _LISTED = 100, 4


def on_results(grid: Grid, metrics: Mapping[str, Metric], *, whole: Grid) -> dict[str, Metric]:
    """``metrics`` of ``grid`` without the conversions of those rows whose result another column calls something else;
    ``whole``: the sheet with all of its columns."""
    column = next((c for c in whole.map.columns if _names_results(c)), None)
    counted = [c for c in grid.map.columns if c.field in _COUNTED and c.field in metrics and c.how != "setting"]
    if column is None or not any(c.field == "conversions" and _is_result(c) for c in counted):
        return dict(metrics)
    codes, uniques = grid.cells(column).distinct
    other = np.array([_is_other(str(text)) for text in uniques], dtype=bool)
    at = other[codes] if len(uniques) else np.zeros(len(grid.rows), dtype=bool)
    if not at.any():
        return dict(metrics)
    kinds = tuple(clean_text(str(text)[:_LONGEST]) for text, no in zip(uniques, other, strict=True) if no)
    told = {"n": int(at.sum()), "kinds": kinds[:_LISTED]}
    return {**metrics, **{c.field: _without(metrics[c.field], at, told, said=_is_count(c)) for c in counted}}


def _without(metric: Metric, at: np.ndarray, told: Mapping[str, object], *, said: bool) -> Metric:
    found = (Finding("warning", "results-of-others", told, int(np.flatnonzero(at)[0])),) if said else ()
    return replace(metric, values=np.where(at, np.nan, metric.values), findings=(*metric.findings, *found))


def _is_count(column: ColumnMap) -> bool:
    return column.field == "conversions"


def _names_results(column: ColumnMap) -> bool:
    return column.how != "personal" and " ".join(fold(column.header).split()) in _words("result_headers")


def _is_result(column: ColumnMap) -> bool:
    return any(word.startswith("resul") for word in fold(column.header).split())


def _is_other(text: str) -> bool:
    said = " ".join(fold(text[:_LONGEST]).replace("_", " ").replace(":", " ").replace(".", " ").split())
    return any(word in said for word in _words("no_conversions"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("grains")[name])
