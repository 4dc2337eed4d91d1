"""A row with a separator too many, or with another one, brought to the width of its table where one way fits."""

from collections.abc import Iterator
from math import prod

from core.reading.shape import DELIMITERS, Shape, class_of

_MAX_EXCESS = 3
_NEVER_SEEN = 0.01
_CLEARLY_BETTER = 4.0  # times as likely as the next way, else the row is left as it stands


def other_delimiter(row: list[str], shape: Shape) -> list[str] | None:
    """The fields of a line that is written with another delimiter than the rest of the file."""
    if len(row) != 1:
        return None
    ways = (row[0].split(mark) for mark in DELIMITERS if mark != shape.delimiter)
    return next((fields for fields in ways if len(fields) == shape.width), None)


def fitted(row: list[str], shape: Shape) -> list[str] | None:
    """The row without its extra separators, if one place for them fits what the columns usually hold far better."""
    excess = len(row) - shape.width
    if not 0 < excess <= _MAX_EXCESS or not shape.usual:
        return None
    ways = {tuple(way): _likelihood(way, shape) for way in _ways(row, excess, shape.delimiter)}
    best, *others = sorted(ways, key=lambda way: -ways[way])
    clear = not others or ways[best] > _CLEARLY_BETTER * ways[others[0]]
    return list(best) if clear and ways[best] > _NEVER_SEEN else None


def _ways(row: list[str], excess: int, delimiter: str) -> Iterator[list[str]]:
    """Neighbours joined by the separator that split them; an empty one beside a value is left out instead."""
    for at in range(len(row) - excess):
        parts = row[at : at + excess + 1]
        filled = [part for part in parts if part.strip()]
        yield [*row[:at], delimiter.join(parts) if len(filled) > 1 else "".join(filled), *row[at + excess + 1 :]]


def _likelihood(row: list[str], shape: Shape) -> float:
    return prod(max(usual.get(class_of(text), 0.0), _NEVER_SEEN) for text, usual in zip(row, shape.usual, strict=True))
