"""Promoters, passives and detractors, counted or as shares: the NPS that they make."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from core.cleaning.cells.grid import Grid
from core.cleaning.measures.metrics import Metric
from core.model import Issue
from core.model.mapping import ColumnMap
from core.model.names import fold
from core.tables import table

COUNTS = ("promoters", "passives", "detractors")
_NEEDED = frozenset({"promoters", "detractors"})


def nps_of_counts(metrics: Mapping[str, Metric], columns: Sequence[ColumnMap]) -> dict[str, np.ndarray]:
    """``nps_score`` in points, 100 x (promoters - detractors) / answers, and ``responses`` where they are counted;
    what the sheet holds itself is left as it is. Empty without both promoters and detractors.

    Answers are the three together, else those of the column of answers; shares are of 100 per cent.
    """
    if not metrics.keys() >= _NEEDED:
        return {}
    values = {field: metrics[field].values for field in COUNTS if field in metrics}
    whole = _whole(values, metrics, columns)
    net, known = values["promoters"] - values["detractors"], whole > 0
    points = np.divide(100 * net, whole, out=np.full(len(whole), np.nan), where=known)
    found = {"nps_score": np.where(np.abs(points) <= 100, points, np.nan), "responses": whole}
    counted = "passives" in values and not _are_shares(metrics, columns)
    return {f: v for f, v in found.items() if f not in metrics and (f == "nps_score" or counted)}


def about_counts(grid: Grid, metrics: Mapping[str, Metric]) -> Iterator[Issue]:
    """From which columns NPS was computed; or that one kind alone gives none."""
    headers = tuple(c.header for c in grid.map.columns if c.field in COUNTS and c.field in metrics)
    if not headers or "nps_score" in metrics:
        return
    if not np.isfinite(nps_of_counts(metrics, grid.map.columns).get("nps_score", np.array([]))).any():
        yield Issue("warning", "nps-counts-alone", grid.file, grid.sheet.name, values={"columns": headers})
    else:
        yield Issue("info", "nps-from-counts", grid.file, grid.sheet.name, values={"columns": headers})


def _whole(values: Mapping[str, np.ndarray], metrics: Mapping[str, Metric], columns: Sequence[ColumnMap]) -> np.ndarray:
    """Per row the answers that the counts are of, or what the shares are shares of; nan where nothing says."""
    unknown = np.full(len(values["promoters"]), np.nan)
    if _are_shares(metrics, columns):
        known = np.concatenate([v[np.isfinite(v)] for v in values.values()])
        rest = np.full_like(unknown, 1.0 if (known <= 1).all() else 100.0)
    else:
        rest = metrics["responses"].values if "responses" in metrics else unknown
    every = sum(values.values()) if "passives" in values else unknown
    return np.where(np.isfinite(every), every, rest)


def _are_shares(metrics: Mapping[str, Metric], columns: Sequence[ColumnMap]) -> bool:
    """Whether the cells or the headers say per cent, or no cell is above 1 though some are no whole numbers."""
    words = set(table("headers")["rates"])
    said = any(not words.isdisjoint(fold(c.header.replace("%", " % ")).split()) for c in columns if c.field in COUNTS)
    known = np.concatenate([metrics[f].values for f in COUNTS if f in metrics])
    known = known[np.isfinite(known)]
    parts = bool((known <= 1).all() and (known % 1 != 0).any())
    return said or parts or any(metrics[f].column.percent.any() for f in COUNTS if f in metrics)
