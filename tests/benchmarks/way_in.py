"""What the way from a file to typed columns costs: ``python -m tests.benchmarks.way_in [--peer PYTHON] [--rows N …]``

The file: a log of touches as text, csv and xlsx (shared texts, as Excel and pandas write them). Ours: read in the
confined process, the typed columns in this one (texts as categories, instants, floats), then what comes before
cleaning: finding the table, the guard, the meaning of the columns. Peers: pandas.read_csv with ISO dates, and bare
fastexcel, which a ``--peer`` Python brings; ``--slow`` adds pandas with openpyxl. Every run has a process of its own,
ours and the peer's in turn; printed are the least wall clock and processor seconds of the repeats (two processes
together), and the peak memory of each process. The machine is rarely idle: trust processor seconds and ratios.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from core.cleaning.cells.numbers import draft, settle
from core.columns import lay_out, locate
from core.model import CellKind, GridColumn, RawSheet, Settings
from core.privacy import guard
from core.reading import limits, read_file

HERE = "tests.benchmarks.way_in"
SIZES, REPEATS = (5_000, 1_000_000), 3
TIME, MONEY = "timestamp", ("cost", "revenue")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LETTERS = "ABCDEF"
_PIECE_ROWS = 50_000


def log(rows: int, seed: int = 1) -> pd.DataFrame:
    """A log as a shop writes it, in no order."""
    dice = np.random.default_rng(seed)
    sale = dice.random(rows) < 0.04
    moments = pd.Timestamp("2025-01-01") + pd.to_timedelta(dice.integers(0, 180 * 86_400, rows), unit="s")
    return pd.DataFrame(
        {
            "customer_id": [f"C{c}" for c in dice.integers(0, max(rows // 5, 1), rows)],
            TIME: moments.strftime("%Y-%m-%d %H:%M:%S"),
            "touchpoint": [f"Touch {t}" for t in dice.integers(0, 30, rows)],
            "event": np.where(sale, "purchase", "view"),
            "cost": dice.random(rows).round(2),
            "revenue": np.where(sale, dice.gamma(2, 250, rows).round(2), 0.0),
        }
    )


def write_workbook(frame: pd.DataFrame, path: Path) -> None:
    """The frame as an xlsx with a table of shared texts, written straight as XML: a hundred seconds less."""
    texts = frame.select_dtypes(exclude="number").columns
    codes, shared = pd.factorize(np.concatenate([[*frame.columns], *(frame[c].to_numpy(object) for c in texts)]))
    head, cells = (
        codes[: frame.shape[1]],
        dict(zip(texts, codes[frame.shape[1] :].reshape(len(texts), -1), strict=True)),
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _PARTS.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            first = "".join(f'<c r="{a}1" t="s"><v>{code}</v></c>' for a, code in zip(_LETTERS, head, strict=True))
            part.write(f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1">{first}</row>'.encode())
            for start in range(0, len(frame), _PIECE_ROWS):
                part.write(_rows(frame.iloc[start : start + _PIECE_ROWS], cells, start).encode())
            part.write(b"</sheetData></worksheet>")
        items = "".join(f"<si><t>{text}</t></si>" for text in shared)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{items}</sst>')


def _rows(frame: pd.DataFrame, cells: dict[str, np.ndarray], start: int) -> str:
    columns = [
        [f' t="s"><v>{code}' for code in cells[name][start : start + len(frame)]]
        if name in cells
        else [f"><v>{value!r}" for value in frame[name].tolist()]
        for name in frame
    ]
    written = []
    for number, row in enumerate(zip(*columns, strict=True), start + 2):
        inside = "".join(f'<c r="{a}{number}"{cell}</v></c>' for a, cell in zip(_LETTERS, row, strict=True))
        written.append(f'<row r="{number}" spans="1:6">{inside}</row>')
    return "".join(written)


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SHEET_TYPE}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="Log" sheetId="1" '
    'r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
    f'Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}


def typed(sheet: RawSheet) -> pd.DataFrame:
    """The columns below the header: instants, floats, and texts as categories."""
    body = np.arange(1, sheet.height)
    return pd.DataFrame({c.at(0): _typed(c.at(0), c.take(body)) for c in sheet.columns})


def _typed(name: str, column: GridColumn) -> Any:
    if name == TIME:
        return column.packed.cast(pa.timestamp("s")).to_numpy()
    if name in MONEY:
        return settle(draft(column), kind="money", elsewhere=None).values
    codes, uniques = column.distinct
    return pd.Categorical.from_codes(codes, uniques)


def ours(path: Path) -> dict[str, Any]:
    """Seconds and peaks of reading and typing this file, and seconds of what comes before cleaning."""
    data, told = path.read_bytes(), {}
    with _timed(told, "read"):
        sheet = read_file(path.name, data, limits=limits("own")).sheets[0]
    with _timed(told, "typed"):
        frame = typed(sheet)
    told |= {"peaks": _peaks(), "rows": len(frame), "sums": frame[list(MONEY)].sum().tolist()}
    assert all((c.kinds != CellKind.ERROR).all() for c in sheet.columns)
    with _timed(told, "locate"):
        table = locate(sheet, settings=Settings())
    with _timed(told, "guard"):
        guarded = guard(sheet, file=path.name, table=table)
    with _timed(told, "map"):
        lay_out(guarded.sheet, file=path.name, settings=Settings(), personal=guarded.columns)
    return told


def pandas_csv(path: Path) -> dict[str, Any]:
    """The same file by ``pandas.read_csv``, the timestamps as ISO dates."""
    told: dict[str, Any] = {}
    with _timed(told, "read"):
        frame = pd.read_csv(path)
        frame[TIME] = pd.to_datetime(frame[TIME], format="ISO8601")
    return told | {"peaks": _peaks(), "rows": len(frame), "sums": frame[list(MONEY)].sum().tolist()}


def pandas_openpyxl(path: Path) -> dict[str, Any]:
    """The same workbook by ``pandas.read_excel`` with openpyxl."""
    told: dict[str, Any] = {}
    with _timed(told, "read"):
        frame = pd.read_excel(path, engine="openpyxl")
    return told | {"peaks": _peaks(), "rows": len(frame), "sums": frame[list(MONEY)].sum().tolist()}


_RUNS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "ours": ours,
    "pandas-csv": pandas_csv,
    "pandas-openpyxl": pandas_openpyxl,
}


@contextmanager
def _timed(told: dict[str, Any], name: str) -> Iterator[None]:
    wall, busy = time.perf_counter(), _processor()
    yield
    told[name] = [time.perf_counter() - wall, _processor() - busy]


def _processor() -> float:
    """Processor seconds of this process and of those it waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _peaks() -> list[float]:
    return [resource.getrusage(who).ru_maxrss / 1000 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]


