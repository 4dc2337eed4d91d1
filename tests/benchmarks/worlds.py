"""Made-up businesses of which everything is known, and what their owners would have written down.

A ``World`` holds the truth (how many meet each touchpoint, at which rates they buy and are satisfied, what a sale is
worth) and ``table`` what a spreadsheet would show of it: samples, noise, columns that nobody keeps, empty cells.
Nothing here knows how the product works.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Chance = np.random.Generator

NAMES = {
    "Before": ("Google Ads", "Facebook campaign", "Newsletter sign-up page", "Blog", "Trade fair", "Bus advert",
               "Podcast", "Instagram", "Flyer", "Radio spot", "Word of mouth", "Billboard", "White paper"),
    "During": ("Webshop", "Checkout", "Point of sale", "Fitting room", "Sales meeting", "Shop floor", "Shopping cart",
               "In-store display", "Sales representative", "Cash desk", "Payment page", "Online shop", "Order form"),
    "After": ("Customer support", "Thank-you mail", "Invoice", "Feedback survey", "Loyalty programme", "Onboarding",
              "Delivery", "Returns desk", "Warranty claim", "Follow-up call", "Upsell mail", "Welcome message"),
}  # fmt: skip
KINDS = ("sales", "survey", "both")
SCALES = {"CSAT": (0.0, 1.0, 0.8), "NPS": (-100.0, 100.0, 30.0), "Rating": (1.0, 5.0, 4.2)}  # lowest, highest, target
EASES = (1.0, 0.8, 0.6, 0.4, 0.2)
MARGIN = 0.4


@dataclass(frozen=True, slots=True)
class World:
    """One entry per touchpoint. ``rate``: share of the visits that buy (NaN: nothing is sold there); ``happy``: mean
    answer as its way from the lowest to the highest possible one; ``value``: of a sale; ``spent``: money put in (NaN:
    nobody counts it).

    ``kind``: what the owner counts, sales, answers or both; ``scale``: how she asks; ``kappa``: what a bad experience
    costs, in orders; ``aim``: which family of targets holds (see ``simulator``), with ``happy_aim`` as a share and
    ``rate_aim`` where there is one for everybody.
    """

    kind: str
    names: tuple[str, ...]
    phases: npt.NDArray[np.str_]
    reach: Floats
    rate: Floats
    happy: Floats
    value: Floats
    spent: Floats
    effort: Floats
    scale: str
    kappa: float
    aim: str
    happy_aim: float
    rate_aim: float


def world(chance: Chance, kind: str) -> World:
    """A business of 5 to 36 touchpoints; every habit of the world is drawn anew for each."""
    size = int(np.exp(chance.uniform(np.log(5), np.log(36))))
    everyone = [(phase, name) for phase, names in NAMES.items() for name in names]
    drawn = [everyone[i] for i in chance.permutation(len(everyone))[:size]]
    phases = np.array([phase for phase, _ in drawn])
    reach, level = _reach(chance, size), chance.uniform(0.5, 0.9)
    aim, scale = str(chance.choice(["phase", "phase", "told", "best"])), str(chance.choice(list(SCALES)))
    lowest, highest, target = SCALES[scale]
    usual = (target - lowest) / (highest - lowest)
    return World(
        kind=kind,
        names=tuple(name for _, name in drawn),
        phases=phases,
        reach=reach,
        rate=_rates(chance, phases, reach) if kind != "survey" else np.full(size, np.nan),
        happy=_around(chance, np.full(size, level), chance.uniform(4, 40)),
        value=np.exp(chance.normal(chance.uniform(3, 8), chance.choice([0.0, 0.2, 0.6]), size)),
        spent=_spent(chance, kind, reach),
        effort=_effort(chance, reach, size),
        scale=scale,
        kappa=0.2 if aim != "told" else float(chance.uniform(0.05, 0.5)),
        aim=aim,
        happy_aim=usual if aim != "told" else float(np.round(chance.uniform(0.6, 0.95), 2)),
        rate_aim=float(np.round(np.exp(chance.normal(-3, 0.6)), 3)) if aim == "told" else np.nan,
    )


def _reach(chance: Chance, size: int) -> Floats:
    """5 to 50 000: log-normal, heavy-tailed (Pareto) or spread evenly over the orders of magnitude."""
    shape = chance.integers(3)
    if shape == 0:
        drawn = np.exp(chance.normal(chance.uniform(5, 8), chance.uniform(0.6, 1.8), size))
    elif shape == 1:
        drawn = 10 ** chance.uniform(1.5, 3) * (1 + chance.pareto(chance.uniform(0.7, 1.5), size))
    else:
        drawn = np.exp(chance.uniform(np.log(5), np.log(50_000), size))
    return np.round(np.clip(drawn, 5, 50_000))


def _around(chance: Chance, mean: Floats, strength: float) -> Floats:
    mean = np.clip(mean, 0.002, 0.998)
    return np.clip(chance.beta(mean * strength, (1 - mean) * strength), 1e-4, 1 - 1e-4)


def _rates(chance: Chance, phases: npt.NDArray[np.str_], reach: Floats) -> Floats:
    """Phases differ; within one the rates vary a little or wildly, and crowds may buy less or more than the few."""
    usual = {phase: chance.beta(1.2, 14) + 0.004 for phase in NAMES}
    crowd = chance.choice([0.0, -0.25, 0.15]) * (np.log(reach) - np.log(reach).mean())
    mean = np.array([usual[phase] for phase in phases]) * np.exp(crowd)
    rates = _around(chance, np.minimum(mean, 0.7), np.exp(chance.uniform(np.log(6), np.log(300))))
    return np.where(chance.random(len(reach)) < chance.choice([1.0, 0.7]), rates, np.nan)


def _spent(chance: Chance, kind: str, reach: Floats) -> Floats:
    """One seller of five counts what she spends; a contact then costs from a few cents to a few crowns."""
    if kind == "survey" or chance.random() > 0.2:
        return np.full(len(reach), np.nan)
    return np.asarray(np.round(reach * np.exp(chance.normal(0, 1, len(reach))) * chance.uniform(0.05, 2), 2))


def _effort(chance: Chance, reach: Floats, size: int) -> Floats:
    """1 to 5 or, in two businesses of five, nobody knows; what many meet is sometimes the harder to change."""
    if chance.random() < 0.4:
        return np.full(size, np.nan)
    pull = chance.choice([0.0, 0.8]) * (np.log(reach) - np.log(reach).mean())
    return np.asarray(np.clip(np.round(3 + pull + chance.normal(0, 1.2, size)), 1, 5))


def table(world: World, chance: Chance, *, missing: float = 0.0) -> pd.DataFrame:
    """What the owner's spreadsheet shows; ``missing``: the share of cells of reach and sales that are empty."""
    size, columns = len(world.names), dict[str, Any]()
    counted = np.maximum(np.round(world.reach * np.exp(chance.normal(0, chance.choice([0, 0, 0.1, 0.25]), size))), 5)
    columns["Customers" if world.kind == "survey" and chance.random() < 0.5 else "Visits"] = counted
    columns |= _sales(world, chance, counted) if world.kind != "survey" else {}
    columns |= _answers(world, chance) if world.kind != "sales" else {}
    if np.isfinite(world.effort).any():
        columns["Effort"] = np.where(chance.random(size) < 0.05, np.nan, world.effort)
    kept = {name: values for name, values in columns.items() if name not in ("Revenue", "Responses")}
    kept |= {name: values for name, values in columns.items() if name not in kept and chance.random() < 0.85}
    rows = pd.DataFrame({"Touchpoint": world.names, "Phase": world.phases} | kept)
    if chance.random() < 0.3:
        rows = rows.drop(columns="Phase")
    rows = _monthly(rows, chance) if chance.random() < 0.25 else rows
    return _emptied(rows, chance, missing)


