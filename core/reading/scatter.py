"""Cells that come with their places, one row after the other, on their way into a ``Sheet``."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from core.reading.grid import BLOCK_ROWS, Sheet
from core.reading.refusal import Stop, too_many


def put(row: list[Any], column: int, value: Any, *, limit: int) -> None:
    """Set a cell of a row that is being filled; ``Stop`` where it would make the row wider than ``limit``."""
    if value == "":
        return
    if column >= limit:
        raise too_many("too-many-columns", column + 1, limit)
    row.extend([""] * (column + 1 - len(row)))
    row[column] = value


def cell_name(row: int, column: int) -> str:
    """The reference of a cell, both counted from 0."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


@dataclass(slots=True)
class Scatter:
    """Fills ``sheet`` with rows that say where they stand; blank rows cost nothing until a row with content follows."""

    sheet: Sheet
    height: int = 0
    width: int = 0
    block: list[Sequence[Any]] = field(default_factory=list)

    def add(self, row: Sequence[Any], *, at: int | None = None) -> None:
        """Append a row, or set it at ``at`` (from 0, never before the last one)."""
        at = self.height if at is None else max(at, self.height)
        self.height = at + 1
        if not any(value != "" for value in row):
            return
        self._check_place(at, row)
        self.block.extend([()] * (at - self.sheet.height - len(self.block)))
        self.block.append(row)
        if len(self.block) >= BLOCK_ROWS:
            self.flush()

    def flush(self) -> None:
        """Hand over what is kept back."""
        self.sheet.fill(self.block)
        self.block = []

    def _check_place(self, at: int, row: Sequence[Any]) -> None:
        limits = self.sheet.tally.limits
        if at >= self.sheet.row_limit:
            raise too_many("too-many-rows", at + 1, self.sheet.row_limit, sheet=self.sheet.name)
        self.width = max(self.width, len(row))
        if (at + 1) * self.width > limits.box_cells:
            raise Stop("far-cell", sheet=self.sheet.name, cell=cell_name(at, len(row) - 1))
