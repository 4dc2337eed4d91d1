"""The one sentence that says why a touchpoint stands where it stands."""

from collections.abc import Sequence

from core.model import Message
from core.priorities.field import Told
from core.priorities.options import MEASURES

_EASY, _HARD = 0.75, 0.45
_SECOND = 0.25
_NEAR, _BEYOND = 0.95, 1.1
_AT_TARGET = 1 - 1e-9  # a pooled rate is not exactly itself after a division


def why(
    sides: Sequence[tuple[int, float]], told: Told, place: int, losses: Sequence[float], stakes: Sequence[float]
) -> Message:
    """Reach, the part below target that matters most (and a second one, if it holds a quarter), which of the other
    measures are fine (beside a part below target those with a quarter of the stake, by their figures, for they lower
    the potential), effort. ``sides``: measure and health of every part. What may miss its target by chance is no
    reason; where all that misses may, the weakest figure is named as just that."""
    mine, ease = told.mine[place], told.seen[place]["ease"]
    short = [i for i in mine if sides[i][1] < _AT_TARGET]
    clear = [i for i in short if not told.unclear[i]]
    ordered = sorted(clear or mine, key=lambda i: (-losses[i], sides[i][1]))
    first = ordered[:1] + [i for i in clear and ordered[1:2] if losses[i] > _SECOND * sum(losses[j] for j in mine)]
    good = _favour(sides, told, mine, first, stakes) if clear else []
    fine = good or _fine([sides[i] for i in mine], [sides[i][0] for i in first])
    if open_ := bool(short) and not clear:
        first, fine = [min(short, key=lambda i: sides[i][1])], []
    clauses = [told.reach[place], *(told.clauses[i] for i in first), *fine]
    key = "why.open" if open_ else f"why.sentence-{len(clauses)}"
    if ease is not None:
        key = f"{key}-ended"
        clauses.append(Message("why.easy" if ease > _EASY else "why.hard" if ease < _HARD else "why.some-work"))
    return Message(key, dict(zip("abcde", clauses, strict=False)))


def _favour(
    sides: Sequence[tuple[int, float]], told: Told, mine: Sequence[int], first: Sequence[int], stakes: Sequence[float]
) -> list[Message]:
    """What counts in favour of a touchpoint that falls short elsewhere: the weakest figure of each other measure that
    reaches its target, where much hangs on it."""
    said, much = {sides[i][0] for i in first}, _SECOND * sum(stakes[i] for i in mine)
    measures = sorted({sides[i][0] for i in mine} - said)
    weakest = {m: min((i for i in mine if sides[i][0] == m), key=lambda i: sides[i][1]) for m in measures}
    held = {m: sum(stakes[i] for i in mine if sides[i][0] == m) for m in weakest}
    good = [i for m, i in weakest.items() if sides[i][1] >= _AT_TARGET and held[m] > much]
    return [Message("why.favour", {"parts": tuple(told.clauses[i] for i in good)})] if good else []


def _fine(mine: Sequence[tuple[int, float]], told: Sequence[int]) -> list[Message]:
    """Why a touchpoint that is far off on one measure may still have little potential: its other measures are close
    to their targets, or beyond them. A measure that is neither is not mentioned."""
    if len(mine) == len(told):
        return []
    rest = {measure for measure, _ in mine}.difference(told)
    worst = {m: min(health for measure, health in mine if measure == m) for m in sorted(rest)}
    fine = {m: health > _BEYOND for m, health in worst.items() if health >= _NEAR}
    if not fine:
        return []
    key = "beyond" if all(fine.values()) else "near" if not any(fine.values()) else "near-or-beyond"
    measures = tuple(Message(f"measure.{MEASURES[m]}") for m in fine)
    return [Message(f"why.{key}", {"n": len(measures), "measures": measures})]
