"""What nobody measures (or too little), and whether measuring it comes before every repair: one rule for all texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.model import Analysis, Message, TouchpointResult
from core.story.carried import ranges_known

_KINDS = ("reach", "conversion", "satisfaction")


@dataclass(frozen=True, slots=True)
class Unseen:
    """The touchpoints without a rank, and the ``chance`` (0-1) that one of them would be first if it were measured."""

    touchpoints: tuple[TouchpointResult, ...]
    chance: float

    @property
    def names(self) -> tuple[str, ...]:
        """Their names, in the order of the file's list."""
        return tuple(t.name for t in self.touchpoints)

    @property
    def kind(self) -> str:
        """``unseen`` where none of them has any figure, else ``unmeasured``: some have too few."""
        bare = all(t.priority and t.priority.verdict == "not measured" for t in self.touchpoints)
        return "unseen" if bare else "unmeasured"


def unseen(analysis: Analysis) -> Unseen | None:
    """All that have no rank beside those that have one; None where there are none, or nothing is ranked."""
    ranked = [t.priority.p_first for t in analysis.touchpoints if t.priority and t.priority.p_first is not None]
    lost = tuple(t for t in analysis.touchpoints if t.priority is None or t.priority.p_first is None)
    return Unseen(lost, 1 - sum(ranked)) if ranked and lost else None


def measure_first(analysis: Analysis) -> Unseen | None:
    """Those without a rank, where together they are likelier to be first than any that has one: then the advice is to
    measure them, and the verdict about the others only says how these stand among themselves. The whole file counts,
    whatever the filters show. None where a repair comes first, and where no chance may be told."""
    found = unseen(analysis)
    if found is None or not analysis.verdict.keys or not ranges_known(analysis.touchpoints):
        return None
    likeliest = max(t.priority.p_first or 0.0 for t in analysis.touchpoints if t.priority)
    return found if found.chance > likeliest else None


def lacking(touchpoints: Sequence[TouchpointResult]) -> tuple[Message, ...]:
    """What each of ``touchpoints`` lacks: how many meet it, how many of them buy, how satisfied they are."""
    found = [{m.key.split(".")[1] for m in t.priority.unmeasured} if t.priority else set() for t in touchpoints]
    return tuple(Message(f"lacks.{kind}") for kind in _KINDS if found and all(kind in one for one in found))
