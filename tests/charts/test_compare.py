"""Strips: targets, changes, spend, online against offline; every picture draws, in every language, with its words."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core import charts, pipeline
from core.charts.compare_changes import alt_changes, changes_chart
from core.charts.compare_panels import Bar, Dot, Key, Strip, panels
from core.charts.compare_sides import alt_sides, sides_chart
from core.charts.compare_spend import alt_spend, spend_chart
from core.charts.compare_strips import alike, strips
from core.charts.compare_targets import alt_targets, targets_chart
from core.model import Analysis, Goal, Settings
from core.story import Story
from core.texts import LANGUAGES, language
from tests.charts.fakes import data_of, valid

SAMPLES = Path(__file__).parents[2] / "sample_data"
PALETTE = charts.palette("light")


@cache
def analysis(name: str = "dansk-webshop.xlsx") -> Analysis:
    goals = (Goal("csat", 0.9, phase="during"), Goal("retention_rate", 0.8), Goal("conversion_rate", 0.2))
    found = pipeline.load([(name, (SAMPLES / name).read_bytes())])
    return pipeline.analyse(found, Settings(goals=goals))


PICTURES: dict[str, Any] = {
    "targets": (lambda s, **k: targets_chart(s, **k), alt_targets),
    "changes": (
        lambda s, **k: changes_chart(s, s.analysis.comparisons.period, **k),
        lambda s: alt_changes(s, s.analysis.comparisons.period, finding="."),
    ),
    "spend": (
        lambda s, **k: spend_chart(s, s.analysis.budget, **k),
        lambda s: alt_spend(s, s.analysis.budget, finding="."),
    ),
    "sides": (lambda s, **k: sides_chart(s, **k), lambda s: alt_sides(s, finding=".")),
}


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("narrow", [False, True])
def test_every_picture_is_a_specification(name, code, narrow):
    story = Story(analysis(), language(code))
    draw, alt = PICTURES[name]
    chart = draw(story, palette=PALETTE, narrow=narrow)
    valid(chart)
    spec = charts.finish(chart, theme="light", language=language(code), alt=alt(story))
    assert json.loads(json.dumps(spec, allow_nan=False)) == spec
    assert spec["width"] == "container"
    assert len(spec["description"]) > 40


def texts(chart: Any) -> list[str]:
    sets = chart.to_dict()["datasets"].values()
    return [str(row["text"]) for rows in sets for row in rows if "text" in row]


def test_a_target_shows_its_words_and_its_history():
    found = texts(targets_chart(Story(analysis(), language("en")), palette=PALETTE))
    assert "not measurable" in found
    assert "not reached" in found
    assert "72% · target 90%" in found


def test_what_cannot_be_measured_has_no_dot():
    found = targets_chart(Story(analysis(), language("en")), palette=PALETTE, narrow=True).to_dict()
    dots = [row for rows in data_of(found) for row in rows if row.get("tip_0")]
    assert len(dots) == sum(t.kpi.value is not None for t in analysis().targets)


@pytest.mark.parametrize("narrow", [False, True])
def test_nothing_leaves_the_picture(narrow):
    row = Strip(
        "A title " * 30, "note " * 40, "word " * 30, "detail " * 40, (Dot(5, 1, 9), Dot(1e9)), tick=-4.0, unit="share"
    )
    bars = Strip("t", "n", "w", "d", bars=(Bar(0.5, "50%", -1, strong=False),), domain=(0.0, 1.0), history=(1, 1, 1))
    chart = strips(
        Story(analysis(), language("da")),
        [row, bars],
        legend=[Key("k " * 30), Key("b", bar="bar")],
        palette=PALETTE,
        narrow=narrow,
    )
    for rows in valid(chart)["datasets"].values():
        assert all(0 <= r[side] <= 1 for r in rows for side in ("x", "x2") if side in r)
        assert all(0 <= r["y"] <= chart.height for r in rows)


def test_no_strip_at_all_draws_too():
    valid(strips(Story(analysis(), language("en")), [], palette=PALETTE, narrow=False))


def test_a_name_from_the_file_is_text_and_never_a_column():
    odd = "![x](http://a.b/c)"
    first = analysis().budget
    assert first is not None
    names = tuple(replace(t, name=odd) for t in analysis().touchpoints)
    story = Story(replace(analysis(), touchpoints=names), language("en"))
    spec = valid(spend_chart(story, first, palette=PALETTE))
    assert odd in texts(spend_chart(story, first, palette=PALETTE))
    assert not {"image", "url", "href"} & {key for rows in data_of(spec) for row in rows for key in row}


def strip(unit, *values, tick=None):
    return Strip(f"{unit} {values}", "", "", "", tuple(Dot(v) for v in values), tick=tick, unit=unit)


SCALES = [  # strips -> per panel: name, figures, how many strips
    ([strip("share", 0.16, 0.8), strip("share", 0.5)], [("share", (0, 20, 40, 60, 80), 2)]),
    ([strip("share", 0.72, 0.8)], [("share", (60, 65, 70, 75, 80), 1)]),
    ([strip("points", 2), strip("points", -40, tick=30)], [("points", (-40, -20, 0, 20, 40), 2)]),
    ([strip("duration", 0.2), strip("duration", 35)], [("hours", (0, 10, 20, 30, 40), 1),
                                                       ("minutes", (0, 5, 10, 15), 1)]),
    ([strip("money", 9, 9.6), strip("money", 250), strip("money", 4)], [("money", (7.5, 8, 8.5, 9, 9.5, 10), 1),
                                                                         ("money", (0, 1, 2, 3, 4), 1),
                                                                         ("money", (0, 100, 200, 300), 1)]),
    ([strip("ratio", 2.5), strip("share", 0.4), strip("ratio", 2)], [("ratio", (2, 2.2, 2.4, 2.6), 2),
                                                                      ("share", (0, 10, 20, 30, 40), 1)]),
    ([strip("share", 0.159, 0.166), strip("share", 0.68, 0.78)], [("share", (13, 14, 15, 16, 17), 1),
                                                                   ("share", (60, 65, 70, 75, 80), 1)]),
    ([strip("money", 0)], [("money", (0, 0.5), 1)]),
    ([strip("years")], [("years", (), 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), SCALES)
def test_strips_of_one_unit_share_a_labelled_scale(rows, expected):
    found = [(p.name, tuple(f for _, f in p.figures), len(p.strips)) for p in panels(rows)]
    assert sorted(found, key=repr) == sorted(expected, key=repr)


def test_equal_lengths_mean_equal_differences_within_a_panel():
    (panel,) = panels([strip("share", 0.2, 0.3), strip("share", 0.7, 0.8)])
    assert panel.share(0.3) - panel.share(0.2) == pytest.approx(panel.share(0.8) - panel.share(0.7))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("narrow", [False, True])
def test_a_comparison_names_the_unit_of_every_scale(code, narrow):
    story = Story(analysis(), language(code))
    found = texts(changes_chart(story, story.analysis.comparisons.period, palette=PALETTE, narrow=narrow))
    assert {language(code).say("compare-unit.share"), "kr." if code == "da" else "DKK"} <= set(found)


@pytest.mark.parametrize(
    ("figures", "code", "written"),
    [
        ((1.8, 1.9, 2.0), "en", ("1.8", "1.9", "2.0")),
        ((0.0, 2.5, 5.0), "da", ("0,0", "2,5", "5,0")),
        ((0.0, 500.0, 1000.0), "sv", ("0", "500", "1\u00a0000")),
        ((-0.25, 0.0), "en", ("\u22120.25", "0.00")),
    ],
)
def test_the_figures_of_a_scale_have_alike_many_decimals(figures, code, written):
    assert tuple(alike(figures, language(code))) == written


def test_a_change_is_told_with_the_decimals_of_the_cards():
    told = alt_changes(Story(analysis(), language("en")), analysis().comparisons.period, finding="")
    assert "Conversion rate: 15.9% → 16.6%" in told


@pytest.mark.parametrize(("kind", "between"), [("period", " → "), ("segment", " against ")])
def test_an_arrow_is_for_what_went_on_in_time(kind, between):
    found = replace(analysis().comparisons.period, kind=kind)
    told = alt_changes(Story(analysis(), language("en")), found, finding="")
    assert between in told
    assert (" → " in told) is (kind == "period")
