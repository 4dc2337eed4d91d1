"""Spreadsheets: calamine first, openpyxl where calamine fails on an xlsx."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from core.reading.grid import ErrorText, Sheet, Tally
from core.reading.package import Package, inflated, opened, plain
from core.reading.refusal import Stop, too_many
from core.reading.scatter import cell_name
from core.reading.second import sheets_by_openpyxl
from core.reading.survey import SheetSurvey, sheet_parts, surveyed
from core.reading.wellformed import check_whole

if TYPE_CHECKING:
    from core.reading.large import Watch

LARGE_BYTES = 8 << 20  # of XML in the sheets
_ODS_TYPE_PART, _ODS_TYPE = "mimetype", "application/vnd.oasis.opendocument.spreadsheet"
# A workbook's first record, and soon after it the one that says that the rest is encrypted.
_FILE_PASS = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06].{0,200}?\x2f\x00[\x04-\xff]\x00", re.S)
_CONTENT_PART = "content.xml"
_BODY = re.compile(rb"<office:spreadsheet\b.*</office:spreadsheet>", re.S)
_INDENTS = re.compile(rb">[ \t\r]*+\n\s*+<")  # the reader does not expect them, and flat files have them
_PARSED = 0.6  # of the time that a sheet takes: the reader parses it as a whole, then its rows are fetched
_MACROS, _LINKS = "vbaproject.bin", "/externallinks/"


def read_package(data: bytes, *, tally: Tally) -> tuple[str, list[Sheet]]:
    """The format and sheets of an xlsx, xlsb or ods."""
    package = opened(data, limits=tally.limits)
    if package.family == "ods":
        data = _with_type(package)
    watch = _watch(package, tally)
    surveys = surveyed(package, limits=tally.limits, watcher=watch)
    if package.family == "ods":
        check_whole(_content(package))
    _note_parts(package, tally)
    try:
        sheets = _watched(watch, package, surveys, tally) or _sheets(data, surveys, tally)
    except (Stop, MemoryError):
        raise
    except BaseException:  # the reader's panics are no Exception
        if package.family == "xlsb":
            raise
        tally.cells = 0
        sheets = _second_try(package, surveys, tally)
    _note_surveys(surveys, tally)
    return package.family, sheets


def _watch(package: Package, tally: Tally) -> "Watch | None":
    """Who reads along while a large xlsx is surveyed; for others loading numpy and Arrow would take longer."""
    parts = {part: position for part, (position, _) in sheet_parts(package).items()}
    size = sum(info.file_size for info in package.archive.infolist() if plain(info.filename) in parts)
    if size < max(LARGE_BYTES, 1):
        return None
    from core.reading.large import Watch

    return Watch(parts, size, tally)


def _watched(
    watch: "Watch | None", package: Package, surveys: Mapping[int, SheetSurvey], tally: Tally
) -> list[Sheet] | None:
    if watch is None:
        return None
    from core.reading.large import sheets_of

    return sheets_of(watch, package, surveys, tally=tally)


def _second_try(package: Package, surveys: Mapping[int, SheetSurvey], tally: Tally) -> list[Sheet]:
    """What the first reader cannot read, the slower one often can, and an ods it can without its indents."""
    if package.family == "xlsx":
        return sheets_by_openpyxl(package.data, tally=tally)
    return _sheets(_without_indents(b"".join(_content(package))), surveys, tally)


def _content(package: Package) -> Iterator[bytes]:
    for info in package.archive.infolist():
        if plain(info.filename) == _CONTENT_PART:
            yield from inflated(package.data, info)


def read_flat(data: bytes, *, tally: Tally) -> list[Sheet]:
    """The sheets of a flat OpenDocument file: the content part of an ods, without the zip around it."""
    return read_package(_without_indents(data), tally=tally)[1]


def _without_indents(content: bytes) -> bytes:
    """An ods around the body of ``content``."""
    if not (body := _BODY.search(content)):
        raise Stop("damaged")
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_ODS_TYPE_PART, _ODS_TYPE)
        archive.writestr("META-INF/manifest.xml", "<manifest:manifest></manifest:manifest>")
        archive.writestr(_CONTENT_PART, _INDENTS.sub(b"><", body[0]))
    return whole.getvalue()


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
    sheets = len(workbook.sheets_metadata)
    tally.span = ((position + _PARSED) / sheets, (position + 1) / sheets)
    content = workbook.get_sheet_by_index(position)
    tally.progress(0.0)
    sheet = Sheet(entry.name, tally, tally.limits.sheet_rows, visible=entry.visible == SheetVisibleEnum.Visible)
    if content.start is None or content.end is None:
        return sheet
    (_, left), (bottom, right) = content.start, content.end
    sheet.expected = bottom + 1
    if (bottom + 1) * (right - left + 1) > tally.limits.box_cells:
        raise Stop("far-cell", sheet=entry.name, cell=cell_name(bottom, right))
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
