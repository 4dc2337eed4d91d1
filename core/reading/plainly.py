"""A large text whose lines are all alike, read by Arrow: no quotation mark, the same number of delimiters everywhere.

Whatever is in doubt is left to ``records``, which reads the same cells from the same bytes, ten times slower.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, pairwise
from typing import Any, cast

import pyarrow as pa
from pyarrow import csv

from core.reading.grid import BLOCK_ROWS, PackedColumns, Run
from core.reading.shape import Shape

HEAD_LINES = BLOCK_ROWS
_PIECE_BYTES = 8 << 20
SHARED_BYTES = 2 * _PIECE_BYTES  # from here on two halves are read at a time: two cores halve the wait
_SAMPLE_LINES = 2000
_INT_BYTES = 4
FEW = 4  # a column with less than a quarter as many different cells as cells comes as places among them
_WORDS = pa.dictionary(pa.int32(), pa.string())


def end_of_head(text: bytes) -> int:
    """Where the lines begin that are not the first ones, which are always read with care; 0 where there are none."""
    at = 0
    for _ in range(HEAD_LINES):
        at = text.find(b"\n", at) + 1
        if not at:
            return 0
    return at


def in_order(text: bytes, shape: Shape, *, start: int, longest: int) -> Sequence[PackedColumns] | None:
    """The rows of ``text`` (UTF-8) from ``start`` on, or nothing where any line of them needs a closer look: one has
    another number of fields, or a cell more than ``longest`` bytes."""
    if shape.spaced or shape.escaped or not shape.width or not shape.delimiter.isascii():
        return None
    if text.find(b'"', start) >= 0 or _returns(text, start) or _has_longer_line(text, start, longest):
        return None
    repeating, middle = _repeating(text[:start], shape), _middle(text, start)
    bounds = [start, *([middle] if start < middle < len(text) else []), len(text)]
    try:
        with ThreadPoolExecutor(max_workers=2) as both:
            parts = (memoryview(text)[begin:end] for begin, end in pairwise(bounds))
            return list(chain.from_iterable(both.map(lambda part: _blocks(part, shape, repeating), parts)))
    except pa.ArrowInvalid:  # a line has another number of fields
        return None


def _middle(text: bytes, start: int) -> int:
    """Where a line begins, about half way from ``start`` to the end; ``start`` in a text that is soon read."""
    left = len(text) - start
    return text.rfind(b"\n", start, start + left // 2) + 1 if left >= SHARED_BYTES else start


def _blocks(text: memoryview, shape: Shape, repeating: frozenset[int]) -> list[PackedColumns]:
    return [_block(batch) for batch in _batches(text, shape, repeating)]


def _returns(text: bytes, start: int) -> bool:
    """Whether a carriage return stands alone."""
    return text.find(b"\r", start) >= 0 and text.count(b"\r", start) != text.count(b"\r\n", start)


def _has_longer_line(text: bytes, start: int, longest: int) -> bool:
    """Whether a line has more than ``longest`` bytes: no search for each of them, but one for each ``longest``."""
    while start + longest < len(text):
        start = text.rfind(b"\n", start, start + longest + 1) + 1
        if not start:
            return True
    return False


def _repeating(head: bytes, shape: Shape) -> frozenset[int]:
    """The columns whose cells are often the same, by the last lines of the head."""
    mark = shape.delimiter.encode()
    rows = [line.split(mark) for line in head.splitlines()[-_SAMPLE_LINES:]]
    columns = zip(*(row for row in rows if len(row) == shape.width), strict=True)
    return frozenset(n for n, cells in enumerate(columns) if len(set(cells)) * FEW < len(cells))


def _batches(text: memoryview, shape: Shape, repeating: frozenset[int]) -> "csv.CSVStreamingReader":
    kinds = {str(n): _WORDS if n in repeating else pa.string() for n in range(shape.width)}
    return csv.open_csv(
        cast(Any, pa.BufferReader(text)),  # its types know of files only
        csv.ReadOptions(use_threads=False, block_size=_PIECE_BYTES, column_names=list(kinds)),
        csv.ParseOptions(delimiter=shape.delimiter, quote_char=False, double_quote=False, ignore_empty_lines=False),
        csv.ConvertOptions(column_types=kinds, null_values=[""], strings_can_be_null=True, check_utf8=False),
    )


def _block(batch: "pa.RecordBatch") -> PackedColumns:
    filled = sum(batch.num_rows - column.null_count for column in batch.columns)
    return PackedColumns(batch.num_rows, [_run(column) for column in batch.columns], filled)


def _run(cells: "pa.Array[Any]") -> Run:
    if not isinstance(cells, pa.DictionaryArray):
        return Run(*_texts(cells))
    mask, places = cells.indices.buffers()
    bits = _bytes(mask, -(-len(cells) // 8)) if cells.null_count else None
    return Run(*_texts(cells.dictionary), _bytes(places, _INT_BYTES * len(cells)), bits)


def _texts(cells: "pa.Array[Any]") -> tuple[memoryview, memoryview]:
    _, bounds, texts = cells.buffers()
    ends = _bytes(bounds, _INT_BYTES * (len(cells) + 1))
    return _bytes(texts, ends.cast("i")[-1]), ends


def _bytes(buffer: "pa.Buffer | None", size: int) -> memoryview:
    return memoryview(buffer or b"")[:size]
