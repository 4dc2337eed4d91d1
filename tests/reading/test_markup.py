"""Web pages, XML spreadsheets and flat OpenDocument files: usual under the name .xls."""

import pytest

from core.model.workbook import CellKind
from core.reading import limits, read_file
from core.reading.html_tokens import attribute, tokens
from tests.reading.hostile import FLAT, XML_SHEET

OWN = limits("own")
KINDS = {CellKind.TEXT: "", CellKind.NUMBER: "n", CellKind.DATE: "d", CellKind.ERROR: "e", CellKind.BOOL: "b"}


def sheets(text):
    """(name, visible, rows of texts) of each sheet."""
    data = text if isinstance(text, bytes) else text.encode()
    return [
        (sheet.name, [list(row) for row in zip(*(c.texts for c in sheet.columns), strict=True)])
        for sheet in read_file("export.xls", data, limits=OWN).sheets
    ]


@pytest.mark.parametrize(
    ("page", "rows"),
    [
        ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", [["a", "b"], ["1", "2"]]),
        ("<TABLE><TR><TD>1</TD></TR></TABLE>", [["1"]]),
        ("<table><tr><td colspan=2>a<td>b<tr><td>1<td>2<td>3</table>", [["a", "", "b"], ["1", "2", "3"]]),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", [["a", "b"], ["", "c"]]),
        ("<table><tr><td rowspan=2 colspan='2'>a<td>b<tr><td>c</table>", [["a", "", "b"], ["", "", "c"]]),
        ("<table><tr><td rowspan=0>a<td>b<tr><td>c<td>d</table>", [["a", "b"], ["c", "d"]]),
        ("<table><tr><td>a<br>b<p>c</p></table>", [["a\nb\nc"]]),
        ("<table><tr><td> a\n  b &amp; &lt;c&gt; &nbsp;</table>", [["a b & <c>"]]),
        ("<table><tr><td>1&nbsp;234,50&euro;</table>", [["1\xa0234,50€"]]),
        ("<table><tr><td>a<script>x='<td>no'</script>b<style>td{}</style></table>", [["ab"]]),
        ("<table><tr><td>a<!-- <td>no -->b</table>", [["ab"]]),
        ("<table><tr><td title='x > y'>a</table>", [["a"]]),
        ("<table><tr><td>a</td></tr><tr></tr><tr><td>b</table>", [["a"], [""], ["b"]]),
        ("<table><tr><td>1 < 2</table>", [["1 < 2"]]),
        ("<table><tr><td>007<td>1E5<td>=1+1</table>", [["007", "1E5", "=1+1"]]),
        ("<!DOCTYPE html><html><body>before<table><thead><tr><th>a</thead><tr><td>1</table>after", [["a"], ["1"]]),
    ],
)
def test_a_table_of_a_web_page(page, rows):
    assert sheets(page) == [("1", rows)]


def test_an_inner_table_is_a_sheet_of_its_own_and_stands_nowhere_else():
    page = "<table><tr><td>outer<table><caption>In</caption><tr><td>inner</table></td><td>b</table>"
    assert sheets(page) == [("1", [["outer", "b"]]), ("In", [["inner"]])]


def test_tables_that_only_place_others_are_left_out():
    assert sheets("<table><tr><td><table><tr><td>a</table></table><table></table>") == [("1", [["a"]])]


@pytest.mark.parametrize(
    ("data", "cell"),
    [
        ("<table><tr><td>blå".encode(), "blå"),
        ("<table><tr><td>blå".encode("utf-16"), "blå"),
        ("<table><tr><td>blå og grøn".encode("cp1252"), "blå og grøn"),
        ("<meta charset=iso-8859-2><table><tr><td>č".encode("iso-8859-2"), "č"),
        ("<meta charset=punycode><table><tr><td>å".encode("cp1252"), "å"),
    ],
)
def test_letters_of_a_web_page(data, cell):
    assert sheets(data) == [("1", [[cell]])]


