"""Headers that only wide tables have: bare years, and names over a row that itself looks like a header."""

import re
from collections.abc import Mapping
from itertools import pairwise

from core.columns.finding import tables_in
from core.columns.grid import Area, whole
from core.columns.wide_words import is_figure, is_period
from core.model import RawSheet, Settings
from core.model.mapping import Table

_TOP = 20  # grid rows in which a header of years is looked for
_YEAR = re.compile(r"(?:19|20)\d{2}")
_NUMBER = re.compile(r"[\d\s.,'’%-]*\d[\d\s.,'’%-]*(?:kr\.?)?")


def wide_head(sheet: RawSheet, table: Table | None, *, settings: Settings) -> Table | None:
    """The table of ``sheet`` under a header that only a wide table would have, where ``table`` is what was located
    otherwise; None where nothing speaks for it, or where the user decided about the sheet."""
    if sheet.name in settings.header_rows or settings.sheets.get(sheet.name) == "skip" or not sheet.visible:
        return None
    if table is not None:
        return _header_above(sheet, table)
    return _under_years(sheet) or _under_names(sheet)


def _under_years(sheet: RawSheet) -> Table | None:
    """The table below a row of nothing but years that follow each other, its corner blank or a word."""
    area = whole(sheet)
    for row in range(min(_TOP, sheet.height)):
        cells = sorted(area.cells(row).items())
        years = [int(text) for _, text in cells if _YEAR.fullmatch(text)]
        if len(years) > 1 and len(cells) - len(years) <= 1 and all(b == a + 1 for a, b in pairwise(years)):
            return next(iter(tables_in(area, header=row)), None)
    return None


def _header_above(sheet: RawSheet, table: Table) -> Table | None:
    """The table with a row above as its header, where what was taken for the header is "Besøg, 100, 200, 50": a row
    of figures that begins with the name of a metric, under others of that kind or none, and above them a row of other
    names with a blank or unknown corner."""
    if not table.top or len(table.headers) < 3 or not _are_figures(table.headers):
        return None
    area, row = whole(sheet), table.top - 1
    while row > 0 and _are_figures(area.cells(row)):
        row -= 1
    return _named_by(area, row)


def _under_names(sheet: RawSheet) -> Table | None:
    """The table of metrics by names, where none of its rows was taken for a header above others."""
    area = whole(sheet)
    rows = (row for row in range(1, min(_TOP, sheet.height)) if _are_figures(area.cells(row)))
    first = next(rows, None)
    return None if first is None or first + 1 == sheet.height else _named_by(area, first - 1)


def _named_by(area: Area, row: int) -> Table | None:
    """The table below a row of names."""
    names = [text for text in area.words(row).values() if not _NUMBER.fullmatch(text)]
    if len(names) < 2 or any(map(is_figure, names)):
        return None
    return next(iter(tables_in(area, header=row)), None)


def _are_figures(cells: Mapping[int, str]) -> bool:
    """Whether a row is the name of a metric and its numbers."""
    first, *others = [text for _, text in sorted(cells.items())] or [""]
    numbers = all(_NUMBER.fullmatch(text) and not is_period(text) for text in others)
    return bool(others) and numbers and is_figure(first)
