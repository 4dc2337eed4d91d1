"""How cells become numbers: one decision per column, never silent where it is a guess."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from core.cleaning.cells.durations import read_duration, read_flag, read_mark
from core.cleaning.cells.marks import value_of
from core.cleaning.cells.tokens import read_token
from core.cleaning.measures.units import Units, read_units
from core.model import Dataset, Settings

Build = Callable[..., Dataset]


def column(build: Build, header: str, cells: list[Any], *, field: str, beside: list[Any] | None = None) -> list[float]:
    """What ``cells`` under ``header`` become, with None for unknown."""
    other = beside or [""] * len(cells)
    rows = [["Kontaktpunkt", header, "Bemærkning" if beside is None else "Omkostning"]]
    rows += [[f"Punkt {i}", cell, more] for i, (cell, more) in enumerate(zip(cells, other, strict=True))]
    found = build(rows).rows[field].tolist()
    return [None if np.isnan(v) else v for v in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-12", -12),
        ("18.500,00", 18500),
        ("18,500.00", 18500),
        ("1 234,50", 1234.5),
        ("1\u00a0234,50", 1234.5),
        ("1\u202f234,50", 1234.5),
        ("1.234,50 kr.", 1234.5),
        ("kr. 1.234,50", 1234.5),
        ("1.234,-", 1234),  # the dash stands for the decimals
        ("1.234 ,-", 1234),
        ("1.234,50 kr./md.", 1234.5),
        ("ca. 1.250,5 besøg pr. måned", 1250.5),
        ("12,5 Stück", 12.5),
        ("3,5 Tsd. €", 3500),
        ("1'234.50", 1234.5),
        ("1’234.50", 1234.5),
        ("1.234.567", 1234567),
        ("12,5 %", 12.5),
        ("(1234)", -1234),
        ("12 (ca.)", 12),  # a remark, not a loss
        ("1.250,50 (kr)", 1250.5),
        ("30*", 30),
        ("−5", -5),
        ("5-", -5),
        ("+5", 5),
        ("$1,234.50", 1234.5),
        ("DKK 5", 5),
        ("€ 12,5", 12.5),
        ("12k", 12000),
        ("1,2 mio. kr.", 1200000),
        ("t.kr. 5", 5000),
        ("ca. 500", 500),
        ("500 stk.", 500),
        ("5,2x", 5.2),
        (".5", 0.5),
        ("1E5", 100000),
        ("1.5e-3", 0.0015),
        ("0,125", 0.125),
        ("1234.567", 1234.567),
    ],
)
def test_a_number_is_read(text: str, value: float) -> None:
    token = read_token(text)
    assert token is not None
    read = value_of(token.body, None) * token.sign * token.scale * 10.0**token.exponent
    assert read == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    ["abc", "12-15", "1.5.2025", "12.34.56", "<5", "1 2", "5 æbler", "1,23,456", "(5", "5)", "5 (æbler)", "4*5", ""],
)
def test_a_text_is_no_number(text: str) -> None:
    assert read_token(text) is None


@pytest.mark.parametrize(
    ("header", "field", "cells", "values"),
    [
        ("Besøg", "visits", ["1.234", "950", "12.500"], [1234, 950, 12500]),
        ("Visits", "visits", ["1,234", "950", "12,500"], [1234, 950, 12500]),
        ("Omsætning", "revenue", ["18.500,00", "1.234", "9,5"], [18500, 1234, 9.5]),
        ("Revenue", "revenue", ["18,500.00", "1,234", "9.5"], [18500, 1234, 9.5]),
        ("Omsætning", "revenue", ["12.000", "3,5"], [12000, 3.5]),
        ("Revenue", "revenue", ["12.000", "3.5"], [12, 3.5]),
        ("Omsætning", "revenue", ["1.234", "2.500"], [1234, 2500]),
        ("Bedømmelse", "rating", ["4.125", "3.750"], [4.125, 3.75]),
        ("Besøg", "visits", ["-", "n/a", "..", "–", "?", 7], [None, None, None, None, None, 7]),
        ("Besøg", "visits", ["#DIV/0!", "#N/A", 7], [None, None, 7]),
        ("Besøg", "visits", ["mange", 7, dt.date(2025, 5, 1)], [None, 7, None]),
        ("Besøg", "visits", [-3, 7], [None, 7]),
        ("Besøg", "visits", ["5 %", 7], [None, 7]),
        ("Omsætning", "revenue", [-3.5, 7], [-3.5, 7]),
        ("Omkostning", "cost", ["-3,5", "-7"], [3.5, 7]),
        ("Tilfredshed", "csat_score", ["4 (god)", "5", "2 (meh)"], [4, 5, 2]),
        ("Omsætning (tkr)", "revenue", [12, "3,5"], [12000, 3500]),
        ("cost_micros", "cost", ["36150000", "500000"], [36.15, 0.5]),
        ("Løst", "resolved", ["ja", "nej", "Ja", ""], [1, 0, 1, None]),
        ("Resolved", "resolved", [True, False], [1, 0]),
        ("Dækningsgrad", "margin", ["40 %", "12,5 %", 0.3], [0.4, 0.125, 0.3]),
        ("Dækningsgrad %", "margin", [40, 12.5, "30"], [0.4, 0.125, 0.3]),
        ("Dækningsgrad", "margin", [40, 12.5], [0.4, 0.125]),
        ("CTR", "given:click_through_rate", ["2,8 %", 0.031], [0.028, 0.031]),
        ("ROAS", "given:roas", ["520 %", "5,2x"], [5.2, 5.2]),
        ("Bedømmelse", "rating", ["4,5/5", "8 af 10", "★★★★☆"], [4.5, 8, 4]),
        ("CSAT", "csat_score", ["85 %", "92 %"], [85, 92]),
        ("NPS", "nps_score", [-12, 45], [-12, 45]),
    ],
)
def test_a_column_is_read(build: Build, header: str, field: str, cells: list[Any], values: list[float]) -> None:
    assert column(build, header, cells, field=field) == pytest.approx(values, nan_ok=True)


@pytest.mark.parametrize(
    ("beside", "values"),
    [
        (["12,50", "9,95"], [1234, 2500]),  # the sheet writes decimal commas, so the point is for thousands
        (["12.50", "9.95"], [1.234, 2.5]),
        ([12, 9], [1234, 2500]),
    ],
)
def test_ambiguous_money_follows_the_sheet(build: Build, beside: list[Any], values: list[float]) -> None:
    assert column(build, "Omsætning", ["1.234", "2.500"], field="revenue", beside=beside) == pytest.approx(values)


@pytest.mark.parametrize(
    ("header", "cells", "code", "severity"),
    [
        ("Omsætning", ["1.234", "2.500"], "ambiguous-number", "warning"),
        ("Besøg", ["1.234", "2.500"], "ambiguous-number", "info"),
        ("Bedømmelse", ["4.125", "3.750"], "ambiguous-number", "warning"),
        ("Omsætning", ["1.234,50", "1,234.50"], "mixed-marks", "warning"),
        ("Besøg", ["mange", "7"], "unreadable-number", "warning"),
        ("Besøg", ["#DIV/0!", "7"], "error-cells", "warning"),
        ("Besøg", [-3, 7], "negative-count", "warning"),
        ("Omsætning", [-3, 7], "negative-money", "info"),
        ("Omkostning", [-3, -7], "cost-sign", "info"),
        ("cost_micros", [36150000, 1], "micros", "info"),
        ("Omsætning (mio. kr.)", [1.5, 1], "scaled", "info"),
        ("Dækningsgrad", [40, 12], "percent-assumed", "info"),
        ("Svartid", [2, 3], "hours-assumed", "info"),
        ("Indlæsningstid", [2, 3], "seconds-assumed", "info"),
    ],
)
def test_a_guess_or_loss_is_told(build: Build, header: str, cells: list[Any], code: str, severity: str) -> None:
    issues = build([["Kontaktpunkt", header], *([f"Punkt {i}", cell] for i, cell in enumerate(cells))]).issues
    assert [(i.severity, i.column) for i in issues if i.code == code] == [(severity, header)]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Omsætning", ["18.500,00", "1.234"]),
        ("Besøg", ["950", "1200"]),
        ("Svartid (min)", [2, 3]),
        ("Svartid", ["2 t", "45 min"]),
        ("Dækningsgrad %", [40, 12]),
    ],
)
def test_what_is_plain_needs_no_word(build: Build, header: str, cells: list[Any]) -> None:
    assert build([["Kontaktpunkt", header], *([f"Punkt {i}", cell] for i, cell in enumerate(cells))]).issues == ()


def test_an_unreadable_cell_is_named_with_its_row_and_clipped(build: Build) -> None:
    (issue,) = build([["Titel"], [], ["Kontaktpunkt", "Besøg"], ["Butik", 4], ["Mail", "x" * 90]]).issues
    assert (issue.code, issue.row, issue.values["n"]) == ("unreadable-number", 5, 1)
    assert len(issue.values["value"]) == 40


def test_an_ambiguous_column_shows_three_examples(build: Build) -> None:
    cells = ["1.234", "2.500", "3.125", "4.750"]
    (issue,) = build([["Kontaktpunkt", "Omsætning"], *([f"P{i}", c] for i, c in enumerate(cells))]).issues
    assert issue.values["examples"] == ("1.234", "2.500", "3.125")
    assert issue.values["number"] == 1234


def test_the_language_changes_no_number(build: Build) -> None:
    rows = [["Kontaktpunkt", "Omsætning"], ["Butik", "1.234"], ["Mail", "2.500"]]
    values = [build(rows, settings=Settings(language=lang)).rows["revenue"].tolist() for lang in ("en", "da", "sv")]
    assert values == [[1234, 2500]] * 3


def test_the_receipt_shows_what_was_changed(build: Build) -> None:
    dataset = build([["Kontaktpunkt", "Omsætning"], ["Butik", "18.500,00 kr."], ["Mail", "n/a"], ["SMS", "12"]])
    receipt = dataset.files[0].sheets[0].columns[1]
    assert (receipt.decimal, receipt.changed, receipt.missing) == (",", 1, 1)
    assert receipt.samples == (("18.500,00 kr.", "18500"),)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("00:03:20", 200),
        ("26:00:00", 93600),
        ("3:20", 12000),
        ("2 t 15 min", 8100),
        ("2t15m", 8100),
        ("3 timer", 10800),
        ("1,5 timme", 5400),
        ("1 dag og 2 timer", 93600),
        ("45 min", 2700),
        ("2 hours, 5 minutes", 7500),
        ("5", None),
        ("snart", None),
        ("3 timer cirka", None),
    ],
)
def test_a_duration_is_read(text: str, seconds: float | None) -> None:
    assert read_duration(text) == seconds


@pytest.mark.parametrize(
    ("header", "field", "cells", "hours"),
    [
        ("Svartid", "response_time", [2, "30 min", "1,5"], [2, 0.5, 1.5]),
        ("Svartid (min)", "response_time", [90, "2 t", "1:30"], [1.5, 2, 0.025]),
        ("Resolution time (days)", "resolution_time", [1, "0.5"], [24, 12]),
        ("Svartid", "response_time", [dt.timedelta(minutes=90), "-"], [1.5, None]),
        ("Svartid", "response_time", [-2, 3], [None, 3]),
        ("Indlæsningstid", "load_time", [3.6, "7,2"], [0.001, 0.002]),
        ("Page load (ms)", "load_time", [3600, 7200], [0.001, 0.002]),
    ],
)
def test_durations_are_hours(build: Build, header: str, field: str, cells: list[Any], hours: list[float]) -> None:
    assert column(build, header, cells, field=field) == pytest.approx(hours, nan_ok=True)


@pytest.mark.parametrize(
    ("header", "units"),
    [
        ("Svartid (t)", Units(seconds=3600)),
        ("Svartid i min.", Units(seconds=60)),
        ("Time to first response", Units()),
        ("Omsætning (tkr)", Units(1000, "tkr", "kr")),
        ("Revenue (DKK, thousands)", Units(1000, "thousands", "DKK")),
        ("Revenue mSEK", Units(1e6, "msek", "SEK")),
        ("cost_micros", Units(1e-6, "micros")),
        ("Cost €", Units(currency="EUR")),
        ("Margin %", Units(percent=True)),
        ("Weekly visits", Units()),
    ],
)
def test_a_header_names_units(header: str, units: Units) -> None:
    assert read_units(header) == units


@pytest.mark.parametrize(("text", "mark"), [("4/5", 4), ("4,5 of 5", 4.5), ("★★★", 3), ("4", None), ("god", None)])
def test_a_mark_is_read(text: str, mark: float | None) -> None:
    assert read_mark(text) == mark


@pytest.mark.parametrize(("text", "flag"), [("Ja", 1), ("løst", 1), ("no", 0), ("lost", None), ("maybe", None)])
def test_a_flag_is_read(text: str, flag: float | None) -> None:
    assert read_flag(text) == flag
