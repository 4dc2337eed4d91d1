"""Where a goal stands, judged by the interval, as of the file's last date."""

import datetime as dt
from typing import Any

import pytest

from core import kpis
from core.kpis import Told, targets
from core.kpis.judging import needed
from core.model import Goal, Kpi, Settings, Target
from core.stats import wilson
from tests.kpis.grounds import ground_of

Line = dict[str, Any]


def judged(lines: list[Line], *goals: Goal, grain: str | None = "month", **chosen: Any) -> list[Target]:
    ground = ground_of(lines, grain=grain, settings=Settings(goals=goals, **chosen))
    told = Told(
        kpis.ledger(ground.rows),
        kpis.groups(ground.rows, ground.placements)["phase"],
        kpis.per_touchpoint(ground.rows),
    )
    return list(targets(ground, told, names={})[0])


@pytest.mark.parametrize(("hours", "stated"), [(0.17, False), (0.99, False), (1.0, True), (20.0, True), (50.0, True)])
def test_a_day_is_no_target_for_who_answers_within_the_hour(hours, stated):
    found = judged([{"response_time": hours, "tickets": 3}], grain=None)
    assert [target.goal.value for target in found if target.goal.kpi == "response_time"] == [24.0] * stated


def months(*shares: float, n: float = 10_000) -> list[Line]:
    return [{"date": f"2025-0{m}-01", "conversions": s * n, "visits": n} for m, s in enumerate(shares, 1)]


@pytest.mark.parametrize(
    ("kpi", "line", "value", "word"),
    [
        ("conversion_rate", {"conversions": 4, "visits": 100}, 0.20, "behind"),
        ("conversion_rate", {"conversions": 4, "visits": 100}, 0.01, "reached"),
        ("conversion_rate", {"conversions": 4, "visits": 100}, 0.04, "too few"),
        ("conversion_rate", {"conversions": 2, "visits": 2}, 0.80, "too few"),
        ("roas", {"revenue": 50_000, "cost": 10_000}, 4, "reached"),
        ("roas", {"revenue": 50_000, "cost": 10_000}, 6, "behind"),
        ("response_time", {"response_time": 5, "tickets": 3}, 24, "reached"),
        ("response_time", {"response_time": 50, "tickets": 3}, 24, "behind"),
        ("cost_per_visit", {"cost": 1000, "visits": 10_000}, 0.2, "reached"),
        ("cost_per_visit", {"cost": 1000, "visits": 10_000}, 0.05, "behind"),
        ("nps", {"nps_score": 40, "responses": 10}, 30, "too few"),
        ("csat", {"visits": 5}, 0.8, "not measurable"),
    ],
)
def test_a_goal_without_a_date(kpi, line, value, word):
    (found, *_) = judged([line], Goal(kpi, value), grain=None)
    assert (found.source, found.word) == ("you", word)
    assert found.word != "not measurable" or found.kpi.unlock == "csat_score"


@pytest.mark.parametrize(
    ("shares", "goal", "by", "word", "line"),
    [
        ((0.04, 0.05, 0.06), 0.08, "2025-05-31", "on track", 0.04 + 0.04 * 59 / 120),
        ((0.04, 0.04, 0.04), 0.08, "2025-05-31", "behind", 0.04 + 0.04 * 59 / 120),
        ((0.04, 0.04, 0.08), 0.08, "2025-05-31", "on track", 0.04 + 0.04 * 59 / 120),
        ((0.04, 0.06, 0.09), 0.08, "2025-05-31", "reached", None),
        ((0.04, 0.04, 0.041), 0.08, "2035-05-31", "too early", pytest.approx(0.0406, abs=1e-4)),
        ((0.09, 0.09, 0.07), 0.08, "2025-05-31", "behind", 0.08),
        ((0.04, 0.05, 0.06), 0.08, "2025-03-31", "behind", None),
        ((0.04,), 0.08, "2025-03-31", "too early", None),
    ],
)
def test_a_goal_with_a_date_follows_the_straight_line(shares, goal, by, word, line):
    found = judged(months(*shares), Goal("conversion_rate", goal, by=dt.date.fromisoformat(by)))[0]
    assert found.word == word
    assert found.line == (line if line is None else pytest.approx(line))
    assert [period for period, _ in found.history] == [f"2025-0{m}" for m in range(1, len(shares) + 1)]


