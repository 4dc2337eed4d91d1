"""A sheet seen as cells that are filled or not, and a part of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.model import CellKind, RawSheet
from core.model.names import clean_text


@dataclass(frozen=True, slots=True)
class Area:
    """Some grid ``columns`` of a sheet; ``filled``: boolean (rows, all columns of the sheet)."""

    sheet: RawSheet
    filled: np.ndarray
    columns: tuple[int, ...]

    def cells(self, row: int) -> dict[int, str]:
        """The cells of ``row`` that hold anything: grid column -> text as it may be shown."""
        columns = self.sheet.columns
        return {c: clean_text(columns[c].at(row)[:400]) for c in self.columns if self.filled[row, c]}

    def words(self, row: int) -> dict[int, str]:
        """Those of them that are texts."""
        columns = self.sheet.columns
        return {c: text for c, text in self.cells(row).items() if columns[c].kinds[row] == CellKind.TEXT}

    def rows(self) -> np.ndarray:
        """Boolean: which rows hold anything in these columns."""
        return np.asarray(self.filled[:, list(self.columns)].any(axis=1), dtype=bool)


def whole(sheet: RawSheet) -> Area:
    """All of a sheet."""
    width = len(sheet.columns)
    kinds: Sequence[np.ndarray] = [column.kinds != CellKind.EMPTY for column in sheet.columns]
    filled = np.column_stack(kinds) if width else np.zeros((0, 0), dtype=bool)
    return Area(sheet, filled, tuple(range(width)))
