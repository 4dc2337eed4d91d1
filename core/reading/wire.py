"""What travels from the reading process to the app: Arrow's own layout for strings, never pickled objects.

::

    8 bytes  length of the header, little-endian
    header   JSON: {"refused": code, "values": {...}}, or
             {"format", "notes": [[code, values]], "sheets": [{"name", "visible", "height", "bytes": [per column]}]}
    columns  sheet by sheet: height kinds (1 byte each), height lengths (4 bytes each), the UTF-8 of all cells

The sender needs no Arrow for it (importing it would take longer than reading a usual file), the receiver lets
Arrow check every offset and every character.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from core.reading.grid import Sheet, Tally
from core.reading.refusal import Stop

HEADER_SIZE_BYTES = 8
SHARE_READ = b"share-read "  # on standard error, then the share 0-1: how far the process is


def packed(file_format: str, sheets: Sequence[Sheet], tally: Tally) -> Iterator[bytes]:
    """The answer for a file that was read, piece by piece."""
    entries = [
        {
            "name": sheet.name,
            "visible": sheet.visible,
            "height": sheet.height,
            "bytes": [sum(map(len, column.blobs)) for column in sheet.columns],
        }
        for sheet in sheets
    ]
    yield from _header({"format": file_format, "notes": tally.notes, "sheets": entries})
    for sheet in sheets:
        for column in sheet.columns:
            yield bytes(column.kinds)
            yield column.lengths.tobytes()
            yield from column.blobs


def refused(stop: Stop) -> Iterator[bytes]:
    """The answer for a file that cannot be taken."""
    return _header({"refused": stop.code, "values": stop.values})


def _header(content: dict[str, Any]) -> Iterator[bytes]:
    header = json.dumps(content).encode()
    yield len(header).to_bytes(HEADER_SIZE_BYTES, "little")
    yield header
