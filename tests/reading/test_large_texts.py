"""A large CSV is read in another way than a small one: the cells, the notes and the refusals must be the same."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.reading import delimited, plainly, read_file
from tests.reading.two_ways import NEVER, OWN, both_ways, large_from, told

FIELDS = st.sampled_from(
    ["", " ", "a", "æøå", " b ", "1.234,5", "2025-03-27 04:10:30", "x y", "007", "€", "\u2028", "'"]
)
ODD = st.sampled_from(
    ['"', '"a', 'b"', '"a;b"', "\r", "\x00", "\ufeff", "\x0c", "\x1a", ";", ",", "\x85", "\n", "c" * 40]
)
ENDS = st.sampled_from(["\n", "\r\n", "\n\n"])


@st.composite
def text_tables(draw, fields=FIELDS):
    width, mark = draw(st.integers(1, 4)), draw(st.sampled_from(";,\t|"))
    rows = draw(st.lists(st.lists(fields, min_size=width, max_size=width), min_size=2, max_size=12))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    lines = [mark.join(row) + (draw(ENDS) if draw(st.integers(0, 9)) == 0 else end) for row in rows]
    text = "".join(lines).removesuffix(end if draw(st.booleans()) else "")
    return draw(st.sampled_from(["", "", "sep=;\n", "Rapport\n"])) + text


@settings(max_examples=250)
@given(text_tables(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_plain_texts(text, codec):
    quick, careful = both_ways(text.encode(codec, errors="replace"))
    assert quick == careful


@settings(max_examples=250)
@given(text_tables(fields=st.one_of(FIELDS, FIELDS, FIELDS, ODD)), st.sampled_from(["utf-8", "utf-16", "cp850"]))
def test_polluted_texts(text, codec):
    quick, careful = both_ways(text.encode(codec, errors="replace"))
    assert quick == careful


@pytest.mark.parametrize(
    "bounds", [{"text_rows": 5}, {"cells": 8}, {"cells": 15}, {"columns": 2}, {"cell_characters": 3}, {}]
)
def test_limits_of_texts(bounds):
    data = ("a;b;c\n" + "1;2;\n" * 4 + "1;;\n" + "1;2222;3\n" * 3).encode()
    quick, careful = both_ways(data, replace(OWN, **bounds))
    assert quick == careful


@pytest.mark.parametrize(
    ("rest", "quickly"),
    [
        ("1;2\n3;4\n", True),
        ("1;2\r\n3;4\n", True),
        ("1;2\n3;4", True),
        ("1;2\n3\n", False),
        ("1;2\n3;4;5\n", False),
        ('1;2\n3;"4"\n', False),
        ("1;2\n\n3;4\n", True),
        ("1;2\r3;4\n", False),
    ],
)
def test_only_lines_that_are_all_alike_are_read_quickly(rest, quickly, monkeypatch):
    taken = []
    order = plainly.in_order
    monkeypatch.setattr(plainly, "in_order", lambda *a, **k: taken.append(order(*a, **k)) or taken[-1])
    with large_from(0):
        told(f"a;b\nc;d\n{rest}".encode())
    assert [found is not None for found in taken] == [quickly]


def test_a_large_text_in_a_process_of_its_own():
    """Where Arrow runs without numpy."""
    lines = [f"K{n};{'a' if n % 3 else ''};{n % 7},5;;æ{n}" for n in range(120_000)]
    data = "\n".join(["id;ord;tal;tom;navn", *lines]).encode()
    assert len(data) > delimited.LARGE_BYTES
    (sheet,) = read_file("log.csv", data, limits=OWN).sheets
    found = [(column.texts.tolist(), column.kinds.tolist()) for column in sheet.columns]
    with large_from(NEVER):
        assert found == told(data)[2][0][2]
    assert [column.is_coded for column in sheet.columns] == [False, True, True, True, False]
