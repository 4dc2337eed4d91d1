"""How often the classifier is right. ``python -m tests.benchmarks.accuracy [labelled.csv …]``

A labelled file has the columns name, phase, stage, setting; accepted answers stand between ``|``, best first.
"""

import csv
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.classify import classify
from core.model import Placement

ROOT = Path(__file__).parents[2]
OWN = ROOT / "tests" / "classify" / "names.csv"
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


def report(path: Path) -> None:
    """Prints the figures, the confusion of the best phases, and every wrong name."""
    names = labelled(path)
    found = figures(names)
    print(f"\n{path.name}: {len(names)} names")
    for field in Figures.__slots__:
        print(f"  {field:<14} {getattr(found, field):6.1%}")
    counts = Counter((n.accepted["phase"][0], n.answer.phase) for n in names)
    print("  best phase (rows) and answer (columns):", *PHASES)
    for row in PHASES:
        print(f"  {row:>10}", *(f"{counts[row, column]:6}" for column in PHASES))
    for name in names:
        wrong = [side for side in SIDES if not name.right(side)]
        if wrong:
            print("  x", _difference(name, wrong))


def _difference(name: Labelled, wrong: Sequence[str]) -> str:
    said = ", ".join(f"{side} {getattr(name.answer, side)} not {'|'.join(name.accepted[side])}" for side in wrong)
    return f"{name.name}: {said} [{name.answer.rule.matched} {name.answer.confidence}]"


if __name__ == "__main__":
    for file in [OWN, *map(Path, sys.argv[1:])]:
        report(file)
