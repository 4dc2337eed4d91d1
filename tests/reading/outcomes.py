"""What reading a file comes to, and what it costs this process."""

import sys
import time
from dataclasses import dataclass
from pathlib import Path

from core.errors import Refused
from core.reading import CODES, limits, read_file


@dataclass(frozen=True, slots=True)
class Outcome:
    """``code``: ``read``, a refusal, or ``!`` and the exception that should not be."""

    code: str
    seconds: float

    @property
    def allowed(self) -> bool:
        return self.code == "read" or self.code in CODES


def outcome_of(data: bytes, *, name: str = "tal.xlsx") -> Outcome:
    """Read ``data`` with the limits of one's own machine."""
    start = time.perf_counter()
    try:
        read_file(name, data, limits=limits("own"))
        code = "read"
    except Refused as refused:
        code = refused.code
    except BaseException as error:  # noqa: BLE001 - that is what is looked for
        code = f"!{type(error).__name__}: {error}"
    return Outcome(code, time.perf_counter() - start)


def memory_mb() -> float:
    """Resident memory of this process; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if sys.platform != "linux" or not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000
