"""Where tables stand: two header rows, several tables on a sheet, the user's own choice; and whose report it is."""

from collections.abc import Callable
from typing import Any

import pytest

from core.columns import locate, map_sheet
from core.columns.exports import recognise
from core.columns.finding import tables_in
from core.columns.grid import whole
from core.columns.heads import _groups
from core.model import RawSheet, Settings
from core.tables import table

MakeSheet = Callable[..., RawSheet]
PLAIN = [["Kontaktpunkt", "Besøg", "Køb"], ["Webshop", 100, 4], ["Butik", 50, 9]]


@pytest.mark.parametrize(
    ("head", "headers"),
    [
        ([["", 2024, 2025], ["Kontaktpunkt", "Besøg", "Besøg"]], ["Kontaktpunkt", "2024 / Besøg", "2025 / Besøg"]),
        (  # merged over two columns, and the first column named above
            [["Kontaktpunkt", "2024", "", "2025", ""], ["", "Besøg", "Køb", "Besøg", "Køb"]],
            ["Kontaktpunkt", "2024 / Besøg", "2024 / Køb", "2025 / Besøg", "2025 / Køb"],
        ),
        (  # a column at the end that belongs to no group
            [["", "Nye", "", "Faste", "", ""], ["Kanal", "Besøg", "Køb", "Besøg", "Køb", "Kommentar"]],
            ["Kanal", "Nye / Besøg", "Nye / Køb", "Faste / Besøg", "Faste / Køb", "Kommentar"],
        ),
        (
            [["Kontaktpunkt", "Omsætning", "Besøg"], ["", "kr.", "antal"]],
            ["Kontaktpunkt", "Omsætning / kr.", "Besøg / antal"],
        ),
        (
            [["Kontaktpunkt", "Omkostning", "Svartid", "Konverteringsrate"], ["", "(tkr.)", "[min.]", "(%)"]],
            ["Kontaktpunkt", "Omkostning / (tkr.)", "Svartid / [min.]", "Konverteringsrate / (%)"],
        ),
        (  # a scale among the units
            [["Kontaktpunkt", "Omsætning", "Svartid", "Tilfredshed"], ["", "t.kr.", "timer", "1-5"]],
            ["Kontaktpunkt", "Omsætning / t.kr.", "Svartid / timer", "Tilfredshed / 1-5"],
        ),
        (
            [["", "Online", "Offline"], ["Kontaktpunkt", "Besøg", "Køb"]],
            ["Kontaktpunkt", "Online / Besøg", "Offline / Køb"],
        ),
        ([["Rapport for maj"], ["Kontaktpunkt", "Besøg", "Køb"]], ["Kontaktpunkt", "Besøg", "Køb"]),
        ([["Omsætning maj 2025", "Kanal"], ["Kontaktpunkt", "Besøg", "Køb"]], ["Kontaktpunkt", "Besøg", "Køb"]),
    ],
)
def test_headers_of_two_rows_are_joined(make_sheet: MakeSheet, head: list[list[Any]], headers: list[str]) -> None:
    width = max(map(len, head))
    body = [["Webshop", *range(1, width)], ["Butik", *range(11, 10 + width)]]
    found = locate(make_sheet([*head, *body]), settings=Settings())
    assert found is not None
    assert list(found.headers.values()) == headers
    assert found.first == len(head)


@pytest.mark.parametrize(
    ("labels", "given"),
    [
        (("2024", "2025"), [{"date": "2024"}, {"date": "2025"}]),
        (("maj 2025", "juni 2025"), [{"date": "maj 2025"}, {"date": "juni 2025"}]),
        (("Online", "Fysisk"), [{"setting": "Online"}, {"setting": "Fysisk"}]),
        (("Nye", "Faste"), [{"segment": "Nye"}, {"segment": "Faste"}]),
        (("2025", "I alt"), [{"date": "2025"}]),  # a total beside its parts is not read
        (("Budget", "Realiseret"), [{}]),  # only one of them holds what happened
    ],
)
def test_repeated_groups_are_read_one_by_one(make_sheet: MakeSheet, labels: tuple[str, str], given: list[dict]) -> None:
    rows = [["", labels[0], "", labels[1], ""], ["Kanal", "Besøg", "Køb", "Besøg", "Køb"], ["Web", 1, 2, 3, 4]]
    first = map_sheet(make_sheet([*rows, ["Mail", 5, 6, 7, 8]]), settings=Settings())
    assert [dict(part.given) for part in (first, *first.more)] == given


@pytest.mark.parametrize(
    ("rows", "headers", "more", "others"),
    [
        # Side by side: one that names other things, one that means the same, one that only stands behind a gap.
        ([["Kanal", "Besøg", "", "Kampagne", "Udgift"], ["Web", 1, "", "Forår", 2]], ["Kanal", "Besøg"], 0, 1),
        ([["Kanal", "Besøg", "", "Channel", "Visits"], ["Web", 1, "", "Mail", 2]], ["Kanal", "Besøg"], 1, 0),
        ([["Kanal", "Besøg", "", "Køb"], ["Web", 1, "", 2], ["Mail", 1, "", 2]], ["Kanal", "Besøg", "Køb"], 0, 0),
        # One below the other: the one with more to say is read, wherever it stands.
        ([["Dato", "Region"], ["2025-05-01", "Nord"], [], *PLAIN], ["Kontaktpunkt", "Besøg", "Køb"], 0, 1),
        ([*PLAIN, [], ["Kampagne", "Udgift"], ["Forår", 900]], ["Kontaktpunkt", "Besøg", "Køb"], 0, 1),
        ([*PLAIN, [], ["Tabel 2"], ["Touchpoint", "Visits", "Purchases"], ["Mail", 1, 2]], PLAIN[0], 1, 0),
        ([*PLAIN, [], *PLAIN], PLAIN[0], 0, 0),  # the same header again: one table
    ],
)
def test_several_tables(
    make_sheet: MakeSheet, rows: list[list[Any]], headers: list[str], more: int, others: int
) -> None:
    found = locate(make_sheet(rows), settings=Settings())
    assert found is not None
    assert (list(found.headers.values()), len(found.more), len(found.others)) == (headers, more, others)


