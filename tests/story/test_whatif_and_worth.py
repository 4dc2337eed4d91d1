"""What if and the sum of the worths, told: facts in three languages."""

from dataclasses import replace
from pathlib import Path

import pytest

from core import pipeline
from core.charts import alt_worth_steps, finish, palette, worth_steps
from core.charts.worth_steps import bar_ends
from core.model import Analysis, Settings, Supposition, Worth
from core.story import Story, list_finding, meeting
from core.story import whatif as told
from core.story.resting import resting
from core.story.worth import Step, made_of, steps, together_caption, together_finding
from core.texts import LANGUAGES, language
from tests.charts.fakes import one_touchpoint, valid

SAMPLE = Path(__file__).parents[2] / "sample_data" / "dansk-webshop.xlsx"
CHECKOUT = (Supposition("checkout", "csat", 0.9), Supposition("checkout", "nps", 50.0))


@pytest.fixture(scope="module")
def measured():
    dataset = pipeline.load([(SAMPLE.name, SAMPLE.read_bytes())])
    return dataset, pipeline.measure(dataset, Settings(), pipeline.gather(dataset, Settings()))


def story(measured, *made: Supposition, code: str = "en") -> Story:
    dataset, found = measured
    return Story(pipeline.analyse(dataset, Settings(suppositions=made), found), language(code))


@pytest.mark.parametrize(
    ("code", "lines", "finding"),
    [
        (
            "en",
            ["Levering, Satisfied customers (CSAT): 67% → 40%"],
            "Levering would go from place\u00a04 to place\u00a03",
        ),
        (
            "da",
            ["Levering, Tilfredse kunder (CSAT): 67\u00a0% → 40\u00a0%"],
            "Levering ville gå fra plads\u00a04 til plads\u00a03",
        ),
        (
            "sv",
            ["Levering, Nöjda kunder (CSAT): 67\u00a0% → 40\u00a0%"],
            "Levering skulle gå från plats\u00a04 till plats\u00a03",
        ),
    ],
)
def test_what_is_supposed_in_words(measured, code, lines, finding):
    found = story(measured, Supposition("levering", "csat", 0.4), code=code)
    then = told.supposed_story(found)
    assert then is not None
    assert told.assumed(found) == lines
    assert told.finding(found, then) == finding


@pytest.mark.parametrize(
    ("made", "finding"),
    [
        (CHECKOUT, "Checkout is still first, and that brings about\u00a0920,000\u00a0DKK a year"),
        (
            (*CHECKOUT, Supposition("checkout", "conversion_rate", 0.4), Supposition("levering", "csat", 0.7)),
            "Too close to call: Produktside, Facebook-annoncer or Google Ads.",
        ),
    ],
)
def test_of_one_its_place_of_several_the_answer(measured, made, finding):
    found = story(measured, *made)
    then = told.supposed_story(found)
    assert then is not None
    assert told.finding(found, then) == finding


def test_nothing_supposed_is_no_story(measured):
    found = story(measured)
    assert (told.supposed_story(found), told.assumed(found), told.set_aside(found)) == (None, [], "")


def test_only_what_does_not_count_is_no_story_either(measured):
    found = story(measured, Supposition("nowhere", "csat", 0.5))
    assert told.supposed_story(found) is None
    assert told.set_aside(found).endswith("rank or measure it: nowhere, Satisfied customers (CSAT).")


def test_one_touchpoint_closely(measured):
    found = story(measured, *CHECKOUT)
    then = told.supposed_story(found)
    assert then is not None
    rows = {row.label: row for row in told.closely(found, then, "checkout")}
    assert (rows["Place in the list"].today, rows["Place in the list"].changed) == ("1", False)
    worth = rows["Left to gain in revenue a year, if half of the gap to target is closed"]
    assert worth.changed
    assert rows["Chance of being first"].today == "97%"


ROWS = [
    "Place in the list",
    "Chance of being first",
    "Left to gain in revenue a year, if half of the gap to target is closed",
    "Gained in revenue a year",
]


