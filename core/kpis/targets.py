"""Goals against what the file says: reached, on track, behind, too early, too few answers, not measurable."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from core.kpis import goals
from core.kpis.calendar import Calendar
from core.kpis.judging import Source, judge
from core.kpis.ledger import Ledger, ledgers
from core.kpis.sides import Ground
from core.kpis.specs import specs
from core.model import Goal, Issue, Kpi, Message, Target
from core.model.compare import Scope
from core.tables import table

_BETWEEN = "\x1f"
Place = tuple[Scope, str | None]


@dataclass(frozen=True, slots=True)
class Told:
    """The ledgers of the chosen rows: of the whole, by phase and by touchpoint."""

    whole: Ledger
    phases: Mapping[str, Ledger]
    touchpoints: Mapping[str, Ledger]

    def kpi(self, goal: Goal) -> Kpi:
        """What a goal is about; unknown where the file has no such phase or touchpoint."""
        place = _place(goal)
        kinds: Mapping[Scope, Mapping[str, Ledger]] = {"phase": self.phases, "touchpoint": self.touchpoints}
        ledger = self.whole if place[0] == "whole" else kinds[place[0]].get(place[1] or "", {})
        return ledger.get(goal.kpi) or Kpi(goal.kpi, None, specs()[goal.kpi].unit, reason=Message("target.no-place"))


def targets(
    ground: Ground, told: Told, *, names: Mapping[str, str], headers: Iterable[str] = ()
) -> tuple[tuple[Target, ...], tuple[Issue, ...]]:
    """Every target and where the file stands, as of its last date: the user's goals, then those of the file's target
    column, then the stated defaults of what is measured; and what could not be used.

    ``names``: touchpoint key -> name as shown; ``headers``: of the file's target columns.
    """
    rows = ground.chosen()
    of_file = goals.file_goals(rows, told.touchpoints, headers=headers)
    listed = [*_listed(ground, rows, told, of_file.goals)]
    calendar = Calendar.of(rows, ground.grain)
    histories = _histories(ground, rows, {_place(goal) for goal, _ in listed})
    found = tuple(
        judge(
            goal,
            told.kpi(goal),
            tuple((period, ledger[goal.kpi]) for period, ledger in histories.get(_place(goal), ())),
            calendar=calendar,
            source=source,
        )
        for goal, source in listed
    )
    return found, tuple(goals.issues(ground.settings, of_file.unclear, names))


def _listed(ground: Ground, rows: pd.DataFrame, told: Told, of_file: tuple[Goal, ...]) -> Iterator[tuple[Goal, Source]]:
    chosen = ground.settings
    own = [goal for goal in chosen.goals if goal.kpi in specs()]
    whole = {goal.kpi for goal in own if _place(goal)[0] == "whole"}
    own += [Goal(kpi, value) for kpi, value in chosen.targets.items() if kpi in specs() and kpi not in whole]
    yield from ((goal, "you") for goal in own)
    taken = {(goal.kpi, goal.touchpoint) for goal in own}
    yield from ((goal, "file") for goal in of_file if (goal.kpi, goal.touchpoint) not in taken)
    stated = goals.default_goals(rows, chosen)
    yield from ((goal, "default") for goal in stated if _tells(goal, told.whole[goal.kpi].value))


def _tells(default: Goal, measured: float | None) -> bool:
    """Whether a stated default says something of what is measured."""
    stated = default.kpi in table("defaults")["targets"]
    return measured is not None and not (stated and goals.default_target(default.kpi, measured) is None)


def _place(goal: Goal) -> Place:
    if goal.touchpoint is not None:
        return "touchpoint", goal.touchpoint
    return ("whole", None) if goal.phase is None else ("phase", goal.phase)


def _histories(ground: Ground, rows: pd.DataFrame, places: set[Place]) -> dict[Place, tuple[tuple[str, Ledger], ...]]:
    """Place -> ledger of each period, in order of time; only for the places that goals are about."""
    if "period" not in rows or not rows["period"].notna().any():
        return {}
    phases: dict[str, str] = {key: p.phase for key, p in ground.placements.items()}
    by: Mapping[Scope, pd.Series[str]] = {"phase": rows["touchpoint"].map(phases), "touchpoint": rows["touchpoint"]}
    found: dict[Place, tuple[tuple[str, Ledger], ...]] = {}
    for scope in {scope for scope, _ in places}:
        wished = {key for kind, key in places if kind == scope}
        mine = rows if scope == "whole" else rows[by[scope].isin(wished)]
        keys = "" if scope == "whole" else by[scope][mine.index].astype("str") + _BETWEEN
        of = ground.sheet(mine)
        told = ledgers(of, keys + mine["period"], assumptions=ground.settings.assumptions, total=ground.whole)
        for name, ledger in told.items():
            key, _, period = name.rpartition(_BETWEEN)
            place: Place = (scope, key or None)
            found[place] = (*found.get(place, ()), (period, ledger))
    return found