def run(python: str, *arguments: str) -> dict[str, Any]:
    """What one run of its own says."""
    done = subprocess.run([python, "-m", *arguments], check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def best(runs: list[dict[str, Any]], *steps: str) -> tuple[float, float]:
    """The least wall clock and processor seconds of these steps together."""
    wall, busy = (min(sum(r[step][i] for step in steps) for r in runs) for i in (0, 1))
    return wall, busy


def compare(path: Path, *, peer: str | None, repeats: int, slow: bool) -> None:
    """Prints ours beside the peers of this file, run in turn."""
    peers = {"pandas.read_csv + ISO dates": (sys.executable, HERE, "--measure", "pandas-csv", str(path))}
    if path.suffix == ".xlsx":
        found = peer and Path(peer).exists()
        peers = {"fastexcel": (peer, f"{HERE}_peer", str(path))} if peer and found else {}
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in ("ours", *peers)}
    for _ in range(repeats):
        runs["ours"].append(run(sys.executable, HERE, "--measure", "ours", str(path)))
        for name, command in peers.items():
            runs[name].append(run(*command))
    if slow and path.suffix == ".xlsx":
        runs["pandas + openpyxl"] = [run(sys.executable, HERE, "--measure", "pandas-openpyxl", str(path))]
    _print(path, runs)


def _print(path: Path, runs: dict[str, list[dict[str, Any]]]) -> None:
    mine = best(runs["ours"], "read", "typed")
    print(f"{path.name}, {path.stat().st_size / 1e6:.1f} MB, {runs['ours'][0]['rows']} rows, {len(runs['ours'])} runs")
    for name, told in runs.items():
        steps = ("read", "typed") if name == "ours" else ("read",)
        wall, busy = best(told, *steps)
        peaks = [max(r["peaks"][i] for r in told) for i in (0, 1)]
        memory = f"{peaks[0]:.0f} + {peaks[1]:.0f} MB" if name == "ours" else f"{peaks[0]:.0f} MB"
        ratio = "" if name == "ours" else f"ours is {mine[0] / wall:.2f} x wall, {mine[1] / busy:.2f} x processor"
        print(f"  {name:<30}{wall:>8.3f} s {busy:>8.3f} s processor   {memory:<16}{ratio}")
        if not np.allclose(told[0]["sums"], runs["ours"][0]["sums"]):
            print("  THE SUMS DIFFER")
    for step in ("read", "typed", "locate", "guard", "map"):
        wall, busy = best(runs["ours"], step)
        print(f"    {step:<28}{wall:>8.3f} s {busy:>8.3f} s processor")


def main() -> None:
    """What the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--peer", help="the Python that has fastexcel")
    parser.add_argument("--slow", action="store_true", help="also pandas with openpyxl, a minute for a million rows")
    parser.add_argument("--measure", choices=_RUNS, help=argparse.SUPPRESS)
    parser.add_argument("--make", type=int, help=argparse.SUPPRESS)
    parser.add_argument("files", type=Path, nargs="*", help="instead of made ones")
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(_RUNS[given.measure](given.files[0])))
        return
    if given.make:
        make(given.files[0], given.make)
        return
    with tempfile.TemporaryDirectory() as folder:
        for path in given.files or _made(Path(folder), given.rows):
            compare(path, peer=given.peer, repeats=given.repeats, slow=given.slow)


def _made(folder: Path, sizes: list[int]) -> Iterator[Path]:
    """In processes of their own: a peak of memory is handed down to what a process starts."""
    for rows in sizes:
        for path in (folder / f"log{rows}.csv", folder / f"log{rows}.xlsx"):
            subprocess.run([sys.executable, "-m", HERE, "--make", str(rows), str(path)], check=True)
            yield path


def make(path: Path, rows: int) -> None:
    """Writes a log of so many rows as what the name of the file says."""
    if path.suffix == ".csv":
        log(rows).to_csv(path, index=False)
    else:
        write_workbook(log(rows), path)


if __name__ == "__main__":
    main()
