"""Does the ranking find the money? ``python -m tests.benchmarks.simulator [BUSINESSES] [--missing .3] [--seed 1]``

THE TRUTH, written down before anything was measured. What there is to win by repairing touchpoint i is

    gain_i = [ reach_i x value_i x max(0, t_i - rate_i)            where something is sold
             + reach_i x kappa x order x max(0, s - happy_i)       where the owner asks her customers
             + max(0, spent_i - 40 % x reach_i x rate_i x value_i) where she counts what she spends and sells ]
             x ease_i                                              where effort is known, else 1

with the *true* reach, rate, mean answer (as its way from the lowest to the highest possible one) and value of a sale,
``order`` the average order, ease = 1 - (effort - 1) / 5. Repaired means brought to the target. Three families:

- *phase*: t is what the phase achieves as a whole (true sales over true visits), s the usual target of the scale
  (CSAT 80 %, NPS 30, rating 4.2 of 5), kappa 20 %; the product is told nothing.
- *told*: t, s and kappa are the owner's own, and she tells the product (and every rival).
- *best*: t is the best quarter of the phase, which nobody tells: what the product aims at is not what is true.

Every business is written as a spreadsheet (``worlds.table``; with ``--towns`` those of another author,
with ``--villages`` and ``--hamlets`` those of a third and a fourth, who have truths of their own; with ``--months``
written month by month, see ``months``) and read from
its bytes, as an upload is; the rivals read the same one, with the product's phases where it has none of its own. A
ranking is as good as the share of the best possible gain that its first three hold. What empty cells cost is what the
same businesses hold without them, less what they hold with them. Businesses in which nothing is to be won count not.
"Truly first" and "in the first three" are judged over all touchpoints, those that cannot be ranked included; where
nothing is to be won, nobody is among the first.
"""

import argparse
import io
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from core import pipeline
from core.model import Analysis, Settings
from tests.benchmarks import hamlets, towns, villages, worlds
from tests.benchmarks.months import monthly
from tests.benchmarks.rivals import APPLIES, RIVALS, Seen
from tests.benchmarks.worlds import KINDS, MARGIN, SCALES, Floats, World

OURS = "Kontaktpunkt"
AUTHORS: Mapping[str, Any] = {"worlds": worlds, "towns": towns, "villages": villages, "hamlets": hamlets}
FIRST = 3
BINS = np.linspace(0, 1, 11)


@dataclass(frozen=True, slots=True)
class Trial:
    """One business. ``held``: method -> share of the best possible gain; ``within``: what the best three of those hold
    that could be ranked at all, which no order can exceed; ``clear``: whether the product was sure, and
    ``right`` then truly first; ``top3``: said chance and truth for every ranked touchpoint."""

    kind: str
    aim: str
    held: dict[str, float]
    within: float
    clear: bool
    right: bool
    top3: list[tuple[float, bool]]


def gains(of: World) -> Floats:
    """The truth: see above; of the third author's businesses as he states it."""
    if isinstance(of, villages.Village):
        return villages.gains(of)
    if isinstance(of, hamlets.Hamlet):
        return hamlets.gains(of)
    sold, asked = np.isfinite(of.rate), of.kind != "sales"
    rate = np.nan_to_num(of.rate)
    order = (of.reach * rate * of.value).sum() / (of.reach * rate).sum() if sold.any() else 1.0
    sales = np.where(sold, of.reach * of.value * np.maximum(_rate_aims(of) - rate, 0), 0)
    answers = of.reach * of.kappa * order * np.maximum(of.happy_aim - of.happy, 0) * asked
    spent = np.nan_to_num(np.maximum(of.spent - MARGIN * of.reach * of.rate * of.value, 0))
    ease = np.where(np.isfinite(of.effort), 1 - (of.effort - 1) / 5, 1)
    return np.asarray((sales + answers + spent) * ease)


