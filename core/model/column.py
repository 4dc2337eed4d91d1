"""A column of raw cells, spelled out no earlier and no more often than somebody reads them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa

Packed: TypeAlias = "pa.Array[Any]"  # of large strings, none of them null
_FEW = 8  # a column of less than an eighth of another's rows does not make that one list its different texts


@dataclass(frozen=True, eq=False)
class Words:
    """Different texts, each once: ``packed`` as they came, ``spelled`` out when first asked for."""

    packed: Packed

    @cached_property
    def spelled(self) -> np.ndarray:
        """The texts as an object array of ``str``."""
        return np.asarray(self.packed.to_numpy(zero_copy_only=False), dtype=object)


@dataclass(frozen=True, eq=False)
class Coded:
    """Cells as places (``codes``, int32) among ``words``, of which some may stand in no cell."""

    codes: np.ndarray
    words: Words


@dataclass(frozen=True, eq=False)
class _Part:
    """Some ``rows`` of another column."""

    whole: "GridColumn"
    rows: np.ndarray


@dataclass(frozen=True, eq=False, init=False)
class GridColumn:
    """One column of a sheet, top to bottom, all columns of a sheet equally long.

    ``texts``: object array of ``str``; ``""`` where empty; TEXT as it stands; NUMBER as ``repr`` writes it without a
    trailing ``.0``; DATE in ISO 8601; DURATION in seconds; BOOL ``true``/``false``; ERROR like ``#DIV/0!``.
    ``kinds``: int8 array of ``CellKind``.

    A million texts cost a tenth of a second and more as Python objects: who wants them once each asks for
    ``distinct``, who wants one for ``at``, and who can work on Arrow's own layout for ``packed``.
    """

    kinds: np.ndarray
    _source: "np.ndarray | Packed | Coded | _Part" = field(repr=False)

    def __init__(self, texts: "np.ndarray | Packed | Coded | _Part", kinds: np.ndarray) -> None:
        self.__dict__.update(_source=texts, kinds=kinds)

    def __len__(self) -> int:
        return len(self.kinds)

    @property
    def is_coded(self) -> bool:
        """Whether the cells came as places among words."""
        return isinstance(self._source, Coded)

    @cached_property
    def texts(self) -> np.ndarray:
        """What the cells say, spelled out; equal texts are one object."""
        if isinstance(self._source, np.ndarray):
            return self._source
        texts: np.ndarray = self.coded.words.spelled[self.coded.codes]
        texts.flags.writeable = False
        return texts

    @cached_property
    def packed(self) -> Packed:
        """What the cells say, in Arrow's layout."""
        match self._source:
            case pa.Array():
                return self._source
            case np.ndarray():
                return pa.array(self._source, type=pa.large_string())
            case Coded(codes, words):
                return words.packed.take(pa.array(codes))
            case _Part(whole, rows):
                return whole._packed_at(rows)

    @cached_property
    def coded(self) -> Coded:
        """The cells as places among the column's different texts."""
        match self._source:
            case Coded():
                return self._source
            case _Part(whole, rows):
                return Coded(whole.coded.codes[rows], whole.coded.words)
            case _:
                found = self.packed.dictionary_encode()
                return Coded(found.indices.to_numpy(), Words(found.dictionary))

    @cached_property
    def distinct(self) -> tuple[np.ndarray, np.ndarray]:
        """``pd.factorize(texts)``: each cell's place among the different texts, which come as they first appear."""
        if isinstance(self._source, np.ndarray):
            return pd.factorize(self._source)
        if isinstance(self._source, pa.Array):  # Arrow lists them as they first appear, too
            return self.coded.codes, self.coded.words.spelled
        places, found = pd.factorize(self.coded.codes)
        return places, self.coded.words.spelled[found]

    def at(self, row: int) -> str:
        """What the cell in grid ``row`` says."""
        match self._source:
            case Coded(codes, words):
                return str(words.packed[int(codes[row])])
            case _Part(whole, rows):
                return whole.at(int(rows[row]))
            case _:
                return str(self._source[row])

    def where(self, test: Callable[[Packed], np.ndarray]) -> np.ndarray:
        """Boolean per cell: a ``test`` of texts, which is asked once for each where the different ones are known."""
        if isinstance(self._source, Coded):
            return np.asarray(test(self._source.words.packed)[self._source.codes])
        return test(self.packed)

    def take(self, rows: np.ndarray) -> "GridColumn":
        """The column of these cells: grid rows, or a boolean per row."""
        rows = np.flatnonzero(rows) if rows.dtype == bool else rows
        if isinstance(self._source, np.ndarray):
            return GridColumn(self._source[rows], self.kinds[rows])
        if len(rows) * _FEW < len(self):
            return GridColumn(self._packed_at(rows), self.kinds[rows])
        whole, rows_of_whole = self, rows
        if isinstance(self._source, _Part):
            whole, rows_of_whole = self._source.whole, self._source.rows[rows]
        return GridColumn(_Part(whole, rows_of_whole), self.kinds[rows])

    def _packed_at(self, rows: np.ndarray) -> Packed:
        match self._source:
            case np.ndarray():
                return pa.array(self._source[rows], type=pa.large_string())
            case Coded(codes, words):
                return words.packed.take(pa.array(codes[rows]))
            case _Part(whole, own):
                return whole._packed_at(own[rows])
            case _:
                return self._source.take(pa.array(rows))


def laid_below(parts: Sequence[GridColumn]) -> GridColumn:
    """One column of several, each below the one before. Equal texts become one word where some part has words."""
    kinds = np.concatenate([part.kinds for part in parts])
    kinds.flags.writeable = False
    if not any(part.is_coded for part in parts):
        return GridColumn(pa.concat_arrays([part.packed for part in parts]), kinds)
    words = pa.concat_arrays([part.coded.words.packed for part in parts]).dictionary_encode()
    places = np.split(words.indices.to_numpy(), np.cumsum([len(part.coded.words.packed) for part in parts])[:-1])
    codes = np.concatenate([own[part.coded.codes] for own, part in zip(places, parts, strict=True)])
    codes.flags.writeable = False
    return GridColumn(Coded(codes, Words(words.dictionary)), kinds)
