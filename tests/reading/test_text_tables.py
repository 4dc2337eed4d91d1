"""CSV and its relatives: letters, delimiters, and one bad line."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.model.workbook import CellKind
from core.reading import limits, read_file
from core.reading.grid import Tally, TextColumns
from core.reading.layout import shape_of
from core.reading.records import Records
from core.reading.refusal import Stop
from core.reading.respelled import _spoilt
from core.reading.shape import Shape
from core.reading.unpacking import unpacked
from core.reading.worker import answer

OWN = limits("own")
NORDIC = "Kanal;Omsætning;Løn\nFacebook;1.234,50;å\nÖppet hus;2;ä\n"


def read(data):
    """Notes (code, row or n) and rows of texts, without starting a process."""
    got = unpacked(b"".join(answer(data if isinstance(data, bytes) else data.encode(), limits=OWN)))
    (sheet,) = got.sheets
    assert got.format == "csv"
    rows = [list(row) for row in zip(*(column.texts for column in sheet.columns), strict=True)]
    return [(code, values.get("row", values.get("n"))) for code, values in got.notes], rows


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("utf-16-le", []),
        ("utf-16-be", []),
        ("utf-32", []),
        ("cp1252", ["encoding-guessed"]),
        ("cp850", ["encoding-guessed"]),
        ("mac_roman", ["encoding-guessed"]),
    ],
)
def test_letters(encoding, notes):
    got, rows = read(NORDIC.encode(encoding))
    assert [code for code, _ in got] == notes
    assert rows == [["Kanal", "Omsætning", "Løn"], ["Facebook", "1.234,50", "å"], ["Öppet hus", "2", "ä"]]


def test_one_torn_letter_does_not_turn_the_others():
    data = b"navn;antal\n" + "blåbær;1\n".encode() * 30 + b"r\xf8d;2\n"
    notes, rows = read(data)
    assert notes == [("other-encoding", 32)]
    assert rows[1] == ["blåbær", "1"]
    assert rows[-1] == ["rød", "2"]


MANY = ["navn;antal\n", *["blåbær;1\n"] * 9]


@pytest.mark.parametrize(
    ("usual", "other", "notes"),
    [
        ("utf-8", "cp1252", [("other-encoding", 11)]),
        ("utf-8", "mac_roman", [("other-encoding", 11)]),
        ("cp1252", "utf-8", [("encoding-guessed", None), ("other-encoding", 11)]),
        ("utf-16-le", "cp1252", [("other-encoding", 11)]),
        ("utf-16-be", "cp1252", [("other-encoding", 11)]),
    ],
)
@pytest.mark.parametrize("line", ["rød grød;2\n", "rød grøde;2\n"])  # of an even and of an odd number of bytes
def test_a_line_in_other_letters(usual, other, notes, line):
    got, rows = read("".join(MANY).encode(usual) + line.encode(other) + "åh;3\n".encode(usual))
    assert got == notes
    assert rows[9:] == [["blåbær", "1"], [line[:-3], "2"], ["åh", "3"]]


@pytest.mark.parametrize(
    ("text", "notes", "row"),
    [
        ('"Facebook;12;3', [("unclosed-quote", 12)], ["Facebook", "12", "3"]),
        ('Facebook";12;3', [("unclosed-quote", 12)], ["Facebook", "12", "3"]),
        ('"Butik; Århus;12;3', [("unclosed-quote", 12)], ["Butik; Århus", "12", "3"]),
        ('"a "b" c";12;3', [("unclosed-quote", 12)], ['a "b" c', "12", "3"]),
        ("Facebook\t12\t3", [("other-delimiter", 12)], ["Facebook", "12", "3"]),
        ("Facebook;;12;3", [("extra-separator", 12)], ["Facebook", "12", "3"]),
        ("Face;book;12;3", [("extra-separator", 12)], ["Face;book", "12", "3"]),
        ("Facebook;12;3;;", [], ["Facebook", "12", "3"]),
        ("Facebook;12", [("ragged-row", 12)], ["Facebook", "12", ""]),
        ("  ", [], ["", "", ""]),
    ],
)
def test_one_row_that_is_not_like_the_others(text, notes, row):
    good = '"Mail, og mere";7;8\n'
    assert read("navn;visninger;klik\n" + good * 10 + text + "\n" + good) == (
        notes,
        [["navn", "visninger", "klik"], *[["Mail, og mere", "7", "8"]] * 10, row, ["Mail, og mere", "7", "8"]],
    )


@pytest.mark.parametrize(
    ("text", "delimiter", "width"),
    [
        ("a;b;c\n1;2;3\n", ";", 3),
        ("a,b,c\n1,2,3\n", ",", 3),
        ("a\tb\n1\t2\n", "\t", 2),
        ("a|b\n1|2\n", "|", 2),
        ("navn;pris\nx;1,5\ny;2,5\n", ";", 2),
        ("1,5;2,5\n1,5;2,5\n", ";", 2),
        ('name,note\nx,"a; b; c"\ny,"d; e; f"\n', ",", 2),
        ("Report for May\n\na,b,c\n1,2,3\n4,5,6\n", ",", 3),
        ("name\nFacebook\nShop, Aarhus\nMail\nPhone\nFair\nBlog\nPodcast\n", "\x1f", 1),
        ("name\n", "\x1f", 1),
        ('a, "b, c", d\n1, "2, 3", 4\n', ",", 3),
    ],
)
def test_the_delimiter_is_the_one_that_lines_agree_on(text, delimiter, width):
    shape = shape_of(text, tally=Tally(OWN))
    assert (shape.delimiter, shape.width) == (delimiter, width)


@pytest.mark.parametrize(
    ("text", "notes", "rows"),
    [
        ("sep=;\na;b\n1,5;2\n", [], [["a", "b"], ["1,5", "2"]]),
        ("sep=|\na,x|b\n1|2\n", [], [["a,x", "b"], ["1", "2"]]),
        (
            "a,b\n1,2\n3,4,5\n6,7\n",
            [("ragged-row", 3)],
            [["a", "b", ""], ["1", "2", ""], ["3", "4", "5"], ["6", "7", ""]],
        ),
        ("a,b,c\n1,2\n3,4,5\n", [("ragged-row", 2)], [["a", "b", "c"], ["1", "2", ""], ["3", "4", "5"]]),
        ("a,b\n1,2,,\n3,4\n", [], [["a", "b"], ["1", "2"], ["3", "4"]]),
        ("Title\n\na,b\n1,2\n", [], [["Title", ""], ["", ""], ["a", "b"], ["1", "2"]]),
        ('a,b\n"x\ny",2\n3,4\n', [], [["a", "b"], ["x\ny", "2"], ["3", "4"]]),
        ('a,b\n"x,2\n3,4\n', [("unclosed-quote", 2)], [["a", "b"], ["x", "2"], ["3", "4"]]),
        ('a,b\n5" pipe,2\n3,4\n', [], [["a", "b"], ['5" pipe', "2"], ["3", "4"]]),
        ("a;b\r1;2\r3;4", [], [["a", "b"], ["1", "2"], ["3", "4"]]),
        (
            "a;b\n007;1E5\nNA;12345678901234567890123\n",
            [],
            [["a", "b"], ["007", "1E5"], ["NA", "12345678901234567890123"]],
        ),
        ("a;b\nx\x00y;\u202e2\n", [("invisible-characters", 1)], [["a", "b"], ["xy", "\u202e2"]]),
    ],
)
def test_rows(text, notes, rows):
    assert read(text) == (notes, rows)


def test_a_quote_costs_one_line_of_many():
    lines = [f"name {i},{i}" for i in range(3000)]
    lines[10] = '"open,10'
    notes, rows = read("\n".join(lines))
    assert notes == [("unclosed-quote", 11)]
    assert len(rows) == 3000
    assert rows[10:12] == [["open", "10"], ["name 11", "11"]]


def test_many_ragged_rows_are_summed_up():
    notes, rows = read("a,b\n" * 100 + "1,2,3\n" * 50)
    assert len(rows) == 150
    assert notes[:2] == [("ragged-row", 101), ("ragged-row", 102)]
    assert notes[20:] == [("ragged-rows", 50)]


def test_a_long_cell_is_cut_and_said():
    notes, rows = read("a;b\n" + "x" * 40_000 + ";1\n")
    assert notes == [("cell-cut", 2)]
    assert len(rows[1][0]) == 32_767


def test_numbers_stay_text_and_names_do_not_decide():
    sheet = read_file("report.xlsx", b"a;b\n1;\n", limits=OWN).sheets[0]
    assert [list(column.kinds) for column in sheet.columns] == [
        [CellKind.TEXT, CellKind.TEXT],
        [CellKind.TEXT, CellKind.EMPTY],
    ]
    assert (sheet.first_row, sheet.height, sheet.visible) == (1, 2, True)


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8).filter(
    lambda text: not _spoilt().search(text.encode())  # those are respelled, see test_respelled
)
TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8)
)


@settings(max_examples=120)
@given(TABLES, st.sampled_from(";,\t|"), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_what_a_program_wrote_is_what_is_read(table, delimiter, encoding):
    file = io.StringIO(newline="")
    file.write(f"sep={delimiter}\r\n")
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    notes, rows = read(file.getvalue().encode(encoding))
    assert [code for code, _ in notes if code != "no-cells"] == []
    assert rows == table


@settings(max_examples=300)
@given(st.one_of(st.binary(max_size=300), st.text(st.sampled_from('a1",;\t|\n\r\x00 ='), max_size=80).map(str.encode)))
def test_no_bytes_raise_anything_but_a_refusal(data):
    with suppress(Stop):
        got = unpacked(b"".join(answer(data, limits=OWN)))
        assert all(len(column.texts) == sheet.height for sheet in got.sheets for column in sheet.columns)


@settings(max_examples=150)
@given(st.lists(st.text('ab",', max_size=6), min_size=1, max_size=12))
@example(['"', '",a"', 'a"'])
def test_no_line_is_lost_whatever_the_quotes(lines):
    blocks = Records(iter([f"{line}\n" for line in lines]), Shape(",", 2), tally=Tally(OWN)).blocks()
    rows = [
        row
        for block in blocks
        for row in (zip(*block.columns, strict=True) if isinstance(block, TextColumns) else block)
    ]
    letters = sorted(c for line in lines for c in line if c in "ab")
    assert sorted(c for row in rows for cell in row for c in cell if c in "ab") == letters
