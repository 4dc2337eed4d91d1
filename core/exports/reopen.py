"""The part of the report that this product reads when the report is uploaded again: data and settings.

How the ``Settings`` sheet is laid out stands in ``core.model.carried``, which reads it.
The data sheet has the ids of the fields as headers and holds values in base units: shares 0-1, durations in hours.
"""

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.exports.book import Book
from core.exports.paint import Paint, fit_to_paper
from core.model import Dataset
from core.model.carried import MARK, SHEET

VERSION = "1"
_CHUNK = 30_000  # characters; a cell holds 32 767
_CONTEXT = ("phase", "stage", "setting", "channel", "campaign")
_OFTEN_EMPTY = ("segment", "date", "comment")  # every dataset has these columns, filled or not
# The period follows from the date; where a row stood in the first file means nothing in this one.
_LEFT = ("touchpoint", "period", "file", "sheet", "row")
_UNITS = {"share": "0-1", "duration": "hours", "money": "currency"}


def data_sheet(book: Book, dataset: Dataset) -> None:
    """The rows of the dataset, as it was before any filter."""
    page = book.workbook.create_sheet(book.say("export.sheet.data"))
    columns = data_columns(dataset)
    page.append([book.paint.cell(page, header, "head") for header in columns])
    for values in zip(*columns.values(), strict=True):
        page.append([_cell(page, value, book.paint) for value in values])
    page.freeze_panes = page.cell(row=2, column=2)
    for number in range(1, len(columns) + 1):
        page.column_dimensions[get_column_letter(number)].width = 30 if number == 1 else 15
    fit_to_paper(page)


def _cell(page: Worksheet, value: Any, paint: Paint) -> Any:
    """Numbers go in bare: dressing each of many thousands would take most of the time."""
    if isinstance(value, str):
        return paint.cell(page, value, "plain")
    return paint.cell(page, value, "day") if isinstance(value, dt.date) else value


def data_columns(dataset: Dataset) -> dict[str, list[Any]]:
    """Field id -> values, row by row in the dataset's order; unknown is None, dates are dates, numbers numbers.

    The file's own words for phase, setting ... stand beside every row of their touchpoint, so that one name in two
    phases stays two touchpoints.
    """
    by_key = {t.key: t for t in dataset.touchpoints}
    frame = dataset.rows
    points = [by_key[key] for key in frame["touchpoint"]]
    columns: dict[str, list[Any]] = {"touchpoint": [point.name for point in points]}
    for word in _CONTEXT:
        if any(point.context.get(word) for point in points):
            columns[word] = [point.context.get(word) or None for point in points]
    for name in frame.columns:
        if name not in _LEFT and not (name in _OFTEN_EMPTY and frame[name].isna().all()):
            columns[str(name)] = [_day(value) if name == "date" else value for value in _values(frame[name])]
    return columns


def _values(column: "pd.Series[Any]") -> list[Any]:
    values: list[Any] = column.astype(object).where(column.notna(), None).tolist()
    return values


def _day(moment: pd.Timestamp | None) -> dt.date | None:
    return None if moment is None else moment.date()


def settings_sheet(book: Book, dataset: Dataset) -> None:
    """The settings as JSON, for this product alone; blanks are escaped, since readers trim cells."""
    compact = json.dumps(settings_json(book, dataset), sort_keys=True, separators=(",", ":"))
    text = compact.replace(" ", "\\u0020")
    page = book.workbook.create_sheet(SHEET)
    chunks = [text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK)]
    page.append([book.paint.cell(page, value, "small") for value in (MARK, book.say("export.about.settings"))])
    for value in (VERSION, *chunks):
        page.append([book.paint.cell(page, value, "small")])
    page.column_dimensions["A"].width = 16
    fit_to_paper(page)


def settings_json(book: Book, dataset: Dataset) -> dict[str, Any]:
    """What travels. The mapping of headers and layouts stays behind: the data sheet is already mapped."""
    currency = book.analysis.settings.currency or dataset.currency
    settings = replace(book.analysis.settings, mapping={}, layouts={}, touchpoint_column=None, currency=currency)
    return {
        "data_sheet": book.say("export.sheet.data"),
        "settings": settings.to_json(),
        "currency": currency,
        "period_grain": dataset.period_grain,
        "units": _UNITS,
    }
