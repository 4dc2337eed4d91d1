"""The filters in force, told: each with what it lets through."""

from dataclasses import replace

import pytest

from core.model import FileReceipt, Settings, SheetReceipt, Worth
from core.story import Story
from core.story.hidden import chosen, rows_shown
from core.story.worth import Step, step_words, steps, together_caption, together_finding
from core.texts import language
from tests.charts.fakes import analysis_of, one_touchpoint, with_range


@pytest.mark.parametrize(
    ("code", "settings", "told"),
    [
        ("en", Settings(), {}),
        (
            "en",
            Settings(phases=("pre",), settings=("both",)),
            {"phases": "Phase: before purchase", "settings": "Channel: both online and offline"},
        ),
        ("da", Settings(periods=("2025-01", "2025-02")), {"periods": "Periode: jan. 2025 og feb. 2025"}),
        ("da", Settings(settings=("both",)), {"settings": "Kanal: både online og offline"}),
        ("sv", Settings(settings=("online", "both")), {"settings": "Kanal: online samt både online och offline"}),
        ("sv", Settings(segments=("Nya", "Gamla")), {"segments": "Segment: Nya och Gamla"}),
    ],
)
def test_each_filter_says_what_it_lets_through(code, settings, told):
    assert chosen(Story(replace(analysis_of(0), settings=settings), language(code))) == told


@pytest.mark.parametrize(
    ("high", "told"), [(9_000.0, "Added up it is about "), (12_000.0, "Added up it is 9,000 to 12,000 ")]
)
@pytest.mark.parametrize("span", ["year", "period"])
def test_a_sum_without_a_range_is_told_as_one_figure(high, told, span):
    total = Worth(9_000.0, 9_000.0, high, None, span=span, capped=True)
    story = Story(replace(analysis_of(0), worth_together=total, currency=None), language("en"))
    assert together_caption(story)[0].startswith(told)
    assert ("9,000–12,000" in step_words(story, Step("sum", "", 0, 9_000, 9_000, high))) == (high > 9_000)


def test_where_all_that_has_a_worth_is_hidden_nothing_is_added_up():
    shop, mail = (one_touchpoint("purchase", "online", 0.5, rank=rank) for rank in (1, 2))
    valued = [
        replace(t, key=key, hidden=True, priority=replace(t.priority, worth=Worth(1, 2, 3, None)))
        for key, t in (("shop", shop), ("mail", mail))
    ]
    silent = one_touchpoint("awareness", "offline", None)
    told = Story(
        replace(analysis_of(0), touchpoints=(*valued, silent), worth_together=Worth(2, 4, 6, None)), language("en")
    )
    assert (steps(told), together_finding(told)) == ((), "")


@pytest.mark.parametrize(
    ("code", "hidden", "told"),
    [
        ("en", True, "In the whole file Shop comes first (60%); Mail does with 60% probability."),
        ("da", True, "I hele filen kommer Shop først (60\u00a0%); Mail gør det med 60\u00a0% sandsynlighed."),
        ("sv", True, "I hela filen kommer Shop först (60\u00a0%); Mail gör det med 60\u00a0% sannolikhet."),
        ("en", False, "First with 60% probability given your data, and in 70 of 100 ways of weighting."),
    ],
)
def test_behind_a_filter_the_first_of_the_file_is_named(code, hidden, told):
    first, second = (with_range(one_touchpoint("purchase", "online", 0.5, rank=rank)) for rank in (1, 2))
    sure = {"p_first": 0.6, "holds": 0.7, "verdict": "clear"}
    first = replace(first, key="shop", name="Shop", hidden=hidden, priority=replace(first.priority, **sure))
    second = replace(second, key="mail", name="Mail", priority=replace(second.priority, **sure))
    found = replace(analysis_of(0), touchpoints=(first, second))
    story = Story(replace(found, verdict=replace(found.verdict, word="clear", keys=("shop",))), language(code))
    assert story.certainty(story.leaders[0]) == told


