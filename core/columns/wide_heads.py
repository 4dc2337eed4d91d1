"""Headers that only wide tables have: bare years, and names over a row that itself looks like a header."""

import re
from itertools import pairwise

from core.columns.finding import tables_in
from core.columns.grid import whole
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
    return _under_years(sheet) if table is None else _header_above(sheet, table)


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
    """The table with the row above as its header, where what was taken for the header is "Besøg, 100, 200, 50": a row
    of figures that begins with the name of a metric, under a row of other names with a blank or unknown corner."""
    (_, corner), *heads = sorted(table.headers.items()) or [(0, "")]
    numbers = [text for _, text in heads if _NUMBER.fullmatch(text) and not is_period(text)]
    if not table.top or len(heads) < 2 or len(numbers) < len(heads) or not is_figure(corner):
        return None
    area = whole(sheet)
    names = [text for c, text in area.words(table.top - 1).items() if c in dict(heads) and not _NUMBER.fullmatch(text)]
    if len(names) < 2 or any(map(is_figure, names)):
        return None
    return next(iter(tables_in(area, header=table.top - 1)), None)
