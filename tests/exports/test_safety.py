"""No text of a user's becomes a formula, breaks a file or names a foreign path."""

import csv
import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from core.exports import EXPORTERS, file_name
from core.exports.package import to_bytes
from core.exports.paint import Paint
from core.exports.safety import CELL_LIMIT, csv_text, looks_live, xlsx_text
from core.model import FileReceipt
from core.texts import language

LIVE = ("=1+1", '=cmd|"/c calc"!A1', "+1+2", "-2+3", "@SUM(A1)", "＝1+1", "＋1+1", "－1+1", "＠SUM(A1)")
HIDDEN_LIVE = ("\t=1+1", "\r=1", "\n=1", "\x00=1", "\u200b=1", "\ufeff@A1")


@pytest.mark.parametrize("text", [*LIVE, *HIDDEN_LIVE])
def test_csv_disarms(text: str):
    assert csv_text(text).startswith("'")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Checkout", "Checkout"),
        ("-5", "-5"),
        ("+5,2 %", "+5,2 %"),
        ("-1.234,50", "-1.234,50"),
        ("- tilbud", "'- tilbud"),
        ("+45 12 34 56 78", "'+45 12 34 56 78"),
        ("-5-3", "'-5-3"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_csv_leaves_numbers_and_words_alone(text: str, cell: str):
    assert csv_text(text) == cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("a\x00b\x07c", "a b c"),
        ("a\u202eb", "a b"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("not\uffffxml", "not xml"),
        ("_x0041_", "_x005F_x0041_"),
        ("x" * (CELL_LIMIT + 5), "x" * CELL_LIMIT),
    ],
)
def test_xlsx_cleans(text: str, cell: str):
    assert xlsx_text(text) == cell


@pytest.mark.parametrize("code", ["en", "da", "sv"])
def test_no_formula_in_the_report(analysis, dataset, code: str):
    archive = zipfile.ZipFile(io.BytesIO(EXPORTERS["xlsx"].build(analysis, dataset, language(code))))
    sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not any("<f>" in xml or "<f " in xml or 't="e"' in xml for xml in sheets)


def test_harmful_texts_are_strings_that_stay_strings(analysis, dataset):
    book = load_workbook(io.BytesIO(EXPORTERS["xlsx"].build(analysis, dataset, language("en"))))
    cells = {c.value: c for row in book["Data"].iter_rows() for c in row}
    assert (cells["@SUM(A1)"].data_type, bool(cells["@SUM(A1)"].quotePrefix)) == ("s", True)
    assert not cells["Checkout"].quotePrefix
    names = [row[0] for row in CalamineWorkbook.from_filelike(
        io.BytesIO(EXPORTERS["xlsx"].build(analysis, dataset, language("en")))
    ).get_sheet_by_name("Data").to_python()]  # fmt: skip
    assert names[1:10] == [t.name for t in analysis.touchpoints]


def test_no_address_in_the_report(analysis, dataset):
    archive = zipfile.ZipFile(io.BytesIO(EXPORTERS["xlsx"].build(analysis, dataset, language("en"))))
    outside = [archive.read(n) for n in archive.namelist() if n.endswith(".rels")]
    assert not any(b"External" in relations for relations in outside)


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_any_text_survives_as_a_string(text: str):
    book = Workbook()
    page = book.active
    page.append([Paint(language("en"), None).cell(page, text, "text")])
    data = to_bytes(book)
    assert b"<f" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    read = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    shown = read[0][0] if read else ""
    assert isinstance(shown, str)
    assert xlsx_text(shown) == xlsx_text(text)


@settings(max_examples=200)
@given(st.text(max_size=20))
def test_no_csv_cell_is_live(text: str):
    assert not looks_live(csv_text(text))


@pytest.mark.parametrize(
    ("code", "delimiter", "aov"), [("en", ",", "498.5"), ("da", ";", "498,5"), ("sv", ";", "498,5")]
)
def test_csv_is_what_the_countrys_excel_opens(analysis, dataset, code: str, delimiter: str, aov: str):
    data = EXPORTERS["csv"].build(analysis, dataset, language(code))
    assert data.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter))
    assert len(table) == 1 + len(analysis.touchpoints)
    assert len({len(line) for line in table}) == 1
    assert aov in table[1]
    assert table[3][1].startswith("'=HYPERLINK")


@pytest.mark.parametrize(
    ("uploaded", "name"),
    [
        ("Ærlig Øl & Å.xlsx", "kontaktpunkt-aerlig-ol-a-2025-02-01.xlsx"),
        ("../../etc/passwd", "kontaktpunkt-etc-passwd-2025-02-01.xlsx"),
        ("a\r\nContent-Type: x.csv", "kontaktpunkt-a-content-type-x-2025-02-01.xlsx"),
        ("kontaktpunkt-shop-2025-02-01.xlsx", "kontaktpunkt-shop-2025-02-01.xlsx"),
        ("店.xlsx", "kontaktpunkt-2025-02-01.xlsx"),
    ],
)
def test_file_names(analysis, uploaded: str, name: str):
    renamed = replace(analysis, files=(FileReceipt(uploaded, ()),))
    assert file_name(renamed, "xlsx") == name


@given(st.text(max_size=80))
def test_file_names_hold_to_the_allow_list(uploaded: str):
    from core.model import Analysis, Settings, Verdict

    empty = Analysis(
        settings=Settings(), files=(FileReceipt(uploaded, ()),), issues=(), currency=None, as_of=None, kpis={},
        groups={}, touchpoints=(), verdict=Verdict("not measured", ()), coverage=(),
    )  # fmt: skip
    assert re.fullmatch(r"kontaktpunkt[a-z0-9-]{0,60}\.xlsx", file_name(empty, "xlsx"))
