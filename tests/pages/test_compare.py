"""The page of comparisons: empty, partial and full files, and choices that stay in the settings."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from core import pipeline
from core.exports import EXPORTERS
from core.model import Goal, Settings
from core.texts import language
from core.ui.compare.goals import edited, place_of, shown_value

ROOT = Path(__file__).parents[2]
MINUTE = 60
EN = language("en")
PLAIN = "Touchpoint,Visits,Orders\nShop,100,4\nNewsletter,200,9\n"
MONTHS = "Touchpoint,Month,Visits,Orders,Revenue\nShop,2025-04-01,2000,200,40000\nShop,2025-05-01,2000,260,52000\n"


def opened(*files: tuple[str, bytes], chosen: Settings | None = None) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=MINUTE)
    app.query_params["lang"] = "en"
    app.run()
    for name, content in files:
        app.file_uploader[0].upload(name, content, "application/octet-stream")
    app.run()
    if chosen is not None:
        app.session_state["settings"] = chosen
    app.switch_page("pages/compare.py").run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def test_a_file_without_anything_to_compare_says_what_would_unlock_it():
    said = words(opened(("plain.csv", PLAIN.encode())))
    for key in ("compare-page.nothing", "compare.no-dates", "compare.no-segments", "compare.one-file", "budget.none"):
        assert escape(EN.say(key)) in said


def test_months_are_compared_and_the_change_is_asked_for():
    app = opened(("own.csv", MONTHS.encode()))
    assert "Conversion rate: clearly better in May 2025 than in Apr 2025" in words(app)
    assert EN.say("compare.no-change-date") in words(app)
    assert len(app.date_input) == 1


QUARTER = "Touchpoint,Month,Visits,Orders\n" + "".join(f"Shop,2025-0{m}-01,2000,{120 + 40 * m}\n" for m in (1, 2, 3))


def test_any_two_periods_can_be_picked_and_turned_round():
    app = opened(("own.csv", QUARTER.encode()))
    assert not [box for box in app.selectbox if str(box.key).startswith("_compare")]
    side(app).set_value("picked").run()
    assert app.session_state["settings"].compare_periods == ("2025-01", "2025-03")
    assert "clearly better in Mar 2025 than in Jan 2025" in words(app)
    chosen("_compare-now", app).set_value("2025-02").run()
    assert "clearly better in Feb 2025 than in Jan 2025" in words(app)
    chosen("_compare-then", app).set_value("2025-02").run()
    assert app.session_state["settings"].compare_periods == ("2025-01", "2025-02")
    side(app).set_value("period").run()
    assert app.session_state["settings"].compare_periods is None
    assert "clearly better in Mar 2025 than in Feb 2025" in words(app)


def test_what_is_picked_is_told_with_both_its_periods():
    same = QUARTER.replace("200\n", "160\n").replace("240\n", "160\n")
    app = opened(("own.csv", same.encode()), chosen=Settings(compare_periods=("2025-01", "2025-02")))
    assert "from Jan 2025 to Feb 2025" in words(app)


def side(app: AppTest) -> Any:
    return next(control for control in app.segmented_control if control.key == "_compare-with")


def chosen(name: str, app: AppTest) -> Any:
    return next(box for box in app.selectbox if str(box.key).startswith(name))


def test_choices_about_a_change_are_kept_in_the_settings():
    app = opened(("own.csv", MONTHS.encode()))
    app.date_input[0].set_value(dt.date(2025, 5, 1)).run()
    app.number_input[0].set_value(2000.0).run()
    assert not app.exception
    kept = app.session_state["settings"]
    assert (kept.change_on, kept.change_cost) == (dt.date(2025, 5, 1), 2000.0)
    assert "With a cost of 2,000" in words(app)


def test_a_chosen_segment_is_kept_in_the_settings():
    lines = "".join(f"Shop,{s},1000,{x}\n" for s, x in (("a", 100), ("b", 200), ("c", 100)))
    app = opened(("own.csv", f"Touchpoint,Segment,Visits,Orders\n{lines}".encode()))
    next(box for box in app.selectbox if box.key == "_segment").set_value("b").run()
    assert app.session_state["settings"].compare_segment == "b"
    assert "b is clearly better than the rest" in words(app)


def test_goals_are_judged_on_the_page():
    app = opened(("own.csv", MONTHS.encode()), chosen=Settings(goals=(Goal("conversion_rate", 0.2),)))
    assert "Of 1 target: 1 not reached" in words(app)
    assert len(app.dataframe) == 1


def test_the_dashboard_shows_the_target_beside_the_value():
    app = opened(("own.csv", MONTHS.encode()), chosen=Settings(goals=(Goal("conversion_rate", 0.2),)))
    app.switch_page("app.py").run()
    assert not app.exception
    assert re.search(r"target 20\W*%: not reached", words(app))


def test_two_files_one_of_them_a_reopened_report():
    april, may = (MONTHS.splitlines()[i] for i in (1, 2))
    head = MONTHS.splitlines()[0]
    dataset = pipeline.load([("april.csv", f"{head}\n{april}\n".encode())])
    goals = Settings(goals=(Goal("conversion_rate", 0.2),), change_on=dt.date(2025, 5, 1))
    report = EXPORTERS["xlsx"].build(pipeline.analyse(dataset, goals), dataset, EN)
    app = opened(("april.xlsx", report), ("may.csv", f"{head}\n{may}\nChat,2025-05-01,50,5,900\n".encode()))
    assert "One key figure clearly changed from april.xlsx to may.csv" in words(app)
    assert "New: Chat." in words(app)
    assert app.session_state["settings"].goals == goals.goals


GOALS = (Goal("csat", 0.9, dt.date(2025, 12, 31), phase="pre"), Goal("nps", 30))


@pytest.mark.parametrize(
    ("state", "goals"),
    [
        ({}, GOALS),
        ({"edited_rows": {0: {"value": 85}}}, (Goal("csat", 0.85, dt.date(2025, 12, 31), phase="pre"), GOALS[1])),
        ({"edited_rows": {"0": {"by": None, "for": "whole"}}}, (Goal("csat", 0.9), GOALS[1])),
        ({"edited_rows": {1: {"for": "touchpoint:chat"}}}, (GOALS[0], Goal("nps", 30, touchpoint="chat"))),
        ({"edited_rows": {1: {"value": None}}}, GOALS),
        ({"edited_rows": {1: {"by": "2025-06-30"}}}, (GOALS[0], Goal("nps", 30, dt.date(2025, 6, 30)))),
        ({"deleted_rows": [0]}, GOALS[1:]),
        ({"added_rows": [{"kpi": "aov"}, {"value": 5}, {}]}, GOALS),
        ({"added_rows": [{"kpi": "conversion_rate", "value": 4}]}, (*GOALS, Goal("conversion_rate", 0.04))),
        ({"added_rows": [{"kpi": "nps", "value": 30}]}, GOALS),
    ],
)
def test_edits_of_the_table_become_goals(state: dict[str, Any], goals):
    assert edited(GOALS, state) == goals


@pytest.mark.parametrize("goal", [*GOALS, Goal("conversion_rate", 0.123, touchpoint="chat")])
def test_a_goal_survives_the_table(goal):
    line = {"kpi": goal.kpi, "value": shown_value(goal.kpi, goal.value), "by": goal.by, "for": place_of(goal)}
    assert edited((), {"added_rows": [line]}) == (goal,)
