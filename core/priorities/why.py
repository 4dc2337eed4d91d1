"""The one sentence that says why a touchpoint stands where it stands."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from core.model import Message
from core.priorities.options import MEASURES
from core.priorities.parts import Parts
from core.stats.intervals import Floats

_EASY, _HARD = 0.75, 0.45
_SECOND = 0.25
_NEAR, _BEYOND = 0.95, 1.1
_OWN_WORDS = ("conversion_rate", "conversion_rate-counted", "cost_per_conversion", "cost-without-conversion", "roas")


def why(
    parts: Parts,
    mine: Sequence[int],
    losses: Floats,
    reach: Message,
    ease: float | None,
    targets: Mapping[str, float],
) -> Message:
    """Reach, the part that matters most (and a second one, if it is below target and holds a quarter), which of the
    other measures are fine, effort. ``targets``: KPI id -> target, absent where it is what the phase achieves."""
    ordered = sorted(mine, key=lambda i: (-losses[i], parts.health[i]))
    told = ordered[:1] + [i for i in ordered[1:2] if losses[i] > _SECOND * sum(losses[j] for j in mine)]
    clauses = [reach, *(clause(parts, i, targets) for i in told), *_fine(parts, mine, told)]
    if ease is not None:
        clauses.append(Message("why.easy" if ease > _EASY else "why.hard" if ease < _HARD else "why.some-work"))
    return Message(f"why.sentence-{len(clauses)}", dict(zip("abcde", clauses, strict=False)))


def _fine(parts: Parts, mine: Sequence[int], told: Sequence[int]) -> list[Message]:
    """Why a touchpoint that is far off on one measure may still have little potential: its other measures are close
    to their targets, or beyond them. A measure that is neither is not mentioned."""
    rest = {int(parts.measure[i]) for i in mine} - {int(parts.measure[i]) for i in told}
    worst = {m: min(parts.health[i] for i in mine if parts.measure[i] == m) for m in sorted(rest)}
    fine = {m: health > _BEYOND for m, health in worst.items() if health >= _NEAR}
    if not fine:
        return []
    key = "beyond" if all(fine.values()) else "near" if not any(fine.values()) else "near-or-beyond"
    measures = tuple(Message(f"measure.{MEASURES[m]}") for m in fine)
    return [Message(f"why.{key}", {"n": len(measures), "measures": measures})]


def clause(parts: Parts, i: int, targets: Mapping[str, float]) -> Message:
    """One measured part against its target, with its counts where they are known."""
    kpi, value, n = str(parts.kpi[i]), float(parts.value[i]), float(parts.n[i])
    values, key = {"value": value, "target": float(parts.target[i])}, kpi
    if math.isfinite(n) and kpi in ("csat", "ces", "conversion_rate", "resolution_rate"):
        values, key = {**values, "x": value * n, "n": n}, f"{kpi}-counted"
    elif kpi == "cost_per_conversion" and not math.isfinite(value):
        key = "cost-without-conversion"
    return Message(f"why.{key}-target" if kpi in targets and key in _OWN_WORDS else f"why.{key}", values)


def reach_clause(base: str | None, share: float) -> Message:
    """How many meet it, in the base that the file counts."""
    return Message("why.reach-unknown") if base is None else Message(f"why.reach-{base}", {"share": share})


def uncompared(conversion: Parts) -> dict[int, Message]:
    """Touchpoint -> why its conversion has no target: nobody else in its phase counts it, or nobody has made one."""
    return {
        int(conversion.touchpoint[i]): _uncompared(conversion, int(i))
        for i in np.flatnonzero(np.isnan(conversion.target))
    }


def _uncompared(conversion: Parts, i: int) -> Message:
    value, n = float(conversion.value[i]), float(conversion.n[i])
    if math.isfinite(n):
        return Message("why.uncompared-counted", {"x": value * n, "n": n})
    return Message("why.uncompared", {"value": value})


def too_few(parts: Parts, needed: int, targets: Mapping[str, float]) -> Message:
    """What is known of a touchpoint that cannot be ranked, and about how many would do."""
    nearest = int(np.argmin(parts.wanting))
    key = "why.too-few-visits" if parts.kpi[nearest] == "conversion_rate" else "why.too-few-answers"
    return Message(key, {"part": clause(parts, nearest, targets), "n": needed})
