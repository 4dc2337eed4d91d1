"""Every chart becomes a specification that a browser can draw, from no touchpoint to many, and carries text as text."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from core import charts
from core.charts.picture import Layer
from core.charts.quadrant_field import Field
from core.model import Analysis
from core.texts import Language, language
from tests.charts.fakes import analysis_of, data_of, valid, without_data

COUNTS = (0, 1, 6, 30, 150)
Draw = Callable[[Analysis, Language, charts.Palette], Any]

CHARTS: dict[str, Draw] = {
    "journey": lambda found, say, look: charts.journey_map(
        charts.journey(found, language=say), language=say, palette=look
    ),
    "journey on a phone": lambda found, say, look: charts.journey_map(
        charts.journey(found, language=say), language=say, palette=look, layout="tall"
    ),
    "importance": lambda found, say, look: charts.importance_performance(
        charts.performance_frame(found, language=say), impact_line=found.impact_line, language=say, palette=look
    ),
    "importance on a phone": lambda found, say, look: charts.importance_performance(
        charts.performance_frame(found, language=say), impact_line=None, language=say, palette=look, narrow=True
    ),
    "coverage": lambda found, say, look: charts.coverage(charts.coverage_frame(found), language=say, palette=look),
    "trend": lambda found, say, look: charts.trend(
        charts.trend_frame(found, "conversion_rate", language=say),
        label="Conversion rate",
        unit="share",
        target=0.04,
        language=say,
        palette=look,
    ),
    "trend of nothing": lambda found, say, look: charts.trend(
        charts.trend_frame(found, "roas", language=say), label="ROAS", unit="ratio", language=say, palette=look
    ),
}
CLICKABLE = ("journey", "journey on a phone", "importance", "importance on a phone")


def spec_of(name: str, analysis: Analysis, code: str = "en", theme: charts.Theme = "light") -> dict[str, Any]:
    speaking = language(code)
    chart = CHARTS[name](analysis, speaking, charts.palette(theme))
    return charts.finish(chart, theme=theme, language=speaking, alt="What it shows.")


def walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from walk(value)


@pytest.mark.parametrize(("name", "count"), list(product(CHARTS, COUNTS)))
def test_every_chart_draws_any_number_of_touchpoints(name, count):
    analysis = analysis_of(count, unplaced=min(count, 3))
    valid(CHARTS[name](analysis, language("en"), charts.palette("light")))
    spec = spec_of(name, analysis)
    assert json.loads(json.dumps(spec, allow_nan=False)) == spec
    assert spec["width"] == "container"
    assert spec["description"] == "What it shows."
    assert all(len(rows) <= 5000 for rows in data_of(spec))


@pytest.mark.parametrize("name", CHARTS)
def test_a_file_without_any_measure_draws_too(name):
    spec = spec_of(name, analysis_of(6, measured=False))
    assert json.loads(json.dumps(spec, allow_nan=False)) == spec


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_input_gives_the_same_specification(name):
    assert spec_of(name, analysis_of(16)) == spec_of(name, analysis_of(16))


@pytest.mark.parametrize(("name", "count"), list(product(CLICKABLE, COUNTS)))
def test_a_click_is_the_selection_pick_whatever_is_shown(name, count):
    (param,) = [p for p in spec_of(name, analysis_of(count))["params"] if "select" in p]
    assert param["name"] == "pick"
    assert param["select"]["fields"] == ["key"]


def test_what_is_selected_is_picked_from_the_start():
    speaking = language("en")
    journey = charts.journey(analysis_of(6), language=speaking)
    chart = charts.journey_map(journey, language=speaking, palette=charts.palette("light"), selected="t2")
    assert chart.to_dict()["params"][-1]["value"] == [{"key": "t2"}]


@pytest.mark.parametrize(("name", "code"), list(product(CHARTS, ("en", "da", "sv"))))
def test_no_channel_can_load_anything_and_no_tooltip_key_is_drawn_as_markup(name, code):
    spec = spec_of(name, analysis_of(16), code)
    marks = {node["mark"]["type"] for node in walk(spec) if isinstance(node.get("mark"), dict)}
    channels = {c for node in walk(spec) for c in node.get("encoding", {})}
    titles = {t["title"] for node in walk(spec) for t in node.get("encoding", {}).get("tooltip", [])}
    titles |= {title for rows in data_of(spec) for row in rows for title in row.get("tip", ())}
    assert marks <= {"rect", "rule", "text", "point", "circle", "line", "area"}
    assert not channels & {"href", "url"}
    assert not {t.lower() for t in titles} & {"image", "title"}


HOSTILE = "![x](http://127.0.0.1/x.png) a:b.c[0] datum['x'] <b>"


@pytest.mark.parametrize("name", CHARTS)
def test_a_users_text_is_only_ever_a_value_in_the_data(name):
    analysis = analysis_of(6)
    touchpoints = tuple(replace(t, name=HOSTILE, key=HOSTILE) for t in analysis.touchpoints)
    spec = spec_of(name, replace(analysis, touchpoints=touchpoints))
    assert "127.0.0.1" not in json.dumps(without_data(spec))
    assert not any("127.0.0.1" in column for rows in data_of(spec) for row in rows for column in row)


@pytest.mark.parametrize(
    ("code", "decimal", "thousands", "percent"),
    [("en", ".", ",", "%"), ("da", ",", ".", "\u00a0%"), ("sv", ",", "\u00a0", "\u00a0%")],
)
def test_axes_write_numbers_as_the_country_does(code, decimal, thousands, percent):
    number = spec_of("trend", analysis_of(1), code)["config"]["locale"]["number"]
    assert (number["decimal"], number["thousands"], number["percent"]) == (decimal, thousands, percent)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_themes_use_their_own_ink(theme):
    spec = spec_of("journey", analysis_of(6), theme=theme)
    assert spec["config"]["text"]["color"] == charts.palette(theme).ink


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_comes_unconfigured_so_that_it_can_be_layered(name):
    chart = CHARTS[name](analysis_of(6), language("en"), charts.palette("light"))
    assert "config" not in chart.to_dict()


@pytest.mark.parametrize(("narrow", "code"), list(product([False, True], ["en", "da", "sv"])))
def test_the_verbs_stand_outside_the_plot_where_no_point_can_touch_them(narrow, code):
    speaking, found = language(code), analysis_of(30)
    frame = charts.performance_frame(found, language=speaking)
    look = {"language": speaking, "palette": charts.palette("light"), "narrow": narrow}
    spec = charts.importance_performance(frame, impact_line=found.impact_line, **look).to_dict()
    verbs = {speaking.say(f"action.{name}") for name in ("fix", "keep", "scale", "question")}
    seen = {}
    for part in spec["layer"]:
        for row in (r for r in spec["datasets"][part["data"]["name"]] if r.get("text") in verbs):
            floor, _, ceiling = part["encoding"]["y"]["scale"]["domain"]
            at, away = row["performance"], row["dy"]
            seen[row["text"]] = (at == ceiling and away <= -10) or (at == floor and away >= 24)
    assert seen == dict.fromkeys(verbs, True)


@pytest.mark.parametrize(("apart", "numbers", "named"), [(0.0, ["1"], True), (0.5, ["1", "2"], False)])
def test_where_the_first_two_lie_on_each_other_the_second_is_named_with_its_number(apart, numbers, named):
    found = analysis_of(2)
    frame = charts.performance_frame(found, language=language("en")).assign(
        rank=[1.0, 2.0], impact=[40.0, 40.0], performance=[0.5, 0.5 + apart], low=float("nan"), high=float("nan")
    )
    look = {"language": language("en"), "palette": charts.palette("light")}
    spec = charts.importance_performance(frame, impact_line=0.2, **look).to_dict()
    rows = [row for rows in spec["datasets"].values() for row in rows]
    points = next(layer for layer in spec["layer"] if layer.get("name") == "touchpoints")
    drawn = spec["datasets"][points["data"]["name"]]
    assert [row["key"] for row in drawn] == list(frame["key"])[::-1]  # the better one last, on top
    assert [row["number"] for row in rows if "number" in row] == numbers
    assert any(str(row.get("label", "")).startswith("2 · ") for row in rows) == named


@pytest.mark.parametrize("count", [40, 70])
def test_of_a_crowd_the_first_stand_out(count):
    found, speaking = analysis_of(count), language("en")
    frame = charts.performance_frame(found, language=speaking)
    look = {"language": speaking, "palette": charts.palette("light")}
    spec = charts.importance_performance(frame, impact_line=found.impact_line, **look).to_dict()
    points = next(layer for layer in spec["layer"] if layer.get("name") == "touchpoints")
    drawn = spec["datasets"][points["data"]["name"]]
    assert len(drawn) == len(frame)  # all can be picked
    rest = len(frame) - 3 if len(frame) > 40 else 0
    assert sum(row.get("strength", 1) < 1 for row in drawn) == rest
    assert all(row.get("strength", 1) == 1 for row in drawn[-3:])  # drawn last, on top
    below = lines_below(spec)
    assert (f"and {rest} more, faint" in below) == (rest > 0)
    assert below[1:4] == [
        "Fix and keep: matter most",
        "Keep and scale: reach the target",
        "Upright line: likely range (95%)",
    ]


@pytest.mark.parametrize(
    ("line", "below"), [(0.2, ["Fix and keep: matter most", "Keep and scale: reach the target"]), (None, [])]
)
def test_a_line_that_is_nowhere_drawn_is_not_explained(line, below):
    found, speaking = analysis_of(16), language("en")
    frame = charts.performance_frame(found, language=speaking).assign(low=float("nan"), high=float("nan"))
    look = {"language": speaking, "palette": charts.palette("light")}
    spec = charts.importance_performance(frame, impact_line=line, **look).to_dict()
    assert lines_below(spec) == ["Importance (100 = most rides on it; uneven scale)", *below]


def lines_below(spec: dict) -> list[str]:
    """The lines below the picture of importance, alike in all of its layers."""
    across = [
        layer["encoding"]["x"]["axis"]["title"] for layer in spec["layer"] if "axis" in layer["encoding"].get("x", {})
    ]
    assert all(one == across[0] for one in across)
    return across[0]


@pytest.mark.parametrize("name", CHARTS)
def test_other_rows_of_the_same_look_leave_the_drawing_as_it_is(name):
    found = analysis_of(16)
    spec, again = spec_of(name, found), spec_of(name, found)
    drawings, once_more = ([part["mark"] for part in s["layer"]] for s in (spec, again))
    assert all(one is two for one, two in zip(drawings, once_more, strict=True))  # made once, not alike by chance


@pytest.mark.parametrize(("count", "drawn", "radii"), [(30, set(), 0), (150, {1.0, 0.3}, 2)])
def test_in_a_crowd_all_but_the_first_stand_back(count, drawn, radii):
    say, look = language("en"), charts.palette("light")
    frame = charts.performance_frame(analysis_of(count), language=say)
    spec = charts.importance_performance(frame, impact_line=0.3, language=say, palette=look).to_dict()
    rows = [row for rows in spec["datasets"].values() for row in rows if "strength" in row]
    assert {row["strength"] for row in rows} == drawn
    assert len({row["area"] for row in rows}) == radii
    named = {row["label"] for rows in spec["datasets"].values() for row in rows if "label" in row}
    assert all(any(name in label for label in named) for name in frame["name"].head(3))


@pytest.mark.parametrize("code", ["en", "da", "sv"])
def test_the_words_of_the_coverage_stay_in_their_cells(code):
    frame, look = charts.coverage_frame(analysis_of(3)), charts.palette("light")
    spec = charts.coverage(frame, language=language(code), palette=look).to_dict()
    widths = {row["since"] for rows in spec["datasets"].values() for row in rows if "since" in row}
    assert widths == {0.0, 470.0}
    assert not any("…" in str(row.get("text")) for rows in spec["datasets"].values() for row in rows)


@pytest.mark.parametrize(
    ("ceiling", "level"),
    [(2.08, 0.34), (1.28, 0.28 / (1.28 - 0.4))],  # too much above the target is drawn closer, less is not
)
def test_what_is_to_be_mended_has_most_of_the_height(ceiling, level):
    field = Field(400.0, 0.4, ceiling)
    assert field.level == pytest.approx(400 * level)
    assert [field.y(p) for p in (ceiling, 1.0, 0.4)] == pytest.approx([0, field.level, 400])
    assert field.y(0.7) == pytest.approx((400 + field.level) / 2)


@pytest.mark.parametrize(
    ("rows", "live", "renderer"), [(300, False, None), (301, False, "canvas"), (3, True, "canvas")]
)
def test_many_marks_and_marks_made_anew_at_each_click_are_painted_on_a_canvas(rows, live, renderer):
    picture = charts.Picture([Layer({"mark": "point"}, [{"x": n} for n in range(rows)])], 100, live=live)
    spec = charts.finish(picture, theme="light", language=language("en"), alt="")
    assert spec.get("usermeta", {}).get("embedOptions", {}).get("renderer") == renderer


@pytest.mark.parametrize(("count", "heard"), [(40, True), (400, False)])
@pytest.mark.parametrize("name", CLICKABLE)
def test_a_mark_that_is_an_element_of_the_page_has_its_name(name, count, heard):
    marks = next(layer for layer in spec_of(name, analysis_of(count))["layer"] if layer.get("name") == "touchpoints")
    assert ("description" in marks["mark"]) == heard
    assert (marks["mark"].get("aria") is False) != heard
