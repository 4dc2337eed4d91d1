"""The sentence that says why."""

import pytest

from core.model import Settings
from core.story.reasons import counted
from core.texts import language
from tests.priorities.planted import NAN, ONE_CLEAR_FIX, business, ranked, why


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "28% of all visits happen here, and 45% are satisfied (90 of 200; target 80%). Easy to change."),
        (
            "da",
            "28\u00a0% af alle besøg sker her, og 45\u00a0% er tilfredse (90 af 200; mål 80\u00a0%). Let at ændre.",
        ),
        (
            "sv",
            "28\u00a0% av alla besök sker här, och 45\u00a0% är nöjda (90 av 200; mål 80\u00a0%). Lätt att ändra.",
        ),
    ],
)
def test_why_reads_aloud(code: str, sentence: str) -> None:
    assert why(ranked(ONE_CLEAR_FIX).priorities["till"], code) == sentence


@pytest.mark.parametrize(
    ("satisfied", "said"),
    [(0.72, "72% are satisfied (of 45 answers; target 80%)"), (0.6, "60% are satisfied (27 of 45; target 80%)")],
)
def test_a_percentage_that_no_count_gives_is_told_without_one(satisfied: float, said: str) -> None:
    rows = business(
        touchpoint=["shop", "till"], visits=[900, 900], csat_score=[satisfied, 0.9], responses=[45, 200]
    )  # fmt: skip
    assert said in why(ranked(rows).priorities["shop"])


def test_a_target_is_called_the_phases_average_only_if_it_is() -> None:
    rows = business(touchpoint=["shop", "till"], visits=[9000, 9000], conversions=[180, 360], cost=[8100, 8100])
    assert "2.0% convert (180 of 9,000; average of 2 touchpoints during the purchase: 3.0%)" in why(
        ranked(rows).priorities["shop"]
    )
    own = Settings(targets={"conversion_rate": 0.1, "cost_per_conversion": 30}, weights={"cost": 50})
    assert why(ranked(rows, own).priorities["shop"]).endswith(
        "a conversion costs 45\u00a0DKK (target 30\u00a0DKK), and 2.0% convert (180 of 9,000; target 10%)."
    )


@pytest.mark.parametrize(
    ("conversions", "cost", "clause"),
    [
        (58, 1000, "its conversion and cost are close to their targets."),
        (90, 1000, "its conversion and cost are better than their targets."),
        (58, 700, "its conversion and cost are close to their targets or better."),
        (40, 1000, "45% are satisfied (90 of 200; target 80%)."),  # neither is near: not mentioned
    ],
)
def test_only_what_is_near_its_target_is_called_near(conversions: float, cost: float, clause: str) -> None:
    rows = business(
        touchpoint=["shop", "till"], visits=[1000, 9000], conversions=[conversions, 540], cost=[cost, 9310],
        csat_score=[0.45, 0.9], responses=[200, 200],
    )  # fmt: skip
    settings = Settings(targets={"conversion_rate": 0.06, "cost_per_conversion": 17.24}, weights={"satisfaction": 9})
    assert why(ranked(rows, settings).priorities["shop"]).endswith(clause)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"customers": [30.0, 90.0]}, "25% of the customers counted at all touchpoints together are here"),
        ({"visits": [30.0, 90.0]}, "25% of all visits happen here"),
        ({"visits": [30.0, 90.0], "grain": ["interactions"] * 2}, "25% of all contacts in the log happen here"),
        ({"visits": [30.0, 90.0], "grain": ["interactions", "touchpoints"]}, "25% of all visits happen here"),
        (
            {"visits": [30.0, 90.0], "customers": [10.0, 10.0], "grain": ["interactions"] * 2},
            "50% of the customers counted at all touchpoints together are here",
        ),
        ({"impressions": [30.0, 90.0]}, "25% of all impressions are here"),
    ],
)
def test_a_share_names_what_it_is_a_share_of(columns, said):
    figures = {name: values for name, values in columns.items() if name != "grain"}
    rows = business(touchpoint=["shop", "till"], csat_score=[0.4, 0.9], responses=[200, 200], **figures)
    rows = rows.assign(**{name: values for name, values in columns.items() if name == "grain"})
    assert why(ranked(rows).priorities["shop"]).startswith(f"{said},")


