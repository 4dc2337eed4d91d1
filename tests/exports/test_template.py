"""The template is understood by the product that hands it out."""

import datetime as dt
import io
from itertools import product

import numpy as np
import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from core import pipeline
from core.cleaning.receipts.examples import example_rows
from core.columns import match_header
from core.exports import template
from core.model import Settings
from core.tables import table
from core.texts import language

FIELDS = ["touchpoint", "phase", "setting", "date", "visits", "conversions", "revenue", "cost", "csat_score",
          "responses", "response_time", "effort"]  # fmt: skip


CASES = list(product(["en", "da", "sv"], table("template")["rows"]))


def rows_of(book: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(1).to_python()


def filled(book: bytes, rows: list[dict[str, object]], *, keep: int = 0) -> bytes:
    """The template as an owner leaves it: ``keep`` examples, then her own rows."""
    workbook = load_workbook(io.BytesIO(book))
    page = workbook.worksheets[1]
    page.delete_rows(2 + keep, page.max_row)
    for row in rows:
        page.append([row.get(field) for field in FIELDS])
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(("code", "trade"), CASES)
def test_headers_are_known_and_examples_are_marked(code: str, trade: str):
    found = rows_of(template(language(code), trade=trade))
    assert [match_header(str(header))[0] for header in found[0]] == FIELDS
    assert 6 <= len(found[1:]) <= 8
    mark = table("template")["mark"][code]
    assert all(str(row[0]).startswith(f"{mark}: ") for row in found[1:])
    assert len({row[1] for row in found[1:]}) == 3
    assert len({row[0] for row in found[1:]}) == len(found[1:])


def test_a_trade_has_what_such_a_business_usually_has():
    for trade, rows in table("template")["rows"].items():
        usual = {c for same in table("industries").get(trade, {}).get("typical", []) for c in same}
        assert not usual or sum(row["concept"] in usual for row in rows) >= 5


OWN = [
    {"touchpoint": "Min kasse", "phase": "Under køb", "setting": "Offline", "date": dt.date(2025, 4, 1), "visits": 900,
     "conversions": 300, "revenue": 90_000, "csat_score": 0.6, "responses": 50, "effort": 2},
    {"touchpoint": "Telefon", "phase": "Efter køb", "setting": "Offline", "date": dt.date(2025, 4, 1), "visits": 120,
     "csat_score": 0.9, "responses": 40, "response_time": 3.5, "effort": 1},
]  # fmt: skip


@pytest.mark.parametrize("keep", [0, 3])
def test_a_filled_template_reads_back_right_and_without_the_examples(keep: int):
    book = filled(template(language("da"), trade="shop"), OWN, keep=keep)
    found = pipeline.load([("skabelon.xlsx", book)])
    analysis = pipeline.analyse(found, Settings())
    assert sorted(t.name for t in analysis.touchpoints) == ["Min kasse", "Telefon"]
    till = next(t for t in analysis.touchpoints if t.name == "Min kasse")
    assert (till.placement.phase, till.placement.setting) == ("during", "offline")
    assert {k: till.metrics[k] for k in ("visits", "conversions", "revenue")} == {
        "visits": 900, "conversions": 300, "revenue": 90_000}  # fmt: skip
    assert analysis.kpis["csat"].value == pytest.approx((0.6 * 50 + 0.9 * 40) / 90)
    assert analysis.as_of == dt.date(2025, 4, 1)
    left = [i for i in analysis.issues if i.code == "example-row"]
    assert [i.values["rows"] for i in left] == ([(2, 3, 4)] if keep else [])


@pytest.mark.parametrize(("code", "trade"), CASES)
def test_the_template_as_it_came_shows_its_examples_and_says_so(code: str, trade: str):
    analysis = pipeline.analyse(pipeline.load([("t.xlsx", template(language(code), trade=trade))]), Settings())
    assert len(analysis.touchpoints) == len(table("template")["rows"][trade])
    assert [i.code for i in analysis.issues if i.severity != "info"] == ["template-examples"]
    assert {"pre", "during", "post"} == {t.placement.phase for t in analysis.touchpoints}
    assert language(code).say("issue.template-examples")


@pytest.mark.parametrize(
    ("name", "example"),
    [("Eksempel: Kasse", True), ("EXAMPLE: Till", True), ("Exempel : Kassa", False), ("Eksempelmappe", False),
     ("Kasse", False), ("", False)],
)  # fmt: skip
def test_what_counts_as_an_example(name: str, example: bool):
    assert example_rows(np.array([name], dtype=object)).tolist() == [example]


def test_figures_have_limits_that_ask_rather_than_forbid():
    page = load_workbook(io.BytesIO(template(language("sv")))).worksheets[1]
    limits = {str(v.sqref): (v.type, v.operator, v.formula1, v.formula2, v.errorStyle)
              for v in page.data_validations.dataValidation if v.type != "list"}  # fmt: skip
    assert limits["E2:E500"] == ("whole", "greaterThanOrEqual", "0", None, "warning")
    assert limits["I2:I500"] == ("decimal", "between", "0", "1", "warning")
    assert page.freeze_panes == "B2"


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
    lists = {str(v.sqref): v.formula1.strip('"') for v in page.data_validations.dataValidation if v.type == "list"}
    assert lists["B2:B500"] == phases
    assert lists["L2:L500"] == "1,2,3,4,5"
    assert all(len(choices) < 255 for choices in lists.values())  # Excel's limit


def test_every_column_says_what_it_wants():
    page = load_workbook(io.BytesIO(template(language("da")))).worksheets[1]
    assert all(cell.comment.text for cell in page[1])


def test_same_bytes():
    assert template(language("sv")) == template(language("sv"))