@pytest.mark.parametrize("made", [(), (Supposition("checkout", "csat", 0.6),), CHECKOUT])
def test_the_same_rows_stand_there_whatever_is_supposed(measured, made):
    found = story(measured, *made)
    rows = told.closely(found, told.supposed_story(found) or found, "checkout")
    assert [row.label for row in rows] == ROWS
    assert (rows[-1].today, rows[-1].changed) == ("0\u00a0DKK", bool(made))


@pytest.mark.parametrize(
    ("code", "label", "share"),
    [
        ("en", "Share of all there is to gain", "80%"),
        ("da", "Andel af alt, der er at hente", "80\u00a0%"),
        ("sv", "Andel av allt som finns att vinna", "80\u00a0%"),
    ],
)
def test_in_a_file_without_money_its_share_of_the_gain_stands_there(measured, code, label, share):
    found = story(measured, code=code)
    poor = [replace(t, priority=replace(t.priority, worth=None)) for t in found.analysis.touchpoints]
    bare = replace(found, analysis=replace(found.analysis, touchpoints=tuple(poor)))
    assert {row.label: row.today for row in told.closely(bare, bare, "checkout")}[label] == share


@pytest.mark.parametrize(
    ("figure", "today", "target"), [("csat", 0.5834, 0.8), ("nps", -43.02, 30.0), ("conversion_rate", 0.25573, 0.3385)]
)
def test_half_of_the_way_brings_what_the_worth_says_that_it_is_made_of(measured, figure, today, target):
    """One split for the opened touchpoint and for its controls: the worth counts half of every way."""
    now = story(measured)
    (point,) = (t for t in now.visible if t.key == "checkout")
    gains = {part.kpi: part.gain for part in point.priority.parts}
    part = point.priority.worth.value * gains[figure] / sum(gains.values())
    found = story(measured, Supposition("checkout", figure, (today + target) / 2))
    row = told.closely(found, told.supposed_story(found), "checkout")[-1]
    won = float(row.then.removeprefix("about ").split("\u00a0")[0].replace(",", ""))
    assert won == pytest.approx(part, rel=0.08)


def test_a_step_back_is_a_loss(measured):
    found = story(measured, Supposition("checkout", "csat", 0.54))
    row = told.closely(found, told.supposed_story(found), "checkout")[-1]
    assert row.then == "about −68,000\u00a0DKK"


@pytest.mark.parametrize(("capped", "recoverable"), [(True, 0.5), (False, 0.0)])
def test_what_a_step_brings_is_unknown_where_worths_do_not_tell(measured, capped, recoverable):
    found = story(measured, Supposition("checkout", "csat", 0.6))
    settings = replace(found.analysis.settings, assumptions={"recoverable": recoverable})
    points = [
        replace(t, priority=replace(t.priority, worth=replace(t.priority.worth, capped=capped)))
        if t.key == "checkout"
        else t
        for t in found.analysis.touchpoints
    ]
    held = replace(found, analysis=replace(found.analysis, touchpoints=tuple(points), settings=settings))
    row = told.closely(held, told.supposed_story(found), "checkout")[-1]
    assert row.then == "–"


def test_nothing_left_to_win_says_why(measured):
    found = story(measured, *CHECKOUT, Supposition("checkout", "conversion_rate", 0.4))
    then = told.supposed_story(found)
    assert then is not None
    worth = told.closely(found, then, "checkout")[-2]
    assert (worth.then, worth.today_small) == ("–", "")
    assert worth.then_small == language("en").say("worth.at-target")


def test_the_top_stands_in_the_order_that_would_follow(measured):
    found = story(measured, *CHECKOUT, Supposition("checkout", "conversion_rate", 0.4))
    then = told.supposed_story(found)
    assert then is not None
    rows = told.others(found, then)
    assert (rows[0].label, rows[0].then) == ("Produktside", "place 1")
    assert [r.label for r in rows if r.supposed] == ["Checkout"]
    assert [(r.today, r.changed) for r in rows if r.label == "Checkout"] == [("place 1", True)]