def test_tables_that_are_not_read_are_named_with_their_row(make_sheet: MakeSheet) -> None:
    rows = [*PLAIN, [], ["Kampagne", "Udgift"], ["Forår", 900]]
    assert map_sheet(make_sheet(rows), settings=Settings()).others == ((5, ("Kampagne", "Udgift")),)


def test_the_user_names_the_header_row(make_sheet: MakeSheet) -> None:
    sheet = make_sheet([*PLAIN, [], ["Kampagne", "Udgift"], ["Forår", 900], ["Sommer", 400]])
    mapped = map_sheet(sheet, settings=Settings(header_rows={"Ark1": 5}))
    assert (mapped.header, [c.header for c in mapped.columns], mapped.last) == (4, ["Kampagne", "Udgift"], 7)
    beyond = map_sheet(sheet, settings=Settings(header_rows={"Ark1": 99}))
    assert beyond.header == 0  # no such row: found as ever


def test_the_user_skips_a_sheet_and_uses_a_hidden_one(make_sheet: MakeSheet) -> None:
    skipped = map_sheet(make_sheet(PLAIN), settings=Settings(sheets={"Ark1": "skip"}))
    assert (skipped.header, skipped.skipped, skipped.grain) == (None, True, "other")
    assert locate(make_sheet(PLAIN, visible=False), settings=Settings(sheets={"Ark1": "use"})) is not None


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Dato", ["i går", "aldrig", "snart"], "ignore"),
        ("Dato", ["maj", "juni", "juli"], "date"),
        ("Dato", ["2025-05-03", "snart", "snart"], "date"),
        ("Tidspunkt", ["14:05", "15:10", "16:20"], "ignore"),
        ("Besøg", ["mange", "få", "ingen"], "ignore"),
        ("Besøg", ["mange", "7", "8"], "visits"),
        ("Løst", ["ja", "nej", "ja"], "resolved"),
        ("Bedømmelse", ["★★★", "★★", "★"], "rating"),
        ("Besøg", ["", "", ""], "visits"),  # nothing speaks against it
    ],
)
def test_the_cells_check_what_the_header_says(make_sheet: MakeSheet, header: str, cells: list[str], field: str) -> None:
    rows = [["Kontaktpunkt", header, "Køb"], *([f"Sted {c}{i}", c, i] for i, c in enumerate(cells))]
    mapped = map_sheet(make_sheet(rows), settings=Settings())
    assert mapped.columns[1].field == field
    assert bool(mapped.unlike) == (field == "ignore")


def test_a_count_of_touchpoints_names_none(make_sheet: MakeSheet) -> None:
    rows = [["Kampagne", "Touchpoints", "Besøg"], ["Forår", 3, 10], ["Sommer", 5, 20]]
    mapped = map_sheet(make_sheet(rows), settings=Settings())
    assert mapped.candidates == ("Kampagne",)


SYSTEMS = [(entry["name"], headers) for entry in table("exports").values() for headers in entry["examples"]]


@pytest.mark.parametrize(("name", "headers"), SYSTEMS)
def test_the_report_of_a_known_system_is_recognised(name: str, headers: list[str]) -> None:
    assert recognise(headers) == name


@pytest.mark.parametrize("headers", [PLAIN[0], ["Kampagne", "Klik"], [], ["Campaign", "Clicks", "Revenue"]])
def test_other_tables_are_nobodys_report(headers: list[str]) -> None:
    assert recognise(headers) is None


def test_a_blank_sheet_holds_no_table(make_sheet: MakeSheet) -> None:
    assert tables_in(whole(make_sheet([["", ""], ["", ""]]))) == []


def test_two_rows_of_headers_that_share_no_column_are_no_groups():
    assert _groups({0: "Besøg"}, {1: "Ordrer", 2: "Omsætning"}) == {}


@pytest.mark.parametrize(
    ("header", "numbers", "found"),
    [
        (["Kontaktpunkt", "Besøg", ""], (1, 2, 3), {"B": "touchpoint", "C": "visits"}),  # one short: rows are numbered
        (["Kontaktpunkt", "Besøg", ""], (0, 1, 2), {"B": "touchpoint", "C": "visits"}),
        (["Kontaktpunkt", "Besøg", ""], (7, 1, 2), {"A": "touchpoint", "B": "ignore"}),
        (["Nr", "Kontaktpunkt", "Besøg"], (1, 2, 3), {"B": "touchpoint", "C": "visits"}),
    ],
)
def test_a_header_one_short_of_numbered_rows_is_moved(make_sheet, header, numbers, found) -> None:
    rows = [header, *([n, name, 10 * n + 5] for n, name in zip(numbers, ("Web", "Butik", "Mail"), strict=True))]
    mapped = map_sheet(make_sheet(rows), settings=Settings())
    fields = {"ABC"[c.index]: c.field for c in mapped.columns}
    assert {letter: field for letter, field in fields.items() if letter in found} == found
