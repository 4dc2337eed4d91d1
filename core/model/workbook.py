"""What stands in the user's file: raw cells, before anybody decides what they mean."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from core.model.message import Message


class CellKind(IntEnum):
    """What the file itself says a cell is."""

    EMPTY = 0
    TEXT = 1
    NUMBER = 2
    DATE = 3
    DURATION = 4
    BOOL = 5
    ERROR = 6


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column of a sheet, top to bottom, all columns of a sheet equally long.

    ``texts``: object array of ``str``; ``""`` where empty; TEXT as it stands; NUMBER as ``repr`` writes it without a
    trailing ``.0``; DATE in ISO 8601; DURATION in seconds; BOOL ``true``/``false``; ERROR like ``#DIV/0!``.
    ``kinds``: int8 array of ``CellKind``.
    """

    texts: np.ndarray
    kinds: np.ndarray


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as a grid. Grid row ``i`` (0-based) is row ``first_row + i`` in the user's file (1-based).

    ``rows``: where the grid was laid out anew, the row in the user's file of each grid row, which may repeat.
    """

    name: str
    columns: tuple[GridColumn, ...]
    visible: bool = True
    first_row: int = 1
    rows: np.ndarray | None = None

    @property
    def height(self) -> int:
        """Number of grid rows."""
        return len(self.columns[0].texts) if self.columns else 0

    def in_file(self, rows: np.ndarray) -> np.ndarray:
        """The rows of the user's file (1-based) that the grid ``rows`` stand for."""
        return rows + self.first_row if self.rows is None else self.rows[rows]


@dataclass(frozen=True, slots=True)
class Workbook:
    """One uploaded file. ``format`` is what the bytes say (xlsx, csv ...), never what the name says.

    ``notes``: (code, values) of what reading changed or skipped, as messages ``issue.<code>``.
    """

    name: str
    sha256: str
    format: str
    sheets: tuple[RawSheet, ...]
    notes: tuple[Message, ...] = ()
