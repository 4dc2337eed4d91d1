"""What stands above and below the pictures, as facts: nothing is claimed of what nobody measured."""

import datetime as dt
from dataclasses import replace

import pytest

from core.classify import missing_concepts
from core.model import Coverage, FileReceipt, Issue, Kpi, Message, Part, SheetReceipt, Verdict, Worth
from core.model.dataset import STAGES
from core.model.journeys import END
from core.story import (
    Story,
    compared,
    coverage_finding,
    judged,
    list_finding,
    picture_finding,
    rows_read,
    rows_used,
    trend_finding,
    trend_unknown,
)
from core.story.against import also_below, to_do, worst_words
from core.story.gaps import gaps
from core.story.journeys import step_name
from core.story.placing import missing
from core.story.worth import worth_by_phase
from core.texts import language
from tests.charts.fakes import analysis_of, one_touchpoint
from tests.story.test_journeys import NOTHING

GOOD = one_touchpoint("purchase", "online", 1.1, rank=2)
POOR = one_touchpoint("awareness", "online", 0.5, rank=1)
UNSURE = "that matters is below target; without the number of answers nobody knows how sure that is"
SILENT = one_touchpoint("awareness", "offline", None)


def story(*touchpoints, **values) -> Story:
    return Story(replace(analysis_of(0), touchpoints=touchpoints, **values), language("en"))


@pytest.mark.parametrize(
    ("touchpoints", "measured", "picture", "below_the_list"),
    [
        (
            (SILENT,),
            False,
            "No touchpoint is measured against a target yet",
            "The list fills as soon as a touchpoint is measured against a target, "
            "by its satisfaction, its sales or its service.",
        ),
        (
            (GOOD, SILENT),
            True,
            "No touchpoint that matters is below target",
            "Nothing that is measured is below its target.",
        ),
        (
            (POOR, GOOD, SILENT),
            True,
            f"One touchpoint {UNSURE}",
            "One is at or above its target.",
        ),
    ],
)
def test_only_what_is_measured_is_judged(touchpoints, measured, picture, below_the_list):
    told = story(*touchpoints)
    assert (judged(told), picture_finding(told), list_finding(told)) == (measured, picture, below_the_list)


def few(needed: int, health: float, name: str):
    point = one_touchpoint("purchase", "online", health, rank=None)
    return replace(point, name=name, priority=replace(point.priority, verdict="too few", needed=needed))


@pytest.mark.parametrize(
    ("touchpoints", "word", "picture", "below_the_list", "nearest"),
    [
        (
            (few(9, 0.1, "Shop"), few(2, 0.9, "Mail"), few(2, 0.4, "Phone")),
            "too few",
            "Too few answers and visits to say what matters most",
            "Each of the 3 touchpoints needs about 2–9 more answers or visits before it can be ranked "
            "(at least 5 answers or 20 visits).",
            "Phone",
        ),
        ((POOR, SILENT), "alone", "One touchpoint alone has nothing to be compared with", "", ""),
    ],
)
def test_what_cannot_be_compared_says_so(touchpoints, word, picture, below_the_list, nearest):
    told = story(*touchpoints, verdict=Verdict(word, ()))
    assert (judged(told), compared(told)) == (True, False)
    assert (picture_finding(told), list_finding(told)) == (picture, below_the_list)
    assert [t.name for t in told.waiting()][:1] == ([nearest] if nearest else [])


def test_a_figure_that_the_file_has_for_nobody_is_not_asked_for():
    values = {"n": 1, "sheet": "", "columns": ("Umsatz",), "fields": ("revenue",), "headers": ("Umsatz",)}
    silent = Kpi("roas", None, "ratio", unlock="revenue")
    found = story(SILENT, issues=(Issue("info", "wide-unused", values=values),), kpis={"roas": silent})
    assert gaps(found)[-1].startswith("“Umsatz” is in the file, but for all touchpoints together: ")
    assert gaps(story(SILENT, kpis={"roas": silent}))[-1].startswith("Add “Revenue” to see ")


