"""What travels from the reading process to the app: Arrow's own layout for strings, never pickled objects.

::

    8 bytes  length of the header, little-endian
    header   JSON: {"refused": code, "values": {...}}, or {"format", "notes": [[code, values]], "sheets":
             [{"name", "visible", "height", "columns": [[words or null, bytes] per column], "blocks":
             [{"height", "columns": [[words or null, bytes, masked] per column]}]}]}
    columns  sheet by sheet: height kinds (1 byte each); then height lengths (4 bytes each) and the UTF-8 of all cells,
             or, where the column comes as places in a list of words, height places (4 bytes each), the lengths of the
             words (4 bytes each) and their UTF-8
    blocks   of the sheet, rows of text below its columns, column by column: height + 1 bounds (4 bytes each) and the
             UTF-8 of all cells; or the bounds of the words, their UTF-8, height places and, where masked, a bit for
             each cell that is not empty

The sender needs no Arrow for it (importing it would take longer than reading a usual file), the receiver lets
Arrow check every offset and every character, and checks every place itself.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from core.reading.grid import Run, Sheet, Tally
from core.reading.refusal import Stop

HEADER_SIZE_BYTES = 8
Piece = bytes | bytearray | memoryview
SHARE_READ = b"share-read "  # on standard error, then the share 0-1: how far the process is


def packed(file_format: str, sheets: Sequence[Sheet], tally: Tally) -> Iterator[Piece]:
    """The answer for a file that was read, piece by piece."""
    entries = [
        {
            "name": sheet.name,
            "visible": sheet.visible,
            "height": sheet.height - sum(map(len, sheet.blocks)),
            "columns": [[column.words, column.size] for column in sheet.columns],
            "blocks": [{"height": len(block), "columns": list(map(_shape, block.columns))} for block in sheet.blocks],
        }
        for sheet in sheets
    ]
    yield from _header({"format": file_format, "notes": tally.notes, "sheets": entries})
    for sheet in sheets:
        for column in sheet.columns:
            yield column.kinds
            yield memoryview(column.places).cast("B")
            yield memoryview(column.lengths).cast("B")
            yield from column.blobs
        for block in sheet.blocks:
            for run in block.columns:
                yield from filter(None, (run.bounds, run.texts, run.places, run.mask))


def _shape(run: Run) -> list[int | bool | None]:
    words = None if run.places is None else len(run.bounds) // 4 - 1
    return [words, len(run.texts), run.mask is not None]


def refused(stop: Stop) -> Iterator[Piece]:
    """The answer for a file that cannot be taken."""
    return _header({"refused": stop.code, "values": stop.values})


def _header(content: dict[str, Any]) -> Iterator[Piece]:
    header = json.dumps(content).encode()
    yield len(header).to_bytes(HEADER_SIZE_BYTES, "little")
    yield header
