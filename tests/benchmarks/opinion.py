"""Fits the second opinion on a phase. ``python -m tests.benchmarks.opinion`` writes core/tables/second_opinion.npz.

Multinomial naive Bayes on tf-idf, as scikit-learn has it (``TfidfVectorizer`` with smooth idf, ``MultinomialNB`` with
``alpha`` 0.1), counted from every phrase of the concept tables with the usual phase of its concept. Features that stand
in one phrase only are left out. Scores are kept as whole steps of one byte, features as their CRC-32.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log, sqrt
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from core.classify import concepts
from core.classify.hearing import GROUPS
from core.classify.words import key_of
from core.model.dataset import PHASES

KEPT = Path(__file__).parents[2] / "core" / "tables" / "second_opinion.npz"
ALPHA = 0.1
IN_PHRASES = 2  # at least, for a feature to count

Counts = Mapping[int, int]


def phrases() -> list[tuple[Counts, int]]:
    """Of every phrase of the tables how often it has each feature, and which phase it means."""
    told = sorted({(key_of(word), concept.phase) for concept in concepts().values() for word in concept.words})
    return [(_counted(phrase), PHASES.index(phase)) for phrase, phase in told if phase in PHASES]


def _counted(phrase: str) -> Counts:
    words = phrase.split()
    return Counter(crc32(f) for part in (*words, *map(" ".join, pairwise(words))) for f in features(part))


def features(words: str) -> list[bytes]:
    """The features of one word, or of a pair of words: ``core.classify.hearing`` knows them by their checksums."""
    if " " in words:
        return [f"p:{words}".encode()]
    framed = f" {words} ".encode()
    groups = [framed[at : at + size] for size in GROUPS for at in range(len(framed) - size + 1)]
    return [b"w:" + framed, *groups]


def fitted(told: Sequence[tuple[Counts, int]]) -> dict[str, NDArray[np.generic]]:
    """The arrays of ``core.classify.hearing.Model``, scores and weights in steps of one byte."""
    seen = Counter(key for counts, _ in told for key in counts)
    keys = np.array(sorted(key for key, times in seen.items() if times >= IN_PHRASES), dtype=np.uint32)
    row = {key: at for at, key in enumerate(keys.tolist())}
    weights = [log((1 + len(told)) / (1 + seen[key])) + 1 for key in row]
    found = np.full((len(row), len(PHASES)), ALPHA)
    for counts, phase in told:
        weighed = {row[key]: times * weights[row[key]] for key, times in counts.items() if key in row}
        length = sqrt(sum(w * w for w in weighed.values()))
        for at, weight in weighed.items():
            found[at, phase] += weight / length
    odds = np.log(found / found.sum(axis=0))
    odds -= odds.mean(axis=1, keepdims=True)
    phases = Counter(phase for _, phase in told)
    return {
        "keys": keys,
        **_in_bytes("score", odds, np.int8),
        **_in_bytes("weight", np.array(weights), np.uint8),
        "prior": np.log([phases[at] / len(told) for at in range(len(PHASES))]),
    }


def _in_bytes(name: str, values: NDArray[np.float64], kind: type[np.integer]) -> dict[str, NDArray[np.generic]]:
    step = np.abs(values).max() / np.iinfo(kind).max
    return {f"{name}s": np.round(values / step).astype(kind), f"{name}_step": np.array(step)}


if __name__ == "__main__":
    arrays = fitted(phrases())
    np.savez(KEPT, allow_pickle=False, **arrays)
    print(f"{KEPT.name}: {len(arrays['keys'])} features, {KEPT.stat().st_size / 1024:.0f} KB")
