"""The one sentence that says why a touchpoint stands where it stands."""

from collections.abc import Sequence

from core.model import Message
from core.priorities.field import Told
from core.priorities.options import MEASURES
from core.priorities.parts import Parts

_EASY, _HARD = 0.75, 0.45
_SECOND = 0.25
_NEAR, _BEYOND = 0.95, 1.1


def why(parts: Parts, told: Told, place: int, losses: Sequence[float]) -> Message:
    """Reach, the part that matters most (and a second one, if it is below target and holds a quarter), which of the
    other measures are fine, effort."""
    mine = told.mine[place]
    ordered = sorted(mine, key=lambda i: (-losses[i], parts.health[i]))
    first = ordered[:1] + [i for i in ordered[1:2] if losses[i] > _SECOND * sum(losses[j] for j in mine)]
    clauses = [told.reach[place], *(told.clauses[i] for i in first), *_fine(parts, mine, first)]
    ease = told.seen[place]["ease"]
    if ease is not None:
        clauses.append(Message("why.easy" if ease > _EASY else "why.hard" if ease < _HARD else "why.some-work"))
    return Message(f"why.sentence-{len(clauses)}", dict(zip("abcde", clauses, strict=False)))


def _fine(parts: Parts, mine: Sequence[int], told: Sequence[int]) -> list[Message]:
    """Why a touchpoint that is far off on one measure may still have little potential: its other measures are close
    to their targets, or beyond them. A measure that is neither is not mentioned."""
    if len(mine) == len(told):
        return []
    rest = {int(parts.measure[i]) for i in mine} - {int(parts.measure[i]) for i in told}
    worst = {m: min(parts.health[i] for i in mine if parts.measure[i] == m) for m in sorted(rest)}
    fine = {m: health > _BEYOND for m, health in worst.items() if health >= _NEAR}
    if not fine:
        return []
    key = "beyond" if all(fine.values()) else "near" if not any(fine.values()) else "near-or-beyond"
    measures = tuple(Message(f"measure.{MEASURES[m]}") for m in fine)
    return [Message(f"why.{key}", {"n": len(measures), "measures": measures})]
