"""Lines of text as rows of fields; a quotation mark without its partner costs its own line and no other."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice

from core.reading.fitting import fitted, other_delimiter
from core.reading.grid import BLOCK_ROWS, Tally, TextColumns
from core.reading.quickly import in_columns
from core.reading.quotes import mended, unpaired
from core.reading.shape import Shape

MAX_NOTES = 20
_MAX_RECORD_LINES = 500
_MAX_TRIES = 3
_MAX_BAD_QUOTES = 100


class Records:
    """The rows of a text, blank lines as empty rows; what is wrong with a row is noted with its number."""

    def __init__(self, lines: Iterator[str], shape: Shape, *, tally: Tally) -> None:
        self._lines, self._shape, self._tally = lines, shape, tally
        self._ahead: deque[str] = deque()
        self._number = 0
        self._begun = False
        self._counts: dict[str, int] = {}

    def blocks(self) -> Iterator[list[list[str]] | TextColumns]:
        """All rows, a block of lines at a time where they are in order, and one by one where they are not."""
        while lines := list(islice(self._lines, BLOCK_ROWS)):
            block = in_columns(lines, self._shape) or self._in_order(lines)
            if block is not None:
                self._number += len(block)
                self._begun = self._begun or isinstance(block, TextColumns) or any(block)
                yield block
            else:
                self._ahead.extend(lines)
                yield list(self._one_by_one())
        for code, n in self._counts.items():
            if n > MAX_NOTES:
                self._tally.note(f"{code}s", n=n, expected=self._shape.width)

    def raw(self) -> Iterator[list[str]]:
        """The rows as their quotation marks and delimiters make them, before they are held against a width."""
        self._ahead.extend(self._lines)
        while self._ahead:
            yield self._record(self._ahead.popleft())

    def _in_order(self, block: list[str]) -> list[list[str]] | None:
        """The rows of lines that are a row each, of the usual width or blank; nothing where any is not."""
        rows = _strict(block, self._shape)
        if rows is None or len(rows) != len(block) or not set(map(len, rows)) <= {self._shape.width, 0}:
            return None
        return None if any(unpaired(line, self._shape) for line in block) else rows

    def _one_by_one(self) -> Iterator[list[str]]:
        while self._ahead:
            self._number += 1
            yield self._held(self._record(self._ahead.popleft()))

    def _record(self, line: str) -> list[str]:
        rows = _strict([line], self._shape)
        if rows and (not unpaired(line, self._shape) or rows[0] == mended(line, self._shape)):
            return rows[0]
        row = None if rows else self._several_lines(line)
        if row is None:
            row = mended(line, self._shape)
            self._note("unclosed-quote")
        return row

    def _several_lines(self, line: str) -> list[str] | None:
        """The row that begins here and ends in a later line, if its quotation marks say so and are in order."""
        if not unpaired(line, self._shape) or self._counts.get("unclosed-quote", 0) >= _MAX_BAD_QUOTES:
            return None
        lines, tries = [line], 0
        for more in self._next_lines():
            lines.append(more)
            if unpaired(more, self._shape):
                tries += 1
                rows = _strict(lines, self._shape)
                if rows and len(rows) == 1 and self._fits(rows[0], line):
                    for _ in lines[1:]:
                        self._ahead.popleft()
                    return rows[0]
                if tries == _MAX_TRIES:
                    return None
        return None

    def _next_lines(self) -> Iterator[str]:
        for index in range(_MAX_RECORD_LINES):
            if index == len(self._ahead):
                self._ahead.extend(islice(self._lines, 1))
            if index == len(self._ahead):
                return
            yield self._ahead[index]

    def _fits(self, row: list[str], first_line: str) -> bool:
        """Whether a row of several lines is one: it has the usual width, or its first line alone has it not either."""
        width = self._shape.width
        return width in (0, len(row)) or len(mended(first_line, self._shape)) != width

    def _held(self, row: list[str]) -> list[str]:
        """The row held against the usual width, once a row of that width has been seen."""
        width = self._shape.width
        if len(row) == width:
            self._begun = True
            return row
        if not any(cell.strip() for cell in row):
            return []
        if len(row) > width and not any(cell.strip() for cell in row[width:]):
            self._begun = True
            return row[:width]
        return self._mended_width(row) if self._begun else row

    def _mended_width(self, row: list[str]) -> list[str]:
        if other := other_delimiter(row, self._shape):
            self._note("other-delimiter")
            return other
        if better := fitted(row, self._shape):
            self._note("extra-separator", found=len(row), expected=self._shape.width)
            return better
        self._note("ragged-row", found=len(row), expected=self._shape.width)
        return row

    def _note(self, code: str, **values: int) -> None:
        self._counts[code] = self._counts.get(code, 0) + 1
        if self._counts[code] <= MAX_NOTES:
            self._tally.note(code, row=self._number, **values)


def _strict(lines: Iterable[str], shape: Shape) -> list[list[str]] | None:
    """The rows of lines whose quotation marks are in order; nothing where they are not."""
    try:
        return list(
            csv.reader(
                lines,
                delimiter=shape.delimiter,
                skipinitialspace=shape.spaced,
                doublequote=not shape.escaped,
                escapechar="\\" if shape.escaped else None,
                strict=True,
            )
        )
    except csv.Error:
        return None
