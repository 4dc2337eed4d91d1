"""Lines of text as rows of fields: which mark separates them, and what a quotation mark may not do."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from core.reading.grid import Tally

DELIMITERS = ";\t,|"  # the first wins a tie: a decimal comma also stands once in every line
MAX_NOTES = 20
_SAMPLE_LINES = 300
_MIN_SHARE = 0.3
_MAX_RECORD_LINES = 500
_MAX_BAD_QUOTES = 100


@dataclass(frozen=True, slots=True)
class Shape:
    """How a text is laid out. ``width``: the number of fields that most lines have.

    ``spaced``: a space may stand between a delimiter and a quotation mark.
    """

    delimiter: str
    width: int
    spaced: bool = False


SINGLE_COLUMN = Shape("\x1f", 1)  # split at a mark that no text holds


def shape_of(sample: str, *, delimiter: str | None = None) -> Shape:
    """The delimiter whose fields are counted alike in most lines; a single column where none is.

    A ``delimiter`` that the file itself names is not questioned.
    """
    if delimiter is not None:
        return _scored(sample, delimiter)[1]
    score, shape = max((_scored(sample, mark) for mark in DELIMITERS), key=lambda scored: scored[0])
    # Sentences with a comma here and there are one column.
    return shape if score >= _MIN_SHARE else SINGLE_COLUMN


def _scored(sample: str, delimiter: str) -> tuple[float, Shape]:
    """The share of the lines that agree on a number of fields above one."""
    spaced = f'{delimiter} "' in sample
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, skipinitialspace=spaced)
    counts = Counter(len(row) for row in islice(rows, _SAMPLE_LINES) if any(row))
    width, alike = max(((w, n) for w, n in counts.items() if w > 1), key=lambda pair: pair[1], default=(1, 0))
    return alike / max(counts.total(), 1), Shape(delimiter, width, spaced)


class _Runaway(Exception):
    """A quotation mark was opened and is not closed."""


@dataclass(slots=True)
class _Remembered:
    """Lines that are kept until their record is complete. ``ended``: a record asked for more than there is."""

    lines: Iterator[str]
    record: list[str] = field(default_factory=list)
    ended: bool = False

    def __iter__(self) -> Iterator[str]:
        for line in self.lines:
            self.record.append(line)
            if len(self.record) > _MAX_RECORD_LINES:
                raise _Runaway
            yield line
        self.ended = True


def records(lines: Iterator[str], shape: Shape, *, tally: Tally) -> Iterator[list[str]]:
    """Rows of fields, blank lines as empty rows.

    A quotation mark that is never closed would swallow the rest of the file: its line is read plainly instead, and
    noted; after a hundred of them no quotation mark is believed any more.
    """
    number = bad_quotes = 0
    while True:
        source = _Remembered(lines)
        try:
            for row in _reader(source, shape, quoting=bad_quotes < _MAX_BAD_QUOTES):
                if source.ended:
                    raise _Runaway
                number += 1
                yield row
                source.record.clear()
            return
        except (_Runaway, csv.Error):
            number += 1
            bad_quotes += 1
            if bad_quotes <= MAX_NOTES:
                tally.note("unclosed-quote", row=number)
            yield from _reader(source.record[:1], shape, quoting=False)
            lines = chain(source.record[1:], source.lines)


def _reader(lines: Iterable[str], shape: Shape, *, quoting: bool) -> Iterator[list[str]]:
    return csv.reader(
        lines,
        delimiter=shape.delimiter,
        skipinitialspace=shape.spaced,
        quoting=csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE,
    )
