"""Which texts may hold a personal number: nearly none, told from their bytes without looking at them one by one."""

import numpy as np

from core.model.column import Packed

_RUN = 6  # digits that stand together in every personal number, however it is written
_SHORTEST = 10  # bytes of a personal number
_ASCII = 0x80  # digits and gaps of other alphabets, and what nobody sees, have bytes from here on


def may_hold_number(texts: Packed) -> np.ndarray:
    """Boolean per text: it is long enough, and six digits stand together in it, or there are letters beyond ASCII."""
    _, offsets, content = texts.buffers()
    ends = np.frombuffer(memoryview(offsets or bytes(8)), np.int64)[texts.offset : texts.offset + len(texts) + 1]
    octets = np.frombuffer(memoryview(content or b""), np.uint8)[ends[0] : ends[-1]]
    found = np.zeros(len(texts) + 1, dtype=bool)  # one more for what stands behind the last
    starts = ends - ends[0]
    digits = _runs(octets - ord("0") < 10)  # unsigned: what is below "0" lies far above
    places = np.searchsorted(starts, digits, side="right") - 1
    found[places[digits + _RUN <= starts[np.minimum(places + 1, len(texts))]]] = True
    found[np.searchsorted(starts, np.flatnonzero(octets >= _ASCII), side="right") - 1] = True
    return np.asarray(found[:-1] & (np.diff(ends) >= _SHORTEST))


def _runs(digits: np.ndarray) -> np.ndarray:
    """Where a run of six begins."""
    pairs = digits[:-1] & digits[1:]
    fours = pairs[:-2] & pairs[2:]
    return np.flatnonzero(fours[:-2] & pairs[4:])
