"""The sheets of journeys, voices and comparisons: what they hold, and when there are none."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from core import pipeline
from core.exports import EXPORTERS
from core.model import Analysis, Settings
from core.texts import language

SAMPLES = Path(__file__).parents[2] / "sample_data"
NAMES = {
    "en": ("Journeys", "Voices", "Comparisons"),
    "da": ("Kunderejser", "Kundernes svar", "Sammenligninger"),
    "sv": ("Kundresor", "Kundernas svar", "Jämförelser"),
}


def _report(name: str, data: bytes, code: str = "en") -> tuple[Analysis, Any]:
    dataset = pipeline.load([(name, data)])
    analysis = pipeline.analyse(dataset, Settings(language=code))
    return analysis, load_workbook(io.BytesIO(EXPORTERS["xlsx"].build(analysis, dataset, language(code))))


def _sample(name: str, code: str = "en") -> tuple[Analysis, Any]:
    return _report(f"{name}.xlsx", (SAMPLES / f"{name}.xlsx").read_bytes(), code)


def _rows(book: Any, sheet: str) -> Iterator[tuple[Any, ...]]:
    return book[sheet].iter_rows(values_only=True)


@pytest.mark.parametrize(
    ("sample", "code", "there"),
    [
        ("dansk-webshop", "da", (True, True, True)),
        ("svensk-b2b", "sv", (True, False, True)),
        ("english-clinic", "en", (False, False, True)),
    ],
)
def test_each_sheet_stands_only_where_the_analysis_has_it(sample: str, code: str, there: tuple[bool, ...]):
    _, book = _sample(sample, code)
    assert tuple(name in book.sheetnames for name in NAMES[code]) == there


def test_a_bare_table_has_none_of_them():
    _, book = _report("bare.csv", b"Touchpoint,Visits\nShop,80\nMail,90\n")
    assert not set(NAMES["en"]) & set(book.sheetnames)


def test_credits_stand_side_by_side_with_their_range():
    analysis, book = _sample("dansk-webshop")
    rows = list(_rows(book, "Journeys"))
    at = next(i for i, row in enumerate(rows) if row[0] == "Sales credited")
    assert rows[at][1:5] == ("Low", "High", "First touch", "Last touch")
    assert analysis.journeys is not None
    first = next(row for row in rows[at:] if row[0] == "Instagram")
    credits = analysis.journeys.credits.sales
    assert first[3:5] == (credits["first"]["instagram"], credits["last"].get("instagram", 0))
    assert (first[1], first[2]) == (min(first[3:11]), max(first[3:11]))


def test_voices_hold_interval_and_distribution():
    analysis, book = _sample("dansk-webshop")
    assert analysis.voices is not None
    whole = analysis.voices.whole[0]
    row = next(row for row in _rows(book, "Voices") if row[0] == "All together")
    assert row[1:4] == pytest.approx((whole.kpi.value, whole.kpi.low, whole.kpi.high))
    assert row[5] == 399
    assert list(row[8:19]) == [whole.counts[step] for step in range(11)]


def test_comparisons_hold_targets_periods_budget_and_sides():
    analysis, book = _sample("dansk-webshop")
    said = [row[0] for row in _rows(book, "Comparisons") if row[0]]
    for part in ("Targets", "Period before", "Budget", "Online and offline"):
        assert part in said
    assert len([row for row in _rows(book, "Comparisons") if row[1] and "our default" in row[1]]) == 4
    assert analysis.comparisons.period is not None


def test_no_name_becomes_a_formula():
    source = Workbook()
    log = source.active
    log.append(["Customer id", "Time", "Touchpoint", "Event", "Order value", "Segment"])
    for i in range(60):
        log.append([f"C{i // 3}", f"2025-03-{1 + i // 3:02} 12:00:0{i % 3}", ["=1+1", "@SUM(A1)"][i % 2],
                    "Purchase" if i % 3 == 2 else "Visit", 10, ["=2+2", "+3+3"][i // 3 % 2]])  # fmt: skip
    for line in log.iter_rows():
        for cell in line:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    out = io.BytesIO()
    source.save(out)
    analysis, book = _report("live.xlsx", out.getvalue())
    assert analysis.journeys is not None
    assert "=1+1" in {row[0] for row in _rows(book, "Log")}
    assert not [c for page in book for row in page.iter_rows() for c in row if c.data_type == "f"]
