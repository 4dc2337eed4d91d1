"""Table, log and survey together: filters, what needs no touchpoint, and what need not be done again."""

import datetime as dt
import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core import journeys, pipeline
from core.cli import answers as twin
from core.model import Credits, Dataset, DropOut, Journeys, Message, Path, Settings, Spread, Touchpoint, Transition
from core.model.journeys import SALE, START
from core.texts import language
from tests.joining.grains import answers, log, table

FOUND = Journeys(
    customers=2,
    journeys=3,
    sales=2,
    value=150.0,
    credits=Credits({"first": {"shop": 2.0}}, {"first": {"shop": 150.0}}, {"markov": Message("joining.whole")}),
    touches_before_sale=Spread(2.0, 3.0, 2),
    days_to_sale=None,
    offline_share=(1, 2),
    paths=(Path(("shop", "mail"), 2, 1, 150.0),),
    transitions=(Transition(START, "shop", 3), Transition("shop", SALE, 2)),
    drop_out=(DropOut("mail", 1, 2, 0.5, 0.1, 0.9, 0.3),),
)
LOG = log(("shop", "a", "2025-01-03", None), ("shop", "b", "2025-02-04", 150.0), ("mail", "b", "2025-01-02", None))
SURVEY = answers(("shop", 5), ("shop", 1), ("mail", 4), period="2025-02")
TOUCHPOINTS = (Touchpoint("shop", "Shop"), Touchpoint("mail", "Mail"))
TABLE = table({"touchpoint": "shop", "cost": 30.0, "period": "2025-02"})


@pytest.fixture(autouse=True)
def followed(monkeypatch: pytest.MonkeyPatch) -> list[pd.DataFrame]:
    """The logs that were followed, by a stand-in."""
    seen: list[pd.DataFrame] = []

    def follow(interactions: pd.DataFrame, *_: object, lookback_days: float) -> Journeys:
        assert lookback_days == 90
        seen.append(interactions)
        return FOUND

    monkeypatch.setattr(journeys, "follow", follow, raising=False)
    return seen


def dataset(
    rows: pd.DataFrame = TABLE, interactions: pd.DataFrame | None = LOG, responses: pd.DataFrame | None = SURVEY
) -> Dataset:
    return Dataset((), (), rows, TOUCHPOINTS, "DKK", interactions=interactions, responses=responses)


def test_all_three_are_one_analysis(followed: list[pd.DataFrame]) -> None:
    result = pipeline.analyse(dataset(), Settings())
    shop = next(t for t in result.touchpoints if t.key == "shop")
    assert (shop.kpis["roas"].numerator, shop.kpis["roas"].denominator) == (150, 30)
    assert (shop.kpis["csat"].value, shop.kpis["csat"].n) == (0.5, 2)
    assert (shop.rows, result.rows) == (5, 7)
    assert result.journeys is FOUND
    assert result.voices is not None
    assert result.first_date == dt.date(2025, 1, 2)
    assert result.all_periods == ("2025-01", "2025-02")
    assert len(followed) == 1


def test_a_filter_acts_on_all_three(followed: list[pd.DataFrame]) -> None:
    result = pipeline.analyse(dataset(), Settings(periods=("2025-01",)))
    assert result.rows == 2
    assert followed[0]["period"].unique().tolist() == ["2025-01"]
    assert result.voices is None
    shop = next(t for t in result.touchpoints if t.key == "shop")
    assert shop.metrics["conversions"] == 0  # the log knows sales, though none of this month


def test_a_survey_of_the_whole_business_ranks_nothing() -> None:
    survey = answers((None, 10), (None, 9), (None, 3), score="nps_score")
    result = pipeline.analyse(Dataset((), (), table(), (), responses=survey), Settings())
    assert result.kpis["nps"].value == pytest.approx(100 / 3)
    assert (result.touchpoints, result.verdict.word) == ((), "not measured")
    assert result.issues == ()  # that none of them names a touchpoint is said where the file is read
    assert json.loads(twin.as_json(twin.analysis(result, language("da"))))["voices"]["answers"] == 3


