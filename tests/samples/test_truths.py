"""What was planted in the samples is what the pipeline finds."""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from core import pipeline
from core.model import Analysis, Dataset, Settings, TouchpointResult

FOLDER = Path(__file__).parents[2] / "sample_data"
SAMPLES = tomllib.loads((FOLDER / "samples.toml").read_text(encoding="utf-8"))
TRUTHS = tomllib.loads((FOLDER / "truths.toml").read_text(encoding="utf-8"))
PLANTED = [pytest.param(sample, truth, id=sample) for sample, truth in TRUTHS.items()]


@cache
def _found(sample: str) -> tuple[Dataset, Analysis]:
    path = FOLDER / SAMPLES[sample]["file"]
    dataset = pipeline.load([(path.name, path.read_bytes())], Settings())
    return dataset, pipeline.analyse(dataset, Settings())


def _named(sample: str, name: str) -> TouchpointResult:
    return next(t for t in _found(sample)[1].touchpoints if t.name == name)


@pytest.mark.parametrize(("sample", "truth"), PLANTED)
def test_everything_is_read(sample: str, truth: dict):
    dataset, analysis = _found(sample)
    assert len(dataset.rows) == truth["rows"]
    assert len(analysis.touchpoints) == truth["touchpoints"]
    assert analysis.currency == truth["currency"]
    assert list(analysis.all_periods) == truth["periods"]
    assert sorted(analysis.all_segments) == sorted(truth["segments"])


@pytest.mark.parametrize(("sample", "truth"), PLANTED)
def test_only_the_total_row_is_left_out_and_no_column_is_lost(sample: str, truth: dict):
    sheet = _found(sample)[0].files[0].sheets[0]
    assert sheet.rows_left_out == 1
    assert [c.header for c in sheet.columns if c.field == "ignore"] == []
    assert not [i for i in _found(sample)[1].issues if i.severity == "error"]


@pytest.mark.parametrize(("sample", "truth"), PLANTED)
def test_every_touchpoint_has_its_place(sample: str, truth: dict):
    lost = [t.name for t in _found(sample)[1].touchpoints if "unknown" in (t.placement.phase, t.placement.setting)]
    assert lost == []


@pytest.mark.parametrize(("sample", "truth"), PLANTED)
def test_verdict(sample: str, truth: dict):
    analysis = _found(sample)[1]
    names = {t.key: t.name for t in analysis.touchpoints}
    assert analysis.verdict.word == truth["word"]
    assert sorted(names[key] for key in analysis.verdict.keys) == sorted(truth["lead"])


@pytest.mark.parametrize(("sample", "truth"), [p for p in PLANTED if "p_first" in p.values[1]])
def test_how_sure(sample: str, truth: dict):
    first = _found(sample)[1].touchpoints[0]
    assert first.name in truth["lead"]
    assert first.priority.p_first >= truth["p_first"]


@pytest.mark.parametrize(
    ("sample", "name"), [(sample, name) for sample, truth in TRUTHS.items() for name in truth["silent"]]
)
def test_silent_is_said_not_ranked(sample: str, name: str):
    found = _named(sample, name)
    assert found.metrics["cost"] > 0
    assert (found.priority.rank, found.priority.verdict) == (None, "not measured")
    assert found.placement.setting == "offline"


@pytest.mark.parametrize(
    ("sample", "name"), [(sample, name) for sample, truth in TRUTHS.items() for name in truth["too_few"]]
)
def test_a_terrible_score_from_two_answers_does_not_lead(sample: str, name: str):
    analysis = _found(sample)[1]
    found = _named(sample, name)
    assert found.metrics["responses"] < 5
    assert found.key not in analysis.verdict.keys
    assert found.priority.rank is None or found.priority.rank > 1
    assert (found.priority.p_first or 0) < 0.05


@pytest.mark.parametrize(
    ("sample", "cell"), [(sample, tuple(cell)) for sample, truth in TRUTHS.items() for cell in truth["empty_cells"]]
)
def test_blind_spots(sample: str, cell: tuple[str, str]):
    counts = {(c.phase, c.setting): c.touchpoints for c in _found(sample)[1].coverage}
    assert counts[cell] == 0
    assert counts["pre", "online"] > 0
    assert counts["during", "offline"] > 0


LOGS = [pytest.param(sample, truth["log"], id=sample) for sample, truth in TRUTHS.items() if "log" in truth]


@pytest.mark.parametrize(("sample", "truth"), LOGS)
def test_the_log_tells_of_journeys(sample: str, truth: dict):
    found = _found(sample)[1].journeys
    assert (found.customers, found.sales, len(found.credits.sales["linear"]) > 0) == (
        truth["customers"],
        truth["sales"],
        True,
    )
    assert found.touches_before_sale.median == truth["touches"]
    assert found.offline_share[0] / found.offline_share[1] == pytest.approx(truth["offline"], abs=0.01)
    assert sorted(found.credits.silent) == truth["silent"]
    names = {t.key: t.name for t in _found(sample)[1].touchpoints}
    assert [names[d.key] for d in found.drop_out if d.word == "high"] == truth["drops"]


@pytest.mark.parametrize(("sample", "truth"), LOGS)
def test_one_touchpoint_begins_journeys_and_closes_none(sample: str, truth: dict):
    key = _named(sample, truth["opens"]).key
    credit = _found(sample)[1].journeys.credits.sales
    assert credit["first"][key] >= 1
    assert credit["last"][key] == 0


@pytest.mark.parametrize(("sample", "truth"), LOGS)
def test_a_log_of_some_customers_leaves_the_tables_figures_alone(sample: str, truth: dict):
    dataset, analysis = _found(sample)
    assert [i.code for i in analysis.issues if i.code in ("log-is-part", "grains-differ")] == ["log-is-part"]
    alone = pipeline.analyse(replace(dataset, interactions=None, responses=None), Settings())
    for kpi in ("conversion_rate", "roas", "aov", "cost_per_visit"):
        assert analysis.kpis[kpi].value == alone.kpis[kpi].value


@pytest.mark.parametrize(("sample", "truth"), [p for p in PLANTED if "answers" in p.values[1]])
def test_the_survey_tells_where_it_hurts(sample: str, truth: dict):
    analysis = _found(sample)[1]
    names = {t.key: t.name for t in analysis.touchpoints}
    below = [names[v.key] for v in analysis.voices.touchpoints if v.kpi.high < 30]
    assert (analysis.voices.answers, sorted(below)) == (truth["answers"], truth["nps_below"])
    history = next(v.history for v in analysis.voices.touchpoints if names[v.key] == truth["nps_falls"])
    assert max(history[p].value for p in ("2025-05", "2025-06")) < min(history[p].value for p in ("2025-01", "2025-04"))