def test_a_rate_of_the_same_visits_does_not_count_them_twice():
    message = ranked(business(touchpoint=["shop", "till"], visits=[686, 6900], conversions=[80.0, 1800.0]))
    told = language("en").message(counted(message.priorities["shop"].why))
    assert (
        told == "9.0% of all visits happen here (686 of 7,586), and 12% of them convert "
        "(average of 2 touchpoints during the purchase: 25%)."
    )


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("customers", "25% of the customers counted at all touchpoints together are here (30 of 120)"),
        ("visits", "25% of all visits happen here (30 of 120)"),
        ("impressions", "25% of all impressions are here (30 of 120)"),
    ],
)
def test_told_closely_the_share_has_its_two_counts(base, said):
    rows = business(touchpoint=["shop", "till"], csat_score=[0.4, 0.9], responses=[200, 200], **{base: [30.0, 90.0]})
    message = ranked(rows).priorities["shop"].why
    assert message is not None
    assert language("en").message(counted(message)).startswith(f"{said},")


@pytest.mark.parametrize(
    ("conversions", "told"),
    [
        (
            [164.0, 1800.0],  # 24 % beside 25 %: chance may do that
            "here. No figure is clearly below target; the weakest: 24% convert "
            "(164 of 686; average of 2 touchpoints during the purchase: 26%).",
        ),
        ([80.0, 1800.0], "12% convert (80 of 686; average of 2 touchpoints during the purchase: 25%)."),
    ],
)
def test_what_chance_may_do_is_no_reason(conversions: list[float], told: str) -> None:
    rows = business(touchpoint=["shop", "till"], visits=[686, 6900], conversions=conversions)
    assert why(ranked(rows).priorities["shop"]).endswith(told)


def test_a_clear_reason_stands_alone_beside_one_that_chance_may_make() -> None:
    rows = business(
        touchpoint=["shop", "till"], visits=[686, 6900], conversions=[164, 1800], csat_score=[0.4, 0.9],
        responses=[200, 200],
    )  # fmt: skip
    told = why(ranked(rows).priorities["shop"])
    assert "40% are satisfied (80 of 200; target 80%)" in told
    assert "convert" not in told
    assert "clearly" not in told


def test_what_is_better_than_its_target_is_no_reason_to_mend() -> None:
    rows = business(
        touchpoint=["shop", "till"], visits=[686, 6900], conversions=[300, 1800], csat_score=[0.78, 0.9],
        responses=[200, 200],
    )  # fmt: skip
    told = why(ranked(rows).priorities["shop"])
    assert told.endswith("the weakest: 78% are satisfied (156 of 200; target 80%).")


def test_reason_and_warning_name_one_average() -> None:
    rows = business(touchpoint=["shop", "till", "page"], visits=[9800, 4000, 4000], conversions=[240, 400, 420])
    found = ranked(rows)
    warning = next(w for w in found.warnings if w.touchpoint == "shop")
    average = next(c.values["target"] for c in found.priorities["shop"].why.values.values() if "target" in c.values)
    assert warning.message.values["usual"] == pytest.approx(average)


def test_a_good_figure_that_lowers_the_potential_is_named() -> None:
    rows = business(
        touchpoint=["phone", "desk", "web"],
        visits=[900, 800, 700],
        csat_score=[0.4, 0.6, 0.9],
        responses=[300, 300, 300],
        response_time=[0.2, NAN, NAN],
        tickets=[900, NAN, NAN],
    )
    told = why(ranked(rows).priorities["phone"])
    assert ", and in its favour: a first answer takes 12 min (target 24 h)" in told.replace("\xa0", " ")
    assert "in its favour" not in why(ranked(rows).priorities["desk"])


def test_a_good_figure_on_which_little_hangs_is_not() -> None:
    rows = business(
        touchpoint=["phone", "desk"], visits=[9000, 800], csat_score=[0.4, 0.6], responses=[300, 300],
        response_time=[0.2, NAN], tickets=[40, NAN],
    )  # fmt: skip
    assert "in its favour" not in why(ranked(rows).priorities["phone"])