def _sales(world: World, chance: Chance, counted: Floats) -> dict[str, Floats]:
    sold = np.isfinite(world.rate)
    orders = np.where(sold, chance.binomial(counted.astype(int), np.nan_to_num(world.rate)), np.nan)
    spread = float(chance.choice([2.0, 8.0]))  # orders differ in size
    revenue = chance.gamma(spread * np.maximum(np.nan_to_num(orders), 1e-12), world.value / spread)
    found = {"Orders": orders, "Revenue": np.where(sold, np.round(revenue, 2), np.nan)}
    return found | ({"Cost": world.spent} if np.isfinite(world.spent).any() else {})


def _answers(world: World, chance: Chance) -> dict[str, Floats]:
    """5 to 50 000 answers, a share of those who meet it or as many as happened to be asked; some are never asked."""
    share = world.reach * np.exp(chance.normal(np.log(chance.uniform(0.01, 0.3)), 0.5, len(world.reach)))
    any_ = np.exp(chance.uniform(np.log(5), np.log(chance.choice([60, 800, 50_000])), len(world.reach)))
    n = np.round(np.clip(share if chance.random() < 0.5 else any_, 5, 50_000))
    lowest, highest, _ = SCALES[world.scale]
    scores = lowest + (highest - lowest) * _asked(world, chance, n)
    digits = {"CSAT": 3, "NPS": 0, "Rating": 2}[world.scale]
    asked = chance.random(len(n)) < chance.choice([1.0, 0.85])
    return {world.scale: np.where(asked, np.round(scores, digits), np.nan), "Responses": np.where(asked, n, np.nan)}


