"""One file, one process: what a hostile file can break is a process that nobody else lives in."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore, Thread
from typing import IO

from core.reading.bounds import Limits
from core.reading.confinement import EXIT_OUT_OF_MEMORY
from core.reading.refusal import Stop

_ROOT = Path(__file__).parents[2]
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from core.reading.worker import main; main()"
_KEPT_VARIABLES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")  # without them some Pythons do not start
# For numpy and Arrow, which large files need: threads would reserve memory that the limits do not leave them.
_ENGINES = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
# How the spreadsheet reader says it before it aborts, and how Python does.
_OUT_OF_MEMORY = (b"memory allocation of", b"MemoryError")
_TIME_SIGNALS = {"SIGXCPU"}
_MEMORY_SIGNALS = {"SIGKILL"}  # nobody but the system's memory guard sends it


def answer_of_worker(data: bytes, *, limits: Limits) -> bytes:
    """What the reading process answers for ``data``. Raises ``Stop`` where it is busy, too slow, or dies."""
    with _worker_slot(limits):
        return _run(data, limits)


def _run(data: bytes, limits: Limits) -> bytes:
    # -I: no variable, no working directory and no user folder decides what the process imports.
    command = [sys.executable, "-I", "-c", _START, str(_ROOT), json.dumps(asdict(limits))]
    environment = _ENGINES | {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    pipe = subprocess.PIPE
    try:
        worker = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)
    except OSError:  # the machine has no room for another process
        raise Stop("busy") from None
    with worker:
        try:
            answer, said = _exchanged(worker, data, seconds=limits.wall_seconds)
        except subprocess.TimeoutExpired:
            raise Stop("too-slow", limit=limits.wall_seconds) from None
        finally:
            worker.kill()  # also when the waiting itself is interrupted; nothing happens to one that has ended
    if worker.returncode:
        raise _cause_of_death(worker.returncode, said, limits)
    return answer


def _exchanged(worker: "subprocess.Popen[bytes]", data: bytes, *, seconds: int) -> tuple[bytes, bytes]:
    """``worker.communicate``, in pieces as large as the pipes are: its own are of 4 kB, which costs a large file a
    fifth of a second. Raises ``TimeoutExpired``."""
    said: dict[str, bytes] = {"out": b"", "err": b""}
    threads = [
        Thread(target=_feed, args=(worker.stdin, data), daemon=True),
        Thread(target=_drain, args=(worker.stdout, said, "out"), daemon=True),
        Thread(target=_drain, args=(worker.stderr, said, "err"), daemon=True),
    ]
    for thread in threads:
        thread.start()
    end = time.monotonic() + seconds
    # First to the end of the answer: waiting for the process looks after it only every 50 ms.
    for thread in threads:
        thread.join(timeout=max(0.0, end - time.monotonic()))
        if thread.is_alive():
            raise subprocess.TimeoutExpired(worker.args, seconds)
    worker.wait(timeout=max(0.0, end - time.monotonic()))
    return said["out"], said["err"]


def _feed(pipe: IO[bytes], data: bytes) -> None:
    with suppress(OSError), pipe:  # it may have ended before it read everything
        pipe.write(data)


def _drain(pipe: IO[bytes], said: dict[str, bytes], name: str) -> None:
    with pipe:
        said[name] = pipe.read()


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
