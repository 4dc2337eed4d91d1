"""The journey map at every width: no text covers another, nothing leaves the picture, every touchpoint is there."""

from dataclasses import replace
from itertools import combinations, product

import pandas as pd
import pytest

from core import charts
from core.charts.drawing import rows_by_key
from core.charts.frames import Curve
from core.charts.journey_layers import TALL, WIDE
from core.charts.journey_parts import curve_alone, curve_orders, curve_range, curve_role, told_value
from core.charts.journey_tall import compose_tall
from core.charts.journey_wide import compose_wide
from core.charts.placement import Box, line_height, text_width
from core.charts.scene import TEXT_STYLES, Scene, Span, Text
from core.model import Analysis
from core.model.dataset import PHASES, STAGES
from core.texts import language
from tests.charts.fakes import analysis_of

COUNTS = (1, 6, 16, 30, 150)


def scene_of(width: float, count: int, *, code: str = "en", seed: int = 7, measured: bool = True) -> Scene:
    speaking = language(code)
    analysis = analysis_of(count, seed=seed, measured=measured, unplaced=count // 10)
    journey = charts.journey(analysis, language=speaking)
    compose = compose_tall if width == TALL else compose_wide
    return compose(journey, width=width, language=speaking)


def box_of(text: Text) -> Box:
    """The ink of a text: a little less than its line."""
    size = TEXT_STYLES[text.role].size
    width, height = text_width(text.text, size) * 0.98, line_height(size) * 0.8
    left = {"left": 0.0, "center": width / 2, "right": width}[text.align]
    return Box(text.x - left, text.y - height / 2, width, height)


@pytest.mark.parametrize(("width", "code"), list(product((*WIDE, TALL), ("en", "da", "sv"))))
def test_what_there_is_to_win_stands_free_under_its_phase(width, code):
    speaking = language(code)
    told = {phase: f"{speaking.write('about', 1_234_567.0, currency='DKK')} to gain" for phase in PHASES}
    journey = replace(charts.journey(analysis_of(16), language=speaking), to_win=told)
    scene = (compose_tall if width == TALL else compose_wide)(journey, width=width, language=speaking)
    heads = {phase: next(t for t in scene.texts if t.text == speaking.say(f"phase.{phase}")) for phase in PHASES}
    money = [t for t in scene.texts if t.text in told.values() or t.text.endswith("gain")]
    assert [t.x for t in money] == [head.x for head in heads.values()]
    assert all(t.y > head.y for t, head in zip(money, heads.values(), strict=True))
    assert [(a.text, b.text) for a, b in combinations(scene.texts, 2) if box_of(a).overlaps(box_of(b))] == []
    lines = [
        Box(line.x, min(line.y, line.y2), 1, abs(line.y2 - line.y)) for line in scene.lines if line.role == "target"
    ]
    assert not any(box_of(t).overlaps(line) for t in (*money, *heads.values()) for line in lines)


CASES = list(product((*WIDE, TALL), COUNTS, ("en", "da", "sv")))


@pytest.mark.parametrize(("width", "count", "code"), CASES)
def test_no_text_covers_another(width, count, code):
    scene = scene_of(width, count, code=code)
    covered = [(a.text, b.text) for a, b in combinations(scene.texts, 2) if box_of(a).overlaps(box_of(b))]
    assert covered == []


@pytest.mark.parametrize(("width", "count", "seed"), list(product((*WIDE, TALL), (6, 30, 150), (1, 2, 3))))
def test_no_label_covers_a_mark(width, count, seed):
    scene = scene_of(width, count, seed=seed)
    marks = [Box(m.x - m.radius, m.y - m.radius, 2 * m.radius, 2 * m.radius) for m in scene.marks]
    labels = [t for t in scene.texts if t.key]
    assert [t.text for t in labels if any(box_of(t).overlaps(m) for m in marks)] == []


@pytest.mark.parametrize(("width", "count", "code"), CASES)
def test_nothing_leaves_the_picture(width, count, code):
    scene = scene_of(width, count, code=code)
    for box in [*map(box_of, scene.texts), *(r.box for r in scene.rects)]:
        assert box.x >= -0.5
        assert box.right <= scene.width + 0.5
        assert box.y >= 0
        assert box.bottom <= scene.height
    for m in scene.marks:
        assert m.radius - 0.5 <= m.x <= scene.width - m.radius + 0.5
        assert m.radius <= m.y <= scene.height - m.radius


@pytest.mark.parametrize(("width", "count"), list(product((*WIDE, TALL), COUNTS)))
def test_every_touchpoint_has_one_mark(width, count):
    keys = [m.key for m in scene_of(width, count).marks if m.key]
    assert sorted(keys) == sorted(f"t{n}" for n in range(count))


@pytest.mark.parametrize("width", [WIDE[0], TALL])
def test_up_to_forty_touchpoints_all_carry_their_name(width):
    labelled = {t.key for t in scene_of(width, 40).texts if t.key}
    assert labelled == {f"t{n}" for n in range(40)}


@pytest.mark.parametrize("width", [WIDE[0], TALL])
def test_beyond_forty_the_most_important_do_and_the_others_are_faint(width):
    scene = scene_of(width, 150)
    labelled = {t.key for t in scene.texts if t.key}
    first = {f"t{n}" for n in range(10)}
    assert first <= labelled
    assert len(labelled) < 30  # the first of each cell beside them
    assert {m.key for m in scene.marks if m.key and not m.faint} == first
    assert "and 140 more, faint" in {t.text for t in scene.texts}


@pytest.mark.parametrize("width", [WIDE[0], TALL])
def test_up_to_forty_none_is_faint(width):
    assert not any(m.faint for m in scene_of(width, 40).marks)


@pytest.mark.parametrize("width", [WIDE[0], WIDE[-1], TALL])
def test_every_text_has_twelve_pixels_but_the_numbers_in_the_marks(width):
    assert min(TEXT_STYLES[t.role].size for t in scene_of(width, 30).texts if t.role != "number") >= 12


@pytest.mark.parametrize(("reach", "large"), [(3, False), (4_000, True)])
def test_three_visits_are_not_drawn_as_if_they_were_many(reach, large):
    analysis = analysis_of(3)
    few = [replace(t, priority=replace(t.priority, rank=None, reach=reach)) for t in analysis.touchpoints]
    journey = charts.journey(replace(analysis, touchpoints=tuple(few)), language=language("en"))
    marks = [m for m in compose_wide(journey, width=WIDE[-1], language=language("en")).marks if m.key]
    assert [m.radius > 7 for m in marks] == [large] * 3


def test_a_long_word_stands_whole_on_the_map_of_a_tablet():
    analysis = analysis_of(1)
    point = replace(analysis.touchpoints[0], name="Consultation")
    journey = charts.journey(replace(analysis, touchpoints=(point,)), language=language("en"))
    texts = compose_wide(journey, width=WIDE[-1], language=language("en")).texts
    assert [t.text for t in texts if t.key] == ["Consultation"]


def test_blind_spots_are_hatched_and_named():
    scene = scene_of(WIDE[0], 1, measured=False)
    assert sum(t.text == "nothing here" for t in scene.texts) == 9
    assert sum(t.text == "nothing to judge by" for t in scene.texts) == 2  # and the legend
    assert any(line.role == "hatch" for line in scene.lines)


@pytest.mark.parametrize(
    ("measure", "value", "high", "target", "role"),
    [
        ("csat", 0.9, 0.95, 0.8, "high"),
        ("csat", 0.7, 0.79, 0.8, "low"),
        ("csat", 0.78, 0.79, 0.8, "mid"),  # surely below, but hardly
        ("csat", 0.7, 0.85, 0.8, "mid"),  # perhaps not below
        ("csat", 0.7, 0.8, None, "accent"),
        ("rating", 4.06, 4.1, 4.2, "mid"),
        ("rating", 3.4, 3.6, 4.2, "low"),
        ("nps", -4, 12, 30, "low"),
        ("rating", 3.5, float("nan"), 4.2, "low"),  # without an interval the value itself
    ],
)
def test_a_stage_is_orange_only_if_it_is_surely_and_clearly_below(measure, value, high, target, role):
    point = {"value": value, "high": high, "few": False}
    assert curve_role(point, charts.Curve(measure, "share", target, pd.DataFrame())) == role


def test_the_curve_never_makes_a_mountain_of_noise():
    curve = charts.journey(analysis_of(150), language=language("en")).curve
    assert curve is not None
    shown = curve_range(curve)
    assert shown.high - shown.low >= 0.2
    assert 0 <= shown.low < shown.high <= 1


def without_interval(analysis: Analysis, *stages: str) -> Analysis:
    """The analysis with scores at ``stages`` that the file gave ready-made: the number of answers is unknown."""
    given = {
        stage: {name: replace(k, low=None, high=None, n=None, given=True) if stage in stages else k}
        for stage, ledger in analysis.groups["stage"].items()
        for name, k in ledger.items()
    }
    return replace(analysis, groups={**analysis.groups, "stage": given})


@pytest.mark.parametrize("width", [*WIDE, TALL])
@pytest.mark.parametrize(
    ("given", "ranged"),
    [
        ((), [True, True, True, True, True]),
        (("purchase",), [True, True, False, True, True]),
        (STAGES, [False, False, False, False, False]),
    ],
)
def test_the_band_never_narrows_to_nothing_where_the_interval_is_unknown(width, given, ranged):
    speaking = language("en")
    journey = charts.journey(without_interval(analysis_of(30), *given), language=speaking)
    scene = (compose_tall if width == TALL else compose_wide)(journey, width=width, language=speaking)
    assert [p.ranged for p in scene.curve] == ranged
    assert any("shaded" in t.text for t in scene.texts) == any(ranged)
    chart = charts.journey_map(
        journey, language=speaking, palette=charts.palette("light"), layout="tall" if width == TALL else "wide"
    )
    assert any(part["mark"]["type"] == "area" for part in chart.to_dict()["layer"]) == any(ranged)


@pytest.mark.parametrize("width", [*WIDE, TALL])
@pytest.mark.parametrize("target", [0.5, 0.62, 0.7, 0.8, 0.9])
@pytest.mark.parametrize("stages", [("awareness", "consideration"), ("purchase",), STAGES])
def test_the_line_of_the_target_strikes_no_word_through(width, target, stages):
    speaking = language("en")
    journey = charts.journey(analysis_of(30), language=speaking)
    known = journey.curve.frame[journey.curve.frame["stage"].isin(stages)]
    journey = replace(journey, curve=replace(journey.curve, frame=known, target=target))
    scene = (compose_tall if width == TALL else compose_wide)(journey, width=width, language=speaking)
    line = next(line for line in scene.lines if line.role == "target")
    for text in (t for t in scene.texts if t.text == speaking.say("chart.not-measured")):
        assert abs(text.y - line.y) > 8
    for text in (t for t in scene.texts if t.role == "value" and width == TALL):
        size = text_width(text.text, TEXT_STYLES["value"].size)
        left = text.x - {"left": 0.0, "center": size / 2, "right": size}[text.align]
        assert not left < line.x < left + size


@pytest.mark.parametrize("target", [None, 0.5, 0.62, 0.7, 0.8, 0.9])
@pytest.mark.parametrize("stages", [("purchase",), ("awareness", "purchase", "loyalty"), STAGES])
def test_no_whisker_strikes_a_value_through(target, stages):
    journey = charts.journey(analysis_of(30), language=language("en"))
    known = journey.curve.frame[journey.curve.frame["stage"].isin(stages)].assign(low=0.3, high=0.95)
    scene = compose_tall(
        replace(journey, curve=replace(journey.curve, frame=known, target=target)), width=TALL, language=language("en")
    )
    values = [t for t in scene.texts if t.role == "value"]
    assert len(values) == len(known)
    alone = len(known) < len(STAGES)
    whiskers = [Box(p.x_low, p.y - 1, p.x_high - p.x_low, 2) for p in scene.curve if alone]
    assert not any(box_of(value).overlaps(whisker) for value in values for whisker in whiskers)
    assert all(box_of(value).right <= TALL for value in values)


def test_all_values_of_a_curve_have_alike_many_decimals():
    curve = Curve("csat", "share", 0.8, pd.DataFrame({"value": [0.796, 0.72, 0.735]}))
    assert [told_value(curve, p["value"], language("en")) for p in curve.points] == ["79.6%", "72.0%", "73.5%"]


@pytest.mark.parametrize(
    ("value", "target", "told"), [(0.796, 0.8, "79.6%"), (0.8, 0.8, "80%"), (0.72, 0.8, "72%"), (0.796, None, "80%")]
)
def test_a_value_never_looks_like_the_target_that_it_misses(value, target, told):
    assert told_value(Curve("csat", "share", target, pd.DataFrame()), value, language("en")) == told


def test_what_too_few_answers_stand_behind_has_no_colour_that_judges():
    base = analysis_of(12)
    few = tuple(replace(t, priority=replace(t.priority, verdict="too few")) for t in base.touchpoints)
    for analysis, judged in ((base, True), (replace(base, touchpoints=few), False)):
        curve = charts.journey(analysis, language=language("en")).curve
        assert [p["few"] for p in curve.points] == [not judged] * len(curve.points)
        assert (curve_alone(curve) == {p["stage"] for p in curve.points}) is not judged
        assert {curve_role({**p, "value": 0.1, "high": 0.2}, curve) for p in curve.points} == {
            "low" if judged else "hollow"
        }


@pytest.mark.parametrize(
    ("few", "runs"),
    [
        ([0, 0, 0, 0, 0], ["awareness consideration purchase satisfaction loyalty"]),
        ([0, 0, 1, 0, 0], ["awareness consideration", "purchase", "satisfaction loyalty"]),
        ([1, 1, 0, 0, 1], ["awareness", "consideration", "purchase satisfaction", "loyalty"]),
        ([1, 0, 1, 0, 1], list(STAGES)),
    ],
)
def test_no_line_runs_to_what_too_few_answers_stand_behind(few, runs):
    frame = pd.DataFrame({"stage": STAGES, "few": [bool(one) for one in few], "low": 0.1, "high": 0.2})
    curve, found = charts.Curve("csat", "share", 0.8, frame), {}
    for n, (order, stage) in enumerate(zip(curve_orders(curve), STAGES, strict=True)):
        found.setdefault(order - n, []).append(stage)
    assert [" ".join(run) for run in found.values()] == runs
    assert curve_alone(curve) == {run for run in runs if " " not in run}


@pytest.mark.parametrize("seed", range(4))
def test_the_wide_map_grows_in_steps(seed):
    """Other weights name other touchpoints; the browser keeps the drawing where its height stays."""
    speaking = language("en")
    found = charts.journey(analysis_of(150, seed=seed), language=speaking)
    picture = charts.journey_map(found, language=speaking, palette=charts.palette("light"))
    assert picture.height % 100 == 0


@pytest.mark.parametrize("count", [30, 150])
def test_a_touchpoint_is_one_row_with_its_place_at_every_width(count):
    scenes = [scene_of(width, count) for width in WIDE]
    rows = rows_by_key(
        [Span(scene, since=scene.width) for scene in scenes],
        lambda scene: ({"key": m.key, "x": m.x, "y": m.y, "area": m.radius} for m in scene.marks if m.key),
    )
    assert len(rows) == count
    for n, scene in enumerate(scenes):
        placed = {m.key: (round(m.x / scene.width, 5), round(m.y, 2), m.radius) for m in scene.marks if m.key}
        assert {row["key"]: (row[f"x{n}"], row[f"y{n}"], row[f"area{n}"]) for row in rows} == placed


@pytest.mark.parametrize(("reach", "told"), [(None, False), (40, True)])
def test_what_size_means_is_told_only_where_it_means_something(reach, told):
    analysis = analysis_of(3)
    points = tuple(replace(t, priority=replace(t.priority, reach=reach)) for t in analysis.touchpoints)
    journey = charts.journey(replace(analysis, touchpoints=points), language=language("en"))
    texts = [t.text for t in compose_wide(journey, width=WIDE[0], language=language("en")).texts]
    assert any(text.startswith("larger: meets more customers") for text in texts) is told
