"""The ranking's arrays as one ``Priority`` per touchpoint."""

from typing import Any

import numpy as np

from core.model import Message, Priority
from core.model.analysis import VerdictWord
from core.priorities.evidence import Contest, Evidence
from core.priorities.standing import Standing
from core.priorities.why import why
from core.priorities.words import action, main_parts, on_the_line

_FLOATS = ("score", "impact", "potential", "p_first", "p_top3", "holds")
_SURE = ("p_first", "p_top3", "holds", "rank_low", "rank_high")
_WHOLE = ("rank", "rank_low", "rank_high")


def unweighed_priorities(evidence: Evidence, contest: Contest) -> dict[str, Priority]:
    """Measured, but every measure that they have (or every criterion) has the weight 0: nothing to rank by."""
    nothing = np.zeros(len(contest.parts))
    return {
        evidence.field.keys[touchpoint]: Priority(
            None,
            None,
            parts=contest.told.parts(place, nothing, nothing, nothing),
            health=contest.told.health[place],
            why=Message("why.unweighed"),
            **contest.told.seen[place],
        )
        for place, touchpoint in enumerate(contest.everyone.kept.tolist())
    }


def ranked_priorities(
    evidence: Evidence, contest: Contest, stand: Standing, line: float | None, *, first: tuple[VerdictWord, list[int]]
) -> dict[str, Priority]:
    """Touchpoint key -> Priority, for those that are ranked; ``line``: from which impact on a touchpoint matters (None:
    nobody knows how much rides on any); ``first``: what may be said about first place."""
    word, leaders = first
    named = set(leaders)
    alone = len(stand.kept) == 1  # first of one is no place, and nothing to be sure of
    tied = {i: [j for j in leaders if j != i] for i in leaders}
    field, mains, numbers = evidence.field, main_parts(contest.parts, stand), _numbers(stand, _untold(evidence, alone))
    names = [field.names[i] for i in stand.kept.tolist()]
    stakes, losses = stand.stake.tolist(), (stand.stake * stand.shortfall).tolist()
    gains = contest.everyone.held.plain * stand.shortfall
    sides = list(zip(contest.parts.measure.tolist(), contest.parts.health.tolist(), strict=True))
    found = {}
    for place, touchpoint in enumerate(stand.kept.tolist()):
        rivals = [names[j] for j in tied.get(place, stand.tied[place])]
        impact = float(stand.impact[place])
        matters = line is None or impact >= line
        mine = contest.told.mine[place]
        found[field.keys[touchpoint]] = Priority(
            verdict=word if place in named and not alone else None,
            tied_with=tuple(rivals),
            worth=contest.worths[place][0],
            worth_unknown=contest.worths[place][1],
            action="fix" if place in named else action(contest.parts, contest.told.poor, mine, mains[place], matters),
            on_the_line=on_the_line(
                contest.parts, mains[place], field.volume, impact, impact if line is None else line
            ),
            why=why(sides, contest.told, place, losses, stakes),
            parts=contest.told.parts(place, stand.stake, stand.shortfall, gains),
            health=contest.told.health[place],
            **numbers[place],
            **contest.told.seen[place],
        )
    return found


def _untold(evidence: Evidence, alone: bool) -> tuple[str, ...]:
    """What is not said of the places: of a touchpoint ``alone`` how sure its place is, how much rides on them where
    nothing tells, and how an order stands up to other weights where these cannot change it."""
    impact = () if evidence.importance_known else ("impact",)
    return (*impact, *(_SURE if alone else () if evidence.weights_matter else ("holds",)))


def _numbers(stand: Standing, untold: tuple[str, ...]) -> list[dict[str, Any]]:
    """The figures of each place, without those that are ``untold``."""
    columns = [getattr(stand, name).tolist() for name in (*_FLOATS, *_WHOLE)]
    found = [dict(zip((*_FLOATS, *_WHOLE), values, strict=True)) for values in zip(*columns, strict=True)]
    return [{**numbers, **dict.fromkeys(untold)} for numbers in found]
