"""File against file: last month's workbook and this month's, also where one is a reopened report."""

import datetime as dt
from typing import Any

import pandas as pd

from core.kpis.calendar import Calendar, within
from core.kpis.coming import coming
from core.kpis.sides import Ground, moved_in_time, tests
from core.model import Comparison, Message, Side, Stretch
from core.model.compare import Scope

_SCOPES: tuple[Scope, ...] = ("whole", "phase", "touchpoint")
_DAY = dt.timedelta(days=1)


def files(ground: Ground, rows: pd.DataFrame) -> Comparison | Message:
    """The last two files, the older first: by their last dates, else in the order of the upload.

    Files without dates are compared as they stand, and it is said that nobody knows whether they are equally long.
    """
    names = list(dict.fromkeys(rows["file"].dropna())) if "file" in rows else []
    if len(names) < 2:
        return Message("compare.one-file")
    every = {name: rows[rows["file"] == name] for name in names}
    last = {name: _last(part) for name, part in every.items()}
    ordered = sorted(names, key=lambda name: last[name]) if all(pd.notna(day) for day in last.values()) else names
    old, new = ordered[-2:]
    notes = [Message("compare.more-files", {"n": len(names) - 2})] if len(names) > 2 else []
    return _between(ground, old, new, every[old], every[new], notes)


def _last(rows: pd.DataFrame) -> Any:
    """The latest date, NaT without any."""
    return rows["date"].max() if "date" in rows else pd.NaT


def _between(
    ground: Ground, old: str, new: str, before: pd.DataFrame, after: pd.DataFrame, notes: list[Message]
) -> Comparison | Message:
    seen = coming(before, after, whole=True)
    stretches = _stretches(before, after, ground.grain)
    if stretches is None:
        notes = [*notes, Message("compare.files-undated")]
    else:
        notes = [*notes, *_overlap(before, after)]
        before, after = (side[within(side, s)] for side, s in zip((before, after), stretches, strict=True))
    found = moved_in_time(ground, before, after, scopes=_SCOPES)
    if not found:
        return Message("compare.files-differ", {"old": old, "new": new})
    then, now = stretches or (None, None)
    return Comparison(
        "files",
        Side(len(before), name=old, stretch=then),
        Side(len(after), name=new, stretch=now),
        found,
        tests=tests(found),
        new=seen.new,
        gone=seen.gone,
        rare=seen.rare,
        notes=tuple(notes),
    )


def _stretches(before: pd.DataFrame, after: pd.DataFrame, grain: str | None) -> tuple[Stretch, Stretch] | None:
    """Equally long stretches of the two files; None where one has no dates.

    The time that only the newer file covers, with the period before it, else with as much at the end of the older
    file; without any newer time, what both cover.
    """
    both = Calendar.of(pd.concat([before, after]), grain)
    old, new = (Calendar.of(side, grain) for side in (before, after))
    if both is None or old is None or new is None:
        return None
    fresh = max(new.first, old.last + _DAY)
    if fresh > new.last:
        shared = Stretch(max(old.first, new.first), min(old.last, new.last))
        return (shared, shared) if shared.first <= shared.last else None
    period = both.at(fresh)
    earlier = both.before(period)
    if fresh == period.first and new.last <= period.last and within(before, earlier).any():
        now, then = both.aligned(period, earlier)
        return then, now
    return both.tails((old.first, old.last), (fresh, new.last))


def _overlap(before: pd.DataFrame, after: pd.DataFrame) -> list[Message]:
    """Rows of the same touchpoint and day in both files: everywhere else they count twice."""
    keys = ["touchpoint", "date", "segment"]
    twice = before[keys].drop_duplicates().merge(after[keys].drop_duplicates(), on=keys)
    return [Message("compare.files-overlap", {"n": len(twice)})] if len(twice) else []
