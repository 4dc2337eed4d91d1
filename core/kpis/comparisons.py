"""Comparisons: with the period before, a year earlier, any two periods, before a change, the other segments, another
file."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from core.kpis.calendar import Calendar, within
from core.kpis.coming import coming
from core.kpis.effect import returned
from core.kpis.files import files
from core.kpis.sides import Ground, corrected, moved, moved_in_time, tests
from core.model import Comparison, Comparisons, Message, Side, Stretch
from core.model.compare import ComparisonKind, Scope

_SCOPES: tuple[Scope, ...] = ("whole", "phase", "touchpoint")
_SEGMENTS_AT_MOST = 12
Found = Comparison | Message


def comparisons(ground: Ground) -> Comparisons:
    """Everything that can be compared, and for each kind that cannot: why, and which column would allow it.

    A chosen period is compared with the one before it; without a choice it is the last one.
    """
    rows = ground.chosen(periods=False)
    calendar = Calendar.of(rows, ground.grain)
    change = _change(ground, rows, calendar)
    segments = _segments(ground)
    found: dict[ComparisonKind, Found] = {
        "period": _earlier(ground, rows, calendar, kind="period"),
        "year": _earlier(ground, rows, calendar, kind="year"),
        **_picked(ground, rows, calendar),
        "change": change,
        "files": files(ground, rows),
    }
    known = {kind: one for kind, one in found.items() if isinstance(one, Comparison)}
    silent = {str(kind): one for kind, one in found.items() if isinstance(one, Message)}
    if isinstance(segments, Message):
        silent["segment"] = segments
    unlock = {kind: _COLUMN[why.key] for kind, why in silent.items() if why.key in _COLUMN}
    return Comparisons(
        **known,
        returned=returned(ground, change, calendar) if isinstance(change, Comparison) and calendar else None,
        segments=() if isinstance(segments, Message) else segments,
        silent=silent,
        unlock=unlock,
    )


_COLUMN = {"compare.no-dates": "date", "compare.no-segments": "segment"}


def _earlier(ground: Ground, rows: pd.DataFrame, calendar: Calendar | None, *, kind: ComparisonKind) -> Found:
    """The period in focus with the one before, or with the same one a year earlier."""
    if calendar is None:
        return Message("compare.no-dates")
    now = _focus(ground, calendar)
    then = calendar.before(now) if kind == "period" else calendar.year_before(now)
    if then is None:
        return Message("compare.no-year-of-it")
    if then.label is None:
        key = "compare.no-period-before" if kind == "period" else "compare.no-year-before"
        return Message(key, {"period": now.label})
    over = calendar.is_over(now)
    after, before = calendar.aligned(now, then)
    return between(ground, rows, before, after, kind=kind, whole=calendar.whole, incomplete=not over)


def _picked(ground: Ground, rows: pd.DataFrame, calendar: Calendar | None) -> dict[ComparisonKind, Found]:
    """The two periods that the user chose, where the rows still have both."""
    chosen = ground.settings.compare_periods
    then, now = [calendar.labelled(label) for label in chosen] if calendar and chosen else (None, None)
    if calendar is None or then is None or now is None or then == now:
        return {}
    over = calendar.is_over(now)
    after, before = calendar.aligned(now, then)
    return {"picked": between(ground, rows, before, after, kind="picked", whole=calendar.whole, incomplete=not over)}


def _focus(ground: Ground, calendar: Calendar) -> Stretch:
    chosen = [calendar.labelled(label) for label in ground.settings.periods]
    known = [stretch for stretch in chosen if stretch is not None]
    return max(known, key=lambda stretch: stretch.first) if known else calendar.latest


def between(
    ground: Ground,
    rows: pd.DataFrame,
    then: Stretch,
    now: Stretch,
    *,
    kind: ComparisonKind,
    whole: bool,
    incomplete: bool = False,
    notes: Sequence[Message] = (),
) -> Found:
    """Two stretches of the same rows compared; ``whole``: a row of a table stands for a whole period."""
    before, after = rows[within(rows, then)], rows[within(rows, now)]
    if before.empty or after.empty:
        return Message("compare.one-side")
    found = moved_in_time(ground, before, after, scopes=_SCOPES)
    if not found:
        return Message("compare.nothing-measured")
    undated = int(rows["date"].isna().sum())
    told = [*notes, *([Message("compare.undated", {"n": undated})] if undated else [])]
    seen = coming(before, after, whole=whole and ground.grain != "day")  # a day without a row is soon met
    return Comparison(
        kind,
        Side(len(before), stretch=then),
        Side(len(after), stretch=now),
        found,
        incomplete=incomplete,
        tests=tests(found),
        new=seen.new,
        gone=seen.gone,
        rare=seen.rare,
        notes=tuple(told),
    )


def _change(ground: Ground, rows: pd.DataFrame, calendar: Calendar | None) -> Found:
    """Before with from the user's date on, at the touchpoint that was changed, else everywhere."""
    day, touchpoint = ground.settings.change_on, ground.settings.change_touchpoint
    if calendar is None:
        return Message("compare.no-dates")
    if day is None:
        return Message("compare.no-change-date")
    sides = calendar.around(day)
    if sides is None:
        return Message("compare.change-outside", {"day": day})
    if touchpoint in ground.placements:
        rows = rows[rows["touchpoint"] == touchpoint]
    return between(ground, rows, *sides, kind="change", whole=calendar.whole, notes=_mixed(calendar, day, *sides))


def _mixed(calendar: Calendar, day: dt.date, then: Stretch, now: Stretch) -> list[Message]:
    """What was left out: the period in which the change fell, where rows stand for whole periods."""
    if not calendar.whole or (now.first - then.last).days == 1:
        return []
    label = calendar.at(day).label
    return [Message("compare.mixed-period", {"period": label})] if label else []


def _segments(ground: Ground) -> tuple[Comparison, ...] | Message:
    """Each segment with the rest; of two only one, for the other is the same the other way round."""
    rows = ground.chosen(segments=False)
    rows = rows[rows["segment"].notna()] if "segment" in rows else rows.iloc[:0]
    often = rows["segment"].value_counts() if len(rows) else pd.Series(dtype="int64")
    if len(often) < 2:
        return Message("compare.no-segments")
    names = sorted(often.sort_index().sort_values(ascending=False, kind="stable").index[:_SEGMENTS_AT_MOST])
    wished = ground.settings.compare_segment
    names = ([wished] if wished in names else names[:1]) if len(often) == 2 else names
    found = [_segment(ground, rows, str(name)) for name in names]
    known = [one for one in found if one.moved]
    return corrected(known) if known else Message("compare.nothing-measured")


def _segment(ground: Ground, rows: pd.DataFrame, name: str) -> Comparison:
    mine = rows["segment"] == name
    rest = tuple(rows.loc[~mine, "segment"].unique())
    found = moved(ground, rows[~mine], rows[mine], scopes=("whole",))
    other = Side(int((~mine).sum()), name=str(rest[0]) if len(rest) == 1 else None)
    return replace(Comparison("segment", other, Side(int(mine.sum()), name=name), found), tests=tests(found))
