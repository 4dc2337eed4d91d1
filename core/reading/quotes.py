"""A line whose quotation marks are out of order, read as well as it can be."""

import re
from functools import cache

from core.reading.shape import Shape

_LINE_END = "\r\n"


def unpaired(line: str, shape: Shape) -> bool:
    """Whether a quotation mark of the line has no partner in it."""
    if shape.escaped:
        line = line.replace('\\"', "")
    return line.count('"') % 2 == 1


def mended(line: str, shape: Shape) -> list[str]:
    """The fields of one line: a quotation mark counts where it opens at the start of a field and closes at its end.

    A stray one at the start of a field is dropped; one at the end only in columns that are usually quoted, where it
    is no inch. Where the lost partner had protected delimiters, the fields that it held are joined again.
    """
    fields = _fields(line.rstrip(_LINE_END), shape.delimiter)
    excess = len(fields) - shape.width
    if shape.width and excess > 0:
        fields = _joined(fields, excess, shape.delimiter)
    return [_bare(field, quoted=column in shape.quoted) for column, field in enumerate(fields)]


def _fields(line: str, delimiter: str) -> list[str]:
    return [found[0] for found in _pattern(delimiter).finditer(line)]


@cache
def _pattern(delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    return re.compile(rf'(?:(?<={mark})|^)(?: *"(?:[^"]|"")*+" *(?={mark}|$)|[^{mark}]*+)')


def _joined(fields: list[str], excess: int, delimiter: str) -> list[str]:
    for index, field in enumerate(fields):
        if _opens(field) and index + excess < len(fields):
            return [*fields[:index], delimiter.join(fields[index : index + excess + 1]), *fields[index + excess + 1 :]]
        if _closes(field) and index >= excess:
            return [*fields[: index - excess], delimiter.join(fields[index - excess : index + 1]), *fields[index + 1 :]]
    return fields


def _opens(field: str) -> bool:
    return field.strip().startswith('"') and not _paired(field)


def _closes(field: str) -> bool:
    return field.strip().endswith('"') and not _paired(field)


def _paired(field: str) -> bool:
    bare = field.strip()
    return len(bare) > 1 and bare[0] == bare[-1] == '"'


def _bare(field: str, *, quoted: bool) -> str:
    if _paired(field):
        inner = field.strip()[1:-1].replace('""', '"')
        return inner.removeprefix('"') if _opens(inner) else inner
    if _opens(field):
        return field.lstrip().removeprefix('"')
    return field.rstrip().removesuffix('"') if quoted and _closes(field) else field
