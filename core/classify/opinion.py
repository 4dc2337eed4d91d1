"""A second opinion on the phase: what the letters and words of a name sound like, beside what the lexicon reads in it.

A naive Bayes model of groups of 2 to 5 letters, words and pairs of words (tf-idf, additive smoothing), counted from all
phrases of the tables by ``python -m tests.benchmarks.opinion``. It is asked only where the lexicon has answered by a
word or two among others; what it mends and spoils is told in tests/classify/README.md.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
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
SILENCE: Sound = (0.0, 0.0, 0.0, 0.0)


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
    """Hears words, and remembers them as long as it lives: nobody's data stays behind."""

    _heard: dict[str, Sound] = field(default_factory=dict)

    def odds(self, name: str) -> tuple[float, float, float]:
        """How likely each phase is by the sound of ``name``: logarithms, up to one constant for the three."""
        heard = model()
        words = [word for word in key_of(name).split() if not word.isdigit()]
        pairs = [pair for pair in map(" ".join, pairwise(words)) if crc32(_of_a_pair(pair)) in heard.known]
        pre = during = post = square = 0.0
        for sound in [self._of(word) for word in words + pairs]:
            pre += sound[0]
            during += sound[1]
            post += sound[2]
            square += sound[3]
        length = sqrt(square) or 1.0
        before = heard.prior
        return before[0] + pre / length, before[1] + during / length, before[2] + post / length

    def _of(self, words: str) -> Sound:
        if words not in self._heard:
            self._heard[words] = _sound(words)
        return self._heard[words]


def features(words: str) -> list[bytes]:
    """The features of one word, or of a pair of words."""
    if " " in words:
        return [_of_a_pair(words)]
    framed = f" {words} ".encode()
    groups = [framed[at : at + size] for size in GROUPS for at in range(len(framed) - size + 1)]
    return [b"w:" + framed, *groups]


def _of_a_pair(words: str) -> bytes:
    return f"p:{words}".encode()


def _sound(words: str) -> Sound:
    heard = model()
    found = Counter([key for key in map(crc32, features(words)) if key in heard.known])
    if not found:
        return SILENCE
    rows = np.searchsorted(heard.keys, np.fromiter(found, np.uint32, len(found)))
    weighed = np.fromiter(found.values(), np.float64, len(found)) * heard.weights[rows]
    pre, during, post = (weighed @ heard.scores[rows]).tolist()
    return pre, during, post, float(weighed @ weighed)


def doubted(verdict: Verdict, reading: Reading, *, ear: Ear) -> Verdict:
    """``verdict`` on a reading, in another phase where lexicon and model together make that one likelier.

    Nothing is doubted where the name tells its phase itself (support before purchase), or several words make a phrase.
    """
    if verdict.concept is None or verdict.stage == "unknown" or verdict.confidence >= SEVERAL_WORDS:
        return verdict
    if any(hit.entry.mover for hit in reading.hits):
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
