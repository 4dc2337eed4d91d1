"""What the charts are given: plain columns, unknown as null, blind spots and intervals as the analysis has them."""

import json
from dataclasses import replace

import pytest

from core import charts
from core.charts.frames import touchpoints_frame
from core.coverage import coverage
from core.model import Coverage, Part, Settings, Verdict
from core.story.against import against_target
from core.texts import language
from tests.charts.fakes import analysis_of, kpi, one_touchpoint

EN = language("en")


def part(kpi_id, value, target, low=None, high=None):
    return Part("satisfaction", kpi_id, value, low, high, value, target, 10, 1.0, 0.0)


@pytest.mark.parametrize(
    ("measured", "standing"),
    [
        (part("csat", 0.6, 0.8, 0.4, 0.8), (0.75, 0.5, 1.0)),
        (part("nps", 30, 30), (1.0, None, None)),
        (part("nps", -35, 30), (0.5, None, None)),
        (part("rating", 2.6, 4.2), (0.5, None, None)),
        (part("response_time", 48, 24, 24, 96), (0.5, 0.25, 1.0)),
        (part("response_time", 0.1, 24), (2.0, None, None)),
        (part("roas", 10, 2.5, float("nan"), float("nan")), (2.0, None, None)),
    ],
)
def test_performance_is_the_share_of_the_target_and_turned_round_where_low_is_good(measured, standing):
    found = against_target(measured)
    assert (found.share, found.low, found.high) == pytest.approx(standing)


@pytest.mark.parametrize(
    ("placements", "empty", "unmeasured"),
    [
        ([("purchase", "online", 0.9)], {("purchase", "offline")}, set()),
        ([("purchase", "both", 0.9)], set(), set()),
        ([("purchase", "online", None)], {("purchase", "offline")}, {("purchase", "online")}),
        ([("purchase", "online", None), ("purchase", "both", 0.4)], set(), set()),
    ],
)
def test_blind_spots_are_cells_without_touchpoint_or_without_figure(placements, empty, unmeasured):
    touchpoints = [one_touchpoint(stage, setting, health) for stage, setting, health in placements]
    gaps = charts.journey(replace(analysis_of(0), touchpoints=tuple(touchpoints)), language=EN).gaps
    here = gaps[gaps["stage"] == "purchase"]
    found = {kind: {(s, t) for s, t, k in here.to_numpy() if k == kind} for kind in ("empty", "unmeasured")}
    assert found == {"empty": empty, "unmeasured": unmeasured}


@pytest.mark.parametrize("side", ["phase", "setting"])
@pytest.mark.parametrize("hidden", [False, True])
def test_while_touchpoints_have_no_place_empty_cells_are_only_possible_blind_spots(side, hidden):
    placed, lost = one_touchpoint("loyalty", "online", None), one_touchpoint("purchase", "online", 0.4, hidden=hidden)
    lost = replace(lost, placement=replace(lost.placement, **{side: "unknown"}))
    for touchpoints, kind in (((placed,), "empty"), ((placed, lost), "possible")):
        analysis = replace(analysis_of(0), touchpoints=touchpoints, coverage=(Coverage("pre", "offline", 0, 0),))
        assert set(charts.journey(analysis, language=EN).gaps["kind"]) == {kind, "unmeasured"}
        assert charts.coverage_frame(analysis)["kind"].tolist() == [kind]


def test_what_a_filter_hides_is_no_blind_spot():
    only_online = Settings(phases=("during",), settings=("online",))
    gaps = charts.journey(replace(analysis_of(0), settings=only_online), language=EN).gaps
    assert gaps.to_numpy().tolist() == [["purchase", "online", "empty"]]


def test_hidden_touchpoints_are_left_out_and_the_others_keep_their_keys():
    touchpoints = (one_touchpoint("purchase", "online", 0.5, hidden=True), one_touchpoint("loyalty", "offline", 1.0))
    analysis = replace(analysis_of(0), touchpoints=touchpoints)
    frame = charts.journey(analysis, language=EN).touchpoints
    assert frame["key"].tolist() == ["t1"]
    assert charts.picked(analysis, "t1") is touchpoints[1]


@pytest.mark.parametrize("key", [None, "", "x1", "t", "t9", "t-1", "t1.0", "t²", "constructor"])
def test_an_unknown_pick_is_nothing(key):
    assert charts.picked(analysis_of(2), key) is None


