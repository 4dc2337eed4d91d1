"""From rows to the fix-first list."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.model import Placement, Priority, Settings, Verdict, Warning_
from core.priorities.assembly import Field, ranked_priorities, unranked_priority, unweighed_priority
from core.priorities.evidence import gather
from core.priorities.options import options
from core.priorities.parts import joined
from core.priorities.rates import cost, response
from core.priorities.shares import conversion, resolution, satisfaction
from core.priorities.signals import signals
from core.priorities.standing import Standing, standing
from core.priorities.volume import ease, filled_ease, volume
from core.priorities.why import uncompared
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
    poor. The verdict names nobody where every measured part reaches its target. Where the weights leave nothing to
    rank by, nothing is ranked.
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
    if not stand.impact.any() or not field.evidence.options.exponents.any():
        nothing = {keys[i]: unweighed_priority(field, int(i)) for i in enough}
        return Ranking(found | nothing, Verdict("not measured", ()), None, warnings)
    line = float(np.median(stand.impact))
    found |= ranked_priorities(field, ranked, stand, line, currency)
    return Ranking(found, _verdict(stand, keys), line, warnings)


def _field(
    rows: pd.DataFrame, placements: Mapping[str, Placement], names: Mapping[str, str], settings: Settings
) -> Field:
    keys = sorted({*names, *rows["touchpoint"].dropna().astype(str)})
    codes = pd.Categorical(rows["touchpoint"], categories=keys).codes.astype(np.int64)
    touchpoints = Groups(tuple(keys), codes)
    phases = np.array([placements[k].phase if k in placements else "unknown" for k in keys], dtype=object)
    evidence = gather(rows, touchpoints, phases, options(settings))
    converting = conversion(evidence)
    some = (converting.where(np.flatnonzero(np.isfinite(converting.target))), resolution(evidence), response(evidence))
    parts = joined([*satisfaction(evidence), *some, *cost(evidence)])
    reach = volume(rows, touchpoints, phases.tolist(), table("defaults")["aggregation"]["reach"])
    easy = ease(touchpoints.latest(column(rows, "effort"), moments(rows)))
    shown = tuple(names.get(k, k) for k in keys)
    return Field(tuple(keys), shown, evidence, reach, easy, parts, uncompared(converting))


def _no_ranking(found: Mapping[str, Priority]) -> Verdict:
    few = tuple(key for key, priority in found.items() if priority.verdict == "too few")
    return Verdict("too few" if few else "not measured", few)


def _verdict(stand: Standing, keys: tuple[str, ...]) -> Verdict:
    word, places = first_place(stand)
    return Verdict(word, tuple(keys[stand.kept[place]] for place in places))
