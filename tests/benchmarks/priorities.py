"""How quick the ranking is, and how often a further row changes the order of the others.

``python -m tests.benchmarks.priorities``

The law that a further row changes nobody's order holds where targets and priors are given (tests/priorities/test_laws).
A file's own targets and priors follow from all of its rows, so there a row may; how often it does is counted here.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median

import numpy as np
import pandas as pd

from core import kpis, pipeline
from core.classify import classify_all
from core.model import Analysis, Dataset, Settings, Supposition
from core.priorities import levers, rank, suppose, supposed, weigh
from tests.benchmarks.simulator import told, written
from tests.benchmarks.worlds import KINDS, table, world

RUNS = 5
FILES = 60


def large(touchpoints: int) -> Dataset:
    """A file of that many touchpoints, counted, asked about and with effort."""
    chance = np.random.default_rng(0)
    visits = chance.integers(100, 9000, touchpoints)
    orders = chance.binomial(visits, 0.05)
    names = [f"Campaign {i}" for i in range(touchpoints)]
    rows = pd.DataFrame({"Touchpoint": names, "Visits": visits, "Orders": orders})
    rows["Phase"] = np.resize(["Before", "During", "After"], touchpoints)
    rows["Revenue"], rows["CSAT"] = 100 * orders, chance.random(touchpoints).round(3)
    rows["Responses"], rows["Effort"] = chance.integers(5, 90, touchpoints), chance.integers(1, 6, touchpoints)
    return pipeline.load([written(rows, workbook=False)])


def seconds(work: Callable[[], object]) -> float:
    """Median of several runs, after one to warm up."""
    work()
    spans = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        spans.append(time.perf_counter() - start)
    return median(spans)


def speed(touchpoints: int) -> None:
    """Print what a whole analysis, its parts, and a moved weight cost."""
    dataset, settings = large(touchpoints), Settings()
    placements = classify_all(dataset.touchpoints, {})
    names = {t.key: t.name for t in dataset.touchpoints}
    rows, _ = kpis.stand_ins(dataset.rows)
    evidence = weigh(rows, placements, names, settings=settings)
    moved = replace(settings, weights={"satisfaction": 2.0, "impact": 1.3})
    moves, _ = supposed(levers(evidence), [Supposition(evidence.field.keys[0], "csat", 0.9)])
    parts: dict[str, Callable[[], object]] = {
        "whole analysis": lambda: pipeline.analyse(dataset, settings),
        "  classes": lambda: classify_all(dataset.touchpoints, {}),
        "  key figures per touchpoint": lambda: kpis.per_touchpoint(rows, assumptions={}),
        "  evidence weighed": lambda: weigh(rows, placements, names, settings=settings),
        "  ranking, or a weight moved": lambda: rank(evidence, settings=moved),
        "  a figure supposed": lambda: rank(suppose(evidence, moves), settings=settings),
    }
    print(f"{touchpoints} touchpoints")
    for name, work in parts.items():
        print(f"  {name:32} {1000 * seconds(work):7.0f} ms")


def disturbed() -> float:
    """The share of simulated files in which leaving out the last touchpoint changes the order of the others."""
    changed = []
    for number in range(FILES):
        chance = np.random.default_rng([7, number])
        of = world(chance, KINDS[number % 3])
        rows = table(of, chance)
        few = rows[rows["Touchpoint"] != of.names[-1]]
        before, after = (_order(_found(some, told(of))) for some in (few, rows))
        changed.append([name for name in after if name != of.names[-1]] != before)
    return float(np.mean(changed))


def _found(rows: pd.DataFrame, settings: Settings) -> Analysis:
    return pipeline.analyse(pipeline.load([written(rows, workbook=False)], settings), settings)


def _order(found: Analysis) -> list[str]:
    """Names by rank, those with nothing to win left out."""
    return [t.name for t in found.touchpoints if t.priority and t.priority.score]


def main() -> None:
    """Print all figures."""
    for touchpoints in (50, 500, 5000):
        speed(touchpoints)
    print(f"a further row changes the order of the others in {disturbed():.0%} of {FILES} simulated files")


if __name__ == "__main__":
    main()
