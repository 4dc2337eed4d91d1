"""Targets that single touchpoints have: the user's goals for them or their phase, and those of the file."""

from collections.abc import Iterable, Mapping

import numpy as np

from core.model import Goal, Settings
from core.priorities.basis import Basis
from core.stats.intervals import Floats


def own_goals(basis: Basis, settings: Settings, of_file: Iterable[Goal]) -> Mapping[str, Floats]:
    """KPI id -> the target of each touchpoint that has one of its own, else NaN.

    The user's goal for a touchpoint comes before that for its phase, and what she wants of the whole before what stands
    in the file.
    """
    asked = [goal for goal in settings.goals if goal.phase is not None or goal.touchpoint is not None]
    listed = [*(goal for goal in of_file if goal.kpi not in settings.aims), *sorted(asked, key=_narrow)]
    keys, found = np.array(basis.touchpoints.keys, dtype=object), dict[str, Floats]()
    for goal in listed:  # the last to write counts
        target = found.setdefault(goal.kpi, np.full(len(keys), np.nan))
        target[keys == goal.touchpoint if goal.touchpoint is not None else basis.phases == goal.phase] = goal.value
    return found


def _narrow(goal: Goal) -> bool:
    return goal.touchpoint is not None
