"""Financial years and seasons: periods that only their names tell."""

import datetime as dt
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from core.cleaning.moments.dates import read_moment
from core.cleaning.moments.periods import period_label
from core.model import Dataset, Issue
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
    assert said.endswith("efter det år, det slutter i: FY24 som 2024.")


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
