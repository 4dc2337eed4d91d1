"""Writes the three sample workbooks beside this file: ``python sample_data/make_samples.py``.

The businesses are invented; the sheets are not prettier than real ones: a title on top, units in the headers, one
column of numbers that are text, a total row. What is planted in them stands in ``truths.toml``. Same seed, same bytes.
"""

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]  # wherever it is run or imported from

from beside import LOGS, SURVEYS, log_rows, survey_rows  # noqa: E402
from businesses import SHEETS, Column, Sheet, Touchpoint  # noqa: E402

from core.exports.package import to_bytes  # noqa: E402

SEED = 20250704
_ARRIVE = 0.94  # of the clicks: some leave before the page is there
Values = dict[str, float | None]


def simulate(
    touchpoint: Touchpoint, sheet: Sheet, index: int, *, share: float, shift: float, dice: random.Random
) -> Values:
    """One row: every count at most the count that it comes out of."""
    grown = share * (1 + touchpoint.growth) ** index

    def about(mean: float | None, spread: float = 0.08) -> float | None:
        wobble = 1 + spread * (dice.random() + dice.random() + dice.random() - 1.5)
        return None if mean is None else mean * wobble

    shown = about(_times(touchpoint.impressions, grown))
    clicks = _times(shown, about(touchpoint.click))
    visits = about(_times(clicks, _ARRIVE), 0.03) if touchpoint.visits is None else about(touchpoint.visits * grown)
    sales = about(_times(visits, touchpoint.sale))
    answered = touchpoint.only is None or index in touchpoint.only
    answers = about(_times(touchpoint.answers, grown), 0.2) if answered else None
    low, high = sheet.scores_within
    wobble = shift + sheet.score_spread * (high - low) * (dice.random() + dice.random() - 1)
    score = None if touchpoint.score is None else min(high, max(low, touchpoint.score + wobble))
    return {
        "impressions": shown,
        "clicks": clicks,
        "visits": visits,
        "leads": about(_times(visits, touchpoint.lead)),
        "sales": sales,
        "revenue": _times(None if sales is None else round(sales), about(touchpoint.order)),
        "cost": about(_times(touchpoint.cost, share), 0.05),
        "score": None if answers is None else score,
        "answers": None if answers is None else max(1.0, answers),
        "reply": about(touchpoint.reply, 0.3),
        "effort": touchpoint.effort,
    }


def _times(value: float | None, factor: float | None) -> float | None:
    return None if value is None or factor is None else value * factor


def rows(sheet: Sheet) -> list[dict[str, Any]]:
    """Period after period, touchpoint after touchpoint, as such a list grows."""
    found = []
    for index, period in enumerate(sheet.periods):
        for touchpoint in sheet.touchpoints:
            for segment, share, shift in sheet.groups:
                dice = random.Random(f"{SEED}|{sheet.file}|{touchpoint.name}|{period}|{segment}")
                values = simulate(touchpoint, sheet, index, share=share, shift=shift, dice=dice)
                note = touchpoint.note if index == 0 else ""
                words = {"touchpoint": touchpoint.name, "period": period, "segment": segment, "note": note}
                found.append({**words, **values})
    return found


def build(sheet: Sheet) -> bytes:
    """The workbook as the business keeps it."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = sheet.sheet
    header = _head(page, sheet)
    table = rows(sheet)
    for offset, row in enumerate(table, start=1):
        for number, column in enumerate(sheet.columns, start=1):
            value = row[column.key]
            if value not in (None, ""):
                _put(page, header + offset, number, value, column)
    _total(page, header + len(table) + 1, table, sheet)
    page.freeze_panes = page.cell(row=header + 1, column=2)
    _beside(book, sheet)
    _notes(book.create_sheet(sheet.notes_sheet), sheet.notes)
    return to_bytes(book)


def _beside(book: Workbook, sheet: Sheet) -> None:
    """The log and the answers that this business keeps in the same workbook."""
    for log in (log for log in LOGS if log.file == sheet.file):
        dice = random.Random(f"{SEED}|{log.file}|{log.sheet}")
        _list(book.create_sheet(log.sheet), sheet, log.headers, log_rows(log, dice))
    for survey in (survey for survey in SURVEYS if survey.file == sheet.file):
        dice = random.Random(f"{SEED}|{survey.file}|{survey.sheet}")
        _list(book.create_sheet(survey.sheet), sheet, survey.headers, survey_rows(survey, dice))


def _list(page: Worksheet, sheet: Sheet, headers: Sequence[str], table: Sequence[Sequence[Any]]) -> None:
    """A plain list as systems export it: header in the first row, no total."""
    page.append(list(headers))
    for cell in page[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=sheet.colour)
        page.column_dimensions[cell.column_letter].width = 24
    for row in table:
        page.append(list(row))
    page.freeze_panes = "A2"


def _put(page: Worksheet, row: int, number: int, value: Any, column: Column) -> None:
    written = column.write(value) if isinstance(value, int | float) else value
    cell = page.cell(row=row, column=number, value=written)
    cell.number_format = column.number_format
    if isinstance(written, str) and isinstance(value, int | float):
        cell.alignment = Alignment(horizontal="right")


def _head(page: Worksheet, sheet: Sheet) -> int:
    """Title, remarks, an empty line, the header; returns the header's row."""
    page["A1"] = sheet.title
    page["A1"].font = Font(size=14, bold=True)
    for number, line in enumerate(sheet.lines, start=2):
        page.cell(row=number, column=1, value=line).font = Font(italic=True, color="666666")
    header = len(sheet.lines) + 3
    for number, column in enumerate(sheet.columns, start=1):
        cell = page.cell(row=header, column=number, value=column.header)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=sheet.colour)
        cell.border = Border(bottom=Side(style="thin"))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[cell.column_letter].width = column.width
    return header


def _total(page: Worksheet, row: int, table: Sequence[dict[str, Any]], sheet: Sheet) -> None:
    page.cell(row=row, column=1, value=sheet.total_label)
    for number, column in enumerate(sheet.columns, start=1):
        cell = page.cell(row=row, column=number)
        if column.total:
            _put(page, row, number, sum(r[column.key] or 0 for r in table), column)
        cell.font = Font(bold=True)
        cell.border = Border(top=Side(style="thin"), bottom=Side(style="double"))


def _notes(page: Worksheet, lines: Sequence[str]) -> None:
    for number, line in enumerate(lines, start=1):
        page.cell(row=number, column=1, value=line)
    page.column_dimensions["A"].width = 90


def main() -> None:
    """Rewrites the sample workbooks."""
    for sheet in SHEETS:
        (HERE / sheet.file).write_bytes(build(sheet))


if __name__ == "__main__":
    main()
