"""What is said about targets, comparisons, budget and the two sides: only what the numbers carry."""

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from core import pipeline
from core.model import Analysis, Change, Contrast, Goal, Kpi, Moved, Settings, Side, Stretch, Target
from core.story import Story, meeting
from core.story import budget as money
from core.story import chances as likely
from core.story import compare as told
from core.story import goals as aims
from core.story.differences import difference
from core.texts import LANGUAGES, language
from tests.charts.fakes import analysis_of

SAMPLES = Path(__file__).parents[2] / "sample_data"
HEAD = "Touchpoint,Phase,Setting,Month,Segment,Visits,Orders,Revenue,Cost\n"


def read(*lines: str, settings: Settings | None = None, files: tuple[str, ...] = ()) -> Story:
    parts = [("one.csv", (HEAD + "\n".join(lines)).encode())]
    parts += [(f"{n}.csv", (HEAD + text).encode()) for n, text in enumerate(files)]
    return Story(pipeline.analyse(pipeline.load(parts), settings or Settings()), language("en"))


@cache
def sample(name: str) -> Analysis:
    found = pipeline.load([(name, (SAMPLES / name).read_bytes())])
    day = dt.date(2024, 7, 1) if "b2b" in name else dt.date(2025, 4, 1)
    return pipeline.analyse(found, Settings(change_on=day, change_cost=20_000.0))


SHOP = ("Shop,During,Offline,2025-04-01,,2000,200,40000,", "Shop,During,Offline,2025-05-01,,2000,260,52000,")


def test_one_clear_change_is_named_with_its_range():
    story = read(*SHOP)
    found = story.analysis.comparisons.period
    assert told.time_finding(story, found) == "Conversion rate: clearly better in May 2025 than in Apr 2025"
    (one,) = told.clear(found)
    assert told.sentence(story, one) == "Conversion rate rose from 10% to 13% (likely rise: 1.0–5.0 percentage points)."
    assert told.came_and_went(story, found) == ["The touchpoints are the same in both."]


def test_no_clear_change_is_an_answer():
    story = read("Shop,During,Offline,2025-04-01,,200,30,,", "Shop,During,Offline,2025-05-01,,210,45,,")
    found = story.analysis.comparisons.period
    assert told.time_finding(story, found) == "Nothing has clearly changed since Apr 2025"
    assert difference(story, found.moved[0]) == "between 1.1 percentage points lower and 13.8 higher"


def test_the_clearest_touchpoints_follow_in_sentences():
    chat = ("Chat,After,Online,2025-04-01,,1000,100,,", "Chat,After,Online,2025-05-01,,1000,40,,")
    story = read(*SHOP, *chat)
    found = story.analysis.comparisons.period
    assert told.parts(story, found) == [
        "Chat: conversion rate fell from 10% to 4.0% (likely fall: 3.8–8.3 percentage points).",
        "Shop: conversion rate rose from 10% to 13% (likely rise: 1.0–5.0 percentage points).",
    ]


def test_half_a_month_is_said():
    days = [
        f"Shop,During,Offline,2025-{m:02}-{d:02},,100,9,,"
        for m, n in ((3, 31), (4, 30), (5, 10))
        for d in range(1, n + 1)
    ]
    story = read(*days)
    (first, *_) = told.notes(story, story.analysis.comparisons.period)
    assert first == (
        "The last period is not over in this file: 1–10 May 2025 is compared with the same days before, 1–10 Apr 2025."
    )


def test_what_a_change_brought():
    chosen = Settings(change_on=dt.date(2025, 5, 1), change_cost=2000.0)
    story = read(*SHOP, settings=chosen)
    found = story.analysis.comparisons
    assert told.change_finding(story, found.change) == "Conversion rate: clearly better since the change"
    assert told.returns(story, found.returned) == [
        "In revenue that is about 12,000 a month (somewhere between 4,100 and 20,000).",
        "With a cost of 2,000 and a margin of 40% the change has so far returned 140% (between −18% and 298%), "
        "and 140% in its first period.",
        "At this pace the cost is earned back within 1 month.",
    ]


