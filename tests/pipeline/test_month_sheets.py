"""A sheet per month, with a year in its name, above the table, in the file's name, or nowhere."""

import io

import openpyxl
import pytest

from core import pipeline


def _book(names, *, title=None):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for place, name in enumerate(names):
        sheet = book.create_sheet(name)
        if title:
            sheet.append([title])
        for row in (["Kontaktpunkt", "Besøg", "Køb"], ["Webshop", 500 + place, 20], ["Butik", 300, 30 + place]):
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("file", "names", "title", "periods", "segments", "code"),
    [
        ("tal.xlsx", ("jan 2026", "feb 2026"), None, {"2026-01", "2026-02"}, set(), "sheet-period"),
        ("tal.xlsx", ("jan", "feb"), "Kontaktpunkter 2025", {"2025-01", "2025-02"}, set(), "sheet-year"),
        ("Tal 2025.xlsx", ("Januar", "Februar"), None, {"2025-01", "2025-02"}, set(), "sheet-year"),
        ("tal.xlsx", ("jan", "feb"), None, set(), {"jan", "feb"}, "sheet-no-year"),
        ("tal.xlsx", ("Q1", "Q2"), None, set(), {"Q1", "Q2"}, "sheet-no-year"),
        ("tal.xlsx", ("Nord", "Syd"), None, set(), set(), None),
    ],
)
def test_the_month_of_a_sheet_dates_its_rows_or_names_a_group(file, names, title, periods, segments, code):
    dataset = pipeline.load([(file, _book(names, title=title))])
    found = [set(dataset.rows[c].dropna()) if c in dataset.rows else set() for c in ("period", "segment")]
    assert found == [periods, segments]
    told = {i.code for i in dataset.issues} & {"sheet-period", "sheet-year", "sheet-no-year"}
    assert told == ({code} if code else set())
