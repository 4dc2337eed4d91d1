"""The issues of an interaction log: what its rows do not say, and rows that repeat."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from core.cleaning.cells.grid import Grid
from core.cleaning.measures.metrics import Metric
from core.cleaning.receipts.telling import about_duplicates
from core.model import Issue

_PRIME = np.uint64(0x9E3779B97F4A7C15)  # spreads what is mixed over all bits (Knuth's multiplicative hash)


def about_touches(grid: Grid, frame: pd.DataFrame) -> Iterator[Issue]:
    """What some touches, or all, leave open: where, who, when."""
    sheet = grid.sheet.name or grid.file
    for field, code in (("name", "touches-without-name"), ("customer", "touches-without-customer")):
        n = int(frame[field].isna().sum()) if field in frame else 0
        if 0 < n < len(frame):
            yield Issue("info", code, grid.file, grid.sheet.name, values={"n": n, "sheet": sheet})
    if "customer" not in frame:
        yield Issue("info", "log-without-customers", grid.file, grid.sheet.name, values={"sheet": sheet})
    elif "time" not in frame:
        yield Issue("info", "log-without-time", grid.file, grid.sheet.name, values={"sheet": sheet})


def about_values(grid: Grid, metrics: Mapping[str, Metric], *, used: str | None) -> Iterator[Issue]:
    """A second column of money that says what a sale brought; only one is used."""
    named = {c.field: c.header for c in grid.map.columns if c.field in metrics}
    for field in ("revenue", "value"):
        if used and field in named and field != used:
            values = {"column": named[field], "used": named[used], "field": field}
            yield Issue("info", "same-field", grid.file, grid.sheet.name, column=named[field], values=values)


def about_pieces(grid: Grid) -> Iterator[Issue]:
    """What a row brought is what a piece costs, times how many."""
    named = {c.index: c.header for c in grid.map.columns}
    price = next((c for c in grid.map.columns if c.field == "value"), None)
    if grid.map.pieces is not None and price is not None:
        values = {"column": price.header, "pieces": named[grid.map.pieces]}
        yield Issue("info", "amount-of-pieces", grid.file, grid.sheet.name, column=price.header, values=values)


def about_repeats(grid: Grid, frame: pd.DataFrame) -> Iterator[Issue]:
    """Rows that repeat another in every cell: those that agree in what was read of them are compared in full."""
    mixed = np.zeros(len(frame), dtype=np.uint64)
    for name in frame.columns.drop("row"):
        mixed = (mixed ^ _bits(frame[name])) * _PRIME
    alike = pd.Series(mixed).duplicated(keep=False).to_numpy()
    if alike.any():
        yield from about_duplicates(grid.only(alike))


def _bits(column: pd.Series) -> np.ndarray:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy().astype(np.int64).view(np.uint64)
    return column.to_numpy().view(np.uint64)