@pytest.mark.parametrize(
    ("code", "low", "told"),
    [
        ("en", 2, "In the whole file Mail ranks 2–8; Shop comes first."),
        ("da", 2, "I hele filen er Mail plads 2–8; Shop kommer først."),
        ("sv", 2, "I hela filen ligger Mail på plats 2–8; Shop kommer först."),
        ("en", 8, "In the whole file Mail ranks 8; Shop comes first."),
        ("da", None, "I hele filen kommer Shop først."),
    ],
)
def test_behind_a_filter_the_one_that_comes_first_says_its_rank_in_the_file(code, low, told):
    first, second = (one_touchpoint("purchase", "online", 0.5, rank=rank) for rank in (1, 4))
    first = replace(first, key="shop", name="Shop", hidden=True)
    sure = {"p_first": 0.0, "holds": 0.7, "rank_low": low, "rank_high": low and 8}
    second = replace(second, key="mail", name="Mail", priority=replace(second.priority, **sure))
    found = replace(analysis_of(0), touchpoints=(first, second))
    story = Story(replace(found, verdict=replace(found.verdict, word="clear", keys=("shop",))), language(code))
    assert story.certainty(story.leaders[0]) == told


@pytest.mark.parametrize(
    ("lows", "told"),
    [
        ((900.0, 900.0), "The top 2 on the list hold about 100% of what there is to gain in revenue"),
        (
            (900.0, 100.0),
            "T1 alone holds about 50% of what there is to gain in revenue",
        ),  # T2 may bring little
        ((100.0, 900.0), "How much there is to gain is uncertain: "),
    ],
)
def test_what_may_bring_little_is_not_told_to_hold_most(lows, told):
    points = [
        replace(t, key=t.name, priority=replace(t.priority, worth=Worth(low, 1_000.0, 1_500.0, None)))
        for n, low in enumerate(lows, 1)
        if (t := replace(one_touchpoint("purchase", "online", 0.5, rank=n), name=f"T{n}")) and t.priority
    ]
    total = Worth(sum(lows), 2_000.0, 3_000.0, None)
    found = replace(analysis_of(0), touchpoints=tuple(points), worth_together=total)
    assert together_finding(Story(found, language("en"))).startswith(told)


@pytest.mark.parametrize(
    ("healths", "told"),
    [
        ((0.5, 0.5), "The top 2 on the list hold about 100% of what there is to gain in revenue"),
        ((0.5, 0.97), "T1 alone holds about 50% of what there is to gain in revenue"),
        ((0.97, 0.5), "How much there is to gain is uncertain: "),  # its figure may be at target just as well
    ],
)
def test_only_what_is_to_be_fixed_is_told_to_hold_most(healths, told):
    points = [
        replace(t, key=t.name, priority=replace(t.priority, worth=Worth(900.0, 1_000.0, 1_500.0, None)))
        for n, health in enumerate(healths, 1)
        if (t := replace(with_range(one_touchpoint("purchase", "online", health, rank=n)), name=f"T{n}")) and t.priority
    ]
    total = Worth(1_800.0, 2_000.0, 3_000.0, None)
    found = replace(analysis_of(0), touchpoints=tuple(points), worth_together=total, impact_line=0.5)
    assert together_finding(Story(found, language("en"))).startswith(told)


@pytest.mark.parametrize(
    ("grain", "settings", "told"),
    [
        ("touchpoints", Settings(), "9 rows"),
        ("touchpoints", Settings(phases=("pre",)), "5 of 9 rows"),
        ("interactions", Settings(), "9 rows"),
        ("interactions", Settings(phases=("pre",)), ""),  # a row of a log may tell of a whole journey
    ],
)
def test_rows_behind_a_filter_are_counted_where_they_belong_to_touchpoints(grain, settings, told):
    shown, away = (replace(one_touchpoint("purchase", "online", 0.5), rows=rows) for rows in (5, 4))
    files = (FileReceipt("a.csv", (SheetReceipt("a", grain, 1, 9, 0, ()),)),)
    points = (shown, replace(away, key="away", hidden=bool(settings.phases)))
    found = replace(analysis_of(0), settings=settings, files=files, touchpoints=points)
    assert rows_shown(Story(found, language("en"))) == told