def test_a_cost_that_shall_fall_is_on_track_below_its_line():
    lines = [{"date": f"2025-0{m}-01", "cost": c, "visits": 10_000} for m, c in ((1, 9000), (2, 7000), (3, 5000))]
    found = judged(lines, Goal("cost_per_visit", 0.3, by=dt.date(2025, 7, 31)))[0]
    assert (found.word, found.baseline, found.kpi.value) == ("on track", pytest.approx(0.9), pytest.approx(0.5))


def test_few_visits_are_too_early_although_the_line_is_met():
    found = judged(months(0.04, 0.05, 0.06, n=100), Goal("conversion_rate", 0.08, by=dt.date(2025, 5, 31)))[0]
    assert found.word == "too early"


def test_a_date_ahead_means_nothing_in_a_file_without_dates():
    line = {"conversions": 4, "visits": 100}
    assert judged([line], Goal("conversion_rate", 0.2, by=dt.date(2025, 5, 31)), grain=None)[0].word == "too early"


def test_goals_for_a_phase_and_a_touchpoint():
    lines = [{"touchpoint": t, "conversions": x, "visits": 1000} for t, x in (("shop", 100), ("chat", 300))]
    found = judged(
        lines,
        Goal("conversion_rate", 0.1, phase="during"),
        Goal("conversion_rate", 0.2, touchpoint="chat"),
        Goal("conversion_rate", 0.2, touchpoint="gone"),
        grain=None,
    )
    assert [(t.scope, t.kpi.value, t.word) for t in found] == [
        (("phase", "during"), 0.2, "reached"),
        (("touchpoint", "chat"), 0.3, "reached"),
        (("touchpoint", "gone"), None, "not measurable"),
    ]


def test_defaults_are_named_as_such_and_give_way_to_the_users():
    line = {"csat_score": 0.7, "responses": 1000, "revenue": 300, "cost": 100}
    found = {t.goal.kpi: (t.source, t.goal.value) for t in judged([line], grain=None)}
    assert found == {"csat": ("default", 0.8), "roas": ("default", 2.5)}
    found = {t.goal.kpi: (t.source, t.goal.value) for t in judged([line], Goal("csat", 0.6), grain=None)}
    assert found == {"csat": ("you", 0.6), "roas": ("default", 2.5)}
    found = {t.goal.kpi: (t.source, t.goal.value) for t in judged([line], targets={"roas": 3.0}, grain=None)}
    assert found == {"csat": ("default", 0.8), "roas": ("you", 3.0)}


@pytest.mark.parametrize(
    ("line", "goal"),
    [
        ({"csat_score": 0.7, "responses": 9, "target": 0.9}, ("csat", 0.9)),
        ({"csat_score": 70, "responses": 9, "target": 90}, ("csat", 0.9)),
        ({"rating": 4.1, "responses": 9, "target": 4.5}, ("rating", 4.5)),
        ({"rating": 8.4, "responses": 9, "target": 9}, ("rating", 4.5)),
        ({"csat_score": 4.1, "responses": 9, "target": 4.5}, ("rating", 4.5)),
        ({"nps_score": 40, "responses": 9, "target": -10}, ("nps", -10)),
        ({"csat_score": 0.7, "responses": 9, "conversions": 4, "visits": 100, "target": 0.9}, ("csat", 0.9)),
        ({"conversions": 4, "visits": 100, "target": 0.05}, ("conversion_rate", 0.05)),
        ({"conversions": 4, "visits": 100, "target": 5}, ("conversion_rate", 0.05)),
        ({"csat_score": 0.7, "nps_score": 40, "responses": 9, "target": 30}, None),
        ({"rating": 4.1, "responses": 9, "target": 45}, None),
        ({"conversions": 4, "visits": 100, "target": 2500}, None),
        ({"response_time": 4, "target": 12}, None),
        ({"visits": 100, "target": 12}, None),
    ],
)
def test_what_the_files_own_target_means(line, goal):
    ground = ground_of([line], grain=None)
    told = Told(kpis.ledger(ground.rows), {}, kpis.per_touchpoint(ground.rows))
    found, issues = targets(ground, told, names={"shop": "Shop"})
    of_file = [(t.goal.kpi, pytest.approx(t.goal.value), t.goal.touchpoint) for t in found if t.source == "file"]
    assert of_file == ([] if goal is None else [(*goal, "shop")])
    assert [(i.code, i.values["touchpoints"]) for i in issues] == (
        [("target-unclear", ("Shop",))] if goal is None else []
    )


BOTH = {"csat_score": 0.7, "responses": 90, "conversions": 40, "visits": 1000}


