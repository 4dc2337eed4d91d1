"""Letters that another program spoilt: a text in UTF-8, opened as an older one and saved so ("KÃ¸b" for "Køb").

Spreadsheet programs do it to every CSV without a mark that is opened by a double click; what they save then is in
order to the last byte, and wrong. No Nordic or English text has "Ã" before a sign, so what is meant is never in doubt.
"""

import re
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise

from core.reading.grid import Column, PackedColumns, Run, Sheet, Tally

_SIGNS = "‘’“”„–—…•€™"
_LETTERS = {  # DOS drew the lines of tables with what stands for other letters
    "cp1252": "".join(map(chr, range(0xA0, 0x100))) + _SIGNS,
    "latin-1": "".join(map(chr, range(0xA0, 0x100))) + _SIGNS,
    "mac_roman": "æøåäöüéÆØÅÄÖÜÉ\xa0" + _SIGNS,
    "cp850": "æøåäöüéÆØÅÄÖÜÉ" + _SIGNS,
}
_BEGINNINGS = tuple(letter.encode() for letter in "ÂÃâ¬‚√├Ô")  # of all that is spoilt
_TIMES = 3  # that a text may have been opened so
_SHOWN = 3


@cache
def _meant() -> Mapping[bytes, bytes]:
    """What is spoilt -> what was meant, in UTF-8."""
    return {_as(codec, one).encode(): one.encode() for codec, letters in _LETTERS.items() for one in letters}


def _as(codec: str, letter: str) -> str:
    """``letter`` as a program shows it that takes its bytes for ``codec``; bytes that mean nothing there stay."""
    return "".join(bytes([b]).decode(codec, errors="ignore") or chr(b) for b in letter.encode())


@cache
def _spoilt() -> re.Pattern[bytes]:
    return re.compile(b"|".join(map(re.escape, sorted(_meant(), key=len, reverse=True))))


def respell(sheets: Sequence[Sheet], *, tally: Tally) -> None:
    """Write the letters of all cells as they were meant, and note which."""
    found: Counter[tuple[bytes, bytes]] = Counter()
    for sheet in sheets:
        for column in sheet.columns:
            _respell_column(column, found)
        sheet.blocks[:] = [_respelled_block(block, found) for block in sheet.blocks]
    if found:
        pairs = [f"{spoilt.decode()} → {meant.decode()}" for (spoilt, meant), _ in found.most_common(_SHOWN)]
        tally.note("letters-respelled", n=found.total(), letters=", ".join(pairs))


def _respell_column(column: Column, found: Counter[tuple[bytes, bytes]]) -> None:
    text = b"".join(column.blobs)
    if _may_be_spoilt(text):
        cells = _respelled(text, [0, *accumulate(column.lengths)], found)
        column.blobs, column.lengths = [b"".join(cells)], array("I", map(len, cells))


def _respelled_block(block: PackedColumns, found: Counter[tuple[bytes, bytes]]) -> PackedColumns:
    return replace(block, columns=[_respelled_run(run, found) for run in block.columns])


def _respelled_run(run: Run, found: Counter[tuple[bytes, bytes]]) -> Run:
    text = bytes(run.texts)
    if not _may_be_spoilt(text):
        return run
    cells = _respelled(text, run.bounds.cast("B").cast("i").tolist(), found)
    bounds = array("i", [0, *accumulate(map(len, cells))])
    return replace(run, texts=memoryview(b"".join(cells)), bounds=memoryview(bounds).cast("B").cast("i"))


def _may_be_spoilt(text: bytes) -> bool:
    """Most columns are told apart without a search for all the letters."""
    return not text.isascii() and any(first in text for first in _BEGINNINGS) and _spoilt().search(text) is not None


def _respelled(text: bytes, bounds: Sequence[int], found: Counter[tuple[bytes, bytes]]) -> list[bytes]:
    """The cells of ``text``, one between each two of ``bounds``."""

    def meant(spoilt: re.Match[bytes]) -> bytes:
        letter = _meant()[spoilt[0]]
        found[spoilt[0], letter] += 1
        return letter

    cells = [text[start:end] for start, end in pairwise(bounds)]
    for _ in range(_TIMES):
        cells = [_spoilt().sub(meant, cell) for cell in cells]
    return cells
