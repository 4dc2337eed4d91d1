"""Texts whose lines are written in an unusual way, and how each line reads in the usual one.

Other programs put a caret or two characters between the fields, another quotation mark around them, a backslash before
a delimiter, the whole line in quotes, or the delimiters of their own table after it.
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice

from core.reading.shape import OWN_MARK, Shape

Rewrite = Callable[[str], str]  # of one line, its end included
Judge = Callable[[str], tuple[float, Shape]]
Proposal = Callable[[str, Shape], Iterator[Rewrite]]

_MARKS = ("\x01", "\x02", "\x1c", "\x1d", "\x1e", "^", "~", "¦", "§", "|~|", "~|~", "#|#", "::")
_DOUBLED = ("||", ";;", ",,", "\t\t")
_QUOTES = (("'", "'"), ("“", "”"), ("”", "”"), ("„", "“"), ("‘", "’"), ("’", "’"), ("«", "»"), ("»", "«"))
_LINES = 300
_MOST, _MANY = 0.8, 0.3  # shares of the lines
_TABLE = 3  # columns of a table that one line in quotes may hold: two are a name and a first name
_WORSE = 0.02  # of a score, which falls a little where fewer fields hold a comma each
_ENDS = re.compile(r"(?:,+|;+|\t+)$")
_SPACES_AT_END = re.compile(r'" +(?:[\r\n]|$)')
_WRAPPED = re.compile(r'"(?:[^"]|"")*+"')
_LINE_END = "\r\n"


def rewrites(sample: str, judge: Judge) -> tuple[tuple[Rewrite, ...], tuple[float, Shape]]:
    """What to do to each line, one after the other, so that ``judge`` finds the fields better; usually nothing. And
    what it says of the sample then."""
    found: list[Rewrite] = []
    score, shape = judge(sample)
    for propose in (
        _without_spaces,
        _without_ends,
        _unwrapped,
        _doubled_mark,
        _own_mark,
        _plain_quotes,
        _plain_escapes,
    ):
        for rewrite in propose(sample, shape):
            text = rewritten(sample, rewrite)
            better, other = judge(text)
            if other.width >= _least_width(propose, shape) and better >= score - _WORSE:
                found.append(rewrite)
                sample, score, shape = text, better, other
                break
    return tuple(found), (score, shape)


def _least_width(propose: Proposal, shape: Shape) -> int:
    if propose is _doubled_mark:
        return (shape.width + 1) // 2
    return _TABLE if propose is _unwrapped else 2


def rewritten(text: str, *steps: Rewrite) -> str:
    """The text with each of its lines rewritten."""
    return "".join(rewritten_lines(io.StringIO(text, newline=""), steps))


def rewritten_lines(lines: Iterator[str], steps: Sequence[Rewrite]) -> Iterator[str]:
    """Each line after all steps."""
    for line in lines:
        for step in steps:
            line = step(line)
        yield line


def _bodies(sample: str) -> list[str]:
    lines = (line.rstrip(_LINE_END) for line in io.StringIO(sample, newline=""))
    return list(islice((line for line in lines if line.strip()), _LINES))


def _without_spaces(sample: str, _shape: Shape) -> Iterator[Rewrite]:
    """Spaces after the quotation mark that ends a line: the field would not be closed."""
    if '" ' in sample and _SPACES_AT_END.search(sample):
        yield _without_last_spaces


def _without_last_spaces(line: str) -> str:
    body = line.rstrip(_LINE_END)
    return body.rstrip(" ") + line[len(body) :] if body.rstrip(" ").endswith('"') else line


def _without_ends(sample: str, _shape: Shape) -> Iterator[Rewrite]:
    """The same delimiters after every line, when they are not those that separate the fields."""
    lines = _bodies(sample)
    ends = Counter(end[0] for line in lines if (end := _ENDS.search(line)))
    tail, alike = max(ends.items(), key=lambda pair: pair[1], default=("", 0))
    inside = [line.removesuffix(tail).rstrip(tail[:1]) for line in lines]
    if tail and alike > _MOST * len(lines) and not any(tail[0] in line.rstrip('"') for line in inside[:1]):
        yield partial(_cut, tail=tail)


def _cut(line: str, *, tail: str) -> str:
    body = line.rstrip(_LINE_END)
    return body.removesuffix(tail) + line[len(body) :]


def _unwrapped(sample: str, _shape: Shape) -> Iterator[Rewrite]:
    """Lines that are one quoted field each, with the delimiters of a table inside."""
    lines = _bodies(sample)
    if '"' in sample and sum(bool(_WRAPPED.fullmatch(line)) for line in lines) > _MANY * len(lines):
        yield _unwrap


def _unwrap(line: str) -> str:
    body = line.rstrip(_LINE_END)
    return body[1:-1].replace('""', '"') + line[len(body) :] if _WRAPPED.fullmatch(body) else line


def _own_mark(sample: str, _shape: Shape) -> Iterator[Rewrite]:
    """Other delimiters that stand in most of the lines."""
    for mark in _MARKS:
        if mark in sample:
            lines = _bodies(sample)
            if sum(mark in line for line in lines) > _MOST * len(lines):
                yield partial(_with_own_mark, mark=mark)


def _doubled_mark(sample: str, shape: Shape) -> Iterator[Rewrite]:
    """A usual delimiter that never stands alone: every other field would be empty."""
    for mark in _DOUBLED:
        if mark in sample and shape.delimiter == mark[0] and shape.width >= 2 * _TABLE - 1:
            lines = _bodies(sample)
            runs = re.compile(rf"(?<!{re.escape(mark[0])})(?:{re.escape(mark)})++(?!{re.escape(mark[0])})")
            if sum(mark in line and mark[0] not in runs.sub("", line) for line in lines) > _MOST * len(lines):
                yield partial(_with_own_mark, mark=mark)


def _with_own_mark(line: str, *, mark: str) -> str:
    return line.replace(mark, OWN_MARK)


def _plain_quotes(sample: str, shape: Shape) -> Iterator[Rewrite]:
    """Other quotation marks around fields, if some of those hold the delimiter or most fields have them."""
    for first, last in _QUOTES:
        if first in sample and last in sample:
            pattern = _quoted(first, last, shape.delimiter)
            lines = _bodies(sample)
            inside = [field[1] for line in lines for field in pattern.finditer(line)]
            if any(shape.delimiter in text for text in inside) or len(inside) > _MANY * shape.width * len(lines):
                yield partial(_requoted, pattern=pattern)


def _quoted(first: str, last: str, delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    return re.compile(rf"(?:(?<={mark})|^){first}((?:[^{last}\r\n]|{last}{last})*+){last}(?={mark}|[\r\n]|$)")


def _requoted(line: str, *, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: _in_quotes(found[1].replace("''", "'")), line)


def _in_quotes(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _plain_escapes(sample: str, shape: Shape) -> Iterator[Rewrite]:
    """Delimiters inside of fields with a backslash before them."""
    if f"\\{shape.delimiter}" in sample and '"' not in sample:
        yield partial(_unescaped, mark=shape.delimiter)


def _unescaped(line: str, *, mark: str) -> str:
    body = line.rstrip(_LINE_END)
    if f"\\{mark}" not in body:
        return line
    fields = re.split(rf"(?<!\\){re.escape(mark)}", body)
    whole = (field.replace(f"\\{mark}", mark) for field in fields)
    return mark.join(_in_quotes(field) if mark in field else field for field in whole) + line[len(body) :]