LOST = replace(SILENT, placement=replace(SILENT.placement, phase="unknown", stage="unknown"))
SIDELESS = replace(SILENT, placement=replace(SILENT.placement, setting="unknown"))
EMPTY = (Coverage("pre", "offline", 0, 0), Coverage("during", "offline", 0, 0))
HERE = tuple(one_touchpoint(stage, "both", 1.1) for stage in STAGES)
SO_FAR = "So far too little is measured in 2 of 2 fields; "
THREE_FEW = tuple(Coverage(phase, "online", 2, 1, 1) for phase in ("pre", "during", "post"))
FEW_AND_NONE = "Too few answers offline before the purchase and nothing offline during the purchase"
AWARE, BOTH = "Nothing offline in Awareness", "Nothing in Loyalty and nothing offline in Awareness"


@pytest.mark.parametrize(
    ("touchpoints", "coverage", "said"),
    [
        ((GOOD,), EMPTY, "Nothing offline before the purchase and nothing offline during the purchase"),
        ((GOOD,), (*EMPTY, Coverage("post", "online", 2, 0)), "Nothing here is measured well enough"),
        ((GOOD,), THREE_FEW, "Too few answers in every field"),
        ((GOOD,), (*THREE_FEW, Coverage("post", "offline", 2, 2)), "Too little is measured in 3 of 4 fields"),
        ((GOOD,), (Coverage("pre", "offline", 1, 0),), "Nothing to judge by offline before the purchase"),
        ((GOOD,), (Coverage("pre", "offline", 1, 1, 1), EMPTY[1]), FEW_AND_NONE),
        ((GOOD, LOST), EMPTY, f"{SO_FAR}1 touchpoint has no place yet"),
        ((GOOD, LOST, SIDELESS), EMPTY, f"{SO_FAR}2 touchpoints have no place yet"),
        ((GOOD, replace(LOST, hidden=True)), EMPTY, f"{SO_FAR}1 touchpoint has no place yet"),
        (HERE, (), "Every phase is covered, online and offline"),
        (HERE[1:], (), "Nothing in Awareness"),
        ((replace(HERE[0], placement=replace(HERE[0].placement, setting="online")), *HERE[1:]), (), AWARE),
        ((replace(HERE[0], placement=replace(HERE[0].placement, setting="online")), *HERE[1:-1]), (), BOTH),
        (
            (*HERE[1:], LOST),
            (),
            "Every phase is covered; whether every stage is remains open while 1 touchpoint has no place",
        ),
    ],
)
def test_what_nobody_measures_is_told_and_only_so_far_while_touchpoints_have_no_place(touchpoints, coverage, said):
    assert coverage_finding(story(*touchpoints, coverage=coverage)) == said


@pytest.mark.parametrize(
    ("touchpoints", "claimed"), [((GOOD,), True), ((GOOD, LOST), False), ((GOOD, SIDELESS), False)]
)
def test_what_is_missing_may_be_among_those_without_a_place(touchpoints, claimed):
    lacking = missing_concepts([], industry="webshop")[:1]
    said = missing(story(*touchpoints, industry="webshop", missing=lacking))
    assert ("but not in your file" in said) is claimed
    assert said.endswith("1 touchpoint has no place yet and may be one of them.") is not claimed


@pytest.mark.parametrize(
    ("first_date", "said"),
    [
        (None, "No dates could be read from the file. Add a month or date column to see how things change."),
        (dt.date(2020, 3, 16), "No key figure is known in two periods yet, so nothing can be drawn over time."),
    ],
)
def test_a_file_with_dates_is_not_said_to_have_none(first_date, said):
    assert trend_unknown(story(first_date=first_date)) == said


def sheet(grain: str, read: int, left_out: int = 0) -> SheetReceipt:
    return SheetReceipt("", grain, 1, read, left_out, ())


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ((sheet("interactions", 500),), "500 rows read."),
        ((sheet("touchpoints", 8, 1), sheet("responses", 20)), "28 rows read, 1 left out."),
        ((sheet("touchpoints", 8), sheet("other", 99, 99)), "8 rows read."),
    ],
)
def test_rows_of_tables_logs_and_surveys_are_read(sheets, said):
    told = story(files=(FileReceipt("f.xlsx", sheets),))
    assert rows_read(told) == said
    assert rows_used(told) == sum(s.rows_read for s in sheets if s.grain != "other")


@pytest.mark.parametrize(("sales", "end"), [(0, "Last contact in the file"), (3, "Left without buying")])
def test_nobody_leaves_without_buying_where_no_sale_is_told(sales, end):
    assert step_name(story(journeys=replace(NOTHING, sales=sales)), END) == end


