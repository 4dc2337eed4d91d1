"""How often the classifier is right. ``python -m tests.benchmarks.accuracy [labelled.csv …]``

A labelled file has the columns name, phase, stage, setting, perhaps language and source; accepted answers stand between
``|``, best first. Prints for each list its figures, calibration, confusion table and wrong names. The lists of the
project itself (tests/classify/README.md tells of them) come first; the folds are those of ``calibration``.
"""

import csv
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.classify import classify, classify_all, concepts
from core.model import Placement, Touchpoint
from core.pipeline.sweeping import unswept
from tests.benchmarks.calibration import Scored, base_rate_brier, brier, expected_error, out_of_fold, read_scores

ROOT = Path(__file__).parents[2]
LISTS = ROOT / "tests" / "classify"
OWN = LISTS / "names.csv"
LATER = tuple(
    LISTS / f"{name}.csv"
    for name in (
        *("unseen", "reserve", "third", "fourth", "fifth", "sixth", "seventh"),
        *("eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    )
)
SIDES = ("phase", "stage", "setting")
PHASES = ("pre", "during", "post", "unknown")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A name with its accepted answers, best first, and what the classifier answered."""

    name: str
    language: str
    accepted: dict[str, tuple[str, ...]]
    answer: Placement

    @property
    def knowable(self) -> bool:
        return self.accepted["phase"] != ("unknown",)

    def right(self, side: str) -> bool:
        return getattr(self.answer, side) in self.accepted[side]


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares, 0-1. The first five are of the knowable names, ``unknown_kept`` of those that nobody could know."""

    phase: float
    best_phase: float
    stage: float
    setting: float
    unknown_given: float
    unknown_kept: float


def labelled(path: Path) -> list[Labelled]:
    """The file's names with their answers."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [_labelled(row) for row in csv.DictReader(lines)]


def _labelled(row: dict[str, str]) -> Labelled:
    accepted = {side: tuple(row[side].split("|")) for side in SIDES}
    return Labelled(row["name"], row.get("language", ""), accepted, classify(row["name"]))


def figures(names: Sequence[Labelled]) -> Figures:
    """The shares over ``names``; a share of nothing is 1."""
    knowable = [n for n in names if n.knowable]
    rest = [n for n in names if not n.knowable]
    return Figures(
        phase=_share([n.right("phase") for n in knowable]),
        best_phase=_share([n.answer.phase == n.accepted["phase"][0] for n in knowable]),
        stage=_share([n.right("stage") for n in knowable]),
        setting=_share([n.right("setting") for n in knowable]),
        unknown_given=_share([n.answer.phase == "unknown" for n in knowable]) if knowable else 0.0,
        unknown_kept=_share([n.answer.phase == "unknown" for n in rest]),
    )


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 1.0


def scored(names: Sequence[Labelled]) -> list[Scored]:
    """The confidence of every phase that was answered, and whether it was right."""
    return [Scored("", n.answer.confidence, n.right("phase")) for n in names if n.answer.phase != "unknown"]


def calibration(scores: Sequence[Scored]) -> str:
    """One line: expected calibration error, and the Brier score beside that of answering the base rate."""
    error, found, base = expected_error(scores), brier(scores), base_rate_brier(scores)
    return f"ECE {error:.3f}, Brier {found:.4f} (base rate {base:.4f})"


def report(path: Path) -> None:
    """Prints the figures, the calibration, the confusion of the best phases, and every wrong name."""
    names = labelled(path)
    found = figures(names)
    print(f"\n{path.name}: {len(names)} names")
    for field in Figures.__slots__:
        print(f"  {field:<14} {getattr(found, field):6.1%}")
    print("  calibration   ", calibration(scored(names)))
    counts = Counter((n.accepted["phase"][0], n.answer.phase) for n in names)
    print("  best phase (rows) and answer (columns):", *PHASES)
    for row in PHASES:
        print(f"  {row:>10}", *(f"{counts[row, column]:6}" for column in PHASES))
    for name in names:
        wrong = [side for side in SIDES if not name.right(side)]
        if wrong:
            print("  x", _difference(name, wrong))


def seconds(count: int = 20_000) -> float:
    """Processor seconds for so many different names, the tables being loaded; unswept, as an analysis is."""
    words = sorted({word for concept in concepts().values() for word in concept.words})
    rows = [Touchpoint(str(i), f"{words[i % len(words)]} {i} havfrue{i % 977}") for i in range(count)]
    classify_all(rows[:9], {})
    with unswept():
        start = time.process_time()
        classify_all(rows, {})
        return time.process_time() - start


def _difference(name: Labelled, wrong: Sequence[str]) -> str:
    said = ", ".join(f"{side} {getattr(name.answer, side)} not {'|'.join(name.accepted[side])}" for side in wrong)
    return f"{name.name}: {said} [{name.answer.rule.matched} {name.answer.confidence}]"


if __name__ == "__main__":
    for file in [OWN, *LATER, *map(Path, sys.argv[1:])]:
        report(file)
    print("\nConfidence on first scores, out of fold by source:", calibration(out_of_fold(read_scores())))
    print(f"20 000 different names: {seconds():.2f} s of one core")
