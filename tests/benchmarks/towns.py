"""A second author of businesses, with other distributions than `worlds`; written before anything was tuned on them.

Reach differs by phase as well as within it and is larger online; phases buy at rates of their own (beta); the sizes of
sales are heavy-tailed (log-normal, sigma up to 1.2); what many meet may please less. Satisfaction is asked as single
answers of 1 to 5, of 0 to 10, or in per cent. Cells are empty at random, or (in every second business) mostly where
nobody counts: offline. Nothing here knows how the product works.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from tests.benchmarks.worlds import SCALES, Chance, Floats, World

ONLINE = {
    "Before": ("Google Ads", "Facebook campaign", "Blog", "Podcast", "Instagram", "Search engine", "Comparison site"),
    "During": ("Webshop", "Checkout", "Shopping cart", "Payment page", "Online shop", "Booking page", "Product page"),
    "After": ("Thank-you mail", "Newsletter", "Live chat", "Feedback survey", "Tracking page", "Online review"),
}
OFFLINE = {
    "Before": ("Trade fair", "Bus advert", "Flyer", "Radio spot", "Word of mouth", "Shop window", "Catalogue"),
    "During": ("Shop floor", "Fitting room", "Sales meeting", "Cash desk", "Point of sale", "In-store display"),
    "After": ("Delivery", "Returns desk", "Invoice", "Customer support", "Follow-up call", "Repair service"),
}
IN_OTHER_WORDS = {"Visitors": "Visits", "Purchases": "Orders", "Turnover": "Revenue"}  # as the rivals know them
EMPTIED = ("Visitors", "Customers", "Purchases", "Turnover")


def world(chance: Chance, kind: str) -> World:
    """A business of 6 to 38 touchpoints, between a market stall and a chain."""
    drawn = _names(chance, int(chance.integers(6, 25)) if chance.random() < 0.7 else 38)
    phases = np.array([phase for phase, _, _ in drawn])
    online = np.array([on for _, _, on in drawn])
    reach = _reach(chance, phases, online)
    aim, scale = str(chance.choice(["phase", "told", "best"])), str(chance.choice(list(SCALES)))
    lowest, highest, target = SCALES[scale]
    usual = (target - lowest) / (highest - lowest)
    spent, size = np.full(len(drawn), np.nan), len(drawn)
    if kind != "survey" and chance.random() < 0.3:
        spent = np.round(np.exp(chance.normal(0, 0.8, size)) * chance.uniform(0.2, 3) * reach**0.8, 2)
    return World(
        kind=kind,
        names=tuple(name for _, name, _ in drawn),
        phases=phases,
        reach=reach,
        rate=_rates(chance, phases) if kind != "survey" else np.full(size, np.nan),
        happy=_happy(chance, reach, usual),
        value=np.exp(chance.uniform(2, 7) + chance.choice([0.1, 0.5, 1.2]) * chance.standard_t(6, size).clip(-3, 3)),
        spent=spent,
        effort=chance.integers(1, 6, size).astype(float) if chance.random() < 0.5 else np.full(size, np.nan),
        scale=scale,
        kappa=0.2 if aim != "told" else float(chance.uniform(0.1, 0.4)),
        aim=aim,
        happy_aim=usual if aim != "told" else float(np.round(chance.uniform(0.55, 0.9), 2)),
        rate_aim=float(np.round(chance.uniform(0.01, 0.12), 3)) if aim == "told" else np.nan,
    )


def _names(chance: Chance, size: int) -> list[tuple[str, str, bool]]:
    everyone = [(phase, name, on) for on in (True, False) for phase, names in (ONLINE if on else OFFLINE).items()
                for name in names]  # fmt: skip
    return [everyone[i] for i in chance.permutation(len(everyone))[:size]]


def _reach(chance: Chance, phases: npt.NDArray[np.str_], online: npt.NDArray[np.bool_]) -> Floats:
    level = dict(zip(("Before", "During", "After"), chance.uniform(5, 8.5) + chance.normal(0, 0.8, 3), strict=True))
    middle = np.array([level[phase] for phase in phases]) + online * chance.uniform(0, 1.2)
    return np.round(np.clip(np.exp(chance.normal(middle, chance.uniform(0.5, 1.3))), 8, 200_000))


def _rates(chance: Chance, phases: npt.NDArray[np.str_]) -> Floats:
    usual = {phase: float(chance.beta(2, 30)) + 0.005 for phase in ONLINE}
    strength = np.exp(chance.uniform(np.log(8), np.log(150)))
    mean = np.array([usual[phase] for phase in phases])
    rates = np.clip(chance.beta(mean * strength, (1 - mean) * strength), 2e-4, 0.9)
    return np.where(chance.random(len(phases)) < chance.choice([1.0, 0.8]), rates, np.nan)


def _happy(chance: Chance, reach: Floats, usual: float) -> Floats:
    pull = chance.choice([0.0, -0.3]) * (np.log(reach) - np.log(reach).mean())
    logit = np.log(usual / (1 - usual)) + chance.normal(0, 0.4) + pull + chance.normal(0, 0.7, len(reach))
    return np.asarray(np.clip(1 / (1 + np.exp(-logit)), 0.01, 0.99))


def table(world: World, chance: Chance, *, missing: float = 0.0) -> pd.DataFrame:
    """The spreadsheet, one row per touchpoint; ``missing``: the share of cells of reach and sales that are empty."""
    size = len(world.names)
    columns: dict[str, Any] = {"Touchpoint": world.names, "Phase": world.phases}
    counted = np.maximum(np.round(world.reach * np.exp(chance.normal(0, chance.choice([0.0, 0.15]), size))), 5)
    columns["Customers" if world.kind == "survey" else "Visitors"] = counted
    if world.kind != "survey":
        sold = np.isfinite(world.rate)
        orders = chance.binomial(counted.astype(int), np.nan_to_num(world.rate))
        each = chance.gamma(np.maximum(orders, 1e-9) * 0.8, world.value / 0.8)
        columns["Purchases"] = np.where(sold, orders, np.nan)
        if chance.random() < 0.8:
            columns["Turnover"] = np.where(sold, np.round(each, 2), np.nan)
        if np.isfinite(world.spent).any():
            columns["Cost"] = world.spent
    if world.kind != "sales":
        columns |= _answers(world, chance)
    if np.isfinite(world.effort).any():
        columns["Effort"] = world.effort
    rows = pd.DataFrame(columns)
    return _emptied(rows, chance, missing)


def _answers(world: World, chance: Chance) -> dict[str, Floats]:
    few = np.round(np.clip(world.reach * chance.uniform(0.02, 0.15) * np.exp(chance.normal(0, 0.4, len(world.reach))),
                           5, 3000))  # fmt: skip
    alike = np.round(np.exp(chance.normal(3.5, 0.6, len(world.reach)))) + 5
    n = few if chance.random() < 0.6 else alike
    lowest, highest, _ = SCALES[world.scale]
    scores = np.array([_mean(world.scale, h, int(k), chance) for h, k in zip(world.happy, n, strict=True)])
    digits = {"CSAT": 3, "NPS": 0, "Rating": 2}[world.scale]
    asked = chance.random(len(n)) < chance.choice([1.0, 0.9])
    return {
        world.scale: np.where(asked, np.round(lowest + scores * (highest - lowest), digits), np.nan),
        "Responses": np.where(asked, n, np.nan),
    }


def _mean(scale: str, happy: float, n: int, chance: Chance) -> float:
    """Mean of ``n`` single answers as a way from lowest to highest: yes or no; -100, 0, 100; one to five."""
    if scale == "CSAT":
        return float(chance.binomial(n, happy) / n)
    steps = 2 if scale == "NPS" else 4
    return float(chance.binomial(steps, happy, n).mean() / steps)


def _emptied(rows: pd.DataFrame, chance: Chance, missing: float) -> pd.DataFrame:
    """At random; or offline twice to thrice as often as online, the same share of cells overall."""
    offline = rows["Touchpoint"].isin({name for names in OFFLINE.values() for name in names}).to_numpy(float)
    share = np.full(len(rows), missing)
    if chance.random() < 0.5:
        odds = np.where(offline > 0, 2.5, 1.0)
        share = np.clip(missing * odds / odds.mean(), 0, 0.9)
    rows = rows.copy()
    for name in EMPTIED:
        gone = chance.random(len(rows)) < share
        if name in rows:
            rows.loc[gone, name] = np.nan
    return rows
