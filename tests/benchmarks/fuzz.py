"""Random mutants of harmless files. ``python -m tests.benchmarks.fuzz --mutants 5000 [--seed 0] [file …]``

Each comes to a workbook or to a refusal, never to another exception, never after more than 20 seconds, and this
process does not grow. More files to start from can be named: real .xls and .xlsb, which are not written here.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.reading.hostile import CELL_2003, FLAT, FLAT_CELL, XML_SHEET
from tests.reading.outcomes import Outcome, memory_mb, outcome_of
from tests.reading.workbooks import ods, parts_of, xlsx, zipped

MAX_SECONDS = 20.0
MAX_GROWTH_MB = 100.0
_MAX_FILE_BYTES = 60_000
_INTERESTING = (
    b"\x00",
    b"\xff",
    b"\xff\xff\xff\xff",
    b"\x00\x00\x00\x80",
    b'"',
    b"<",
    b"&",
    b";",
    b"\n",
    b"\xef\xbb\xbf",
)


def harmless() -> dict[str, bytes]:
    """Small files of every format that can be written here."""
    rows = [["Kanal", "Visninger", "Pris"], *([f"Kanal {i}", i * 7, i / 3] for i in range(40))]
    text = "".join(f'"{row[0]}";{row[1]};{str(row[2]).replace(".", ",")}\n' for row in rows)
    cells = "".join(f"<tr><td>{row[0]}</td><td colspan=2>{row[1]}</td></tr>" for row in rows)
    return {
        "xlsx": xlsx(*rows),
        "ods": ods(),
        "csv": text.encode(),
        "csv in UTF-16": text.encode("utf-16"),
        "html": f"<html><table>{cells}</table></html>".encode(),
        "xml": XML_SHEET.format("", "".join(CELL_2003.format("", "Number", i) for i in range(40))).encode(),
        "fods": FLAT.format(FLAT_CELL.format("", ' office:value-type="string"')).encode(),
    }


def _flip(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice([1, 2, 8, 64])):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _overwrite(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    value = rng.choice(_INTERESTING)
    data[at : at + len(value)] = value


def _cut(data: bytearray, rng: random.Random) -> None:
    del data[rng.randrange(len(data)) :]


def _remove(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    del data[at : at + rng.choice([1, 3, 100])]


def _repeat(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    data[at:at] = data[at : at + rng.choice([1, 20, 500])] * rng.choice([1, 2, 200])


def _insert(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    data[at:at] = rng.randbytes(rng.choice([1, 4, 40]))


_CHANGES: tuple[Callable[[bytearray, random.Random], None], ...] = (_flip, _overwrite, _cut, _remove, _repeat, _insert)


def _changed(data: bytes, rng: random.Random) -> bytes:
    mutant = bytearray(data)
    for _ in range(rng.randint(1, 3)):
        if mutant:
            rng.choice(_CHANGES)(mutant, rng)
    return bytes(mutant)


def mutant(bases: Mapping[str, bytes], seed: int) -> tuple[str, bytes]:
    """The name of a base, and its mutant of this seed. Of a zip, half the mutants are whole again around a bad part."""
    rng = random.Random(seed)
    name = rng.choice(sorted(bases))
    data = bases[name]
    if not data.startswith(b"PK") or rng.random() < 0.5:
        return name, _changed(data, rng)
    parts = parts_of(data)
    part = rng.choice(sorted(parts))
    return name, zipped({**parts, part: _changed(parts[part], rng)})


@dataclass(frozen=True, slots=True)
class Run:
    """Of all mutants: how often each outcome came, the slowest, what should not be, and growth in MB."""

    outcomes: Counter[str]
    slowest: float
    wrong: list[str]
    growth_mb: float


def run(bases: Mapping[str, bytes], *, mutants: int, seed: int) -> Run:
    """Reads the mutants, two at a time, as two visitors would upload them."""

    def one(number: int) -> tuple[str, Outcome]:
        name, data = mutant(bases, seed + number)
        return f"{name} (seed {seed + number})", outcome_of(data)

    one(0)  # what is imported and cached once is no growth
    before = memory_mb()
    with ThreadPoolExecutor(2) as pool:
        found = list(_counted(pool.map(one, range(mutants))))
    outcomes = Counter(outcome.code for _, outcome in found)
    wrong = [f"{name}: {o.code} {o.seconds:.1f} s" for name, o in found if not o.allowed or o.seconds > MAX_SECONDS]
    return Run(outcomes, max(o.seconds for _, o in found), wrong, memory_mb() - before)


def _counted(found: Iterator[tuple[str, Outcome]]) -> Iterator[tuple[str, Outcome]]:
    start = time.perf_counter()
    for number, item in enumerate(found, 1):
        if number % 1000 == 0:
            print(f"  {number} mutants, {time.perf_counter() - start:.0f} s, {memory_mb():.0f} MB", file=sys.stderr)
        yield item


def main() -> int:
    """Prints the outcomes; 1 where there is one that should not be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("files", nargs="*", type=Path)
    wish = parser.parse_args()
    more = {path.name: path.read_bytes() for path in wish.files}
    bases = harmless() | {name: data for name, data in more.items() if len(data) < _MAX_FILE_BYTES}
    result = run(bases, mutants=wish.mutants, seed=wish.seed)
    print(f"{wish.mutants} mutants of {len(bases)} files")
    for code, n in result.outcomes.most_common():
        print(f"  {code:<20}{n:>6}")
    print(f"slowest {result.slowest:.2f} s, parent {result.growth_mb:+.1f} MB, not allowed: {len(result.wrong)}")
    for line in result.wrong:
        print("  ", line)
    return bool(result.wrong) or result.growth_mb > MAX_GROWTH_MB


if __name__ == "__main__":
    sys.exit(main())
