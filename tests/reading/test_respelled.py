"""Letters that another program spoilt are read as they were meant, in every kind of file, and nothing else changes."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from core.reading import limits
from core.reading.respelled import _BEGINNINGS, _meant
from core.reading.unpacking import unpacked
from core.reading.worker import answer

OWN = limits("own")
TABLE = "Kanal;Besøg\nKøbenhavn;1\nÖppet hus;2\nKundens “ønske”;3\nÅrhus – é;4\n"


def read(data):
    got = unpacked(b"".join(answer(data, limits=OWN)))
    rows = [list(row) for row in zip(*(column.texts for column in got.sheets[0].columns), strict=True)]
    return [(code, values) for code, values in got.notes], rows


def respelled(n, letters):
    return [("letters-respelled", {"n": n, "letters": letters})]


WHOLE = [line.split(";") for line in TABLE.splitlines()]


@pytest.mark.parametrize("codec", ["latin-1", "cp1252", "mac_roman", "cp850"])
def test_a_text_opened_as_an_older_one(codec):
    spoilt = TABLE.encode().decode(codec, errors="strict" if codec != "cp1252" else "replace").replace("�", "\x9d")
    notes, rows = read(spoilt.encode())
    assert rows == WHOLE
    assert [code for code, _ in notes] == ["letters-respelled"]


@pytest.mark.parametrize(
    ("spoilt", "meant", "n", "letters"),
    [
        ("KÃ¸b", "Køb", 1, "Ã¸ → ø"),
        ("Ã…rhus, Ã…lborg og Ã˜rsted", "Århus, Ålborg og Ørsted", 3, "Ã… → Å, Ã˜ → Ø"),
        ("customerâ€™s Â£5", "customer’s £5", 2, "â€™ → ’, Â£ → £"),
        ("KÃƒÂ¸b", "Køb", 3, "Ãƒ → Ã, Â¸ → ¸, Ã¸ → ø"),
        ("√Ñpple", "Äpple", 1, "√Ñ → Ä"),
    ],
)
def test_a_cell(spoilt, meant, n, letters):
    assert read(f"Navn,Antal\n{spoilt.replace(',', ' -')},1\n".encode())[1][1][0] == meant.replace(",", " -")
    assert read(workbook(spoilt)) == (respelled(n, letters), [["Navn"], [meant]])


@pytest.mark.parametrize(
    "text", ["SÃO PAULO", "crêpe à la Âge", "CÔTE D’AZUR", "√2 ¬ ‚ok’", "├──┬──┤ ├│┤", "Ñandú", "æøåÆØÅ"]
)
def test_other_letters_stay(text):
    assert read(workbook(text)) == ([], [["Navn"], [text]])


def test_a_large_text_of_which_part_comes_packed():
    lines = "Kanal;Besøg\n" + "KÃ¸b;1\nMÃ¸de;2\n" * 9000
    notes, rows = read(lines.encode())
    assert notes == respelled(18_000, "Ã¸ → ø")
    assert (len(rows), rows[1], rows[-1]) == (18_001, ["Køb", "1"], ["Møde", "2"])


@given(st.text(alphabet="abc æøåäöéÆØÅÄÖÉ’–½", min_size=1, max_size=12))
def test_whatever_was_spoilt_comes_back(text):
    spoilt = text.encode().decode("latin-1")
    assert read(workbook(f"x{spoilt}x"))[1][1] == [f"x{text}x"]


def test_the_beginnings_are_those_of_all_that_is_spoilt():
    assert {spoilt.decode()[0].encode() for spoilt in _meant()} == set(_BEGINNINGS)


def workbook(text):
    book, file = Workbook(), io.BytesIO()
    for row in (("Navn",), (text,)):
        book.active.append(row)
    book.save(file)
    return file.getvalue()
