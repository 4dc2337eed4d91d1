"""What the reading process may use, set from inside before it sees the first byte of the file."""

import importlib
import sys
from types import ModuleType

from core.reading.bounds import Limits

OPEN_FILES = 24


def confine(limits: Limits) -> None:
    """Memory, processor time, no file written, no core dump, few open files; as far as the system knows such limits.

    Linux: the kernel holds them all. macOS: all but memory; Windows: none of them. There the app watches memory and
    processor time from outside (``watchdog``). Everywhere it ends the process when its wall clock runs out, and the
    sizes of the file, its parts and its cells are bounded before and while they are read.
    """
    try:
        resource = importlib.import_module("resource")
    except ImportError:  # Windows
        return
    for name, value in (
        ("RLIMIT_CPU", limits.cpu_seconds),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NOFILE", OPEN_FILES),
    ):
        _lower(resource, name, value)
    if sys.platform == "linux":  # macOS takes this limit and does not keep it
        _lower(resource, "RLIMIT_AS", limits.memory_mb * 1_000_000)


def _lower(resource: ModuleType, name: str, value: int) -> None:
    kind = getattr(resource, name)
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (value, value) if hard == resource.RLIM_INFINITY else (min(value, hard), min(value, hard)))
