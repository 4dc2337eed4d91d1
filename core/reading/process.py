"""One file, one process: what a hostile file can break is a process that nobody else lives in."""

import json
import math
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore, Thread
from typing import IO

from core.reading.bounds import Limits
from core.reading.confinement import EXIT_OUT_OF_MEMORY
from core.reading.refusal import Stop
from core.reading.wire import SHARE_READ

_ROOT = Path(__file__).parents[2]
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from core.reading.worker import main; main()"
_KEPT_VARIABLES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")  # without them some Pythons do not start
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
    environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    pipe = subprocess.PIPE
    try:
        worker = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)
    except OSError:  # the machine has no room for another process
        raise Stop("busy") from None
    with worker:
        try:
            answer, said = _awaited(worker, data, limits.wall_seconds, report)
        except subprocess.TimeoutExpired:
            raise Stop("too-slow", limit=limits.wall_seconds) from None
        finally:
            worker.kill()  # also when the waiting itself is interrupted; nothing happens to one that has ended
    if worker.returncode:
        raise _cause_of_death(worker.returncode, said, limits)
    return answer


def _awaited(
    worker: "subprocess.Popen[bytes]", data: bytes, wall_seconds: float, report: Report | None
) -> tuple[bytes, bytes]:
    """What the worker wrote; while it works, what it says about its progress is handed on."""
    if report is None:
        return worker.communicate(data, timeout=wall_seconds)
    # Python's own way of sending forgets what is left to send when it is asked a second time.
    entry, worker.stdin = worker.stdin, None
    Thread(target=_send, args=(entry, data), daemon=True).start()
    for _ in range(math.ceil(wall_seconds / _LOOK_SECONDS)):
        try:
            return worker.communicate(timeout=_LOOK_SECONDS)
        except subprocess.TimeoutExpired as waiting:
            report(_share_read(waiting.stderr or b""))
    raise subprocess.TimeoutExpired(worker.args, wall_seconds)


def _send(entry: IO[bytes], data: bytes) -> None:
    with suppress(OSError), entry:  # a worker that has ended reads no more
        entry.write(data)


def _share_read(said: bytes) -> float | None:
    """The last share that a worker said."""
    _, found, share = said.rpartition(SHARE_READ)
    number, end, _ = share.partition(b"\n")
    return float(number) if found and end else None


def _cause_of_death(code: int, said: bytes, limits: Limits) -> Stop:
    name = signal.Signals(-code).name if code < 0 else ""
    if name in _TIME_SIGNALS:
        return Stop("too-slow", limit=limits.cpu_seconds)
    if code == EXIT_OUT_OF_MEMORY or name in _MEMORY_SIGNALS or any(words in said for words in _OUT_OF_MEMORY):
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
