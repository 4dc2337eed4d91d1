"""How sure an answer may sound."""

from bisect import bisect_left
from functools import cache

from core.model import Placement
from core.tables import table

GUESS = "guess"


def settled_by(placement: Placement) -> str:
    """Who settled the class: file, correction, lexicon, none, or ``GUESS`` where only a vague word of the name did."""
    vague = placement.confidence < table("dashboard")["guess_below"]
    return GUESS if placement.rule.source == "lexicon" and vague else placement.rule.source


@cache
def calibrated(raw: float) -> float:
    """The share (0-1, two digits) of answers with this raw confidence that are right on names met for the first time.

    Straight lines between the knots of the table, level outside them; 0 stays 0, an answer of unknown.
    """
    knots: list[list[float]] = table("confidence")["knots"]
    if raw <= 0:
        return 0.0
    at = bisect_left([x for x, _ in knots], raw)
    if at in (0, len(knots)):
        return knots[min(at, len(knots) - 1)][1]
    (x0, y0), (x1, y1) = knots[at - 1 : at + 1]
    return round(y0 + (y1 - y0) * (raw - x0) / (x1 - x0), 2)
