"""What a meeting agreed stands in the report, on a sheet and in the summary, and comes back with it."""

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core import pipeline
from core.exports import EXPORTERS
from core.model import Agreed, Analysis, Dataset, Settings
from core.texts import LANGUAGES, language
from tests.exports.alike import same_analysis

SAMPLE = Path(__file__).parents[2] / "sample_data" / "dansk-webshop.xlsx"
DAY = dt.date(2026, 1, 15)
MADE = Settings(agreed=(Agreed("checkout", "=1+1", DAY), Agreed("instagram", "Bo")), also_agreed="+ nyt møde i maj")
TITLES = {"en": "What we do next", "da": "Det gør vi nu", "sv": "Det gör vi nu"}


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return pipeline.load([(SAMPLE.name, SAMPLE.read_bytes())])


@pytest.fixture(scope="module")
def analysis(dataset: Dataset) -> Analysis:
    return pipeline.analyse(dataset, MADE)


def _book(analysis: Analysis, dataset: Dataset, code: str) -> bytes:
    return EXPORTERS["xlsx"].build(analysis, dataset, language(code))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sheet_says_who_and_when(dataset: Dataset, analysis: Analysis, code: str):
    book = load_workbook(io.BytesIO(_book(analysis, dataset, code)))
    rows = [tuple(row) for row in book[TITLES[code]].iter_rows(values_only=True)]
    checkout, bo = (next(row for row in rows if row[0] == name) for name in ("Checkout", "Instagram"))
    assert checkout[1:3] == ("=1+1", dt.datetime(2026, 1, 15))
    assert checkout[3] == language(code).say("agreed.group-now")
    assert bo[3] == language(code).say("agreed.group-find")
    assert all(isinstance(words, str) for words in checkout[4:6])  # what it is worth, how sure
    assert bo[1:3] == ("Bo", None)
    then = next(row for row in rows if row[0] == "Kundeservice på mail")
    assert then[3] == language(code).say("agreed.group-then")
    assert any(row[0] == "Levering" or row[0] == "Produktside" for row in rows)  # first ones that nobody took yet
    assert any(row[0] == "+ nyt møde i maj" for row in rows)
    first = [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell]
    assert any("Checkout: =1+1" in line for line in first)
    assert any("+ nyt møde i maj" in line for line in first)


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_comes_back_and_changes_no_number(dataset: Dataset, analysis: Analysis, code: str):
    again = pipeline.load([("again.xlsx", _book(analysis, dataset, code))])
    settings = pipeline.travelled_settings(again)
    assert settings == replace(MADE, currency="DKK")
    assert len(again.rows) == len(dataset.rows)
    same_analysis(analysis, pipeline.analyse(again, settings))


def test_where_nothing_was_agreed_there_is_no_sheet(dataset: Dataset):
    book = load_workbook(io.BytesIO(_book(pipeline.analyse(dataset, Settings()), dataset, "da")))
    assert TITLES["da"] not in book.sheetnames
