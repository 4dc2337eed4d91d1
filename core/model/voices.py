"""What customers answered: handed from counting the answers to pages and exports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.model.kpi import Kpi

Score = Literal["nps", "csat", "ces", "rating"]


@dataclass(frozen=True, slots=True)
class Voice:
    """The answers about one touchpoint (``key`` None: about the whole business) to one kind of question.

    ``score``: the KPI that they give; ``low`` and ``high``: the ends of the scale, found from the values and shown
    (0-10, 1-5 ...). ``counts``: answer -> how often, for every step of the scale; ``kpi``: the value with its interval;
    ``mean`` of the answers on their own scale; ``history``: period -> Kpi.
    """

    key: str | None
    score: Score
    low: int
    high: int
    counts: Mapping[int, int]
    kpi: Kpi
    mean: float
    history: Mapping[str, Kpi] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Voices:
    """All answers. ``whole``: one Voice per score over all answers; ``touchpoints``: per score and touchpoint, worst
    first; ``comments``: how many answers carry one; ``shown``: touchpoint key (None: none named) -> the comments
    themselves, only where the user ticked their column."""

    answers: int
    whole: tuple[Voice, ...]
    touchpoints: tuple[Voice, ...]
    comments: int = 0
    shown: Mapping[str | None, tuple[str, ...]] = field(default_factory=dict)
