"""Financial years and seasons: periods that only their names tell."""

import datetime as dt
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from core.cleaning.moments.dates import read_moment
from core.cleaning.moments.periods import period_label
from core.model import Dataset, Issue, Settings
from core.texts import language

Build = Callable[..., Dataset]


@pytest.mark.parametrize(
    ("text", "day", "grain"),
    [
        ("FY25", "2025-01-01", "year"),
        ("FY 2025", "2025-01-01", "year"),
        ("FY2024/25", "2025-01-01", "year"),
        ("FY24-25", "2025-01-01", "year"),
        ("RÅ 2024/25", "2025-01-01", "year"),
        ("Regnskabsår 2024/2025", "2025-01-01", "year"),
        ("Räkenskapsår 2024/2025", "2025-01-01", "year"),
        ("räkenskapsåret 24/25", "2025-01-01", "year"),
        ("2024/25", "2025-01-01", "year"),
        ("2024/2025", "2025-01-01", "year"),
        ("2011/2012", "2012-01-01", "year"),
        ("Q1 FY25", "2025-01-01", "quarter"),
        ("FY25 Q3", "2025-07-01", "quarter"),
        ("FY25-Q3", "2025-07-01", "quarter"),
        ("H2 FY2024/25", "2025-07-01", "half"),
    ],
)
def test_a_financial_year_counts_by_the_year_in_which_it_ends(text: str, day: str, grain: str) -> None:
    moment = read_moment(text)
    assert moment is not None
    assert (str(moment.day), moment.grain, moment.financial) == (day, grain, True)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Forår 2025", "2025-S2"),
        ("forår -25", "2025-S2"),
        ("Sommar 2025", "2025-S3"),
        ("Sommer '25", "2025-S3"),
        ("Autumn 2024", "2024-S4"),
        ("Höst 2024", "2024-S4"),
        ("2024 efterår", "2024-S4"),
        ("Efterår 2024/25", "2024-S4"),
        ("Vinter 2024/25", "2025-S1"),
        ("Winter 2025", "2025-S1"),
        ("Julehandel 2024", "2024-S5"),
        ("SS25", "2025-S2"),
        ("AW24", "2024-S4"),
    ],
)
def test_a_season_is_read_with_its_year(text: str, label: str) -> None:
    moment = read_moment(text)
    assert moment is not None
    assert (moment.grain, period_label(pd.Timestamp(moment.day), "season")) == ("season", label)


@pytest.mark.parametrize(
    "text", ["2011/12x", "2024/27", "FY", "FY25/27", "Forår", "RÅ", "vinter 2024/27", "Fall", "2024-2025"]
)
def test_other_texts_are_no_such_periods(text: str) -> None:
    assert read_moment(text) is None


@pytest.mark.parametrize(("text", "day"), [("2011/12", "2011-12-01"), ("Jul 2024", "2024-07-01")])
def test_what_may_be_a_month_is_one(text: str, day: str) -> None:
    moment = read_moment(text)
    assert moment is not None
    assert (str(moment.day), moment.grain) == (day, "month")


def read(build: Build, header: str, cells: list[Any]) -> tuple[list[str], dict[str, Issue]]:
    rows = [[header, "Kontaktpunkt", "Besøg"], *([c, f"Butik {i}", 10 + i] for i, c in enumerate(cells))]
    dataset = build(rows)
    return dataset.rows["period"].tolist(), {issue.code: issue for issue in dataset.issues}


def test_two_short_years_below_a_header_of_financial_years(build: Build) -> None:
    periods, told = read(build, "Regnskabsår", ["10/11", "11/12", "2012/13"])
    assert periods == ["2011", "2012", "2013"]
    assert "financial-years" in told


def test_the_receipt_says_as_which_year_it_counts(build: Build) -> None:
    _, told = read(build, "Periode", ["FY24", "FY25"])
    said = language("da").say("issue.financial-years", **told["financial-years"].values)
    assert "efter det år, det slutter i: FY24 som 2024." in said


def test_jul_among_seasons_is_christmas(build: Build) -> None:
    assert read(build, "Sæson", ["Sommer 2024", "Jul 2024"])[0] == ["2024-S3", "2024-S5"]
    assert read(build, "Måned", ["Jun 2024", "Jul 2024"])[0] == ["2024-06", "2024-07"]


