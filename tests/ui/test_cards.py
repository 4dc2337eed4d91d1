"""The key figures' cards: what is said below each value."""

from dataclasses import replace

import pytest

from core.model import Goal, Issue, Kpi, Target
from core.story import Story
from core.texts import language
from core.ui.dashboard.cards import explanation, inputs, named, under, where
from tests.charts.fakes import analysis_of, one_touchpoint


def told(n: float | None, *, target: bool, code: str = "en") -> list[str]:
    rating = Kpi("rating", 3.11, "score", n=n, low=2.6, high=3.6)
    aims = (Target(Goal("rating", 4.2), "default", rating, "behind"),) if target else ()
    analysis = replace(analysis_of(0), kpis={"rating": rating}, targets=aims)
    return under(Story(analysis, language(code)), rating)


@pytest.mark.parametrize(
    ("n", "target", "code", "lines"),
    [
        (300, True, "en", ["default target 4.2: not reached"]),
        (27, True, "en", ["from 27 only: too few to tell whether 4.2 is reached"]),
        (27, True, "da", ["kun ud fra 27: for få til at sige, om 4,2 er nået"]),
        (27, False, "sv", ["bara utifrån 27: en grov gissning"]),
        (300, False, "en", []),
    ],
)
def test_so_few_answers_that_they_are_a_guess_judge_no_target(n, target, code, lines):
    assert told(n, target=target, code=code) == lines


@pytest.mark.parametrize(
    ("known", "code", "line"),
    [
        ((True, False, False), "en", "1 of 3 touchpoints"),
        ((True, False, False), "da", "1 af 3 kontaktpunkter"),
        ((True, True, False), "sv", "2 av 3 kontaktpunkter"),
        ((True, True, True), "en", ""),
        ((False, False, False), "sv", ""),
    ],
)
def test_a_figure_says_at_how_many_touchpoints_it_is_known(known, code, line):
    whole = Kpi("roas", 2.4, "ratio", 240, 100, "cost")
    points = tuple(
        one_touchpoint("awareness", "online", 0.5, **({"roas": whole} if has else {"roas": replace(whole, value=None)}))
        for has in known
    )
    story = Story(replace(analysis_of(0), touchpoints=points), language(code))
    assert where(story, whole) == line
    named = any("Webshop" in told for told in explanation(story, whole))
    assert named is (any(known) and not all(known))


@pytest.mark.parametrize(
    ("known", "every", "line"), [(0, 6, ""), (1, 6, "of A"), (3, 6, "of A, B and C"), (4, 6, ""), (3, 3, "")]
)
def test_a_figure_of_a_few_touchpoints_names_them(known, every, line):
    whole = Kpi("roas", 2.4, "ratio", 240, 100, "cost")
    unknown = replace(whole, value=None)
    points = tuple(
        replace(one_touchpoint("awareness", "online", 0.5, roas=whole if n < known else unknown), name="ABCDEF"[n])
        for n in range(every)
    )
    assert named(Story(replace(analysis_of(0), touchpoints=points), language("en")), whole) == line


@pytest.mark.parametrize(
    ("code", "known", "orders", "line"),
    [
        ("en", 2, False, "2 of 3 touchpoints count conversions"),
        ("da", 2, True, "2 af 3 kontaktpunkter tæller ordrer"),
        ("sv", 1, False, "1 av 3 kontaktpunkter räknar konverteringar"),
    ],
)
def test_a_share_says_which_touchpoints_it_counts(code, known, orders, line):
    """Its base is not all that the file counts: visits where nobody counts sales are not in it."""
    whole = Kpi("conversion_rate", 0.1, "share", 10, 100, "visits")
    unknown = replace(whole, value=None)
    points = tuple(
        one_touchpoint("awareness", "online", 0.5, conversion_rate=whole if n < known else unknown) for n in range(3)
    )
    issues = (Issue("info", "orders-as-conversions"),) if orders else ()
    assert where(Story(replace(analysis_of(0), touchpoints=points, issues=issues), language(code)), whole) == line


@pytest.mark.parametrize(
    ("revenue", "orders", "said", "guess"),
    [
        (100.82, 3, "100.82 DKK / 3", ["from 3 orders only: a rough guess"]),
        (900.0, 3, "900 DKK / 3", ["from 3 orders only: a rough guess"]),
        (45_475.5, 100, "45,476 DKK / 100", []),
    ],
)
def test_the_figures_behind_an_order_value_give_it_and_few_orders_are_a_guess(revenue, orders, said, guess):
    value = Kpi("aov", revenue / orders, "money", revenue, orders, "orders")
    story = Story(analysis_of(0), language("en"))
    assert inputs(story, value).replace("\u00a0", " ").startswith(said)
    assert under(story, value) == guess


@pytest.mark.parametrize(
    ("kpi", "orders", "by_orders", "code", "said"),
    [
        ("roas", 4, 2500.0, "en", ["from 4 orders only: a rough guess"]),
        ("roas", 4, 2500.0, "da", ["kun ud fra 4 ordrer: et groft gæt"]),
        ("roi", 1, 2500.0, "sv", ["bara utifrån 1 order: en grov gissning"]),
        ("roas", 40, 2500.0, "en", ["2.5 × needed at a margin of 40%: just above"]),
        ("roi", 40, 2500.0, "en", []),
        ("roas", 4, 900.0, "en", ["2.5 × needed at a margin of 40%: just above"]),  # the orders of other touchpoints
        ("roi", 4, 900.0, "en", []),
        ("roas", None, None, "en", ["2.5 × needed at a margin of 40%: just above"]),
    ],
)
def test_what_ads_return_from_few_orders_is_a_guess_and_judged_by_nothing(kpi, orders, by_orders, code, said):
    kpis = {
        "roas": Kpi("roas", 2500 / 940, "ratio", 2500, 940, "cost"),
        "roi": Kpi("roi", 0.06, "share", 60, 940, "cost"),
        "aov": Kpi("aov", by_orders and by_orders / orders, "money", by_orders, orders, "orders"),
    }
    targets = (Target(Goal("roas", 2.5), "default", kpis["roas"], "reached"),)
    story = Story(replace(analysis_of(0), kpis=kpis, targets=targets), language(code))
    assert [line.replace("\u00a0", " ") for line in under(story, kpis[kpi])] == said
