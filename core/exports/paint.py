"""How the sheets look: every style is made once per workbook and shared by all cells that wear it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.cell import Cell
from openpyxl.formatting.rule import DataBarRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.exports.safety import looks_live, plain, xlsx_text
from core.tables import table
from core.texts import Language
from core.texts.moneys import currency_mark

FONT = "Calibri"
_WORDS = ("text", "wrap", "name")  # kinds whose cells stand to the left, and their titles with them
_WRAPPED = ("wrap", "name")
_LINE_HEIGHT = 13.5  # points, of a line in a table
_BARE = ("plain", "day", "moment")
_HEIGHTS = {"title": 30.0, "headline": 26.0, "part": 20.0}
_HOUR = {"en": "h", "da": "t", "sv": "tim"}
_PLAIN_FORMATS = {
    "count": "#,##0",
    "points": "+0;-0;0",
    "ratio": '0.0#\\ "×"',
    "score": "0.0#",
    "years": "0.0",
    "date": "yyyy\\-mm\\-dd",
    "day": "yyyy\\-mm\\-dd",
    "moment": "yyyy\\-mm\\-dd\\ hh:mm:ss",
    "hundred": "0.0",
    "raw": "General",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, what its cells hold (see ``Paint.cell``) and its width in characters."""

    title: str
    kind: str = "text"
    width: float = 14


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and the rows below them, whatever they will be written into."""

    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Typed:
    """A value that is not of its column's kind, such as money in a column of key figures."""

    value: Any
    kind: str


@dataclass(frozen=True, slots=True)
class Area:
    """Where a table stands: its sheet, the row of its titles, its first and last row of values (1-based)."""

    page: Worksheet
    head: int
    first: int
    last: int


def colours() -> Mapping[str, str]:
    """The product's own colours on paper, as openpyxl writes them."""
    return {name: value.lstrip("#") for name, value in table("palette")["light"].items()}


class Paint:
    """Makes the cells of one workbook.

    Kinds: title, headline, lead, paragraph, small, part, head, head-right (texts by their role), text, wrap, name
    (values), plain, day and moment (undressed), and the number formats count, number, share, money, points, ratio,
    duration (hours), score, years, date, hundred, raw.
    """

    def __init__(self, language: Language, currency: str | None) -> None:
        self.language, self.currency = language, currency
        self._styles: dict[tuple[str, str, bool], Any] = {}

    def cell(self, page: Worksheet, value: Any, kind: str) -> Cell:
        """A styled cell for ``page``; None and NaN stay empty, text is text whatever it begins with."""
        cell = Cell(page, row=1, column=1)
        if isinstance(value, str):
            cell.value = xlsx_text(value)
            cell.data_type = "s"  # openpyxl takes "=..." for a formula and "#N/A" for an error
            cell._style = self._style(page, kind, "General", live=looks_live(plain(value)))
            return cell
        known = value is not None and value == value
        cell.value = value if known else None
        cell._style = self._style(page, kind, self._number_format(kind, value) if known else "General")
        return cell

    def head(self, page: Worksheet, column: Column) -> Cell:
        """The title of a column, standing where its values stand."""
        return self.cell(page, column.title, "head" if column.kind in _WORDS else "head-right")

    def _style(self, page: Worksheet, kind: str, number_format: str, *, live: bool = False) -> Any:
        key = (kind, number_format, live)
        if key not in self._styles:
            model = Cell(page, row=1, column=1)
            dress(model, kind)
            model.number_format = number_format
            if live:
                model.quotePrefix = True
            self._styles[key] = model._style
        return self._styles[key]

    def _number_format(self, kind: str, value: Any) -> str:
        if kind == "share":
            return "0.0%" if abs(value) < 0.0995 else "0%"
        if kind == "duration":
            digits = "0.0####" if abs(value) < 0.05 else "0.0#" if abs(value) < 10 else "#,##0"
            return f'{digits}\\ "{_HOUR[self.language.code]}"'
        if kind == "number":
            return "#,##0" if abs(value) >= 100 or value == int(value) else "#,##0.##"
        if kind == "money":
            return self._money_format("#,##0" if abs(value) >= 99.5 or value == int(value) else "#,##0.00")
        return _PLAIN_FORMATS.get(kind, "General")

    def _money_format(self, digits: str) -> str:
        if self.currency is None:
            return digits
        symbol = currency_mark(self.currency, self.language.locale).replace('"', "")
        before = self.language.code == "en" and len(symbol) == 1
        return f'"{symbol}"{digits}' if before else f'{digits}\\ "{symbol}"'


