"""Cells on their way: columns that grow by blocks of rows, kept as compact bytes, never as one object per cell."""

import datetime as dt
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from core.reading.bounds import Limits
from core.reading.refusal import too_many

# The numbers of core.model.CellKind, which the reading process cannot import; a test holds them equal.
EMPTY, TEXT, NUMBER, DATE, DURATION, BOOL, ERROR = range(7)
BLOCK_ROWS = 8192


class ErrorText(str):
    """An error cell such as ``#DIV/0!``."""

    __slots__ = ()


def _number(value: float) -> str:
    written = repr(value)
    return written[:-2] if written.endswith(".0") else written


def _seconds(value: dt.timedelta) -> str:
    return _number(value.total_seconds())


def _time_of_day(value: dt.time) -> str:
    """Excel has no other type for 0:45 than a time of day: taken as the duration since midnight."""
    return _number(value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6)


_SPELLINGS: Mapping[type, tuple[int, Callable[[Any], str]]] = {
    str: (TEXT, str),
    int: (NUMBER, repr),
    float: (NUMBER, _number),
    bool: (BOOL, lambda value: "true" if value else "false"),
    dt.date: (DATE, dt.date.isoformat),
    dt.datetime: (DATE, dt.datetime.isoformat),
    dt.time: (DURATION, _time_of_day),
    dt.timedelta: (DURATION, _seconds),
    ErrorText: (ERROR, str),
    type(None): (EMPTY, lambda _: ""),
}


def spell(values: Sequence[Any]) -> tuple[Sequence[str], bytes]:
    """Cell values as ``GridColumn`` wants them: texts, and one byte of kind for each."""
    types = set(map(type, values))
    if types == {str}:
        return values, bytes(map(bool, values)) if "" in values else bytes([TEXT]) * len(values)  # EMPTY is 0
    if types == {float}:
        written = "\n".join(map(repr, values)) + "\n"
        return written.replace(".0\n", "\n").split("\n")[:-1], bytes([NUMBER]) * len(values)
    kinds, texts = bytearray(), []
    for value in values:
        kind, write = _SPELLINGS.get(type(value), (TEXT, str))
        texts.append(text := write(value))
        kinds.append(kind if text else EMPTY)
    return texts, bytes(kinds)


@dataclass(slots=True)
class Column:
    """A column being filled: UTF-8 of all cells one after the other, the byte length of each, the kind of each.

    Where ``words`` is a number, that many different texts stand in ``blobs`` and ``lengths`` instead, and ``places``
    says for each cell which of them it holds.
    """

    blobs: list[bytes | memoryview] = field(default_factory=list)
    lengths: "array[int]" = field(default_factory=lambda: array("I"))
    kinds: bytearray = field(default_factory=bytearray)
    places: "array[int]" = field(default_factory=lambda: array("i"))
    words: int | None = None

    @property
    def size(self) -> int:
        """Bytes of UTF-8."""
        return sum(map(len, self.blobs))

    def add(self, texts: Sequence[str], kinds: bytes) -> None:
        """Append cells."""
        joined = "".join(texts)
        if joined.isascii():
            self.blobs.append(joined.encode())
            self.lengths.extend(map(len, texts))
        else:
            cells = [text.encode(errors="replace") for text in texts]
            self.blobs.append(b"".join(cells))
            self.lengths.extend(map(len, cells))
        self.kinds += kinds

    def add_blank(self, rows: int) -> None:
        """Append empty cells."""
        self.lengths.frombytes(bytes(rows * self.lengths.itemsize))
        self.kinds += bytes(rows)


@dataclass(frozen=True, slots=True)
class TextColumns:
    """A block of rows of text that comes column by column, all equally long."""

    columns: Sequence[Sequence[str]]

    def __len__(self) -> int:
        return len(self.columns[0])


@dataclass(frozen=True, slots=True)
class Run:
    """Cells of text one below the other, in Arrow's own layout: UTF-8 of all ``texts``, and their ``bounds`` in it
    (int32, one more than there are texts).

    A cell for each text; or, where ``places`` (int32) are given, a cell for each place among the texts, and in the
    ``mask`` a bit for each cell, set where it holds anything (no mask: all do).
    """

    texts: memoryview
    bounds: memoryview
    places: memoryview | None = None
    mask: memoryview | None = None


@dataclass(frozen=True, slots=True)
class PackedColumns:
    """A block of ``height`` rows of text that comes column by column; ``filled``: how many cells hold anything."""

    height: int
    columns: Sequence[Run]
    filled: int

    def __len__(self) -> int:
        return self.height


Block = list[Any] | TextColumns | PackedColumns


