"""The date of each row, from one column or from a year beside a month, week, quarter, tertial or half-year."""

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from core.cleaning.cells.choices import Choices
from core.cleaning.cells.grid import Grid
from core.cleaning.cells.numbers import Cells
from core.cleaning.cells.vocabulary import is_missing
from core.cleaning.moments.dates import DateColumn, read_dates, read_moment
from core.cleaning.moments.financial import in_words, is_financial
from core.cleaning.moments.year_start import start_said
from core.cleaning.moments.yearless import all_with_year, are_days, groups_of, lack_year, year_around
from core.model import CellKind
from core.model.mapping import ColumnMap
from core.model.names import fold

_FEW = 400  # distinct texts that a column of years, or of months and weeks, may have
_YEAR_NUMBER = re.compile(r"((?:19|20)\d{2}) ?[-/.] ?(\d{1,2})|(201[3-9]|20[2-9]\d)(\d{2})")  # 200113 is a day of 2020
_MONTHS = 12
_PREFIXES = (
    *(("uge", "w"), ("week", "w"), ("vecka", "w"), ("uke", "w")),
    *(("kvartal", "q"), ("quarter", "q"), ("tertial", "t"), ("halvar", "h"), ("half", "h")),
)


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
    cells = _with_financial(cells) if is_financial(fold(column.header)) else _with_weeks(cells, header=column.header)
    if year is None and (found := _yearless(cells, grid, column, choices)):
        return found
    starts = choices.year_start or start_said(grid, column.header)
    found = read_dates(cells, chosen=choices.order(column), starts=starts)
    return replace(found, starts=(starts, "chosen" if choices.year_start else "file")) if starts else found


def _yearless(cells: Cells, grid: Grid, column: ColumnMap, choices: Choices) -> DateColumn | None:
    """Dates that leave out their year: with the one that stands around the table; periods without any as groups, where
    the table has no others."""
    prefix = next((p for word, p in _PREFIXES if word in fold(column.header)), "")
    if not lack_year(cells, prefix=prefix, header=column.header):
        return None
    if found := year_around(grid, column.header):
        dated = read_dates(all_with_year(cells, found, prefix=prefix), chosen=choices.order(column))
        return replace(dated, year=found)
    grouped = any(c.field == "segment" for c in grid.map.columns) or "segment" in grid.map.given
    if grid.map.grain != "touchpoints" or grouped or are_days(cells):
        return None
    plain = read_dates(cells)
    groups = groups_of(cells, header=column.header, prefix=prefix)
    return replace(plain, unreadable=plain.unreadable[:0], groups=groups)


def _with_financial(cells: Cells) -> Cells:
    worded = {text: in_words(text) for text in cells.distinct[1]}
    if all(text == said for text, said in worded.items()):
        return cells
    return Cells(np.array([worded.get(text, text) for text in cells.texts], dtype=object), cells.kinds)


def _with_weeks(cells: Cells, *, header: str) -> Cells:
    """ "2025-07" as "2025-w07" where the header says weeks, or some numbers are too high for months and are not just
    the next year, as in the season 2024/25."""
    if not any(_YEAR_NUMBER.fullmatch(text) for text in cells.texts[:_FEW]):
        return cells
    said = [text for text in cells.distinct[1] if not is_missing(text)]
    found = [_YEAR_NUMBER.fullmatch(text) for text in said[:_FEW]]
    parts = [[part for part in one.groups() if part] for one in found if one]
    if not parts or len(parts) < len(said):
        return cells
    high = [(int(year), int(number)) for year, number in parts if int(number) > _MONTHS]
    worded = any(word in fold(header) for word, prefix in _PREFIXES if prefix == "w")
    if not worded and all(number == (year + 1) % 100 for year, number in high):
        return cells
    texts = np.array([_YEAR_NUMBER.sub(r"\1\3-w\2\4", str(text)) for text in cells.texts], dtype=object)
    return Cells(texts, np.where(cells.kinds == CellKind.EMPTY, CellKind.EMPTY, CellKind.TEXT).astype(np.int8))


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
