"""The sheets of an "XML Spreadsheet 2003", which Excel and many programs save under the name .xls."""

import datetime as dt
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any
from xml.parsers import expat

from core.reading.grid import ErrorText, Sheet, Tally
from core.reading.refusal import Stop, too_many
from core.reading.scatter import Scatter, put

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet "
_MIDNIGHT_DAY = dt.date(1899, 12, 31)  # what a time of day without a date is saved with


def read_xml(data: bytes, *, tally: Tally) -> list[Sheet]:
    """The worksheets; ``Stop`` where the file is not whole, or holds a document type."""
    reading = _Sheets(tally)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise Stop("damaged") from None
    return reading.sheets


def _refuse_doctype(*_: object) -> None:
    raise Stop("doctype")


class _Sheets:
    """Follows the elements: a worksheet holds rows, a row cells, a cell one piece of data."""

    def __init__(self, tally: Tally) -> None:
        self.sheets: list[Sheet] = []
        self._tally = tally
        self._path: list[str] = []
        self._rows: Scatter | None = None
        self._row: list[Any] = []
        self._row_at = self._column = 0
        self._cell: dict[str, str] = {}
        self._text: list[str] | None = None
        self._type = ""
        self._uncached = self._hidden_rows = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        tag = name.removeprefix(_SPACE)
        self._path.append(tag)
        own = {key.removeprefix(_SPACE): value for key, value in attributes.items()}
        if tag == "Worksheet":
            self._start_sheet(own)
        elif self._rows is None:
            return
        elif tag == "Row":
            self._row, self._column = [], 0
            self._row_at = _number(own, "Index", self._rows.height + 1) - 1
            self._hidden_rows += own.get("Hidden") == "1"
        elif tag == "Cell":
            self._column = max(_number(own, "Index", self._column + 1) - 1, self._column)
            self._cell, self._type = own, ""
        elif (tag == "Data" and self._path[-2:-1] == ["Cell"]) or tag.endswith(" Visible"):
            self._text, self._type = [], own.get("Type", "")

    def text(self, text: str) -> None:
        """Characters of the element that is open; a cell's text may stand in elements that only colour it."""
        if self._text is not None:
            self._text.append(text)

    def end(self, _: str) -> None:
        """An element closes."""
        tag = self._path.pop()
        if self._rows is None:
            return
        if tag == "Data" and self._text is not None and self._path[-1:] == ["Cell"]:
            value = _value("".join(self._text), self._type)
            put(self._row, self._column, value, limit=self._tally.limits.columns)
            self._text = None
        elif tag.endswith(" Visible") and self._text is not None:
            self._rows.sheet.visible = not "".join(self._text).strip().startswith("Sheet")
            self._text = None
        elif tag == "Cell":
            self._uncached += "Formula" in self._cell and not self._type
            self._column += 1 + _number(self._cell, "MergeAcross", 0)
        elif tag == "Row":
            self._rows.add(self._row, at=self._row_at)
        elif tag == "Worksheet":
            self._end_sheet(self._rows)

    def _start_sheet(self, own: Mapping[str, str]) -> None:
        if len(self.sheets) >= self._tally.limits.sheets:
            raise too_many("too-many-sheets", len(self.sheets) + 1, self._tally.limits.sheets)
        self._rows = Scatter(Sheet(own.get("Name", ""), self._tally, self._tally.limits.sheet_rows))
        self._uncached = self._hidden_rows = 0

    def _end_sheet(self, rows: Scatter) -> None:
        rows.flush()
        self.sheets.append(rows.sheet)
        if self._uncached:
            self._tally.note("formulas-without-values", sheet=rows.sheet.name, n=self._uncached)
        if self._hidden_rows:
            self._tally.note("hidden-rows", sheet=rows.sheet.name, n=self._hidden_rows)
        self._rows = None


def _number(attributes: Mapping[str, str], name: str, default: int) -> int:
    value = attributes.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else default


def _value(text: str, kind: str) -> Any:
    """The cell's value; text that is not what its type promises stays text."""
    try:
        return _TYPES.get(kind, str)(text)
    except ValueError:
        return text


def _finite(text: str) -> float:
    if not isfinite(number := float(text)):
        raise ValueError(text)
    return number


def _moment(text: str) -> dt.date | dt.datetime | dt.time:
    moment = dt.datetime.fromisoformat(text)
    if moment.date() <= _MIDNIGHT_DAY:
        return moment.time()
    return moment if moment.time() != dt.time() else moment.date()


_TYPES: Mapping[str, Callable[[str], Any]] = {
    "Number": _finite,
    "DateTime": _moment,
    "Boolean": lambda text: text.strip() in ("1", "true"),
    "Error": ErrorText,
}
