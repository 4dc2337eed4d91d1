"""Columns for the answer, made of the cells of a ``Lattice``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from core.reading.asking import Asker, as_number
from core.reading.grid import EMPTY, ERROR, TEXT, Column, spell
from core.reading.lattice import Cells, Source
from core.reading.tags import Odd, Strings


@dataclass(frozen=True, slots=True)
class Said:
    """What the sources of a sheet's cells say: ``shared`` texts, its ``own``, the ``odd`` cells' texts and kinds, the
    ``styles`` of numbers, of which the ``dated`` make dates or durations of them, and the ``errors`` of each column."""

    shared: Strings
    own: Sequence[Strings]
    odd: Sequence[str]
    odd_kinds: bytes
    styles: Sequence[bytes]
    dated: frozenset[int]
    asks: Asker
    errors: Mapping[int, Sequence[tuple[int, str]]]

    def texts(self, source: int) -> Strings:
        """All texts of a source that is no number's."""
        if source == Source.SHARED:
            return self.shared
        return _strings(self.odd) if source == Source.ODD else pa.concat_arrays(self.own)


@dataclass(slots=True)
class _Words:
    """The different texts of a column and their kinds, while they are collected; the first is that of empty cells."""

    texts: list[Strings]
    kinds: list[np.ndarray]
    size: int = 1

    def add(self, texts: Strings, kinds: np.ndarray) -> int:
        """Append some, and tell the place of the first."""
        first, self.size = self.size, self.size + len(texts)
        self.texts.append(texts)
        self.kinds.append(kinds)
        return first


def column_of(cells: Cells | None, said: Said, *, number: int, height: int, longest: int) -> Column:
    """The grid column ``number`` of a sheet. Raises ``Odd`` where a text may be longer than ``longest`` characters."""
    words = _Words([_strings([""])], [np.array([EMPTY], np.uint8)])
    places = np.zeros(height, np.int32)
    if cells is not None:
        rows, sources, found = (np.concatenate(a) for a in (cells.rows, cells.sources, cells.places))
        for source in np.flatnonzero(np.bincount(sources)).tolist():
            at = np.flatnonzero(sources == source)
            if source != Source.ERROR:
                places[rows[at]] = _placed(found[at], source, said, words)
    kinds = np.concatenate(words.kinds)[places]
    _put_errors(said.errors.get(number, ()), places, kinds, words)
    return _column(words, places, kinds, longest=longest)


def _placed(places: np.ndarray, source: int, said: Said, words: _Words) -> np.ndarray:
    """The places among ``words`` of cells of one source, whose texts are added to them."""
    if source >= Source.NUMBER:
        return _numbers(places, source - Source.NUMBER, said, words)
    texts = said.texts(source)
    used = np.zeros(len(texts), dtype=bool)
    used[places] = True
    chosen = np.flatnonzero(used)
    taken = texts.take(chosen)
    kinds = np.frombuffer(said.odd_kinds, np.uint8)[chosen] if source == Source.ODD else _kinds(taken)
    first = words.add(taken, kinds)
    return np.asarray((np.cumsum(used, dtype=np.int32) - 1 + first)[places])


def _put_errors(errors: Sequence[tuple[int, str]], places: np.ndarray, kinds: np.ndarray, words: _Words) -> None:
    """The spreadsheet reader gives error cells as empty ones, and so do the cells here: they are put back."""
    known: dict[str, int] = {}
    for row, text in errors:
        if 0 <= row < len(kinds) and kinds[row] == EMPTY:
            if text not in known:
                known[text] = words.add(_strings([text]), np.array([ERROR], np.uint8))
            places[row], kinds[row] = known[text], ERROR


def _kinds(texts: Strings) -> np.ndarray:
    return np.where(_lengths(texts) > 0, TEXT, EMPTY).astype(np.uint8)


def _numbers(bits: np.ndarray, style: int, said: Said, words: _Words) -> np.ndarray:
    different = pa.array(bits.view(np.int64)).dictionary_encode()
    numbers = different.dictionary.to_numpy().view(np.float64).tolist()
    if style in said.dated:
        numbers = said.asks.values([as_number(said.styles[style], repr(n).encode()) for n in numbers])
    texts, kinds = spell(numbers)
    return np.asarray(different.indices.to_numpy() + words.add(_strings(texts), np.frombuffer(kinds, np.uint8)))


def _strings(texts: Sequence[str]) -> Strings:
    return pa.array(texts, type=pa.large_string())


def _lengths(texts: Strings) -> np.ndarray:
    ends = np.frombuffer(memoryview(texts.buffers()[1] or b""), np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return np.diff(ends)


def _column(words: _Words, places: np.ndarray, kinds: np.ndarray, *, longest: int) -> Column:
    texts = pa.concat_arrays(words.texts)
    texts.validate(full=True)  # raises where a text is no UTF-8
    lengths = _lengths(texts)
    if lengths.max() > longest:
        raise Odd
    column = Column([_bytes(texts, int(lengths.sum()))], words=len(texts))
    column.lengths.frombytes(lengths.astype(np.uint32).tobytes())
    column.places.frombytes(places.tobytes())
    column.kinds += kinds.tobytes()
    return column


def _bytes(texts: Strings, size: int) -> memoryview:
    return memoryview(texts.buffers()[2] or b"")[:size]
