"""What names sound like: how likely each phase is by their letters and words.

A naive Bayes model of groups of 2 to 5 letters, words and pairs of words (tf-idf, additive smoothing), counted from all
phrases of the tables by ``python -m tests.benchmarks.opinion``, which also tells what a feature is. All names are heard
at once: their words are laid end to end, and every step is taken for the letters of many words together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

GROUPS = range(2, 6)  # letters of a group
BLOCK = 2_000  # words
_POLYNOMIAL = np.uint32(0xEDB88320)  # of CRC-32, as zlib has it
_LOW_BYTE = np.uint32(0xFF)
_BYTE = np.uint32(8)  # bits

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Checksums = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Model:
    """``keys``: the features' checksums, rising; ``scores``: by phase, their log-odds; ``weights``: their idf;
    ``prior``: the log share of each phase."""

    keys: Checksums
    scores: Floats
    weights: Floats
    prior: Floats

    def known(self, features: Checksums) -> tuple[Ints, Ints]:
        """Which of ``features`` the model knows, and the row of each of them in its tables."""
        rows = np.minimum(self.keys.searchsorted(features), len(self.keys) - 1)
        found = np.flatnonzero(self.keys[rows] == features)
        return found, rows[found]


@cache
def model() -> Model:
    """The fitted model."""
    with as_file(files("core.tables").joinpath("second_opinion.npz")) as path, np.load(path) as kept:
        return Model(
            keys=kept["keys"],
            scores=np.ascontiguousarray(kept["scores"].T * float(kept["score_step"])),
            weights=kept["weights"] * float(kept["weight_step"]),
            prior=kept["prior"],
        )


def odds(names: Iterable[str]) -> Floats:
    """Of each name how likely each phase is by its sound: logarithms, up to one constant for the three.

    ``names`` as ``key_of`` writes them; numbers in them are not heard.
    """
    names = list(names)
    words, owners = _split(names)
    place = {word: at for at, word in enumerate(dict.fromkeys(words))}
    sounds = np.concatenate([_sounds(block) for block in _blocks(list(place))], axis=1)
    pairs = np.array([crc32(b"p:" + a + b" " + b) for a, b in pairwise(words)], np.uint32)
    neighbours = owners[1:] == owners[:-1]
    found, rows = model().known(pairs[neighbours])
    features = [sounds[:, [place[word] for word in words]], _weighed(rows, model().weights[rows])]
    heirs = np.concatenate([owners, owners[1:][neighbours][found]])
    *phases, square = _summed(heirs, np.concatenate(features, axis=1), len(names))
    length = np.sqrt(square)
    heard: Floats = model().prior[:, None] + phases / np.where(length > 0, length, 1.0)
    return heard.T


def _split(names: Sequence[str]) -> tuple[list[bytes], Ints]:
    """The words of all names, and of each word which name it stands in."""
    spoken: list[str] = []
    owners: list[int] = []
    for at, name in enumerate(names):
        for word in name.split():
            if not word.isdigit():
                spoken.append(word)
                owners.append(at)
    return [word.encode() for word in spoken], np.array(owners, np.int64)


def _blocks(words: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """So many words at a time as fit into a processor's own memory; at least one block."""
    return (words[start : start + BLOCK] for start in range(0, max(len(words), 1), BLOCK))


def _sounds(words: Sequence[bytes]) -> Floats:
    """Of each word what speaks for each phase, and the square of its length: shape (4, words)."""
    owners, checksums = map(np.concatenate, zip(*_features(words), strict=True))
    features, times = np.unique(checksums * np.int64(len(words)) + owners, return_counts=True)  # in order: found faster
    checksums, owners = np.divmod(features, max(len(words), 1))
    found, rows = model().known(checksums.astype(np.uint32))
    return _summed(owners[found], _weighed(rows, times[found] * model().weights[rows]), len(words))


def _weighed(rows: Ints, weights: Floats) -> Floats:
    return np.stack([*(weights * side[rows] for side in model().scores), weights * weights])


def _summed(owners: Ints, values: Floats, count: int) -> Floats:
    return np.stack([np.bincount(owners, row, count) for row in values])


def _features(words: Sequence[bytes]) -> Iterator[tuple[Ints, Checksums]]:
    """The features of the words, as their checksums, each with the place of its word: the word, and groups of its
    letters and of the spaces around it."""
    framed = [b" " + word + b" " for word in words]
    yield np.arange(len(words)), np.array([crc32(b"w:" + word) for word in framed], np.uint32)
    sizes = np.array([len(word) for word in framed], np.int64)
    owners = np.repeat(np.arange(len(words)), sizes)
    left = np.repeat(sizes.cumsum(), sizes) - np.arange(len(owners))  # letters of the word from here on
    for size, checksums in checksums_of_groups(b"".join(framed)):
        inside = left[: len(checksums)] >= size
        yield owners[: len(checksums)][inside], checksums[inside]


def checksums_of_groups(text: bytes) -> Iterator[tuple[int, Checksums]]:
    """By the size of the group, the CRC-32 of the letters that begin at each place of ``text`` and fit into it."""
    letters = np.frombuffer(text, np.uint8)
    state = np.full(len(letters) + 1, ~np.uint32(0))
    for size in range(1, min(GROUPS.stop, len(letters) + 1)):
        state = state[:-1]
        state = _crc_table()[(state ^ letters[size - 1 :]) & _LOW_BYTE] ^ (state >> _BYTE)
        if size in GROUPS:
            yield size, ~state


@cache
def _crc_table() -> Checksums:
    """What CRC-32 makes of each value of a byte."""
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = (table >> np.uint32(1)) ^ np.where(table & np.uint32(1), _POLYNOMIAL, np.uint32(0))
    return table
