"""What a name means in a trade: a table is booked before the visit, while a trip is bought by booking it."""

from collections.abc import Mapping
from dataclasses import replace

from core.classify.deciding import decide
from core.classify.industries import industries
from core.classify.reading import Reading
from core.model import Placement

_SURE = 0.7  # at most: a trade tells less than a name, so it stays a guess


def in_trade(
    placements: Mapping[str, Placement],
    names: Mapping[str, str],
    *,
    industry: str | None,
    readings: Mapping[str, Reading],
) -> dict[str, Placement]:
    """Placements as the ``industry`` (told or guessed) has them: what stands in its ``before`` comes before the visit
    where only its name said during it. What the file or the user says stays. ``names``: touchpoint key -> its name."""
    found = industries().get(industry or "")
    early = found.before if found else frozenset[str]()
    return {
        key: _before(placement)
        if early and _is_early(placement, readings.get(names.get(key, "")), early)
        else placement
        for key, placement in placements.items()
    }


def _is_early(placement: Placement, reading: Reading | None, early: frozenset[str]) -> bool:
    if reading is None or placement.phase != "during" or placement.rule.source != "lexicon":
        return False
    concept = decide(reading).concept
    return concept is not None and concept.id in early


def _before(placement: Placement) -> Placement:
    return replace(
        placement,
        phase="pre",
        stage="consideration",
        confidence=min(placement.confidence, _SURE),
        also=("during",),
    )
