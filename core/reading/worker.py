"""The reading process: a file on standard input, the answer of ``wire`` on standard output, then it ends.

It imports neither the model nor pandas nor streamlit, and never sees the file's name.
"""

import csv
import gc
import json
import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module

from core.reading.bounds import Limits
from core.reading.confinement import confine
from core.reading.grid import Tally
from core.reading.kinds import ZIP, container
from core.reading.refusal import Stop
from core.reading.respelled import respell
from core.reading.wire import SHARE_READ, Piece, packed, refused

_LONGEST_FIELD = 2**31 - 1
# Loaded when a file of the kind has come: a text needs neither the spreadsheet reader nor what surveys a package.
_READERS = {"zip": ("sheets", "read_package"), "ole": ("sheets", "read_binary"), "text": ("plain", "read_text")}


def main() -> None:
    """Read, answer, end. Limits come as JSON in the first argument."""
    limits = Limits(**json.loads(sys.argv[1]))
    confine(limits)
    gc.disable()  # millions of cells and no cycles among them: looking for some takes a sixth of the time
    csv.field_size_limit(_LONGEST_FIELD)  # too long a cell is cut later, and said; here it would lose the file
    data = sys.stdin.buffer.read()
    if not data.startswith(ZIP):
        _forgo_numpy()
    for piece in answer(data, limits=limits, report=_report):
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()
    os._exit(0)  # nothing is left to tidy up, and the system takes memory back faster than Python does


def _forgo_numpy() -> None:
    """Arrow loads numpy where it finds it, which takes as long as reading 20 MB; only zipped workbooks need it."""
    sys.modules["numpy"] = None  # type: ignore[assignment]  # Python's own way to say that a module is not there


def _report(share: float) -> None:
    """One line on standard error, which nobody reads but the process that waits."""
    sys.stderr.buffer.write(b"%s%.3f\n" % (SHARE_READ, share))
    sys.stderr.buffer.flush()


def answer(data: bytes, *, limits: Limits, report: Callable[[float], None] | None = None) -> Iterator[Piece]:
    """The answer for a file, in pieces. A failure of any kind is a refusal. ``report`` hears the share that is read."""
    tally = Tally(limits, report=report)
    try:
        module, name = _READERS[container(data)]
        file_format, sheets = getattr(import_module(f"core.reading.{module}"), name)(data, tally=tally)
        respell(sheets, tally=tally)
        if not tally.cells:
            tally.note("no-cells")
        return packed(file_format, sheets, tally)
    except Stop as stop:
        return refused(stop)
    except MemoryError:
        return refused(Stop("too-much-memory", limit=limits.memory_mb))
    except BaseException:  # the spreadsheet reader's panics are no Exception
        return refused(Stop("damaged"))
