"""Text tables: CSV and its relatives, read so that one bad line costs one line."""

import io
import re
from collections.abc import Iterator
from itertools import chain

from core.reading.encoding import OLD_CODECS, Encoding, detected
from core.reading.grid import Sheet, Tally
from core.reading.kinds import check_text
from core.reading.records import MAX_NOTES, Shape, records, shape_of
from core.reading.refusal import Stop

_SAMPLE_BYTES = 1 << 16
_BLANK = " \t\r\n\x00\ufeff"
_SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?[;,\t]*\s*', re.I)


def read_text(data: bytes, *, tally: Tally) -> tuple[str, list[Sheet]]:
    """The one sheet of a text table. Cells stay text, also where they look like numbers."""
    encoding = detected(data)
    sample = _sample(data, encoding)
    check_text(sample)
    if not sample.strip(_BLANK) and len(data) < _SAMPLE_BYTES:
        raise Stop("empty-file")
    _note_encoding(encoding, tally)
    lines: Iterator[str] = io.TextIOWrapper(io.BytesIO(data[encoding.skip :]), encoding.codec, "replace", newline="")
    separator, lines = _separator_line(lines)
    shape = shape_of(sample.split("\n", 1)[-1] if separator else sample, delimiter=separator)
    sheet = Sheet("", tally, tally.limits.text_rows)
    sheet.fill(_watched(records(lines, shape, tally=tally), shape, tally))
    return "csv", [sheet]


def _sample(data: bytes, encoding: Encoding) -> str:
    """The beginning of the text, without the line that it may cut."""
    part = data[encoding.skip : encoding.skip + _SAMPLE_BYTES]
    text = part.decode(encoding.codec, errors="replace")
    cut = max(text.rfind("\n"), text.rfind("\r"))
    return text[:cut] if len(part) == _SAMPLE_BYTES and cut > 0 else text


def _note_encoding(encoding: Encoding, tally: Tally) -> None:
    if encoding.guessed:
        tally.note("encoding-guessed", encoding=OLD_CODECS[encoding.codec])
    if encoding.unreadable:
        tally.note("unreadable-characters", n=encoding.unreadable)


def _separator_line(lines: Iterator[str]) -> tuple[str | None, Iterator[str]]:
    """Excel's own first line ``sep=;``: it is no row, neither in Excel nor here."""
    first = next(lines, "")
    found = _SEPARATOR_LINE.fullmatch(first)
    return (found[1], lines) if found else (None, chain([first], lines))


def _watched(rows: Iterator[list[str]], shape: Shape, tally: Tally) -> Iterator[list[str]]:
    """The rows, with a note for each that has more or fewer fields than the table, once the table has begun."""
    begun, ragged = False, 0
    for number, row in enumerate(rows, 1):
        if len(row) == shape.width:
            begun = True
        elif begun and any(row) and (len(row) < shape.width or any(row[shape.width :])):
            ragged += 1
            if ragged <= MAX_NOTES:
                tally.note("ragged-row", row=number, found=len(row), expected=shape.width)
        yield row
    if ragged > MAX_NOTES:
        tally.note("ragged-rows", n=ragged, expected=shape.width)
