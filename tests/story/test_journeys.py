"""What the page about journeys says, as facts."""

from dataclasses import replace

import pytest

from core.model import CreditRange, Credits, DropOut, Journeys, Path, Spread, Transition
from core.model.journeys import END, OTHERS, SALE, START
from core.story import Story
from core.story.journeys import (
    Shared,
    credit_finding,
    credit_limits,
    credit_words,
    drop_out_finding,
    flow_finding,
    journeys_headline,
    journeys_inputs,
    journeys_summary,
    paths_finding,
    range_note,
    shared_out,
    step_name,
    tempo_finding,
    usual_ways,
    way,
)
from core.texts import language
from tests.charts.fakes import analysis_of, one_touchpoint

NB = "\u00a0"
SHOP = replace(one_touchpoint("purchase", "offline", 0.9), key="shop", name="Butik")
AD = replace(one_touchpoint("awareness", "online", 0.9), key="ad", name="Annonce")
NOTHING = Journeys(0, 0, 0, None, Credits({}), None, None, None, (), (), ())
SIXTY = replace(
    NOTHING,
    customers=400,
    journeys=412,
    sales=60,
    value=30000.0,
    touches_before_sale=Spread(3, 7, 60),
    days_to_sale=Spread(5, 21, 60),
    offline_share=(25, 60),
)
ORDERS = (Transition(START, "ad", 60), Transition("ad", SALE, 60))


def story(code: str = "en") -> Story:
    return Story(replace(analysis_of(0), touchpoints=(SHOP, AD)), language(code))


@pytest.mark.parametrize(
    ("journeys", "code", "said"),
    [
        (SIXTY, "en", "In a log of 400 customers, buyers typically met you 3 times before buying"),
        (SIXTY, "da", "I en log over 400 kunder mødte køberne dig typisk 3 gange, før de købte"),
        (SIXTY, "sv", "I en logg över 400 kunder mötte köparna er oftast 3 gånger innan de köpte"),
        (
            replace(SIXTY, touches_before_sale=Spread(1, 4, 60)),
            "en",
            "In a log of 400 customers, buyers usually bought the first time you met",
        ),
        (replace(SIXTY, touches_before_sale=None), "en", "60 sales in 412 journeys"),
        (
            replace(SIXTY, transitions=(Transition(START, "ad", 60), Transition("ad", SALE, 60))),
            "en",
            "60 sales in 412 journeys",
        ),
        (replace(SIXTY, journeys=1, sales=1, touches_before_sale=None), "en", "1 sale in 1 journey"),
        (replace(SIXTY, sales=0), "en", "412 journeys, and no sale in the log."),
        (NOTHING, "en", "The log holds no journey that can be followed."),
    ],
)
def test_the_headline_sums_up(journeys, code, said):
    assert journeys_headline(story(code), journeys) == said


SUMS = "60 sales in 412 journeys."
TEMPO = f"Half of the sales come within 5{NB}days of the first contact, nine of ten within 21{NB}days."


@pytest.mark.parametrize(
    ("journeys", "said"),
    [
        (SIXTY, f"{SUMS} {TEMPO} 42% of the sales had an offline touch (25 of 60)."),
        (replace(SIXTY, offline_share=None), f"{SUMS} {TEMPO}"),
        (
            replace(SIXTY, offline_share=None, days_to_sale=None, after_sale=88),
            "60 sales in 412 journeys; 88 more begin after a purchase and are not among them.",
        ),
        (
            replace(SIXTY, offline_share=None, touches_before_sale=None, after_sale=1),
            "1 more journey begins after a purchase and is not counted.",
        ),
        (replace(SIXTY, offline_share=(0, 60)), f"{SUMS} {TEMPO} None of the 60 sales had an offline touch."),
        (replace(SIXTY, offline_share=None, days_to_sale=None), SUMS),
        (
            replace(SIXTY, offline_share=None, transitions=ORDERS),
            "The log holds the sales alone, so what came before them is not known.",
        ),
        (replace(SIXTY, offline_share=None, transitions=(*ORDERS, Transition("ad", END, 1))), f"{SUMS} {TEMPO}"),
        (replace(SIXTY, offline_share=None, transitions=(*ORDERS, Transition("ad", "shop", 1))), f"{SUMS} {TEMPO}"),
        (replace(SIXTY, offline_share=None, touches_before_sale=None), ""),
        (NOTHING, ""),
    ],
)
def test_the_summary_says_how_a_sale_comes_about(journeys, said):
    assert journeys_summary(story(), journeys) == said


