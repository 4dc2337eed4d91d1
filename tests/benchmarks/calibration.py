"""How sure the classifier may sound: what its raw confidence is worth on names that it had never met.

``python -m tests.benchmarks.calibration`` fits core/tables/confidence.toml on ``tests/classify/first_scores.csv`` (each
name with the raw confidence and whether its phase was right, as scored the first time, before any table was mended
with its list at hand), prints the table, and what leave-one-source-out folds say of it.
"""

import csv
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

FIRST_SCORES = Path(__file__).parents[1] / "classify" / "first_scores.csv"
CUTS = (0.0, 0.45, 0.55, 0.65, 0.75, 0.83, 0.88, 0.93, 1.01)  # of raw confidence; each part holds enough names
PRIOR = 2.0  # names as right as the average that every part is given


class Scored(NamedTuple):
    """A name's raw or calibrated confidence in its phase, 0-1, and whether it was right."""

    source: str
    confidence: float
    right: bool


class Part(NamedTuple):
    """Names of neighbouring confidence: how many, their mean confidence and the share that was right."""

    weight: float
    raw: float
    share: float


def read_scores(path: Path = FIRST_SCORES) -> list[Scored]:
    """The recorded first scores."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [Scored(row["source"], float(row["raw"]), row["right"] == "1") for row in csv.DictReader(lines)]


def fitted(scores: Sequence[Scored]) -> list[tuple[float, float]]:
    """Knots (raw, calibrated), rising: isotonic regression (pool adjacent violators) over the parts."""
    pooled: list[Part] = []
    for part in _parts(scores):
        pooled.append(part)
        while len(pooled) > 1 and pooled[-2].share >= pooled[-1].share:
            pooled[-2:] = [_joined(*pooled[-2:])]
    return [(round(part.raw, 2), round(part.share, 2)) for part in pooled]


def _parts(scores: Sequence[Scored]) -> Iterator[Part]:
    average = sum(s.right for s in scores) / len(scores)
    for low, high in pairwise(CUTS):
        inside = [s for s in scores if low <= s.confidence < high]
        if inside:
            share = (sum(s.right for s in inside) + PRIOR * average) / (len(inside) + PRIOR)
            yield Part(len(inside), sum(s.confidence for s in inside) / len(inside), share)


def _joined(a: Part, b: Part) -> Part:
    weight = a.weight + b.weight
    return Part(
        weight, (a.weight * a.raw + b.weight * b.raw) / weight, (a.weight * a.share + b.weight * b.share) / weight
    )


def at(knots: Sequence[tuple[float, float]], raw: float) -> float:
    """The calibrated confidence: straight lines between the knots, level outside them."""
    if raw <= knots[0][0]:
        return knots[0][1]
    for (x0, y0), (x1, y1) in pairwise(knots):
        if raw <= x1:
            return y0 + (y1 - y0) * (raw - x0) / (x1 - x0)
    return knots[-1][1]


def expected_error(scores: Sequence[Scored], *, bins: int = 10) -> float:
    """Expected calibration error: the mean distance of confidence and share right, over bins of equal width."""
    found = 0.0
    for k in range(bins):
        inside = [s for s in scores if k == min(int(s.confidence * bins), bins - 1)]
        found += abs(sum(s.confidence - s.right for s in inside))
    return found / len(scores)


def brier(scores: Sequence[Scored]) -> float:
    """The mean squared distance of confidence and outcome."""
    return sum((s.confidence - s.right) ** 2 for s in scores) / len(scores)


def base_rate_brier(scores: Sequence[Scored]) -> float:
    """The Brier score of answering the share that is right for every name."""
    share = sum(s.right for s in scores) / len(scores)
    return share * (1 - share)


def out_of_fold(scores: Sequence[Scored]) -> list[Scored]:
    """Every score calibrated by a table fitted without its source."""
    found = []
    for source in dict.fromkeys(s.source for s in scores):
        knots = fitted([s for s in scores if s.source != source])
        found += [s._replace(confidence=at(knots, s.confidence)) for s in scores if s.source == source]
    return found


def main() -> None:
    """Prints the table for core/tables/confidence.toml and the figures of the folds."""
    scores = read_scores()
    folded = out_of_fold(scores)
    print("knots =", [list(knot) for knot in fitted(scores)])
    for name, found in (("raw", scores), ("out of fold", folded)):
        print(
            f"{name:<12} ECE {expected_error(found):.3f}  Brier {brier(found):.4f}  base {base_rate_brier(found):.4f}"
        )


if __name__ == "__main__":
    main()
