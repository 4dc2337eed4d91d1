"""The reading process: what it may use, how it may die, and that nobody else notices."""

import json
import struct
import subprocess
import sys
import threading
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from core.errors import Refused
from core.reading import current_limits, limits, process, read_file, unpacking
from core.reading.process import answer_of_worker
from core.reading.profiles import VARIABLE, _detected
from core.reading.refusal import Stop
from tests.reading.workbooks import xlsx

OWN = limits("own")
ROOT = Path(__file__).parents[2]
IMPORTED = "import sys; sys.path.insert(0, {root!r}); import core.reading.worker; print(sorted(sys.modules))"
DEATHS = [
    ("import os; os.abort()", "crashed"),
    ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "crashed"),
    ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "too-much-memory"),
    ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "too-slow"),
    ("import sys; sys.exit('MemoryError')", "too-much-memory"),
    ("import time; time.sleep(30)", "too-slow"),
    ("raise SystemExit(1)", "crashed"),
    ("pass", "crashed"),
    ("print('x' * 100)", "crashed"),
    ("import sys; sys.stdout.write('\\x02' + '\\0' * 7 + '{}')", "crashed"),
]
CONFINED = """
import sys; sys.path.insert(0, {root!r})
from core.reading.confinement import confine
from core.reading.bounds import Limits
import json
confine(Limits(**json.loads({limits!r})))
{act}
"""


@pytest.fixture
def dying(monkeypatch):
    def start(code):
        monkeypatch.setattr(process, "_START", code)

    return start


@pytest.mark.parametrize(("code", "refusal"), DEATHS)
def test_a_dead_process_is_one_refusal(dying, code, refusal):
    dying(code)
    with pytest.raises(Refused) as caught:
        read_file("f.xlsx", xlsx(["a"]), limits=replace(OWN, wall_seconds=1))
    assert caught.value.code == refusal


def answered(*, height, columns, blocks=()):
    """What the process says before the cells of one sheet."""
    sheet = {"name": "a", "visible": True, "height": height, "columns": columns, "blocks": list(blocks)}
    return {"format": "csv", "notes": [], "sheets": [sheet]}


@pytest.mark.parametrize(
    "header",
    [
        {"refused": "no-such-code", "values": {}},
        {"format": "xlsx", "notes": []},
        answered(height=10**12, columns=[[None, 3]]),
        answered(height=-1, columns=[[None, 3]]),
        answered(height=0, columns=[[None, 0]], blocks=[{"height": 10**12, "columns": []}]),
        answered(height=0, columns=[], blocks=[{"height": 10**12, "columns": [[None, 0, False]]}]),
        {"format": "xlsx", "notes": [7], "sheets": []},
        [],
    ],
)
def test_an_answer_is_not_trusted(header):
    text = json.dumps(header).encode()
    with pytest.raises(unpacking.BadAnswer):
        unpacking.unpacked(len(text).to_bytes(8, "little") + text + b"\x01\xff")


@pytest.mark.parametrize(
    ("kind", "length", "cell", "good"),
    [(1, 2, b"ok", True), (9, 2, b"ok", False), (1, 3, b"ok", False), (1, 2, b"\xff\xfe", False)],
)
def test_cells_are_checked(kind, length, cell, good):
    text = json.dumps(answered(height=1, columns=[[None, 2]])).encode()
    answer = len(text).to_bytes(8, "little") + text + bytes([kind]) + length.to_bytes(4, "little") + cell
    if good:
        assert list(unpacking.unpacked(answer).sheets[0].columns[0].texts) == ["ok"]
    else:
        with pytest.raises(unpacking.BadAnswer):
            unpacking.unpacked(answer)


@pytest.mark.parametrize(
    ("places", "words", "expected"),
    [
        ((1, 0, 1), ("a", "b"), ["b", "a", "b"]),
        ((0, 1, 2), ("a", "b", "a"), ["a", "b", "a"]),
        ((0, 0, 2), ("a", "b"), None),
        ((0, 0, -1), ("a", "b"), None),
    ],
)
def test_places_among_words_are_checked(places, words, expected):
    sheet = {"name": "a", "visible": True, "height": 3, "columns": [[len(words), sum(map(len, words))]], "blocks": []}
    text = json.dumps({"format": "csv", "notes": [], "sheets": [sheet]}).encode()
    cells = b"\1\1\1" + struct.pack("<3i", *places) + struct.pack(f"<{len(words)}I", *map(len, words))
    answer = len(text).to_bytes(8, "little") + text + cells + "".join(words).encode()
    if expected is None:
        with pytest.raises(unpacking.BadAnswer):
            unpacking.unpacked(answer)
    else:
        (column,) = unpacking.unpacked(answer).sheets[0].columns
        assert list(column.texts) == expected
        assert sorted(column.distinct[1]) == sorted(set(expected))


