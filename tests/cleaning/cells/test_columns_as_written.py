"""Columns of numbers and dates in the odd ways that people write them, as a table of facts.

Each line of ``columns_as_written.csv`` is a column: its header, its cells, and what they mean: a value per cell, ``-``
for a cell that says nothing or that nobody should guess, or one ``?`` for a column that must be asked about.
"""

import datetime as dt
from pathlib import Path

import pytest

from core.model.names import clean_text
from tests.benchmarks.typing import QUESTIONS, read

FACTS = (Path(__file__).parent / "columns_as_written.csv").read_text(encoding="utf-8").splitlines()[1:]
SECONDS = 3600


def parts(fact: str) -> tuple[str, list[str], list[str]]:
    body, _, values = fact.rpartition(";")
    header, _, cells = body.partition(";")
    return header, cells.split("|"), values.split("|")


def meant(value: str) -> float | dt.date | None:
    """``s2.5`` is seconds in the hours that durations are kept in."""
    if value == "-":
        return None
    if "-" in value[1:]:
        return dt.date.fromisoformat(value)
    return float(value[1:]) / SECONDS if value.startswith("s") else float(value)


def test_there_are_enough():
    assert len(FACTS) >= 250


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: clean_text(fact)[:60])
def test_a_column_is_read_or_asked_about(fact):
    header, cells, values = parts(fact)
    dataset, field = read(header, cells)
    codes = {issue.code for issue in dataset.issues}
    if values == ["?"]:
        assert QUESTIONS & codes
        return
    wanted = [meant(value) for value in values]
    found = dataset.rows[field if field in dataset.rows else "date"].tolist()
    got = [None if v != v else v.date() if hasattr(v, "date") else v for v in found]
    assert got == pytest.approx(wanted, abs=1e-9)
    assert None not in wanted or codes or all(cell.lower() in ("none", "n/a", "nil") for cell in cells[:1])
    assert not QUESTIONS & codes