@pytest.mark.parametrize(
    ("journeys", "said"),
    [
        (SIXTY, [f"A touch counts for a sale if it lies at most 90{NB}days before it."]),
        (
            replace(SIXTY, lookback_days=30, too_old=2, unsure=1, unsure_sales=1),
            [
                f"A touch counts for a sale if it lies at most 30{NB}days before it.",
                "2 touches lie further back and are left out.",
                "1 touch without customer or time is left out.",
                "1 of those left out was a sale.",
            ],
        ),
    ],
)
def test_what_does_not_count_is_said(journeys, said):
    assert credit_limits(story(), journeys) == said
    assert journeys_inputs(story(), journeys)[-len(said) :] == said


@pytest.mark.parametrize(
    ("journeys", "said"),
    [
        (SIXTY, f"30,000{NB}DKK for 60 sales."),
        (replace(SIXTY, value=None), "The log has no amounts, only 60 sales."),
        (replace(SIXTY, refunded=-500.0), f"500{NB}DKK was paid back later and is not in these sales."),
    ],
)
def test_the_inputs_name_the_money(journeys, said):
    assert said in journeys_inputs(story(), journeys)


@pytest.mark.parametrize(
    ("credits", "finding"),
    [
        (
            {"first": {"shop": 40.0, "ad": 20.0}, "last": {"shop": 45.0, "ad": 15.0}},
            "Butik comes first however you count: between 40 and 45 of 60 sales",
        ),
        (
            {"first": {"shop": 20.0, "ad": 40.0}, "last": {"shop": 50.0, "ad": 10.0}},
            "Several touchpoints get a share however you count, none the largest",
        ),
        ({"linear": {"shop": 60.0}}, "Butik comes first however you count: about 60 of 60 sales"),
        (
            {"first": {"shop": 2.5, "ad": 0.5}, "last": {"shop": 2.25, "ad": 0.75}},
            "Butik comes first however you count: between 2.2 and 2.5 of 3 sales",
        ),
        (
            {"first": {"shop": 50.0, "ad": 10.0}, "markov": {"shop": 45.0, OTHERS: 15.0}},
            "Butik comes first however you count: between 45 and 50 of 60 sales",
        ),
        (
            {"first": {"shop": 60.0}, "last": {"shop": 20.0, "ad": 40.0}},
            "Only Butik gets a share however you count: between 20 and 60 of 60 sales",
        ),
        ({"first": {"shop": 60.0}, "last": {"ad": 60.0}}, "No touchpoint gets a share in every way of counting"),
        (
            {"first": {"shop": 20, "ad": 29, "c": 5, "d": 6}, "last": {"shop": 30, "ad": 18, "d": 6, "c": 0}},
            "Butik, Annonce and d get a share however you count; of the others nobody can say",
        ),
        ({}, "Nothing can be credited yet"),
    ],
)
def test_credit_is_told_as_a_range(credits, finding):
    assert credit_finding(story(), shared_out(story(), Credits(credits))) == finding


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", f"between 3,000 and 4,000{NB}DKK of 5,000{NB}DKK"),
        ("da", f"mellem 3.000 og 4.000{NB}kr. af 5.000{NB}kr."),
        ("sv", f"mellan 3{NB}000 och 4{NB}000{NB}DKK av 5{NB}000{NB}DKK"),
    ],
)
def test_money_is_told_as_a_range_too(code, said):
    credits = Credits({}, {"first": {"shop": 3000.0, "ad": 2000.0}, "last": {"shop": 4000.0, "ad": 1000.0}})
    shared = shared_out(story(code), credits, money=True)
    assert credit_words(story(code), shared.ranges[0], shared) == said


def test_what_a_filter_hides_is_not_credited_but_still_counts():
    hiding = replace(story().analysis, touchpoints=(replace(SHOP, hidden=True), AD))
    shared = shared_out(Story(hiding, language("en")), Credits({"first": {"shop": 40.0, "ad": 20.0}}))
    assert [r.key for r in shared.ranges] == ["ad"]
    assert shared.total == 60


@pytest.mark.parametrize(
    ("paths", "finding", "keys"),
    [
        (
            (Path(("ad",), 100, 3), Path(("ad", "shop"), 40, 15), Path(("shop",), 90, 0)),
            "The most common route brings 25% of the sales: Annonce → Butik",
            [("ad", "shop"), ("ad",)],
        ),
        (
            (Path(("ad", "shop", "ad", "shop", "ad", "shop"), 40, 6),),
            "The most common route brings 10% of the sales: Annonce → Butik → … → Annonce → Butik",
            [("ad", "shop", "ad", "shop", "ad", "shop")],
        ),
        (
            (Path(("ad",), 40, 2),),
            "Customers take many routes: the most common one brings only 3.3% of the sales",
            [("ad",)],
        ),
        (
            (Path(("ad",), 90, 20), Path(("shop",), 100, 20), Path(("ad", "shop"), 9, 2)),
            "These routes are equally common, each with 33% of the sales: Annonce and Butik",
            [("ad",), ("shop",), ("ad", "shop")],
        ),
        (
            tuple(Path(("ad",) * n, 50 + n, 12) for n in range(1, 5)),
            "Customers take many routes: several are equally common, each with 20% of the sales",
            [("ad",) * n for n in range(1, 5)],
        ),
        (
            (Path(("ad",), 90, 2), Path(("shop",), 100, 2)),
            "Customers take many routes: the most common one brings only 3.3% of the sales",
            [("ad",), ("shop",)],
        ),
        ((Path(("ad",), 100, 0),), "No route to a sale has been seen yet", []),
        ((), "No route to a sale has been seen yet", []),
    ],
)
def test_the_way_with_most_sales_comes_first(paths, finding, keys):
    journeys = replace(SIXTY, paths=paths)
    assert paths_finding(story(), journeys) == finding
    assert [p.keys for p in usual_ways(journeys, most=8)] == keys


