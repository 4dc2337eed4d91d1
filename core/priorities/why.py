"""The one sentence that says why a touchpoint stands where it stands."""

import math
from collections.abc import Sequence

import numpy as np

from core.model import Message
from core.priorities.options import MEASURES
from core.priorities.parts import Parts
from core.stats.intervals import Floats

_EASY, _HARD = 0.75, 0.45
_SECOND = 0.25


def why(parts: Parts, mine: Sequence[int], losses: Floats, reach: Message, ease: float | None) -> Message:
    """Reach, the part that matters most (and a second one, if it is below target and holds a quarter), what else is
    measured and holds little, effort."""
    ordered = sorted(mine, key=lambda i: -losses[i])
    told = ordered[:1] + [
        i for i in ordered[1:2] if losses[i] >= _SECOND * sum(losses[j] for j in mine) and parts.below(i)
    ]
    clauses = [reach, *(clause(parts, i) for i in told), *_near(parts, [i for i in ordered if i not in told], told)]
    if ease is not None:
        clauses.append(Message("why.easy" if ease > _EASY else "why.hard" if ease < _HARD else "why.some-work"))
    return Message(f"why.sentence-{len(clauses)}", dict(zip("abcde", clauses, strict=False)))


def _near(parts: Parts, rest: Sequence[int], told: Sequence[int]) -> list[Message]:
    """Why a touchpoint that is far off on one measure may still have little potential: its other measures are fine."""
    named = {int(parts.measure[i]) for i in told}
    others = [MEASURES[m] for m in dict.fromkeys(int(parts.measure[i]) for i in rest) if m not in named]
    measures = tuple(Message(f"measure.{m}") for m in others)
    return [Message("why.near", {"n": len(measures), "measures": measures})] if measures else []


def clause(parts: Parts, i: int) -> Message:
    """One measured part against its target, with its counts where they are known."""
    kpi, value, n = str(parts.kpi[i]), float(parts.value[i]), float(parts.n[i])
    values = {"value": value, "target": float(parts.target[i])}
    if math.isfinite(n) and kpi in ("csat", "ces", "conversion_rate", "resolution_rate"):
        return Message(f"why.{kpi}-counted", {**values, "x": value * n, "n": n})
    if kpi == "cost_per_conversion" and not math.isfinite(value):
        return Message("why.cost-without-conversion", values)
    return Message(f"why.{kpi}", values)


def reach_clause(base: str | None, share: float) -> Message:
    """How many meet it, in the base that the file counts."""
    return Message("why.reach-unknown") if base is None else Message(f"why.reach-{base}", {"share": share})


def too_few(parts: Parts, needed: int) -> Message:
    """What is known of a touchpoint that cannot be ranked, and about how many would do."""
    nearest = int(np.argmin(parts.wanting))
    key = "why.too-few-visits" if parts.kpi[nearest] == "conversion_rate" else "why.too-few-answers"
    return Message(key, {"part": clause(parts, nearest), "n": needed})
