"""What is supposed, as the JSON of the contract, with touchpoints by their names."""

from collections.abc import Callable, Mapping
from typing import Any

from core.model import Analysis, Priority, WhatIf, Worth

Tell = Callable[[Priority], dict[str, Any]]


def what_if(found: WhatIf | None, names: Mapping[str, str], tell: Tell) -> dict[str, Any] | None:
    """The assumptions, those set aside, and the ranking that would follow; None where nothing is supposed."""
    if found is None:
        return None
    ranked = sorted(found.priorities.items(), key=lambda item: (item[1].rank is None, item[1].rank or 0, item[0]))
    sides = ("figure", "today", "value")
    return {
        "assumed": [
            {"touchpoint": names[s.touchpoint], **{side: getattr(s, side) for side in sides}} for s in found.supposed
        ],
        "set_aside": [
            {"touchpoint": names.get(s.touchpoint, s.touchpoint), "figure": s.figure, "value": s.value}
            for s in found.unused
        ],
        "verdict": {"word": found.verdict.word, "touchpoints": [names[k] for k in found.verdict.keys]},
        "touchpoints": [{"name": names[key], "priority": tell(priority)} for key, priority in ranked],
    }


def worth(found: Worth | None) -> dict[str, Any] | None:
    """What a repair may bring."""
    if found is None:
        return None
    return {side: getattr(found, side) for side in ("low", "value", "high", "unit", "span")}


def together(result: Analysis) -> dict[str, Any] | None:
    """What all repairs would be worth if none took anything from another."""
    return worth(result.worth_together)