REACH, SCORE = Message("why.reach-visits", {"share": 0.14}), Message("why.csat", {"value": 0.58, "target": 0.8})
FINE = Message("why.beyond", {"n": 1, "measures": (Message("measure.service"),)})


@pytest.mark.parametrize(
    ("health", "why", "said"),
    [
        (
            0.7,
            {"a": REACH, "b": SCORE, "c": FINE},
            "14% of all visits happen here, and 58% are satisfied (target 80%).",
        ),
        (
            0.7,
            {"a": REACH, "b": SCORE, "c": FINE, "d": Message("why.easy")},
            "14% of all visits happen here, and 58% are satisfied (target 80%). Easy to change.",
        ),
        (
            1.1,
            {"a": REACH, "b": SCORE, "c": FINE},
            "14% of all visits happen here, 58% are satisfied (target 80%), and its service is better than its target.",
        ),
    ],
)
def test_good_news_is_no_reason_to_repair(health, why, said):
    told = Message("why.sentence-3-ended" if "d" in why else "why.sentence-3", why)
    point = replace(POOR, priority=replace(POOR.priority, health=health, why=told))
    assert story(point).reason(point) == said


@pytest.mark.parametrize(
    ("word", "after", "said"),
    [
        ("no clear change", 0.4349, "Conversion rate, May to Jun: unchanged at 43.5%"),
        ("no clear change", 0.46, "43.5% → 46.0%, no clear change"),
        ("up", 0.4349, "43.48% → 43.49%, up"),
    ],
)
def test_only_a_clear_change_is_written_finer(word, after, said):
    kpis = (Kpi("conversion_rate", value, "share") for value in (0.4348, after))
    assert said in trend_finding(story(), *kpis, word, ("May", "Jun"))


@pytest.mark.parametrize(
    ("on_the_line", "word", "said"), [(True, "alone", ""), (True, "clear", "Fix"), (False, "alone", "Fix")]
)
def test_one_alone_is_not_to_be_fixed_while_nobody_can_tell(on_the_line, word, said):
    point = replace(POOR, priority=replace(POOR.priority, action="fix", on_the_line=on_the_line))
    assert story(point, verdict=Verdict(word, (point.key,))).action_word(point) == said


def figure(kpi: str, value: float, low: float | None, high: float | None, target: float) -> Part:
    poor = high is not None and high < target
    return Part("satisfaction", kpi, value, low, high, value, target, 50, 1, 0.1, poor)


CLEAR, OPEN, UNKNOWN = (figure("csat", 0.5, *ends, 0.8) for ends in ((0.4, 0.6), (0.4, 0.9), (None, None)))


@pytest.mark.parametrize(
    ("impact", "parts", "action", "counted", "said"),
    [
        (0.9, (CLEAR,), "fix", True, "Fix"),
        (0.3, (CLEAR,), "fix", True, "Fix"),  # at the median
        (0.2, (CLEAR,), "fix", False, ""),
        (0.9, (OPEN,), "fix", False, ""),
        (0.9, (UNKNOWN,), "fix", True, "Fix"),  # where nothing has an interval, the figure itself decides
        (0.9, (OPEN, figure("nps", 10, -20, 40, 30)), "fix", False, ""),
        (0.9, (OPEN, figure("nps", -90, -95, -80, 30)), "fix", True, "Fix"),  # the worst figure decides
        (0.2, (CLEAR,), "question", False, "Review"),
    ],
)
def test_list_card_and_heading_follow_one_rule(impact, parts, action, counted, said):
    values = {"impact": impact, "parts": parts, "action": action, "reach": 100.0}
    point = replace(POOR, priority=replace(POOR.priority, **values))
    told = story(point, GOOD, impact_line=0.3)
    assert to_do(told, point) == said
    assert picture_finding(told).startswith("One touchpoint that matters") == counted


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (CLEAR, "Furthest below its target: Satisfied customers (CSAT), 62% of it (50%–75%)."),
        (UNKNOWN, "Furthest below its target: Satisfied customers (CSAT), 62% of it."),
        (
            figure("nps", -43, -58, -26, 30),
            "Furthest from target: NPS. From −100 it has come 44% of the way to +30 (32%–57%).",
        ),
        (figure("csat", 0.9, 0.85, 0.95, 0.8), ""),
    ],
)
def test_the_card_names_the_figure_by_which_the_picture_places_it(part, said):
    point = replace(POOR, priority=replace(POOR.priority, parts=(part,)))
    assert worst_words(story(point), point) == said


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((CLEAR,), ""),  # told as a reason already
        (
            (CLEAR, figure("nps", -43, -58, -26, 30)),
            "Also clearly below target: its NPS is −43 (target +30).",
        ),
        ((CLEAR, figure("nps", 10, -20, 40, 30)), ""),
    ],
)
def test_other_figures_clearly_below_target_are_told_with_the_reason(parts, said):
    why = Message("why.sentence-2", {"a": REACH, "b": SCORE})
    point = replace(POOR, priority=replace(POOR.priority, parts=parts, why=why))
    assert also_below(story(point), point) == said


