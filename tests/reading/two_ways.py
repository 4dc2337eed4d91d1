"""The same file read as a large one and as a small one."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from core.reading import delimited, limits, plainly, sheets
from core.reading.refusal import Stop
from core.reading.unpacking import unpacked
from core.reading.worker import answer

OWN = limits("own")
NEVER = 1 << 60


@contextmanager
def large_from(size: int, *, words: bool = False, halves: bool = False) -> Iterator[None]:
    """The quick ways for files of so many bytes and more; in texts after two lines that are read with care.

    ``words``: all columns of texts come as places among their different cells; ``halves``: of texts that are read two
    at a time.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "LARGE_BYTES", size)
        patch.setattr(sheets, "LARGE_BYTES", size)
        patch.setattr(plainly, "HEAD_LINES", 2)
        patch.setattr(plainly, "FEW", 0 if words else plainly.FEW)
        patch.setattr(plainly, "SHARED_BYTES", 0 if halves else plainly.SHARED_BYTES)
        yield


def told(data, bounds=OWN):
    """All that reading says of a file."""
    try:
        got = unpacked(b"".join(answer(data, limits=bounds)))
    except Stop as stop:
        return stop.code, stop.values
    found = [(s.name, s.visible, [(c.texts.tolist(), c.kinds.tolist()) for c in s.columns]) for s in got.sheets]
    return got.format, got.notes, found


def both_ways(data, bounds=OWN):
    """What is said of the file as a large one, and as a small one."""
    with large_from(0):
        quick = told(data, bounds)
    for words, halves in ((True, False), (False, True)):
        with large_from(0, words=words, halves=halves):
            assert told(data, bounds) == quick
    with large_from(NEVER):
        return quick, told(data, bounds)
