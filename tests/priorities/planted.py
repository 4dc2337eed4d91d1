"""Planted businesses, ranked without a file."""

from typing import Any

import pandas as pd

from core.model import Placement, Priority, Rule, Settings
from core.priorities import Ranking, rank
from core.texts import language

NAN = float("nan")
PHASE_OF = {"ad": "pre", "flyer": "pre", "shop": "during", "till": "during", "mail": "post", "phone": "post"}


def business(**columns: Any) -> pd.DataFrame:
    rows = pd.DataFrame(columns)
    if "date" in columns:
        rows["date"] = pd.to_datetime(rows["date"])
    return rows.astype({c: "float64" for c in rows.columns if c not in ("touchpoint", "date", "segment")})


def ranked(rows: pd.DataFrame, choices: Settings | None = None, currency: str | None = "DKK") -> Ranking:
    keys = sorted(rows["touchpoint"].unique())
    place = {k: Placement(PHASE_OF.get(k, "during"), "unknown", "online", 1, Rule("file", "x")) for k in keys}  # type: ignore[arg-type]
    names = {k: k.title() for k in keys}
    return rank(rows, place, names, settings=choices or Settings(), currency=currency)


def order(ranking: Ranking) -> list[str]:
    return sorted((k for k, p in ranking.priorities.items() if p.rank), key=lambda k: ranking.priorities[k].rank or 0)


def why(priority: Priority, code: str = "en") -> str:
    assert priority.why is not None
    return language(code).message(priority.why, currency="DKK")


ONE_CLEAR_FIX = business(
    touchpoint=["ad", "shop", "till", "mail"],
    visits=[5000, 4000, 3800, 900],
    csat_score=[0.85, 0.84, 0.45, 0.86],
    responses=[200, 180, 200, 120],
    effort=[3, 3, 2, 3],
)
A_TIE = business(
    touchpoint=["ad", "shop", "till", "mail"],
    visits=[1000] * 4,
    csat_score=[0.6, 0.6, 0.6, 0.9],
    responses=[30, 30, 30, 30],
)
PLANTED = business(
    touchpoint=["ad", "flyer", "shop", "till", "mail", "phone"],
    visits=[5000, NAN, 4000, 900, 300, NAN],
    conversions=[50, NAN, 200, 90, NAN, NAN],
    cost=[1234.56, 99.9, 0.1, NAN, 10, NAN],
    revenue=[5000.25, NAN, 20_000.5, 9000, NAN, NAN],
    csat_score=[NAN, 0.5, 0.8, 0.6, 0.55, 0.4],
    responses=[NAN, 10, 60, 30, 20, 8],
    response_time=[NAN, NAN, NAN, NAN, 30, 60],
    tickets=[NAN, NAN, NAN, NAN, 40, 10],
)
