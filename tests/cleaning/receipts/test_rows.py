"""Which rows are touchpoints, which are not, and what is said about those."""

from collections.abc import Callable
from typing import Any

import pytest

from core.model import Dataset

Build = Callable[..., Dataset]
HEAD = ["Kontaktpunkt", "Besøg", "Køb"]
TWO = [["Webshop", 100, 4], ["Butik", 50, 9]]


def codes(dataset: Dataset) -> list[str]:
    return [issue.code for issue in dataset.issues]


@pytest.mark.parametrize(
    "label",
    [
        "I alt",
        "Total",
        "TOTAL:",
        "Summa",
        "Sum",
        "Grand total",
        "Subtotal",
        "Totalt 2025",
        "Gesamt",
        "Gennemsnit",
        "Samlet",
        "I alt 12.03.2025",
        "Onsdag i alt",
        "Onsdag den 12. marts i alt",
        "Marts 2025 i alt",
        "Uge 11 total:",
        "Vecka 11 totalt",
        "Dagstotal 12. marts 2025",
        "Delsumma 2025-03-12",
        "Dagskassa",
        "Dagens omsætning",
        "Z-rapport 12-03-2025",
        "Z-rapport nr. 1034",
        "Z-dagrapport",
        "Z-report 2025-03-12",
        "Daily total",
        "Total for the day",
    ],
)
def test_a_total_row_is_left_out(build: Build, label: str) -> None:
    dataset = build([HEAD, *TWO, [label, 1, 1]])
    assert dataset.rows["visits"].tolist() == [100, 50]
    assert [(i.code, i.row) for i in dataset.issues] == [("total-row", 4)]


@pytest.mark.parametrize(
    ("row", "left_out"),
    [
        (["Total alle kanaler", 150, 13], True),  # its numbers are the sum of the others
        (["Total Beauty klinik", 70, 3], False),  # a name
        (["Summa Sport", 10, 1], False),
        (["Sumatra-kampagne", 150, 13], False),
        (["Totalrenovering", 150, 13], False),
        (["Online i alt", 150, 13], True),
        (["Butik i alt 2025", 150, 13], True),
        (["Betalt i alt", 150, 8], True),
        (["Betalt total", 150, 8], False),  # only half of its numbers are sums
        (["Online total", 150, 13], True),
        (["Hotel Total", 70, 3], False),
        (["Dim Sum", 70, 3], False),
        (["Onsdag", 150, 13], False),
        (["Dag", 150, 13], False),
    ],
)
def test_a_name_like_a_total_is_checked_by_its_numbers(build: Build, row: list[Any], left_out: bool) -> None:
    assert ("total-row" in codes(build([HEAD, *TWO, row]))) is left_out


def test_subtotals_of_blocks_are_left_out(build: Build) -> None:
    rows = [HEAD, *TWO, ["Total online", 150, 13], ["Mail", 10, 1], ["SMS", 20, 2], ["Total direkte", 30, 3]]
    dataset = build([*rows, ["Total alt", 180, 16]])
    assert dataset.rows["visits"].sum() == 180
    assert dataset.issues[0].values == {"n": 3, "rows": (4, 7, 8)}


def test_a_total_named_in_another_column(build: Build) -> None:
    rows = [["Status", *HEAD], ["Aktiv", *TWO[0]], ["Aktiv", *TWO[1]], ["Total: Account", "--", 150, 13]]
    assert codes(build(rows)) == ["total-row"]


def test_totals_of_single_days_and_of_all_are_left_out(build: Build) -> None:
    day = [["Butik", "12-03-2025", 45, 8450], ["Webshop", "12-03-2025", 32, 6100], ["I alt 12.03.2025", "", 77, 14550]]
    next_day = [["Butik", "13-03-2025", 41, 7900], ["Z-rapport", "13-03-2025", 41, 7900], ["I alt", "", 118, 22450]]
    dataset = build([["Salgssted", "Dato", "Antal bonner", "Omsætning"], *day, *next_day])
    assert dataset.rows["revenue"].sum() == 22450
    assert [t.name for t in dataset.touchpoints] == ["Butik", "Webshop"]
    assert [i.values["rows"] for i in dataset.issues if i.code == "total-row"] == [(4, 6, 7)]


@pytest.mark.parametrize(
    ("nameless", "code"),
    [
        (["", 150, 13], "total-row"),  # as exports write their sums
        (["", 30, 2], "no-name"),
    ],
)
def test_a_nameless_row_that_holds_the_sums_is_a_total(build: Build, nameless: list[Any], code: str) -> None:
    dataset = build([HEAD, nameless, *TWO, ["Mail", 0, 0], ["SMS", 0, 0]])
    assert dataset.rows["visits"].sum() == 150
    assert [(i.code, i.row) for i in dataset.issues] == [(code, 2)]


def test_a_till_log_counts_no_report_of_the_day(build: Build) -> None:
    head = ["Transaktion", "Tidpunkt", "Säljställe", "Belopp"]
    sales = [[str(n), f"2025-03-1{n} 09:12", "Butik City", 100 * n] for n in (1, 2, 3)]
    dataset = build([head, *sales, ["Z-dagrapport", "2025-03-13 20:00", "", 600], ["Dagskassa", "", "", 300]])
    assert dataset.interactions is not None
    assert dataset.interactions["value"].sum() == 600
    assert [i.values["rows"] for i in dataset.issues if i.code == "total-row"] == [(5, 6)]


