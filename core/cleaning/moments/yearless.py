"""Dates that leave out their year, "uge 12", "marts", "3/4": it stands around the table, or they are groups."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from core.cleaning.cells.grid import Grid
from core.cleaning.cells.numbers import Cells
from core.cleaning.cells.vocabulary import is_missing, words
from core.cleaning.moments.dates import read_moment
from core.model import CellKind
from core.model.names import clean_text, fold

_LEAP = "2024"  # a year that has every day
_FEW, _MOSTLY = 400, 0.8
_LINES = 6  # rows above the header in which the year is looked for
_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d{2})(?![\d.,]\d|\d)")
_DAY = re.compile(r"(\d{1,2})([/.])(\d{1,2})\.?")


def lack_year(cells: Cells, *, prefix: str, header: str) -> bool:
    """Whether most cells are periods or days but for their year; bare numbers only where the ``prefix``, or the header,
    says what they number."""
    said = _said(cells)
    numbered = bool(prefix) or not words("month_words").isdisjoint(re.findall(r"[a-z]+", fold(header)))
    fit = [
        read_moment(text) is None
        and (numbered or not text.strip().isdigit())
        and read_moment(with_year(text, _LEAP, prefix=prefix)) is not None
        for text in said
    ]
    return 0 < len(said) <= _FEW and sum(fit) >= _MOSTLY * len(said)


def are_days(cells: Cells) -> bool:
    """Whether cells that lack their year are days rather than weeks or months."""
    moments = [read_moment(with_year(text, _LEAP, prefix="")) for text in _said(cells)]
    return any(m is not None and m.grain == "day" for m in moments)


def with_year(text: str, year: str, *, prefix: str) -> str:
    """A date with the year that it leaves out."""
    text = text.strip()
    if day := _DAY.fullmatch(text):
        return f"{day[1]}{day[2]}{day[3]}{day[2]}{year}"
    return f"{prefix if text.isdigit() else ''}{text} {year}"


def all_with_year(cells: Cells, year: str, *, prefix: str) -> Cells:
    """The cells with the year that they leave out."""
    texts = [with_year(t, year, prefix=prefix) if not is_missing(t) else "" for t in map(str, cells.texts)]
    kinds = np.array([CellKind.TEXT if t else CellKind.EMPTY for t in texts], dtype=np.int8)
    return Cells(np.array(texts, dtype=object), kinds)


def year_around(grid: Grid, header: str) -> str | None:
    """The one year that the column's header, the lines above the table, the sheet's name or the file's speak of, the
    nearest first."""
    for texts in ([header], list(_above(grid)), [grid.sheet.name], [grid.file]):
        years = {year for text in texts for year in _YEAR.findall(text.replace("_", " "))}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def groups_of(cells: Cells, *, header: str, prefix: str) -> np.ndarray:
    """Periods without a year as names of groups: "uge 12", or "Uge 12" for a bare 12."""
    named = [f"{header} {t}" if prefix and t.isdigit() else t for t in (clean_text(str(t)) for t in cells.texts)]
    return np.array([name or None for name in named], dtype=object)


def _said(cells: Cells) -> Sequence[str]:
    return [str(text) for text in cells.distinct[1] if not is_missing(str(text))]


def _above(grid: Grid) -> Iterator[str]:
    top = grid.map.header or 0
    for row in range(max(0, top - _LINES), top):
        yield from (c.at(row)[:200] for c in grid.sheet.columns if c.kinds[row] == CellKind.TEXT)
