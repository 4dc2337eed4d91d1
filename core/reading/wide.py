"""UTF-16 that a byte too many, a byte too few or a line of other letters has put out of step."""

import re

_NARROW = re.compile(rb"[^\x00]{8,}")
_ORDINARY = re.compile(rb"[\x20-\x7e\t\r\n]")
_ORDINARY_SHARE = 0.7
_LATIN_SHARE = 0.45  # of the bytes are zero where the text is Latin; others are left alone


def in_step(data: bytes, *, little: bool) -> tuple[bytes, tuple[int, ...]]:
    """The bytes with every line in step again, and the numbers, from 1, of the lines that were not.

    One byte out of step would turn all that follows into other letters.
    """
    if data.count(0) < _LATIN_SHARE * len(data) or not (len(data) % 2 or _NARROW.search(data)):
        return data, ()
    widened = _NARROW.sub(lambda run: _widened(run[0], little=little), data)
    end = b"\n\x00" if little else b"\x00\n"
    lines = widened.split(end)
    mended = [_line_in_step(line, little=little) if len(line) % 2 else line for line in lines]
    numbers = [number for number, line in enumerate(lines, 1) if len(line) % 2]
    return end.join(mended), tuple(sorted({*numbers, *_narrow_lines(data, end)}))


def _narrow_lines(data: bytes, end: bytes) -> list[int]:
    return [data.count(end, 0, run.start() + 1) + 1 for run in _NARROW.finditer(data) if _is_text(run[0])]


def _is_text(run: bytes) -> bool:
    return b"\n" in run and len(_ORDINARY.findall(run)) > _ORDINARY_SHARE * len(run)


def _widened(run: bytes, *, little: bool) -> bytes:
    """A line of one byte a letter, as two; the first or last byte of the run belongs to a letter beside it."""
    if not _is_text(run):
        return run
    own, before, after = (run[:-1], b"", run[-1:]) if little else (run[1:], run[:1], b"")
    return before + own.decode("cp1252", errors="replace").encode("utf-16-le" if little else "utf-16-be") + after


def _line_in_step(line: bytes, *, little: bool) -> bytes:
    """A line of an odd number of bytes, with a zero put in or taken out where the zeros lose their place."""
    for at in range(0, len(line) - 1, 2):
        if little and line[at + 1]:
            return line[: at + 1] + b"\x00" + line[at + 1 :] if line[at] else line[:at] + line[at + 1 :]
        if not little and line[at]:
            return line[:at] + b"\x00" + line[at:]
    return line[:-1]