def test_a_change_that_does_not_pay():
    chosen = Settings(change_on=dt.date(2025, 5, 1), change_cost=2000.0)
    story = read("Shop,,,2025-04-01,,2000,260,52000,", "Shop,,,2025-05-01,,2000,200,40000,", settings=chosen)
    assert (
        told.returns(story, story.analysis.comparisons.returned)[-1] == "So far the change does not earn its cost back."
    )


@pytest.mark.parametrize(
    ("orders", "finding"),
    [
        ((100, 105), "No clear difference between the segments"),
        ((100, 200), "a is clearly worse than b on conversion rate"),
        ((200, 100), "a is clearly better than b on conversion rate"),
    ],
)
def test_segments(orders, finding):
    story = read(*(f"Shop,During,Offline,,{s},1000,{x},," for s, x in zip("ab", orders, strict=True)))
    (found,) = story.analysis.comparisons.segments
    assert told.segment_finding(story, found) == finding
    assert any("Holm" in note for note in told.notes(story, found))


def test_two_files():
    story = read(SHOP[0], files=(SHOP[1] + "\nChat,After,Online,2025-05-01,,50,5,,",))
    found = story.analysis.comparisons.files
    assert told.files_finding(story, found) == "One key figure clearly changed from one.csv to 0.csv"
    assert told.came_and_went(story, found) == ["New: Chat."]


def test_budget_follows_value():
    story = read("Ads,Before,Online,,,900,30,9000,6000", "Mail,After,Online,,,900,90,21000,4000", "Shop,,,,,90,9,900,")
    found = story.analysis.budget
    told = "Ads takes 60% of the spend and brings in 30% of the revenue of the touchpoints compared"
    assert money.budget_finding(story, found) == told
    notes = money.budget_notes(story, found)
    assert notes[0].startswith("Moving 400 from Ads to Mail (10% of the smaller of the two budgets)")
    assert "No cost in the file for Shop." in notes


def test_money_without_a_result_is_the_finding():
    story = read("Ads,Before,Online,,,900,30,9000,6000", "Leaflet,Before,Offline,,,,,,4000")
    finding = money.budget_finding(story, story.analysis.budget)
    assert finding == "40% of the money spent before the purchase has no measured result"


def test_what_serves_buyers_is_no_money_without_a_result():
    ads = ("Ads,Before,Online,,,900,30,9000,6000", "Mail,Before,Online,,,900,90,21000,4000")
    story = read(*ads, "Leaflet,Before,Offline,,,,,,2000", "Delivery,After,Offline,,,,,,50000")
    found = money.meant_to_sell(story, story.analysis.budget)
    assert [(s.key, round(s.cost_share, 2)) for s in found.touchpoints] == [
        ("ads", 0.5),
        ("mail", 0.33),
        ("leaflet", 0.17),
    ]
    assert (
        money.budget_finding(story, story.analysis.budget)
        == "Mail takes 33% of the spend and brings in 70% of the revenue of the touchpoints compared"
    )
    assert money.budget_notes(story, story.analysis.budget)[-2:] == [
        "This includes 2,000 for Leaflet: nobody measures what that brings in, so the dashboard's return on ads leaves "
        "it out.",
        "Left out of the picture, because it serves customers who already buy: Delivery (50,000).",
    ]


def test_a_shift_that_moves_next_to_nothing_is_no_example():
    small = ("Ads,Before,Online,,,900,30,9000,600", "Mail,Before,Online,,,900,90,21000,400")
    assert "Moving" in money.budget_notes(story := read(*small), story.analysis.budget)[0]
    story = read(*small, "Shop,During,Offline,,,90000,9000,9000000,")
    assert not any("Moving" in note for note in money.budget_notes(story, story.analysis.budget))


