"""Targets and comparisons in the JSON: beside the key figures, and as parts of their own."""

import json

import pytest

from core.cli import main

TABLE = """Touchpoint,Phase,Setting,Month,Segment,Visits,Orders,Revenue,Cost
Shop,During,Offline,2025-04-01,a,2000,200,40000,
Shop,During,Offline,2025-05-01,b,2000,260,52000,
Webshop,During,Online,2025-04-01,a,2000,100,20000,900
Webshop,During,Online,2025-05-01,b,2000,100,20000,900
"""
CHOSEN = {
    "goals": [
        {"kpi": "conversion_rate", "value": 0.2, "by": "2025-12-31", "phase": "during"},
        {"kpi": "aov", "value": 150},
    ],
    "change_on": "2025-05-01",
    "change_cost": 1000,
}


@pytest.fixture
def found(capsys, tmp_path):
    (tmp_path / "t.csv").write_text(TABLE)
    (tmp_path / "s.json").write_text(json.dumps(CHOSEN))
    arguments = ["analyse", str(tmp_path / "t.csv"), "--settings", str(tmp_path / "s.json"), "--json"]
    assert main(arguments) == 0
    return json.loads(capsys.readouterr().out)


def test_target_and_change_stand_beside_the_key_figure(found):
    aov = found["kpis"]["aov"]
    assert (aov["target"]["value"], aov["target"]["word"], aov["target"]["source"]) == (150, "reached", "you")
    rate = found["groups"]["phase"]["during"]["conversion_rate"]
    assert (rate["target"]["by"], rate["target"]["word"]) == ("2025-12-31", "too early")
    assert rate["target"]["baseline"] == pytest.approx(0.075)
    shop = next(t for t in found["touchpoints"] if t["name"] == "Shop")["kpis"]["conversion_rate"]
    assert shop["change"]["low"] == pytest.approx(0.0102, abs=5e-5)
    assert (shop["change"]["word"], shop["change"]["better"], shop["target"]) == ("up", True, None)
    assert found["kpis"]["nps"]["change"] is None


def test_the_comparisons_say_what_they_compare(found):
    told = found["comparisons"]
    assert told["period"]["before"] == {
        "name": None, "rows": 2, "first": "2025-04-01", "last": "2025-04-30", "period": "2025-04",
    }  # fmt: skip
    assert told["change"]["after"]["period"] == "2025-05"
    assert told["return"]["cost"] == 1000
    assert [s["correction"] for s in told["segments"]] == ["holm"]
    assert (told["year"], told["files"]) == (None, None)
    assert set(told["silent"]) == {"year", "files"}
    assert all(why["text"] for why in told["silent"].values())


def test_budget_and_omnichannel(found):
    assert found["budget"]["result"] == "revenue"
    assert [s["touchpoint"] for s in found["budget"]["touchpoints"]] == ["Webshop"]
    assert found["budget"]["without_cost"] == ["Shop"]
    (contrast,) = found["omnichannel"]
    assert (contrast["phase"], contrast["kpi"], contrast["better"]) == ("during", "conversion_rate", "offline")


def test_the_settings_come_back_as_they_were_given(found):
    assert found["settings"]["change_on"] == "2025-05-01"
    assert found["settings"]["goals"][0] == {**CHOSEN["goals"][0], "touchpoint": None}


def test_a_goal_that_cannot_be_is_refused(capsys, tmp_path):
    (tmp_path / "t.csv").write_text(TABLE)
    (tmp_path / "s.json").write_text(json.dumps({"goals": [{"kpi": "aov"}]}))
    assert main(["analyse", str(tmp_path / "t.csv"), "--settings", str(tmp_path / "s.json")]) == 2
    assert capsys.readouterr().err.startswith("bad-settings")
