"""A look from outside at what the reading process uses, every 20 ms, where the system holds no limit itself.

Windows knows no limits of a process (but by job objects), macOS none of its memory. Both tell what a child of ours
uses: ``K32GetProcessMemoryInfo`` and ``GetProcessTimes`` (Windows), ``proc_pid_rusage`` (macOS). Between two looks
the process may pass a limit by what it takes in 20 ms. On Linux the kernel holds the limits, and nobody looks.
"""

import ctypes
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from types import TracebackType
from typing import Any

from core.reading.bounds import Limits
from core.reading.refusal import Stop

WATCH_SECONDS = 0.02
_TICKS = 10_000_000  # of Windows' clock in a second
_SIZE = ctypes.c_size_t


@dataclass(frozen=True, slots=True)
class Use:
    """What a process uses: ``memory`` in bytes, ``cpu`` in seconds so far (None: the system holds that limit)."""

    memory: int
    cpu: float | None = None


Look = Callable[["subprocess.Popen[bytes]"], Use | None]


class Watchdog:
    """Ends ``worker`` as soon as a ``look`` at it shows more than its limits allow; ``cause``: why it did."""

    def __init__(self, worker: "subprocess.Popen[bytes]", limits: Limits, look: Look | None) -> None:
        self._worker, self._limits, self._look = worker, limits, look
        self._over = Event()
        self.cause: Stop | None = None

    def __enter__(self) -> "Watchdog":
        if self._look is not None:
            Thread(target=self._watch, args=(self._look,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()

    def _watch(self, look: Look) -> None:
        while not self._over.wait(WATCH_SECONDS) and self._worker.poll() is None:
            used = look(self._worker)
            self.cause = None if used is None else overdrawn(used, self._limits)
            if self.cause is not None:
                self._worker.kill()
                return


def overdrawn(used: Use, limits: Limits) -> Stop | None:
    """The refusal that this use earns; nothing within the limits."""
    if used.memory > limits.memory_mb * 1_000_000:
        return Stop("too-much-memory", limit=limits.memory_mb)
    if used.cpu is not None and used.cpu > limits.cpu_seconds:
        return Stop("too-slow", limit=limits.cpu_seconds)
    return None


def look() -> Look | None:
    """How to look at a process on this system; nothing where its kernel holds all limits."""
    return {"win32": _on_windows, "darwin": _on_macos}.get(sys.platform)


class _Memory(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS of psapi.h."""

    _fields_ = [
        ("cb", ctypes.c_uint32),
        ("PageFaultCount", ctypes.c_uint32),
        ("PeakWorkingSetSize", _SIZE),
        ("WorkingSetSize", _SIZE),
        ("QuotaPeakPagedPoolUsage", _SIZE),
        ("QuotaPagedPoolUsage", _SIZE),
        ("QuotaPeakNonPagedPoolUsage", _SIZE),
        ("QuotaNonPagedPoolUsage", _SIZE),
        ("PagefileUsage", _SIZE),
        ("PeakPagefileUsage", _SIZE),
    ]


def _on_windows(worker: "subprocess.Popen[bytes]") -> Use | None:
    kernel: Any = getattr(ctypes, "WinDLL")("kernel32")  # noqa: B009 - types know it on Windows alone
    handle = ctypes.c_void_p(int(worker._handle))  # type: ignore[attr-defined]  # Popen has it on Windows alone
    memory, times = _Memory(), [ctypes.c_uint64() for _ in range(4)]  # created, exited, kernel, user
    memory.cb = ctypes.sizeof(memory)
    told = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(memory), memory.cb)
    if not (told and kernel.GetProcessTimes(handle, *map(ctypes.byref, times))):
        return None
    return Use(int(memory.PagefileUsage), (times[2].value + times[3].value) / _TICKS)


class _Resources(ctypes.Structure):
    """rusage_info_v0 of sys/resource.h."""

    _fields_ = [
        ("ri_uuid", ctypes.c_uint8 * 16),
        ("ri_user_time", ctypes.c_uint64),
        ("ri_system_time", ctypes.c_uint64),
        ("ri_pkg_idle_wkups", ctypes.c_uint64),
        ("ri_interrupt_wkups", ctypes.c_uint64),
        ("ri_pageins", ctypes.c_uint64),
        ("ri_wired_size", ctypes.c_uint64),
        ("ri_resident_size", ctypes.c_uint64),
        ("ri_phys_footprint", ctypes.c_uint64),
        ("ri_proc_start_abstime", ctypes.c_uint64),
        ("ri_proc_exit_abstime", ctypes.c_uint64),
    ]


def _on_macos(worker: "subprocess.Popen[bytes]") -> Use | None:
    found = _Resources()
    failed = ctypes.CDLL(None).proc_pid_rusage(worker.pid, 0, ctypes.byref(found))
    return None if failed else Use(int(found.ri_phys_footprint))