@pytest.mark.parametrize(
    ("figure", "value", "written"),
    [
        ("csat", 0.9, "90%"),
        ("nps", 30.0, "+30"),
        ("rating", 4.25, "4.25"),
        ("conversion_rate", 0.031, "3.1%"),
        ("response_time", 4.0, "4\u00a0h"),
        ("cost", 1500.0, "1,500\u00a0DKK"),
        ("effort", 2.0, "2 of 5"),
        ("effort", None, "not in the file"),
    ],
)
def test_a_figure_with_its_unit(measured, figure, value, written):
    assert told.figure_value(story(measured), figure, value, most=5.0) == written


# -- what it adds up to --


def _worths(analysis: Analysis, total: Worth | None, *values: float) -> Analysis:
    """The first touchpoints with these worths, the others without any."""
    points = []
    for n, point in enumerate(analysis.touchpoints):
        worth = Worth(values[n] / 2, values[n], 2 * values[n], "DKK", "year") if n < len(values) else None
        assert point.priority is not None
        points.append(replace(point, priority=replace(point.priority, worth=worth)))
    return replace(analysis, touchpoints=tuple(points), worth_together=total)


def _sum(value: float, *, capped: bool = False) -> Worth:
    return Worth(0.8 * value, value, 1.2 * value, "DKK", "year", capped)


def _steps(measured, total: Worth | None, *values: float) -> tuple[Step, ...]:
    found = story(measured)
    return steps(replace(found, analysis=_worths(found.analysis, total, *values)))


@pytest.mark.parametrize(
    ("total", "values", "kinds", "ends"),
    [
        (None, (), [], []),
        (_sum(150.0), (100.0, 50.0), ["touchpoint", "touchpoint", "sum"], [100, 150, 150]),
        (
            _sum(120.0, capped=True),
            (100.0, 50.0),
            ["touchpoint", "touchpoint", "above", "sum"],
            [100, 150, 120, 120],
        ),
        (_sum(28.0), (7.0, 6, 5, 4, 3, 2, 1), ["touchpoint"] * 7 + ["sum"], [7, 13, 18, 22, 25, 27, 28, 28]),
        (
            _sum(36.0),
            (8.0, 7, 6, 5, 4, 3, 2, 1),
            ["touchpoint"] * 6 + ["rest", "sum"],
            [8, 15, 21, 26, 30, 33, 36, 36],
        ),
    ],
)
def test_every_step_starts_where_the_one_before_ended(measured, total, values, kinds, ends):
    found = _steps(measured, total, *values)
    assert [s.kind for s in found] == kinds
    assert [s.end for s in found] == pytest.approx(ends)
    assert [s.start for s in found[1:-1]] == pytest.approx(ends[:-2])
    assert [s.start for s in found[-1:]] == [0.0 for _ in found[-1:]]


def test_the_sum_is_that_of_the_file_and_narrower_than_its_parts(measured):
    analysis = story(measured).analysis
    worths = [t.priority.worth for t in analysis.touchpoints if t.priority and t.priority.worth]
    total = analysis.worth_together
    assert total is not None
    assert total.value == pytest.approx(sum(w.value for w in worths))
    assert sum(w.low for w in worths) < total.low < total.value < total.high < sum(w.high for w in worths)


def test_a_filter_leaves_the_sum_of_the_whole_file(measured):
    found = story(measured)
    hidden = tuple(replace(t, hidden=t.key == "checkout") for t in found.analysis.touchpoints)
    shown = steps(replace(found, analysis=replace(found.analysis, touchpoints=hidden)))
    assert "Checkout" not in {s.name for s in shown}
    assert shown[-2].kind == "rest"
    assert shown[-1].end == pytest.approx(shown[-2].end)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_picture_says_that_the_sum_is_too_much(measured, code):
    found = story(measured, code=code)
    assert {language(code).say(f"together.{key}") for key in ("overlap", "read")} <= set(together_caption(found))
    assert together_finding(found)
    for theme in ("light", "dark"):
        for narrow in (False, True):
            drawn = worth_steps(found, palette=palette(theme), narrow=narrow)
            valid(drawn)
            spec = finish(drawn, theme=theme, language=found.language, alt=alt_worth_steps(found))
            assert "Checkout" in spec["description"]


