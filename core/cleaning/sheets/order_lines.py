"""Lines of orders: several rows that are one sale."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from core.cleaning.cells.grid import Grid
from core.cleaning.sheets.touchpoints import CleanSheet
from core.model import Issue
from core.model.mapping import ColumnMap
from core.model.names import fold
from core.tables import table

_SUMS = ("value", "cost")
_ENOUGH = 3  # orders of several lines from which equal amounts are taken for the order's own


def lines_of_orders(grid: Grid) -> np.ndarray:
    """Boolean: the rows whose order stands on an earlier row; a line without a number is an order of its own."""
    codes = _orders(grid)
    return np.asarray(pd.Series(codes).duplicated().to_numpy() & (codes >= 0))


def by_order(grid: Grid, found: CleanSheet, *, again: np.ndarray) -> CleanSheet:
    """The lines of one order as one touch, on its first line, with their sums; ``again``: the other lines.

    An amount that every line of its order repeats is the order's own and counts once, where at least three orders say
    so or its header does; the price of a piece never is.
    """
    codes = _orders(grid)
    own = np.where(codes < 0, -1 - np.arange(len(codes)), codes)
    several = pd.Series(codes)[again].unique()
    frame, told = found.frame, [_about_lines(grid, again)]
    for field in (f for f in _SUMS if f in frame):
        lines = frame[field].groupby(own)
        if grid.map.pieces is None and _repeats(frame[field], own, several, named=_is_of_order(_amounts(grid, field))):
            frame, told = frame.assign(**{field: lines.transform("first")}), [*told, *_about_once(grid, field)]
        else:
            frame = frame.assign(**{field: lines.transform("sum", min_count=1)})
    places = {field: places[~again] for field, places in found.currencies.items()}
    return replace(found, frame=frame[~again], issues=(*found.issues, *told), currencies=places)


def _orders(grid: Grid) -> np.ndarray:
    """A code per row, -1 without a number of an order."""
    column = next((c for c in grid.map.columns if c.index == grid.map.order), None)
    if column is None:
        return np.full(len(grid.rows), -1)
    return np.asarray(pd.factorize(pd.Series(grid.cells(column).texts).replace("", np.nan))[0])


def _repeats(values: pd.Series, own: np.ndarray, several: np.ndarray, *, named: bool) -> bool:
    """Whether the lines of each order of several lines say the same amount, and orders differ; where its header says
    that it is the order's (``named``), one such order is enough."""
    lines = values[np.isin(own, several)]
    known = lines.groupby(own[np.isin(own, several)])
    alike = bool(lines.notna().all() and (known.nunique() == 1).all())
    return alike and (named or (len(several) >= _ENOUGH and lines.nunique() > 1))


def _is_of_order(column: ColumnMap | None) -> bool:
    """Whether its header says that an amount is the whole order's."""
    said, grains = set(fold(column.header).split()) if column else set(), table("grains")
    return not said.isdisjoint(grains["whole_amounts"]) and said.isdisjoint(grains["of_a_line"])


def _about_lines(grid: Grid, again: np.ndarray) -> Issue:
    column = next(c for c in grid.map.columns if c.index == grid.map.order)
    values = {"column": column.header, "n": int(again.sum()), "orders": int((~again).sum())}
    return Issue("info", "order-lines", grid.file, grid.sheet.name, column=column.header, values=values)


def _about_once(grid: Grid, field: str) -> Iterator[Issue]:
    column = _amounts(grid, field)
    if column is not None:
        values = {"column": column.header}
        yield Issue("info", "order-amount-once", grid.file, grid.sheet.name, column=column.header, values=values)


def _amounts(grid: Grid, field: str) -> ColumnMap | None:
    """The column of the file that ``field`` of a log was read from."""
    fields = ("revenue", "value") if field == "value" else (field,)
    return next((c for f in fields for c in grid.map.columns if c.field == f), None)
