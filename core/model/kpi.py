"""One number with everything that it was computed from."""

from dataclasses import dataclass
from typing import Literal

from core.model.message import Message

Unit = Literal["share", "money", "ratio", "points", "duration", "count", "years", "score"]


@dataclass(frozen=True, slots=True)
class Kpi:
    """One entry of the ledger. Shares are 0-1, durations hours, money in the file's currency, points -100..100.

    ``value`` None = unknown, then ``reason`` says why and ``unlock`` names the field that would help.
    ``base``: the field in the denominator. ``given``: taken ready-made from the file, sample size unknown.
    ``note``: an assumption that a known value rests on.
    """

    id: str
    value: float | None
    unit: Unit
    numerator: float | None = None
    denominator: float | None = None
    base: str | None = None
    n: float | None = None
    low: float | None = None
    high: float | None = None
    given: bool = False
    reason: Message | None = None
    unlock: str | None = None
    rows_used: int = 0
    rows_left_out: int = 0
    note: Message | None = None
