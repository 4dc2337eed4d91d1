"""The second engine: openpyxl reads some workbooks that the first one cannot, twenty times slower."""

import datetime as dt
import io
import sys
import warnings
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from core.reading.grid import ErrorText, Sheet, Tally
from core.reading.refusal import Stop, too_many


def sheets_by_openpyxl(data: bytes, *, tally: Tally) -> list[Sheet]:
    """The worksheets of an xlsx. Any exception of openpyxl may come out of it."""
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # it would be loaded, and is not needed
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        load: Any = import_module("openpyxl.reader.excel").load_workbook
        workbook = load(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        if len(workbook.worksheets) > tally.limits.sheets:
            raise too_many("too-many-sheets", len(workbook.worksheets), tally.limits.sheets)
        return [_sheet(worksheet, tally) for worksheet in workbook.worksheets]


def _sheet(worksheet: Any, tally: Tally) -> Sheet:
    worksheet.reset_dimensions()  # what the file declares may be a lie
    sheet = Sheet(worksheet.title, tally, tally.limits.sheet_rows, visible=worksheet.sheet_state == "visible")
    sheet.fill(_rows(worksheet, tally))
    return sheet


def _rows(worksheet: Any, tally: Tally) -> Iterator[Sequence[Any]]:
    area = 0
    for row in worksheet.rows:
        area += len(row)
        if area > tally.limits.box_cells:
            raise Stop("far-cell", sheet=worksheet.title, cell=row[-1].coordinate)
        yield [_value(cell) for cell in row]


def _value(cell: Any) -> Any:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        return ErrorText(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    return value
