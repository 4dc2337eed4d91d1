"""What the data page sends is checked, choices go in and out of the settings, and issues of one kind are gathered."""

import datetime as dt

import pytest

from core.model import ColumnReceipt, Issue, Leftover, Message, Settings, SheetReceipt
from core.model.dataset import TwoWays
from core.texts import language
from core.ui.data.asking import reading
from core.ui.data.choosing import with_choice
from core.ui.data.columns import item, samples, understood
from core.ui.data.issues import gathered, left_out, summary
from core.ui.data.receipt import facts
from core.ui.visit.compute import _READING_CHOICES


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ({"column": 0, "name": "field", "value": "visits"}, ("mapping", "A", "visits")),
        ({"column": 1, "name": "field", "value": "given:roas"}, ("mapping", "B", "given:roas")),
        ({"column": 1, "name": "decimal", "value": ","}, ("decimal_marks", "B", ",")),
        ({"column": 1, "name": "day", "value": "first"}, ("day_first", "B", True)),
        ({"column": 1, "name": "day", "value": "second"}, ("day_first", "B", False)),
        ({"column": 1, "name": "day", "value": None}, ("day_first", "B", None)),
        ({"column": 1, "name": "field", "value": None}, ("mapping", "B", None)),
        ({"column": 2, "name": "field", "value": "visits"}, None),
        ({"column": -1, "name": "field", "value": "visits"}, None),
        ({"column": "0", "name": "field", "value": "visits"}, None),
        ({"column": 0, "name": "field", "value": "no such field"}, None),
        ({"column": 0, "name": "decimal", "value": "visits"}, None),
        ({"column": 0, "name": "corrections", "value": ","}, None),
        ({}, None),
    ],
)
def test_only_what_an_honest_page_sends_is_understood(answer, found):
    assert understood(answer, ("A", "B")) == found


@pytest.mark.parametrize(
    ("before", "key", "value", "after"),
    [
        ({}, "a", 1, {"a": 1}),
        ({"a": 1}, "a", 2, {"a": 2}),
        ({"a": 1, "b": 2}, "a", None, {"b": 2}),
        ({"a": 1}, "b", None, {"a": 1}),
    ],
)
def test_a_choice_goes_in_and_out(before, key, value, after):
    assert with_choice(before, key, value) == after


def issue(severity, code, at=None, **values):
    return Issue(severity, code, "f.xlsx", "Ark1", column=at, values=values)


def test_the_gravest_come_first_and_one_kind_is_gathered():
    found = gathered(
        [
            issue("info", "blank-rows", n=2, rows=(4, 5)),
            issue("warning", "unreadable-number", "Visits", n=7, value="x", row=3, column="Visits"),
            issue("error", "several-currencies", n=2, kept="DKK", others=("EUR",)),
            issue("warning", "unreadable-number", "Orders", n=5, value="y", row=4, column="Orders"),
        ]
    )
    assert [(g.severity, g.code, len(g.issues)) for g in found] == [
        ("error", "several-currencies", 1),
        ("warning", "unreadable-number", 2),
        ("info", "blank-rows", 1),
    ]
    assert summary(found[1], language("en")) == "12 cells in 2 columns are no numbers and count as unknown."


def test_a_kind_without_a_sentence_of_its_own_shows_its_first():
    found = gathered([issue("info", "micros", "Cost", column="Cost", unit="micros"), issue("info", "micros", "Spend")])
    assert summary(found[0], language("en")).endswith("And 1 more of the kind.")
    assert summary(found[0], language("en")).startswith("Cost is written in millionths")


@pytest.mark.parametrize(
    ("code", "way", "first", "told"),
    [
        ("en", TwoWays("1.234", 1234.0, 1.234), True, "1.234 is 1\u00a0234"),
        ("en", TwoWays("1.234", 1234.0, 1.234), False, "1.234 is about 1.23"),
        ("da", TwoWays("1.234", 1234.0, 1.234), True, "1.234 er 1\u00a0234"),
        ("da", TwoWays("1.234", 1234.0, 1.234), False, "1.234 er cirka 1,23"),
        ("sv", TwoWays("1,234", 1.234, 1234.0), False, "1,234 är 1\u00a0234"),
        ("en", TwoWays("03/04/2025", dt.date(2025, 4, 3), dt.date(2025, 3, 4)), True, "03/04/2025 is 3 April 2025"),
    ],
)
def test_both_readings_are_written_so_that_they_cannot_be_mistaken(code, way, first, told):
    assert reading(way, language(code), first=first) == told


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("en", [("21.339,97", "21,339.97"), ("84 %", "84")]),
        ("da", [("84 %", "84")]),
        ("sv", [("21.339,97", "21\u00a0339,97"), ("84 %", "84")]),
    ],
)
def test_what_was_read_is_written_as_the_reader_writes_it(code, shown):
    cells = (("21.339,97", "21339.97"), ("84 %", "84"))
    assert samples(ColumnReceipt("kr.", "revenue", "part", decimal=",", samples=cells), language(code)) == shown


def test_the_list_shows_each_column_with_what_can_be_chosen():
    column = ColumnReceipt(
        "Revenue", "revenue", "part", decimal=",", changed=3, missing=1, samples=(("1,5", "1.5"),), ask="decimal"
    )
    shown = item(column, language("en"), "f.xlsx/Ark1")
    assert (shown["field"], shown["sure"], shown["decimal"], shown["day"]) == ("revenue", 2, ",", None)
    assert (shown["asked"], shown["empty"], shown["samples"], shown["chosen"]) == (True, "1", [["1,5", "1.5"]], [])


def test_a_recognised_export_is_named():
    sheet = SheetReceipt(
        "Ark1", "touchpoints", 3, 9, 2, (ColumnReceipt("A", "touchpoint", "exact"),), export="Google Ads"
    )
    assert facts(sheet, language("en")) == [
        "A table of touchpoints.",
        "Recognised as an export from Google Ads.",
        "Header in row 3.",
        "2 rows were left out.",
    ]


def test_a_dataset_is_read_anew_for_every_choice_that_reading_depends_on():
    free = {"language", "corrections", "periods", "segments", "phases", "settings", "preset", "weights", "targets"}
    free |= {"assumptions", "industry", "version", "goals", "change_on", "change_cost", "change_touchpoint"}
    free |= {"compare_segment", "compare_periods", "suppositions", "agreed", "also_agreed"}
    assert set(_READING_CHOICES) == set(Settings().to_json()) - free


def piece(sheet: str, row: int | None = None, column: str | None = None) -> Leftover:
    return Leftover("f.xlsx", sheet, row, column, "", Message("leftover.no-number"))


@pytest.mark.parametrize(
    ("pieces", "code", "said"),
    [
        ([piece("A", 102)], "en", "Left out: row 102."),
        ([piece("A", 7, "Visits")], "en", "Left out: “Visits” in row 7."),
        (
            [piece("A", 102), piece("A", None, "Note"), piece("B")],
            "da",
            "Udeladt: række 102 (A), kolonnen »Note« (A) og arket »B«.",
        ),
        (
            [piece("A", row) for row in range(3, 12)],
            "sv",
            "Utelämnat: rad 3, rad 4, rad 5, rad 6, rad 7 och 4 till.",
        ),
    ],
)
def test_what_was_left_out_is_named(pieces, code, said):
    assert left_out(pieces, language(code)) == said
