"""What this product reads when the report is uploaded again: table, log, surveys and settings.

How the ``Settings`` sheet is laid out stands in ``core.model.carried``, which reads it.
The data sheets have the ids of the fields as headers and hold values in base units: shares 0-1, durations in hours.
Scores of the table stand on one scale per KPI, which the settings state, so that nobody has to judge it again.
"""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.exports.book import Book
from core.exports.carried import Columns, answer_columns, carries_log, log_columns, table_columns
from core.exports.paint import Paint, fit_to_paper
from core.model import Dataset
from core.model.carried import MARK, SHEET
from core.model.dataset import ANSWERED, Grain
from core.stats.scales import on_one_scale, stated

VERSION = "1"
_CHUNK = 30_000  # characters; a cell holds 32 767
_UNITS = {"share": "0-1", "duration": "hours", "money": "currency"}
_KINDS = ((dt.datetime, "moment"), (dt.date, "day"))  # in this order: a moment is a day, too
# What was decided about the sheets of the first files says nothing of these, whose meaning is known.
_ABOUT_SHEETS = ("mapping", "layouts", "decimal_marks", "day_first", "header_rows", "sheets", "grains", "bookings")


def data_sheets(book: Book, dataset: Dataset) -> dict[str, Grain]:
    """The rows of the dataset, as they were before any filter; name of each sheet -> what a row of it is."""
    sheets = {name: (grain, columns) for name, grain, columns in _sheets(book, dataset)}
    for name, (_, columns) in sheets.items():
        _data_sheet(book, name, columns)
    return {name: grain for name, (grain, _) in sheets.items()}


def _sheets(book: Book, dataset: Dataset) -> Iterator[tuple[str, Grain, Columns]]:
    yield book.say("export.sheet.data"), "touchpoints", table_columns(dataset)
    if carries_log(dataset):
        yield book.say("export.sheet.log"), "interactions", log_columns(dataset)
    for number, columns in enumerate(answer_columns(dataset), start=1):
        name = book.say("export.sheet.answers")
        yield name if number == 1 else f"{name} {number}", "responses", columns


def _data_sheet(book: Book, name: str, columns: Columns) -> None:
    page = book.workbook.create_sheet(name)
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
    kind = next((kind for cls, kind in _KINDS if isinstance(value, cls)), None)
    return paint.cell(page, value, kind) if kind else value


def settings_sheet(book: Book, dataset: Dataset, *, sheets: dict[str, Grain]) -> None:
    """The settings as JSON, for this product alone; blanks are escaped, since readers trim cells. ``sheets``: as
    ``data_sheets`` gives them."""
    compact = json.dumps(settings_json(book, dataset, sheets), sort_keys=True, separators=(",", ":"))
    text = compact.replace(" ", "\\u0020")
    page = book.workbook.create_sheet(SHEET)
    chunks = [text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK)]
    page.append([book.paint.cell(page, value, "small") for value in (MARK, book.say("export.about.settings"))])
    for value in (VERSION, *chunks):
        page.append([book.paint.cell(page, value, "small")])
    page.column_dimensions["A"].width = 16
    fit_to_paper(page)


def settings_json(book: Book, dataset: Dataset, sheets: dict[str, Grain]) -> dict[str, Any]:
    """What travels. How the first files were read stays behind: the data sheets are already understood."""
    currency = book.analysis.settings.currency or dataset.currency
    _, scales = on_one_scale(dataset.rows, known=stated(dataset.scales))
    nothing: dict[str, Any] = {name: {} for name in _ABOUT_SHEETS}
    settings = replace(book.analysis.settings, **nothing, touchpoint_column=None, currency=currency)
    return {
        "sheets": sheets,
        "data_sheet": book.say("export.sheet.data"),  # for versions that read only the table
        "settings": settings.to_json(),
        "currency": currency,
        "period_grain": dataset.period_grain,
        "units": _UNITS,
        "scales": {kpi: (scale.kind, scale.top) for kpi, scale in scales.items()} | _answered(dataset),
        "sale_events": dict(dataset.sale_events),
        "comments_withheld": dataset.comments_withheld,
    }


def _answered(dataset: Dataset) -> dict[str, tuple[str, float]]:
    """The scales that the files state for single answers, where all files with answers state the same."""
    files = () if dataset.responses is None else dataset.responses["file"].unique()
    each = [{k: v for k, v in dataset.scales.get(str(f), {}).items() if k.startswith(ANSWERED)} for f in files]
    return {key: scale for key, scale in each[0].items() if all(one.get(key) == scale for one in each)} if each else {}