def nps(before: float, after: float, low: float, high: float, *, word: str = "up") -> Moved:
    sides = (Kpi("nps", value, "points", n=n) for value, n in ((before, 9), (after, 6)))
    better = None if word == "no clear change" else word == "up"
    return Moved("nps", "touchpoint", "shop", *sides, Change(after - before, low, high, word), better)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        (nps(-22, 67, 8, 132), "shop: NPS rose from −22 to +67 (likely by 8 or more; from 9 and 6 answers)."),
        (nps(-22, 67, 8, 122), "shop: NPS rose from −22 to +67 (likely rise: 8–122; from 9 and 6 answers)."),
        (
            nps(20, -30, -130, -5, word="down"),
            "shop: NPS fell from +20 to −30 (likely by 5 or more; from 9 and 6 answers).",
        ),
    ],
)
def test_no_range_reaches_beyond_the_scale(moved, said):
    assert told.sentence(Story(analysis_of(0), language("en")), moved) == said


@pytest.mark.parametrize(
    ("code", "over_time", "said"),
    [
        ("en", True, "likely rise: 0.13–0.89\u00a0DKK"),
        ("da", True, "sandsynlig stigning: 0,13–0,89\u00a0kr."),
        ("sv", True, "trolig ökning: 0,13–0,89\u00a0DKK"),
        ("en", False, "likely difference: 0.13–0.89\u00a0DKK"),
    ],
)
def test_a_likely_rise_says_the_currency_once(code, over_time, said):
    before, after = (Kpi("cost_per_visit", value, "money") for value in (9.12, 9.63))
    dearer = Moved("cost_per_visit", "whole", None, before, after, Change(0.51, 0.13, 0.89, "up"), better=False)
    assert difference(Story(analysis_of(0), language(code)), dearer, over_time=over_time) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "between 53 DKK lower and 75 DKK higher"),
        ("da", "mellem 53 kr. lavere og 75 kr. højere"),
        ("sv", "mellan 53 {kr} lägre och 75 {kr} högre"),
    ],
)
def test_what_may_be_nothing_has_words_for_signs(code, said):
    before, after = (Kpi("cost_per_conversion", value, "money") for value in (201.4, 212.4))
    change = Change(11.0, -53.34, 75.36, "no clear change")
    story = Story(analysis_of(0), language(code))
    kr = story.language.write("money", 5, currency="DKK").partition("\u00a0")[2]
    found = difference(story, Moved("cost_per_conversion", "whole", None, before, after, change))
    assert found.replace("\u00a0", " ") == said.format(kr=kr)


def contrast(word: str | None, better: str | None) -> Contrast:
    share = Kpi("csat", 0.9, "share", n=50, low=0.8, high=0.95)
    return Contrast("post", "csat", share, replace(share, value=0.5), Change(-0.4, -0.5, -0.3, word), better)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("contrasts", "finding"),
    [
        (
            (contrast("down", "online"),),
            "Online is clearly better after the purchase on satisfied customers (CSAT): "
            "90% (Kundeservice på mail and Ordrebekræftelse) against 50% (Levering and Kundeservice på telefon)",
        ),
        ((contrast("no clear change", None),), "No clear difference between online and offline within a phase"),
        ((), "No phase has a key figure both online and offline, so the two cannot be compared."),
    ],
)
def test_online_and_offline(contrasts, finding):
    story = Story(replace(sample("dansk-webshop.xlsx"), omnichannel=contrasts), language("en"))
    assert money.omnichannel_finding(story) == finding


def test_targets_are_counted_and_each_says_where_it_stands():
    goals = (Goal("conversion_rate", 0.2), Goal("retention_rate", 0.8), Goal("aov", 150, dt.date(2025, 12, 31)))
    story = read(*SHOP, settings=Settings(goals=goals))
    said = "Of 3 targets: 1 not reached, 1 without a known range and 1 that cannot be measured"
    assert aims.goals_finding(story) == said
    rate, kept, worth = story.analysis.targets
    assert (aims.word(story, rate), aims.against(story, rate)) == ("not reached", "12% · target 20%")
    assert aims.against(story, kept) == "add the column customers at start"
    assert aims.place(story, worth) == "Whole business · by 31 December 2025"
    assert aims.mark(story, story.analysis.kpis["conversion_rate"]) == "target 20%: not reached"
    assert aims.mark(story, story.analysis.kpis["csat"]) == ""


