"""Reading one file: bytes in, a workbook of raw cells out, or one refusal."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from core.errors import Refused
from core.model.message import Message
from core.model.workbook import Workbook
from core.reading.bounds import Limits
from core.reading.process import Report, answer_of_worker
from core.reading.profiles import SHARED, current_limits
from core.reading.refusal import TOO_MUCH, Stop
from core.reading.unpacking import Answer, BadAnswer, unpacked

MB = 1_000_000


def read_file(name: str, data: bytes, *, limits: Limits | None = None, report: Report | None = None) -> Workbook:
    """The cells of one uploaded file as they stand in it; ``name`` is only repeated, never trusted.

    ``limits`` default to those of the place where the app runs. Raises ``Refused`` with one of ``CODES`` and nothing
    else, whatever the bytes are. Takes 0.1 s and up: the file is parsed in a process of its own. ``report`` hears the
    share 0-1 that is read (None: not known), four times a second.
    """
    limits = limits or current_limits()
    try:
        answer, digest = _read(data, limits, report)
    except Stop as stop:
        raise Refused(stop.code, **_values(stop, name=name, limits=limits)) from None
    notes = tuple(Message(f"issue.{code}", {**values, "file": name}) for code, values in answer.notes)
    return Workbook(name, digest, answer.format, answer.sheets, notes)


def _read(data: bytes, limits: Limits, report: Report | None) -> tuple[Answer, str]:
    """What the file holds, and its SHA-256, which is found while the other process reads."""
    if not data:
        raise Stop("empty-file")
    if len(data) > limits.file_mb * MB:
        raise Stop("file-too-big", found=-(-len(data) // MB), limit=limits.file_mb)
    try:
        with ThreadPoolExecutor(max_workers=1) as beside:
            digest = beside.submit(lambda: hashlib.sha256(data).hexdigest())
            answer = answer_of_worker(data, limits=limits, report=report)
        return unpacked(answer), digest.result()
    except BadAnswer:
        raise Stop("crashed") from None


def _values(stop: Stop, *, name: str, limits: Limits) -> dict[str, Any]:
    """The values of the sentence; where a limit is hit, also whose limit it is and the way around it."""
    if stop.code not in TOO_MUCH:
        return {**stop.values, "file": name}
    place = "reading.place-shared" if limits.profile == SHARED else "reading.place-own"
    return {**stop.values, "file": name, "place": Message(place)}
