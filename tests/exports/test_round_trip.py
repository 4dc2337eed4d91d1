"""A report that is uploaded again is the same project: same numbers, same ranking, same settings."""

import io
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook

from core import pipeline
from core.exports import EXPORTERS, template
from core.model import Analysis, Correction, Dataset, Settings
from core.texts import language

SAMPLES = Path(__file__).parents[2] / "sample_data"


def _analyse(name: str, data: bytes, settings: Settings | None = None) -> tuple[Dataset, Analysis]:
    dataset = pipeline.load([(name, data)], settings or Settings())
    chosen = settings or pipeline.travelled_settings(dataset) or Settings()
    return dataset, pipeline.analyse(dataset, chosen)


def _again(dataset: Dataset, analysis: Analysis, code: str) -> tuple[Dataset, Analysis]:
    return _analyse("again.xlsx", EXPORTERS["xlsx"].build(analysis, dataset, language(code)))


def _near(one: float | None, other: float | None) -> bool:
    return one == other or (one is not None and other is not None and math.isclose(one, other, rel_tol=1e-9))


def _same(first, second) -> None:
    """The same ledger: same KPIs, same words, numbers equal up to the sixteen digits that a cell holds."""
    assert list(first) == list(second)
    for name, one in first.items():
        other = second[name]
        assert (one.base, one.given, one.unlock, one.reason) == (other.base, other.given, other.unlock, other.reason)
        for field in ("value", "numerator", "denominator", "n", "low", "high"):
            assert _near(getattr(one, field), getattr(other, field)), (name, field)


def _same_analysis(first: Analysis, second: Analysis) -> None:
    _same(first.kpis, second.kpis)
    assert {g: list(m) for g, m in first.groups.items()} == {g: list(m) for g, m in second.groups.items()}
    for group, members in first.groups.items():
        for member, kpis in members.items():
            _same(kpis, second.groups[group][member])
    assert [t.key for t in first.touchpoints] == [t.key for t in second.touchpoints]
    for one, other in zip(first.touchpoints, second.touchpoints, strict=True):
        assert (one.name, one.placement, one.rows, one.hidden) == (
            other.name,
            other.placement,
            other.rows,
            other.hidden,
        )
        assert other.metrics == pytest.approx(one.metrics, rel=1e-9)
        _same(one.kpis, other.kpis)
        assert one.priority.rank == other.priority.rank
        assert _near(one.priority.p_first, other.priority.p_first)
        assert (one.priority.verdict, one.priority.action) == (other.priority.verdict, other.priority.action)
    assert first.verdict == second.verdict
    for field in ("currency", "as_of", "coverage", "missing", "classes", "rows", "period_grain", "all_periods",
                  "all_segments", "first_date", "warnings"):  # fmt: skip
        assert getattr(first, field) == getattr(second, field), field
    for field in ("journeys", "voices", "targets", "budget", "omnichannel"):
        _alike(getattr(first, field), getattr(second, field), field)
    for field in ("period", "year", "change", "returned", "segments"):  # of files there may be fewer now
        _alike(getattr(first.comparisons, field), getattr(second.comparisons, field), field)


def _alike(one: Any, other: Any, where: str) -> None:
    """Equal, part by part; floats up to the sixteen digits that a cell holds."""
    if isinstance(one, float) and isinstance(other, float):
        assert one == pytest.approx(other, rel=1e-9, abs=1e-9, nan_ok=True), where
    elif is_dataclass(one):
        assert type(one) is type(other), where
        for part in fields(one):
            _alike(getattr(one, part.name), getattr(other, part.name), f"{where}.{part.name}")
    elif isinstance(one, Mapping):
        assert list(one) == list(other), where
        for key, value in one.items():
            _alike(value, other[key], f"{where}[{key}]")
    elif isinstance(one, tuple | list):
        assert len(one) == len(other), where
        for place, (left, right) in enumerate(zip(one, other, strict=True)):
            _alike(left, right, f"{where}[{place}]")
    else:
        assert one == other, where


@pytest.mark.parametrize(
    ("sample", "code"), [("dansk-webshop", "da"), ("svensk-b2b", "sv"), ("english-clinic", "en"), ("svensk-b2b", "en")]
)
def test_samples(sample: str, code: str):
    dataset, analysis = _analyse(f"{sample}.xlsx", (SAMPLES / f"{sample}.xlsx").read_bytes())
    again, second = _again(dataset, analysis, code)
    assert len(again.rows) == len(dataset.rows)
    assert not [i for i in again.issues if i.severity != "info"]
    _same_analysis(analysis, second)


def test_choices_travel():
    name = "svensk-b2b.xlsx"
    chosen = Settings(
        corrections={"mässor": Correction(phase="during")}, segments=("Små företag",), phases=("pre", "during"),
        weights={"ease": 2.0}, targets={"nps": 40.0}, assumptions={"margin": 0.3}, preset="quick-wins",
    )  # fmt: skip
    dataset, analysis = _analyse(name, (SAMPLES / name).read_bytes(), chosen)
    again, second = _again(dataset, analysis, "sv")
    assert len(again.rows) == len(dataset.rows)  # a filter hides rows, it does not lose them
    assert second.settings == replace(chosen, currency="SEK")
    _same_analysis(analysis, second)