@pytest.mark.parametrize(("code", "marked"), [("en", "default target"), ("da", "standardmål"), ("sv", "standardmål")])
def test_a_target_that_nobody_set_says_so(code, marked):
    story = Story(sample("dansk-webshop.xlsx"), language(code))
    assert aims.mark(story, story.analysis.kpis["csat"]).startswith(marked)


@pytest.mark.parametrize(
    ("kpi", "value", "low", "aim", "said"),
    [
        ("response_time", 0.17, None, 24.0, "better than that"),
        ("response_time", 20.0, None, 24.0, "better than that"),
        ("response_time", 60.0, None, 24.0, "worse than that"),
        ("csat", 0.79, None, 0.8, "close to it"),
        ("csat", 0.6, None, 0.8, "worse than that"),
        ("csat", 0.6, 0.55, 0.8, "not reached"),
    ],
)
def test_without_a_likely_range_only_the_fact_is_told(kpi, value, low, aim, said):
    unit = "duration" if kpi == "response_time" else "share"
    good = value < aim if kpi == "response_time" else value > aim
    figure = Kpi(kpi, value, unit, low=low, high=None if low is None else value + 0.05)
    target = Target(Goal(kpi, aim), "default", figure, "reached" if good else "behind")
    assert aims.word(read(*SHOP), target) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(18.0, "far above"), (3.0, "above"), (2.6, "just above"), (2.4, "just below"), (1.0, "far below")],
)
def test_what_ads_bring_stands_above_or_below_what_covers_them(value, said):
    target = Target(Goal("roas", 2.5), "default", Kpi("roas", value, "ratio"), "reached")
    assert aims.covered(read(*SHOP), target) == said


def with_chances(code: str, *chances: float) -> Story:
    """The sample whose first place is open, its two leaders with these chances of it."""
    story = Story(sample("svensk-b2b.xlsx"), language(code))
    given = dict(zip((t.key for t in story.leaders), chances, strict=True))
    touchpoints = tuple(
        replace(t, priority=replace(t.priority, p_first=given[t.key])) if t.key in given else t
        for t in story.analysis.touchpoints
    )
    return Story(replace(story.analysis, touchpoints=touchpoints), story.language)


@pytest.mark.parametrize(
    ("code", "headline", "word"),
    [
        ("en", "Too close to call: {0} or {1}.", "Too close"),
        ("da", "Uafgjort: {0} eller {1}.", "Uafgjort"),
        ("sv", "Oavgjort: {0} eller {1}.", "Oavgjort"),
    ],
)
def test_a_tie_names_those_between_whom_it_is(code, headline, word):
    story = with_chances(code, 0.35, 0.33)
    assert story.headline() == headline.format(*(t.name for t in story.leaders))
    assert {story.verdict_word(t) for t in story.leaders} == {word}
    assert meeting.sure(story) == story.headline().rstrip(".")


REST = "Support via e-post (7.8%). The other 9, now at target, share 2.5%."
UNSEEN = "Google-annonser, LinkedIn-annonser, Rekommendation från kund and White paper"


@pytest.mark.parametrize(
    ("chances", "told"),
    [
        (
            (0.3, 0.4),
            f"Chance of being first: {{0}} (30%), {{1}} (40%) and {REST} 20% lies with the 4 whose result is not "
            f"known: {UNSEEN}. Measure it, and it may be settled.",
        ),
        ((0.45, 0.45), f"Chance of being first: {{0}} (45%), {{1}} (45%) and {REST}"),
        (
            (0.2, 0.3),
            f"Measure the result of {UNSEEN} first: together they hold 40% of the chance of being first. "
            "Not known yet: how many buy and how satisfied customers are. "
            "Of those that can be judged, {0} (20%) and {1} (30%) are level. The other 10 share 10%.",
        ),
    ],
)
def test_chances_stand_in_the_order_of_the_list_with_the_next_one_and_what_nobody_measured(chances, told):
    story = with_chances("en", *chances)
    assert likely.chances(story) == told.format(*(t.name for t in story.leaders))


