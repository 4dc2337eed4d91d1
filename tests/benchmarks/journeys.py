"""What following a log costs, beside a peer in the same run: ``python -m tests.benchmarks.journeys``

The log: customers with 5 touches on average over 120 days, 30 touchpoints, a fifth of the customers buy at their last
touch, rows in no order. Ours: categories made, journeys cut, eight models with their money, paths, steps, drop-out,
segments and metrics. The peer: marketing-attribution-models, for the seven models that it offers, without money. Each
runs in a process of its own, from the same file; its memory is that process's peak. Two things that the peer does are
not compared: it also tells every journey's own credits, and by Markov and Shapley it credits something else (removal
effects spread over each journey anew; conversion rates of whole sets), so that only its removal effects are checked.
"""

import argparse
import json
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from core.journeys import follow
from core.model import Journeys, Placement, Rule
from tests.journeys import brute

ROWS, REPEATS = 1_000_000, 3
TOUCHPOINTS, SPAN_DAYS, LOOKBACK_DAYS = 30, 120, 365.0
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
AGREED = ("first", "last", "linear", "position", "time_decay")
HERE = "tests.benchmarks.journeys"


def log(rows: int, seed: int = 1) -> pd.DataFrame:
    """An interaction log as text, on distinct times."""
    dice = np.random.default_rng(seed)
    customer = dice.integers(0, max(rows // 5, 1), rows)
    seconds = dice.permutation(max(SPAN_DAYS * 86_400, rows))[:rows]
    order = np.lexsort((seconds, customer))
    last = order[np.append(customer[order][1:] != customer[order][:-1], True)]
    sale = np.zeros(rows, bool)
    sale[last] = dice.random(len(last)) < 0.2
    touch = np.minimum(dice.exponential(7, rows).astype(int), TOUCHPOINTS - 1)
    return pd.DataFrame(
        {
            "customer": pd.Series([f"K-{c:07}" for c in customer], dtype=str),
            "touchpoint": pd.Series([f"touchpoint {t:02}" for t in touch], dtype=str),
            "time": (1_704_067_200 + seconds).astype("datetime64[s]"),
            "segment": pd.Series(np.where(dice.random(rows) < 0.3, "business", "private"), dtype=str),
            "sale": sale,
            "value": np.where(sale, dice.gamma(2, 250, rows).round(2), np.nan),
            "cost": dice.random(rows).round(2),
        }
    )


def followed(frame: pd.DataFrame) -> Journeys:
    """The log with its texts made into categories, as cleaning does, and followed."""
    typed = frame.astype(dict.fromkeys(("customer", "touchpoint", "segment"), "category"))
    keys = typed["touchpoint"].cat.categories
    places = {
        key: Placement("pre", "awareness", "offline" if i % 5 == 0 else "online", 0.9, Rule("lexicon", key))
        for i, key in enumerate(keys)
    }
    found = follow(typed, places, lookback_days=LOOKBACK_DAYS)
    assert found is not None
    return found


# --- one process each ------------------------------------------------------------------------------------------------


def measure(path: str, repeats: int) -> None:
    """Prints what ours took and found, as the peer does."""
    frame = pd.read_feather(path)
    loaded = _peak()
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        found = followed(frame)
        seconds.append({"all": time.perf_counter() - start})
    told = {"seconds": seconds, "loaded": loaded, "peak": _peak(), "sales": found.credits.sales}
    print(json.dumps(told | {"value": found.credits.value, "sold": found.sales, "worth": found.value}))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(python: str, *arguments: str) -> dict[str, Any] | None:
    """The JSON that a child prints; None where it fails."""
    child = subprocess.run([python, "-m", *arguments], capture_output=True, text=True, check=False)
    if child.returncode:
        print(f"({arguments[0]} by {python} failed: {child.stderr.strip().splitlines()[-1:]})")
        return None
    return dict(json.loads(child.stdout))


def total(told: dict[str, Any]) -> float:
    """Median seconds of a repetition."""
    return statistics.median(sum(steps.values()) for steps in told["seconds"])


# --- what is printed -------------------------------------------------------------------------------------------------


def compare(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    """Time, memory and agreement beside the peer."""
    print(f"  {'':14}{'ours':>10}{'peer':>10}{'ratio':>8}")
    for name, one, other in (("seconds", total(ours), total(theirs)), ("peak MB", ours["peak"], theirs["peak"])):
        print(f"  {name:14}{one:10.2f}{other:10.2f}{one / other:8.2f}")
    steps = theirs["seconds"][-1]
    print("  peer by step  " + "  ".join(f"{name} {seconds:.2f}" for name, seconds in steps.items()))
    print("Largest difference to the peer, in sales")
    for model in AGREED:
        print(f"  {model:14}{_difference(ours['sales'][model], theirs['sales'][model]):.1e}")
    effects = theirs["effects"]
    shares = {key: effect / sum(effects.values()) * ours["sold"] for key, effect in effects.items()}
    print(f"  {'markov':14}{_difference(ours['sales']['markov'], shares):.1e} to its removal effects, normalised")


def _difference(one: dict[str, float], other: dict[str, float]) -> float:
    return max(abs(one.get(key, 0.0) - other.get(key, 0.0)) for key in one.keys() | other.keys())


def sums(ours: dict[str, Any]) -> None:
    """How far every model's credits are from the sales and from their value."""
    print(f"Sums against {ours['sold']} sales and their value of {ours['worth']:.2f} (relative)")
    for model, credits in ours["sales"].items():
        sales = abs(math.fsum(credits.values()) - ours["sold"])
        value = abs(math.fsum(ours["value"][model].values()) / ours["worth"] - 1)
        print(f"  {model:16}{sales:.1e}  {value:.1e}")


def exactness(rows: int = 20_000) -> None:
    """Markov against solving the absorbing chain anew without each touchpoint."""
    frame = log(rows)
    effects = brute.removal_effects(brute.journeys(frame))
    found = followed(frame)
    shares = {key: effect / sum(effects.values()) * found.sales for key, effect in effects.items()}
    off = _difference(dict(found.credits.sales["markov"]), shares)
    print(f"Markov against brute force ({rows} rows, {found.sales} sales): largest difference {off:.1e} sales")


def scaling(folder: Path) -> None:
    """Seconds and peak memory by size; growth: seconds per n log n, as a multiple of the smallest size's."""
    print(f"  {'rows':>10}{'seconds':>10}{'peak MB':>10}{'growth':>8}")
    base = None
    for rows in SIZES:
        told = run(sys.executable, HERE, "--measure", str(_written(folder, rows)), "--repeats", "5")
        if told:
            seconds = min(steps["all"] for steps in told["seconds"])
            per = seconds / (rows * math.log2(rows))
            base = base or per
            print(f"  {rows:>10}{seconds:10.3f}{told['peak']:10.0f}{per / base:8.2f}")


def _written(folder: Path, rows: int) -> Path:
    path = folder / f"{rows}.arrow"
    if not path.exists():  # in a child: a process is born with its parent's peak
        subprocess.run([sys.executable, "-m", HERE, str(rows), "--write", str(path)], check=True)
    return path


def report(rows: int, peer: str | None) -> None:
    """Everything, in the order of the goals."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(_written(Path(folder), rows))
        ours = run(sys.executable, HERE, "--measure", path)
        theirs = run(peer, f"{HERE}_peer", path, str(REPEATS)) if peer and Path(peer).exists() else None
        print(f"Following a log of {rows} rows")
        if ours and theirs:
            compare(ours, theirs)
        elif ours:
            print("  (the peer is not installed: ours only)")
            print(f"  {total(ours):.2f} s, peak {ours['peak']:.0f} MB, of which {ours['loaded']:.0f} the loaded log")
        if ours:
            sums(ours)
        print("Growth with the number of rows")
        scaling(Path(folder))
        exactness()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="?", type=int, default=ROWS)
    parser.add_argument("--peer", help="the Python that has marketing-attribution-models")
    parser.add_argument("--measure", metavar="LOG", help="only follow this log, and print JSON")
    parser.add_argument("--write", metavar="LOG", help="only write a log of so many rows")
    parser.add_argument("--repeats", type=int, default=REPEATS)
    given = parser.parse_args()
    if given.write:
        log(given.rows).to_feather(given.write, compression="uncompressed")
    elif given.measure:
        measure(given.measure, given.repeats)
    else:
        report(given.rows, given.peer)