def _workbook(*rows: tuple) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    for line in book.active.iter_rows():
        for cell in line:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    book.save(out)
    return out.getvalue()


TRICKY = {
    "two phases under one name": _workbook(
        ("Touchpoint", "Phase", "Visits", "Conversions"),
        ("Facebook", "Before", 1200, 31), ("Facebook", "After", 300, 40), ("Shop", "During", 500, 200),
    ),
    "names that look like formulas, numbers and errors": _workbook(
        ("Touchpoint", "Visits", "Conversions"),
        ("=1+1", 900, 31), ("+45 12 34", 300, 12), ("24/7", 500, 200), ("#N/A-kanal", 100, 3), ("_x0041_", 90, 9),
        ("Shop", 80, 7), ("Mail", 70, 7),
    ),
    "weeks": _workbook(
        ("Touchpoint", "Uge", "Besøg", "Køb"),
        ("Facebook", "2025-W10", 120, 3), ("Butik", "2025-W10", 80, 30),
        ("Facebook", "2025-W11", 130, 4), ("Butik", "2025-W11", 70, 25),
    ),
    "days": _workbook(
        ("Touchpoint", "Date", "Visits", "Orders"),
        ("Facebook", "2025-03-03", 120, 3), ("Shop", "2025-03-04", 80, 30), ("Facebook", "2025-03-05", 130, 4),
    ),
    "minutes, given rates and gaps": _workbook(
        ("Touchpoint", "Response time (min)", "ROAS", "Page load time", "Resolved", "Tickets", "Visits", "Comment"),
        ("Phone", 12.5, None, None, 40, 50, 400, "=a comment"), ("Mail", 1/3, None, None, 30, 50, 300, None),
        ("Webshop", None, 2.35, 3.4, None, None, 2000, None), ("Facebook", None, 4.1, None, None, None, 900, "hm"),
    ),
    "money with a refund": _workbook(
        ("Kontaktpunkt", "Omsætning (DKK)", "Udgift (DKK)", "Antal køb", "Besøg"),
        ("Webshop", -1250.55, 100.1, 12, 900), ("Butik", 20000.1, 0.3, 30, 100), ("Messe", None, None, None, None),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TRICKY)
def test_tricky_files(case: str):
    dataset, analysis = _analyse("tricky.xlsx", TRICKY[case])
    assert len(dataset.touchpoints) > 1
    again, second = _again(dataset, analysis, "en")
    assert [t.context for t in again.touchpoints] == [t.context for t in dataset.touchpoints]
    _same_analysis(analysis, second)


@pytest.mark.parametrize("code", ["en", "da", "sv"])
def test_the_template_is_a_small_dashboard(code: str):
    dataset, analysis = _analyse("template.xlsx", template(language(code)))
    assert len(analysis.touchpoints) == 6
    assert {t.placement.rule.source for t in analysis.touchpoints} == {"file"}
    assert all(c.touchpoints == 1 for c in analysis.coverage)
    assert analysis.verdict.word in ("clear", "likely", "tie")
    assert not [i for i in dataset.issues if i.severity != "info"]


SCALES = [
    ("a.csv", b"Touchpoint,CSAT,NPS,Responses\nShop,82,30,40\nMail,100,-10,9\n"),
    ("b.csv", b"Touchpoint,CSAT,Responses\nPhone,100,40\nFair,100,9\n"),
    ("c.csv", b"Touchpoint,CSAT,NPS,Responses\nWeb,4.1,8.5,40\nChat,3.2,9.1,9\n"),
]


@pytest.mark.parametrize("files", [SCALES[:1], SCALES[:2], SCALES[2:], [SCALES[0], SCALES[2]], SCALES])
def test_scores_keep_their_scale(files):
    dataset = pipeline.load(files)
    analysis = pipeline.analyse(dataset, Settings())
    again, second = _again(dataset, analysis, "en")
    assert again.scales["again.xlsx"]
    for one, other in zip(analysis.touchpoints, second.touchpoints, strict=True):
        for kpi in ("csat", "nps", "rating"):
            assert one.kpis[kpi].value == other.kpis[kpi].value, (one.name, kpi)
    assert pipeline.analyse(dataset, Settings()).kpis["csat"].value == second.kpis["csat"].value


def test_the_report_of_a_report_is_the_same_report():
    name = "dansk-webshop.xlsx"
    dataset, analysis = _analyse(name, (SAMPLES / name).read_bytes())
    again, second = _again(dataset, analysis, "da")
    third_dataset, third = _again(again, second, "da")
    pd.testing.assert_frame_equal(third_dataset.rows, again.rows)
    _same_analysis(second, third)
