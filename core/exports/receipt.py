"""The receipt: what was read, how it was understood, what was changed or left out."""

from typing import Any

from core.exports.book import Book
from core.exports.carried import left_behind
from core.exports.paint import Column, Table, Typed
from core.model import ColumnReceipt, Dataset, FileReceipt, Issue, SheetReceipt


def receipt_sheet(book: Book, dataset: Dataset) -> None:
    """Sheets, columns and remarks, one table under the other."""
    sheet = book.sheet("receipt")
    pairs = [(file, page) for file in dataset.files for page in file.sheets]
    sheet.line(book.say("export.part.files"), kind="part")
    sheet.table(Table(_sheet_columns(book), (_sheet_row(book, file, page) for file, page in pairs)))
    sheet.gap()
    sheet.line(book.say("export.part.columns"), kind="part")
    rows = (_column_row(book, file, page, column) for file, page in pairs for column in page.columns)
    sheet.table(Table(_column_columns(book), rows), widths=False)
    sheet.gap()
    sheet.line(book.say("export.part.issues"), kind="part")
    issues = (_issue_row(book, issue) for issue in (*book.analysis.issues, *left_behind(dataset)))
    sheet.table(Table(_issue_columns(book), issues), widths=False)


def _sheet_columns(book: Book) -> list[Column]:
    return book.columns(
        ("file", "text", 30),
        ("sheet", "text", 22),
        ("grain", "text", 28),
        ("header-row", "raw", 26),
        ("rows-read", "count", 30),
        ("left-out", "count", 16),
    )


def _sheet_row(book: Book, file: FileReceipt, page: SheetReceipt) -> list[Any]:
    grain = book.say(f"export.grain.{page.grain}")
    return [file.name, page.name, grain, page.header_row, page.rows_read, page.rows_left_out]


def _column_columns(book: Book) -> list[Column]:
    names = ("file", "sheet", "column", "field", "how", "decimal")
    counts = (("changed", "count", 14.0), ("missing", "count", 14.0))
    return book.columns(*((name, "text", 14.0) for name in names), *counts)


def _column_row(book: Book, file: FileReceipt, page: SheetReceipt, column: ColumnReceipt) -> list[Any]:
    how = book.say(f"export.how.{column.how}")
    field = field_words(book, column.field)
    return [file.name, page.name, column.header, field, how, column.decimal or "", column.changed, column.missing]


def field_words(book: Book, field: str) -> str:
    """What a column was understood as; a ready-made rate is named by its KPI."""
    if field == "ignore":
        return book.say("export.how.none")
    kpi = field.removeprefix("given:")
    return book.story.kpi_label(kpi) if kpi != field else book.story.field_label(field)


def _issue_columns(book: Book) -> list[Column]:
    return book.columns(*((name, "text", 14.0) for name in ("file", "sheet", "severity", "column", "row", "text")))


def _issue_row(book: Book, issue: Issue) -> list[Any]:
    told = book.say(f"issue.{issue.code}", **{"n": 0, **issue.values})
    severity = book.say(f"export.severity.{issue.severity}")
    return [issue.file or "", issue.sheet or "", severity, issue.column or "", Typed(issue.row, "raw"), told]
