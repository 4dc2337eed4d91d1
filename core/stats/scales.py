"""Which scale a column of scores was written on, found from its values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from core.stats.groups import column
from core.stats.intervals import Floats

Kind = Literal["share", "mean", "points", "unclear"]
SCORE_FIELDS: Mapping[str, str] = {
    "nps": "nps_score",
    "csat": "csat_score",
    "ces": "ces_score",
    "rating": "rating",
}
_HIGHEST_MEAN = 7  # among per cent a value up to here is rather a mean of 1-5 or 1-7 than nearly nobody satisfied
BOUNDS: Mapping[str, tuple[float, float]] = {"nps": (-100, 100), "csat": (0, 1), "ces": (0, 1), "rating": (1, 5)}


@dataclass(frozen=True, slots=True)
class Scale:
    """``kind``: share of satisfied (or easy) answers, mean of the answers, points (NPS) or unclear.

    ``top``: what a full score is written as (1 or 100 for a share; 5, 7, 10 or 100 for a mean; 1 or 100 for points).
    """

    kind: Kind
    top: float = 1.0


def nps_scale(values: Floats) -> Scale:
    """Points -100..100, or the same as -1..1. Means of the answers 0-10 are no NPS: unclear.

    They give themselves away: every one lies within 1..10, and several differ.
    """
    known = np.unique(values[np.isfinite(values)])
    if not len(known) or np.abs(known).max() > 100:
        return Scale("unclear")
    if np.abs(known).max() <= 1 and (known % 1 != 0).any():
        return Scale("points", 1)
    if len(known) > 1 and known[0] >= 1 and known[-1] <= 10:
        return Scale("unclear")
    return Scale("points", 100)


def share_scale(values: Floats) -> Scale:
    """Shares 0-1 or 0-100, or the mean of answers 1-5, 1-7 or 0-10.

    Unclear: nothing but ones (everybody satisfied, or 1 of 5?), and per cent mixed with values that would be shares
    or means (90 beside 0.45 or 4.5).
    """
    known = values[np.isfinite(values)]
    if not len(known) or known.min() < 0 or known.max() > 100:
        return Scale("unclear")
    top = next(t for t in (1, 5, 7, 10, 100) if known.max() <= t)
    if top == 1:
        return Scale("unclear") if (known == 1).all() else Scale("share", 1)
    if top == 100:
        return Scale("unclear") if ((known > 0) & (known <= _HIGHEST_MEAN)).any() else Scale("share", 100)
    return Scale("mean", top) if top == 10 or known.min() >= 1 else Scale("unclear")


def rating_scale(values: Floats) -> Scale:
    """Ratings out of 5, 10 or 100, or as shares of a full score."""
    known = values[np.isfinite(values)]
    if not len(known) or known.min() < 0 or known.max() > 100:
        return Scale("unclear")
    return Scale("mean", next(t for t in (1, 5, 10, 100) if known.max() <= t))


def scales(rows: pd.DataFrame) -> dict[str, Scale]:
    """KPI id (nps, csat, ces, rating) -> the scale of its column, for the columns that hold any value."""
    judge = {"nps": nps_scale, "csat": share_scale, "ces": share_scale, "rating": rating_scale}
    columns = {kpi: column(rows, field) for kpi, field in SCORE_FIELDS.items()}
    return {kpi: judge[kpi](values) for kpi, values in columns.items() if np.isfinite(values).any()}


def scores(rows: pd.DataFrame, found: Mapping[str, Scale]) -> dict[str, Floats]:
    """KPI id -> value per row in the KPI's own unit: shares 0-1, NPS in points, rating of 5; NaN unknown.

    A CSAT column that holds means is no share of satisfied customers: it counts as a rating where there is none.
    Out of 10, 7 or 100 a rating is put in proportion: 8.4 of 10 is 4.2 of 5.
    """
    unclear = np.full(len(rows), np.nan)
    values = {kpi: column(rows, field) for kpi, field in SCORE_FIELDS.items()}
    kinds = {kpi: found.get(kpi, Scale("unclear")) for kpi in SCORE_FIELDS}
    result = {kpi: values[kpi] / kinds[kpi].top if kinds[kpi].kind == "share" else unclear for kpi in ("csat", "ces")}
    result["nps"] = 100 * values["nps"] / kinds["nps"].top if kinds["nps"].kind == "points" else unclear
    stars = 5 * values["rating"] / kinds["rating"].top if kinds["rating"].kind == "mean" else unclear
    means = 5 * values["csat"] / kinds["csat"].top if kinds["csat"].kind == "mean" else unclear
    result["rating"] = np.where(np.isfinite(stars), stars, means)
    return result