def _asked(world: World, chance: Chance, n: Floats) -> Floats:
    """Mean answer of ``n`` as a way from lowest to highest: yes or no; promoters, passives, detractors; one to five."""
    if world.scale == "CSAT":
        return np.asarray(chance.binomial(n.astype(int), world.happy) / n)
    if world.scale == "NPS":
        passive = chance.uniform(0.1, 0.8) * 2 * np.minimum(world.happy, 1 - world.happy)
        shares = np.stack((world.happy - passive / 2, passive, 1 - world.happy - passive / 2), axis=1)
        points = np.array([1.0, 0.5, 0.0])
    else:
        steps = np.arange(5)
        choose = np.array([1, 4, 6, 4, 1])
        shares = choose * world.happy[:, None] ** steps * (1 - world.happy[:, None]) ** (4 - steps)
        points = steps / 4
    shares = np.clip(shares, 0, 1) / np.clip(shares, 0, 1).sum(axis=1, keepdims=True)
    counts = np.stack([chance.multinomial(int(m), s) for m, s in zip(n, shares, strict=True)])
    return np.asarray(counts @ points / n)


def _monthly(rows: pd.DataFrame, chance: Chance) -> pd.DataFrame:
    """The same over three months: counts and money are parted, scores and effort stand in each."""
    shares = chance.dirichlet([8.0, 8.0, 8.0], len(rows))
    months = []
    for month in range(3):
        part = rows.assign(Month=f"2025-0{month + 1}-01")
        for name in set(rows.columns) & {"Visits", "Customers", "Orders", "Responses", "Revenue", "Cost"}:
            before = np.floor(rows[name] * shares[:, :month].sum(axis=1))
            part[name] = (
                np.floor(rows[name] * shares[:, : month + 1].sum(axis=1)) if month < 2 else rows[name]
            ) - before
        months.append(part)
    return pd.concat(months, ignore_index=True)


def _emptied(rows: pd.DataFrame, chance: Chance, missing: float) -> pd.DataFrame:
    """Cells of reach and sales left empty at random, the same for all months of a touchpoint."""
    rows = rows.copy()
    for name in ("Visits", "Customers", "Orders", "Revenue"):
        gone = {t: chance.random() < missing for t in rows["Touchpoint"].unique()}
        if name in rows:
            rows.loc[rows["Touchpoint"].map(gone), name] = np.nan
    return rows
