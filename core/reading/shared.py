"""The table of texts that the cells of an xlsx share, read from its XML."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from core.reading.tags import Odd, Strings, Tags, check_letters, tags_of, written_plainly

_END = b"</si>"
_PRESERVED = b't xml:space="preserve">'  # the spaces around such a text count


@dataclass(slots=True)
class SharedTexts:
    """The table being read. ``odd``: the place of each entry that is not one plain text, and its XML."""

    parts: list[Strings] = field(default_factory=list)
    odd: dict[int, bytes] = field(default_factory=dict)
    size: int = 0
    rest: bytes = b""

    def add(self, piece: bytes) -> None:
        """Take in the next piece of the XML, of any size. Raises ``Odd``."""
        if not self.size and not self.rest:
            check_letters(piece)
        cut = piece.rfind(_END) + len(_END)
        if cut >= len(_END):
            self._add(self.rest + piece[:cut])
            self.rest = b""
        self.rest += piece[max(cut, 0) :] if cut >= len(_END) else piece

    def _add(self, block: bytes) -> None:
        tags = tags_of(block)
        items, ends = tags.called(b"si>"), tags.called(b"/si>")
        if len(items) != len(ends) or (items > ends).any() or (ends[:-1] > items[1:]).any():
            raise Odd
        around = sum(len(tags.called(begin)) for begin in (b"?xml", b"sst ", b"sst>"))
        if int((ends - items).sum()) + len(items) + around != len(tags):
            raise Odd
        plain, preserved = _are_single(tags, items, ends)
        texts = np.where(plain, items + 1, items)
        starts = tags.ends[texts] + 1
        stops = np.where(plain, tags.starts[texts + 1], starts)
        plain[plain] = written_plainly(tags, starts[plain], stops[plain], kept=preserved[plain])
        for at in np.flatnonzero(~plain).tolist():
            self.odd[self.size + at] = tags.raw(tags.starts[items[at]], tags.ends[ends[at]] + 1)
        self.parts.append(tags.between(starts, np.where(plain, stops, starts)).cast(pa.large_string()))
        self.size += len(items)

    def texts(self, odd: Mapping[int, str]) -> Strings:
        """All entries in their order, the odd ones as the spreadsheet reader says them. Raises ``Odd``."""
        if b"<si" in self.rest:
            raise Odd
        texts = pa.concat_arrays([*self.parts, pa.array(list(odd.values()), type=pa.large_string())])
        if not odd:
            return texts
        order = np.arange(self.size)
        order[list(odd)] = self.size + np.arange(len(odd))
        return texts.take(order)


def _are_single(tags: Tags, items: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Boolean: which entries are one element of text, and of those whose spaces count."""
    bare = tags.are(items + 1, b"t>")
    preserved = tags.are(items + 1, b"t ")
    if preserved.any():
        preserved[preserved] = tags.follows(tags.starts[items[preserved] + 1] + 1, _PRESERVED)
    return (ends == items + 3) & (bare | preserved) & tags.are(items + 2, b"/t>"), preserved
