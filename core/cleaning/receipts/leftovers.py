"""What of a sheet no number is computed from: rows, cells and columns as they stand in the file, and why."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import numpy as np
import pandas as pd

from core.cleaning.cells.grid import Grid
from core.cleaning.cells.numbers import written
from core.cleaning.cells.vocabulary import clip, is_missing
from core.cleaning.measures.metrics import Metric
from core.cleaning.moments.dates import DateColumn
from core.cleaning.receipts.rows import Sorting
from core.cleaning.receipts.texts import withheld
from core.model import CellKind, Issue, Leftover, Message, SheetReceipt
from core.model.mapping import ColumnMap

LISTED = 5000
_SILENT = ("personal", "comments", "not-needed")  # columns of persons, or known to be about them: ids, owners, notes
_SHORT, _LONG, _EXAMPLES = 60, 300, 3  # characters of a cell, of a row; cells that stand for a column


def listed(found: Iterable[Leftover]) -> tuple[Leftover, ...]:
    """The first ``LISTED``; if there are more, a last one says so."""
    source = iter(found)
    first = tuple(islice(source, LISTED))
    more = next(source, None)
    return (
        first if more is None else (*first, Leftover("", "", None, None, "", Message("leftover.more", {"n": LISTED})))
    )


def left_rows(grid: Grid, sorting: Sorting) -> Iterator[Leftover]:
    """Rows that are no touchpoints, but for blank ones."""
    seen = [c for c in grid.map.columns if not _is_hidden(c)]
    for position in np.flatnonzero(~np.isin(sorting.reasons, ("", "blank"))):
        row = int(grid.rows[position])
        cells = [grid.sheet.columns[c.index].at(row) for c in seen]
        text = clip(" | ".join(clip(cell, length=_SHORT) for cell in cells if cell.strip()), length=_LONG)
        reason = Message(f"leftover.{sorting.reasons[position]}")
        yield Leftover(grid.file, grid.sheet.name, grid.number(int(position)), None, text, reason)


def left_cells(
    grid: Grid, metrics: Mapping[str, Metric], dates: DateColumn | None, date: ColumnMap | None
) -> Iterator[Leftover]:
    """Cells of kept rows that say something, of which nothing was understood."""
    for column in grid.map.columns:
        if column.field in metrics and column.index != grid.map.touchpoint:
            yield from _numbers(grid, column, metrics[column.field])
    if dates is not None and date is not None:
        for position in dates.unreadable:
            yield _cell(grid, date, int(position), "no-date")


def _numbers(grid: Grid, column: ColumnMap, metric: Metric) -> Iterator[Leftover]:
    cells = grid.cells(column)
    unknown = np.flatnonzero(np.isnan(metric.values) & (cells.kinds != CellKind.EMPTY))
    silent = {text: is_missing(str(text)) for text in pd.unique(cells.texts[unknown])}
    unreadable = set(metric.column.unreadable.tolist())
    for position in unknown:
        if cells.kinds[position] == CellKind.ERROR:
            yield _cell(grid, column, int(position), "error")
        elif not silent[cells.texts[position]]:
            yield _cell(grid, column, int(position), "no-number" if int(position) in unreadable else "impossible")


def _cell(grid: Grid, column: ColumnMap, position: int, reason: str) -> Leftover:
    text = clip(grid.cells(column).at(position), length=_SHORT)
    row = grid.number(position)
    return Leftover(grid.file, grid.sheet.name, row, column.header, text, Message(f"leftover.{reason}"))


def left_columns(grid: Grid, mapped: Iterable[ColumnMap]) -> Iterator[Leftover]:
    """Columns that are not used; ``mapped``: the columns before one was chosen of those that mean the same."""
    meant = {c.index: c.field for c in mapped}
    unlike = {header for header, _ in grid.map.unlike}
    for column in grid.map.columns:
        if (column.field == "ignore" or withheld(column)) and grid.filled([column]).any():
            reason = _why_unused(column, same=meant[column.index] != "ignore", unlike=column.header in unlike)
            text = "" if reason in _SILENT else _examples(grid, column)
            yield Leftover(grid.file, grid.sheet.name, None, column.header, text, Message(f"leftover.{reason}"))


def _why_unused(column: ColumnMap, *, same: bool, unlike: bool) -> str:
    if column.how == "personal":
        return "personal"
    if withheld(column):
        return "comments"
    if column.how == "setting":
        return "your-choice"
    return "same-field" if same else "unlike" if unlike else "unknown-column" if column.how == "none" else "not-needed"


def _is_hidden(column: ColumnMap) -> bool:
    return column.how == "personal" or withheld(column)


def _examples(grid: Grid, column: ColumnMap) -> str:
    texts = [t for t in pd.unique(grid.cells(column).texts[: 50 * _EXAMPLES]) if str(t).strip()]
    return " | ".join(clip(str(text), length=_SHORT) for text in texts[:_EXAMPLES])


def left_whole(issues: Iterable[Issue]) -> Iterator[Leftover]:
    """Sheets and further tables that are not used, as their issues tell."""
    for issue in issues:
        reason = Message(f"issue.{issue.code}", {"n": 0, **issue.values})
        yield Leftover(issue.file or "", issue.sheet or "", issue.row, None, "", reason)


def left_money(
    file: str, receipt: SheetReceipt, frame: pd.DataFrame, *, field: str, other: np.ndarray
) -> Iterator[Leftover]:
    """Amounts in another currency than the dataset's; ``other``: which rows of ``frame``."""
    header = next((c.header for c in receipt.columns if c.field == field), field)
    for row, value in zip(frame["row"][other], frame[field][other], strict=True):
        if not np.isnan(value):
            reason = Message("leftover.other-currency")
            yield Leftover(file, receipt.name, int(row), header, written(value), reason)