def _rate_aims(of: World) -> Floats:
    if of.aim == "told":
        return np.full(len(of.names), of.rate_aim)
    aims = np.zeros(len(of.names))
    for phase in set(of.phases):
        mine = (of.phases == phase) & np.isfinite(of.rate)
        if mine.any():
            pooled = np.average(of.rate[mine], weights=of.reach[mine])
            aims[mine] = pooled if of.aim == "phase" else np.quantile(of.rate[mine], 0.75)
    return aims


def told(of: World) -> Settings:
    """What the owner tells the product beside the file."""
    if isinstance(of, villages.Village):
        return villages.told(of)
    if isinstance(of, hamlets.Hamlet):
        return hamlets.told(of)
    if of.aim != "told":
        return Settings()
    lowest, highest, _ = SCALES[of.scale]
    happy = {of.scale.lower(): lowest + of.happy_aim * (highest - lowest)}
    return Settings(targets={"conversion_rate": of.rate_aim} | happy, assumptions={"kappa": of.kappa})


def written(rows: pd.DataFrame, *, workbook: bool) -> tuple[str, bytes]:
    """The spreadsheet as the bytes of a file."""
    if not workbook:
        return "touchpoints.csv", rows.to_csv(index=False).encode()
    into = io.BytesIO()
    rows.to_excel(into, index=False)
    return "touchpoints.xlsx", into.getvalue()


def trial(number: int, *, seed: int, missing: float, by: str = "worlds", months: bool = False) -> Trial:
    """Business ``number``: the same one for the same seed, whatever is missing."""
    kind, chance = KINDS[number % 3], np.random.default_rng([seed, number])
    author = AUTHORS[by]
    of = author.world(chance, kind)
    while not gains(of).max() > 0:
        of = author.world(chance, kind)
    rows = author.table(of, chance, missing=0.0 if months else missing)
    rows = monthly(rows, np.random.default_rng([seed, number, 1]), missing=missing) if months else rows
    settings = told(of)
    file = written(rows, workbook=number % 8 == 0)
    if isinstance(of, hamlets.Hamlet):
        file = ("kontaktpunkter.csv", hamlets.owners(of, rows))
    dataset = pipeline.load([file], settings)
    return judged(of, rows, pipeline.analyse(dataset, settings))


def judged(of: World, rows: pd.DataFrame, found: Analysis) -> Trial:
    """The product's list and those of the rivals against the truth."""
    truth = dict(zip(of.names, gains(of).tolist(), strict=True))
    best = sorted(truth, key=lambda name: -truth[name])
    possible = sum(truth[name] for name in best[:FIRST])
    seen = Seen(
        rows.rename(columns=towns.IN_OTHER_WORDS | villages.IN_OTHER_WORDS),
        {t.name: t.placement.phase for t in found.touchpoints},
        _aims(of),
    )
    lists = {name: _first(seen, rival(seen)) for name, rival in RIVALS.items()}
    ranked = sorted((t for t in found.touchpoints if t.priority and t.priority.rank), key=lambda t: t.priority.rank)
    lists[OURS] = [t.name for t in ranked[:FIRST]]
    names = {t.key: t.name for t in found.touchpoints}
    first = [names[key] for key in found.verdict.keys]
    clear = found.verdict.word == "clear" and bool(first)
    return Trial(
        kind=of.kind,
        aim=of.aim,
        held={name: sum(truth[t] for t in chosen) / possible for name, chosen in lists.items()},
        within=sum(sorted((truth[t.name] for t in ranked), reverse=True)[:FIRST]) / possible,
        clear=clear,
        right=clear and first[0] == best[0],
        top3=[
            (t.priority.p_top3, t.name in best[:FIRST] and truth[t.name] > 0)
            for t in ranked
            if t.priority.p_top3 is not None  # one alone is in no contest
        ],
    )


