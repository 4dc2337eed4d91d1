"""How much of a polluted CSV comes through, beside csv.Sniffer with plain pandas. Part of ``reading``."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from core.reading import limits
from core.reading.refusal import Stop
from core.reading.unpacking import unpacked
from core.reading.worker import answer
from tests.reading.polluted import Polluted, files

Rows = list[tuple[str, ...]]
Reader = Callable[[bytes], Rows]


@dataclass(frozen=True, slots=True)
class Score:
    """Of one file. ``rows``: share of the true rows, 0-1, that came through cell by cell. ``shape``: the delimiter,
    the encoding and the width are right, which is to say that the header and the first rows are there as they are."""

    rows: float
    shape: bool


def ours(data: bytes) -> Rows:
    """The rows of the reading process, in this process."""
    try:
        (sheet,) = unpacked(b"".join(answer(data, limits=limits("own")))).sheets
    except Stop:
        return []
    return list(zip(*(column.texts for column in sheet.columns), strict=True))


def plain_pandas(data: bytes) -> Rows:
    """What one writes without thinking: UTF-8 or else Windows, the sniffed delimiter, pandas."""
    try:
        codec = "utf-16" if data[:2] == b"\xff\xfe" else "utf-8-sig"
        text = data.decode(codec)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    try:
        dialect = csv.Sniffer().sniff(text[:10_000], delimiters=";,\t|")
        frame = pd.read_csv(io.StringIO(text), sep=dialect.delimiter, header=None, dtype=str, keep_default_na=False)
    except Exception:  # noqa: BLE001 - whatever it is, no row came through
        return []
    return list(frame.itertuples(index=False, name=None))


def score(file: Polluted, read: Reader) -> Score:
    """What of the file's true rows ``read`` found."""
    width = max(map(len, file.clean.rows[:2]))
    rows = [_trimmed(row) for row in read(file.data)]
    got = Counter(rows)
    truth = Counter(_trimmed(row) for row in file.clean.rows[1:])
    through = sum(min(n, got[row]) for row, n in truth.items()) / truth.total()
    header, first = _trimmed(file.clean.rows[0]), _trimmed(file.clean.rows[1])
    usual = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    return Score(through, header in got and first in got and usual <= width)


def _trimmed(row: Sequence[str]) -> tuple[str, ...]:
    """Cells without spaces around them and empty ones at either end; line ends in a cell are one kind."""
    cells = [str(cell).replace("\r\n", "\n").replace("\r", "\n").strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    while cells and not cells[0]:
        cells.pop(0)
    return tuple(cells)


def scores(read: Reader, *, seeds: int) -> dict[str, list[Score]]:
    """The scores of every fault."""
    found: dict[str, list[Score]] = defaultdict(list)
    for file in files(seeds):
        found[file.fault].append(score(file, read))
    return found


def summary(found: dict[str, list[Score]]) -> tuple[float, float]:
    """Mean share of true rows, and share of files whose shape is right."""
    every = [s for group in found.values() for s in group]
    return sum(s.rows for s in every) / len(every), sum(s.shape for s in every) / len(every)


def report(*, seeds: int = 10) -> None:
    """Prints the table: each fault, ours and the peer."""
    here, peer = scores(ours, seeds=seeds), scores(plain_pandas, seeds=seeds)
    print(f"{'fault':<36}{'rows':>8}{'shape':>8}   {'peer rows':>10}{'shape':>8}")
    for fault in here:
        cells = [summary({fault: group[fault]}) for group in (here, peer)]
        print(f"{fault:<36}{cells[0][0]:>8.1%}{cells[0][1]:>8.0%}   {cells[1][0]:>10.1%}{cells[1][1]:>8.0%}")
    (rows, shape), (peer_rows, peer_shape) = summary(here), summary(peer)
    files_read = sum(map(len, here.values()))
    print(f"{f'all {files_read} files':<36}{rows:>8.2%}{shape:>8.1%}   {peer_rows:>10.2%}{peer_shape:>8.1%}")
