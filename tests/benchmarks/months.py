"""The same business written month by month, as many owners keep their figures, with cells that were never filled in.

Six to twelve months; some touchpoints begin later. A month has its season, which all touchpoints share, and each
touchpoint its own ups and downs beside it. Counts and money are parted so that they add up to those of the one row;
scores and effort stand in each month. Nothing here knows how the product works.
"""

import numpy as np
import pandas as pd

from tests.benchmarks import towns, villages
from tests.benchmarks.worlds import Chance, Floats

_WORDS = towns.IN_OTHER_WORDS | villages.IN_OTHER_WORDS
_METERS = ("Visits", "Customers")
_COUNTS = ("Orders", "Responses")
_MONEY = ("Revenue", "Cost")
_EMPTIED = ("Visits", "Customers", "Orders", "Revenue")
_UPS_AND_DOWNS = 8.0  # shape of a gamma: a month is a third more or less than its season


def monthly(rows: pd.DataFrame, chance: Chance, *, missing: float) -> pd.DataFrame:
    """A row per touchpoint and month of ``rows``; ``missing``: the share of cells of reach and sales that are empty."""
    whole = _whole(rows)
    months, season = int(chance.integers(6, 13)), np.exp(chance.normal(0, 0.25, 12))
    written = [_one(row, chance, season[:months]) for _, row in whole.iterrows()]
    found = pd.concat(written, ignore_index=True).sort_values("Month", kind="stable", ignore_index=True)
    for name in found.columns:
        if _WORDS.get(name, name) in _EMPTIED:
            found.loc[chance.random(len(found)) < missing, name] = np.nan
    return found


def _whole(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per touchpoint, where there are some months already."""
    if "Month" not in rows:
        return rows
    by = rows.drop(columns="Month").groupby("Touchpoint", sort=False)
    adding = [name for name in rows if name in (*_METERS, *_COUNTS, *_MONEY)]
    return by.first().assign(**by[adding].sum(min_count=1)).reset_index()


def _one(row: "pd.Series[float]", chance: Chance, season: Floats) -> pd.DataFrame:
    late = int(chance.integers(1, len(season) // 2)) if chance.random() < 0.15 else 0
    share = season[late:] * chance.gamma(_UPS_AND_DOWNS, size=len(season) - late)
    share /= share.sum()
    found = pd.DataFrame([row] * len(share)).reset_index(drop=True)
    ours = {_WORDS.get(name, name): name for name in row.index}
    met = next((ours[name] for name in _METERS if name in ours), None)
    came = _parted(float(row[met]), share, chance) if met else share
    for name, theirs in ours.items():
        if name in _METERS:
            found[theirs] = came
        elif name in _COUNTS:
            found[theirs] = _drawn(float(row[theirs]), came, share, chance)
        elif name in _MONEY:
            found[theirs] = np.round(float(row[theirs]) * _money(found, ours, name, share), 2)
    months = [f"2025-{late + k + 1:02}-01" for k in range(len(share))]
    return found.assign(Month=months)


def _parted(count: float, share: Floats, chance: Chance) -> Floats:
    return np.full(len(share), np.nan) if np.isnan(count) else chance.multinomial(int(count), share).astype(float)


def _drawn(count: float, came: Floats, share: Floats, chance: Chance) -> Floats:
    """Who bought or answered is drawn from those who came, where they suffice."""
    if np.isnan(count) or np.isnan(came).any() or count > came.sum():
        return _parted(count, share, chance)
    return chance.multivariate_hypergeometric(came.astype(int), int(count), method="marginals").astype(float)


def _money(found: pd.DataFrame, ours: dict[str, str], name: str, share: Floats) -> Floats:
    """Revenue comes with the orders, cost month by month."""
    orders = found[ours["Orders"]].to_numpy(float) if name == "Revenue" and "Orders" in ours else share
    return orders / orders.sum() if np.isfinite(orders).all() and orders.sum() > 0 else share