@pytest.mark.parametrize("narrow", [False, True])
def test_every_bar_says_whose_it_is(measured, narrow):
    spec = worth_steps(story(measured), palette=palette("light"), narrow=narrow).to_dict()
    rows = [row for data in spec["datasets"].values() for row in data if "about" in row]
    assert {row["about"] for row in rows} >= {"Checkout", "Added up"}
    assert all(row["about"] for row in rows)


def test_held_down_it_is_said(measured):
    found = story(measured)
    capped = replace(found, analysis=_worths(found.analysis, _sum(120.0, capped=True), 100.0, 50.0))
    of_year, of_file = "a year's revenue at the pace of the file", "the file's revenue"
    most = "At most 120\u00a0DKK is counted, 35% of {}, however much is fixed"
    assert together_finding(capped) == most.format(of_year)
    total = replace(_sum(120.0, capped=True), span="period")
    told = replace(found, analysis=_worths(found.analysis, total, 100.0, 50.0))
    assert together_finding(told) == most.format(of_file)
    assert {s.name for s in steps(capped) if s.kind == "above"} == {"Not counted (cap 35%)"}
    worth_steps(capped, palette=palette("light")).to_dict()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            "en",
            "NPS and Satisfied customers (CSAT) share the same gain: move only one of them and only its part is won.",
        ),
        (
            "da",
            "NPS og Tilfredse kunder (CSAT) deler den samme gevinst: flytter du kun det ene tal, hentes kun dets del.",
        ),
        (
            "sv",
            "NPS och Nöjda kunder (CSAT) delar på samma vinst: flyttar ni bara den ena siffran hämtas bara dess del.",
        ),
    ],
)
def test_two_figures_of_one_measure_share_a_gain(measured, code, sentence):
    found = story(measured, code=code)
    levers = found.analysis.levers["checkout"]
    assert set(told.shared(found, "checkout", levers).split()) == set(sentence.split())
    assert told.shared(found, "checkout", [lever for lever in levers if lever.figure != "nps"]) == ""
    assert told.shared(found, "nobody", levers) == ""


MADE_OF = {
    "en": "Made up of: Conversion rate (750,000\u00a0DKK), NPS (290,000\u00a0DKK) and Satisfied "
    "customers (CSAT) (170,000\u00a0DKK).",
    "da": "Sådan fordeler det sig: Konverteringsrate (750.000\u00a0kr.), NPS (290.000\u00a0kr.) og "
    "Tilfredse kunder (CSAT) (170.000\u00a0kr.).",
}


@pytest.mark.parametrize("code", MADE_OF)
def test_the_worth_of_one_can_be_followed(measured, code):
    found = story(measured, code=code)
    (checkout,) = (t for t in found.visible if t.key == "checkout")
    assert made_of(found, checkout) == MADE_OF[code]


@pytest.mark.parametrize("weights", [{"satisfaction": 3.0}, {"satisfaction": 0.0, "impact": 1.5}])
def test_weights_leave_what_a_worth_is_made_of(measured, weights):
    """They say what counts more in the order; money is money."""
    dataset, _ = measured
    found = Story(pipeline.analyse(dataset, Settings(weights=weights)), language("en"))
    (checkout,) = (t for t in found.visible if t.key == "checkout")
    assert made_of(found, checkout) == MADE_OF["en"]
    assert "460,000\u00a0DKK of it assumes" in found.worth(checkout)


