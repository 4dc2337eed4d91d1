"""Where the tables of an area stand: header rows under titles and notes, one table below the other."""

from collections.abc import Iterator

import numpy as np

from core.columns.grid import Area
from core.columns.headers import IGNORE, is_known, match_header
from core.columns.heads import explains, heads, shifted
from core.model import CellKind
from core.model.mapping import Table
from core.model.names import column_letter, fold

_TOP = 60  # grid rows in which a header is looked for
_CONTENDERS = 5  # rows whose headers are taken apart; the others are judged by whole words only
_LONG = 60  # characters; longer texts are titles or notes, hardly headers
_STARTS = 200  # rows after a gap that are looked at for a second table
_TITLES = 3  # lone texts between a gap and the header of the next table
_HEADER_LENGTH = 200


def tables_in(area: Area, *, header: int | None = None) -> list[Table]:
    """The tables of ``area`` from top to bottom. ``header``: the grid row that the user calls the header."""
    rows = np.flatnonzero(area.rows())
    if not len(rows):
        return []
    start = _header_row(area) if header is None else header
    if start is None or start >= rows[-1]:
        return []
    above = [] if header is not None else list(_above(area, start))
    return [*above, *_below(area, start, int(rows[-1]) + 1)]


def _below(area: Area, header: int, end: int) -> Iterator[Table]:
    """The table with ``header``, and those under it."""
    seen = 0
    while seen < _STARTS and header < end - 1:
        following, last = _next_header(area, header, end)
        yield _table(area, header, last)
        if following is None:
            return
        header, seen = following, seen + 1


def _above(area: Area, header: int) -> Iterator[Table]:
    """Tables over the best header: another header of known words with rows below it and a gap after them."""
    rows = area.rows()
    for row in range(header):
        if not rows[row] or (row and rows[row - 1] and len(area.cells(row - 1)) > 1):
            continue
        gaps = np.flatnonzero(~rows[row + 1 : header])
        if len(gaps) and gaps[0] > 0 and _is_header(list(area.cells(row).values())):
            yield _table(area, row, row + 1 + int(gaps[0]))
            return


def _table(area: Area, header: int, last: int) -> Table:
    """The columns that have a header or anything below it; an unnamed one goes by its spreadsheet letter."""
    found = shifted(area, heads(area, header, last=last), last=last)
    used = np.asarray(area.filled[found.header : last].any(axis=0), dtype=bool).tolist()
    named = {c: found.texts.get(c) or column_letter(c) for c in area.columns if used[c] or c in found.texts}
    headers = {c: text[:_HEADER_LENGTH] for c, text in named.items()}
    unnamed = frozenset(c for c in headers if not found.texts.get(c))
    first = found.header + 1
    while first < last - 1 and explains(area, first, begin=min(found.texts, default=0)):
        first += 1
    return Table(found.top, found.header, first, last, headers, found.groups, unnamed)


def _header_row(area: Area) -> int | None:
    columns = list(area.columns)
    top = area.filled[:_TOP, columns]
    width = max(1, int(area.filled[: _TOP * 4, columns].any(axis=0).sum()))
    rows = [r for r in range(len(top)) if top[r].sum() >= min(2, width)]
    quick = sorted(rows, key=lambda r: (-_score(area, r, width=width, thorough=False), r))[:_CONTENDERS]
    scored = {r: _score(area, r, width=width, thorough=True) for r in quick}
    best = max(scored, key=lambda r: (scored[r], -r), default=None)
    return best if best is None or scored[best] > 0 else None


def _score(area: Area, row: int, *, width: int, thorough: bool) -> float:
    """How much a row looks like a header: known words count most, then being text, full and without repeats."""
    columns = area.sheet.columns
    texts = {c: columns[c].at(row) for c in area.columns if area.filled[row, c]}
    words = [t for c, t in texts.items() if columns[c].kinds[row] == CellKind.TEXT]
    short = [w for w in words if len(w) <= _LONG]
    known = sum(_known(w) if thorough else float(is_known(w)) for w in short)
    looks = 2 * len(short) / len(texts) + 2 * len(texts) / width + len(set(texts.values())) / len(texts)
    numbers = 1 - len(words) / len(texts)
    return 2 * known + looks - 2 * numbers - 2.5


def _known(word: str) -> float:
    field, how = match_header(word)
    if how == "none":
        return 0.0
    return (0.5 if field == IGNORE else 1.0) * (0.7 if how == "part" else 1.0)


def _next_header(area: Area, header: int, end: int) -> tuple[int | None, int]:
    """(the header of the next table, the end of this one): another header of known words below a gap and titles."""
    rows = area.rows()[header + 1 : end]
    starts: np.ndarray = np.flatnonzero(~rows[:-1] & rows[1:]) + header + 2
    own = {fold(t) for t in area.cells(header).values()}
    for start in starts[:_STARTS]:
        row = _after_titles(area, int(start), end)
        texts = list(area.cells(row).values())
        if len(texts) > 1 and {fold(t) for t in texts} != own and _is_header(texts):
            return row, int(start)
    return None, end


def _after_titles(area: Area, start: int, end: int) -> int:
    """The first row from ``start`` on that is neither blank nor a lone title."""
    for row in range(start, min(start + 2 * _TITLES, end)):
        if len(area.cells(row)) > 1:
            return row
    return start


def _is_header(texts: list[str]) -> bool:
    known = sum(is_known(t) for t in texts if len(t) <= _LONG)
    return known >= 2 and known * 2 > len(texts)
