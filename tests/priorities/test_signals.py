"""Warnings speak only where chance cannot explain the figures."""

from typing import Any

import pandas as pd
import pytest

from core.model import Placement, Rule, Settings
from core.priorities import rank
from core.texts import language

NAN = float("nan")


def warned(**columns: Any) -> list[tuple[str, str, str]]:
    """(kind, touchpoint, sentence) for touchpoints of one phase."""
    size = len(next(iter(columns.values())))
    rows = pd.DataFrame({"touchpoint": [f"t{i}" for i in range(size)], **columns})
    place = {k: Placement("during", "purchase", "online", 1, Rule("file", "x")) for k in rows["touchpoint"]}
    names = {k: k.upper() for k in place}
    found = rank(rows, place, names, settings=Settings(), currency="EUR").warnings
    return [(w.kind, w.touchpoint, language("en").message(w.message, currency="EUR")) for w in found]


@pytest.mark.parametrize(
    ("columns", "kind", "sentence"),
    [
        (
            {"customers_start": [200.0], "customers_lost": [90.0]},
            "churn-risk",
            "T0 keeps 55% of its customers (target 80%).",
        ),
        (
            {"nps_score": [-60.0], "responses": [40.0]},
            "churn-risk",
            "More customers of T0 would warn others than recommend it (NPS −60).",
        ),
        (
            {"cost": [900.0], "visits": [0.0], "conversions": [0.0]},
            "silent",
            "T0 has cost €900, but nothing that the file counts has come of it.",
        ),
        (
            {"conversions": [0.0, 50.0], "visits": [100.0, 1000.0]},
            "silent",
            "T0 has had 100 contacts and no conversion; the rest of its phase converts 5%.",
        ),
        (
            {"conversions": [10.0, 50.0], "visits": [1000.0, 1000.0]},
            "friction",
            "T0 converts 1%, less than half of the rest of its phase (5%).",
        ),
        (
            {"exits": [700.0, 300.0], "visits": [1000.0, 1000.0]},
            "friction",
            "70% leave at T0, far more than in the rest of its phase (30%).",
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
