"""The Excel report: every number of the dashboard, and the data and settings that bring the dashboard back."""

from openpyxl import Workbook

from core.exports.agreed import agreed_sheet
from core.exports.book import Book
from core.exports.carried import left_behind
from core.exports.compared import comparison_sheet
from core.exports.heard import voice_sheet
from core.exports.ledger import kpi_sheet
from core.exports.overview import coverage_sheet, trend_sheet
from core.exports.package import to_bytes
from core.exports.priorities import priority_sheet
from core.exports.receipt import receipt_sheet
from core.exports.reopen import data_sheets, settings_sheet
from core.exports.summary import summary_sheet
from core.exports.supposed import supposed_sheet
from core.exports.touchpoints import touchpoint_sheet
from core.exports.ways import journey_sheet
from core.model import Analysis, Dataset
from core.texts import Language


def xlsx_report(analysis: Analysis, dataset: Dataset, language: Language) -> bytes:
    """The workbook as bytes: read from left to right by people, and by this product when it is uploaded again."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    book = Book.of(workbook, analysis, language)
    summary_sheet(book, left=left_behind(dataset))
    agreed_sheet(book)
    priority_sheet(book)
    touchpoint_sheet(book)
    kpi_sheet(book)
    coverage_sheet(book)
    trend_sheet(book)
    journey_sheet(book)
    voice_sheet(book)
    comparison_sheet(book)
    supposed_sheet(book)
    receipt_sheet(book, dataset)
    sheets = data_sheets(book, dataset)
    settings_sheet(book, dataset, sheets=sheets)
    return to_bytes(workbook)
