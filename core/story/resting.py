"""How much of a worth hangs on what a bad experience is assumed to cost: a range from the figures cannot tell that."""

from core.model import Message, TouchpointResult

MATERIAL, _ALL = 0.2, 0.98  # of the expected worth: from where it is said, and said of all of it
_ASSUMED = ("satisfaction", "service")  # the measures whose money follows from that assumption, not from sales


def rests(touchpoint: TouchpointResult) -> float:
    """The part (0-1) of its expected worth that hangs on the assumption; 0 where it has no worth."""
    priority = touchpoint.priority
    if priority is None or priority.worth is None:
        return 0.0
    gains = [(part.measure, part.stake * part.shortfall) for part in priority.parts]
    every = sum(gain for _, gain in gains)
    return sum(gain for measure, gain in gains if measure in _ASSUMED) / every if every > 0 else 0.0


def resting(touchpoint: TouchpointResult, *, kappa: float) -> Message | None:
    """That, where it matters, as a sentence: how much of it, or that all of it does; of a worth that was held down the
    parts are not known. ``kappa``: what a bad experience costs, as a part of an order."""
    share, worth = rests(touchpoint), touchpoint.priority.worth if touchpoint.priority else None
    if worth is None or share < MATERIAL:
        return None
    if share >= _ALL:
        return Message("worth.rests-all", {"kappa": kappa})
    if worth.capped:
        return Message("worth.rests-much", {"kappa": kappa})
    return Message("worth.rests-part", {"value": worth.value * share, "kappa": kappa})