@pytest.mark.parametrize(
    ("code", "assumed"),
    [
        ("en", "460,000\u00a0DKK of it assumes that a bad experience loses you 20% of the value of an order."),
        ("da", "460.000\u00a0kr. af det forudsætter, at en dårlig oplevelse koster 20\u00a0% af en ordres værdi."),
        (
            "sv",
            "460\u00a0000\u00a0DKK av det förutsätter att en dålig upplevelse kostar 20\u00a0% av värdet på en order.",
        ),
    ],
)
def test_what_hangs_on_an_assumption_is_told_beside_the_worth(measured, code, assumed):
    """It is what the parts add up to that are not sales: NPS and CSAT."""
    found = story(measured, code=code)
    assert found.worth(found.leaders[0]).endswith(assumed)
    assert assumed.split()[0] in meeting.worth_rests_on(found).split(".", 1)[1]


@pytest.mark.parametrize(
    ("gains", "capped", "key", "value"),
    [
        ({"conversion": 9.0, "satisfaction": 1.0}, False, None, None),
        ({"conversion": 3.0, "satisfaction": 1.0, "service": 1.0}, False, "worth.rests-part", 400.0),
        ({"conversion": 3.0, "service": 2.0}, True, "worth.rests-much", None),
        ({"satisfaction": 1.0}, True, "worth.rests-all", None),
        ({"cost": 1.0}, False, None, None),
    ],
)
def test_how_much_hangs_on_what_a_bad_experience_costs(gains, capped, key, value):
    point = one_touchpoint("purchase", "online", 0.5, rank=1)
    assert point.priority is not None
    parts = tuple(replace(point.priority.parts[0], measure=m, gain=gain) for m, gain in gains.items())
    worth = Worth(800.0, 1_000.0, 1_200.0, None, capped=capped)
    told = resting(replace(point, priority=replace(point.priority, parts=parts, worth=worth)), kappa=0.2)
    assert (told.key if told else None, told.values.get("value") if told else None) == (key, value)


def test_with_one_measure_there_is_nothing_to_part(measured):
    found = story(measured)
    told = {t.key: made_of(found, t) for t in found.visible if t.priority and t.priority.worth}
    lone = {t.key for t in found.visible if t.priority and sum(p.gain > 0 for p in t.priority.parts) < 2}
    assert {key for key, sentence in told.items() if not sentence} == lone & set(told)
    assert "gaveindpakning has too few" in list_finding(found).lower()


@pytest.mark.parametrize(("figure", "value", "nothing"), [("csat", 0.6, True), ("conversion_rate", 0.4, False)])
def test_a_step_too_small_to_see_is_called_so(measured, figure, value, nothing):
    found = story(measured, Supposition("checkout", figure, value))
    then = told.supposed_story(found)
    assert then is not None
    assert told.nothing_moves(found, then, "checkout") is nothing


def test_a_step_too_small_for_the_ranges_still_says_what_it_brings(measured):
    found = story(measured, Supposition("checkout", "csat", 0.62))
    then = told.supposed_story(found)
    row = told.closely(found, then, "checkout")[-1]
    assert (row.label, row.then) == ("Gained in revenue a year", "about 58,000\u00a0DKK")


@pytest.mark.parametrize(
    ("step", "ends"),
    [
        (Step("touchpoint", "Shop", 100.0, 150.0, 20.0, 90.0), (100.0, 120.0, 190.0)),
        (Step("touchpoint", "Mail", 100.0, 150.0, 0.0, 90.0), (100.0, 100.0, 190.0)),
        (Step("rest", "2 others", 100.0, 150.0), (100.0, 150.0, 150.0)),
        (Step("above", "cap", 150.0, 100.0), (100.0, 150.0, 150.0)),
        (Step("sum", "all", 0.0, 150.0, 110.0, 260.0), (0.0, 110.0, 260.0)),
    ],
)
def test_a_step_is_full_only_as_far_as_it_is_sure(step, ends):
    assert bar_ends(step) == ends
