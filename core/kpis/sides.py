"""Two sides of a comparison, KPI by KPI: for the whole, each phase and each touchpoint."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from core.kpis.change import compare
from core.kpis.ledger import Ledger, ledgers
from core.kpis.specs import specs
from core.model import Change, Comparison, Kpi, Moved, Placement, Settings
from core.model.compare import ChangeWord, Scope
from core.stats.multiple import holm, p_value
from core.stats.sheet import Sheet, sheet

_NOT_COMPARED = ("part", "clv", "churn")  # parts of a whole and yearly values; churn is retention turned round
_BEFORE, _AFTER, _BETWEEN = "before", "after", "\x1f"
_ORDER: Mapping[Scope, int] = {"whole": 0, "phase": 1, "touchpoint": 2}


@dataclass(frozen=True)
class Ground:
    """What is compared: all ``rows`` of the touchpoints that are shown, before any choice of periods or segments;
    where each touchpoint stands, and the user's choices. ``grain``: into what the dates are gathered."""

    rows: pd.DataFrame
    placements: Mapping[str, Placement]
    settings: Settings
    grain: str | None

    def chosen(self, *, periods: bool = True, segments: bool = True) -> pd.DataFrame:
        """The rows of the chosen periods and segments, or of all."""
        rows = self.rows
        for column, wished in (("period", periods and self.settings.periods), ("segment", segments and self._segments)):
            if wished and column in rows:
                rows = rows[rows[column].isin(wished)]
        return rows

    @cached_property
    def whole(self) -> Sheet:
        """All rows, of which each thing is worked out once."""
        return sheet(self.rows)

    def sheet(self, rows: pd.DataFrame) -> Sheet:
        """``rows`` as a sheet; all of them are always the same one."""
        return self.whole if rows is self.rows else sheet(rows)

    @property
    def _segments(self) -> tuple[str, ...]:
        return self.settings.segments


def moved(ground: Ground, before: pd.DataFrame, after: pd.DataFrame, *, scopes: Sequence[Scope]) -> tuple[Moved, ...]:
    """Every KPI that both sides know, clear changes first within each scope."""
    rows, whole = sheet(pd.concat([before, after], ignore_index=True)), ground.whole
    side = pd.Series([_BEFORE] * len(before) + [_AFTER] * len(after), dtype="str")
    found = [m for scope in scopes for m in _of_scope(ground, (rows, whole), side, scope)]
    return tuple(sorted(found, key=_clear_first))


def moved_in_time(
    ground: Ground, before: pd.DataFrame, after: pd.DataFrame, *, scopes: Sequence[Scope]
) -> tuple[Moved, ...]:
    """The same for two stretches of time. The exits of a log are not compared there: the closer its end, the more
    customers have only not come back yet, so that they would always seem to rise."""
    found = moved(ground, before, after, scopes=scopes)
    logged = any("grain" in side and (side["grain"] == "interactions").any() for side in (before, after))
    return tuple(one for one in found if not (logged and one.kpi == "exit_rate"))


def _of_scope(ground: Ground, of: tuple[Sheet, Sheet], side: "pd.Series[str]", scope: Scope) -> Iterable[Moved]:
    rows, whole = of
    by = side if scope == "whole" else side + _BETWEEN + _keys(ground, rows, scope)
    told = ledgers(rows, by, assumptions=ground.settings.assumptions, total=whole)
    keys = [None] if scope == "whole" else sorted(k.partition(_BETWEEN)[2] for k in told if k.startswith(_BEFORE))
    for key in keys:
        ends = (f"{name}{_BETWEEN}{key}" if key is not None else name for name in (_BEFORE, _AFTER))
        one, other = (told.get(name) for name in ends)
        if one is not None and other is not None:
            yield from _between(one, other, scope, key)


def _keys(ground: Ground, rows: Sheet, scope: Scope) -> "pd.Series[str]":
    if scope == "touchpoint":
        return rows.rows["touchpoint"].astype("str")
    return rows.rows["touchpoint"].map({key: p.phase for key, p in ground.placements.items()}).astype("str")


def _between(before: Ledger, after: Ledger, scope: Scope, key: str | None) -> Iterable[Moved]:
    for kpi, spec in specs().items():
        change = Change(None) if spec.kind in _NOT_COMPARED else compare(before[kpi], after[kpi])
        if change.value is not None:
            yield judged(kpi, scope, key, before[kpi], after[kpi], change)


def judged(kpi: str, scope: Scope, key: str | None, before: Kpi, after: Kpi, change: Change) -> Moved:
    """A change with whether it is one for the better; None unless it is clear."""
    return Moved(kpi, scope, key, before, after, change, better=is_better(kpi, change.word))


def is_better(kpi: str, word: ChangeWord | None) -> bool | None:
    """Whether a clear change is one for the better."""
    return (word == "up") == (specs()[kpi].better == "high") if word in ("up", "down") else None


def _clear_first(one: Moved) -> tuple[int, bool, float]:
    return _ORDER[one.scope], one.better is None, -clearness(one.change)


def clearness(change: Change) -> float:
    """How far from 0 a change lies, in half-widths of its interval; 0 where there is none."""
    if change.value is None or change.low is None or change.high is None:
        return 0.0
    half = change.value - change.low if change.value > 0 else change.high - change.value
    return abs(change.value) / half if half > 0 else 0.0


def tests(found: Iterable[Moved]) -> int:
    """How many of the changes have an interval, so that chance had that many tries."""
    return sum(1 for one in found if one.change.word is not None)


def corrected(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """The same with words only where the change stands among all of them (Holm's correction)."""
    every = [one for comparison in comparisons for one in comparison.moved if one.change.word is not None]
    stands = dict(zip(map(id, every), holm([_p(one.change) for one in every]), strict=True))
    kept = [tuple(sorted((_kept(m, stands) for m in c.moved), key=_clear_first)) for c in comparisons]
    return tuple(
        replace(c, moved=found, tests=len(every), holm=True) for c, found in zip(comparisons, kept, strict=True)
    )


def standing(found: Comparison) -> tuple[Moved, ...]:
    """The clear changes that stand when all comparisons are looked at together."""
    return tuple(m for m in corrected([found])[0].moved if m.better is not None)


def _p(change: Change) -> float:
    if change.value is None or change.low is None or change.high is None:
        return 1.0
    return p_value(change.value, change.low, change.high)


def _kept(one: Moved, stands: Mapping[int, bool]) -> Moved:
    if stands.get(id(one), True):
        return one
    return replace(one, change=replace(one.change, word="no clear change"), better=None)
