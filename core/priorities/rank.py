"""From evidence and weights to the fix-first list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import overload

import pandas as pd

from core.model import Placement, Priority, Settings, Verdict, Warning_
from core.priorities.assembly import ranked_priorities, unweighed_priorities
from core.priorities.evidence import Contest, Evidence, weigh
from core.priorities.options import Weights, weights
from core.priorities.standing import Standing, standing
from core.priorities.words import first_place, matters_from


@dataclass(frozen=True, slots=True)
class Ranking:
    """``priorities``: touchpoint key -> Priority, for every touchpoint; ``impact_line``: the impact that separates what
    matters from what few meet (see ``matters_from``; None: nothing is ranked, or nothing in the file tells
    how much rides on any of them)."""

    priorities: Mapping[str, Priority]
    verdict: Verdict
    impact_line: float | None
    warnings: tuple[Warning_, ...]


@overload
def rank(subject: Evidence, /, *, settings: Settings) -> Ranking: ...
@overload
def rank(
    subject: pd.DataFrame,
    placements: Mapping[str, Placement],
    names: Mapping[str, str],
    /,
    *,
    settings: Settings,
    currency: str | None = None,
) -> Ranking: ...
def rank(
    subject: Evidence | pd.DataFrame,
    placements: Mapping[str, Placement] | None = None,
    names: Mapping[str, str] | None = None,
    /,
    *,
    settings: Settings,
    currency: str | None = None,
) -> Ranking:
    """The touchpoints by what there is to win at each, and how sure that is; of the settings only the weights count.

    Expected gain under the posterior, its parts as ``Priority`` explains; the same rows in any order give the same
    ranking. A ready-made rate without its counts takes part like a sample of ``given_n`` answers, and is never called
    poor. The verdict names nobody where every measured part reaches its target. Where the weights leave nothing to
    rank by, nothing is ranked. Rows in the place of evidence are weighed first.
    """
    if isinstance(subject, Evidence):
        return _ranked(subject, weights(settings))
    evidence = weigh(subject, placements or {}, names or {}, settings=settings, currency=currency)
    return _ranked(evidence, weights(settings))


def _ranked(evidence: Evidence, chosen: Weights) -> Ranking:
    contest, rest, warnings = evidence.contest, dict(evidence.unranked), evidence.warnings
    if contest is None:
        return Ranking(rest, _no_ranking(rest), None, warnings)
    stand = _stand(contest, chosen)
    if not stand.impact.any() or not chosen.exponents.any():
        return Ranking(rest | unweighed_priorities(evidence, contest), Verdict("not measured", ()), None, warnings)
    word, leaders = first_place(stand)
    line = matters_from(stand.impact, leaders) if evidence.importance_known else None
    found = rest | ranked_priorities(evidence, contest, stand, line, first=(word, leaders))
    places = tuple(evidence.field.keys[stand.kept[place]] for place in leaders)
    return Ranking(found, Verdict("alone" if len(stand.kept) == 1 else word, places), line, warnings)


def _stand(contest: Contest, chosen: Weights) -> Standing:
    drawn = (contest.everyone, contest.contenders)
    return standing(contest.parts, drawn, contest.possible, chosen, same=contest.same)


def _no_ranking(found: Mapping[str, Priority]) -> Verdict:
    few = tuple(key for key, priority in found.items() if priority.verdict == "too few")
    return Verdict("too few" if few else "not measured", few)
