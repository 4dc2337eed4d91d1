"""One file, one process: what a hostile file can break is a process that nobody else lives in."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import cache
from io import BufferedReader
from pathlib import Path
from threading import BoundedSemaphore, Thread
from typing import IO

from core.reading import watchdog
from core.reading.bounds import Limits
from core.reading.refusal import Stop
from core.reading.watchdog import Watchdog
from core.reading.wire import SHARE_READ

_ROOT = Path(__file__).parents[2]
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from core.reading.worker import main; main()"
_KEPT_VARIABLES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")  # without them some Pythons do not start
# For numpy and Arrow, which large files need: threads would reserve memory that the limits do not leave them.
_ENGINES = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
# Memory that one block of a file has used is kept for the next one: handing it back each time costs a twentieth.
_ENGINES |= {"MALLOC_MMAP_THRESHOLD_": str(32 << 20), "MALLOC_TRIM_THRESHOLD_": str(1 << 30)}
_ENGINES |= {"MALLOC_ARENA_MAX": "1"}  # each thread's own would reserve 64 MB
_PIPE_BYTES = 1 << 20  # where the system lets us choose: each side is woken a sixteenth as often
_LOOK_SECONDS = 0.25  # between two looks at how far the process is
# How the spreadsheet reader says it before it aborts, and how Python does.
_OUT_OF_MEMORY = (b"memory allocation of", b"MemoryError")
_TIME_SIGNALS = {"SIGXCPU"}
_MEMORY_SIGNALS = {"SIGKILL"}  # nobody but the system's memory guard sends it


Report = Callable[[float | None], None]


def answer_of_worker(data: bytes, *, limits: Limits, report: Report | None = None) -> bytes:
    """What the reading process answers for ``data``. Raises ``Stop`` where it is busy, too slow, or dies.

    ``report`` hears every now and then which share is read (None: not known yet), but nothing of a file that is read
    at once.
    """
    with _worker_slot(limits):
        return _run(data, limits, report)


def _run(data: bytes, limits: Limits, report: Report | None) -> bytes:
    # -I: no variable, no working directory and no user folder decides what the process imports.
    command = [sys.executable, "-I", "-c", _START, str(_ROOT), json.dumps(asdict(limits))]
    environment = _ENGINES | {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    pipe = subprocess.PIPE
    try:
        worker = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, pipesize=_PIPE_BYTES)
    except OSError:  # the machine has no room for another process
        raise Stop("busy") from None
    with worker, Watchdog(worker, limits, watchdog.look()) as watched:
        try:
            answer, said = _exchanged(worker, data, limits.wall_seconds, report)
        except subprocess.TimeoutExpired:
            raise Stop("too-slow", limit=limits.wall_seconds) from None
        finally:
            worker.kill()  # also when the waiting itself is interrupted; nothing happens to one that has ended
    if watched.cause is not None:
        raise watched.cause
    if worker.returncode:
        raise _cause_of_death(worker.returncode, said, limits)
    return answer


def _exchanged(
    worker: "subprocess.Popen[bytes]", data: bytes, seconds: float, report: Report | None
) -> tuple[bytes, bytes]:
    """What the worker wrote, and what it said on standard error; while it works, its progress is handed on.

    ``worker.communicate`` moves 4 kB at a time, which costs a large file a fifth of a second. Raises
    ``TimeoutExpired``.
    """
    answer: list[bytes] = []
    said: list[bytes] = []
    threads = [
        Thread(target=_send, args=(worker.stdin, data), daemon=True),
        Thread(target=_listen, args=(worker.stderr, said), daemon=True),
        Thread(target=_take, args=(worker.stdout, answer), daemon=True),
    ]
    for thread in threads:
        thread.start()
    end = time.monotonic() + seconds
    # First to the end of what it says: waiting for a process looks after it only every 50 ms.
    for thread in threads:
        while thread.is_alive():
            left = end - time.monotonic()
            if left <= 0:
                raise subprocess.TimeoutExpired(worker.args, seconds)
            thread.join(timeout=min(left, _LOOK_SECONDS))
            if report is not None and thread.is_alive():
                report(_share_read(b"".join(said)))
    worker.wait(timeout=max(0.0, end - time.monotonic()))
    return b"".join(answer), b"".join(said)


def _send(entry: IO[bytes], data: bytes) -> None:
    with suppress(OSError), entry:  # a worker that has ended reads no more
        entry.write(data)


def _listen(pipe: BufferedReader, said: list[bytes]) -> None:
    with pipe:
        while piece := pipe.read1():
            said.append(piece)


def _take(pipe: IO[bytes], answer: list[bytes]) -> None:
    with pipe:
        answer.append(pipe.read())


def _share_read(said: bytes) -> float | None:
    """The last share that a worker said."""
    _, found, share = said.rpartition(SHARE_READ)
    number, end, _ = share.partition(b"\n")
    return float(number) if found and end else None


def _cause_of_death(code: int, said: bytes, limits: Limits) -> Stop:
    name = signal.Signals(-code).name if code < 0 else ""
    if name in _TIME_SIGNALS:
        return Stop("too-slow", limit=limits.cpu_seconds)
    if name in _MEMORY_SIGNALS or any(words in said for words in _OUT_OF_MEMORY):
        return Stop("too-much-memory", limit=limits.memory_mb)
    return Stop("crashed")


@contextmanager
def _worker_slot(limits: Limits) -> Iterator[None]:
    slots = _slots(limits)
    if not slots.acquire(timeout=limits.queue_seconds):
        raise Stop("busy")
    try:
        yield
    finally:
        slots.release()


@cache
def _slots(limits: Limits) -> BoundedSemaphore:
    """The worker places of this process: shared by all sessions, as the machine is."""
    return BoundedSemaphore(limits.workers)
