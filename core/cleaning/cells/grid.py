"""A mapped sheet as its columns are read: cells by field, and the row numbers of the user's file."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from core.cleaning.cells.numbers import Cells
from core.model import CellKind, RawSheet
from core.model.mapping import ColumnMap, SheetMap


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet, its map, and which grid rows are meant (absolute, ascending)."""

    file: str
    sheet: RawSheet
    map: SheetMap
    rows: np.ndarray

    def cells(self, column: ColumnMap) -> Cells:
        """The cells of ``column`` in the rows that are meant."""
        return self.sheet.columns[column.index].take(self.rows)

    def filled(self, columns: Iterable[ColumnMap] | None = None) -> np.ndarray:
        """Boolean (rows, columns): which cells hold anything."""
        kinds = [self.sheet.columns[c.index].kinds[self.rows] for c in columns or self.map.columns]
        return np.asarray(np.column_stack(kinds) != CellKind.EMPTY)

    def number(self, position: int) -> int:
        """The row number in the user's file of the row at ``position``."""
        return int(self.in_file()[position])

    def in_file(self) -> np.ndarray:
        """The row numbers in the user's file; one row may come several times where its columns were laid together."""
        return self.sheet.in_file(self.rows)

    def only(self, keep: np.ndarray) -> "Grid":
        """The same grid with the rows where ``keep`` is true."""
        return Grid(self.file, self.sheet, self.map, self.rows[keep])

    @property
    def touchpoint(self) -> ColumnMap | None:
        """The column that names the touchpoints; None in a log or a survey without one."""
        return next((c for c in self.map.columns if c.index == self.map.touchpoint), None)

    @property
    def leading(self) -> ColumnMap:
        """The column that a row begins with: the touchpoints' names, else the leftmost."""
        return self.touchpoint or self.map.columns[0]


def grid_of(file: str, sheet: RawSheet, mapped: SheetMap) -> Grid:
    """All rows of the sheet's table."""
    return Grid(file, sheet, mapped, np.arange(mapped.first, mapped.last))