def others(story: Story, *, chance: float, good: int) -> Story:
    """Those behind the third, each with the same ``chance`` of being first, ``good`` of them at target."""
    behind = [t.key for t in story.visible if t.priority.rank and t.priority.rank > 3]
    told = {key: {"p_first": chance, "health": 1.0 if n < good else 0.9} for n, key in enumerate(behind)}
    touchpoints = tuple(
        replace(t, priority=replace(t.priority, **told[t.key])) if t.key in told else t
        for t in story.analysis.touchpoints
    )
    return Story(replace(story.analysis, touchpoints=touchpoints), story.language)


@pytest.mark.parametrize(
    ("chance", "good", "told"),
    [
        (0.001, 9, ""),
        (0.02, 9, "The other 9, now at target, share 18%."),
        (0.02, 2, "The other 9 share 18%."),
        (0.02, 0, "The other 9 share 18%."),
    ],
)
def test_the_others_are_told_as_what_they_are(chance, good, told):
    said = likely.chances(others(with_chances("en", 0.4, 0.3), chance=chance, good=good))
    assert told in said
    assert ("The other" in said) is bool(told)


@pytest.mark.parametrize(
    ("sample_name", "places"),
    [
        ("dansk-webshop.xlsx", ["first: 97%", "rank 2–8"]),
        ("svensk-b2b.xlsx", ["first: 26%", "first: 22%", "rank 1–6"]),
    ],
)
def test_whom_the_verdict_names_stands_with_its_chance_the_others_with_their_ranks(sample_name, places):
    story = Story(sample(sample_name), language("en"))
    assert [likely.place(story, t) for t in story.visible[: len(places)]] == places


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", ["dansk-webshop.xlsx", "svensk-b2b.xlsx", "english-clinic.xlsx"])
def test_every_sample_is_told_in_every_language(code, name):
    story = Story(sample(name), language(code))
    found = story.analysis.comparisons
    lines = [told.time_finding(story, found.period), *told.notes(story, found.period), *told.parts(story, found.period)]
    lines += [aims.goals_finding(story), *aims.goals_notes(story), money.omnichannel_finding(story)]
    lines += money.budget_notes(story, story.analysis.budget) if story.analysis.budget else []
    lines += [told.change_finding(story, found.change), *told.returns(story, found.returned)]
    lines += [story.sentence(why) for why in found.silent.values()]
    assert all(line and "{" not in line and ".." not in line for line in lines)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.0004, 0.0028, "0.04–0.28 percentage points higher"),
        (0.012, 0.0496, "1.2–5.0 percentage points higher"),
        (-0.0004, 0.02, "between 0.04 percentage points lower and 2.00 higher"),
        (-0.00142, 0.00002, "between 0.14 percentage points lower and no change"),
        (-0.0014, -0.0002, "0.02–0.14 percentage points lower"),
        (0.0, 0.02, "between no change and 2.0 percentage points higher"),
    ],
)
def test_what_is_not_nothing_is_not_written_as_nothing(low, high, said):
    kpi = Kpi("click_through_rate", 0.02, "share")
    one = Moved("click_through_rate", "whole", None, kpi, kpi, Change((low + high) / 2, low, high, "up"), better=None)
    assert difference(Story(analysis_of(0), language("en")), one) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (dt.date(2024, 5, 1), dt.date(2024, 6, 30), "May 2024 – Jun 2024"),
        (dt.date(2024, 2, 1), dt.date(2024, 2, 29), "Feb 2024 – Feb 2024"),
        (dt.date(2024, 6, 1), dt.date(2024, 6, 29), "1–29 Jun 2024"),
        (dt.date(2024, 1, 1), dt.date(2024, 2, 28), "1 Jan–28 Feb 2024"),
    ],
)
def test_days_are_called_months_only_where_they_are_whole_ones(first, last, said):
    story = Story(analysis_of(0), language("en"))
    assert told.stretch(story, Side(9, stretch=Stretch(first, last))) == said
