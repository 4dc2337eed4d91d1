"""The sales credited to one touchpoint, as a range over the credit models."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.model.journeys import CREDIT_MODELS, OTHERS


@dataclass(frozen=True, slots=True)
class CreditRange:
    """What the models credit to the touchpoint ``key``, in sales or in money: from ``low`` to ``high``.

    ``models``: model -> credit, in the order of ``CREDIT_MODELS``, only models that speak about it.
    """

    key: str
    models: Mapping[str, float]

    @property
    def low(self) -> float:
        """The least that any model credits."""
        return min(self.models.values())

    @property
    def high(self) -> float:
        """The most that any model credits."""
        return max(self.models.values())

    @property
    def middle(self) -> float:
        """Half-way between the two: what ranges are ordered by."""
        return (self.low + self.high) / 2


def credit_ranges(credits: Mapping[str, Mapping[str, float]]) -> tuple[CreditRange, ...]:
    """``credits`` (model -> touchpoint -> credit) by touchpoint, the highest middle first, then by key.

    A touchpoint that a model does not name gets nothing from it, unless the model gives one figure for several (under
    ``OTHERS``): then it does not speak about this one. Touchpoints without any credit are left out.
    """
    spoken = {model: credits[model] for model in CREDIT_MODELS if credits.get(model)}
    keys = sorted({key for shares in spoken.values() for key in shares} - {OTHERS})
    found = [
        CreditRange(key, {m: s.get(key, 0.0) for m, s in spoken.items() if key in s or OTHERS not in s}) for key in keys
    ]
    return tuple(sorted((r for r in found if any(r.models.values())), key=lambda r: (-r.middle, r.key)))


def credited(credits: Mapping[str, Mapping[str, float]]) -> float:
    """What is shared out: every model's credits add up to the same."""
    return max((sum(shares.values()) for shares in credits.values()), default=0.0)
