"""How a text is laid out: what separates its fields, and what they usually hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

DELIMITERS = ";\t,|"  # the first wins a tie: a decimal comma also stands once in every line
OWN_MARK = "\x1f"  # stands for any other delimiter; no text holds it but as one
_CLASSES = (
    ("empty", re.compile(r"\s*")),
    (
        "number",
        re.compile(
            r"\s*[(+\-−]?\s*(?:kr\.?|[€$£])?\s*\d[\d.,' \u00a0\u202f\u2009]*\s*(?:%|kr\.?|[€$£]|DKK|SEK)?\)?\s*"
        ),
    ),
    ("date", re.compile(r"\s*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[T ].{0,30})?\s*")),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """``width``: the number of fields that most lines have, 0 while it is not known.

    ``spaced``: a space may stand between a delimiter and a quotation mark. ``escaped``: a quotation mark inside a
    field is written with a backslash. ``quoted``: columns whose fields are usually quoted. ``usual``: for each column
    the share of each class of content.
    """

    delimiter: str
    width: int = 0
    spaced: bool = False
    escaped: bool = False
    quoted: frozenset[int] = frozenset()
    usual: tuple[dict[str, float], ...] = ()


SINGLE_COLUMN = Shape(OWN_MARK, 1)


def class_of(text: str) -> str:
    """``empty``, ``number``, ``date`` or ``text``."""
    return next((name for name, pattern in _CLASSES if pattern.fullmatch(text[:60])), "text")


def classes(rows: Sequence[Sequence[str]]) -> tuple[dict[str, float], ...]:
    """For each column of equally long rows the share of each class."""
    columns = [[class_of(text) for text in column] for column in zip(*rows, strict=True)]
    return tuple({name: column.count(name) / len(column) for name in set(column)} for column in columns)
