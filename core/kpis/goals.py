"""Which targets there are: the user's goals, the file's own target column, the stated defaults."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.kpis.ledger import Ledger
from core.kpis.specs import assumed, specs
from core.model import Goal, Issue, Settings
from core.stats.groups import column, group, moments, single
from core.stats.margins import margins
from core.stats.scales import SCORE_FIELDS
from core.tables import table

_RATES = ("conversion_rate", "resolution_rate", "lead_rate", "click_through_rate")
_NAMED_AT_MOST = 8
_THINNEST = 0.01


@dataclass(frozen=True, slots=True)
class FileGoals:
    """Goals from the file's target column, and the touchpoint keys whose target could mean several things."""

    goals: tuple[Goal, ...]
    unclear: tuple[str, ...]


def default_goals(rows: pd.DataFrame, settings: Settings) -> tuple[Goal, ...]:
    """The stated defaults for the whole business, where the user has not said otherwise: those of ``defaults.toml``,
    and for ROAS the break-even 1 / margin."""
    stated = {kpi: float(entry["value"]) for kpi, entry in table("defaults")["targets"].items()}
    margin = float(margins(rows, single(rows), assumed(settings.assumptions)["margin"])[0])
    stated["roas"] = 1 / max(margin, _THINNEST)
    return tuple(Goal(kpi, value) for kpi, value in stated.items() if kpi not in settings.aims)


def file_goals(rows: pd.DataFrame, told: Mapping[str, Ledger]) -> FileGoals:
    """What the target column means at each touchpoint (``told``: touchpoint key -> ledger).

    A bare number names no KPI. It is taken for the touchpoint's only measured score, else for its only measured rate,
    if its size is possible there: 0-1 or per cent for a share, of 5 or of 10 for a rating, -100 to
    100 for NPS. Anything else is unclear, and no goal.
    """
    touchpoints = group(rows["touchpoint"])
    wished = touchpoints.latest(column(rows, "target"), moments(rows))
    goals, unclear = [], []
    for i in np.flatnonzero(np.isfinite(wished)):
        key = touchpoints.keys[i]
        goal = _meant(key, float(wished[i]), told.get(key, {}))
        if goal is None:
            unclear.append(key)
        else:
            goals.append(goal)
    return FileGoals(tuple(goals), tuple(unclear))


def _meant(key: str, value: float, ledger: Ledger) -> Goal | None:
    for family in (tuple(SCORE_FIELDS), _RATES):
        measured = [kpi for kpi in family if kpi in ledger and ledger[kpi].value is not None]
        if measured:
            # Several of a family: a bare number could be for each of them.
            usual = None if len(measured) > 1 else _in_unit(measured[0], value)
            return None if usual is None else Goal(measured[0], usual, touchpoint=key)
    return None


def _in_unit(kpi: str, value: float) -> float | None:
    """A written target in the KPI's unit; None where no value of that KPI is this large or small."""
    if kpi == "nps":
        return value if abs(value) <= 100 else None
    if kpi == "rating":
        top = next((top for top in (5.0, 10.0) if value <= top), None)
        return 5 * value / top if top and value > 0 else None
    if 0 < value <= 1:
        return value
    return value / 100 if 1 < value <= 100 else None


def issues(settings: Settings, unclear: Sequence[str], names: Mapping[str, str]) -> Iterator[Issue]:
    """Targets that are not used, and goals for what nobody knows."""
    if unclear:
        shown = [names.get(key, key) for key in unclear]
        more = ("…",) if len(shown) > _NAMED_AT_MOST else ()
        values = {"n": len(shown), "touchpoints": (*shown[:_NAMED_AT_MOST], *more)}
        yield Issue("warning", "target-unclear", values=values)
    strange = tuple(dict.fromkeys(goal.kpi for goal in settings.goals if goal.kpi not in specs()))
    if strange:
        yield Issue("warning", "goal-unknown", values={"n": len(strange), "kpis": strange})