def test_seasons_without_years_are_groups(build: Build) -> None:
    rows = [["Season", "Touchpoint", "Visits"], ["Summer", "Shop", 5], ["Winter", "Shop", 7]]
    assert build(rows).rows["segment"].tolist() == ["Summer", "Winter"]


def test_seasons_follow_each_other() -> None:
    days = [dt.date(2024, month, 1) for month in range(1, 13)]
    labels = [period_label(pd.Timestamp(day), "season") for day in days]
    assert all(a <= b for a, b in pairwise(labels))
    assert sorted(set(labels)) == [f"2024-S{n}" for n in range(1, 6)]


@pytest.mark.parametrize(
    ("text", "starts", "day", "grain"),
    [
        ("Q1 FY25", 7, "2024-07-01", "quarter"),
        ("Q3 2024/25", 7, "2025-01-01", "quarter"),
        ("H2 FY2024/25", 7, "2025-01-01", "half"),
        ("T1 FY25", 5, "2024-05-01", "tertial"),
        ("Q4 FY25", 1, "2025-10-01", "quarter"),
        ("FY25", 7, "2025-01-01", "year"),
        ("Jul FY25", 7, "2024-07-01", "month"),
        ("juni FY25", 7, "2025-06-01", "month"),
        ("Jul 2025", 7, "2025-07-01", "month"),  # of the calendar
        ("Q1 2025", 7, "2025-01-01", "quarter"),
    ],
)
def test_parts_of_a_financial_year_stand_where_it_begins(text: str, starts: int, day: str, grain: str) -> None:
    moment = read_moment(text, starts=starts)
    assert moment is not None
    assert (str(moment.day), moment.grain) == (day, grain)


QUARTERS = ["Q1 FY25", "Q2 FY25", "Q4 FY25"]


def quarters(build: Build, header: str, title: str = "", settings: Settings | None = None) -> tuple[list[str], Issue]:
    rows = [[header, "Kontaktpunkt", "Besøg"], *([c, f"Butik {i}", 10 + i] for i, c in enumerate(QUARTERS))]
    dataset = build([[title], [], *rows] if title else rows, settings=settings or Settings())
    told = next(issue for issue in dataset.issues if issue.code.startswith("financial-years"))
    return dataset.rows["period"].tolist(), told


@pytest.mark.parametrize(
    ("header", "title", "month"),
    [
        ("Regnskabsår (juli-juni)", "", 7),
        ("Periode", "Regnskabsår 1. juli - 30. juni", 7),
        ("Period", "Brutet räkenskapsår 1/7 - 30/6", 7),
        ("Period", "Our fiscal year starts in July", 7),
        ("Period", "Our fiscal year", None),
        ("Period", "Sommarkampanj juli - juni", None),  # of no year
        ("Period", "Räkenskapsår 1/7 - 31/12", None),  # half of one
        ("Periode", "Regnskabsår fra juli, i fjor regnskabsår fra maj", None),
    ],
)
def test_the_month_that_the_file_says_holds(build: Build, header: str, title: str, month: int | None) -> None:
    periods, told = quarters(build, header, title)
    shifted = ["2024-Q3", "2024-Q4", "2025-Q2"]
    assert periods == (shifted if month else ["2025-Q1", "2025-Q2", "2025-Q4"])
    assert (told.code, told.values.get("month")) == (
        ("financial-years-begin", month) if month else ("financial-years", None)
    )


def test_the_month_that_the_user_says_wins(build: Build) -> None:
    periods, told = quarters(build, "Regnskabsår (juli-juni)", settings=Settings(year_start=10))
    assert periods == ["2024-Q4", "2025-Q1", "2025-Q3"]
    said = language("sv").say("issue.financial-years-begin", **told.values)
    assert "börjar i oktober, som du säger: Q1 FY25 räknas som" in said


@pytest.mark.parametrize("month", [0, 13, "7"])
def test_a_year_begins_in_a_month(month: object) -> None:
    with pytest.raises(ValueError, match="month"):
        Settings.from_json({"year_start": month})
    assert Settings.from_json({"year_start": 7}).year_start == 7
