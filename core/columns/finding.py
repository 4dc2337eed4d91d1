"""Where the table of a sheet stands: its header row under titles and notes, and its last row."""

from dataclasses import dataclass

import numpy as np

from core.columns.headers import IGNORE, is_known, match_header
from core.model import CellKind, RawSheet
from core.model.names import fold

_TOP = 60  # grid rows in which a header is looked for
_CONTENDERS = 5  # rows whose headers are taken apart; the others are judged by whole words only
_LONG = 60  # characters; longer texts are titles or notes, hardly headers
_STARTS = 200  # rows after a gap that are looked at for a second table


@dataclass(frozen=True, slots=True)
class Extent:
    """Grid rows of a table: its ``header``, and its body from ``first`` (inclusive) to ``last`` (exclusive)."""

    header: int
    first: int
    last: int


def find_table(sheet: RawSheet) -> Extent | None:
    """The first table of ``sheet``; None where nothing looks like a header with something below it."""
    filled = filled_cells(sheet)
    rows = np.flatnonzero(filled.any(axis=1))
    if not len(rows):
        return None
    header = _header_row(sheet, filled)
    if header is None or header >= rows[-1]:
        return None
    return Extent(header, header + 1, _end(sheet, filled, header, int(rows[-1]) + 1))


def filled_cells(sheet: RawSheet) -> np.ndarray:
    """Boolean grid (rows, columns): which cells hold anything."""
    if not sheet.columns:
        return np.zeros((0, 0), dtype=bool)
    return np.column_stack([column.kinds != CellKind.EMPTY for column in sheet.columns])


def row_texts(sheet: RawSheet, row: int) -> list[str]:
    """The texts of grid row ``row``, empty ones too."""
    return [str(column.texts[row]) for column in sheet.columns]


def _header_row(sheet: RawSheet, filled: np.ndarray) -> int | None:
    top = filled[:_TOP]
    width = max(1, int(filled[: _TOP * 4].any(axis=0).sum()))
    rows = [r for r in range(len(top)) if top[r].sum() >= min(2, width)]
    quick = sorted(rows, key=lambda r: (-_score(sheet, top[r], r, width=width, thorough=False), r))[:_CONTENDERS]
    scored = {r: _score(sheet, top[r], r, width=width, thorough=True) for r in quick}
    best = max(scored, key=lambda r: (scored[r], -r), default=None)
    return best if best is None or scored[best] > 0 else None


def _score(sheet: RawSheet, filled: np.ndarray, row: int, *, width: int, thorough: bool) -> float:
    """How much a row looks like a header: known words count most, then being text, full and without repeats."""
    columns = np.flatnonzero(filled)
    texts = [str(sheet.columns[c].texts[row]) for c in columns]
    words = [t for t, c in zip(texts, columns, strict=True) if sheet.columns[c].kinds[row] == CellKind.TEXT]
    short = [w for w in words if len(w) <= _LONG]
    known = sum(_known(w) if thorough else float(is_known(w)) for w in short)
    looks = 2 * len(short) / len(texts) + 2 * len(texts) / width + len(set(texts)) / len(texts)
    numbers = 1 - len(words) / len(texts)
    return 2 * known + looks - 2 * numbers - 2.5


def _known(word: str) -> float:
    field, how = match_header(word)
    if how == "none":
        return 0.0
    return (0.5 if field == IGNORE else 1.0) * (0.7 if how == "part" else 1.0)


def _end(sheet: RawSheet, filled: np.ndarray, header: int, last: int) -> int:
    """The end of the table: where another table with a header of its own begins below a gap, else ``last``."""
    blank = np.asarray(~filled[header + 1 : last].any(axis=1))
    starts = np.flatnonzero(blank[:-1] & ~blank[1:]) + header + 2
    own = {fold(t) for t in row_texts(sheet, header) if t}
    for row in starts[:_STARTS]:
        texts = [t for t in row_texts(sheet, int(row)) if t]
        if len(texts) > 1 and {fold(t) for t in texts} != own and _is_header(texts):
            return int(row)
    return last


def _is_header(texts: list[str]) -> bool:
    known = sum(is_known(t) for t in texts if len(t) <= _LONG)
    return known >= 2 and known * 2 > len(texts)
