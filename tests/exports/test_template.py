"""The template is understood by the product that hands it out."""

import io

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from core.columns import match_header
from core.exports import template
from core.texts import language

FIELDS = ["touchpoint", "phase", "setting", "date", "visits", "conversions", "revenue", "cost", "csat_score",
          "responses", "response_time", "effort"]  # fmt: skip


@pytest.mark.parametrize("code", ["en", "da", "sv"])
def test_headers_are_known(code: str):
    table = CalamineWorkbook.from_filelike(io.BytesIO(template(language(code)))).get_sheet_by_index(1).to_python()
    assert [match_header(header)[0] for header in table[0]] == FIELDS
    assert len(table) == 7
    assert all(any(value != "" for value in column) for column in zip(*table[1:], strict=True))


@pytest.mark.parametrize(
    ("code", "phases"),
    [
        ("en", "Before purchase,During purchase,After purchase"),
        ("da", "Før køb,Under køb,Efter køb"),
        ("sv", "Före köp,Under köp,Efter köp"),
    ],
)
def test_lists_to_choose_from(code: str, phases: str):
    page = load_workbook(io.BytesIO(template(language(code)))).worksheets[1]
    lists = {str(v.sqref): v.formula1.strip('"') for v in page.data_validations.dataValidation}
    assert lists["B2:B500"] == phases
    assert lists["L2:L500"] == "1,2,3,4,5"
    assert all(len(choices) < 255 for choices in lists.values())  # Excel's limit


def test_every_column_says_what_it_wants():
    page = load_workbook(io.BytesIO(template(language("da")))).worksheets[1]
    assert all(cell.comment.text for cell in page[1])


def test_same_bytes():
    assert template(language("sv")) == template(language("sv"))
