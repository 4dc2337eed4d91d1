"""The sample workbooks are what the script writes, and their numbers could be true."""

import importlib.util
import io
import re
import tomllib
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

FOLDER = Path(__file__).parents[2] / "sample_data"
SAMPLES = tomllib.loads((FOLDER / "samples.toml").read_text(encoding="utf-8"))
TRUTHS = tomllib.loads((FOLDER / "truths.toml").read_text(encoding="utf-8"))
DECIMAL_COMMA = re.compile(r"[\d.\u00a0]+,\d+")
HEADER = 4  # 0-based row of the header in every sample


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("make_samples", FOLDER / "make_samples.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _parts(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def test_every_sample_has_its_truths_and_its_file():
    assert list(SAMPLES) == list(TRUTHS)
    assert {entry["file"] for entry in SAMPLES.values()} == {path.name for path in FOLDER.glob("*.xlsx")}


@pytest.mark.parametrize("sample", SAMPLES)
def test_labels_in_every_language(sample: str):
    for name in ("label", "description"):
        assert set(SAMPLES[sample][name]) == {"en", "da", "sv"}


@pytest.mark.parametrize("number", range(3))
def test_the_script_writes_these_files(script, number: int):
    sheet = script.SHEETS[number]
    assert script.build(sheet) == script.build(sheet)
    assert _parts(script.build(sheet)) == _parts((FOLDER / sheet.file).read_bytes())


@pytest.mark.parametrize(("sample", "truth"), TRUTHS.items())
def test_the_sheet_as_the_business_keeps_it(sample: str, truth: dict):
    rows = CalamineWorkbook.from_path(FOLDER / SAMPLES[sample]["file"]).get_sheet_by_index(0).to_python()
    table = rows[HEADER + 1 : -1]
    assert len(table) == truth["rows"]
    assert len({row[0] for row in table}) == truth["touchpoints"]
    assert rows[-1][0] in ("I alt", "Summa", "Total")
    typed = [cell for row in table for cell in row if isinstance(cell, str) and DECIMAL_COMMA.fullmatch(cell)]
    assert bool(typed) == (sample != "english-clinic")


@pytest.mark.parametrize("number", range(3))
def test_counts_come_out_of_larger_counts(script, number: int):
    for row in script.rows(script.SHEETS[number]):
        for small, large in (("clicks", "impressions"), ("visits", "clicks"), ("sales", "visits"), ("leads", "visits"),
                             ("answers", "visits")):  # fmt: skip
            if row[small] is not None and row[large] is not None:
                assert round(row[small]) <= round(row[large]), (row["touchpoint"], small, large)
        assert (row["score"] is None) == (row["answers"] is None)
