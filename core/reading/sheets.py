"""Spreadsheets: calamine first, openpyxl where calamine fails on an xlsx."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from core.reading.grid import ErrorText, Sheet, Tally
from core.reading.package import Package, opened, plain
from core.reading.refusal import Stop, too_many
from core.reading.second import sheets_by_openpyxl
from core.reading.survey import SheetSurvey, surveyed

_ODS_TYPE_PART, _ODS_TYPE = "mimetype", "application/vnd.oasis.opendocument.spreadsheet"
# A workbook's first record, and soon after it the one that says that the rest is encrypted.
_FILE_PASS = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06].{0,200}?\x2f\x00[\x04-\xff]\x00", re.S)
_MACROS, _LINKS = "vbaproject.bin", "/externallinks/"


def read_package(data: bytes, *, tally: Tally) -> tuple[str, list[Sheet]]:
    """The format and sheets of an xlsx, xlsb or ods."""
    package = opened(data, limits=tally.limits)
    if package.family == "ods":
        data = _with_type(package)
    surveys = surveyed(package, limits=tally.limits)
    _note_parts(package, tally)
    try:
        sheets = _sheets(data, surveys, tally)
    except (Stop, MemoryError):
        raise
    except BaseException:
        # The reader's panics are no Exception; what it cannot read, the slower one often can.
        if package.family != "xlsx":
            raise
        tally.cells = 0
        sheets = sheets_by_openpyxl(data, tally=tally)
    _note_surveys(surveys, tally)
    return package.family, sheets


def read_binary(data: bytes, *, tally: Tally) -> tuple[str, list[Sheet]]:
    """The format and sheets of an old xls."""
    try:
        return "xls", _sheets(data, {}, tally)
    except CalamineError:
        # Only asked after the failure: the bytes of a healthy file may look like this by chance.
        raise Stop("password" if _FILE_PASS.search(data) else "damaged") from None


def _with_type(package: Package) -> bytes:
    """An ods must name its type; some writers forget it, and the reader insists on it."""
    if _ODS_TYPE_PART in package.names:
        return package.data
    whole = io.BytesIO(package.data)
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr(_ODS_TYPE_PART, _ODS_TYPE)
    return whole.getvalue()


def _sheets(data: bytes, surveys: Mapping[int, SheetSurvey], tally: Tally) -> list[Sheet]:
    try:
        workbook = load_workbook(io.BytesIO(data))
    except PasswordError:
        raise Stop("password") from None
    metadata = workbook.sheets_metadata
    if len(metadata) > tally.limits.sheets:
        raise too_many("too-many-sheets", len(metadata), tally.limits.sheets)
    return [
        _sheet(workbook, position, surveys.get(position), tally)
        for position, entry in enumerate(metadata)
        if entry.typ == SheetTypeEnum.WorkSheet
    ]


def _sheet(workbook: CalamineWorkbook, position: int, survey: SheetSurvey | None, tally: Tally) -> Sheet:
    entry = workbook.sheets_metadata[position]
    if survey is not None and survey.far_cell[0] > tally.limits.box_cells:
        raise Stop("far-cell", sheet=entry.name, cell=survey.far_cell[1])
    content = workbook.get_sheet_by_index(position)
    sheet = Sheet(entry.name, tally, tally.limits.sheet_rows, visible=entry.visible == SheetVisibleEnum.Visible)
    if content.start is None or content.end is None:
        return sheet
    (_, left), (bottom, right) = content.start, content.end
    if (bottom + 1) * (right - left + 1) > tally.limits.box_cells:
        raise Stop("far-cell", sheet=entry.name, cell=_cell_name(bottom, right))
    rows: Iterator[Sequence[Any]] = iter(content.iter_rows())
    if survey is not None and survey.errors:
        rows = _with_errors(rows, survey.errors, left)
    sheet.fill(rows)
    return sheet


def _with_errors(
    rows: Iterator[Sequence[Any]], errors: Mapping[tuple[int, int], str], left: int
) -> Iterator[Sequence[Any]]:
    """The reader gives error cells as empty ones: they are put back."""
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in errors.items():
        by_row.setdefault(row, []).append((column - left, text))
    for number, values in enumerate(rows):
        if number in by_row:
            values = list(values)
            for index, text in by_row[number]:
                if 0 <= index < len(values) and values[index] == "":
                    values[index] = ErrorText(text)
        yield values


def _cell_name(row: int, column: int) -> str:
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _note_parts(package: Package, tally: Tally) -> None:
    names = [plain(name) for name in package.names]
    if any(name.endswith(_MACROS) for name in names):
        tally.note("macros-ignored")
    if any(_LINKS in name for name in names):
        tally.note("external-links")


def _note_surveys(surveys: Mapping[int, SheetSurvey], tally: Tally) -> None:
    for survey in surveys.values():
        if survey.uncached_formulas:
            tally.note("formulas-without-values", sheet=survey.name, n=survey.uncached_formulas)
        if survey.hidden_rows:
            tally.note("hidden-rows", sheet=survey.name, n=survey.hidden_rows)