def test_answers_of_no_touchpoint_count_in_the_whole_but_not_under_a_filter_that_hides() -> None:
    survey = answers(("shop", 5), ("mail", 5), (None, 1))
    everything = pipeline.analyse(dataset(table(), None, survey), Settings())
    assert everything.kpis["csat"].value == pytest.approx(2 / 3)
    assert {t.kpis["csat"].value for t in everything.touchpoints} == {1}
    phase = everything.touchpoints[0].placement.phase
    hiding = pipeline.analyse(dataset(table(), None, survey), Settings(phases=(phase,)))
    assert hiding.kpis["csat"].value == 1


def test_a_list_of_orders_gives_the_figures_of_the_business() -> None:
    orders = log((None, "a", "2025-01-03", 100.0), (None, "b", "2025-03-04", 50.0), (None, "a", "2025-05-04", 60.0))
    result = pipeline.analyse(Dataset((), (), table(), (), "DKK", interactions=orders), Settings())
    assert (result.kpis["aov"].value, result.kpis["aov"].denominator) == (70, 3)
    assert result.kpis["conversion_rate"].value is None
    assert result.touchpoints == ()
    assert result.groups["period"]["2025-03"]["aov"].value == 50


def test_what_was_gathered_serves_other_weights(followed: list[pd.DataFrame]) -> None:
    one, other = Settings(), Settings(weights={"ease": 2.0}, preset="growth")
    assert pipeline.measured_by(one) == pipeline.measured_by(other)
    assert pipeline.gathered_by(one) == pipeline.gathered_by(Settings(targets={"csat": 0.9}))
    measured = pipeline.measure(dataset(), one, pipeline.gather(dataset(), one))
    assert pipeline.analyse(dataset(), other, measured) == pipeline.analyse(dataset(), other)
    assert len(followed) == 2


@pytest.mark.parametrize(
    "choices",
    [
        {"periods": ("2025-01",)},
        {"segments": ("x",)},
        {"assumptions": {"lookback": 30.0}},
        {"sale_events": ("won",)},
        {"industry": "clinic"},
    ],
)
def test_what_is_gathered_depends_on_filters_and_lookback(choices: dict[str, object]) -> None:
    changed = replace(Settings(), **choices)  # type: ignore[arg-type]
    assert (pipeline.gathered_by(changed) != pipeline.gathered_by(Settings())) == ("sale_events" not in choices)


def test_the_twin_names_the_touchpoints() -> None:
    found = twin.analysis(pipeline.analyse(dataset(), Settings()), language("en"))
    told = json.loads(twin.as_json(found))["journeys"]
    assert (told["customers"], told["conversions"]) == (2, 2)
    assert told["models"] == {"first": {"Shop": 2.0}}
    assert told["silent"] == {"markov": "the whole business"}
    assert told["touches_before_sale"] == {"median": 2.0, "p90": 3.0, "n": 2}
    assert told["days_to_sale"] is None
    assert told["offline_share"] == {"value": 0.5, "numerator": 1, "denominator": 2}
    assert told["top_paths"] == [{"path": ["Shop", "Mail"], "journeys": 2, "conversions": 1, "value": 150.0}]
    assert told["transitions"][0] == {"from": START, "to": "Shop", "n": 3}
    assert told["drop_out"][0]["touchpoint"] == "Mail"
    voice = found["voices"]["touchpoints"][0]
    assert (voice["touchpoint"], voice["score"], voice["scale"]) == ("Shop", "csat", {"low": 1, "high": 5})
    assert voice["counts"] == {"1": 1, "2": 0, "3": 0, "4": 0, "5": 1}
    assert voice["kpi"]["value"] == 0.5


def test_without_log_and_survey_both_are_unknown() -> None:
    found = twin.analysis(pipeline.analyse(dataset(interactions=None, responses=None), Settings()), language("en"))
    assert (found["journeys"], found["voices"]) == (None, None)
    assert np.isfinite(found["kpis"]["cost_per_visit"]["rows_left_out"])
