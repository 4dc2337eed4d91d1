"""Seeded randomness: the same name gives the same draws, today, tomorrow and on any machine."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, repeat
from typing import Any

import numpy as np
import numpy.typing as npt

_WORD, _ALL = 1 << 32, 1 << 128
_STEP = 0x2360ED051FC65DA44385DF649FCCF645  # of PCG64 (O'Neill 2014)
_POOL = 4
Words = npt.NDArray[np.uint32]


def _multiples(first: int, by: int, count: int) -> list[np.uint32]:
    return [np.uint32(x) for x in accumulate(repeat(by, count), lambda x, y: x * y % _WORD, initial=first)]


_MIXERS = _multiples(0x43B0D7E5, 0x931E8875, _POOL * _POOL)
_DRAWERS = _multiples(0x8B51F9DD, 0x58F38DED, 2 * _POOL)
_LEFT, _RIGHT, _HALF = np.uint32(0xCA01F9DD), np.uint32(0x4973F715), np.uint32(16)


def generator(*names: str) -> np.random.Generator:
    """A generator seeded by the SHA-256 of ``names`` (never by ``hash``, which differs between processes)."""
    return np.random.Generator(np.random.PCG64(int.from_bytes(_digest(names), "big")))


def generators(names: Iterable[Sequence[str]]) -> Iterator[np.random.Generator]:
    """What ``generator`` would give for each of ``names``, in a fifth of the time; each is good until the next one.

    To seed one takes longer than to draw from it. All seeds are spread together, by the steps of numpy's
    ``SeedSequence`` (which numpy promises not to change), and set one after another.
    """
    digests = b"".join(_digest(each)[::-1] for each in names)
    turning = np.random.PCG64(0)
    chance = np.random.Generator(turning)
    for spread in _spread(np.frombuffer(digests, "<u4").reshape(-1, _POOL)).tolist():
        turning.state = _state(*spread)
        yield chance


def _digest(names: Sequence[str]) -> bytes:
    return hashlib.sha256("\x1f".join(names).encode()).digest()[:16]


def _spread(seeds: Words) -> npt.NDArray[np.uint64]:
    """Seeds x 4 words, lowest first, to seeds x 4 words of a state (O'Neill's ``seed_seq_fe``, as numpy has it)."""
    pool = [_hashed(seeds[:, i], _MIXERS, i) for i in range(_POOL)]
    pairs = [(i, j) for i in range(_POOL) for j in range(_POOL) if i != j]
    for step, (i, j) in enumerate(pairs, start=_POOL):
        mixed = _LEFT * pool[j] - _RIGHT * _hashed(pool[i], _MIXERS, step)
        pool[j] = mixed ^ (mixed >> _HALF)
    words = [_hashed(pool[i % _POOL], _DRAWERS, i) for i in range(2 * _POOL)]
    return np.ascontiguousarray(np.stack(words, axis=1).astype("<u4")).view("<u8")


def _hashed(values: Words, by: list[np.uint32], step: int) -> Words:
    found = (values ^ by[step]) * by[step + 1]
    return found ^ (found >> _HALF)


def _state(high: int, low: int, stream_high: int, stream_low: int) -> Any:
    """PCG64 after it was seeded so."""
    step = ((stream_high << 64 | stream_low) << 1 | 1) % _ALL
    state = ((step + (high << 64 | low)) * _STEP + step) % _ALL
    return {"bit_generator": "PCG64", "state": {"state": state, "inc": step}, "has_uint32": 0, "uinteger": 0}
