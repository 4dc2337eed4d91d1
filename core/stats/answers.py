"""Single answers of a survey: their scale, what they count for in a KPI's own unit, and how much they vary."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.stats.intervals import Floats

Score = Literal["nps", "csat", "ces", "rating"]
_TOPS: Mapping[str, tuple[int, ...]] = {
    "nps": (5, 7, 10),
    "csat": (1, 5, 7, 10),
    "ces": (1, 5, 7, 10),
    "rating": (5, 10, 100),
}
_EASY = {5: 4, 7: 5, 10: 8}  # the lowest "easy" answer: the top two boxes of 5, else the top three
_SATISFIED = {5: 4, 7: 6, 10: 9}  # the top two boxes
_PROMOTER, _DETRACTOR = 9, 6


@dataclass(frozen=True, slots=True)
class AnswerScale:
    """The steps from ``low`` to ``high`` on which a question was answered."""

    low: int
    high: int


def answer_scale(values: Floats, kpi: Score, *, stated: float | None = None) -> AnswerScale | None:
    """The scale of a question, from its answers: 1-5, 1-7, 0-10 or 1-10, or yes and no as 1 and 0; ratings to 100.

    Who might recommend is asked from 0 to 10: a 0 or anything above 7 shows it, else the answers stand on another
    scale. ``stated``: the full score, where a file says so. None: no answers, answers outside 0-100, yes throughout
    (which may be 1 of 5), or means (8.6) where answers are whole.
    """
    known = values[np.isfinite(values)]
    if not len(known) or known.min() < 0 or (kpi != "rating" and (known % 1 != 0).any()):
        return None
    top = next((t for t in _TOPS[kpi] if known.max() <= t and t >= (stated or 0)), None)
    if top is None or (top == 1 and known.min() == 1):
        return None
    if kpi == "nps" and (top == 10 or known.min() == 0):
        return AnswerScale(0, 10)
    return AnswerScale(0 if top in (1, 100) or known.min() < 1 else 1, top)


def counted(values: Floats, kpi: Score, scale: AnswerScale) -> Floats:
    """Answers in the KPI's own unit; NaN stays unknown.

    NPS: 9-10 counts +100, 0-6 counts -100, else 0. CSAT: 1 in the top two boxes, else 0. CES: 1 for easy (the top two
    boxes of 5, the top three of 7 and 10; a high answer is an easy one), else 0. Rating: brought to 5 in proportion.
    """
    if kpi == "rating":
        found: Floats = 5 * values / scale.high
        return found
    if kpi == "nps":
        count = np.where(values >= _PROMOTER, 100.0, np.where(values <= _DETRACTOR, -100.0, 0.0))
    else:
        lowest = {1: 1, **(_EASY if kpi == "ces" else _SATISFIED)}[scale.high]
        count = (values >= lowest).astype(np.float64)
    return np.where(np.isfinite(values), count, np.nan)
