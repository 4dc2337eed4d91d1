"""A large workbook is read in another way than a small one: the cells, the notes and the refusals must be the same."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading.two_ways import both_ways
from tests.reading.workbooks import MAIN, xlsx_of_xml

TEXTS = st.sampled_from(
    ["", "a", "H&amp;M", " a ", "\n", "æøå", "a\r\nb", "_x0041_", "_x", "007", "&#x41;", "\u00a0a", "x&lt;y", "€" * 3]
)
ITEMS = st.one_of(
    st.builds("<si><t>{}</t></si>".format, TEXTS),
    st.builds("<si><t>{}</t></si>".format, TEXTS),
    st.builds('<si><t xml:space="preserve">{}</t></si>'.format, TEXTS),
    st.builds("<si><r><rPr><b/></rPr><t>{}</t></r><r><t>{}</t></r></si>".format, TEXTS, TEXTS),
    st.builds("<si><t>{}</t><rPh sb='0' eb='1'><t>z</t></rPh></si>".format, TEXTS),
    st.sampled_from(["<si/>", "<si><t/></si>", '<si><t id="1">q</t></si>', "<!-- note -->", "<si><t>a>b</t></si>"]),
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
WRONG_NUMBERS = st.sampled_from(["", " 5", "nan", "inf", "1e999", "abc", "+5", "1_0", "0x1"])
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
    st.sampled_from(['<c r="{}"><f>A1</f></c>', '<c r="{}"></c>', '<c t="s" r="{}"><v>0</v></c>', ""]),
    st.sampled_from(['<c r="{}" t="d"><v>2024-01-02</v></c>', '<c r="{}" t="s" s="1"><v>1</v></c>']),
)
STRANGE = st.one_of(
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
def sheets_of_xml(draw, cells=USUAL, rows=ROWS):
    items = "".join(draw(st.lists(ITEMS, min_size=4, max_size=6)))
    number, written = draw(st.integers(1, 3)), []
    for _ in range(draw(st.integers(0, 6))):
        first = draw(st.integers(0, 2))
        names = [f"{letter}{number}" for letter in ("A", "B", "D", "AB")[first:]]
        inside = "".join(draw(cells).replace("{}", name) for name in names)
        written.append(draw(st.sampled_from(rows)).format(number) + inside + "</row>")
        number += draw(st.integers(1, 3))
    return "".join(written), items


def workbook(rows, items):
    shared = f'<sst xmlns="{MAIN}">{items}</sst>'
    return xlsx_of_xml(rows, xl__sharedStrings=shared, xl__styles=STYLE_SHEET)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(sheets_of_xml())
def test_plain_workbooks(parts):
    quick, careful = both_ways(workbook(*parts))
    assert quick == careful


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(sheets_of_xml(cells=st.one_of(USUAL, USUAL, USUAL, STRANGE), rows=ROWS + STRANGE_ROWS))
def test_strange_workbooks(parts):
    quick, careful = both_ways(workbook(*parts))
    assert quick == careful
