"""A large workbook is read in another way than a small one: the cells, the notes and the refusals must be the same."""

import datetime as dt
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.reading import large
from tests.reading.two_ways import OWN, both_ways, large_from, told
from tests.reading.workbooks import MAIN, parts_of, saved, xlsx_of_xml, zipped

TEXTS = st.sampled_from(
    ["", "a", "H&amp;M", " a ", "\n", "æøå", "a\r\nb", "_x0041_", "_x", "007", "&#x41;", "\u00a0a", "x&lt;y", "€" * 3]
)
ITEMS = st.one_of(
    st.builds("<si><t>{}</t></si>".format, TEXTS),
    st.builds("<si><t>{}</t></si>".format, TEXTS),
    st.builds('<si><t xml:space="preserve">{}</t></si>'.format, TEXTS),
    st.builds("<si><r><rPr><b/></rPr><t>{}</t></r><r><t>{}</t></r></si>".format, TEXTS, TEXTS),
    st.builds("<si><t>{}</t><rPh sb='0' eb='1'><t>z</t></rPh></si>".format, TEXTS),
)
STRANGE_ITEMS = st.sampled_from(
    ["<si/>", "<si><t/></si>", '<si><t id="1">q</t></si>', "<!-- note -->", "<si><t>a>b</t></si>", "<si><t>a</t>"]
)
NUMBERS = st.sampled_from(
    [
        "0",
        "5",
        "-0",
        "45123.25",
        "45123",
        "0.5",
        "0.5600000000000001",
        "1e5",
        "1E-7",
        "1e22",
        ".5",
        "123456789012345678",
    ]
)
EMPTY = ("<v></v>", "<v/>", "<v />")
TYPES = ("", ' t="n"', ' t="str"', ' t="b"', ' t="e"', ' t="s"', ' t="d"')
WRONG_NUMBERS = st.sampled_from([" 5", "nan", "inf", "1e999", "abc", "+5", "1_0", "0x1"])
STYLES = st.sampled_from(["", ' s="0"', ' s="1"', ' s="2"', ' s="3"', ' s="99"'])
FORMULAS = st.sampled_from(["", "", "<f>A1*2</f>", "<f/>", '<f t="shared" si="0"/>', '<f t="array" ref="A1">B1</f>'])
USUAL = st.one_of(
    st.builds('<c r="{{}}"{} t="s"><v>{}</v></c>'.format, STYLES, st.integers(0, 3)),
    st.builds('<c r="{{}}"{}>{}<v>{}</v></c>'.format, STYLES, FORMULAS, NUMBERS),
    st.builds('<c r="{{}}"{} t="n"><v>{}</v></c>'.format, STYLES, NUMBERS),
    st.builds('<c r="{{}}"{} t="inlineStr"><is><t>{}</t></is></c>'.format, STYLES, TEXTS),
    st.builds('<c r="{{}}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>'.format, TEXTS),
    st.builds('<c r="{{}}"{}/>'.format, STYLES),
    st.builds('<c r="{{}}" t="str">{}<v>{}</v></c>'.format, FORMULAS, TEXTS),
    st.builds('<c r="{{}}" t="b"><v>{}</v></c>'.format, st.integers(0, 1)),
    st.builds('<c r="{{}}" t="e">{}<v>{}</v></c>'.format, FORMULAS, st.sampled_from(["#N/A", "#DIV/0!"])),
    st.builds('<c r="{{}}"{}>{}{}</c>'.format, st.sampled_from(TYPES), FORMULAS, st.sampled_from(EMPTY)),
    st.sampled_from(['<c r="{}"><f>A1</f></c>', '<c r="{}"></c>', ""]),
    st.sampled_from(['<c r="{}" t="d"><v>2024-01-02</v></c>', '<c r="{}" t="s" s="1"><v>1</v></c>']),
)
STRANGE = st.one_of(
    st.just('<c t="s" r="{}"><v>0</v></c>'),
    st.builds('<c r="{{}}"><v>{}</v></c>'.format, WRONG_NUMBERS),
    st.builds('<c r="{{}}" t="s"><v>{}</v></c>'.format, st.sampled_from(["9", "-1", "", " 0", "0x1", "1.0"])),
    st.builds('<c r="{{}}" t="inlineStr"><is><r><t>{}</t></r></is></c>'.format, TEXTS),
    st.sampled_from(['<c r="{}"><is><t>x</t></is></c>', '<c r="{}" t="inlineStr"><v>7</v></c>', '<c r="{}"><v/></c>']),
    st.sampled_from(["<c><v>5</v></c>", '<c r="B9"><v>5</v></c>', '<c r="A1"><v>5</v></c>', "<!-- a -->", "5 > 4"]),
    st.sampled_from(['<x:c r="{}"><v>5</v></x:c>', '<c r="{}" cm="1"><v>5</v></c>', "<c r='{}'><v>5</v></c>", "<c r="]),
    st.sampled_from(['<c r="{}" t="e"><v></v></c>', '<c r="{}" t="b"><v></v></c>', '<c r="{}" t="zz"><v>5</v></c>']),
)
ROWS = ('<row r="{}">', '<row r="{}">', '<row r="{}" spans="1:6" hidden="1">', '<row r="{}" ht="12.8">')
STRANGE_ROWS = ("<row>", '<row spans="1:2" r="{}">', '<row r="{}"/>', "<row r='{}'>", '<row r="0{}">')
STYLE_SHEET = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