def test_a_page_says_that_only_its_tables_were_read():
    (note,) = read_file("x", b"<table><tr><td>a", limits=OWN).notes
    assert (note.key, note.values["n"]) == ("issue.web-page-tables", 1)


def test_no_text_of_a_page_is_in_two_tokens():
    page = "a<b c='d>e'>f<g h=i>j<!--k-->l<m"
    assert [text for text, _, _ in tokens(page)] == ["a", "f", "j", "l<m"]
    assert attribute(' colspan = "3" x=1', "colspan") == "3"


CELLS_2003 = [
    ('<Cell><Data ss:Type="Number">1.50</Data></Cell>', [("1.5", "n")]),
    ('<Cell><Data ss:Type="String">007</Data></Cell>', [("007", "")]),
    ('<Cell><Data ss:Type="DateTime">2024-05-01T00:00:00.000</Data></Cell>', [("2024-05-01", "d")]),
    ('<Cell><Data ss:Type="DateTime">2024-05-01T08:30:00.000</Data></Cell>', [("2024-05-01T08:30:00", "d")]),
    ('<Cell><Data ss:Type="Boolean">1</Data></Cell>', [("true", "b")]),
    ('<Cell><Data ss:Type="Error">#N/A</Data></Cell>', [("#N/A", "e")]),
    ('<Cell><Data ss:Type="Number">x</Data></Cell>', [("x", "")]),
    ('<Cell ss:Index="2"><Data ss:Type="String">a</Data></Cell>', [("", None), ("a", "")]),
    (
        '<Cell ss:MergeAcross="1"><Data ss:Type="String">a</Data></Cell><Cell><Data ss:Type="String">b</Data></Cell>',
        [("a", ""), ("", None), ("b", "")],
    ),
    (
        '<Cell><ss:Data ss:Type="String"><B xmlns="x">bo</B>ld</ss:Data>'
        "<Comment><ss:Data>no</ss:Data></Comment></Cell>",
        [("bold", "")],
    ),
    ('<Cell><Data ss:Type="String">R&D &amp; co</Data></Cell>', [("R&D & co", "")]),
]


@pytest.mark.parametrize(("cells", "expected"), CELLS_2003)
def test_cells_of_an_xml_spreadsheet(cells, expected):
    (sheet,) = read_file("x.xls", XML_SHEET.format("", f"<Row>{cells}</Row>").encode(), limits=OWN).sheets
    assert [(str(c.texts[0]), KINDS.get(CellKind(int(c.kinds[0])))) for c in sheet.columns] == expected


def test_rows_of_an_xml_spreadsheet_keep_their_places():
    row = '<Row ss:Index="3"><Cell><Data ss:Type="String">a</Data></Cell></Row>'
    assert sheets(XML_SHEET.format("", row)) == [("a", [[""], [""], ["a"]])]


def test_hidden_sheets_and_formulas_without_values_are_told():
    cell = '<Row ss:Hidden="1"><Cell ss:Formula="=1"/><Cell><Data ss:Type="Number">1</Data></Cell></Row>'
    options = '</Table><WorksheetOptions xmlns="urn:x"><Visible>SheetHidden</Visible></WorksheetOptions><Table>'
    book = read_file("x.xls", XML_SHEET.format("", cell + options).encode(), limits=OWN)
    assert [sheet.visible for sheet in book.sheets] == [False]
    assert [note.key for note in book.notes] == ["issue.formulas-without-values", "issue.hidden-rows"]


def test_a_flat_open_document_sheet():
    row = (
        '<table:table table:name="Ark">\n <table:table-row>\n  <table:table-cell office:value-type="float" '
        'office:value="1.5">\n   <text:p>1,5</text:p>\n  </table:table-cell>\n </table:table-row>\n</table:table>'
    )
    book = read_file("x.fods", FLAT.format(row).encode(), limits=OWN)
    assert book.format == "fods"
    assert sheets(FLAT.format(row)) == [("Ark", [["1.5"]])]
