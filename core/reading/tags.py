"""A piece of XML as the places of its tags, found and compared all at once: only for parts of a few known tags."""

import re
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

Strings: TypeAlias = "pa.Array[Any]"  # of Arrow's strings, none of them null
_OPEN, _CLOSE, _SLASH = b"<>/"
_APART = np.uint8(_OPEN ^ _CLOSE)  # one bit
_ROOM = bytes(32)  # so that a window may begin at the last byte
_HEAD_BYTES = 200
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([\w-]*)")
_SPARE = 8
_MASKS = np.array([(1 << 8 * count) - 1 for count in range(9)], dtype=np.uint64)
_SPACES = 0x20  # XML knows no white space above it
_MOST_DIGITS = 8
_ZEROS = np.uint64(int.from_bytes(b"0" * 8, "little"))
_SEVEN_BITS, _EIGHTH_BITS = np.uint64(0x7F7F7F7F7F7F7F7F), np.uint64(0x8080808080808080)
_TO_EIGHT_BITS = np.uint64(0x7676767676767676)  # what is above 9 gets an eighth bit by it
_JOINS = tuple(
    (np.uint64((base << bits) + 1), np.uint64(bits), np.uint64(kept))
    for base, bits, kept in (
        (10, 8, 0x00FF00FF00FF00FF),
        (100, 16, 0x0000FFFF0000FFFF),
        (10_000, 32, 0xFFFFFFFF),
    )
)


class Odd(Exception):
    """The part is written in a way that is left to the spreadsheet reader."""


@dataclass(frozen=True, slots=True)
class Tags:
    """``starts`` and ``ends``: where each ``<`` and its ``>`` stand in ``octets``; ``heads``: the four bytes after
    each ``<``, with some zeros after the last; ``windows``: the eight bytes from every place on."""

    octets: np.ndarray
    windows: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    heads: np.ndarray

    def __len__(self) -> int:
        return len(self.starts)

    def called(self, begin: bytes) -> np.ndarray:
        """The tags that begin so, with at most four characters after the ``<``."""
        return np.flatnonzero(_begins(self.heads, begin))

    def are(self, tags: np.ndarray, begin: bytes) -> np.ndarray:
        """Boolean: which of ``tags``, some of which may stand behind the last, begin so."""
        return _begins(self.heads[tags], begin)

    def closed(self, tags: np.ndarray) -> np.ndarray:
        """Boolean: which of ``tags`` end in ``/>``."""
        return np.asarray(self.octets[self.ends[tags] - 1] == _SLASH)

    def first(self, places: np.ndarray, count: np.ndarray) -> np.ndarray:
        """The first ``count`` bytes (0 to 8) at ``places``, as one number each."""
        found: np.ndarray = self.windows[places] & _MASKS[count]
        return found

    def follows(self, places: np.ndarray, text: bytes) -> np.ndarray:
        """Boolean: at which of ``places`` the ``text`` stands."""
        same = np.ones(len(places), dtype=bool)
        for at in range(0, len(text), 8):
            part = text[at : at + 8]
            same &= self.windows[places + at] & _MASKS[len(part)] == np.uint64(int.from_bytes(part, "little"))
        return same

    def whole_numbers(self, places: np.ndarray, sizes: np.ndarray) -> np.ndarray:
        """The numbers that the ``sizes`` digits at ``places`` say, one to eight. Raises ``Odd`` for anything else.

        All eight are taken at once: neighbours are joined to pairs, pairs to fours, fours to the number (D. Lemire,
        "Quickly parsing eight digits", 2018). What follows the digits is shifted out, and zeros come in before them.
        """
        if len(sizes) and not (sizes.min() > 0 and sizes.max() <= _MOST_DIGITS):
            raise Odd
        unused = (8 * (_MOST_DIGITS - sizes)).astype(np.uint64)
        digits = (self.windows[places] << unused) ^ (_ZEROS << unused)
        if ((digits | ((digits & _SEVEN_BITS) + _TO_EIGHT_BITS)) & _EIGHTH_BITS).any():
            raise Odd
        for factor, shift, kept in _JOINS:
            digits = (digits * factor >> shift) & kept
        return np.asarray(digits)

    def between(self, starts: np.ndarray, ends: np.ndarray) -> Strings:
        """The text from each of ``starts`` to its end, in order and apart from each other."""
        offsets = np.column_stack([starts, ends]).astype(np.int32).ravel()
        if not len(offsets):
            return pa.array([], type=pa.string())
        buffers = [None, pa.py_buffer(offsets.data), pa.py_buffer(self.octets.data)]
        whole = pa.Array.from_buffers(pa.string(), len(offsets) - 1, buffers)
        return whole.take(np.arange(0, len(offsets), 2))

    def raw(self, start: int, end: int) -> bytes:
        """The bytes from ``start`` to ``end``."""
        return self.octets[start:end].tobytes()

    def until(self, tag: int) -> "Tags":
        """The tags before ``tag``."""
        heads = np.concatenate([self.heads[:tag], np.zeros(_SPARE, np.uint32)])
        return Tags(self.octets, self.windows, self.starts[:tag], self.ends[:tag], heads)


