"""The tables of a web page: many programs save one under the name .xls."""

import re
from dataclasses import dataclass, field
from html import unescape

from core.reading.grid import Sheet, Tally
from core.reading.html_tokens import attribute, tokens
from core.reading.refusal import Stop, too_many
from core.reading.scatter import Scatter, put

# Browsers take no more than these; neither do we.
_MAX_COLSPAN, _MAX_ROWSPAN = 1000, 65_534
_MAX_TABLES = 5000  # with or without content
_BREAKS = {"br", "hr", "p", "/p", "div", "/div", "li", "/li"}
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LINES = re.compile(r" ?\n[ \n]*")


def read_html(page: str, *, tally: Tally) -> list[Sheet]:
    """A sheet for each table with content, an inner table being one of its own. ``Stop`` where there is none.

    A cell that spans others stands at their upper left; the rest of them is empty, as in a spreadsheet.
    """
    reading = _Page(tally)
    for text, name, attributes in tokens(page):
        reading.text(text)
        reading.tag(name, attributes)
    sheets = reading.sheets()
    if not sheets:
        raise Stop("web-page")
    tally.note("web-page-tables", n=len(sheets))
    return sheets


@dataclass(slots=True)
class _Table:
    """A table being read. ``covered``: column -> the last row in which a cell from above or from the left covers it."""

    rows: Scatter
    row: list[str] | None = None
    column: int = 0
    cell: list[str] | None = None
    caption: list[str] | None = None
    covered: dict[int, int] = field(default_factory=dict)

    def start_row(self) -> None:
        self.end_row()
        self.row, self.column = [], 0

    def end_row(self) -> None:
        self.end_cell()
        if self.row is not None:
            self.rows.add(self.row)
            self.row = None

    def start_cell(self, *, columns: int, rows: int) -> None:
        self.end_cell()
        if self.row is None:
            self.start_row()
        number = self.rows.height
        while self.covered.get(self.column, -1) >= number:
            self.column += 1
        self.cell = []
        if columns > 1 or rows > 1:
            end = min(self.column + columns, self.rows.sheet.tally.limits.columns)
            self.covered.update(dict.fromkeys(range(self.column, end), number + rows - 1))

    def end_cell(self) -> None:
        if self.cell is None or self.row is None:
            return
        text = _shown("".join(self.cell))
        put(self.row, self.column, text, limit=self.rows.sheet.tally.limits.columns)
        self.column += 1
        self.cell = None

    def end(self) -> Sheet:
        self.end_row()
        self.rows.flush()
        return self.rows.sheet


class _Page:
    """The tables that are open, innermost last, and those that are done."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._open: list[_Table] = []
        self._tables: list[_Table] = []

    def text(self, text: str) -> None:
        """Text goes to the cell or caption that is open in the innermost table; outside of tables it is left out."""
        if not text or not self._open:
            return
        table = self._open[-1]
        place = table.cell if table.cell is not None else table.caption
        if place is not None:
            place.append(_SPACES.sub(" ", text))

    def tag(self, name: str, attributes: str) -> None:
        """A tag opens or closes a table, a row or a cell, breaks a line, or does not matter here."""
        if name == "table":
            self._start_table()
        elif not self._open:
            return
        elif name in _BREAKS:
            self.text_break()
        elif name == "/table":
            self._open.pop().end()
        else:
            self._inside(self._open[-1], name, attributes)

    def _inside(self, table: _Table, name: str, attributes: str) -> None:
        if name == "tr":
            table.start_row()
        elif name in ("/tr", "/tbody", "/thead", "/tfoot"):
            table.end_row()
        elif name in ("td", "th"):
            columns = _span(attribute(attributes, "colspan"), _MAX_COLSPAN)
            table.start_cell(columns=columns, rows=_span(attribute(attributes, "rowspan"), _MAX_ROWSPAN))
        elif name in ("/td", "/th"):
            table.end_cell()
        elif name == "caption":
            table.caption = []
        elif name == "/caption" and table.caption is not None:
            table.rows.sheet.name, table.caption = _shown("".join(table.caption))[:100], None

    def text_break(self) -> None:
        """A new line inside a cell."""
        if (cell := self._open[-1].cell) is not None:
            cell.append("\n")

    def _start_table(self) -> None:
        if len(self._tables) >= _MAX_TABLES:
            raise too_many("too-many-sheets", len(self._tables), self._tally.limits.sheets)
        table = _Table(Scatter(Sheet("", self._tally, self._tally.limits.sheet_rows)))
        self._open.append(table)
        self._tables.append(table)

    def sheets(self) -> list[Sheet]:
        """The tables with content, in the order in which they begin; those without a caption are numbered."""
        while self._open:
            self._open.pop().end()
        sheets = [table.rows.sheet for table in self._tables if table.rows.sheet.height]
        if len(sheets) > self._tally.limits.sheets:
            raise too_many("too-many-sheets", len(sheets), self._tally.limits.sheets)
        for number, sheet in enumerate(sheets, 1):
            sheet.name = sheet.name or str(number)
        return sheets


def _span(value: str, most: int) -> int:
    return min(max(int(value), 1), most) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def _shown(text: str) -> str:
    """A cell's text as a browser shows it: spaces between words, breaks where tags make them."""
    return _LINES.sub("\n", unescape(text)).replace("  ", " ").strip(" \n\t\xa0")
