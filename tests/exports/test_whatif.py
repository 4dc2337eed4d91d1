"""What is supposed travels with the report: a sheet of its own, and the same again when it is uploaded."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from core import pipeline
from core.cli import main
from core.exports import EXPORTERS
from core.model import Analysis, Dataset, Settings, Supposition
from core.texts import LANGUAGES, language
from tests.exports.alike import same_analysis

SAMPLE = Path(__file__).parents[2] / "sample_data" / "dansk-webshop.xlsx"
MADE = (
    Supposition("checkout", "csat", 0.9),
    Supposition("checkout", "nps", 50.0),
    Supposition("facebook-annoncer", "cost", 20_000.0),
    Supposition("levering", "effort", 1.0),
    Supposition("nowhere", "csat", 0.5),
)
TITLES = {"en": "What if", "da": "Hvad hvis", "sv": "Vad händer om"}


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return pipeline.load([(SAMPLE.name, SAMPLE.read_bytes())])


@pytest.fixture(scope="module")
def analysis(dataset: Dataset) -> Analysis:
    return pipeline.analyse(dataset, Settings(suppositions=MADE))


def _book(analysis: Analysis, dataset: Dataset, code: str) -> bytes:
    return EXPORTERS["xlsx"].build(analysis, dataset, language(code))


def test_today_is_the_same_with_and_without(dataset: Dataset, analysis: Analysis):
    same_analysis(pipeline.analyse(dataset, Settings()), analysis)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_sheet_tells_every_assumption_and_every_place(dataset: Dataset, analysis: Analysis, code: str):
    book = load_workbook(io.BytesIO(_book(analysis, dataset, code)))
    rows = [tuple(c for c in row if c is not None) for row in book[TITLES[code]].iter_rows(values_only=True)]
    label = language(code).say("whatif.effort", value=1, most=5)
    assert label
    assert any(row[:1] == ("Checkout",) and row[-1:] == (0.9,) for row in rows)
    assert any(row[:1] == ("Facebook-annoncer",) and row[-2:] == (38_700, 20_000) for row in rows)
    assert any("nowhere" in str(row[0]) for row in rows if row)
    places = [row for row in rows if row and row[0] in {t.name for t in analysis.touchpoints}]
    ranked = sum(1 for t in analysis.touchpoints if t.priority)
    assert len(places) == 4 + ranked


def test_nothing_supposed_no_sheet(dataset: Dataset):
    book = load_workbook(io.BytesIO(_book(pipeline.analyse(dataset, Settings()), dataset, "en")))
    assert TITLES["en"] not in book.sheetnames


@pytest.mark.parametrize("code", LANGUAGES)
def test_uploaded_again_the_same_is_supposed(dataset: Dataset, analysis: Analysis, code: str):
    again = pipeline.load([("again.xlsx", _book(analysis, dataset, code))])
    second = pipeline.analyse(again, pipeline.travelled_settings(again) or Settings())
    assert second.settings.suppositions == MADE
    same_analysis(analysis, second)
    assert analysis.what_if is not None
    assert second.what_if is not None
    assert _told(analysis) == pytest.approx(_told(second), rel=1e-6)


def _told(analysis: Analysis) -> dict[str, float]:
    assert analysis.what_if is not None
    figures = {f"today {s.touchpoint} {s.figure}": s.today or -1.0 for s in analysis.what_if.supposed}
    return figures | {key: p.score for key, p in analysis.what_if.priorities.items() if p.score is not None}


def test_the_command_line_honours_the_settings(capsys: Any, tmp_path: Path):
    wished = tmp_path / "settings.json"
    wished.write_text(json.dumps(Settings(suppositions=MADE).to_json()), encoding="utf-8")
    assert main(["analyse", str(SAMPLE), "--settings", str(wished), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(a["touchpoint"], a["figure"], a["value"]) for a in found["what_if"]["assumed"]] == [
        ("Checkout", "csat", 0.9),
        ("Checkout", "nps", 50.0),
        ("Facebook-annoncer", "cost", 20_000.0),
        ("Levering", "effort", 1.0),
    ]
    assert [a["touchpoint"] for a in found["what_if"]["set_aside"]] == ["nowhere"]
    today = next(t["priority"] for t in found["touchpoints"] if t["name"] == "Checkout")
    then = next(t["priority"] for t in found["what_if"]["touchpoints"] if t["name"] == "Checkout")
    assert then["score"] < today["score"]
    assert main(["analyse", str(SAMPLE), "--settings", str(wished)]) == 0
    assert "Checkout, Satisfied customers (CSAT): 58% → 90%" in capsys.readouterr().out


def test_nothing_supposed_is_null(capsys: Any):
    assert main(["analyse", str(SAMPLE), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["what_if"] is None
    assert found["worth_together"]["low"] < found["worth_together"]["value"] < found["worth_together"]["high"]


def test_impossible_settings_are_refused(capsys: Any, tmp_path: Path):
    wished = tmp_path / "settings.json"
    wished.write_text('{"suppositions": [{"touchpoint": "checkout", "figure": "csat", "value": 9}]}', encoding="utf-8")
    assert main(["analyse", str(SAMPLE), "--settings", str(wished)]) == 2
    assert capsys.readouterr().err.startswith("bad-settings:")