@pytest.mark.parametrize(
    ("line", "headers", "goal"),
    [
        ({**BOTH, "target": 80}, [], ("csat", 0.8)),
        ({**BOTH, "target": 0.05}, [], ("conversion_rate", 0.05)),  # nobody strives for 5 % satisfied
        ({**BOTH, "target": 5}, [], ("conversion_rate", 0.05)),
        ({**BOTH, "target": 0.4}, ["Mål"], ("csat", 0.4)),
        ({**BOTH, "target": 0.4}, ["Konverteringsmål"], ("conversion_rate", 0.4)),
        ({**BOTH, "target": 0.1}, ["Mål CSAT"], ("csat", 0.1)),
        ({**BOTH, "target": 0.4}, ["CSAT target", "Conversion target"], ("csat", 0.4)),  # two files, two meanings
        ({**BOTH, "target": 0.4}, ["NPS-mål"], None),  # which is not measured
        ({"nps_score": 40, "responses": 9, "target": 50}, ["Mål nöjdhet"], ("nps", 50)),
        (
            {"rating": 4.1, "responses": 9, "conversions": 4, "visits": 100, "target": 0.05},
            [],
            ("conversion_rate", 0.05),
        ),
        (
            {"nps_score": 40, "responses": 9, "conversions": 4, "visits": 100, "target": 0.05},
            [],
            ("conversion_rate", 0.05),
        ),
    ],
)
def test_which_key_figure_the_files_own_target_is_for(line, headers, goal):
    rows = ground_of([line], grain=None).rows
    found = kpis.file_goals(rows, kpis.per_touchpoint(rows), headers=headers)
    assert [(g.kpi, pytest.approx(g.value)) for g in found.goals] == ([] if goal is None else [goal])
    assert found.unclear == (() if goal else ("shop",))


def test_a_goal_for_something_unknown_is_an_issue():
    ground = ground_of([{"visits": 5}], grain=None, settings=Settings(goals=(Goal("happiness", 1),)))
    found, issues = targets(ground, Told(kpis.ledger(ground.rows), {}, {}), names={})
    assert found == ()
    assert [i.code for i in issues] == ["goal-unknown"]


def share(x: float, n: float) -> Kpi:
    low, high = wilson(x, n)
    return Kpi("conversion_rate", x / n, "share", x, n, "visits", n, float(low), float(high))


def test_about_as_many_answers_as_are_needed_decide():
    many = needed(share(6, 100), 0.05)
    assert many is not None
    assert kpis.compare(share(6, 100), share(6, 100)).word == "no clear change"
    low, _ = wilson(0.06 * many * 1.1, many * 1.1)
    assert low > 0.85 * 0.05
    assert needed(share(5, 100), 0.05) is None
    assert needed(Kpi("roas", 3.0, "ratio"), 4.0) is None


@pytest.mark.parametrize(
    "goal",
    [
        {"kpi": 5, "value": 1},
        {"kpi": "csat"},
        {"value": 1},
        {"kpi": "csat", "value": "much"},
        {"kpi": "csat", "value": float("nan")},
        {"kpi": "csat", "value": 1, "by": "soon"},
        {"kpi": "csat", "value": 1, "by": 2025},
        {"kpi": "csat", "value": 1, "phase": "later"},
        {"kpi": "csat", "value": 1, "touchpoint": 7},
        "csat",
    ],
)
def test_a_goal_that_cannot_be_is_refused(goal):
    with pytest.raises((TypeError, ValueError, AttributeError)):
        Settings.from_json({"goals": [goal]})


@pytest.mark.parametrize(
    "values",
    [
        {"change_on": "x"},
        {"change_on": 5},
        {"change_cost": -1},
        {"change_touchpoint": 1},
        {"compare_periods": ["a"]},
        {"compare_periods": 5},
    ],
)
def test_a_change_that_cannot_be_is_refused(values):
    with pytest.raises((TypeError, ValueError)):
        Settings.from_json(values)


def test_settings_travel_as_json():
    chosen = Settings(
        goals=(Goal("csat", 0.9, dt.date(2025, 12, 31), "pre"), Goal("nps", 30, touchpoint="chat")),
        change_on=dt.date(2025, 3, 1),
        change_cost=5000.0,
        change_touchpoint="chat",
        compare_segment="b",
        compare_periods=("2025-01", "2025-03"),
    )
    assert Settings.from_json(chosen.to_json()) == chosen
    assert Settings(goals=(Goal("csat", 0.9), Goal("csat", 0.5, phase="pre")), targets={"csat": 0.7}).aims == {
        "csat": 0.9
    }
