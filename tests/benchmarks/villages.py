"""A third author of businesses, with a truth of its own; written before the product was run on any of them.

THE TRUTH. What there is to win by repairing touchpoint i is

    gain_i = [ visits_i x value_i x max(0, t_i - rate_i)           where sales are counted
             + visits_i x kappa x order x max(0, 0.8 - pleased_i)  where customers are asked
             ] x uplift_i

``value_i`` is the touchpoint's own, ``pleased_i`` the mean of all possible answers as its way from 1 to 5 (the target
is 4.2), ``order`` the mean value of a sale. The target t_i is what the phase achieves (*pooled*), the median of a trade
that nobody tells (*trade*), or one figure that is told (*goal*, with kappa). The uplift per effort, in a third of the
businesses each: 1 - (effort - 1) / 5; 1 / effort; or 1, whatever the effort that stands in the file.

Visits are log-normal; rates are beta, each phase with a level of its own, and nothing common beside it; order values
differ by touchpoint (log-normal). An answer is a feeling, normal around the touchpoint's own, rounded to 1-5; its mean
stands in the file with one decimal. Columns have other headings, one file in three is Danish, columns and cells lack.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from core.model import Settings
from tests.benchmarks.worlds import Chance, Floats, World

NAMES = {
    "Before": ("Google search", "LinkedIn ad", "Local newspaper ad", "Open house", "Recommendation from a friend",
               "Blog article", "Radio commercial", "Instagram post", "Trade show stand", "Landing page"),
    "During": ("Web shop", "Store visit", "Quote meeting", "Checkout page", "Cash register", "Phone order",
               "Product page", "Booking form", "Sales call", "Shopping basket"),
    "After": ("Home delivery", "Order confirmation e-mail", "Customer service phone", "Invoice by mail",
              "Return parcel", "Loyalty club", "Complaint handling", "Satisfaction survey", "Service visit",
              "User manual"),
}  # fmt: skip
LEVELS = {"Before": (2.0, 60.0), "During": (3.0, 30.0), "After": (2.0, 18.0)}  # of the rates: beta
TRADE = {"Before": 0.025, "During": 0.085, "After": 0.09}  # medians
PLEASED = 0.8
FEELING = 0.9  # standard deviation of one customer's
ENGLISH = {"Visits": "Sessions", "Orders": "Number of sales", "Revenue": "Sales amount",
           "Rating": "Satisfaction (1-5)", "Responses": "No. of responses", "Effort": "Effort (1-5)"}  # fmt: skip
DANISH = {"Touchpoint": "Kontaktpunkt", "Phase": "Fase", "Visits": "Besøg", "Orders": "Antal køb",
          "Revenue": "Omsætning", "Rating": "Tilfredshed (1-5)", "Responses": "Antal svar",
          "Effort": "Indsats (1-5)"}  # fmt: skip
FASER = {"Before": "Før køb", "During": "Under køb", "After": "Efter køb"}
IN_OTHER_WORDS = {theirs: ours for words in (ENGLISH, DANISH) for ours, theirs in words.items()}
EMPTIED = ("Visits", "Orders", "Revenue")


@dataclass(frozen=True, slots=True)
class Village(World):
    """``feeling``: the mean of what customers feel, on 1-5 before it is rounded; ``uplift``: per effort, by which rule;
    ``danish``: the language of the file."""

    feeling: Floats
    uplift: str
    danish: bool


def world(chance: Chance, kind: str) -> Village:
    """A business of 4 to 30 touchpoints."""
    everyone = [(phase, name) for phase, names in NAMES.items() for name in names]
    drawn = [everyone[i] for i in chance.permutation(len(everyone))[: int(chance.integers(4, 31))]]
    phases, size = np.array([phase for phase, _ in drawn]), len(drawn)
    level, feeling = chance.normal(5.5, 1), chance.normal(chance.normal(4.0, 0.25), 0.5, size)
    rate = np.array([chance.beta(*LEVELS[phase]) for phase in phases])
    aim = str(chance.choice(["pooled", "trade", "goal"]))
    return Village(
        kind=kind,
        names=tuple(name for _, name in drawn),
        phases=phases,
        reach=np.round(np.clip(np.exp(chance.normal(chance.uniform(4.5, 8), chance.uniform(0.8, 1.6), size)), 20, 2e5)),
        rate=np.clip(rate, 1e-4, 1) if kind != "survey" else np.full(size, np.nan),
        happy=(chances(feeling) @ np.arange(1, 6) - 1) / 4,
        value=np.exp(chance.normal(level, 0.4, size)),
        spent=np.full(size, np.nan),
        effort=chance.choice(np.arange(1.0, 6), size, p=[0.15, 0.25, 0.3, 0.2, 0.1]),
        scale="Rating",
        kappa=float(chance.uniform(0.1, 0.3)) if aim == "goal" else 0.2,
        aim=aim,
        happy_aim=PLEASED,
        rate_aim=float(chance.choice([0.02, 0.03, 0.05, 0.1])) if aim == "goal" else np.nan,
        feeling=feeling,
        uplift=str(chance.choice(["ease", "per effort", "plain"])),
        danish=chance.random() < 1 / 3,
    )


def chances(feeling: Floats) -> Floats:
    """Touchpoints x the answers 1 to 5: how often each is given."""
    lines = np.array([1.5, 2.5, 3.5, 4.5])
    z = (lines - feeling[:, None]) / FEELING
    below = 0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3)))  # of the normal distribution, nearly
    return np.diff(below, axis=1, prepend=0, append=1)


def gains(of: Village) -> Floats:
    """The truth: see above."""
    sales, order = np.zeros(len(of.names)), 1.0
    if of.kind != "survey":
        order = float((of.reach * of.rate * of.value).sum() / (of.reach * of.rate).sum())
        sales = of.reach * of.value * np.maximum(_targets(of) - of.rate, 0)
    answers = of.reach * of.kappa * order * np.maximum(PLEASED - of.happy, 0) * (of.kind != "sales")
    uplift = {"ease": 1 - (of.effort - 1) / 5, "per effort": 1 / of.effort, "plain": np.ones(len(of.names))}
    return np.asarray((sales + answers) * uplift[of.uplift])


def _targets(of: Village) -> Floats:
    if of.aim == "goal":
        return np.full(len(of.names), of.rate_aim)
    if of.aim == "trade":
        return np.array([TRADE[phase] for phase in of.phases])
    pooled = {p: np.average(of.rate[of.phases == p], weights=of.reach[of.phases == p]) for p in set(of.phases)}
    return np.array([pooled[phase] for phase in of.phases])


def told(of: Village) -> Settings:
    """What the owner tells the product beside the file."""
    if of.aim != "goal":
        return Settings()
    return Settings(targets={"conversion_rate": of.rate_aim}, assumptions={"kappa": of.kappa})


def table(of: Village, chance: Chance, *, missing: float = 0.0) -> pd.DataFrame:
    """The spreadsheet, one row per touchpoint; ``missing``: the share of cells of reach and sales that are empty."""
    size, columns = len(of.names), dict[str, Any]()
    columns["Visits"] = np.maximum(np.round(of.reach * np.exp(chance.normal(0, 0.08, size))), 5)
    if of.kind != "survey":
        orders = chance.binomial(columns["Visits"].astype(int), of.rate)
        columns["Orders"] = orders
        varied = 1 + chance.normal(0, 0.5, size) / np.sqrt(np.maximum(orders, 1))
        columns["Revenue"] = np.round(orders * of.value * np.maximum(varied, 0.2))
    if of.kind != "sales":
        n = np.round(np.clip(np.exp(chance.normal(3.6, 1.2, size)), 5, 50_000)).astype(int)
        given = np.stack([chance.multinomial(k, p) for k, p in zip(n, chances(of.feeling), strict=True)])
        columns |= {"Rating": np.round(given @ np.arange(1, 6) / n, 1), "Responses": n}
    columns["Effort"] = of.effort
    lacking = {name for name in ("Revenue", "Responses", "Effort") if chance.random() < 0.25}
    rows = pd.DataFrame({name: np.asarray(v, float) for name, v in columns.items() if name not in lacking})
    for name in rows.columns:
        rows.loc[chance.random(size) < (missing if name in EMPTIED and missing else 0.04), name] = np.nan
    rows.insert(0, "Touchpoint", of.names)
    rows.insert(1, "Phase", [FASER[p] for p in of.phases] if of.danish else of.phases)
    return rows.rename(columns=DANISH if of.danish else ENGLISH)