def tags_of(block: bytes) -> Tags:
    """The tags of whole elements. Raises ``Odd`` where a ``<`` or ``>`` is no tag's."""
    octets = np.frombuffer(block + _ROOM, dtype=np.uint8)
    both = np.flatnonzero((octets & ~_APART) == _OPEN)
    starts, ends = np.ascontiguousarray(both[0::2]), np.ascontiguousarray(both[1::2])
    if len(both) % 2 or (octets[starts] != _OPEN).any() or (octets[ends] != _CLOSE).any():
        raise Odd
    heads = np.zeros(len(starts) + _SPARE, np.uint32)
    heads[: len(starts)] = _windows(octets, "<u4")[starts + 1]
    return Tags(octets, _windows(octets, "<u8"), starts, ends, heads)


def _windows(octets: np.ndarray, kind: str) -> np.ndarray:
    return np.ndarray((len(octets) - np.dtype(kind).itemsize,), dtype=kind, buffer=octets.data, strides=(1,))


def _begins(heads: np.ndarray, begin: bytes) -> np.ndarray:
    return np.asarray(heads & np.uint32(_MASKS[len(begin)]) == np.uint32(int.from_bytes(begin, "little")))


def written_plainly(tags: Tags, starts: np.ndarray, ends: np.ndarray, *, kept: np.ndarray) -> np.ndarray:
    """Boolean: which of these texts stand for themselves: no ``&``, no return, no ``_x``; and, but for those that are
    ``kept`` as they are, no space around them."""
    if not len(starts):
        return np.zeros(0, dtype=bool)
    full = ends > starts
    spaced = (tags.octets[starts] <= _SPACES) | (tags.octets[np.maximum(ends, 1) - 1] <= _SPACES)
    plain: np.ndarray = ~(full & spaced & ~kept)
    octets = tags.octets
    for places in (octets == ord("&"), octets == ord("\r"), (octets[:-1] == ord("_")) & (octets[1:] == ord("x"))):
        found = np.flatnonzero(places)
        at = np.searchsorted(starts, found, side="right") - 1
        inside = (at >= 0) & (found < ends[at])
        plain[at[inside]] = False
    return plain


def decimals(texts: Strings) -> np.ndarray:
    """Texts of finite numbers, each as the nearest float. Raises ``Odd`` for others."""
    numbers = _cast(texts, pa.float64())
    if not np.isfinite(numbers).all():
        raise Odd
    return numbers


def _cast(texts: Strings, kind: "pa.DataType") -> np.ndarray:
    try:
        return np.asarray(texts.cast(kind).to_numpy())
    except pa.ArrowInvalid:
        raise Odd from None


def check_letters(head: bytes) -> None:
    """Raises ``Odd`` where the beginning of a part says that it is not UTF-8, or does not begin like a part."""
    declared = _ENCODING.search(head[:_HEAD_BYTES])
    if not head.startswith(b"<") or (declared and declared[1].lower() != b"utf-8"):
        raise Odd
