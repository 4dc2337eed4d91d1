"""A large text whose lines are all alike, read by Arrow: no quotation mark, the same number of delimiters everywhere.

Whatever is in doubt is left to ``records``, which reads the same cells from the same bytes, ten times slower.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from core.reading.engines import arrow_csv, numpy
from core.reading.grid import BLOCK_ROWS, PackedColumns, Tally
from core.reading.shape import Shape

if TYPE_CHECKING:
    import pyarrow as pa

FROM_BYTES = 2_000_000  # below it Arrow takes longer to load than the careful way to read
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
    if shape.spaced or shape.escaped or not shape.width or not shape.delimiter.isascii():
        return None
    if text.find(b'"', start) >= 0 or _returns(text, start):
        return None
    found = arrow_csv(memoryview(text)[start:], delimiter=shape.delimiter, piece=_PIECE_BYTES)
    if found is None or any(batch.num_columns != shape.width for batch in found):
        return None
    blocks = [PackedColumns(batch.num_rows, [_packed(column) for column in batch.columns]) for batch in found]
    longest = max((_longest(lengths) for block in blocks for _, lengths, _ in block.columns), default=0)
    return blocks if longest <= tally.limits.cell_characters and shape.width <= tally.limits.columns else None


def _returns(text: bytes, start: int) -> bool:
    """Whether a carriage return stands alone."""
    return text.find(b"\r", start) >= 0 and text.count(b"\r", start) != text.count(b"\r\n", start)


def _packed(cells: "pa.Array[Any]") -> tuple[memoryview, bytes, bytes]:
    np = numpy()
    _, offsets, buffer = cells.buffers()
    texts = memoryview(buffer or b"")
    ends = np.frombuffer(offsets, dtype=np.int32)[cells.offset : cells.offset + len(cells) + 1]
    lengths = np.diff(ends).astype(np.uint32)
    return texts[int(ends[0]) : int(ends[-1])], lengths.tobytes(), (lengths > 0).tobytes()


def _longest(lengths: bytes) -> int:
    np = numpy()
    return int(np.frombuffer(lengths, dtype=np.uint32).max(initial=0))
