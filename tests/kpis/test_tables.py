"""The tables say everything in three languages, and every field that they name has a word."""

import pytest

from core.kpis import KpiSpec, specs
from core.tables import table
from core.texts.language import all_texts

KPIS = (
    *("click_through_rate", "conversion_rate", "lead_rate", "engagement_rate", "aov", "clv", "cac"),
    *("cost_per_conversion", "cost_per_lead", "cost_per_click", "cost_per_visit", "roas", "roi"),
    *("retention_rate", "churn_rate", "nps", "csat", "ces", "rating", "response_time", "resolution_time"),
    *("resolution_rate", "exit_rate", "reach", "share_of_sales"),
)


def test_every_kpi_is_there() -> None:
    assert sorted(specs()) == sorted(KPIS)


@pytest.mark.parametrize("kpi", KPIS)
@pytest.mark.parametrize("name", ["label", "definition", "formula"])
def test_said_in_three_languages(kpi: str, name: str) -> None:
    said = table("kpis")[kpi][name]
    assert sorted(said) == ["da", "en", "sv"]
    assert all(text.strip() and not text.endswith(".") for text in said.values())


@pytest.mark.parametrize("kpi", KPIS)
def test_every_field_that_can_be_lacking_has_a_word(kpi: str) -> None:
    spec = specs()[kpi]
    for field in (spec.numerator, *spec.bases):
        assert f"reason.field.{field}" in all_texts()


@pytest.mark.parametrize("name", table("defaults")["assumptions"])
def test_assumptions_are_explained(name: str) -> None:
    entry = table("defaults")["assumptions"][name]
    assert entry["value"] > 0
    assert sorted(entry["label"]) == sorted(entry["definition"]) == ["da", "en", "sv"]


def test_targets_are_of_known_kpis() -> None:
    assert set(table("defaults")["targets"]) <= set(KPIS)


def test_the_stated_targets() -> None:
    stated = {kpi: entry["value"] for kpi, entry in table("defaults")["targets"].items()}
    assert stated == {
        "csat": 0.8,
        "nps": 30,
        "ces": 0.8,
        "rating": 4.2,
        "resolution_rate": 0.9,
        "response_time": 24,
        "retention_rate": 0.8,
    }


def test_a_word_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="kind 'magic'"):
        KpiSpec("x", "share", "high", "magic", "visits", (), "none")  # type: ignore[arg-type]
