"""Sentences say of what they speak: of what is shown or of the whole file, of how many comparisons, of which days."""

import datetime as dt
from dataclasses import replace

import pytest

from core.charts import journey
from core.model import Comparison, Coverage, Kpi, Message, Moved, Side, Stretch, Worth
from core.model.compare import Change
from core.story import Story, coverage_finding, journey_finding, priorities_finding
from core.story import compare as told
from core.story.differences import difference
from core.story.findings import coverage_notes
from core.story.gaps import gaps
from core.story.placing import classes
from core.story.worth import together_caption
from core.texts import language
from core.ui.dashboard.cards import named, where
from tests.charts.fakes import analysis_of, one_touchpoint, with_range

SHOWN = one_touchpoint("purchase", "online", 0.5, rank=1)
SURE = with_range(SHOWN)
HIDDEN = replace(one_touchpoint("awareness", "offline", 0.4, rank=2, hidden=True), key="hidden", name="Fair")


def behind_a_filter(*touchpoints, code: str = "en", **values) -> Story:
    found = replace(analysis_of(0), touchpoints=touchpoints or (SHOWN, HIDDEN), **values)
    return Story(found, language(code))


def test_what_the_filters_hide_is_no_gap_of_the_file():
    lacking = {"aov": Kpi("aov", None, "money", reason=Message("reason.absent"), unlock="revenue")}
    with_revenue = replace(HIDDEN, metrics={"revenue": 900.0})
    assert "Revenue" in gaps(behind_a_filter(kpis=lacking))[0]
    assert gaps(behind_a_filter(SHOWN, with_revenue, kpis=lacking)) == [language("en").say("gaps.none")]


def test_a_figure_names_only_touchpoints_that_are_shown():
    roas = Kpi("roas", 2.4, "ratio", 240, 100, "cost")
    bare = one_touchpoint("satisfaction", "online", 0.9)
    story = behind_a_filter(replace(SHOWN, kpis={"roas": roas}), bare, replace(HIDDEN, kpis={"roas": roas}))
    assert (named(story, roas), where(story, roas)) == ("of Webshop", "1 of 2 touchpoints")


@pytest.mark.parametrize(
    ("hidden", "finding"),
    [
        (True, "About 20,000\u00a0DKK in revenue a year can be gained during the purchase"),
        (False, "Most can be gained during the purchase: about 20,000\u00a0DKK in revenue a year"),
    ],
)
def test_of_a_phase_that_is_shown_alone_nothing_is_most(hidden, finding):
    worth = Worth(18_000, 20_000, 22_000, "DKK", "year")
    points = [replace(t, priority=replace(t.priority, score=9.0, worth=worth)) for t in (SHOWN, HIDDEN)]
    points[1] = replace(points[1], hidden=hidden, priority=replace(points[1].priority, score=1.0))
    points[1] = replace(points[1], priority=replace(points[1].priority, worth=replace(worth, value=9_000)))
    story = behind_a_filter(*points, worth_together=worth)
    assert journey_finding(story) == finding


def test_what_is_not_filtered_says_so():
    worth = Worth(18_000, 20_000, 22_000, "DKK", "year")
    whole = "This is of the whole file, also of what the filters hide."
    assert coverage_notes(behind_a_filter()) == (whole,)
    assert together_caption(behind_a_filter(worth_together=worth))[0] == whole
    every = (SHOWN, replace(HIDDEN, hidden=False))
    assert coverage_notes(behind_a_filter(*every)) == ()
    assert whole not in together_caption(behind_a_filter(*every, worth_together=worth))


def test_the_note_about_both_rows_stands_where_a_touchpoint_is_both():
    both = replace(SHOWN, placement=replace(SHOWN.placement, setting="both"))
    note = "A touchpoint that is both online and offline counts in both rows."
    assert coverage_notes(behind_a_filter(both)) == (note,)


def test_a_stage_of_hidden_touchpoints_is_not_called_unmeasured():
    found = analysis_of(12)
    stage = found.touchpoints[0].placement.stage
    hid = tuple(replace(t, hidden=t.placement.stage == stage) for t in found.touchpoints)
    curve = journey(replace(found, touchpoints=hid), language=language("en")).curve
    assert curve is not None
    assert curve.hidden == {stage}


DARK = [Coverage("post", "online", 0, 0), Coverage("post", "offline", 0, 0)]


@pytest.mark.parametrize(
    ("code", "finding"),
    [
        ("en", "Nothing after the purchase, neither online nor offline"),
        ("da", "Intet efter købet, hverken online eller offline"),
        ("sv", "Inget efter köpet, varken online eller offline"),
    ],
)
def test_a_phase_without_anything_is_told_once(code, finding):
    assert coverage_finding(behind_a_filter(SHOWN, coverage=tuple(DARK), code=code)) == finding


def test_fields_where_nothing_is_are_empty_not_badly_measured():
    cells = (*DARK, Coverage("pre", "offline", 0, 0), Coverage("during", "online", 1, 1))
    assert coverage_finding(behind_a_filter(SHOWN, coverage=cells)) == "3 of 4 fields are empty"


def test_one_without_a_setting_is_not_placed():
    lost = replace(HIDDEN, hidden=False, placement=replace(HIDDEN.placement, setting="unknown"))
    story = behind_a_filter(SHOWN, lost, classes={"file": 2})
    assert classes(story) == "2 touchpoints: 1 placed as the file says and 1 without a full place."


