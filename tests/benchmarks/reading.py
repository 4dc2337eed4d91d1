"""What reading is worth and what it costs.

``python -m tests.benchmarks.reading [polluted]``, ``… files FOLDER …``, ``… speed FILE …``

``polluted``: true rows of CSVs with one fault, beside csv.Sniffer with pandas. ``files``: every file below the folders
by ``python -m core read``; a LABELS.csv there says what is expected. ``speed``: seconds and peak memory per file, as
one's own; beside peers, typed and up to a million rows: ``tests.benchmarks.way_in``.
"""

import contextlib
import csv
import io
import resource
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from core.cli import main as core
from core.reading import limits, read_file
from tests.benchmarks import polluted
from tests.reading.outcomes import memory_mb

GENERIC = {"damaged", "crashed", "binary"}  # a sentence that does not name what it is
MAX_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Told:
    """What ``python -m core read`` made of a file. ``answer``: read, the refusal's code, or an exception."""

    path: Path
    expected: str
    answer: str
    seconds: float

    @property
    def refused(self) -> bool:
        return self.answer != "read"


def told(path: Path, expected: str) -> Told:
    """Runs the command on one file."""
    out, said = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    start = time.perf_counter()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
            status = core(["read", str(path), "--json"])
        answer = "read" if not status else _code(said)
    except SystemExit as ended:
        answer = "read" if not ended.code else _code(said)
    except BaseException:  # noqa: BLE001 - that is what is looked for
        answer = "!" + traceback.format_exc().splitlines()[-1]
    return Told(path, expected, answer, time.perf_counter() - start)


def _code(said: io.TextIOWrapper) -> str:
    said.seek(0)
    return said.read().split(":")[0]


def labelled(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files below the folder, each with what LABELS.csv expects."""
    labels = folder / "LABELS.csv"
    if labels.exists():
        with labels.open(encoding="utf-8", newline="") as file:
            yield from ((folder / row["file"], row["expect"]) for row in csv.DictReader(file))
    else:
        yield from ((path, "read") for path in sorted(folder.rglob("*")) if path.is_file())


def files(folders: list[Path]) -> None:
    """Prints how the files came out."""
    before = memory_mb()
    every = [told(path, expected) for folder in folders for path, expected in labelled(folder)]
    wanted = [t for t in every if t.expected == "read"]
    unwanted = [t for t in every if t.expected == "refuse"]
    failed = [t for t in every if t.answer.startswith("!")]
    wrong = [t for t in wanted if t.refused]
    answered = [t for t in unwanted if not t.refused]
    slow = [t for t in every if t.seconds > MAX_SECONDS]
    generic = [t for t in every if t.answer in GENERIC]
    print(f"{len(every)} files, parent {before:.0f} -> {memory_mb():.0f} MB")
    print(
        f"tracebacks {len(failed)}, over {MAX_SECONDS:.0f} s {len(slow)}, slowest {max(t.seconds for t in every):.1f} s"
    )
    print(f"labelled read but refused {len(wrong)} of {len(wanted)}")
    print(f"labelled refuse but answered {len(answered)} of {len(unwanted)}")
    print(f"refusals with a generic cause {len(generic)} of {len(every)} files ({len(generic) / len(every):.1%})")
    for answer, n in Counter(t.answer for t in every).most_common():
        print(f"  {answer:<20}{n:>6}")
    for t in {t.path: t for t in [*failed, *wrong, *answered, *slow, *generic]}.values():
        print(f"  {t.answer}, expected {t.expected}, {t.seconds:.1f} s: {t.path.name}")


def speed(paths: list[Path]) -> None:
    """Prints seconds and the peak memory of this process and its children; for a CSV beside pandas."""
    for path in paths:
        data = path.read_bytes()
        start = time.perf_counter()
        book = read_file(path.name, data, limits=limits("own"))
        ours = time.perf_counter() - start
        own, child = (
            resource.getrusage(who).ru_maxrss / 1000 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        print(f"{path.name}: {book.sheets[0].height} rows in {ours:.2f} s, peak {own:.0f} + {child:.0f} MB", end="")
        if book.format == "csv":
            start = time.perf_counter()
            pd.read_csv(io.BytesIO(data), parse_dates=["date"])
            print(f"; pandas {(peer := time.perf_counter() - start):.2f} s, {ours / peer:.2f} times", end="")
        print()


def main() -> None:
    """What the arguments ask for; without any, ``polluted``."""
    what, *rest = sys.argv[1:] or ["polluted"]
    if what == "polluted":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            polluted.report()
    else:
        {"files": files, "speed": speed}[what]([Path(name) for name in rest])


if __name__ == "__main__":
    main()
