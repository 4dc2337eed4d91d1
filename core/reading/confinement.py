"""What the reading process may use, set from inside before it sees the first byte of the file."""

import importlib
import os
import sys
import threading
import time
from types import ModuleType

from core.reading.bounds import Limits

OPEN_FILES = 24
WATCH_SECONDS = 0.02
EXIT_OUT_OF_MEMORY = 3


def confine(limits: Limits) -> None:
    """Memory, processor time, no file written, no core dump, few open files; as far as the system knows such limits.

    Linux: the kernel holds them all. macOS: the kernel holds all but memory, over which a thread of this process
    watches every 20 ms; it may pass the limit by what is allocated in that time, or while native code keeps the
    interpreter to itself. Windows: none of them, only what the app does everywhere: it ends the process when its wall
    clock runs out (150 or 60 s), and the sizes of the file, its parts and its cells are bounded before and while
    they are read. A watch over the process from outside would need a dependency (psutil) or a Windows job object.
    """
    try:
        resource = importlib.import_module("resource")
    except ImportError:  # Windows: the waiting app's clock ends the process, and the size of the file bounds it
        return
    memory = limits.memory_mb * 1_000_000
    for name, value in (
        ("RLIMIT_CPU", limits.cpu_seconds),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NOFILE", OPEN_FILES),
    ):
        _lower(resource, name, value)
    if sys.platform == "linux":
        _lower(resource, "RLIMIT_AS", memory)
    else:  # macOS takes the limit and does not keep it
        threading.Thread(target=_watch, args=(resource, memory), daemon=True).start()


def _lower(resource: ModuleType, name: str, value: int) -> None:
    kind = getattr(resource, name)
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (value, value) if hard == resource.RLIM_INFINITY else (min(value, hard), min(value, hard)))


def _watch(resource: ModuleType, memory: int) -> None:
    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < memory:  # bytes on macOS
        time.sleep(WATCH_SECONDS)
    os._exit(EXIT_OUT_OF_MEMORY)