def test_a_heading_about_little_everywhere_does_not_forget_whom_the_verdict_names():
    many = [
        replace(SURE, key=f"t{n}", name=f"T{n}", priority=replace(SURE.priority, rank=n, score=10.0))
        for n in range(1, 11)
    ]
    found = replace(analysis_of(0), touchpoints=tuple(many))
    said = "Start with T1, but no single place holds much of it"
    likely = replace(found, verdict=replace(found.verdict, word="likely", keys=("t1",)))
    assert priorities_finding(Story(likely, language("en"))) == said
    tied = replace(found, verdict=replace(found.verdict, word="tie", keys=tuple(t.key for t in many)))
    assert priorities_finding(Story(tied, language("en"))) != said


def _moved(kpi: str, low: float, scope: str = "whole") -> Moved:
    """A change of 1 with so low an end of its range: clear above 0, the nearer to 1 the clearer."""
    word, before, after = ("up" if low > 0 else "no clear change"), Kpi(kpi, 1.0, "count"), Kpi(kpi, 2.0, "count")
    key = None if scope == "whole" else "key"
    return Moved(kpi, scope, key, before, after, Change(1.0, low, 2 - low, word), better=True if low > 0 else None)


def _compared(*lows: float) -> Comparison:
    """38 comparisons, of the whole those with ``lows``."""
    sides = [Side(9, stretch=Stretch(dt.date(2025, m, 1), dt.date(2025, m, 28), f"2025-0{m}")) for m in (5, 6)]
    open_ = [_moved("csat", -1.0, "touchpoint") for _ in range(38 - len(lows))]
    return Comparison("period", *sides, tuple([_moved("nps", low) for low in lows] + open_), tests=38)


@pytest.mark.parametrize(
    ("lows", "finding", "chance"),
    [
        ((0.05, 0.1), "2 key figures have perhaps changed from May 2025 to Jun 2025", "about 2 would look clear"),
        ((0.05,), "Nothing has clearly changed since May 2025", "about 2 would look clear"),
        ((0.9, 0.8), "2 key figures clearly changed from May 2025 to Jun 2025", "Also clear when all 38"),
        ((0.9, 0.05), "NPS: clearly better in Jun 2025 than in May 2025", "Also clear when all 38"),
    ],
)
def test_many_comparisons_are_clear_only_as_many(lows, finding, chance):
    story, found = Story(analysis_of(0), language("en")), _compared(*lows)
    assert told.time_finding(story, found) == finding
    assert chance in told.chance(story, found)
    assert told.perhaps_chance(found) is ("clearly" not in finding or finding.startswith("Nothing"))


@pytest.mark.parametrize(
    ("code", "days", "said"),
    [
        ("da", (1, 3, 10, 3), "1.–10. mar. 2026"),
        ("en", (1, 3, 10, 3), "1–10 Mar 2026"),
        ("sv", (1, 3, 10, 3), "1–10 mars 2026"),
        ("en", (30, 1, 8, 2), "30 Jan–8 Feb 2026"),
    ],
)
def test_days_of_a_month_are_said_shortly(code, days, said):
    first, last = dt.date(2026, days[1], days[0]), dt.date(2026, days[3], days[2])
    assert told.stretch(Story(analysis_of(0), language(code)), Side(9, stretch=Stretch(first, last))) == said


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [("maj 2025", "jun. 2025", "maj"), ("1–10 Feb 2026", "1–10 Mar 2026", "1–10 Feb"), ("30 Jan–8 Feb 2026", "", "")],
)
def test_the_time_before_is_named_where_its_name_is_short(since, until, said):
    assert told.short_of(since, until) == said


@pytest.mark.parametrize(("word", "keys", "first"), [("clear", ("key",), True), ("too few", (), False)])
def test_the_first_look_promises_a_first_only_where_one_is_named(word, keys, first):
    story = behind_a_filter(SHOWN)
    verdict = replace(story.analysis.verdict, word=word, keys=keys)
    assert Story(replace(story.analysis, verdict=verdict), story.language).names_a_first is first


@pytest.mark.parametrize(
    ("code", "currency", "told_range"),
    [
        ("en", "GBP", "likely fall: £0.04–£0.21"),
        ("da", "DKK", "sandsynligt fald: 0,04–0,21\u00a0kr."),
        ("sv", "SEK", "trolig minskning: 0,04–0,21\u00a0kr"),
    ],
)
def test_a_range_of_money_has_its_currency(code, currency, told_range):
    story = Story(replace(analysis_of(0), currency=currency), language(code))
    before, after = (Kpi("cost_per_lead", value, "money") for value in (1.11, 0.98))
    fell = Moved("cost_per_lead", "whole", None, before, after, Change(-0.13, -0.21, -0.04, "down"), better=True)
    assert difference(story, fell) == told_range


@pytest.mark.parametrize(
    ("key", "word"),
    [("why.uncompared-counted", "Nothing to compare with"), ("why.open", "Cannot be judged")],
)
def test_one_whose_sales_are_known_but_alone_is_not_said_to_lack_them(key, word):
    why = Message(key, {"x": 9.0, "n": 90.0})
    alone = replace(SHOWN, priority=replace(SHOWN.priority, verdict="not measured", why=why))
    assert behind_a_filter(alone).verdict_word(alone) == word