@dataclass(slots=True)
class Tally:
    """What all sheets of a file may hold together, and how far reading is: ``report`` takes the share done, 0-1, and
    ``span`` is the part of the whole that filling the present sheet stands for."""

    limits: Limits
    cells: int = 0
    notes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    report: Callable[[float], None] | None = None
    span: tuple[float, float] = (0.0, 1.0)

    def note(self, code: str, **values: Any) -> None:
        """Remember a message ``issue.<code>``."""
        self.notes.append((code, values))

    def progress(self, done: float) -> None:
        """Say that ``done`` (0-1) of the present span is read."""
        if self.report is not None:
            start, end = self.span
            self.report(start + (end - start) * min(done, 1.0))


@dataclass(slots=True)
class Sheet:
    """A sheet being filled, of ``row_limit`` rows at most; ``expected``: how many there will be, 0 if nobody knows.

    ``blocks``: rows below those of ``columns``, which came packed already; nothing comes below them but more of them.
    """

    name: str
    tally: Tally
    row_limit: int
    visible: bool = True
    height: int = 0
    expected: int = 0
    columns: list[Column] = field(default_factory=list)
    blocks: list[PackedColumns] = field(default_factory=list)

    def fill(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append all rows; shorter ones are padded. Raises ``Stop`` where a limit is passed."""
        source = iter(rows)
        self.fill_blocks(iter(lambda: list(islice(source, BLOCK_ROWS)), []))

    def fill_blocks(self, blocks: Iterator[Block]) -> None:
        """Append blocks of rows, as ``fill`` does."""
        for block in blocks:
            if self.height + len(block) > self.row_limit:
                found = self.height + len(block) + sum(map(len, blocks))
                raise too_many("too-many-rows", found, self.row_limit, sheet=self.name)
            if isinstance(block, PackedColumns):
                self._add_packed(block)
            elif isinstance(block, TextColumns):
                self._add_columns(self._fewer(block.columns), len(block))
            else:
                self._add(block)
            if self.expected:
                self.tally.progress(self.height / self.expected)
        if self.tally.cells > self.tally.limits.cells:
            raise too_many("too-many-cells", self.tally.cells, self.tally.limits.cells)

    def _add(self, block: list[Sequence[Any]]) -> None:
        width = max(map(len, block))
        if width > self.tally.limits.columns:
            block, width = self._narrowed(block)
        self._add_columns(list(_transposed(block, width)), len(block))

    def _add_packed(self, block: PackedColumns) -> None:
        self.tally.cells += block.filled
        self.blocks.append(block)
        self.height += len(block)

    def _widen(self, width: int) -> None:
        while len(self.columns) < width:
            self.columns.append(column := Column())
            column.add_blank(self.height)

    def _add_columns(self, columns: Sequence[Sequence[Any]], height: int) -> None:
        self._widen(len(columns))
        for column, values in zip(self.columns, columns, strict=False):
            self._add_cells(column, values)
        for column in self.columns[len(columns) :]:
            column.add_blank(height)
        self.height += height

    def _add_cells(self, column: Column, values: Sequence[Any]) -> None:
        if values[0] == "" == values[-1] and values.count("") == len(values):
            column.add_blank(len(values))
            return
        texts, kinds = spell(values)
        longest = self.tally.limits.cell_characters
        if max(map(len, texts)) > longest:
            row = self.height + next(i for i, text in enumerate(texts, 1) if len(text) > longest)
            self.tally.note("cell-cut", sheet=self.name, row=row, limit=longest)
            texts = [text[:longest] for text in texts]
        self.tally.cells += len(kinds) - kinds.count(EMPTY)
        if self.tally.cells <= self.tally.limits.cells:  # beyond it cells are only counted, for the sentence
            column.add(texts, kinds)

    def _fewer(self, columns: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
        """The columns without the empty ones at the right, where there are more than the limit."""
        width = len(columns)
        while width > self.tally.limits.columns and not any(columns[width - 1]):
            width -= 1
        if width > self.tally.limits.columns:
            raise too_many("too-many-columns", width, self.tally.limits.columns, sheet=self.name)
        return columns[:width]

    def _narrowed(self, block: list[Sequence[Any]]) -> tuple[list[Sequence[Any]], int]:
        """The block without its empty right side: what counts is columns with content."""
        width = max(_content_width(row) for row in block)
        if width > self.tally.limits.columns:
            raise too_many("too-many-columns", width, self.tally.limits.columns, sheet=self.name)
        return [row[:width] for row in block], width


def _transposed(block: list[Sequence[Any]], width: int) -> Iterator[tuple[Any, ...]]:
    if len(set(map(len, block))) > 1:
        block = [row if len(row) == width else [*row, *[""] * (width - len(row))] for row in block]
    return zip(*block, strict=True)


def _content_width(row: Sequence[Any]) -> int:
    return next((i for i in range(len(row), 0, -1) if row[i - 1] not in ("", None)), 0)