def test_a_segment_that_holds_all_others_is_left_out(build: Build) -> None:
    rows = [["Kontaktpunkt", "Segment", "Besøg"], ["Butik", "Nye", 3], ["Butik", "Faste", 4], ["Butik", "Alle", 7]]
    dataset = build(rows)
    assert dataset.rows["visits"].sum() == 7
    assert codes(dataset) == ["total-row"]


def test_a_segment_that_is_the_only_one_is_kept(build: Build) -> None:
    rows = [["Kontaktpunkt", "Segment", "Besøg"], ["Butik", "Alle", 3], ["Mail", "Alle", 4]]
    assert build(rows).rows["visits"].sum() == 7


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ([["Kilde: kassesystemet"]], ["note-row"]),
        ([[], ["Tallene er foreløbige"]], ["note-row"]),
        ([["* uden moms"]], ["note-row"]),
        ([["Skilt ved døren"]], []),  # a touchpoint that nobody measures
        ([[], HEAD, ["Mail", 1, 1]], ["repeated-header", "blank-rows"]),
        ([["", 7, 1]], ["no-name"]),
        ([["-", 7, 1]], ["no-name"]),
        ([["Butik", 50, 9]], ["duplicate-rows"]),
        ([["Før køb"], ["Mail", 1, 1]], ["note-row"]),
    ],
)
def test_what_is_said_about_rows(build: Build, below: list[list[Any]], expected: list[str]) -> None:
    assert codes(build([HEAD, *TWO, *below])) == expected


def test_duplicates_are_kept(build: Build) -> None:
    dataset = build([HEAD, *TWO, TWO[1]])
    assert dataset.rows["visits"].sum() == 200
    assert dataset.issues[0].values == {"n": 1, "rows": (4,)}


def test_the_receipt_counts_rows(build: Build) -> None:
    dataset = build([["Titel"], [], HEAD, *TWO, [], ["I alt", 150, 13], ["", 7, 1]])
    (sheet,) = dataset.files[0].sheets
    assert (sheet.header_row, sheet.rows_read, sheet.rows_left_out) == (3, 2, 2)
    assert dataset.rows["row"].tolist() == [4, 5]


def test_merged_names_are_carried_down(build: Build) -> None:
    rows = [["Kontaktpunkt", "Måned", "Besøg"], ["Butik", "jan 2025", 1], ["", "feb 2025", 2], ["Mail", "jan 2025", 3]]
    dataset = build([*rows, ["", "feb 2025", 4]])
    assert dataset.rows.groupby("touchpoint")["visits"].sum().to_dict() == {"butik": 3, "mail": 7}
    assert codes(dataset) == ["filled-down"]


def test_merged_groups_are_carried_down(build: Build) -> None:
    rows = [["Fase", *HEAD], ["Før", "Mail", 1, 1], ["", "Skilt", 2, 1], ["Efter", "Brev", 3, 1], ["", "Chat", 4, 1]]
    dataset = build(rows)
    assert [t.context["phase"] for t in dataset.touchpoints] == ["Før", "Før", "Efter", "Efter"]
    assert codes(dataset) == ["filled-down"]


def test_another_table_below_is_told(build: Build) -> None:
    dataset = build([HEAD, *TWO, [], ["Kampagne", "Omkostning"], ["Forår", 900]])
    assert [(i.code, i.row) for i in dataset.issues] == [("other-table", 5)]
    assert len(dataset.rows) == 2


@pytest.mark.parametrize(
    "below",
    [
        [["* foreløbige tal; se note 2", "side 4", ""]],
        [["1) uden moms", "uden gebyrer", ""], ["2) skøn", "", ""]],
        [["--------", "", ""]],
        [["Side 2 af 5", "", ""]],
        [["", "", ""], ["Kilde: eget system", "maj", ""]],
    ],
)
def test_footnotes_rulers_and_pages_are_no_touchpoints(build, below) -> None:
    rows = [["Kontaktpunkt", "Besøg", "Klik"], ["Web", 10, 2], ["Mail", 20, 3], ["Messe", 30, ""], *below]
    assert build(rows).rows["touchpoint"].tolist() == ["web", "mail", "messe"]


def test_a_footnotes_mark_is_no_part_of_the_name(build: Build) -> None:
    dataset = build([HEAD, ["Telefon*", 5, 1], ["Butik", 6, 2], [], ["* uden weekender"]])
    assert [touchpoint.name for touchpoint in dataset.touchpoints] == ["Telefon", "Butik"]


@pytest.mark.parametrize("name", ["(blank)", "(tom)", "(tomma)"])
def test_the_blank_of_a_pivot_table_names_nothing(build: Build, name: str) -> None:
    assert build([HEAD, *TWO, [name, 3, 1]]).rows["touchpoint"].tolist() == ["webshop", "butik"]


def test_the_title_of_a_further_part_is_no_touchpoint(build: Build) -> None:
    dataset = build([["Online"], HEAD, *TWO, [], ["Offline"], HEAD, ["Messe", 7, 1]])
    assert dataset.rows["touchpoint"].tolist() == ["webshop", "butik", "messe"]
    assert [(i.code, i.row) for i in dataset.issues if i.row] == [
        ("repeated-header", 7),
        ("note-row", 6),
        ("blank-rows", 5),
    ]