def dress(cell: Cell, kind: str) -> None:
    """Font, fill, line and alignment of a cell of this kind."""
    ink = colours()
    fonts = {
        "title": Font(FONT, 20, bold=True, color=ink["accent"]),
        "headline": Font(FONT, 16, bold=True, color=ink["ink"]),
        "lead": Font(FONT, 11, color=ink["ink"]),
        "small": Font(FONT, 10, color=ink["muted"]),
        "paragraph": Font(FONT, 11, color=ink["ink"]),
        "part": Font(FONT, 12, bold=True, color=ink["accent"]),
        "head": Font(FONT, 10, bold=True, color="FFFFFF"),
        "head-right": Font(FONT, 10, bold=True, color="FFFFFF"),
        "name": Font(FONT, 10, bold=True, color=ink["ink"]),
    }
    if kind in _BARE:
        return
    cell.font = fonts.get(kind, Font(FONT, 10, color=ink["ink"]))
    if kind.startswith("head-") or kind == "head":
        cell.fill = PatternFill("solid", fgColor=ink["accent"])
        side = "right" if kind == "head-right" else "left"
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=side, indent=int(side == "left"))
    elif kind == "paragraph":
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif kind == "name" or kind not in fonts:
        cell.border = Border(bottom=Side(style="hair", color=ink["grid"]))
        words = {"horizontal": "left", "indent": 1} if kind in _WORDS else {}
        cell.alignment = Alignment(wrap_text=kind in _WRAPPED, vertical="top", **words)


def _lines(values: Sequence[Any], columns: Sequence[Column]) -> int:
    wrapped = (len(v) / c.width for v, c in zip(values, columns, strict=True) if c.kind in _WRAPPED and v)
    return math.ceil(max(wrapped, default=1))


def fit_to_paper(page: Worksheet) -> None:
    """Printed or saved as PDF, a sheet is as wide as the paper and never cut."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


class Sheet:
    """A sheet that is written from top to bottom."""

    def __init__(self, page: Worksheet, paint: Paint, *, title: str, about: str = "") -> None:
        self.page, self.paint = page, paint
        page.sheet_view.showGridLines = False
        fit_to_paper(page)
        self.line(title, kind="title")
        if about:
            self.line(about, kind="small")

    @property
    def row(self) -> int:
        """The last row written (1-based)."""
        return int(self.page._current_row)

    def line(self, text: str, *, kind: str = "lead") -> None:
        """One text in the first column, running over its neighbours."""
        self.page.append([self.paint.cell(self.page, text, kind)])
        if kind in _HEIGHTS:
            self.page.row_dimensions[self.row].height = _HEIGHTS[kind]

    def gap(self) -> None:
        """An empty row."""
        self.page.append([])

    def paragraph(self, text: str, *, columns: int, width: float) -> None:
        """A text that wraps over the first ``columns`` columns, which hold about ``width`` characters a line."""
        self.line(text, kind="paragraph")
        self.page.merge_cells(start_row=self.row, start_column=1, end_row=self.row, end_column=columns)
        self.page.row_dimensions[self.row].height = 15.0 * math.ceil(len(text) / width) + 3

    def table(self, table: Table, *, widths: bool = True) -> Area:
        """A titled table; ``widths`` False where another table of the sheet decides how wide its columns are."""
        columns = table.columns
        self.page.append([self.paint.head(self.page, column) for column in columns])
        head = self.row
        self.page.row_dimensions[head].height = 30
        for values in table.rows:
            self.page.append([self._value(v, c.kind) for v, c in zip(values, columns, strict=True)])
            lines = _lines(values, columns)
            if lines > 1:  # no spreadsheet finds the height of a wrapped row by itself
                self.page.row_dimensions[self.row].height = lines * _LINE_HEIGHT
        if widths:
            for number, column in enumerate(columns, start=1):
                self.page.column_dimensions[get_column_letter(number)].width = column.width
        return Area(self.page, head, head + 1, self.row)

    def main_table(self, table: Table, *, keep: int = 0) -> Area:
        """The sheet's own table: its titles and first ``keep`` columns stay in view, and it can be filtered."""
        area = self.table(table)
        self.page.freeze_panes = self.page.cell(row=area.first, column=keep + 1)
        self.page.print_title_rows = f"{area.head}:{area.head}"
        if area.last >= area.first:
            self.page.auto_filter.ref = f"A{area.head}:{get_column_letter(len(table.columns))}{area.last}"
        return area

    def _value(self, value: Any, kind: str) -> Cell:
        if isinstance(value, Typed):
            return self.paint.cell(self.page, value.value, value.kind)
        return self.paint.cell(self.page, value, kind)

    def bars(self, area: Area, column: int, *, top: float, colour: str) -> None:
        """Data bars from 0 to ``top`` in the 1-based ``column`` of a table."""
        if area.last < area.first:
            return
        letter = get_column_letter(column)
        rule = DataBarRule("num", 0, "num", top, f"FF{colour}", showValue=True, minLength=0, maxLength=100)
        self.page.conditional_formatting.add(f"{letter}{area.first}:{letter}{area.last}", rule)