@pytest.mark.parametrize(
    ("bounds", "words", "places", "mask", "expected"),
    [
        ((0, 1, 3), None, (), None, ["a", "bc"]),
        ((0, 1, 1), None, (), None, ["a", ""]),
        ((0, 1, 3), 2, (1, 0), None, ["bc", "a"]),
        ((0, 1, 3), 2, (1, 0), 0b10, ["", "a"]),
        ((0, 1, 3), 2, (1, 9), 0b01, None),
        ((0, 4, 3), None, (), None, None),
        ((-1, 1, 3), None, (), None, None),
        ((0, 1, 9), 2, (1, 0), None, None),
    ],
)
def test_blocks_are_checked(bounds, words, places, mask, expected):
    block = {"height": 2, "columns": [[words, 3, mask is not None]]}
    sheet = {"name": "a", "visible": True, "height": 0, "columns": [[None, 0]], "blocks": [block]}
    text = json.dumps({"format": "csv", "notes": [], "sheets": [sheet]}).encode()
    cells = struct.pack("<3i", *bounds) + b"abc" + struct.pack(f"<{len(places)}i", *places)
    answer = len(text).to_bytes(8, "little") + text + cells + (b"" if mask is None else bytes([mask]))
    if expected is None:
        with pytest.raises(unpacking.BadAnswer):
            unpacking.unpacked(answer)
    else:
        (column,) = unpacking.unpacked(answer).sheets[0].columns
        assert list(column.texts) == expected
        assert column.kinds.tolist() == [int(bool(text)) for text in expected]


def test_the_process_imports_little():
    done = subprocess.run([sys.executable, "-I", "-c", IMPORTED.format(root=str(ROOT))], capture_output=True, text=True)
    modules = set(eval(done.stdout))  # our own interpreter's list of names
    assert modules.isdisjoint({"pandas", "numpy", "pyarrow", "streamlit", "altair", "openpyxl", "core.model", "socket"})


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of Linux")
@pytest.mark.parametrize(
    "act",
    [
        "bytearray(500_000_000)",
        "open('/tmp/kontaktpunkt-must-not-write', 'wb', buffering=0).write(b'x')",
        "[open('/dev/null') for _ in range(50)]",
        "while True: pass",
    ],
)
def test_the_process_is_confined(act, tmp_path):
    bounds = json.dumps(asdict(replace(OWN, memory_mb=300, cpu_seconds=1)))
    script = CONFINED.format(root=str(ROOT), limits=bounds, act=act.replace("/tmp", str(tmp_path)))
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, timeout=20)
    assert done.returncode != 0
    assert all(path.stat().st_size == 0 for path in tmp_path.iterdir())


def test_no_variable_reaches_the_process(monkeypatch, dying):
    monkeypatch.setenv("SECRET_KEY", "hush")
    dying("import os, sys; sys.exit('MemoryError' if 'SECRET_KEY' in os.environ else 0)")
    with pytest.raises(Refused) as caught:
        read_file("f", b"a;b", limits=OWN)
    assert caught.value.code == "crashed"


def test_more_files_than_places_wait_and_then_are_told(dying):
    dying("import time; time.sleep(2)")
    bounds = replace(OWN, workers=1, wall_seconds=1, queue_seconds=0)
    codes = []

    def read():
        try:
            read_file("f", b"a;b", limits=bounds)
        except Refused as refused:
            codes.append(refused.code)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == ["busy", "busy", "too-slow"]


def test_others_are_free_while_a_file_hangs(dying):
    dying("while True: pass")
    bounds = replace(OWN, wall_seconds=1)
    codes = []

    def read():
        with pytest.raises(Refused) as caught:
            read_file("f", b"a;b", limits=bounds)
        codes.append(caught.value.code)

    thread = threading.Thread(target=read)
    thread.start()
    longest, last = 0.0, time.perf_counter()
    while thread.is_alive():
        time.sleep(0.005)
        longest, last = max(longest, time.perf_counter() - last), time.perf_counter()
    assert longest < 0.3
    assert codes == ["too-slow"]


@pytest.mark.parametrize(
    ("value", "profile"), [("own", "own"), ("shared", "shared"), (" Shared ", "shared"), ("", "own"), ("cloud", "own")]
)
def test_the_profile_is_chosen_by_a_variable(monkeypatch, value, profile):
    monkeypatch.setenv(VARIABLE, value)
    assert current_limits() == limits(profile)


@pytest.mark.parametrize(
    ("path", "profile"),
    [("/mount/src/shop/core/reading/profiles.py", "shared"), ("/home/me/mount/src/profiles.py", "own")],
)
def test_the_community_cloud_is_known_by_its_folder(path, profile):
    assert _detected(Path(path)) == profile


def test_the_two_profiles_are_those_that_the_help_names():
    shared = limits("shared")
    assert (OWN.file_mb, OWN.cells, OWN.columns, OWN.memory_mb, OWN.workers) == (200, 16_000_000, 2_000, 3000, 2)
    assert (shared.file_mb, shared.cells, shared.columns, shared.memory_mb, shared.workers) == (
        20,
        2_000_000,
        500,
        768,
        1,
    )


def test_a_long_file_says_how_far_it_is_and_reads_the_same():
    data = b"Touchpoint,Visits,Orders\n" + b'"Newsletter",100,4\n' * 700_000
    told: list[float | None] = []
    answer = answer_of_worker(data, limits=OWN, report=told.append)
    shares = [share for share in told if share is not None]
    assert shares == sorted(shares)
    assert shares
    assert 0 < shares[0] <= shares[-1] <= 1
    assert answer == answer_of_worker(data, limits=OWN)


def test_a_worker_that_takes_too_long_is_ended_also_while_it_reports():
    slow = replace(OWN, wall_seconds=1)
    with pytest.raises(Stop, match="too-slow"):  # quotation marks are read with care, a second for each 700 000 rows
        answer_of_worker(b"Touchpoint,Visits,Orders\n" + b'"Newsletter",100,4\n' * 3_000_000, limits=slow, report=print)
