"""The cells of a large sheet, read from its XML a block of rows at a time, without an object per cell.

What a cell says is kept as one number: which kind of source it has, and its place there. What needs the spreadsheet
reader's knowledge (formats of dates, odd spellings) is collected, each different one once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise

import numpy as np
import pyarrow as pa

from core.reading.places import Placed, placed
from core.reading.tags import Odd, Strings, Tags, check_letters, decimals, tags_of, written_plainly

_DATA, _CHART, _COMMENT = re.compile(rb"<sheetData\s*/?>"), b"<chartsheet", b"<!"
_TAIL = re.compile(rb'(?: s="(\d{1,5})")?(?: t="(\w{1,9})")?|(?: t="(\w{1,9})") s="(\d{1,5})"')
_EMPTY_TEXT = re.compile(rb't="(?:str|d|inlineStr)"')  # where a value of no characters is one nevertheless
_MAX_TAILS = 100
_MAX_TAIL_BYTES = 24
_MAX_ODD = 200_000


class Source(IntEnum):
    """Where the place of a cell leads: the shared texts, this sheet's own ones, the odd cells, or nowhere
    (errors, and cells that hold nothing)."""

    NOTHING = -1
    SHARED = 0
    OWN = 1
    ODD = 2
    ERROR = 3
    NUMBER = 4  # and beyond: a float, whose style is that many places after the first


_SOURCES = {b"s": Source.SHARED, b"inlineStr": Source.OWN, b"e": Source.ERROR}
_SOURCES |= dict.fromkeys((b"str", b"b", b"d"), Source.ODD)


@dataclass(slots=True)
class Cells:
    """Cells of one column, from top to bottom: grid ``rows`` (int32), ``sources`` (int16), ``places`` (uint64, the
    bits of a float for numbers)."""

    rows: list[np.ndarray] = field(default_factory=list)
    sources: list[np.ndarray] = field(default_factory=list)
    places: list[np.ndarray] = field(default_factory=list)


@dataclass(slots=True)
class Lattice:
    """A sheet being read. ``columns``: grid column -> its cells; ``own``: texts that stand in the cells themselves;
    ``odd``: XML of odd cells but for their reference -> place; ``styles``: of numbers, as they come after
    ``Source.NUMBER``."""

    columns: dict[int, Cells] = field(default_factory=dict)
    own: list[Strings] = field(default_factory=list)
    own_size: int = 0
    odd: dict[bytes, int] = field(default_factory=dict)
    styles: dict[bytes, int] = field(default_factory=dict)
    height: int = 0
    last_row: int = 0
    begun: bool = False
    ended: bool = False

    def add(self, block: bytes) -> bool:
        """Take in the next whole rows of the XML. Raises ``Odd``.

        True where it is certain that there are no formulas and no errors among them.
        """
        if self.ended:
            return False
        tags = tags_of(block if self.begun else self._begin(block))
        if len(end := tags.called(b"/she")):
            self.ended, tags = True, tags.until(int(end[0]))
        if not len(tags):
            return False
        found = placed(tags, after=self.last_row)
        self.last_row = found.last_row
        sources = self._sources(tags, found)
        if (sources == Source.NOTHING).any():
            held = np.flatnonzero(sources != Source.NOTHING)
            found, sources = found.only(held), sources[held]
        places = np.zeros(len(found.rows), np.uint64)
        for source, fill in ((Source.SHARED, self._shared), (Source.OWN, self._own), (Source.ODD, self._odd)):
            at = np.flatnonzero(sources == source)
            if len(at):
                places[at], sources[at] = fill(tags, found.only(at))
        at = np.flatnonzero(sources >= Source.NUMBER)
        places[at] = decimals(tags.between(found.starts[at], found.ends[at])).view(np.uint64)
        self._keep(found, sources, places)
        return found.calm and not (sources == Source.ERROR).any()

    def _begin(self, block: bytes) -> bytes:
        check_letters(block)
        data = _DATA.search(block)
        if data is None and _CHART in block:
            self.ended = True
            return b""
        if data is None or _COMMENT in block[: data.start()]:
            raise Odd
        self.begun, self.ended = True, data[0].endswith(b"/>")
        return b"" if self.ended else block[data.end() :]

    def _sources(self, tags: Tags, found: Placed) -> np.ndarray:
        sources = np.zeros(len(found.rows), np.int16)
        for tail, cells in _tails(tags, found):
            source = self._source(tail)
            if ((source == Source.OWN) != found.inline[cells]).any():
                raise Odd
            empty = found.starts[cells] == found.ends[cells]
            sources[cells] = np.where(empty, source if _EMPTY_TEXT.search(tail) else Source.NOTHING, source)
        return sources

    def _source(self, tail: bytes) -> int:
        if (written := _TAIL.fullmatch(tail)) is None:
            raise Odd
        kind = written[2] or written[3] or b"n"
        if kind == b"n":
            style = written[1] or written[4] or b""
            return Source.NUMBER + self.styles.setdefault(style, len(self.styles))
        if kind not in _SOURCES:
            raise Odd
        return _SOURCES[kind]

    def _shared(self, tags: Tags, cells: Placed) -> tuple[np.ndarray, np.ndarray]:
        places = tags.whole_numbers(cells.starts, cells.ends - cells.starts)
        return places, np.full(len(places), Source.SHARED, np.int16)

    def _own(self, tags: Tags, cells: Placed) -> tuple[np.ndarray, np.ndarray]:
        plain = written_plainly(tags, cells.starts, cells.ends, kept=np.zeros(len(cells.rows), dtype=bool))
        plain &= ~cells.marked
        different = tags.between(cells.starts, np.where(plain, cells.ends, cells.starts)).dictionary_encode()
        self.own.append(different.dictionary.cast(pa.large_string()))
        places = different.indices.to_numpy().astype(np.uint64) + np.uint64(self.own_size)
        self.own_size += len(different.dictionary)
        sources = np.where(plain, Source.OWN, Source.ODD).astype(np.int16)
        places[~plain], _ = self._odd(tags, cells.only(np.flatnonzero(~plain)))
        return places, sources

    def _odd(self, tags: Tags, cells: Placed) -> tuple[np.ndarray, np.ndarray]:
        spans = np.column_stack([cells.tails, cells.opens, cells.bodies, cells.stops]).tolist()
        written = (tags.raw(tail, end) + b">" + tags.raw(body, stop) for tail, end, body, stop in spans)
        places = [self.odd.setdefault(cell, len(self.odd)) for cell in written]
        if len(self.odd) > _MAX_ODD:
            raise Odd
        return np.array(places, np.uint64), np.full(len(places), Source.ODD, np.int16)

    def _keep(self, found: Placed, sources: np.ndarray, places: np.ndarray) -> None:
        if not len(found.rows):
            return
        self.height = int(found.rows[-1]) + 1
        order = np.argsort(found.columns, kind="stable")
        columns = found.columns[order]
        cuts = [0, *(np.flatnonzero(np.diff(columns)) + 1).tolist(), len(order)]
        for start, end in pairwise(cuts):
            cells, at = self.columns.setdefault(int(columns[start]), Cells()), order[start:end]
            cells.rows.append(found.rows[at])
            cells.sources.append(sources[at])
            cells.places.append(places[at])


def _tails(tags: Tags, found: Placed) -> Iterator[tuple[bytes, np.ndarray]]:
    """What stands in the tags of the cells after their reference, and the cells where it does."""
    sizes = found.opens - found.tails
    if len(sizes) and sizes.max() > _MAX_TAIL_BYTES:
        raise Odd
    words = [
        tags.first(found.tails + at, np.clip(sizes - at, 0, 8)) for at in range(0, int(sizes.max(initial=0)) + 1, 8)
    ]
    left = np.arange(len(sizes))
    for _ in range(_MAX_TAILS):
        if not len(left):
            return
        one = left[0]
        same = sizes[left] == sizes[one]
        for word in words:
            same &= word[left] == word[one]
        yield tags.raw(found.tails[one], found.opens[one]), left[same]
        left = left[~same]
    raise Odd
