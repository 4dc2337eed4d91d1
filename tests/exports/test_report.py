"""The report holds the dashboard's numbers, and everything that brings the dashboard back."""

import datetime as dt
import io
import json
import zipfile
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from core.exports import EXPORTERS
from core.exports.paint import Paint
from core.model import Coverage, Settings, Verdict
from core.texts import language

SHEETS = {
    "en": ["Summary", "Priorities", "Touchpoints", "Key figures", "Coverage", "Trend", "Receipt", "Data", "Settings"],
    "da": ["Resumé", "Prioriteter", "Kontaktpunkter", "Nøgletal", "Dækning", "Udvikling", "Kvittering", "Data",
           "Settings"],
    "sv": ["Sammanfattning", "Prioriteringar", "Kontaktpunkter", "Nyckeltal", "Täckning", "Utveckling", "Kvitto",
           "Data", "Settings"],
}  # fmt: skip


def _build(analysis, dataset, code: str = "en") -> bytes:
    return EXPORTERS["xlsx"].build(analysis, dataset, language(code))


def _sheet(data: bytes, name: str) -> list[list]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name).to_python()


@pytest.mark.parametrize("code", SHEETS)
def test_sheets(analysis, dataset, code: str):
    assert load_workbook(io.BytesIO(_build(analysis, dataset, code))).sheetnames == SHEETS[code]


def test_same_analysis_same_bytes(analysis, dataset):
    assert _build(analysis, dataset) == _build(analysis, dataset)


def test_nothing_tells_when_it_was_made(analysis, dataset):
    archive = zipfile.ZipFile(io.BytesIO(_build(analysis, dataset)))
    assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}


def test_summary_says_the_verdict(analysis, dataset):
    said = [row[0] for row in _sheet(_build(analysis, dataset), "Summary")]
    assert "Fix first: Checkout." in said
    assert any("first with 91%" in str(text).lower() for text in said)


def test_coverage_tells_what_is_measured_too_little(analysis, dataset):
    told = replace(analysis, coverage=(Coverage("pre", "online", 3, 2, 1),))
    rows = _sheet(_build(told, dataset), "Coverage")
    assert ["Before purchase", "Online", 3, 2, 1] in [row[:5] for row in rows]


def test_settings_sheet(analysis, dataset):
    rows = _sheet(_build(analysis, dataset, "da"), "Settings")
    assert rows[0][0] == "kontaktpunkt"
    assert rows[1][0] == "1"
    travelled = json.loads("".join(row[0] for row in rows[2:]))
    assert travelled["data_sheet"] == "Data"
    assert travelled["period_grain"] == "month"
    assert Settings.from_json(travelled["settings"]) == replace(analysis.settings, currency="DKK")


def test_settings_of_any_length_fit_into_cells(analysis, dataset):
    weights = {f"weight {i}  of '=much'": 1.5 for i in range(4000)}
    long = replace(analysis, settings=Settings(weights=weights))
    rows = _sheet(_build(long, dataset), "Settings")
    assert len(rows) > 4
    assert max(len(row[0]) for row in rows) <= 32_767
    assert Settings.from_json(json.loads("".join(row[0] for row in rows[2:]))["settings"]).weights == weights


def test_data_sheet_holds_the_rows_as_they_were(analysis, dataset):
    rows = _sheet(_build(analysis, dataset), "Data")
    header = rows[0]
    assert header == ["touchpoint", "phase", "segment", "date", "visits", "cost", "response_time", "given:roas",
                      "comment"]  # fmt: skip
    assert len(rows) == 1 + len(dataset.rows)
    first, second = (dict(zip(header, row, strict=True)) for row in rows[1:3])
    assert first["date"] == dt.date(2025, 1, 1)
    assert (first["segment"], second["segment"]) == ("Små", "")
    assert (first["cost"], second["cost"]) == ("", pytest.approx(0.3, rel=1e-15))
    assert first["response_time"] == pytest.approx(1 / 3, rel=1e-15)
    assert (first["comment"], first["phase"]) == ("=1+1", "Før køb")
    assert [row[header.index("visits")] for row in rows[1:]] == dataset.rows["visits"].tolist()


