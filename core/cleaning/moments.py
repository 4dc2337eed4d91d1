"""The date of each row, from one column or from a year beside a month, week or quarter."""

from collections.abc import Callable

import numpy as np

from core.cleaning.choices import Choices
from core.cleaning.dates import DateColumn, read_dates, read_moment
from core.cleaning.grid import Grid
from core.cleaning.numbers import Cells
from core.cleaning.vocabulary import is_missing
from core.model import CellKind
from core.model.mapping import ColumnMap
from core.model.names import fold

_FEW = 400  # distinct texts that a column of years, or of months and weeks, may have
_PREFIXES = (("uge", "w"), ("week", "w"), ("vecka", "w"), ("uke", "w"), ("kvartal", "q"), ("quarter", "q"))


def year_beside(grid: Grid) -> ColumnMap | None:
    """The column of years that another date column needs to make dates; None where there is no such pair."""
    dates = [c for c in grid.map.columns if c.field == "date"]
    if len(dates) < 2:
        return None
    years = [c for c in dates if _all(grid, c, _is_year)]
    parts = [c for c in dates if c not in years and _all(grid, c, lambda text: read_moment(text) is None)]
    return years[0] if len(years) == 1 and parts else None


def read_date_column(grid: Grid, *, year: ColumnMap | None, choices: Choices) -> DateColumn | None:
    """The dates of the grid's rows; None without a date column. ``year``: the column found by ``year_beside``."""
    column = next((c for c in grid.map.columns if c.field == "date" and c != year), None)
    if column is None:
        return None
    cells = grid.cells(column)
    cells = cells if year is None else _joined(cells, grid.cells(year), header=column.header)
    return read_dates(cells, chosen=choices.order(column))


def _joined(part: Cells, year: Cells, *, header: str) -> Cells:
    """ "maj" beside 2025 as "maj 2025"; a bare number under "Uge" as "w12 2025"."""
    prefix = next((p for word, p in _PREFIXES if word in fold(header)), "")
    said = [(p, y) if p and y else None for p, y in zip(part.texts, year.texts, strict=True)]
    texts = ["" if s is None else f"{prefix if s[0].isdigit() else ''}{s[0]} {s[1]}" for s in said]
    kinds = np.array([CellKind.TEXT if t else CellKind.EMPTY for t in texts], dtype=np.int8)
    return Cells(np.array(texts, dtype=object), kinds)


def _all(grid: Grid, column: ColumnMap, test: Callable[[str], bool]) -> bool:
    texts = [t for t in grid.cells(column).distinct[1] if not is_missing(t)]
    return 0 < len(texts) <= _FEW and all(test(t) for t in texts)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2100
