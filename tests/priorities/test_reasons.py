"""The sentence that says why."""

import pytest

from core.model import Settings
from tests.priorities.planted import ONE_CLEAR_FIX, business, ranked, why


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "It has 28% of all visits, 90 of 200 are satisfied (target 80%), and it is easy to change."),
        ("da", "Her sker 28\u00a0% af alle besøg, 90 af 200 er tilfredse (mål 80\u00a0%), og det er let at ændre."),
        ("sv", "Här sker 28\u00a0% av alla besök, 90 av 200 är nöjda (mål 80\u00a0%), och den är lätt att ändra."),
    ],
)
def test_why_reads_aloud(code: str, sentence: str) -> None:
    assert why(ranked(ONE_CLEAR_FIX).priorities["till"], code) == sentence


def test_a_target_is_called_the_phases_average_only_if_it_is() -> None:
    rows = business(touchpoint=["shop", "till"], visits=[1000, 1000], conversions=[20, 40], cost=[900, 900])
    assert "convert (average of its phase 3%)" in why(ranked(rows).priorities["shop"])
    own = Settings(targets={"conversion_rate": 0.1, "cost_per_conversion": 30}, weights={"cost": 50})
    assert why(ranked(rows, own).priorities["shop"]).endswith(
        "a conversion costs 45\u00a0DKK (target 30\u00a0DKK), and 20 of 1,000 convert (target 10%)."
    )


@pytest.mark.parametrize(
    ("conversions", "cost", "clause"),
    [
        (58, 1000, "its conversion and cost are close to their targets."),
        (90, 1000, "its conversion and cost are better than their targets."),
        (58, 700, "its conversion and cost are close to their targets or better."),
        (40, 1000, "90 of 200 are satisfied (target 80%)."),  # neither is near: not mentioned
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
        ({"customers": [30.0, 90.0]}, "It has 25% of the customers counted at all touchpoints together"),
        ({"visits": [30.0, 90.0]}, "It has 25% of all visits"),
        ({"visits": [30.0, 90.0], "grain": ["interactions"] * 2}, "It has 25% of all contacts in the log"),
        ({"visits": [30.0, 90.0], "grain": ["interactions", "touchpoints"]}, "It has 25% of all visits"),
        (
            {"visits": [30.0, 90.0], "customers": [10.0, 10.0], "grain": ["interactions"] * 2},
            "It has 50% of the customers counted at all touchpoints together",
        ),
        ({"impressions": [30.0, 90.0]}, "It has 25% of all impressions"),
    ],
)
def test_a_share_names_what_it_is_a_share_of(columns, said):
    figures = {name: values for name, values in columns.items() if name != "grain"}
    rows = business(touchpoint=["shop", "till"], csat_score=[0.4, 0.9], responses=[200, 200], **figures)
    rows = rows.assign(**{name: values for name, values in columns.items() if name == "grain"})
    assert why(ranked(rows).priorities["shop"]).startswith(f"{said},")