@st.composite
def sheets_of_xml(draw, cells=USUAL, rows=ROWS, items=ITEMS):
    shared = "".join(draw(st.lists(items, min_size=4, max_size=6)))
    number, written = draw(st.integers(1, 3)), []
    for _ in range(draw(st.integers(0, 6))):
        first = draw(st.integers(0, 2))
        names = [f"{letter}{number}" for letter in ("A", "B", "D", "AB")[first:]]
        inside = "".join(draw(cells).replace("{}", name) for name in names)
        written.append(draw(st.sampled_from(rows)).format(number) + inside + "</row>")
        number += draw(st.integers(1, 3))
    return "".join(written), shared


def workbook(rows, items):
    shared = f'<sst xmlns="{MAIN}">{items}</sst>'
    return xlsx_of_xml(rows, xl__sharedStrings=shared, xl__styles=STYLE_SHEET)


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(sheets_of_xml())
def test_plain_workbooks(parts):
    quick, careful = both_ways(workbook(*parts))
    assert quick == careful


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    sheets_of_xml(cells=st.one_of(USUAL, USUAL, USUAL, STRANGE), rows=ROWS + STRANGE_ROWS, items=ITEMS | STRANGE_ITEMS)
)
def test_strange_workbooks(parts):
    quick, careful = both_ways(workbook(*parts))
    assert quick == careful


def quickly(data):
    """Whether a workbook is read as a large one."""
    taken = []
    with large_from(0), pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "sheets_of", lambda *a, f=large.sheets_of, **k: taken.append(f(*a, **k)) or taken[-1])
        told(data)
    return bool(taken and taken[0])


CELL = '<row r="1"><c r="A1"{}</c></row>'


@pytest.mark.parametrize(
    ("rows", "items", "quick"),
    [
        (CELL.format("><v>5</v>"), "", True),
        (CELL.format(' t="s"><v>0</v>'), "<si><t>a</t></si>", True),
        (CELL.format(' t="s"><v>0</v>'), "<si><r><t>a</t></r><r><t>b</t></r></si>", True),
        (CELL.format(' t="s"><v>0</v>'), "<si><t>H&amp;M</t></si>", True),
        (CELL.format(' t="inlineStr"><is><t>a</t></is>'), "", True),
        (CELL.format(' t="str"><f>A2</f><v>a</v>'), "", True),
        (CELL.format(' s="1"><v>45123.25</v>'), "", True),
        (CELL.format(' t="e"><f>1/0</f><v>#DIV/0!</v>'), "", True),
        (CELL.format("><v> 5</v>"), "", False),
        (CELL.format(' t="s"><v>1</v>'), "<si><t>a</t></si>", False),
        (CELL.format(' cm="1"><v>5</v>'), "", False),
        (CELL.format("><v>5</v>").replace("A1", "A2"), "", False),
        (CELL.format("><v>5</v>") * 2, "", False),
        (CELL.format("><v>5</v>") + "<!-- a -->", "", False),
        (CELL.format("><v>5</v>").removesuffix("</row>"), "", False),
        (CELL.format("><v>5</v>") + "</row>", "", False),
        ('<row r="1"/></row>', "", False),
    ],
)
def test_what_is_read_quickly(rows, items, quick):
    data = workbook(rows, items)
    assert quickly(data) == quick
    one, other = both_ways(data)
    assert one == other


LIMITED = workbook(
    "".join(f'<row r="{n}"><c r="B{n}" t="s"><v>0</v></c><c r="D{n}"><v>{n}</v></c></row>' for n in (2, 3, 5)),
    "<si><t>abcdefgh</t></si>",
)


@pytest.mark.parametrize(
    "bounds",
    [{"sheet_rows": 4}, {"cells": 5}, {"columns": 2}, {"cell_characters": 3}, {"box_cells": 14}, {"sheets": 0}, {}],
)
def test_limits_of_workbooks(bounds):
    quick, careful = both_ways(LIMITED, replace(OWN, **bounds))
    assert quick == careful


def test_sheets_of_every_kind():
    book = openpyxl.Workbook()
    book.active.append(["a", 1, dt.datetime(2024, 5, 3, 12, 30), dt.date(2024, 5, 3), dt.time(0, 45), True, "#N/A"])
    book.create_sheet("empty")
    book.create_sheet("hidden").append([None, "=1/0", "x & y", " z "])
    book["hidden"].sheet_state = "hidden"
    book.create_chartsheet("chart")
    book.create_sheet("far").cell(30, 20, "here")
    data = saved(book)
    assert quickly(data)
    quick, careful = both_ways(data)
    assert quick == careful


def test_letters_that_are_not_utf_8_are_left_to_the_reader():
    parts = parts_of(workbook(CELL.format(' t="inlineStr"><is><t>z</t></is>'), ""))
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b">z<", b">\xe6<")
    assert not quickly(zipped(parts))
    quick, careful = both_ways(zipped(parts))
    assert quick == careful