def test_dates_are_dates_and_empty_columns_stay_away(analysis, dataset):
    days = np.array(["2025-01-01", "NaT"], dtype="datetime64[s]")
    rows = pd.DataFrame({"touchpoint": ["checkout", "levering"], "segment": np.nan, "date": days, "period": "2025-Q1",
                         "comment": np.nan, "visits": [1.0, 2.0], "cost": np.nan})  # fmt: skip
    table = _sheet(_build(analysis, replace(dataset, rows=rows, period_grain="quarter")), "Data")
    assert table[0] == ["touchpoint", "phase", "date", "visits", "cost"]
    assert [row[2] for row in table[1:]] == [dt.date(2025, 1, 1), ""]


def test_a_name_in_two_phases_stays_two_touchpoints(analysis, dataset):
    from core.model import Touchpoint

    points = (Touchpoint("mail|pre", "Mail", {"phase": "Før"}), Touchpoint("mail|post", "Mail", {"phase": "Efter"}))
    rows = pd.DataFrame({"touchpoint": ["mail|post", "mail|pre"], "visits": [1.0, np.nan]})
    table = _sheet(_build(analysis, replace(dataset, rows=rows, touchpoints=points)), "Data")
    assert table == [["touchpoint", "phase", "visits"], ["Mail", "Efter", 1.0], ["Mail", "Før", ""]]


def test_numbers_are_numbers_with_their_format(analysis, dataset):
    page = load_workbook(io.BytesIO(_build(analysis, dataset, "da")))["Nøgletal"]
    header = [cell.value for cell in page[4]]
    rows = [dict(zip(header, row, strict=True)) for row in page.iter_rows(min_row=5)]
    csat = next(r for r in rows if r["Hvor"].value == "Hele filen" and "CSAT" in r["Nøgletal"].value)
    assert (csat["Værdi"].value, csat["Værdi"].number_format) == (pytest.approx(0.2), "0%")
    assert csat["Mål"].value == 0.75
    unknown = next(r for r in rows if r["Nøgletal"].value == "NPS")
    assert unknown["Værdi"].value is None
    assert unknown["Bemærkning"].value


@pytest.mark.parametrize(
    ("code", "currency", "value", "kind", "number_format"),
    [
        ("en", "GBP", 1500.0, "money", '"£"#,##0'),
        ("en", "GBP", 1.5, "money", '"£"#,##0.00'),
        ("en", "DKK", 1500.0, "money", '#,##0\\ "DKK"'),
        ("da", "DKK", 1500.0, "money", '#,##0\\ "kr."'),
        ("sv", "SEK", 99.25, "money", '#,##0.00\\ "kr"'),
        ("sv", None, 1500.0, "money", "#,##0"),
        ("sv", None, 0.031, "share", "0.0%"),
        ("sv", None, 0.31, "share", "0%"),
        ("da", None, 0.25, "duration", '0.0#\\ "t"'),
        ("da", None, -12.0, "points", "+0;-0;0"),
    ],
)
def test_number_formats(code: str, currency, value: float, kind: str, number_format: str):
    page = load_workbook(io.BytesIO(_empty())).active
    assert Paint(language(code), currency).cell(page, value, kind).number_format == number_format


def _empty() -> bytes:
    from openpyxl import Workbook

    from core.exports.package import to_bytes

    return to_bytes(Workbook())


def test_charts_are_the_spreadsheets_own(analysis, dataset):
    archive = zipfile.ZipFile(io.BytesIO(_build(analysis, dataset)))
    charts = [archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/charts/chart")]
    assert len(charts) == 3
    assert sum("barChart" in xml for xml in charts) == 2
    assert any("dataBar" in archive.read(n).decode() for n in archive.namelist() if "worksheets/sheet2" in n)


@pytest.mark.parametrize("code", ["en", "da", "sv"])
def test_an_analysis_that_knows_nothing_is_still_a_report(analysis, dataset, code: str):
    bare = replace(
        analysis, kpis={}, groups={}, touchpoints=(), verdict=Verdict("not measured", ()), coverage=(), first_date=None,
        as_of=None, currency=None, settings=Settings(),
    )  # fmt: skip
    nothing = replace(dataset, rows=dataset.rows.iloc[:0], touchpoints=(), period_grain=None, currency=None)
    assert load_workbook(io.BytesIO(_build(bare, nothing, code))).sheetnames == [
        name for name in SHEETS[code] if name not in ("Trend", "Udvikling", "Utveckling")
    ]
