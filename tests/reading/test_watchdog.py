"""Where the system holds no limits, somebody looks at the reading process from outside and ends it."""

import ctypes
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import Refused
from core.reading import limits, process, read_file, watchdog
from core.reading.watchdog import Use, overdrawn
from tests.reading.workbooks import xlsx

LIMITS = replace(limits("own"), memory_mb=100, cpu_seconds=1, wall_seconds=25)
SLEEPS = "import time; time.sleep(30)"
HUNGRY = f"food = bytearray(b'1') * 200_000_000; {SLEEPS}"
BUSY = "while True: pass"
KEPT = "import time; time.sleep(.3); raise SystemExit(1)"


def by_proc(worker):
    """What Linux says of a process, in the form that the other systems use."""
    try:
        pages = int(Path(f"/proc/{worker.pid}/statm").read_text().split()[1])
        ticks = Path(f"/proc/{worker.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    except OSError:
        return None
    return Use(pages * os.sysconf("SC_PAGE_SIZE"), sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"))


@pytest.mark.parametrize(
    ("memory", "cpu", "code"),
    [
        (99_000_000, 0.9, None),
        (100_000_000, None, None),
        (100_000_001, None, "too-much-memory"),
        (1, 1.01, "too-slow"),
        (200_000_000, 2.0, "too-much-memory"),
    ],
)
def test_what_is_too_much(memory, cpu, code):
    found = overdrawn(Use(memory, cpu), LIMITS)
    assert (found and found.code) == code


@pytest.mark.skipif(sys.platform != "linux", reason="looks by /proc")
@pytest.mark.parametrize(
    ("code", "refusal"),
    [(HUNGRY, "too-much-memory"), (BUSY, "too-slow"), (KEPT, "crashed")],
    ids=["memory", "cpu", "kept"],
)
def test_a_process_that_takes_too_much_is_ended(monkeypatch, code, refusal):
    monkeypatch.setattr(process, "_START", code)
    monkeypatch.setattr(watchdog, "look", lambda: by_proc)
    start = time.monotonic()
    with pytest.raises(Refused) as caught:
        read_file("f.xlsx", xlsx(["a"]), limits=LIMITS)
    assert caught.value.code == refusal
    assert time.monotonic() - start < LIMITS.wall_seconds


@pytest.mark.skipif(sys.platform != "linux", reason="looks by /proc")
def test_a_watched_file_is_read_as_ever(monkeypatch):
    monkeypatch.setattr(watchdog, "look", lambda: by_proc)
    book = read_file("f.xlsx", xlsx(["Touchpoint", "Visits"], ["Checkout", 3]), limits=limits("own"))
    assert [column.at(1) for column in book.sheets[0].columns] == ["Checkout", "3"]


def test_a_process_that_cannot_be_looked_at_is_left_alone(monkeypatch):
    monkeypatch.setattr(process, "_START", KEPT)
    monkeypatch.setattr(watchdog, "look", lambda: lambda worker: None)
    with pytest.raises(Refused) as caught:
        read_file("f.xlsx", xlsx(["a"]), limits=LIMITS)
    assert caught.value.code == "crashed"


@pytest.mark.parametrize(("platform", "looks"), [("linux", False), ("win32", True), ("darwin", True)])
def test_only_systems_without_limits_are_looked_after(monkeypatch, platform, looks):
    monkeypatch.setattr(sys, "platform", platform)
    assert (watchdog.look() is not None) == looks


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="sizes of 64 bits")
def test_the_tables_of_the_systems_have_their_sizes():
    assert ctypes.sizeof(watchdog._Memory) == 72  # PROCESS_MEMORY_COUNTERS, psapi.h
    assert ctypes.sizeof(watchdog._Resources) == 96  # rusage_info_v0, sys/resource.h
