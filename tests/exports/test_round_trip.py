"""A report that is uploaded again is the same project: same numbers, same ranking, same settings."""

import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from core import pipeline
from core.exports import EXPORTERS, template
from core.model import Analysis, Correction, Dataset, Settings
from core.texts import language
from tests.exports.alike import same_analysis

SAMPLES = Path(__file__).parents[2] / "sample_data"


def _analyse(name: str, data: bytes, settings: Settings | None = None) -> tuple[Dataset, Analysis]:
    dataset = pipeline.load([(name, data)], settings or Settings())
    chosen = settings or pipeline.travelled_settings(dataset) or Settings()
    return dataset, pipeline.analyse(dataset, chosen)


def _again(dataset: Dataset, analysis: Analysis, code: str) -> tuple[Dataset, Analysis]:
    return _analyse("again.xlsx", EXPORTERS["xlsx"].build(analysis, dataset, language(code)))


@pytest.mark.parametrize(
    ("sample", "code"), [("dansk-webshop", "da"), ("svensk-b2b", "sv"), ("english-clinic", "en"), ("svensk-b2b", "en")]
)
def test_samples(sample: str, code: str):
    dataset, analysis = _analyse(f"{sample}.xlsx", (SAMPLES / f"{sample}.xlsx").read_bytes())
    again, second = _again(dataset, analysis, code)
    assert len(again.rows) == len(dataset.rows)
    assert not [i for i in again.issues if i.severity != "info"]
    same_analysis(analysis, second)


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
    same_analysis(analysis, second)


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
    same_analysis(analysis, second)


@pytest.mark.parametrize("code", ["en", "da", "sv"])
def test_the_template_is_a_small_dashboard(code: str):
    dataset, analysis = _analyse("template.xlsx", template(language(code)))
    assert len(analysis.touchpoints) == 6
    assert {t.placement.rule.source for t in analysis.touchpoints} == {"file"}
    assert all(c.touchpoints == 1 for c in analysis.coverage)
    assert analysis.verdict.word in ("clear", "likely", "tie")
    assert [i.code for i in dataset.issues if i.severity != "info"] == ["template-examples"]


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


FEW = b"Touchpoint,Visits,Satisfaction (1-10)\nShop,90,4\nMail,80,5\n"
ANSWERS = b"Id;Dato;Kontaktpunkt;Tilfredshed (1-10)\n" + b"".join(
    b"%d;2025-01-%02d;%s;%d\n" % (n, n + 1, (b"Butik", b"Mail")[n % 2], 2 + n % 4) for n in range(9)
)
SEASONS = "Sæson;Kontaktpunkt;Besøg;Ordrer\nForår 2024;A;100;9\nEfterår 2024;A;120;9\nForår 2025;A;150;20\n".encode()


@pytest.mark.parametrize("content", [FEW, ANSWERS, SEASONS])
def test_what_only_headers_and_names_say_is_carried(content):
    dataset = pipeline.load([("a.csv", content)])
    analysis = pipeline.analyse(dataset, Settings())
    again, second = _again(dataset, analysis, "en")
    assert again.period_grain == dataset.period_grain
    assert set(second.groups.get("period", {})) == set(analysis.groups.get("period", {}))
    for one, other in zip(analysis.touchpoints, second.touchpoints, strict=True):
        assert {k: kpi.value for k, kpi in one.kpis.items()} == {k: kpi.value for k, kpi in other.kpis.items()}


def test_a_season_is_compared_with_the_one_before_and_the_same_a_year_earlier():
    found = pipeline.analyse(pipeline.load([("a.csv", SEASONS)]), Settings()).comparisons
    assert [one.before.stretch.label for one in (found.period, found.year)] == ["2024-S4", "2024-S2"]


def test_the_report_of_a_report_is_the_same_report():
    name = "dansk-webshop.xlsx"
    dataset, analysis = _analyse(name, (SAMPLES / name).read_bytes())
    again, second = _again(dataset, analysis, "da")
    third_dataset, third = _again(again, second, "da")
    pd.testing.assert_frame_equal(third_dataset.rows, again.rows)
    same_analysis(second, third)
