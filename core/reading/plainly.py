"""A large text whose lines are all alike, read by Arrow: no quotation mark, the same number of delimiters everywhere.

Whatever is in doubt is left to ``records``, which reads the same cells from the same bytes, ten times slower.
"""

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import pyarrow as pa
from pyarrow import csv

from core.reading.grid import BLOCK_ROWS, PackedColumns, Tally
from core.reading.shape import Shape

HEAD_LINES = BLOCK_ROWS
_PIECE_BYTES = 8 << 20


def end_of_head(text: bytes) -> int:
    """Where the lines begin that are not the first ones, which are always read with care; 0 where there are none."""
    at = 0
    for _ in range(HEAD_LINES):
        at = text.find(b"\n", at) + 1
        if not at:
            return 0
    return at


def in_order(text: bytes, shape: Shape, *, start: int, tally: Tally) -> Sequence[PackedColumns] | None:
    """The rows of ``text`` (UTF-8) from ``start`` on, or nothing where any line of them needs a closer look."""
    if shape.spaced or shape.escaped or not 0 < shape.width <= tally.limits.columns or not shape.delimiter.isascii():
        return None
    if text.find(b'"', start) >= 0 or _returns(text, start):
        return None
    try:
        batches = list(_batches(memoryview(text)[start:], shape))
    except pa.ArrowInvalid:  # a line has another number of fields
        return None
    blocks = [PackedColumns(batch.num_rows, [_packed(column) for column in batch.columns]) for batch in batches]
    longest = max((_longest(lengths) for block in blocks for _, lengths, _ in block.columns), default=0)
    return blocks if longest <= tally.limits.cell_characters else None


def _returns(text: bytes, start: int) -> bool:
    """Whether a carriage return stands alone."""
    return text.find(b"\r", start) >= 0 and text.count(b"\r", start) != text.count(b"\r\n", start)


def _batches(text: memoryview, shape: Shape) -> "csv.CSVStreamingReader":
    names = [str(column) for column in range(shape.width)]
    return csv.open_csv(
        cast(Any, pa.BufferReader(text)),  # its types know of files only
        csv.ReadOptions(use_threads=False, block_size=_PIECE_BYTES, column_names=names),
        csv.ParseOptions(delimiter=shape.delimiter, quote_char=False, double_quote=False, ignore_empty_lines=False),
        csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False),
    )


def _packed(cells: "pa.Array[Any]") -> tuple[memoryview, bytes, bytes]:
    _, offsets, texts = cells.buffers()
    ends = np.frombuffer(memoryview(offsets or b""), np.int32)[cells.offset : cells.offset + len(cells) + 1]
    lengths = np.diff(ends).astype(np.uint32)
    return memoryview(texts or b"")[int(ends[0]) : int(ends[-1])], lengths.tobytes(), (lengths > 0).tobytes()


def _longest(lengths: bytes) -> int:
    return int(np.frombuffer(lengths, np.uint32).max(initial=0))
