"""Which delimiter a text has, and the rest of its shape, from its first lines."""

import io
import re
from collections import Counter
from dataclasses import replace
from itertools import islice

from core.reading.grid import Tally
from core.reading.records import Records
from core.reading.shape import DELIMITERS, OWN_MARK, SINGLE_COLUMN, Shape, classes

_SAMPLE_ROWS = 300
_MIN_SHARE = 0.3
_CLEAN_WEIGHT = 0.4
_FIRST_BONUS = 0.1
_QUOTED_SHARE = 0.5
# A field that holds another delimiter was perhaps split at the wrong one; a decimal comma is none.
_OTHERS = {
    mark: re.compile(
        "|".join(p for m, p in zip(DELIMITERS, (";", "\t", r",(?!\d)|(?<!\d),", r"\|"), strict=True) if m != mark)
    )
    for mark in DELIMITERS + OWN_MARK
}


def shape_of(sample: str, *, tally: Tally, delimiter: str | None = None) -> Shape:
    """The delimiter whose fields are counted alike in most lines; a single column where none is.

    A ``delimiter`` that the file itself names is not questioned.
    """
    if delimiter is not None:
        return _scored(sample, delimiter, tally)[1]
    return settled(*best_shape(sample, tally=tally))


def settled(score: float, shape: Shape) -> Shape:
    """The shape if enough lines agree on it: sentences with a comma here and there are one column."""
    return shape if score >= _MIN_SHARE else SINGLE_COLUMN


def best_shape(sample: str, *, tally: Tally) -> tuple[float, Shape]:
    """The shape by the delimiter that most lines agree on, and how much they do: about 0 to 1."""
    marks = DELIMITERS + OWN_MARK if OWN_MARK in sample else DELIMITERS
    return max((_scored(sample, mark, tally) for mark in marks), key=lambda scored: scored[0])


def _scored(sample: str, delimiter: str, tally: Tally) -> tuple[float, Shape]:
    """The share of the lines that agree on a number of fields above one, less where the fields look torn."""
    shape = Shape(delimiter, spaced=f'{delimiter} "' in sample, escaped=_escaped(sample, delimiter))
    lines = io.StringIO(sample, newline="")
    rows = list(islice(Records(iter(lines), shape, tally=Tally(tally.limits)).raw(), _SAMPLE_ROWS))
    rows = [row for row in rows if any(cell.strip() for cell in row)] or rows
    counts = Counter(map(len, rows))
    width, alike = max(((w, n) for w, n in counts.items() if w > 1), key=lambda pair: pair[1], default=(1, 0))
    good = [row for row in rows if len(row) == width]
    if not alike:
        return 0.0, replace(shape, width=1)
    cells = [cell for row in good for cell in row]
    clean = sum(not _OTHERS[delimiter].search(cell) for cell in cells) / len(cells)
    first = next(row for row in rows if len(row) > 1 or _OTHERS[delimiter].search(row[0]))
    score = alike / len(rows) * (1 - _CLEAN_WEIGHT * (1 - clean)) + _FIRST_BONUS * (len(first) == width)
    return score, replace(shape, width=width, quoted=_quoted(sample, delimiter, width), usual=classes(good[1:] or good))


def _escaped(sample: str, delimiter: str) -> bool:
    """Whether quotation marks inside of fields have a backslash before them instead of being doubled."""
    if '\\"' not in sample:
        return False
    edge = rf"[^\r\n{re.escape(delimiter)}\"]"
    return len(re.findall(rf'\\"{edge}', sample)) > len(re.findall(rf'{edge}""{edge}', sample))


def _quoted(sample: str, delimiter: str, width: int) -> frozenset[int]:
    """Columns whose fields are quoted in most of the lines that split plainly."""
    lines = [line.split(delimiter) for line in sample.splitlines()[:_SAMPLE_ROWS]]
    plain = [fields for fields in lines if len(fields) == width]
    return frozenset(
        column
        for column in range(width)
        if sum(fields[column][:1] == '"' for fields in plain) > _QUOTED_SHARE * max(len(plain), 1)
    )
