"""Warnings speak only where chance cannot explain the figures."""

from typing import Any

import pandas as pd
import pytest

from core.model import Placement, Rule, Settings
from core.model.dataset import Phase
from core.priorities import rank
from core.texts import language

NAN = float("nan")


def warned(*, phase: Phase = "during", **columns: Any) -> list[tuple[str, str, str]]:
    """(kind, touchpoint, sentence) for touchpoints of one phase, named t0, t1 ... unless ``columns`` name them."""
    size = len(next(iter(columns.values())))
    rows = pd.DataFrame({"touchpoint": [f"t{i}" for i in range(size)], **columns})
    place = {k: Placement(phase, "unknown", "online", 1, Rule("file", "x")) for k in rows["touchpoint"]}
    names = {k: k.upper() for k in place}
    found = rank(rows, place, names, settings=Settings(), currency="EUR").warnings
    return [(w.kind, w.touchpoint, language("en").message(w.message, currency="EUR")) for w in found]


@pytest.mark.parametrize(
    ("columns", "kind", "sentence"),
    [
        (
            {"cost": [900.0], "visits": [0.0], "conversions": [0.0]},
            "silent",
            "T0 has cost €900, but nothing that the file counts has come of it.",
        ),
        (
            {"conversions": [0.0, 50.0], "visits": [100.0, 1000.0]},
            "silent",
            "T0 has had 100 contacts and no conversion (average of 2 touchpoints during the purchase: 4.5%).",
        ),
        (
            {"conversions": [10.0, 50.0], "visits": [1000.0, 1000.0]},
            "friction",
            "T0 converts 1.0%, far less than usual (average of 2 touchpoints during the purchase: 3.0%).",
        ),
        (
            {"exits": [700.0, 300.0], "visits": [1000.0, 1000.0]},
            "friction",
            "70% leave at T0, far more than in its phase (average 50%).",
        ),
        ({"load_time": [6 / 3600]}, "friction", "T0 takes 6 seconds to load; after three, many leave."),
        (
            {"response_time": [48.0], "tickets": [50.0]},
            "slow-service",
            "A first answer at T0 takes 48\u00a0h (target 24\u00a0h).",
        ),
    ],
)
def test_speaks(columns: dict[str, list[float]], kind: str, sentence: str) -> None:
    assert warned(**columns) == [(kind, "t0", sentence)]


LOST = {"customers_start": [200.0], "customers_lost": [90.0]}
CRITICS = {"nps_score": [-60.0], "responses": [40.0]}
UNHAPPY = {"csat_score": [0.4], "responses": [200.0]}
LOSING = {
    "retention": (LOST, "T0 keeps 55% of its customers (target 80%)."),
    "nps": (CRITICS, "T0: more critics than promoters among the answers (NPS −60)."),
    "csat": (UNHAPPY, "After buying, 40% are satisfied with T0 (target 80%)."),
}


@pytest.mark.parametrize("columns", [LOST, CRITICS, UNHAPPY], ids=list(LOSING))
@pytest.mark.parametrize("phase", ["pre", "during", "post", "unknown"])
def test_customers_can_be_lost_only_after_they_bought(phase: Phase, columns: dict[str, list[float]]) -> None:
    told = [("churn-risk", "t0", text) for found, text in LOSING.values() if found is columns]
    assert warned(phase=phase, **columns) == (told if phase == "post" else [])


@pytest.mark.parametrize(
    "columns",
    [
        {"customers_start": [4.0], "customers_lost": [2.0]},  # two of four
        {"nps_score": [-60.0], "responses": [3.0]},
        {"nps_score": [-60.0]},  # as given
        {"cost": [900.0]},  # no effect is counted at all
        {"cost": [0.0], "visits": [0.0]},
        {"conversions": [0.0, 50.0], "visits": [30.0, 1000.0]},  # 1.5 would have been usual
        {"conversions": [0.0, 0.0], "visits": [3000.0, 1000.0]},
        {"conversions": [1.0, 50.0], "visits": [50.0, 1000.0]},
        {"exits": [7.0, 300.0], "visits": [10.0, 1000.0]},
        {"load_time": [2 / 3600]},
        {"response_time": [30.0], "tickets": [5.0]},
        {"response_time": [30.0]},
        {"response_time": [NAN]},
    ],
)
def test_stays_silent(columns: dict[str, list[float]]) -> None:
    assert warned(**columns) == []
    assert [kind for kind, _, _ in warned(phase="post", **columns) if kind == "churn-risk"] == []


@pytest.mark.parametrize(
    ("phase", "answers", "sentences"),
    [
        ("post", 80, ["After buying, 40% are satisfied with T0 (target 80%)."]),
        ("post", 4, []),
        ("during", 80, []),
    ],
)
def test_the_dissatisfied_after_their_purchase_may_leave(phase: Phase, answers: float, sentences: list[str]) -> None:
    found = warned(phase=phase, csat_score=[0.4], responses=[float(answers)])
    assert [text for _, _, text in found] == sentences


def test_a_poor_rating_after_the_purchase_is_a_risk() -> None:
    ((kind, _, text),) = warned(phase="post", rating=[2.5], responses=[80.0])
    assert (kind, text.split(" (")[0]) == ("churn-risk", "After buying, customers rate T0 at 2.50 of 5")


def test_shown_to_many_without_any_effect_is_silent() -> None:
    found = warned(impressions=[5000.0, 400.0], clicks=[0.0, 0.0])
    sentence = "T0 has been shown 5,000 times, but nothing that the file counts has come of it."
    assert found == [("silent", "t0", sentence)]


@pytest.mark.parametrize(
    ("scores", "answers", "said"),
    [
        ([0.9, 0.88, 0.6], [60, 60, 60], True),
        ([0.9, 0.88, 0.6], [6, 6, 6], False),  # chance would do
        ([0.9, 0.88, 0.84], [9000, 9000, 9000], False),  # sure, but small
        ([0.6, 0.6, 0.9], [60, 60, 60], False),  # better
        ([0.9, 0.88, 0.2], [60, 60, 3], False),
        ([0.9, 0.88, 0.2], [NAN, NAN, NAN], False),  # as given
    ],
)
def test_a_burst_of_bad_answers(scores: list[float], answers: list[float], said: bool) -> None:
    found = warned(
        touchpoint=["t0"] * 3, period=["2025-01", "2025-02", "2025-03"], csat_score=scores, responses=answers
    )
    sentence = "In 2025-03, 40% of the answers about T0 were bad; before that, 11%."
    assert found == ([("burst", "t0", sentence)] if said else [])
