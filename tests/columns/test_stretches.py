"""The time that a file covers, as the lines above its table, its name or two of its columns say."""

import datetime as dt

import pytest

from core import pipeline
from core.columns.stretches import period_of, stretch_in
from core.model import Dataset, Settings

QUARTER = (dt.date(2025, 1, 1), dt.date(2025, 3, 31))


@pytest.mark.parametrize(
    "text",
    [
        "1 January 2025 - 31 March 2025",
        "1. januar 2025 – 31. marts 2025",
        "1 januari 2025 till 31 mars 2025",
        "January 1, 2025 - March 31, 2025",
        "Jan 1, 2025, - Mar 31, 2025",
        "2025-01-01 - 2025-03-31",
        "20250101-20250331",
        "01.01.2025-31.03.2025",
        "01/01/2025 - 31/03/2025",
        "1/1/2025 - 3/31/2025",
        "Shop-Campaigns-Jan-1-2025-Mar-31-2025.csv",
        "Butik-Kampagner-1.-jan.-2025-31.-mar.-2025.csv",
        "export_2025-01-01_2025-03-31.xlsx",
    ],
)
def test_a_line_or_a_name_says_from_when_to_when(text: str) -> None:
    assert stretch_in([text]) == QUARTER


@pytest.mark.parametrize(
    "lines",
    [
        ["# Start date: 20250101", "# End date: 20250331"],
        ["Startdato: 2025-01-01", "Slutdato: 2025-03-31"],
        ["# Startdatum: 20250101", "# Slutdatum: 20250331"],
    ],
)
def test_start_and_end_may_stand_on_two_lines(lines: list[str]) -> None:
    assert stretch_in(["All Users", *lines]) == QUARTER


@pytest.mark.parametrize(
    "lines",
    [
        ["Rapport 2025"],
        ["Exported 2025-04-02"],
        ["31 March 2025 - 1 January 2025"],
        ["Compared: 2025-01-01 - 2025-03-31", "and 2024-01-01 - 2024-03-31"],
        ["2025-13-01 - 2025-14-31"],
        ["Kampagne-20250101"],
        ["12345678-23456789"],
    ],
)
def test_other_lines_say_nothing(lines: list[str]) -> None:
    assert stretch_in(lines) is None


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        ("2025-01-01", "2025-01-31", "2025-01"),
        ("2025-04-01", "2025-06-30", "2025-Q2"),
        ("2025-05-01", "2025-08-31", "2025-T2"),
        ("2025-07-01", "2025-12-31", "2025-H2"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2025-02-01", "2025-04-30", None),
        ("2025-01-01", "2025-02-28", None),
        ("2025-01-05", "2025-03-31", None),
    ],
)
def test_a_stretch_is_a_period_where_it_is_a_whole_one(first: str, last: str, period: str | None) -> None:
    assert period_of(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == period


def read(text: str, *, name: str = "report.csv") -> tuple[Dataset, list[str]]:
    dataset = pipeline.load([(name, text.encode())], Settings())
    return dataset, [i.code for i in dataset.issues if i.code in ("file-period", "file-span")]


TABLE = "Channel,Sessions,Key events\nOrganic Search,1200,30\nEmail,300,12\n"
META = "Campaign name,Impressions,Amount spent (DKK),Reporting starts,Reporting ends\n"


@pytest.mark.parametrize(
    ("text", "name", "period", "said"),
    [
        (f"# Traffic\n# Start date: 20250101\n# End date: 20250331\n{TABLE}", "ga.csv", "2025-Q1", ["file-period"]),
        (f"Report\n1 January 2025 - 31 December 2025\n{TABLE}", "r.csv", "2025", ["file-period"]),
        (TABLE, "Shop-Jan-1-2025-Jan-31-2025.csv", "2025-01", ["file-period"]),
        (f"{META}A,5,9,2025-01-01,2025-03-31\nB,6,8,2025-01-01,2025-03-31\n", "m.csv", "2025-Q1", ["file-period"]),
        (f"Report\n5 January 2025 - 31 March 2025\n{TABLE}", "r.csv", None, ["file-span"]),
        (TABLE, "ga.csv", None, []),
    ],
)
def test_the_period_of_a_file_is_that_of_its_rows(text: str, name: str, period: str | None, said: list[str]) -> None:
    dataset, told = read(text, name=name)
    assert set(dataset.rows["period"].dropna()) == ({period} if period else set())
    assert told == said


def test_a_column_of_dates_wins() -> None:
    dated = "Date,Channel,Sessions\n2025-02-01,Email,5\n2025-03-01,Email,6\n"
    dataset, told = read(f"Report\n1 January 2025 - 31 December 2025\n{dated}")
    assert (dataset.rows["period"].tolist(), told) == (["2025-02", "2025-03"], [])


def test_a_quarter_is_reckoned_per_year() -> None:
    sold = "Channel,Visits,Orders,Revenue\nWebshop,9000,90,90000\nButik,4000,400,160000\nMail,8000,40,30000\n"
    quarter, _ = read(f"Report\n1 January 2025 - 31 March 2025\n{sold}")
    worth = [t.priority.worth for t in pipeline.analyse(quarter, Settings()).touchpoints if t.priority]
    assert {one.span for one in worth if one} == {"year"}
