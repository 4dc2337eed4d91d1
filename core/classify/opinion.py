"""A second opinion on the phase: what the letters and words of a name sound like, beside what the lexicon reads in it.

A naive Bayes model of groups of 2 to 5 letters, words and pairs of words (tf-idf, additive smoothing), counted from all
phrases of the tables by ``python -m tests.benchmarks.opinion``. It is asked only where the lexicon has answered by a
word or two among others; what it mends and spoils is told in tests/classify/README.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import as_file, files
from itertools import chain, pairwise
from math import log, sqrt
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from core.classify.columns import USUAL_STAGE
from core.classify.confidence import calibrated
from core.classify.deciding import SEVERAL_WORDS, Verdict
from core.classify.reading import Reading
from core.classify.words import key_of
from core.model.dataset import PHASES, Phase

GROUPS = range(2, 6)  # letters of a group
POWER = 0.7  # what the model weighs against the lexicon's confidence
CHANGED = 0.6  # raw confidence of a phase that the model changed: four of five are right on names met first
Sound = tuple[float, float, float, float]  # of a word: what speaks for each phase, and the square of its length


@dataclass(frozen=True, slots=True)
class Model:
    """``keys``: the features' checksums, rising, and ``known``: as a set; ``scores``: their log-odds by phase;
    ``weights``: their idf; ``prior``: the log share of each phase."""

    keys: NDArray[np.uint32]
    known: frozenset[int]
    scores: NDArray[np.float64]
    weights: NDArray[np.float64]
    prior: tuple[float, ...]


@cache
def model() -> Model:
    """The fitted model."""
    with as_file(files("core.tables").joinpath("second_opinion.npz")) as path, np.load(path) as kept:
        return Model(
            keys=kept["keys"],
            known=frozenset(kept["keys"].tolist()),
            scores=kept["scores"] * float(kept["score_step"]),
            weights=kept["weights"] * float(kept["weight_step"]),
            prior=tuple(kept["prior"].tolist()),
        )


@dataclass(slots=True)
class Ear:
    """Hears names, and remembers their words as long as it lives: nobody's data stays behind."""

    _parts: dict[str, Sequence[str]] = field(default_factory=dict)
    _heard: dict[str, Sound] = field(default_factory=dict)

    def listen(self, names: Iterable[str]) -> None:
        """Hear the words of ``names``; of many at once in a fifth of the time."""
        new = {name: _parts(name) for name in names if name not in self._parts}
        self._parts |= new
        words = list(dict.fromkeys(part for parts in new.values() for part in parts if part not in self._heard))
        self._heard |= zip(words, _sounds(words), strict=True)

    def odds(self, name: str) -> tuple[float, float, float]:
        """How likely each phase is by the sound of ``name``: logarithms, up to one constant for the three."""
        if name not in self._parts:
            self.listen((name,))
        pre = during = post = square = 0.0
        for part in self._parts[name]:
            sound = self._heard[part]
            pre += sound[0]
            during += sound[1]
            post += sound[2]
            square += sound[3]
        length = sqrt(square) or 1.0
        before = model().prior
        return before[0] + pre / length, before[1] + during / length, before[2] + post / length


def _parts(name: str) -> Sequence[str]:
    """The words of a name, and those pairs of them that the model knows."""
    words, known = [word for word in key_of(name).split() if not word.isdigit()], model().known
    return words + [pair for pair in map(" ".join, pairwise(words)) if crc32(_of_a_pair(pair)) in known]


def features(words: str) -> list[bytes]:
    """The features of one word, or of a pair of words."""
    if " " in words:
        return [_of_a_pair(words)]
    framed = f" {words} ".encode()
    groups = [framed[at : at + size] for size in GROUPS for at in range(len(framed) - size + 1)]
    return [b"w:" + framed, *groups]


def _of_a_pair(words: str) -> bytes:
    return f"p:{words}".encode()


def _sounds(words: Sequence[str]) -> Iterator[Sound]:
    heard = model()
    found = [[key for key in map(crc32, features(word)) if key in heard.known] for word in words]
    owners = np.repeat(np.arange(len(words)), [len(keys) for keys in found])
    rows = np.searchsorted(heard.keys, np.fromiter(chain.from_iterable(found), np.uint32, len(owners)))
    features_of_words, times = np.unique(owners * len(heard.keys) + rows, return_counts=True)
    owners, rows = np.divmod(features_of_words, len(heard.keys))
    weighed = times * heard.weights[rows]
    summed = (np.bincount(owners, weighed * side, len(words)).tolist() for side in (*heard.scores[rows].T, weighed))
    return zip(*summed, strict=True)


def is_doubtful(verdict: Verdict, reading: Reading) -> bool:
    """Whether a second opinion is asked: not where the name tells its phase itself (support before purchase), nor where
    several words make a phrase."""
    if verdict.concept is None or verdict.stage == "unknown" or verdict.confidence >= SEVERAL_WORDS:
        return False
    return not any(hit.entry.mover for hit in reading.hits)


def doubted(verdict: Verdict, reading: Reading, *, ear: Ear) -> Verdict:
    """``verdict`` on a reading, in another phase where lexicon and model together make that one likelier."""
    if verdict.concept is None or not is_doubtful(verdict, reading):
        return verdict
    sure = calibrated(verdict.confidence)
    ahead = log(2 * sure / (1 - sure))  # of the phase that the lexicon says, before each of the two others
    told = [POWER * odds for odds in ear.odds(reading.text)]
    told[PHASES.index(verdict.phase)] += ahead
    best: Phase = PHASES[told.index(max(told))]
    if best == verdict.phase:
        return verdict
    stage = verdict.concept.stage_in(best) or USUAL_STAGE[best]
    return replace(verdict, stage=stage, confidence=CHANGED, matched=reading.text, also=(verdict.phase,))
