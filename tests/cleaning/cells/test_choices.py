"""What the user decides about a column, a header row or a sheet wins over every guess."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from core.model import Dataset, Settings, TwoWays
from tests.benchmarks.typing import judge, labelled

Build = Callable[..., Dataset]
ROWS = [["Kontaktpunkt", "Omsætning", "Dato"], ["Butik", "1.234", "05/06/2024"], ["Mail", "2.500", "07/08/2024"]]


@pytest.mark.parametrize(
    ("settings", "revenue", "months", "asked"),
    [
        (Settings(), [1234, 2500], [6, 8], {"decimal", "day-first"}),
        (Settings(decimal_marks={"Ark1": {"omsætning": "."}}), [1.234, 2.5], [6, 8], {"day-first"}),
        (Settings(decimal_marks={"Ark1": {"Omsætning": ","}}), [1234, 2500], [6, 8], {"day-first"}),
        (Settings(day_first={"Ark1": {"Dato": False}}), [1234, 2500], [5, 7], {"decimal"}),
        (Settings(day_first={"Ark1": {"Dato": True}}), [1234, 2500], [6, 8], {"decimal"}),
        (Settings(day_first={"Ark2": {"Dato": False}}), [1234, 2500], [6, 8], {"decimal", "day-first"}),
    ],
)
def test_a_chosen_reading_is_used_and_no_longer_asked(
    build: Build, settings: Settings, revenue: list[float], months: list[int], asked: set[str]
) -> None:
    dataset = build(ROWS, settings=settings)
    assert dataset.rows["revenue"].tolist() == revenue
    assert dataset.rows["date"].dt.month.tolist() == months
    assert {c.ask for c in dataset.files[0].sheets[0].columns} - {None} == asked
    codes = {"decimal": "ambiguous-number", "day-first": "ambiguous-date"}
    assert {i.code for i in dataset.issues} == {codes[a] for a in asked}


@pytest.mark.parametrize(
    "chosen", [{}, {"decimal_marks": {"Ark1": {"Omsætning": "."}}, "day_first": {"Ark1": {"Dato": True}}}]
)
def test_what_can_be_read_two_ways_is_shown_both_ways_also_once_it_is_decided(
    build: Build, chosen: dict[str, Any]
) -> None:
    name, money, date = build(ROWS, settings=Settings(**chosen)).files[0].sheets[0].columns
    assert name.two_ways == ()
    assert money.two_ways == (TwoWays("1.234", 1234, 1.234), TwoWays("2.500", 2500, 2.5))
    assert date.two_ways[0] == TwoWays("05/06/2024", dt.date(2024, 6, 5), dt.date(2024, 5, 6))


def test_what_the_cells_prove_is_not_shown_two_ways(build: Build) -> None:
    rows = [["Kontaktpunkt", "Omsætning", "Dato"], ["Butik", "1.234,5", "13/06/2024"], ["Mail", "2.500", "07/08/2024"]]
    assert [c.two_ways for c in build(rows).files[0].sheets[0].columns] == [(), (), ()]


def test_the_first_rows_show_where_another_header_could_be(build: Build) -> None:
    rows = [["Oversigt 2025"], ["", ""], ["Kontaktpunkt", "Besøg", "Ansvarlig"], ["Butik", 4, "Bo"], ["Mail", 5, "Ane"]]
    (sheet,) = build(rows).files[0].sheets
    assert sheet.header_row == 3
    assert sheet.top == (
        (1, ("Oversigt 2025",)),
        (3, ("Kontaktpunkt", "Besøg", "Ansvarlig")),
        (4, ("Butik", "4")),
        (5, ("Mail", "5")),
    )


def test_a_choice_that_cells_contradict_is_told(build: Build) -> None:
    rows = [["Kontaktpunkt", "Omsætning"], ["Butik", "1,5"], ["Mail", "2.500"]]
    dataset = build(rows, settings=Settings(decimal_marks={"Ark1": {"Omsætning": "."}}))
    assert dataset.rows["revenue"].tolist() == [1.5, 2.5]
    assert [i.code for i in dataset.issues] == ["mixed-marks"]


def test_a_skipped_sheet_is_told(build: Build) -> None:
    other = [["Kontaktpunkt", "Besøg"], ["Messe", 7]]
    dataset = build({"Ark1": ROWS, "Ark2": other}, settings=Settings(sheets={"Ark2": "skip"}))
    assert [(i.code, i.sheet) for i in dataset.issues if i.sheet == "Ark2"] == [("sheet-skipped", "Ark2")]
    assert len(dataset.touchpoints) == 2


def test_the_choices_travel_as_json() -> None:
    settings = Settings(
        decimal_marks={"A": {"Omsætning": ","}},
        day_first={"A": {"Dato": True}},
        header_rows={"A": 4},
        sheets={"B": "skip"},
    )
    assert Settings.from_json(settings.to_json()) == settings


@pytest.mark.parametrize(
    "values",
    [
        {"decimal_marks": {"A": {"x": ";"}}},
        {"day_first": {"A": {"x": "yes"}}},
        {"header_rows": {"A": "first"}},
        {"sheets": {"A": "maybe"}},
        {"sheets": [1]},
    ],
)
def test_a_choice_that_cannot_be_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        Settings.from_json(values)


@pytest.mark.parametrize("seed", [7, 8])
def test_columns_as_people_write_them(seed: int) -> None:
    """The full set is the benchmark; here a part of it: nothing silently wrong, asked exactly where it is open."""
    outcomes = [judge(column) for column in labelled(100, seed)]
    assert [(o.column.style, o.column.cells[:5], o.told) for o in outcomes if not o.right] == []
    assert [(o.column.style, o.column.cells[:5], o.told) for o in outcomes if o.asked != o.column.ambiguous] == []
    assert sum(o.column.ambiguous for o in outcomes) == 10


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["24-05-03", "24-05-17", "24-06-02", "24-12-24"], ["2024-05-03", "2024-05-17", "2024-06-02", "2024-12-24"]),
        (["03-05-24", "17-05-24", "02-06-24", "24-12-24"], ["2024-05-03", "2024-05-17", "2024-06-02", "2024-12-24"]),
        (["240503", "240517", "240602", "241224"], ["2024-05-03", "2024-05-17", "2024-06-02", "2024-12-24"]),
        (["202401", "202402"], ["2024-01-01", "2024-02-01"]),
        (["3/5-24", "4/6-24"], ["2024-05-03", "2024-06-04"]),
        (["15032024", "16032024"], ["2024-03-15", "2024-03-16"]),
        (["1735689600", "1735776000"], ["2025-01-01", "2025-01-02"]),
        (["5. apr. 2022", "6. apr. 2022"], ["2022-04-05", "2022-04-06"]),
    ],
)
def test_short_dates_are_read_by_the_whole_column(build: Build, cells: list[str], days: list[str]) -> None:
    dataset = build([["Kontaktpunkt", "Dato", "Besøg"], *(["Butik", cell, i] for i, cell in enumerate(cells))])
    assert dataset.rows["date"].dt.strftime("%Y-%m-%d").tolist() == days
    assert [i.code for i in dataset.issues] == []


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (["24-05-03", "24-05-04"], "ambiguous-date"),  # too few to tell the year from the day
        (["maj 03", "maj 17", "juni 24"], "ambiguous-date"),  # days without a year?
        (["45678", "45680"], "serial-dates"),
    ],
)
def test_an_open_date_is_told(build: Build, cells: list[str], code: str) -> None:
    dataset = build([["Kontaktpunkt", "Dato", "Besøg"], *(["Butik", cell, i] for i, cell in enumerate(cells))])
    assert [i.code for i in dataset.issues] == [code]


def test_groups_of_years_become_dates(build: Build) -> None:
    rows = [
        ["", "2024", "", "2025", ""],
        ["Kanal", "Besøg", "Køb", "Besøg", "Køb"],
        ["Web", 1, 2, 3, 4],
        ["I alt", 1, 2, 3, 4],
    ]
    dataset = build(rows)
    assert dataset.rows[["period", "visits", "conversions"]].to_numpy().tolist() == [["2024", 1, 2], ["2025", 3, 4]]
    assert [i.code for i in dataset.issues] == ["total-row"]  # once, not per year
    assert [s.rows_read for s in dataset.files[0].sheets] == [1, 1]


def test_tables_side_by_side_that_mean_the_same_are_both_read(build: Build) -> None:
    rows = [["Kanal", "Besøg", "", "Kanal", "Besøg"], ["Web", 1, "", "Mail", 3], ["Butik", 2, "", "SMS", 4]]
    dataset = build(rows)
    assert dataset.rows["visits"].sum() == 10
    assert dataset.issues == ()


def test_shares_of_text_under_a_percent_header_are_per_cent(build: Build) -> None:
    """0.8 under "CTR %" in a csv is 0.8 %; a number cell of a workbook under the same header holds the share itself."""
    assert build([["Kontaktpunkt", "CTR %"], ["A", "0,8"], ["B", "0,5"]]).rows["given:click_through_rate"].tolist() == [
        0.008,
        0.005,
    ]
    assert build([["Kontaktpunkt", "CTR %"], ["A", 0.8], ["B", 0.5]]).rows["given:click_through_rate"].tolist() == [
        0.8,
        0.5,
    ]
