"""The charts of journeys and voices draw any number of touchpoints, in every language, and carry text as text."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise, product
from typing import Any

import pytest

from core import charts
from core.charts.board import Board
from core.charts.colours import contrast
from core.charts.interval_rows import NARROW, WIDE, compose_ranges
from core.charts.journeys_drawing import FLOW_WIDTHS, compose_flow
from core.charts.journeys_flow import flow
from core.charts.journeys_frames import credit_rows, drop_rows, round_ticks, rows_drawn, step_rows
from core.charts.placement import Box, line_height, text_width
from core.charts.scene import TEXT_STYLES, Text
from core.charts.voices_drawing import compose_answers
from core.charts.voices_frames import answer_bars, standing_rows
from core.model import Analysis, Transition
from core.model.journeys import END, SALE, START
from core.story import Story
from core.story.journeys import Shared, shared_out
from core.story.voices import heard
from core.texts import LANGUAGES, language
from tests.charts.fakes import data_of, valid
from tests.charts.fakes_of_logs import full_analysis

COUNTS = (0, 1, 3, 30, 150)
ROWS = ("credit", "value", "drop", "steps", "standing")


@cache
def story_of(count: int, code: str = "en") -> Story:
    return Story(full_analysis(count), language(code))


def shared(story: Story, *, money: bool = False) -> Shared:
    return shared_out(story, story.analysis.journeys.credits, money=money)


CHARTS: dict[str, Callable[[Story, charts.Palette], Any]] = {
    "credit": lambda s, look: charts.credit_chart(s, shared(s), palette=look),
    "credit on a phone": lambda s, look: charts.credit_chart(s, shared(s, money=True), palette=look, narrow=True),
    "flow": lambda s, look: charts.flow_chart(s, s.analysis.journeys, palette=look),
    "steps on a phone": lambda s, look: charts.step_chart(s, s.analysis.journeys, palette=look),
    "drop-out": lambda s, look: charts.drop_chart(s, s.analysis.journeys, palette=look),
    "drop-out on a phone": lambda s, look: charts.drop_chart(s, s.analysis.journeys, palette=look, narrow=True),
    "standing": lambda s, look: charts.standing_chart(s, heard(s, s.analysis.voices, "csat"), palette=look),
    "standing on a phone": lambda s, look: charts.standing_chart(
        s, heard(s, s.analysis.voices, "nps"), palette=look, narrow=True
    ),
    "answers": lambda s, look: charts.answers_chart(
        s, s.analysis.voices.whole[0], heard(s, s.analysis.voices, "csat"), palette=look
    ),
    "answers on a phone": lambda s, look: charts.answers_chart(
        s, s.analysis.voices.whole[1], heard(s, s.analysis.voices, "nps"), palette=look, narrow=True
    ),
}


@pytest.mark.parametrize(("name", "count", "code"), list(product(CHARTS, COUNTS, LANGUAGES)))
def test_every_chart_draws_any_number_of_touchpoints(name, count, code):
    story = story_of(count, code)
    chart = CHARTS[name](story, charts.palette("dark"))
    if code == "en":
        valid(chart)
    spec = charts.finish(chart, theme="dark", language=story.language, alt="What it shows.")
    assert json.loads(json.dumps(spec, allow_nan=False)) == spec
    assert all(len(rows) <= 5000 for rows in data_of(spec))


@pytest.mark.parametrize("name", CHARTS)
def test_a_name_from_the_file_is_only_data(name):
    story = story_of(3)
    touchpoints = tuple(replace(t, name="![x](http://127.0.0.1/x.png)") for t in story.analysis.touchpoints)
    hostile = Story(replace(story.analysis, touchpoints=touchpoints), story.language)
    chart = CHARTS[name](hostile, charts.palette("light"))
    spec = charts.finish(chart, theme="light", language=story.language, alt="What it shows.")

    def without_data(node: Any) -> Any:
        if isinstance(node, dict):
            return {k: without_data(v) for k, v in node.items() if k not in ("datasets", "data")}
        return [without_data(v) for v in node] if isinstance(node, list) else node

    assert "127.0.0.1" not in json.dumps(without_data(spec))
    assert not any(key in json.dumps(spec) for key in ('"href"', '"url"', '"image"'))


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_input_gives_the_same_specification(name):
    one, two = (CHARTS[name](story_of(30), charts.palette("light")).to_dict() for _ in range(2))
    assert one == two


def box_of(text: Text) -> Box:
    """The ink of a text: a little less than its line."""
    size = TEXT_STYLES[text.role].size
    width, height = text_width(text.text, size) * 0.97, line_height(size) * 0.8
    left = {"left": 0.0, "center": width / 2, "right": width}[text.align]
    return Box(text.x - left, text.y - height / 2, width, height)


def board_of(name: str, width: float, story: Story) -> Board:
    look, journeys, voices = charts.palette("light"), story.analysis.journeys, story.analysis.voices
    about = heard(story, voices, "csat")
    if name == "flow":
        return compose_flow(story, journeys, width=width, palette=look)
    if name == "answers":
        return compose_answers(story, answer_bars(story, voices.whole[0], about), width=width, palette=look)
    rows = {
        "credit": lambda: credit_rows(story, shared(story)),
        "value": lambda: credit_rows(story, shared(story, money=True)),
        "drop": lambda: drop_rows(story, journeys),
        "steps": lambda: step_rows(story, journeys),
        "standing": lambda: standing_rows(story, about),
    }
    return compose_ranges(*rows[name](), width=width, palette=look)


PLACES = [
    *product((*ROWS, "answers"), (*WIDE, NARROW), (1, 3, 30, 150), LANGUAGES),
    *product(("flow",), FLOW_WIDTHS, (1, 3, 30, 150), LANGUAGES),
]


@pytest.mark.parametrize(("name", "width", "count", "code"), PLACES)
def test_no_text_covers_another_or_leaves_the_picture(name, width, count, code):
    board = board_of(name, width, story_of(count, code))
    assert [(a.text, b.text) for a, b in combinations(board.texts, 2) if box_of(a).overlaps(box_of(b))] == []
    for box in map(box_of, board.texts):
        assert box.x >= -0.5
        assert box.right <= width + 0.5
        assert box.y >= -0.5
        assert box.bottom <= board.height + 0.5


@pytest.mark.parametrize(("name", "code"), list(product((*ROWS, "answers"), LANGUAGES)))
def test_on_a_phone_no_line_crosses_a_text(name, code):
    board = board_of(name, NARROW, story_of(30, code))
    texts = [box_of(t) for t in board.texts if t.role != "inside"]
    lines = [Box(line.x, line.y, line.x2 - line.x + 0.1, line.y2 - line.y + 0.1) for line in board.lines]
    assert [line for line in lines if any(line.overlaps(t) for t in texts)] == []


@pytest.mark.parametrize(("width", "count"), list(product(FLOW_WIDTHS, (1, 3, 10, 30, 150))))
def test_the_boxes_of_a_flow_stand_apart_and_keep_their_texts(width, count):
    board = board_of("flow", width, story_of(count))
    boxes = [p.box for p in board.pieces if p.about]
    assert [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])] == []
    for text in map(box_of, board.texts):
        assert any(b.x <= text.x and text.right <= b.right and b.y <= text.y and text.bottom <= b.bottom for b in boxes)


@pytest.mark.parametrize("count", [1, 3, 10, 30, 150])
def test_no_band_of_a_flow_runs_behind_a_box_that_it_passes(count):
    found = flow(full_analysis(count).journeys.transitions, height=480)
    for band in found.bands:
        for column, top in list(zip(band.columns, band.tops, strict=True))[1:-1]:
            for box in (b for b in found.boxes if b.column == column):
                assert top + band.width <= box.y + 0.01 or top >= box.y + box.height - 0.01
    assert sum(b.n for b in found.bands) == found.steps <= found.total


@pytest.mark.parametrize("count", [3, 10, 30, 150])
def test_no_band_of_a_flow_ends_in_nothing(count):
    moves = full_analysis(count).journeys.transitions
    found = flow(moves, height=480)
    rests = {(r.key, r.out): r.n for r in found.rests}
    for box in found.boxes:
        left = sum(b.n for b in found.bands if b.step[0] == box.key) + rests.get((box.key, True), 0)
        met = sum(b.n for b in found.bands if b.step[1] == box.key) + rests.get((box.key, False), 0)
        assert left == sum(t.n for t in moves if t.source == box.key != t.target)
        assert met == sum(t.n for t in moves if t.target == box.key != t.source)


def test_what_is_reached_leads_on_and_the_rest_stands_in_the_box():
    steps = [(START, "a", 9), ("a", "b", 3), ("b", "a", 2), ("b", END, 1), ("a", SALE, 8)]
    found = flow([Transition(*step) for step in steps], height=400)
    assert ("b", END) in {band.step for band in found.bands}
    assert {(r.key, r.out): r.n for r in found.rests} == {("b", True): 2, ("a", False): 2}


def test_the_ways_to_a_sale_are_seen_however_seldom_they_are_taken():
    seldom = [Transition("k0", "till", 5), Transition("till", SALE, 5)]
    often = [Transition(START, f"k{n}", 100 + n) for n in range(12)]
    found = flow([*often, *seldom, Transition("k0", END, 90)], height=480)
    assert {"till", SALE} <= {box.key for box in found.boxes}


@pytest.mark.parametrize(
    ("steps", "columns"),
    [
        ([(START, "ad", 9), ("ad", "shop", 7), ("shop", SALE, 7), ("ad", END, 2)], {"ad": 1, "shop": 2}),
        (
            [
                (START, "a", 9),
                ("a", "b", 8),
                ("b", "a", 1),
                ("b", "c", 6),
                ("c", "d", 5),
                ("d", SALE, 5),
                ("a", END, 1),
            ],
            {"a": 1, "b": 2, "c": 3, "d": 3},
        ),
    ],
)
def test_touchpoints_stand_in_the_order_in_which_they_are_met(steps, columns):
    found = flow([Transition(*step) for step in steps], height=400)
    place = {box.key: box.column for box in found.boxes}
    assert place[START] == 0
    assert place[SALE] == found.columns - 1
    assert {k: place[k] for k in columns} == columns


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 27, [0, 5, 10, 15, 20, 25]),
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (-30, 62, [-20, 0, 20, 40, 60]),
        (0, 0, [0]),
        (0, float("inf"), [0]),
    ],
)
def test_an_axis_has_round_values(low, high, ticks):
    assert round_ticks(low, high) == pytest.approx(ticks)


@pytest.mark.parametrize(("rows", "drawn"), [(0, 0), (15, 15), (18, 18), (19, 15), (150, 15)])
def test_a_picture_leaves_out_rows_only_where_there_are_many(rows, drawn):
    assert rows_drawn(rows) == drawn


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("count", COUNTS)
def test_every_picture_is_told_in_words(count, code):
    story = story_of(count, code)
    analysis: Analysis = story.analysis
    assert charts.alt_credit(story, shared(story))
    assert charts.alt_flow(story, analysis.journeys)
    assert charts.alt_drop(story, analysis.journeys)
    assert charts.alt_standing(story, heard(story, analysis.voices, "csat"))
    assert charts.alt_answers(story, analysis.voices.whole[0])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_neighbouring_answers_can_be_told_apart_in_grey_print(theme):
    look, story = charts.palette(theme), story_of(3)
    bars = answer_bars(story, story.analysis.voices.whole[1], ())
    fills = [piece.fill for piece in compose_answers(story, bars, width=WIDE[0], palette=look).pieces[:3]]
    assert all(contrast(one, other) >= 1.5 for one, other in pairwise(fills))
