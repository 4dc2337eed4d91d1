"""The app's side of ``wire``: from the bytes of an untrusted process to grid columns."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.model.column import Coded, GridColumn, Packed, Words, laid_below
from core.model.workbook import CellKind, RawSheet
from core.reading.grid import BLOCK_ROWS
from core.reading.refusal import CODES, Stop
from core.reading.wire import HEADER_SIZE_BYTES

_NOTHING: Packed = pa.array([""], type=pa.large_string())


class BadAnswer(ValueError):
    """What came back is not what ``wire`` describes."""


class _Pieces:
    """Takes pieces off the front of an answer."""

    def __init__(self, answer: bytes) -> None:
        self._rest = memoryview(answer)

    def take(self, size: int) -> memoryview:
        if not 0 <= size <= len(self._rest):
            raise BadAnswer(f"{size} bytes promised, {len(self._rest)} came")
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


@dataclass(frozen=True, slots=True)
class Answer:
    """A file that was read. ``notes``: codes of issues with the values of their sentences."""

    format: str
    notes: tuple[tuple[str, dict[str, Any]], ...]
    sheets: tuple[RawSheet, ...]


def unpacked(answer: bytes) -> Answer:
    """The answer of the reading process. Raises ``Stop`` where it refuses, and ``BadAnswer``."""
    pieces = _Pieces(answer)
    try:
        header = json.loads(bytes(pieces.take(int.from_bytes(pieces.take(HEADER_SIZE_BYTES), "little"))))
        if "refused" in header:
            raise _refusal(header)
        notes = tuple((str(code), dict(values)) for code, values in header["notes"])
        return Answer(str(header["format"]), notes, tuple(_sheets(header["sheets"], pieces)))
    except (ValueError, KeyError, TypeError, AttributeError, pa.ArrowInvalid) as error:
        raise BadAnswer("the answer of the reading process is not understood") from error


def _refusal(header: dict[str, Any]) -> Stop:
    if header["refused"] not in CODES:
        raise BadAnswer("unknown refusal")
    return Stop(header["refused"], **{str(name): value for name, value in header["values"].items()})


def _sheets(entries: list[dict[str, Any]], pieces: _Pieces) -> Iterator[RawSheet]:
    for entry in entries:
        heights = [entry["height"], *(block["height"] for block in entry["blocks"])]
        parts = [[_column(heights[0], words, size, pieces) for words, size in entry["columns"]]]
        parts += [[_run(b["height"], shape, pieces) for shape in b["columns"]] for b in entry["blocks"]]
        backed = zip(heights, parts, strict=True)
        if any(parts) and any(height > BLOCK_ROWS and not part for height, part in backed):
            raise BadAnswer("rows without a cell")  # a few blank ones may stand above others
        columns = tuple(_joined(column, heights) for column in zip_longest(*parts))
        yield RawSheet(str(entry["name"]), columns, visible=bool(entry["visible"]))


def _joined(parts: Sequence[GridColumn | None], heights: Sequence[int]) -> GridColumn:
    """One column of what came of it; nothing came of a block that is narrower than others."""
    whole = [_blank(height) if part is None else part for part, height in zip(parts, heights, strict=True)]
    return whole[0] if len(whole) == 1 else laid_below(whole)


def _blank(height: int) -> GridColumn:
    return GridColumn(Coded(np.zeros(height, np.int32), Words(_NOTHING)), np.zeros(height, np.int8))


def _column(height: int, words: int | None, size: int, pieces: _Pieces) -> GridColumn:
    kinds = _array(pieces.take(height), np.int8)
    if height and not (kinds.min() >= CellKind.EMPTY and kinds.max() <= CellKind.ERROR):
        raise BadAnswer("unknown kind of cell")
    if words is None:
        return GridColumn(_strings(pieces.take(4 * height), pieces.take(size)), kinds)
    places = _places(height, words, pieces)
    # Each word once, whatever came.
    distinct = _strings(pieces.take(4 * words), pieces.take(size)).dictionary_encode()
    codes = places if len(distinct.dictionary) == words else distinct.indices.to_numpy()[places]
    return GridColumn(Coded(codes, Words(distinct.dictionary)), kinds)


def _run(height: int, shape: list[Any], pieces: _Pieces) -> GridColumn:
    """The cells of a block in one column, all of them texts or empty."""
    words, size, masked = shape
    texts = _bounded(pieces.take(4 * ((height if words is None else words) + 1)), pieces.take(size))
    filled = np.asarray(pc.binary_length(cast(Any, texts))) > 0
    if words is None:
        return GridColumn(texts, filled.astype(np.int8))
    places = _places(height, words + bool(masked), pieces)
    if masked:  # what is not filled gets a word of its own, the last
        mask = np.unpackbits(np.frombuffer(pieces.take(-(-height // 8)), np.uint8), count=height, bitorder="little")
        places, filled = np.where(mask, places, np.int32(words)), np.append(filled, False)
        texts = pa.concat_arrays([texts, _NOTHING])
    return GridColumn(Coded(places, Words(texts)), filled[places].astype(np.int8))


def _bounded(bounds: memoryview, texts: memoryview) -> Packed:
    """Texts that Arrow has laid out for its smaller strings."""
    strings = pa.Array.from_buffers(
        pa.string(), len(bounds) // 4 - 1, [None, pa.py_buffer(bytes(bounds)), pa.py_buffer(texts)]
    )
    strings.validate(full=True)
    return strings.cast(pa.large_string())


def _places(height: int, words: int, pieces: _Pieces) -> np.ndarray:
    places = _array(pieces.take(4 * height), np.int32)
    if height and not (places.min() >= 0 and places.max() < words):
        raise BadAnswer("a cell without its word")
    return places


def _array(piece: memoryview, kind: type[np.integer[Any]]) -> np.ndarray:
    """Numbers of their own, so that the answer can be forgotten while they live."""
    numbers = np.frombuffer(piece, dtype=kind).copy()
    numbers.flags.writeable = False
    return numbers


def _strings(sizes: memoryview, texts: memoryview) -> Packed:
    lengths = np.frombuffer(sizes, dtype=np.uint32)
    offsets = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    if offsets[-1] != len(texts):
        raise BadAnswer("lengths and bytes disagree")
    strings: Packed = pa.Array.from_buffers(
        pa.large_string(), len(lengths), [None, pa.py_buffer(offsets.data), pa.py_buffer(texts)]
    )
    strings.validate(full=True)
    return strings
