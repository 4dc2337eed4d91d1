"""Spreadsheets: the kinds of cells, what stands around them, and what an honest person can have saved."""

import datetime as dt

import openpyxl
import pytest

from core.model.workbook import CellKind
from core.reading import grid, limits, read_file
from core.reading.grid import Sheet, Tally, spell
from core.reading.unpacking import unpacked
from core.reading.wire import packed
from tests.reading.workbooks import MAIN, ods, parts_of, saved, xlsx, xlsx_of_xml, zipped

OWN = limits("own")
KINDS = [
    ("text", "text", CellKind.TEXT),
    ("007", "007", CellKind.TEXT),
    ("", "", CellKind.EMPTY),
    (None, "", CellKind.EMPTY),
    (3, "3", CellKind.NUMBER),
    (-3.0, "-3", CellKind.NUMBER),
    (0.1 + 0.2, "0.30000000000000004", CellKind.NUMBER),
    (1e300, "1e+300", CellKind.NUMBER),
    (True, "true", CellKind.BOOL),
    (False, "false", CellKind.BOOL),
    (dt.date(2024, 5, 1), "2024-05-01", CellKind.DATE),
    (dt.datetime(2024, 5, 1, 14, 30, 15), "2024-05-01T14:30:15", CellKind.DATE),
    (dt.time(0, 45), "2700", CellKind.DURATION),
    (dt.timedelta(hours=30, seconds=0.5), "108000.5", CellKind.DURATION),
    (grid.ErrorText("#N/A"), "#N/A", CellKind.ERROR),
]


def cells(sheet, row):
    return [(str(column.texts[row]), CellKind(int(column.kinds[row]))) for column in sheet.columns]


def note_codes(workbook):
    return [note.key.removeprefix("issue.") for note in workbook.notes]


@pytest.mark.parametrize(("value", "text", "kind"), KINDS)
def test_a_cell_is_spelled_by_its_kind(value, text, kind):
    assert spell([value]) == ([text], bytes([kind])) or spell([value]) == ((value,), bytes([kind]))


def test_kinds_are_numbered_as_in_the_model():
    assert {kind.name: kind.value for kind in CellKind} == {kind.name: getattr(grid, kind.name) for kind in CellKind}


def test_a_column_of_numbers_is_spelled_as_each_number_is():
    values = [1.0, 2.5, 100.0, 0.0, -7.0, 1e16, 1e-7, 10.05]
    assert list(spell(values)[0]) == [spell([value, "x"])[0][0] for value in values]


def test_the_cells_of_a_workbook():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Maj & juni"
    sheet.append(["Kanal", "Antal", "Dato", "Tid", "Ja"])
    sheet.append(["Facebook", 3, dt.date(2024, 5, 1), dt.timedelta(hours=1), True])
    sheet["C4"] = dt.datetime(2024, 5, 1, 8, 0)
    read = read_file("x", saved(workbook), limits=OWN)
    (got,) = read.sheets
    assert (read.format, read.name, len(read.sha256), got.name, got.height) == ("xlsx", "x", 64, "Maj & juni", 4)
    assert cells(got, 1) == [
        ("Facebook", CellKind.TEXT),
        ("3", CellKind.NUMBER),
        ("2024-05-01", CellKind.DATE),
        ("3600", CellKind.DURATION),
        ("true", CellKind.BOOL),
    ]
    assert cells(got, 3)[2] == ("2024-05-01T08:00:00", CellKind.DATE)


def test_rows_keep_their_numbers_and_columns_their_order():
    workbook = openpyxl.Workbook()
    workbook.active["C5"], workbook.active["D7"] = "header", 1
    (sheet,) = read_file("x", saved(workbook), limits=OWN).sheets
    assert (sheet.first_row, sheet.height, len(sheet.columns)) == (1, 7, 2)
    assert cells(sheet, 4)[0] == ("header", CellKind.TEXT)


def test_dates_of_the_1904_system():
    workbook = openpyxl.Workbook()
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    workbook.active.append([dt.date(2024, 5, 1)])
    assert cells(read_file("x", saved(workbook), limits=OWN).sheets[0], 0) == [("2024-05-01", CellKind.DATE)]


def test_hidden_sheets_are_marked_and_charts_are_no_sheets():
    workbook = openpyxl.Workbook()
    workbook.active.append(["a"])
    workbook.create_sheet("secret").sheet_state = "hidden"
    workbook.create_sheet("deep").sheet_state = "veryHidden"
    workbook.create_chartsheet("chart")
    sheets = read_file("x", saved(workbook), limits=OWN).sheets
    assert [(sheet.name, sheet.visible) for sheet in sheets] == [("Sheet", True), ("secret", False), ("deep", False)]


ERRORS = (
    '<row r="2"><c r="B2"><v>1</v></c><c r="C2" t="e"><f>B2/0</f><v>#DIV/0!</v></c>'
    '<c r="D2" s="1" t="e"><v>#N/A</v></c><c r="E2" t="str"><f>"#N/A"</f><v>#N/A</v></c></row>'
)


