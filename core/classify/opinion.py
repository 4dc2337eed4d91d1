"""A second opinion on the phase: what a name sounds like (``core.classify.hearing``), beside what is read in it.

It is asked only where the lexicon has answered by a word or two among others; what it mends and spoils is told in
tests/classify/README.md.
"""

from collections.abc import Mapping
from functools import cache
from math import log

import numpy as np

from core.classify.columns import USUAL_STAGE
from core.classify.confidence import calibrated
from core.classify.deciding import SEVERAL_WORDS, Verdict
from core.classify.hearing import odds
from core.classify.reading import Reading
from core.classify.words import shown
from core.model.dataset import PHASES

POWER = 0.7  # what the model weighs against the lexicon's confidence
CHANGED = 0.6  # raw confidence of a phase that the model changed: four of five are right on names met first


def is_doubtful(verdict: Verdict, reading: Reading) -> bool:
    """Whether a second opinion is asked: not where the name tells its phase itself (support before purchase), nor where
    several words make a phrase."""
    if verdict.concept is None or verdict.stage == "unknown" or verdict.confidence >= SEVERAL_WORDS:
        return False
    return not [hit for hit in reading.hits if hit.entry.mover]


def changed(doubtful: Mapping[str, Verdict], *, keys: Mapping[str, str]) -> dict[str, Verdict]:
    """Name -> its verdict in another phase, where lexicon and model together make that one likelier.

    ``doubtful``: verdicts by name; ``keys``: how each of these names is heard (``Reading.key``).
    """
    if not doubtful:
        return {}
    told = POWER * odds([keys[name] for name in doubtful])
    said = [PHASES.index(verdict.phase) for verdict in doubtful.values()]
    told[np.arange(len(said)), said] += [_ahead(verdict.confidence) for verdict in doubtful.values()]
    best = told.argmax(axis=1).tolist()
    return {
        name: _in_phase(likelier, name, verdict)
        for (name, verdict), own, likelier in zip(doubtful.items(), said, best, strict=True)
        if likelier != own
    }


@cache
def _ahead(confidence: float) -> float:
    """How far the phase that the lexicon says is ahead of each of the two others."""
    sure = calibrated(confidence)
    return log(2 * sure / (1 - sure))


def _in_phase(at: int, name: str, verdict: Verdict) -> Verdict:
    phase = PHASES[at]
    stage = (verdict.concept and verdict.concept.stage_in(phase)) or USUAL_STAGE[phase]
    return verdict._replace(stage=stage, confidence=CHANGED, matched=shown(name), also=(verdict.phase,))