def _aims(of: World) -> dict[str, Any]:
    """What the rivals are told, too: one target for all, or that of each touchpoint."""
    settings = told(of)
    if isinstance(of, hamlets.Hamlet) and of.goal_for:
        lowest, highest, _ = SCALES[of.scale]
        return {of.goal_for: of.goal if of.goal_for == "rate" else lowest + of.goal * (highest - lowest)}
    aims = {"rate": settings.targets.get("conversion_rate"), "happy": settings.targets.get(of.scale.lower())}
    return {name: value for name, value in (aims | settings.assumptions).items() if value is not None}


def _first(seen: Seen, score: Floats) -> list[str]:
    return [seen.names[i] for i in np.argsort(-score, kind="stable")[:FIRST]]


def trials(businesses: int, *, seed: int, missing: float, by: str = "worlds", months: bool = False) -> list[Trial]:
    """All businesses, on two cores."""
    one = partial(trial, seed=seed, missing=missing, by=by, months=months)
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(one, range(businesses), chunksize=5))


def summary(found: Sequence[Trial]) -> pd.DataFrame:
    """Mean and worst decile of what is held, overall and by kind and family; a rival without its column is left out."""
    groups = {"all": found} | {kind: [t for t in found if t.kind == kind] for kind in KINDS}
    groups |= {aim: [t for t in found if t.aim == aim] for aim in sorted({t.aim for t in found})}
    cells = {}
    for group, mine in groups.items():
        for method in (OURS, *RIVALS):
            held = [t.held[method] for t in mine if t.kind in APPLIES.get(method, KINDS)]
            said = f"{np.mean(held):.3f} ({np.quantile(held, 0.1):.3f})" if held else "-"
            cells.setdefault(group, {})[method] = said
    return pd.DataFrame(cells)


def sureness(found: Sequence[Trial]) -> str:
    """How often it is sure, and how often then right; whether its chances of the first three come true."""
    clear = [t for t in found if t.clear]
    said, true = np.array([pair for t in found for pair in t.top3], float).T
    lines = [
        f"the best three of those that can be ranked hold {np.mean([t.within for t in found]):.3f}",
        f"clear in {len(clear) / len(found):.1%} of the businesses, truly first in "
        f"{np.mean([t.right for t in clear]):.1%} of those ({len(clear)})",
        f"Brier of P(first three) {np.mean((said - true) ** 2):.4f}, of the base rate {np.var(true):.4f}",
    ]
    which = np.digitize(said, BINS[1:-1])
    for i in range(len(BINS) - 1):
        mine = which == i
        if mine.any():
            away = said[mine].mean() - true[mine].mean()
            lines.append(
                f"  said {said[mine].mean():.2f}  true {true[mine].mean():.2f}  off {away:+.3f}  n {mine.sum()}"
            )
    return "\n".join(lines)


def lost(whole: Sequence[Trial], gaps: Sequence[Trial]) -> str:
    """What the empty cells cost, by method."""
    cost = {m: np.mean([w.held[m] - g.held[m] for w, g in zip(whole, gaps, strict=True)]) for m in (OURS, *RIVALS)}
    return "empty cells cost " + ", ".join(f"{method} {value:.3f}" for method, value in cost.items())


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser()
    options.add_argument("businesses", nargs="?", type=int, default=600)
    options.add_argument("--missing", type=float, default=0.3)
    options.add_argument("--seed", type=int, default=1)
    for name, which in (("towns", "second"), ("villages", "third"), ("hamlets", "fourth")):
        options.add_argument(
            f"--{name}", dest="by", action="store_const", const=name, help=f"those of the {which} author"
        )
    options.add_argument("--months", action="store_true", help="written month by month")
    chosen = options.parse_args()
    runs, by = [], chosen.by or "worlds"
    for missing in (0.0, chosen.missing):
        found = trials(chosen.businesses, seed=chosen.seed, missing=missing, by=by, months=chosen.months)
        print(f"\n{len(found)} businesses, {missing:.0%} of the cells of reach and sales missing: mean (worst decile)")
        print(summary(found).to_string())
        print(sureness(found))
        runs.append(found)
    print(lost(*runs))


if __name__ == "__main__":
    main()
