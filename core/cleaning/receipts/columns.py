"""What became of each column of a sheet."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain, repeat
from typing import Literal

import numpy as np

from core.cleaning.cells.grid import Grid
from core.cleaning.cells.vocabulary import clip, is_missing
from core.cleaning.measures.metrics import Metric
from core.cleaning.moments.dates import DateColumn
from core.cleaning.receipts.rows import Sorting
from core.cleaning.receipts.texts import withheld
from core.model import CellKind, ColumnReceipt, RawSheet, SheetReceipt, TwoWays
from core.model.mapping import ColumnMap, SheetMap

_EXAMPLES = 3
_TOP, _CELLS, _SHORT = 30, 5, 24  # rows, cells of each, and characters of each that are shown to choose a header from


def receipt_of(
    grid: Grid, sorting: Sorting, *, metrics: Mapping[str, Metric], dates: DateColumn | None, names: np.ndarray
) -> SheetReceipt:
    """The receipt of a sheet that is analysed; ``grid`` holds the kept rows only, ``metrics`` go by their column's
    field."""
    all_rows = np.arange(grid.map.first, grid.map.last)
    return SheetReceipt(
        name=grid.sheet.name,
        grain=grid.map.grain,
        header_row=_header_row(grid.sheet, grid.map),
        rows_read=_rows(grid.sheet, grid.map, grid.rows),
        rows_left_out=_rows(grid.sheet, grid.map, all_rows[~np.isin(sorting.reasons, ("", "blank"))]),
        columns=tuple(r for c in grid.map.columns for r in _receipts(grid, c, metrics, dates, names)),
        touchpoint_column=grid.touchpoint.header if grid.touchpoint and grid.touchpoint.sources is None else None,
        touchpoint_candidates=grid.map.candidates,
        export=grid.map.export,
        layout=grid.map.layout,
        bookings=grid.map.bookings,
        top=_top(grid.sheet, grid.map),
    )


def receipt_of_other(sheet: RawSheet, mapped: SheetMap) -> SheetReceipt:
    """The receipt of a sheet that is not analysed: how its headers were understood."""
    touchpoint = next((c.header for c in mapped.columns if c.index == mapped.touchpoint), None)
    rows = mapped.last - mapped.first
    return SheetReceipt(
        name=sheet.name,
        grain=mapped.grain,
        header_row=_header_row(sheet, mapped),
        rows_read=0,
        rows_left_out=rows,
        columns=tuple(ColumnReceipt(c.header, c.field, c.how) for c in mapped.columns),
        touchpoint_column=touchpoint,
        touchpoint_candidates=mapped.candidates,
        export=mapped.export,
        bookings=mapped.bookings,
        top=_top(sheet, mapped),
    )


def _top(sheet: RawSheet, mapped: SheetMap) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The first rows; below the header without the columns that are left out, which show nothing of their cells."""
    hidden = {c.index for c in mapped.columns if c.field == "ignore" or withheld(c)}
    head = -1 if mapped.header is None else mapped.header
    rows = []
    for row in range(min(sheet.height, _TOP)):
        shown = [c.at(row) for i, c in enumerate(sheet.columns) if row <= head or i not in hidden]
        if texts := tuple(clip(text, length=_SHORT) for text in shown if text.strip())[:_CELLS]:
            rows.append((row + sheet.first_row, texts))
    return tuple(rows)


def _header_row(sheet: RawSheet, mapped: SheetMap) -> int | None:
    return None if mapped.header is None else int(sheet.in_file(np.array([mapped.header]))[0])


def _rows(sheet: RawSheet, mapped: SheetMap, rows: np.ndarray) -> int:
    """How many rows of the user's file ``rows`` are; of a turned table, how many columns."""
    return len(rows) if mapped.layout == "transposed" else len(np.unique(sheet.in_file(rows)))


def _receipts(
    grid: Grid, column: ColumnMap, metrics: Mapping[str, Metric], dates: DateColumn | None, names: np.ndarray
) -> list[ColumnReceipt]:
    """The receipt of ``column``, or of each column of the user's file that was laid together in it: what was changed
    in any of them stands with the first."""
    if column.sources is None:
        return [_column(grid, column, metrics, dates, names)]
    if not column.sources:
        return []
    whole = _column(grid, column, metrics, dates, names)
    height = _rows(grid.sheet, grid.map, grid.rows)
    known = np.isfinite(metrics[column.field].values) if column.field in metrics else np.zeros(len(grid.rows), bool)
    shown = chain([whole], repeat(replace(whole, changed=0, samples=())))
    inside = [(grid.rows >= s.first) & (grid.rows < s.last) for s in column.sources]
    return [
        replace(first, header=s.header, how=s.how, missing=height - int(known[at].sum()))
        for s, at, first in zip(column.sources, inside, shown, strict=False)
    ]


def _column(
    grid: Grid, column: ColumnMap, metrics: Mapping[str, Metric], dates: DateColumn | None, names: np.ndarray
) -> ColumnReceipt:
    """A column that is left out shows nothing of its cells."""
    start = ColumnReceipt(column.header, column.field, column.how)
    if column.index == grid.map.touchpoint:
        return _named(grid, start, names)
    if column.field in metrics:
        read = metrics[column.field].column
        ask: Literal["decimal"] | None = "decimal" if read.ambiguous or read.mixed else None
        return replace(
            start,
            decimal=read.decimal,
            changed=read.changed,
            missing=read.missing,
            samples=read.samples,
            ask=ask,
            two_ways=tuple(TwoWays(*ways) for ways in read.two_ways),
        )
    if column.field == "date" and dates and column.index != grid.map.clock:
        return _dated(start, dates)
    if column.field == "ignore":
        return start
    cells = grid.cells(column)
    missing = int((cells.kinds == CellKind.EMPTY).sum())
    return ColumnReceipt(column.header, column.field, column.how, missing=missing)


def _dated(start: ColumnReceipt, dates: DateColumn) -> ColumnReceipt:
    return replace(
        start,
        changed=dates.changed,
        missing=dates.missing,
        samples=dates.samples,
        ask="day-first" if dates.ambiguous or dates.mixed else None,
        day_first=dates.day_first,
        two_ways=tuple(TwoWays(*ways) for ways in dates.two_ways),
    )


def _named(grid: Grid, start: ColumnReceipt, names: np.ndarray) -> ColumnReceipt:
    """The touchpoints' names, and where showing them changed the text (spaces, hidden characters, length)."""
    raw = grid.cells(grid.leading).texts
    changed = np.flatnonzero((raw != names) & (raw != ""))
    pairs = dict.fromkeys((clip(str(raw[i])), clip(str(names[i]))) for i in changed[:100])
    told = tuple(pair for pair in pairs if not is_missing(pair[0]))[:_EXAMPLES]
    return ColumnReceipt(start.header, start.field, start.how, changed=len(changed), samples=told)
