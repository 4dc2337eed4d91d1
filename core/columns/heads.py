"""Headers of two rows: what stands above, merged over several columns, joined with what stands below."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from core.columns.grid import Area
from core.model.names import fold
from core.tables import table

_YEAR = re.compile(r"(?:19|20)\d{2}")
_BRACKETS = "()[]"
_SCALE = re.compile(r"\d{1,2} ?(?:-|–|til|till|to) ?\d{1,3}")  # what a row of units says of scores
_SIGNS = ("%", "#", "€", "£", "$")
_SHIFTED, _NUMBERED = 2, 20  # headers, and rows that are looked at, before a header is moved
_IMPORT = '{"importid'  # the row below the header that one survey tool reads its own files by
_LONGEST_LABEL = 80
_LONG = 40  # characters; a longer text above a header is a title


@dataclass(frozen=True, slots=True)
class Heads:
    """A header's grid rows ``top`` to ``header``; grid column -> its text, and -> the group that it stands under."""

    top: int
    header: int
    texts: Mapping[int, str]
    groups: Mapping[int, str]


def heads(area: Area, row: int, *, last: int) -> Heads:
    """The header at ``row``, joined with a row of groups above it; or with the row below, where it is itself groups."""
    below = row + 1 < last and explains(area, row + 1, begin=min(area.cells(row), default=0))
    if row + 2 < last and not below and _is_upper(area, row, row + 1):
        return _joined(area, row, row + 1)
    if row and _is_upper(area, row - 1, row):
        return _joined(area, row - 1, row)
    return Heads(row, row, area.cells(row), {})


def explains(area: Area, row: int, *, begin: int) -> bool:
    """Whether a row below the header only says which answers a question of a survey takes, or of what kind; ``begin``:
    the first column of the header, in which every answer has its number or its day."""
    cells = area.cells(row)
    said = [fold(text[:_LONG]) for text in cells.values()]
    if not said or len(area.words(row)) < len(cells):
        return False
    kinds = table("headers")["below"]
    of_kinds = begin not in cells and (any(text in kinds for text in said) or _are_labels(area, row))
    return of_kinds or all(text.startswith(_IMPORT) for text in said)


def _are_labels(area: Area, row: int) -> bool:
    """Whether the row below a header names the answers to its questions, each of which stands over several columns."""
    over, under = area.cells(row - 1) if row else {}, area.cells(row)
    starts = [max((c for c in over if c <= column), default=-1) for column in under]
    spread = len(starts) > len(set(starts)) and -1 not in starts
    asking = all(over[c].rstrip().endswith(("?", ":")) or len(over[c]) > _LONG for c in starts) if spread else False
    return asking and all(len(text) <= _LONGEST_LABEL and _is_word(text) for text in under.values())


def _is_upper(area: Area, upper: int, lower: int) -> bool:
    """Whether the two rows are one header: groups above, the first column named in only one of them, no data below."""
    over, under = area.cells(upper), area.cells(lower)
    if not over or len(under) < 2 or not (_are_words(area, upper) and _are_words(area, lower)):
        return False
    first = min(*over, *under)
    beyond = [c for c in over if c != first]
    once = (first in over) != (first in under)
    spread = any(c not in over for c in under if c != first) or len(set(under.values())) < len(under)
    return bool(beyond) and once and (spread or first in under or _are_units(under.values()))


def _are_units(texts: Iterable[str]) -> bool:
    bare = (fold(text).strip(_BRACKETS) for text in texts)
    return all(text in _units() or text.rstrip(".") in _units() or _SCALE.fullmatch(text) for text in bare)


@cache
def _units() -> frozenset[str]:
    """What a row below the header may hold: "kr.", "antal", "%"."""
    cells = table("cells")
    words = [w for name in ("currencies", "scales", "times") for group in cells[name].values() for w in group]
    return frozenset([*words, *cells["units"], *table("headers")["counting"], "%"])


def _are_words(area: Area, row: int) -> bool:
    """Whether all cells are short texts or years."""
    words = area.words(row)
    return all(
        len(t) <= _LONG and (c in words or _YEAR.fullmatch(t)) and _is_word(t) for c, t in area.cells(row).items()
    )


def _is_word(text: str) -> bool:
    plain = text.strip(_BRACKETS)
    return bool(_YEAR.fullmatch(text) or _SCALE.fullmatch(plain)) or plain in _SIGNS or any(c.isalpha() for c in text)


def _joined(area: Area, upper: int, lower: int) -> Heads:
    over, under = area.cells(upper), area.cells(lower)
    groups = _groups(over, under)
    alone = {c: text for c, text in over.items() if c not in under}
    joined = {c: _join(groups.get(c), text) for c, text in under.items()}
    return Heads(upper, lower, {**alone, **joined}, groups)


def _groups(over: Mapping[int, str], under: Mapping[int, str]) -> dict[int, str]:
    """Grid column -> the text above it or, as merged cells are meant, above a column to its left.

    Where groups repeat the same headers, a further header at the right end belongs to none of them.
    """
    starts = sorted(c for c in over if c in under)
    found: dict[int, str] = {}
    usual: set[str] = set()
    ends = [*starts[1:], max(under, default=0) + 1][: len(starts)]
    for start, end in zip(starts, ends, strict=True):
        inside = [c for c in sorted(under) if start <= c < end]
        names = {fold(under[c]) for c in inside}
        repeats = bool(usual & names)
        found |= {c: over[start] for c in inside if not repeats or fold(under[c]) in usual}
        usual = usual or names
    return found


def _join(group: str | None, text: str) -> str:
    return text if group is None or fold(group) == fold(text) else f"{group} / {text}"


def shifted(area: Area, found: Heads, *, last: int) -> Heads:
    """The header moved one column to the right where it is one short of the rows, and they begin with their number."""
    used = [c for c in area.columns if area.filled[found.header + 1 : last, c].any() or c in found.texts]
    headed = sorted(found.texts)
    if len(headed) < _SHIFTED or found.groups or headed != used[:-1] or used != list(range(used[0], used[-1] + 1)):
        return found
    if fold(found.texts[headed[0]]) in table("headers")["ids"] or not _counts_up(area, headed[0], found.header, last):
        return found
    return Heads(found.top, found.header, {c + 1: text for c, text in found.texts.items()}, {})


def _counts_up(area: Area, column: int, header: int, last: int) -> bool:
    """Whether the cells below the header are 0, 1, 2 ... or 1, 2, 3 ..., as programs number rows."""
    texts = [area.sheet.columns[column].at(row).strip() for row in range(header + 1, min(last, header + 1 + _NUMBERED))]
    return len(texts) > 1 and any(texts == [str(n) for n in range(start, start + len(texts))] for start in (0, 1))