def test_the_curve_takes_the_measure_of_most_touchpoints_and_the_users_target():
    by_stage = {"purchase": {"csat": kpi("csat", 0.7), "nps": kpi("nps", 20, unit="points")}}
    mine = (
        one_touchpoint("purchase", "online", 0.5, nps=kpi("nps", 20, unit="points")),
        one_touchpoint("purchase", "online", 0.5, nps=kpi("nps", 10, unit="points"), csat=kpi("csat", 0.7)),
    )
    analysis = replace(analysis_of(0), groups={"stage": by_stage}, touchpoints=mine)
    assert charts.curve_measures(analysis) == ("nps", "csat")
    curve = charts.journey(analysis, language=EN).curve
    assert curve is not None
    assert (curve.measure, curve.unit, curve.target) == ("nps", "points", 30)
    wished = charts.journey(replace(analysis, settings=Settings(targets={"csat": 0.9})), language=EN, measure="csat")
    assert wished.curve is not None
    assert (wished.curve.measure, wished.curve.target) == ("csat", 0.9)


def test_without_a_measure_there_is_no_curve():
    assert charts.journey(analysis_of(6, measured=False), language=EN).curve is None


def test_only_ranked_touchpoints_are_compared():
    touchpoints = (one_touchpoint("purchase", "online", None), one_touchpoint("loyalty", "offline", 0.5, rank=1))
    analysis = replace(analysis_of(0), touchpoints=touchpoints)
    assert charts.performance_frame(analysis, language=EN)["key"].tolist() == ["t1"]


def test_an_unknown_period_is_null_in_the_trend():
    frame = charts.trend_frame(analysis_of(6), "conversion_rate", language=EN)
    assert frame["label"].tolist()[:2] == ["Jan 2025", "Feb 2025"]
    assert frame[frame["value"].isna()]["period"].tolist() == ["2025-05"]


@pytest.mark.parametrize(
    ("rank", "low", "high", "text"), [(2, 1, 4, "2 (likely 1 to 4)"), (1, 1, 1, "1"), (None, None, None, "–")]
)
def test_a_rank_is_told_with_its_range(rank, low, high, text):
    touchpoint = one_touchpoint("purchase", "online", 0.5, rank=rank, rank_low=low, rank_high=high)
    frame = charts.journey(replace(analysis_of(0), touchpoints=(touchpoint,)), language=EN).touchpoints
    assert frame["tip_rank"].tolist() == [text]


@pytest.mark.parametrize(
    ("verdicts", "cell", "words"),
    [
        (("clear", None), (2, 2, 0), "2 of 2 can be judged"),
        (("clear", "too few"), (2, 2, 1), "too few answers at 1 of 2"),
        (("too few", "too few"), (2, 2, 2), "too few answers"),
    ],
)
def test_coverage_says_what_is_measured_too_little(verdicts, cell, words):
    points = [one_touchpoint("purchase", "online", 0.4) for _ in verdicts]
    points = [
        replace(t, priority=replace(t.priority, verdict=verdict)) for t, verdict in zip(points, verdicts, strict=True)
    ]
    found = next(c for c in coverage(points) if (c.phase, c.setting) == ("during", "online"))
    assert (found.touchpoints, found.measured, found.few) == cell
    frame = charts.coverage_frame(replace(analysis_of(0), touchpoints=tuple(points), coverage=(found,)))
    drawn = json.dumps(
        charts.coverage(frame, language=EN, palette=charts.palette("light")).to_dict(), ensure_ascii=False
    )
    assert all(word in drawn for word in words.split())


def test_what_has_too_few_answers_is_not_judged_by_a_colour():
    measured = one_touchpoint("purchase", "online", 0.3)
    few = replace(measured, priority=replace(measured.priority, verdict="too few"))
    analysis = replace(analysis_of(1), touchpoints=(measured, few), coverage=())
    frame = charts.journey(analysis, language=EN).touchpoints
    assert [(row.few, row.health == 0.3, row.tip_health) for row in frame.itertuples()] == [
        (False, True, "30% of the way to target"),
        (True, False, "too few answers to judge"),
    ]


@pytest.mark.parametrize(
    ("word", "named", "ranks"),
    [
        ("clear", ("t0",), [1, 2, 3]),
        ("tie", ("t0", "t1"), [1, 1, 3]),
        ("alone", ("t0",), [None, None, None]),
    ],
)
def test_marks_of_a_tie_wear_the_same_rank(word, named, ranks):
    points = [replace(one_touchpoint("purchase", "online", 0.5, rank=n), key=f"t{n - 1}") for n in (1, 2, 3)]
    found = replace(analysis_of(0), touchpoints=tuple(points), verdict=Verdict(word, named))
    frame = touchpoints_frame(found, language=EN)
    assert [None if rank != rank else rank for rank in frame["rank"]] == ranks


def test_what_reaches_its_target_wears_no_rank():
    points = [one_touchpoint("purchase", "online", health, rank=n) for n, health in ((1, 0.5), (2, 1.0))]
    found = replace(analysis_of(0), touchpoints=tuple(points))
    frame = touchpoints_frame(found, language=EN)
    assert [None if rank != rank else rank for rank in frame["rank"]] == [1.0, None]
