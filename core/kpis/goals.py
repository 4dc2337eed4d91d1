"""Which targets there are: the user's goals, the file's own target column, the stated defaults."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.kpis.specs import assumed, specs
from core.model import Goal, Issue, Kpi, Settings
from core.stats.groups import column, group, moments, single
from core.stats.margins import margins
from core.stats.scales import SCORE_FIELDS
from core.tables import table

_RATES = ("conversion_rate", "resolution_rate", "lead_rate", "click_through_rate")
_NAMED_AT_MOST = 8
_THINNEST = 0.01
_NEARER = 3.0


@dataclass(frozen=True, slots=True)
class FileGoals:
    """Goals from the file's target column, and the touchpoint keys whose target could mean several things."""

    goals: tuple[Goal, ...]
    unclear: tuple[str, ...]


def default_target(kpi: str, measured: float | None = None) -> float | None:
    """The stated target of a KPI in its unit; None where there is none, or where it says nothing of a value as small as
    ``measured``."""
    entry = table("defaults")["targets"].get(kpi, {})
    beside = measured is not None and measured < entry.get("from", -np.inf)
    return None if beside or not entry else float(entry["value"])


def default_goals(rows: pd.DataFrame, settings: Settings) -> tuple[Goal, ...]:
    """The stated defaults for the whole business, where the user has not said otherwise: those of ``defaults.toml``,
    and for ROAS the break-even 1 / margin."""
    stated = {kpi: float(entry["value"]) for kpi, entry in table("defaults")["targets"].items()}
    margin = float(margins(rows, single(rows), assumed(settings.assumptions)["margin"])[0])
    stated["roas"] = 1 / max(margin, _THINNEST)
    return tuple(Goal(kpi, value) for kpi, value in stated.items() if kpi not in settings.aims)


def file_goals(rows: pd.DataFrame, told: Mapping[str, Mapping[str, Kpi]], *, headers: Iterable[str] = ()) -> FileGoals:
    """What the target column means at each touchpoint (``told``: touchpoint key -> ledger).

    Its KPI is the one that the column's ``headers`` name. A bare number names none: it is taken for the touchpoint's
    only measured score, else for its only measured rate. Its size must be possible there (0-1 or per cent for a share,
    1 to 5 or 10 for a rating, -100 to 100 for NPS); one that cannot be a score's is the rate's, and so is one that
    could be both, but lies several times nearer to the rate (in odds): nobody strives for 3 % satisfied. Anything else
    is unclear, and no goal.
    """
    named = _named(headers)
    touchpoints = group(rows["touchpoint"])
    wished = touchpoints.latest(column(rows, "target"), moments(rows))
    goals, unclear = [], []
    for i in np.flatnonzero(np.isfinite(wished)):
        key = touchpoints.keys[i]
        goal = _meant(key, float(wished[i]), told.get(key, {}), named)
        if goal is None:
            unclear.append(key)
        else:
            goals.append(goal)
    return FileGoals(tuple(goals), tuple(unclear))


def _named(headers: Iterable[str]) -> tuple[str, ...]:
    """The one KPI that the headers of target columns name, or all scores; empty where they name none, or several."""
    words: Mapping[str, Sequence[str]] = table("goal_words")
    found = {kpi for header in headers for kpi, parts in words.items() if any(p in header.lower() for p in parts)}
    found = found - {"satisfaction"} or found
    one = found.pop() if len(found) == 1 else None
    return tuple(SCORE_FIELDS) if one == "satisfaction" else (one,) if one else ()


def _meant(key: str, value: float, ledger: Mapping[str, Kpi], named: tuple[str, ...]) -> Goal | None:
    """Several of a family could each be meant by a bare number: then none is."""
    families = [named] if named else [tuple(SCORE_FIELDS), _RATES]
    measured = [[kpi for kpi in family if kpi in ledger and ledger[kpi].value is not None] for family in families]
    found = [kpis[0] for kpis in measured if len(kpis) == 1]
    if len(found) == len(families) == 2 and _nearer(value, ledger, than=found[0], to=found[1]):
        return Goal(found[1], _in_unit(found[1], value) or 0.0, touchpoint=key)
    for kpis in (kpis for kpis in measured if kpis):
        usual = _in_unit(kpis[0], value) if len(kpis) == 1 else None
        if usual is not None or len(kpis) > 1:
            return None if usual is None else Goal(kpis[0], usual, touchpoint=key)
    return None


def _nearer(value: float, ledger: Mapping[str, Kpi], *, than: str, to: str) -> bool:
    """Whether a number is several times as near to what is measured of one share as of another."""
    away = []
    for kpi in (than, to):
        meant, seen = _in_unit(kpi, value), ledger[kpi].value
        if specs()[kpi].unit != "share" or meant is None or seen is None or not (0 < meant < 1 and 0 < seen < 1):
            return False
        away.append(abs(np.log(meant / (1 - meant)) - np.log(seen / (1 - seen))))
    return bool(away[1] * _NEARER < away[0])


def _in_unit(kpi: str, value: float) -> float | None:
    """A written target in the KPI's unit; None where no value of that KPI is this large or small."""
    if kpi == "nps":
        return value if value == 0 or 1 <= abs(value) <= 100 else None
    if kpi == "rating":
        top = next((top for top in (5.0, 10.0) if value <= top), None)
        return 5 * value / top if top and value >= 1 else None
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
