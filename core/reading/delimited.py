"""Text tables: CSV and its relatives, read so that one bad line costs one line."""

import io
import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

from core.reading.encoding import OLD_CODECS, Encoding
from core.reading.grid import PackedColumns, Sheet, Tally
from core.reading.layout import best_shape, settled, shape_of
from core.reading.records import MAX_NOTES, Records
from core.reading.shape import Shape
from core.reading.unusual import Rewrite, rewrites, rewritten_lines

LARGE_BYTES = 2_000_000  # below it Arrow takes longer to load than the careful way to read
_COUNTED_BYTES = 1 << 16
_SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?[;,\t]*\s*', re.I)
_BOM, _NUL = "\ufeff", "\x00"


def read_delimited(data: bytes, encoding: Encoding, sample: str, *, tally: Tally) -> Sheet:
    """The one sheet of a text table. Cells stay text, also where they look like numbers."""
    _note_encoding(encoding, tally)
    lines = _lines(data[encoding.skip :], encoding.codec, encoding.errors)
    if hidden := _invisible(data, encoding):
        tally.note("invisible-characters", n=hidden)
        lines = (line.replace(_NUL, "").replace(_BOM, "") for line in lines)
        sample = sample.replace(_BOM, "")
    separator, lines = _separator_line(lines)
    steps: tuple[Rewrite, ...] = ()
    if separator:
        shape = shape_of(sample.split("\n", 1)[-1], tally=tally, delimiter=separator)
    else:
        steps, judged = rewrites(sample, partial(best_shape, tally=tally))
        shape = settled(*judged)
    lines = rewritten_lines(lines, steps) if steps else lines
    sheet = Sheet("", tally, tally.limits.text_rows, expected=_lines_expected(data))
    rest: Sequence[PackedColumns] = ()
    if (
        not hidden
        and not steps
        and len(data) >= LARGE_BYTES
        and (found := _plain_rest(data, encoding, shape, tally=tally))
    ):
        head, rest = found
        _, lines = _separator_line(_lines(head, "utf-8", "strict"))
    sheet.fill_blocks(chain(Records(lines, shape, tally=tally).blocks(), rest))
    return sheet


def _lines_expected(data: bytes) -> int:
    """About how many lines there are: as many as their length at the beginning makes likely."""
    counted = data.count(b"\n", 0, _COUNTED_BYTES)
    return max(1, counted * len(data) // min(len(data), _COUNTED_BYTES)) if data else 0


def _lines(text: bytes, codec: str, errors: str) -> Iterator[str]:
    return io.TextIOWrapper(io.BytesIO(text), codec, errors, newline="")


def _plain_rest(
    data: bytes, encoding: Encoding, shape: Shape, *, tally: Tally
) -> tuple[bytes, Sequence[PackedColumns]] | None:
    """The head of the text as UTF-8, and the rows after it, where all of those are in order."""
    from core.reading import plainly  # Arrow: for large files only

    text = data[encoding.skip :]
    if encoding.codec != "utf-8" or encoding.strays:
        text = text.decode(encoding.codec, encoding.errors).encode()
    start = plainly.end_of_head(text)
    rest = (
        plainly.in_order(text, shape, start=start, longest=tally.limits.cell_characters)
        if start and shape.width <= tally.limits.columns
        else None
    )
    return None if rest is None else (text[:start], rest)


def _invisible(data: bytes, encoding: Encoding) -> int:
    """How many zero characters and byte order marks stand inside the text."""
    marked = b"\xef" in data and _BOM.encode() in data
    if b"\x00" not in data and not marked and not encoding.codec.startswith("utf-16"):
        return 0
    text = data[encoding.skip :].decode(encoding.codec, encoding.errors)
    return text.count(_NUL) + text.count(_BOM)


def _note_encoding(encoding: Encoding, tally: Tally) -> None:
    usual = OLD_CODECS.get(encoding.strays or encoding.codec, "")
    if encoding.guessed:
        tally.note("encoding-guessed", encoding=usual)
    if encoding.unreadable:
        tally.note("unreadable-characters", n=encoding.unreadable)
    for row in encoding.stray_lines[:MAX_NOTES]:
        tally.note("other-encoding", row=row, encoding="UTF-8" if encoding.guessed else usual)
    if len(encoding.stray_lines) > MAX_NOTES:
        tally.note("other-encodings", n=len(encoding.stray_lines))


def _separator_line(lines: Iterator[str]) -> tuple[str | None, Iterator[str]]:
    """Excel's own first line ``sep=;``: it is no row, neither in Excel nor here."""
    first = next(lines, "")
    found = _SEPARATOR_LINE.fullmatch(first)
    return (found[1], lines) if found else (None, chain([first], lines))
