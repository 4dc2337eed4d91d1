"""From rows to the fix-first list."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.model import Placement, Priority, Settings, Verdict, Warning_
from core.priorities.assembly import Field, ranked_priorities, unranked_priority
from core.priorities.evidence import gather
from core.priorities.options import options
from core.priorities.parts import joined
from core.priorities.rates import cost, response
from core.priorities.shares import conversion, resolution, satisfaction
from core.priorities.signals import signals
from core.priorities.standing import Standing, standing
from core.priorities.volume import ease, filled_ease, volume
from core.priorities.words import first_place
from core.stats.groups import Groups, column, moments
from core.tables import table


@dataclass(frozen=True, slots=True)
class Ranking:
    """``priorities``: touchpoint key -> Priority, for every touchpoint; ``impact_line``: the median impact of the
    ranked ones, which separates what matters from what few meet (None: nothing is ranked)."""

    priorities: Mapping[str, Priority]
    verdict: Verdict
    impact_line: float | None
    warnings: tuple[Warning_, ...]


def rank(
    rows: pd.DataFrame,
    placements: Mapping[str, Placement],
    names: Mapping[str, str],
    *,
    settings: Settings,
    currency: str | None = None,
) -> Ranking:
    """The touchpoints of ``names`` (key -> name) by what there is to win at each, and how sure that is.

    Expected gain under the posterior, its parts as ``Priority`` explains; the same rows in any order give the same
    ranking. A ready-made rate without its counts takes part like a sample of ``given_n`` answers, and is never called
    poor. The verdict names nobody where every measured part reaches its target.
    """
    field = _field(rows, placements, names, settings)
    parts, keys = field.parts, field.keys
    enough = np.unique(parts.touchpoint[parts.wanting <= 0])
    rest = np.setdiff1d(np.arange(len(keys)), enough)
    found = {keys[i]: unranked_priority(field, int(i)) for i in rest}
    warnings = signals(field.evidence, parts, field.names)
    if not len(enough):
        return Ranking(found, _no_ranking(found), None, warnings)
    ranked = parts.where(np.flatnonzero(np.isin(parts.touchpoint, enough)))
    stand = standing(ranked, field.volume, keys, filled_ease(field.ease), field.evidence.options)
    line = float(np.median(stand.impact))
    found |= ranked_priorities(field, ranked, stand, line, currency)
    return Ranking(found, _verdict(found, stand, keys), line, warnings)


def _field(
    rows: pd.DataFrame, placements: Mapping[str, Placement], names: Mapping[str, str], settings: Settings
) -> Field:
    keys = sorted({*names, *rows["touchpoint"].dropna().astype(str)})
    codes = pd.Categorical(rows["touchpoint"], categories=keys).codes.astype(np.int64)
    touchpoints = Groups(tuple(keys), codes)
    phases = np.array([placements[k].phase if k in placements else "unknown" for k in keys], dtype=object)
    evidence = gather(rows, touchpoints, phases, options(settings))
    some = (conversion(evidence), resolution(evidence), response(evidence))
    parts = joined([*satisfaction(evidence), *some, *cost(evidence)])
    reach = volume(rows, touchpoints, phases.tolist(), table("defaults")["aggregation"]["reach"])
    easy = ease(touchpoints.latest(column(rows, "effort"), moments(rows)))
    return Field(tuple(keys), tuple(names.get(k, k) for k in keys), evidence, reach, easy, parts)


def _no_ranking(found: Mapping[str, Priority]) -> Verdict:
    few = tuple(key for key, priority in found.items() if priority.verdict == "too few")
    return Verdict("too few" if few else "not measured", few)


def _verdict(found: Mapping[str, Priority], stand: Standing, keys: tuple[str, ...]) -> Verdict:
    word, places = first_place(stand)
    named = [keys[stand.kept[place]] for place in places]
    fine = all(p.health is None or p.health >= 1 for p in found.values() if p.rank is not None)
    return Verdict(word, () if fine else tuple(named))
