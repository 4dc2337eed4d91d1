"""How cells become days, and days periods."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from core.cleaning.moments.dates import read_moment
from core.cleaning.moments.periods import period_grain, period_labels
from core.model import Dataset

Build = Callable[..., Dataset]


@pytest.mark.parametrize(
    ("text", "day", "grain"),
    [
        ("2025-03-05", "2025-03-05", "day"),
        ("2025-03-05T12:13:14.123Z", "2025-03-05", "day"),
        ("2025-03-05 12:13:14 UTC", "2025-03-05", "day"),
        ("2025/3/5", "2025-03-05", "day"),
        ("20250305", "2025-03-05", "day"),
        ("05.12.2024", "2024-12-05", "day"),
        ("5.12.24", "2024-12-05", "day"),
        ("5/12-24", "2024-12-05", "day"),
        ("05/12/2024", "2024-12-05", "day"),
        ("12/25/2024", "2024-12-25", "day"),
        ("03.05.2025 14.30", "2025-05-03", "day"),
        ("1/20/23 11:29", "2023-01-20", "day"),
        ("d. 3. maj 2025", "2025-05-03", "day"),
        ("den 3 maj 2025", "2025-05-03", "day"),
        ("mandag den 3. marts 2025", "2025-03-03", "day"),
        ("Mon, 3 Mar 2025 10:00", "2025-03-03", "day"),
        ("3rd May 2025", "2025-05-03", "day"),
        ("May 3, 2025", "2025-05-03", "day"),
        ("3-May-25", "2025-05-03", "day"),
        ("45678", "2025-01-21", "day"),
        ("45678.5", "2025-01-21", "day"),
        ("maj 2025", "2025-05-01", "month"),
        ("maj-25", "2025-05-01", "month"),
        ("Okt. 2024", "2024-10-01", "month"),
        ("January 2025", "2025-01-01", "month"),
        ("2025-05", "2025-05-01", "month"),
        ("2025M05", "2025-05-01", "month"),
        ("05/2025", "2025-05-01", "month"),
        ("202505", "2025-05-01", "month"),
        ("Q1 2025", "2025-01-01", "quarter"),
        ("2025-Q3", "2025-07-01", "quarter"),
        ("2025K4", "2025-10-01", "quarter"),
        ("2. kvartal 2025", "2025-04-01", "quarter"),
        ("1st quarter 2025", "2025-01-01", "quarter"),
        ("tredje kvartalet 2025", "2025-07-01", "quarter"),
        ("H1 2025", "2025-01-01", "half"),
        ("2025-H2", "2025-07-01", "half"),
        ("1H25", "2025-01-01", "half"),
        ("1. halvår 2025", "2025-01-01", "half"),
        ("første halvår 2025", "2025-01-01", "half"),
        ("andra halvåret 2025", "2025-07-01", "half"),
        ("Second half of 2025", "2025-07-01", "half"),
        ("2025 halvår 2", "2025-07-01", "half"),
        ("1. Halbjahr 2025", "2025-01-01", "half"),
        ("T1 2025", "2025-01-01", "tertial"),
        ("tertial 2 2025", "2025-05-01", "tertial"),
        ("3:e tertialet 2025", "2025-09-01", "tertial"),
        ("jan-jun 2025", "2025-01-01", "half"),  # whole parts of a year by their months
        ("juli – december 2025", "2025-07-01", "half"),
        ("maj til august 2025", "2025-05-01", "tertial"),
        ("okt-dec 2025", "2025-10-01", "quarter"),
        ("Q1-Q2 2025", "2025-01-01", "half"),
        ("2025-W12", "2025-03-17", "week"),
        ("1.-7. marts 2026", "2026-03-01", "day"),  # of a range, its first day
        ("1 – 7 mars 2026", "2026-03-01", "day"),
        ("2026-03-01 - 2026-03-07", "2026-03-01", "day"),
        ("2026-03-01 til 2026-03-07", "2026-03-01", "day"),
        ("01.03.2026-07.03.2026", "2026-03-01", "day"),
        ("30. dec 2025 - 5. jan 2026", "2025-12-30", "day"),
        ("Uge 12 2025", "2025-03-17", "week"),
        ("v. 12, 2025", "2025-03-17", "week"),
        ("2025 vecka 12", "2025-03-17", "week"),
        ("2025", "2025-01-01", "year"),
    ],
)
def test_a_date_is_read(text: str, day: str, grain: str) -> None:
    moment = read_moment(text)
    assert moment is not None
    assert (moment.day.isoformat(), moment.grain) == (day, grain)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "12",
        "1/2",
        "maj",
        "31.02.2025",
        "2025-13-01",
        "0001-01-01",
        "2150-01-01",
        "1899",
        "uge 60 2025",
        "7.-1. marts 2026",
        "2026-03-07 - 2026-03-01",
        "1-2-3-2026",
        "2025-2026",
        "1234",
        "H3 2025",
        "T4 2025",
        "tredje halvår 2025",
        "feb-jul 2025",
        "halvår 2025",
    ],
)
def test_a_text_is_no_date(text: str) -> None:
    assert read_moment(text) is None


def dates_of(build: Build, cells: list[Any], *, header: str = "Dato") -> tuple[list[str], Dataset]:
    dataset = build([["Kontaktpunkt", header, "Besøg"], *(["Butik", cell, i] for i, cell in enumerate(cells))])
    return dataset.rows["date"].dt.strftime("%Y-%m-%d").fillna("-").tolist(), dataset


@pytest.mark.parametrize(
    ("cells", "days", "code"),
    [
        # One day beyond twelve decides the column.
        (["05/12/2024", "25/12/2024"], ["2024-12-05", "2024-12-25"], None),
        (["05/12/2024", "12/25/2024"], ["2024-05-12", "2024-12-25"], None),
        # Nothing decides: the day is taken to come first, and that is said.
        (["05/12/2024", "06/11/2024"], ["2024-12-05", "2024-11-06"], "ambiguous-date"),
        # Points are never written in the American order, and 7/7 is one day either way.
        (["05.12.2024", "06.11.2024"], ["2024-12-05", "2024-11-06"], None),
        (["07/07/2024"], ["2024-07-07"], None),
        (["13/12/2024", "12/25/2024", "01/02/2024"], ["2024-12-13", "2024-12-25", "2024-02-01"], "mixed-dates"),
        ([dt.date(2025, 5, 3), 45678, "-", 20250131], ["2025-05-03", "2025-01-21", "-", "2025-01-31"], None),
        (["2025-05-03", "2150-01-01"], ["2025-05-03", "-"], "unreadable-date"),
        (["2025-05-03", "i går"], ["2025-05-03", "-"], "unreadable-date"),
    ],
)
def test_a_column_of_dates_is_read(build: Build, cells: list[Any], days: list[str], code: str | None) -> None:
    found, dataset = dates_of(build, cells)
    assert found == days
    assert [i.code for i in dataset.issues] == ([code] if code else [])


def test_a_row_without_a_readable_date_still_counts(build: Build) -> None:
    _, dataset = dates_of(build, ["2025-05-03", "i går"])
    assert dataset.rows["visits"].sum() == 1
    assert dataset.rows["period"].tolist()[0] == "2025-05-03"
    assert dataset.rows["period"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("header", "part", "day"),
    [
        ("Måned", "maj", "2025-05-01"),
        ("Måned", 5, "2025-05-01"),
        ("Uge", 12, "2025-03-17"),
        ("Kvartal", 3, "2025-07-01"),
        ("Kvartal", "Q3", "2025-07-01"),
        ("Tertial", 2, "2025-05-01"),
        ("Halvår", "H2", "2025-07-01"),
        ("Halvår", 2, "2025-07-01"),
        ("Halvår", "2. halvår", "2025-07-01"),
    ],
)
def test_a_year_beside_a_part_of_it_makes_a_date(build: Build, header: str, part: Any, day: str) -> None:
    rows = [["Kontaktpunkt", "År", header, "Besøg"], ["Butik", 2025, part, 4], ["Mail", 2025, part, 5]]
    dataset = build(rows)
    assert dataset.rows["date"].dt.strftime("%Y-%m-%d").tolist() == [day, day]
    assert dataset.issues == ()


@pytest.mark.parametrize(
    ("days", "named", "grain", "labels"),
    [
        (["2025-01-01", "2025-02-01"], [], "month", ["2025-01", "2025-02"]),
        (["2025-05-01", "2025-05-01"], [], "month", ["2025-05", "2025-05"]),
        (["2025-01-01", "2025-04-01", "2025-10-01"], [], "quarter", ["2025-Q1", "2025-Q2", "2025-Q4"]),
        (["2024-01-01", "2024-07-01", "2025-01-01"], [], "half", ["2024-H1", "2024-H2", "2025-H1"]),
        (["2024-01-01", "2024-05-01", "2024-09-01"], [], "tertial", ["2024-T1", "2024-T2", "2024-T3"]),
        (["2024-01-01", "2024-07-01"], [], "month", ["2024-01", "2024-07"]),
        (["2024-01-01", "2024-07-01"], ["half", "quarter"], "half", ["2024-H1", "2024-H2"]),
        (["2024-01-01", "2024-09-01"], ["tertial", "quarter"], "year", ["2024", "2024"]),
        (["2023-01-01", "2025-01-01"], [], "year", ["2023", "2025"]),
        (["2025-01-05", "2025-03-20"], [], "month", ["2025-01", "2025-03"]),
        (["2025-01-05", "2025-02-03"], [], "week", ["2025-W01", "2025-W06"]),
        (["2025-01-05", "2025-01-06"], [], "day", ["2025-01-05", "2025-01-06"]),
        (["2024-12-30", "2025-01-06"], ["week"], "week", ["2025-W01", "2025-W02"]),
        (["2025-01-01"], ["quarter", "month"], "quarter", ["2025-Q1"]),
        (["2024-09-01", "2024-12-01", "2025-01-01"], ["season"], "season", ["2024-S4", "2024-S5", "2025-S1"]),
        (["2024-09-01", "2024-11-01"], ["season", "month"], "season", ["2024-S4", "2024-S4"]),
        (["2024-09-01", "2024-10-01"], ["season", "quarter"], "year", ["2024", "2024"]),
        ([], [], None, []),
    ],
)
def test_periods(days: list[str], named: list[str], grain: str | None, labels: list[str]) -> None:
    dates = pd.Series(pd.to_datetime(days), dtype="datetime64[s]")
    assert period_grain(dates, named) == grain  # type: ignore[arg-type]
    assert grain is None or period_labels(dates, grain).tolist() == labels  # type: ignore[arg-type]


def test_the_last_date_of_the_file_is_as_of(build: Build) -> None:
    _, dataset = dates_of(build, ["maj 2025", "marts 2025"])
    assert (dataset.as_of, dataset.period_grain) == (dt.date(2025, 5, 1), "month")
