"""A fourth author of businesses, as a textbook would make them: Danish and Swedish files by channel and month, with
targets of their own.

THE TRUTH. What there is to win by repairing touchpoint i is

    gain_i = (6 - effort_i) / 5 x visits_i x [ value x max(0, goal_i - rate_i)        where the goal is for sales
                                             + kappa x value x max(0, goal_i - pleased_i) ]   where it is for answers

with one ``value`` of a sale for the whole business, kappa 20 %, and ``pleased_i`` the share who are satisfied (CSAT)
or the mean answer as its way from the lowest to the highest possible one (NPS, a score of 1 to 10). What the file sets
no goal for is held against what the touchpoint's phase achieves (sales), or against 80 % satisfied, NPS 30, 4.2 of 5.

Visits are log-normal, rates and shares beta, months alike but for noise; counts are written with thousands' points,
shares in per cent with a decimal comma. Some files have a column of goals (for sales or for answers), costs,
impressions; a touchpoint may stand under two channels.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from core.model import Settings
from tests.benchmarks.worlds import Chance, Floats, World

NAMES = {
    "da": {"Before": ("Facebook-annonce", "Google Ads", "Nyhedsbrev", "Avisannonce", "Messe", "Blog", "Radiospot",
                      "Anbefaling fra en ven", "Plakat"),
           "During": ("Webshop", "Butik", "Kasse", "Prøverum", "Telefonsalg", "Bookingside", "Produktside"),
           "After": ("Kundeservice", "Levering", "Faktura", "Takkemail", "Kundeklub", "Reklamation",
                     "Tilfredshedsundersøgelse")},
    "sv": {"Before": ("Facebookannons", "Google Ads", "Nyhetsbrev", "Tidningsannons", "Mässa", "Blogg", "Radioreklam",
                      "Rekommendation från en vän", "Affisch"),
           "During": ("Webbutik", "Butik", "Kassa", "Provrum", "Telefonförsäljning", "Bokningssida", "Produktsida"),
           "After": ("Kundtjänst", "Leverans", "Faktura", "Tackmejl", "Kundklubb", "Reklamation", "Kundundersökning")},
}  # fmt: skip
PHASES = {"da": {"Before": "Før køb", "During": "Under køb", "After": "Efter køb"},
          "sv": {"Before": "Före köp", "During": "Under köp", "After": "Efter köp"}}  # fmt: skip
HEADERS = {
    "da": {"Touchpoint": "Kontaktpunkt", "Phase": "Fase", "Month": "Måned", "Channel": "Kanal", "Shown": "Visninger",
           "Visits": "Besøgende", "Orders": "Antal ordrer", "Revenue": "Omsætning (kr.)", "Cost": "Omkostninger (kr.)",
           "CSAT": "Kundetilfredshed (%)", "NPS": "NPS", "Rating": "Score (1-10)", "Responses": "Antal svar",
           "Effort": "Indsats (1-5)", "Goal rate": "Mål for konvertering", "Goal": "Mål for tilfredshed"},
    "sv": {"Touchpoint": "Kontaktpunkt", "Phase": "Fas", "Month": "Månad", "Channel": "Kanal", "Shown": "Exponeringar",
           "Visits": "Besök", "Orders": "Antal köp", "Revenue": "Intäkter (kr)", "Cost": "Kostnad (kr)",
           "CSAT": "Nöjda kunder (%)", "NPS": "NPS", "Rating": "Betyg (1-10)", "Responses": "Antal svar",
           "Effort": "Insats (1-5)", "Goal rate": "Konverteringsmål", "Goal": "Mål nöjdhet"},
}  # fmt: skip
BOUNDS = {"CSAT": (0.0, 1.0, 0.8), "NPS": (-100.0, 100.0, 30.0), "Rating": (1.0, 5.0, 4.2)}


@dataclass(frozen=True, slots=True)
class Hamlet(World):
    """``tongue``: da or sv; ``goal``: the goal of each touchpoint as the file writes it, for ``goal_for`` (NaN: it has
    none), sales ("rate"), answers ("happy") or nothing ("")."""

    tongue: str
    goal: Floats
    goal_for: str


def world(chance: Chance, kind: str) -> Hamlet:
    """A business of 6 to 20 touchpoints."""
    tongue, scale = str(chance.choice(["da", "sv"])), str(chance.choice(["CSAT", "NPS", "Rating"]))
    everyone = [(phase, name) for phase, names in NAMES[tongue].items() for name in names]
    drawn = [everyone[i] for i in chance.permutation(len(everyone))[: int(chance.integers(6, 21))]]
    phases, size = np.array([phase for phase, _ in drawn]), len(drawn)
    lowest, highest, target = BOUNDS[scale]
    usual = (target - lowest) / (highest - lowest)
    fitting = ["", "rate"] if kind == "sales" else ["", "happy"] if kind == "survey" else ["", "rate", "happy"]
    goal_for = str(chance.choice(fitting))
    rate = np.clip(chance.beta(2, 40, size), 1e-3, 1) if kind != "survey" else np.full(size, np.nan)
    happy = chance.beta(6 * usual, 6 * (1 - usual), size)
    goal = np.full(size, np.nan)
    if goal_for == "rate":
        goal = np.round(chance.uniform(0.02, 0.1, size), 3)
    elif goal_for == "happy":
        goal = np.round(np.clip(usual + chance.normal(0, 0.08, size), 0.3, 0.97), 2)
    return Hamlet(
        kind=kind, names=tuple(name for _, name in drawn), phases=phases,
        reach=np.round(np.clip(np.exp(chance.normal(6.5, 1.1, size)), 20, 1e5)),
        rate=rate, happy=happy, value=np.full(size, np.round(np.exp(chance.normal(6, 0.8)))),
        spent=np.full(size, np.nan), effort=chance.integers(1, 6, size).astype(float), scale=scale, kappa=0.2,
        aim=f"goal {goal_for}" if goal_for else "phase", happy_aim=usual, rate_aim=np.nan,
        tongue=tongue, goal=goal, goal_for=goal_for,
    )  # fmt: skip


def gains(of: Hamlet) -> Floats:
    """The truth: see above."""
    value, sales = float(of.value[0]), np.zeros(len(of.names))
    if of.kind != "survey":
        aims = np.array([np.average(of.rate[of.phases == p], weights=of.reach[of.phases == p]) for p in of.phases])
        aims = of.goal if of.goal_for == "rate" else aims
        sales = value * np.maximum(aims - of.rate, 0)
    happy_aim = of.goal if of.goal_for == "happy" else of.happy_aim
    worth = value if of.kind != "survey" else 1.0
    answers = of.kappa * worth * np.maximum(happy_aim - of.happy, 0) * (of.kind != "sales")
    return np.asarray((6 - of.effort) / 5 * of.reach * (sales + answers))


def told(of: Hamlet) -> Settings:
    """Nothing: what she wants stands in the file."""
    del of
    return Settings()


def table(of: Hamlet, chance: Chance, *, missing: float = 0.0) -> pd.DataFrame:
    """Three to six months, under one channel or two, as plain figures with English headings; see ``owners``."""
    months = [f"2025-{k + 1:02}" for k in range(int(chance.integers(3, 7)))]
    rows = pd.concat([_months(of, i, months, chance) for i in range(len(of.names))], ignore_index=True)
    for name in rows.columns.intersection(["Visits", "Orders", "Revenue"]):
        rows.loc[chance.random(len(rows)) < missing, name] = np.nan
    lacking = {name for name in ("Shown", "Cost", "Channel", "Phase") if chance.random() < 0.4}
    return rows.drop(columns=list(lacking & set(rows.columns)))


def _months(of: Hamlet, i: int, months: list[str], chance: Chance) -> pd.DataFrame:
    channels = ["Online", "Offline"][: 2 if chance.random() < 0.15 else 1]
    places = [(month, channel) for month in months for channel in channels]
    visits = chance.multinomial(int(of.reach[i]), chance.dirichlet(np.full(len(places), 12.0))).astype(float)
    columns: dict[str, Any] = {"Month": [m for m, _ in places], "Channel": [c for _, c in places], "Visits": visits}
    columns["Shown"] = np.round(visits * chance.uniform(5, 20))
    if of.kind != "survey":
        columns["Orders"] = chance.binomial(visits.astype(int), of.rate[i]).astype(float)
        columns["Revenue"] = np.round(columns["Orders"] * of.value[i] * np.exp(chance.normal(0, 0.05, len(places))))
        columns["Cost"] = np.round(visits * of.value[i] * 0.003 * np.exp(chance.normal(0, 0.5)))
    if of.kind != "sales":
        n = 1 + chance.poisson(12, len(places))
        columns |= {of.scale: _answers(of, i, n, chance), "Responses": n.astype(float)}
    lowest, highest, _ = BOUNDS[of.scale]
    if of.goal_for:
        goal = of.goal[i] if of.goal_for == "rate" else lowest + of.goal[i] * (highest - lowest)
        columns["Goal rate" if of.goal_for == "rate" else "Goal"] = np.full(len(places), goal)
    return pd.DataFrame({"Touchpoint": of.names[i], "Phase": of.phases[i], **columns, "Effort": of.effort[i]})


def _answers(of: Hamlet, i: int, n: np.ndarray[Any, np.dtype[np.int64]], chance: Chance) -> Floats:
    lowest, highest, _ = BOUNDS[of.scale]
    steps = {"CSAT": 1, "NPS": 2, "Rating": 9}[of.scale]
    share = np.array([chance.binomial(steps, of.happy[i], k).mean() / steps for k in n])
    return np.asarray(lowest + share * (highest - lowest))


def owners(of: Hamlet, rows: pd.DataFrame) -> bytes:
    """The file as the owner has it: her language, her marks, scores and goals in the units of their headings."""
    words, own = HEADERS[of.tongue], rows.copy()
    own["Phase"] = own["Phase"].map(PHASES[of.tongue]) if "Phase" in own else None
    for name in own.columns.intersection(["CSAT", "NPS", "Rating", "Goal", "Goal rate"]):
        own[name] = [_score(of.scale if name == "Goal" else name, value) for value in own[name]]
    for name in own.columns.intersection(["Visits", "Shown", "Orders", "Revenue", "Cost"]):
        own[name] = [
            "" if np.isnan(v) else f"{v:,.0f}".replace(",", "." if of.tongue == "da" else " ") for v in own[name]
        ]
    own = own.dropna(axis=1, how="all").rename(columns=words)
    return own.to_csv(index=False, sep=";", float_format="%.0f").encode("cp1252")


def _score(scale: str, value: float) -> str:
    if scale in ("CSAT", "Goal rate"):
        return f"{100 * value:.1f} %".replace(".", ",")
    return f"{value:.0f}" if scale == "NPS" else f"{1 + (value - 1) / 4 * 9:.1f}".replace(".", ",")