@pytest.mark.parametrize(
    ("coverage", "said"),
    [
        (
            (Coverage("pre", "online", 6, 3), Coverage("during", "online", 2, 2)),
            "Every phase is covered, but 3 of 6 online before the purchase cannot be judged",
        ),
        (
            (Coverage("pre", "online", 6, 4, 1),),
            "Every phase is covered, but 3 of 6 online before the purchase are measured too little",
        ),
        ((Coverage("pre", "online", 6, 4),), "Every phase is covered, online and offline"),
    ],
)
def test_a_field_of_which_half_is_not_measured_comes_before_stages(coverage, said):
    assert coverage_finding(story(*HERE, coverage=coverage)) == said


def worthy(phase_stage: str, value: float, key: str):
    point = one_touchpoint(phase_stage, "online", 0.5, rank=1)
    return replace(point, key=key, priority=replace(point.priority, worth=Worth(1, value, 2 * value, "DKK", "year")))


@pytest.mark.parametrize(
    ("capped", "sums"),
    [(False, {"pre": 30.0, "during": 5.0}), (True, {})],  # held down, nobody knows a phase's part
)
def test_what_there_is_to_win_is_told_by_phase(capped, sums):
    points = (worthy("awareness", 10, "a"), worthy("consideration", 20, "b"), worthy("purchase", 5, "c"))
    told = story(
        *points, SILENT, worth_together=Worth(1, 35, 70, "DKK", "year", capped), verdict=Verdict("clear", ("a",))
    )
    assert worth_by_phase(told.analysis) == sums


@pytest.mark.parametrize(
    ("periods", "told"),
    [
        (("May 2025", "Jun 2025"), "Conversion rate, May to Jun 2025: "),
        (("H1 2025", "H2 2025"), "Conversion rate, H1 to H2 2025: "),
        (("Q3 2024", "Q4 2024"), "Conversion rate, Q3 to Q4 2024: "),
        (("Dec 2024", "Jan 2025"), "Conversion rate, Dec 2024 to Jan 2025: "),
        (("2024", "2025"), "Conversion rate, 2024 to 2025: "),
        (("1 May 2025", "2 May 2025"), "Conversion rate, 1 May to 2 May 2025: "),
    ],
)
def test_a_heading_over_time_says_a_shared_year_once(periods, told):
    ends = (Kpi("conversion_rate", value, "share") for value in (0.43, 0.46))
    assert trend_finding(story(GOOD), *ends, "no clear change", periods).startswith(told)


def test_an_empty_stage_is_named_before_a_field_that_is_half_measured():
    half = (Coverage("pre", "online", 6, 3),)
    assert coverage_finding(story(*HERE, coverage=half)).startswith("Every phase is covered, but 3 of 6 online")
    told = coverage_finding(story(*HERE[:-1], coverage=half))
    assert told == "Nothing in Loyalty, and 3 of 6 online before the purchase cannot be judged"


@pytest.mark.parametrize(
    ("grain", "periods", "told"),
    [
        ("half", ("2025-H1", "2025-H2"), "H1 2025 – H2 2025"),
        ("tertial", ("2025-T1", "2025-T3"), "T1 2025 – T3 2025"),
        ("week", ("2025-W01", "2025-W02"), "1 January 2025 – 12 January 2025"),
    ],
)
def test_whole_periods_are_told_as_the_file_counts_them(grain, periods, told):
    dates = {"first_date": dt.date(2025, 1, 1), "as_of": dt.date(2025, 1, 12)}
    found = story(GOOD, **dates, period_grain=grain, groups={"period": {key: {} for key in periods}})
    assert found.span().replace("\N{NO-BREAK SPACE}", " ") == told