def test_error_cells_come_back():
    (sheet,) = read_file("x", xlsx_of_xml(ERRORS), limits=OWN).sheets
    assert cells(sheet, 1) == [
        ("1", CellKind.NUMBER),
        ("#DIV/0!", CellKind.ERROR),
        ("#N/A", CellKind.ERROR),
        ("#N/A", CellKind.TEXT),
    ]


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ('<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>2</v></c></row>', ["formulas-without-values"]),
        ('<row r="1"><c r="A1"><f>1+1</f><v></v></c><c r="B1"><v>2</v></c></row>', ["formulas-without-values"]),
        ('<row r="1"><c r="A1"><f>1</f><v /></c><c r="B1"><v>2</v></c></row>', ["formulas-without-values"]),
        ('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>', []),
        ('<row r="1" hidden="1"><c r="A1"><v>2</v></c></row>', ["hidden-rows"]),
        ('<row r="1"><c r="A1" s="0"/></row>', ["no-cells"]),
    ],
)
def test_what_stands_around_the_cells_is_told(rows, codes):
    read = read_file("x", xlsx_of_xml(rows), limits=OWN)
    assert note_codes(read) == codes
    assert all(note.values.get("sheet", "Sheet") == "Sheet" for note in read.notes)


@pytest.mark.parametrize(
    ("part", "code"),
    [("xl/vbaProject.bin", "macros-ignored"), ("xl/externalLinks/externalLink1.xml", "external-links")],
)
def test_macros_and_links_are_told(part, code):
    assert note_codes(read_file("x", zipped({**parts_of(xlsx(["a"])), part: "<x/>"}), limits=OWN)) == [code]


HONEST = [
    (
        "a million rows without content",
        "".join(f'<row r="{i}" s="1"><c r="A{i}" s="1"/></row>' for i in range(2, 200_000)),
        1,
    ),
    ("a far cell without content", '<row r="1048576"><c r="XFD1048576" s="1"/></row>', 1),
    ("a last row far down", '<row r="200000"><c r="A200000"><v>2</v></c></row>', 200_000),
]


@pytest.mark.parametrize(("rows", "height"), [pytest.param(rows, height, id=name) for name, rows, height in HONEST])
def test_only_cells_with_content_count(rows, height):
    (sheet,) = read_file("x", xlsx_of_xml(f'<row r="1"><c r="A1"><v>1</v></c></row>{rows}'), limits=OWN).sheets
    assert (sheet.height, len(sheet.columns)) == (height, 1)


@pytest.mark.parametrize("with_type", [True, False])
def test_open_document_sheets(with_type):
    read = read_file("x", ods(with_type=with_type), limits=OWN)
    assert read.format == "ods"
    assert cells(read.sheets[0], 0) == [("a", CellKind.TEXT), ("1", CellKind.NUMBER)]


def test_the_second_engine_reads_what_the_first_cannot(monkeypatch):
    from core.reading import sheets
    from core.reading.worker import answer

    def broken(*_):
        raise RuntimeError("no")

    monkeypatch.setattr(sheets, "load_workbook", broken)
    workbook = openpyxl.Workbook()
    workbook.active.append(["a", 1, 2.5, dt.date(2024, 5, 1), None, "#DIV/0!"])
    workbook.active["F1"].data_type = "e"
    got = unpacked(b"".join(answer(saved(workbook), limits=OWN)))
    assert cells(got.sheets[0], 0) == [
        ("a", CellKind.TEXT),
        ("1", CellKind.NUMBER),
        ("2.5", CellKind.NUMBER),
        ("2024-05-01", CellKind.DATE),
        ("", CellKind.EMPTY),
        ("#DIV/0!", CellKind.ERROR),
    ]


def test_a_part_with_a_prefix_is_the_same_part():
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>' + ERRORS.replace("<", "<x:").replace("<x:/", "</x:")
    data = zipped({**parts_of(xlsx(["a"])), "xl/worksheets/sheet1.xml": sheet + "</x:sheetData></x:worksheet>"})
    assert cells(read_file("x", data, limits=OWN).sheets[0], 1)[1] == ("#DIV/0!", CellKind.ERROR)


def test_blocks_of_rows_join_without_a_seam():
    rows = [
        [f"å{i}" if i % 3 else "", float(i), "" if i < 9000 else "late"][: 2 if i < 100 else 3] for i in range(20_000)
    ]
    tally = Tally(OWN)
    sheet = Sheet("s", tally, OWN.sheet_rows)
    sheet.fill(iter(rows))
    (got,) = unpacked(b"".join(packed("xlsx", [sheet], tally))).sheets
    assert [list(column.texts) for column in got.columns] == [
        [row[0] for row in rows],
        [str(i) for i in range(20_000)],
        [row[2] if len(row) > 2 else "" for row in rows],
    ]
    assert tally.cells == sum(len(column.texts) - list(column.kinds).count(0) for column in got.columns)


def test_what_was_read_cannot_be_changed():
    column = read_file("x", xlsx(["a", 1]), limits=OWN).sheets[0].columns[0]
    with pytest.raises(ValueError, match="read-only"):
        column.texts[0] = "b"
    with pytest.raises(ValueError, match="read-only"):
        column.kinds[0] = 0
