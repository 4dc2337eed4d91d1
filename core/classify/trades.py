"""What a name means where it stands: a table is booked before the visit, and who writes a ticket has bought."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from core.classify.deciding import decide
from core.classify.industries import industries
from core.classify.reading import Reading
from core.model import Placement
from core.model.dataset import Phase, Stage

_SURE = 0.7  # at most: what stands around a name tells less than the name, so it stays a guess


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
    moved = [key for key, p in placements.items() if early and _is_early(p, readings.get(names.get(key, "")), early)]
    return {**placements, **{key: _moved(placements[key], "pre", "consideration") for key in moved}}


def of_cases(placements: Mapping[str, Placement], cases: Collection[str]) -> dict[str, Placement]:
    """Placements where the touchpoints ``cases`` stand in a log of tickets only: a channel or form through which a
    customer writes carries questions after the purchase there. What the file or the user says stays."""
    moved = [key for key in placements if key in cases and _by_name(placements[key], "pre")]
    return {**placements, **{key: _moved(placements[key], "post", "satisfaction") for key in moved}}


def _is_early(placement: Placement, reading: Reading | None, early: frozenset[str]) -> bool:
    if reading is None or not _by_name(placement, "during"):
        return False
    concept = decide(reading).concept
    return concept is not None and concept.id in early


def _by_name(placement: Placement, phase: Phase) -> bool:
    """Whether nothing but its name put it into ``phase``."""
    return placement.phase == phase and placement.rule.source == "lexicon"


def _moved(placement: Placement, phase: Phase, stage: Stage) -> Placement:
    also = (placement.phase, *(other for other in placement.also if other != phase))
    return replace(placement, phase=phase, stage=stage, confidence=min(placement.confidence, _SURE), also=also)
