"""Text tables: CSV and its relatives, read so that one bad line costs one line."""

import io
import re
from collections.abc import Iterator
from itertools import chain

from core.reading.encoding import OLD_CODECS, Encoding
from core.reading.grid import Sheet, Tally
from core.reading.layout import shape_of
from core.reading.records import MAX_NOTES, Records

_SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?[;,\t]*\s*', re.I)
_BOM, _NUL = "\ufeff", "\x00"


def read_delimited(data: bytes, encoding: Encoding, sample: str, *, tally: Tally) -> Sheet:
    """The one sheet of a text table. Cells stay text, also where they look like numbers."""
    _note_encoding(encoding, tally)
    lines: Iterator[str] = io.TextIOWrapper(
        io.BytesIO(data[encoding.skip :]), encoding.codec, encoding.errors, newline=""
    )
    if hidden := _invisible(data, encoding):
        tally.note("invisible-characters", n=hidden)
        lines = (line.replace(_NUL, "").replace(_BOM, "") for line in lines)
        sample = sample.replace(_BOM, "")
    separator, lines = _separator_line(lines)
    shape = shape_of(sample.split("\n", 1)[-1] if separator else sample, tally=tally, delimiter=separator)
    sheet = Sheet("", tally, tally.limits.text_rows, expected=data.count(b"\n"))
    sheet.fill_blocks(Records(lines, shape, tally=tally).blocks())
    return sheet


def _invisible(data: bytes, encoding: Encoding) -> int:
    """How many zero characters and byte order marks stand inside the text."""
    if not any(mark in data for mark in (b"\x00", _BOM.encode())) and not encoding.codec.startswith("utf-16"):
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
