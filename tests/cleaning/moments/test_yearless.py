"""Dates that leave out their year take the one that stands around the table; without any, periods are groups."""

from collections.abc import Callable
from typing import Any

import pytest

from core.model import Dataset

Build = Callable[..., Dataset]


def table(header: str, cells: list[Any]) -> list[list[Any]]:
    return [[header, "Kontaktpunkt", "Besøg"], *([c, f"Butik {i}", 10 + i] for i, c in enumerate(cells))]


def codes(dataset: Dataset) -> set[str]:
    return {i.code for i in dataset.issues if "date" in i.code}


@pytest.mark.parametrize(
    ("header", "cells", "periods"),
    [
        ("Uge", ["uge 12", "uge 13"], ["2025-W12", "2025-W13"]),
        ("Vecka", ["v. 12", "v.13"], ["2025-W12", "2025-W13"]),
        ("Uge", ["12", "13"], ["2025-W12", "2025-W13"]),
        ("Måned", ["januar", "feb."], ["2025-01", "2025-02"]),
        ("Month", ["1", "2"], ["2025-01", "2025-02"]),
        ("Kvartal", ["Q1", "Q2"], ["2025-Q1", "2025-Q2"]),
        ("Dato", ["3/4", "13/4"], ["2025-04-03", "2025-04-13"]),
        ("Datum", ["3.4.", "13.4."], ["2025-04-03", "2025-04-13"]),
    ],
)
def test_the_year_around_the_table_is_taken(build: Build, header: str, cells: list[str], periods: list[str]) -> None:
    for file in ([["Besøg 2025"], [], *table(header, cells)], {"Tal 2025": table(header, cells)}):
        dataset = build(file)
        assert dataset.rows["period"].tolist() == periods
        assert codes(dataset) <= {"dates-year", "ambiguous-date"}
        assert next(i.values["year"] for i in dataset.issues if i.code == "dates-year") == "2025"


@pytest.mark.parametrize(
    ("header", "cells", "groups"),
    [
        ("Uge", ["uge 12", "uge 13"], ["uge 12", "uge 13"]),
        ("Uge", ["12", "13"], ["Uge 12", "Uge 13"]),
        ("Måned", ["januar", "februar"], ["januar", "februar"]),
    ],
)
def test_without_any_year_periods_are_groups(build: Build, header: str, cells: list[str], groups: list[str]) -> None:
    dataset = build(table(header, cells))
    assert dataset.rows["segment"].tolist() == groups
    assert codes(dataset) == {"dates-no-year"}


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Dato", ["3/4", "13/4"]),  # days are no groups
        ("Dag", ["1", "2"]),
        ("Uge", ["uge 12", "helligdage", "ferie"]),
    ],
)
def test_other_cells_stay_unreadable(build: Build, header: str, cells: list[str]) -> None:
    assert codes(build(table(header, cells))) == {"unreadable-date"}


def test_two_years_around_the_table_decide_nothing(build: Build) -> None:
    assert codes(build([["Fra 2024 til 2025"], [], *table("Uge", ["uge 12", "uge 13"])])) == {"dates-no-year"}


def test_beside_other_groups_periods_without_a_year_are_told(build: Build) -> None:
    rows = [["Uge", "Kontaktpunkt", "Segment", "Besøg"], ["uge 12", "Butik", "ny", 5], ["uge 13", "Web", "fast", 6]]
    dataset = build(rows)
    assert (dataset.rows["segment"].tolist(), codes(dataset)) == (["ny", "fast"], {"unreadable-date"})