MODELS = {"first": 20.0, "last": 20.0, "linear": 20.0}
APART = {"first": 10.0, "last": 20.0, "linear": 15.0}


@pytest.mark.parametrize(
    ("ranges", "said"),
    [
        ((MODELS,), "All 3 ways to share a sale among the touchpoints that led to it agree here."),
        (
            (MODELS, APART),
            "The figure is a range, because 3 fair ways to share a sale among the touchpoints do not agree; each ring "
            "is one of them.",
        ),
        (({"first": 20.0},), "Counted in 1 way."),
        ((), ""),
    ],
)
def test_ways_of_counting_disagree_only_where_they_do(ranges, said):
    found = tuple(CreditRange("ad", models) for models in ranges)
    assert range_note(story(), Shared(40.0, found)) == said


@pytest.mark.parametrize(
    ("transitions", "finding"),
    [
        (
            (Transition(START, "ad", 50), Transition("ad", "ad", 40), Transition("ad", "shop", 12)),
            "The most common step is from Annonce to Butik: 12 times",
        ),
        (
            (Transition("ad", "shop", 12), Transition("shop", "ad", 12), Transition("ad", "ad", 40)),
            "These steps are equally common, 12 times each: Annonce → Butik and Butik → Annonce",
        ),
        (
            tuple(Transition("ad", f"t{n}", 1) for n in range(4)),
            "No step is more common than the others: several are taken once each",
        ),
        ((Transition(START, "ad", 50), Transition("ad", END, 50)), "Every journey meets a single touchpoint"),
        ((), "No steps have been seen yet"),
    ],
)
def test_the_most_usual_step_is_named(transitions, finding):
    assert flow_finding(story(), replace(SIXTY, transitions=transitions)) == finding


def test_two_that_come_first_alike_are_both_named():
    ranges = (CreditRange("ad", {"first": 20.0, "last": 20.1}), CreditRange("shop", {"first": 20.0, "last": 20.0}))
    said = "Annonce and Butik come first alike: each stands for about 20 of 40 sales"
    assert credit_finding(story(), Shared(40.0, ranges)) == said
    apart = (*ranges[:1], CreditRange("shop", {"first": 20.0, "last": 10.0}))
    assert "alike" not in credit_finding(story(), Shared(40.0, apart))


def drop(key: str, ended: int, word: str | None) -> DropOut:
    return DropOut(key, ended, 100, ended / 100, 0.1, 0.9, 0.3, word)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("drops", "finding"),
    [
        ((drop("shop", 50, "high"),), "Butik clearly loses more customers than is usual in its phase"),
        (
            (drop("ad", 60, "high"), drop("shop", 50, "high")),
            "2 touchpoints clearly lose more customers than is usual in their phase: Annonce and Butik",
        ),
        (
            (drop("ad", 60, None), drop("shop", 5, "low")),
            "The 400 customers in the log cannot show that any touchpoint loses more than is usual in its phase",
        ),
        ((drop("ad", 0, None),), "No journey has ended without a sale"),
        ((), "No journey has ended without a sale"),
    ],
)
def test_more_than_usual_is_said_only_where_the_interval_says_so(drops, finding):
    assert drop_out_finding(story(), replace(SIXTY, drop_out=drops)) == finding


@pytest.mark.parametrize(
    ("spread", "said"),
    [
        (Spread(5, 21, 60), TEMPO.removesuffix(".")),
        (None, "The log does not say how long a sale takes"),
    ],
)
def test_how_long_a_sale_takes(spread, said):
    assert tempo_finding(story(), replace(SIXTY, days_to_sale=spread)) == said


@pytest.mark.parametrize(
    ("key", "name"),
    [("ad", "Annonce"), (START, "Start"), (SALE, "Sale"), (END, "Left without buying"), ("gone", "gone")],
)
def test_every_step_has_a_name(key, name):
    assert step_name(story(), key) == name
    assert way(story(), [key, "shop"]) == f"{name} → Butik"
