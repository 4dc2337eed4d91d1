"""Which days the data covers, and stretches of time that may be compared: equally long, aligned to date."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import pandas as pd

from core.kpis.spans import first_day, number, numbers
from core.model import Stretch

_OF_A_YEAR = frozenset({"month", "quarter", "tertial", "half", "season"})
_DAY = dt.timedelta(days=1)
Span = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of a dataset whose dates are gathered into periods of one ``grain``.

    ``whole``: every date is the first day of its period, so that a row stands for a whole period; else a row stands
    for a day (or a week, where all are seven days apart). Rows of a log or survey, added up by period, reach to the
    last date among them. ``first`` and ``last``: the first and last day covered.
    ``labels``: first day of a period -> its label, for the periods that have rows.
    """

    grain: str
    whole: bool
    first: dt.date
    last: dt.date
    labels: Mapping[dt.date, str]

    @classmethod
    def of(cls, rows: pd.DataFrame, grain: str | None) -> Self | None:
        """The calendar of ``rows``; None without dates."""
        if grain is None or "date" not in rows:
            return None
        dated = rows[["date", "period"]].dropna().drop_duplicates()
        if dated.empty:
            return None
        days = pd.DatetimeIndex(dated["date"]).normalize()
        starts = [first_day(n, grain) for n in numbers(days.to_numpy(), grain).tolist()]
        whole = bool((days == pd.DatetimeIndex(starts)).all())
        labels = {start: str(p) for start, p in zip(starts, dated["period"], strict=True)}
        return cls(grain, whole, days.min().date(), _last(rows, _period(max(labels), grain), whole=whole), labels)

    def at(self, day: dt.date) -> Stretch:
        """The whole period in which ``day`` lies."""
        found = _period(day, self.grain)
        return replace(found, label=self.labels.get(found.first))

    @property
    def latest(self) -> Stretch:
        """The last period that has rows."""
        return self.at(max(self.labels))

    def labelled(self, label: str) -> Stretch | None:
        """The period of a label; None where no row has it."""
        return next((self.at(day) for day, name in self.labels.items() if name == label), None)

    def end_of(self, label: str) -> dt.date | None:
        """The last day of a period that the data covers."""
        found = self.labelled(label)
        return None if found is None else min(found.last, self.last)

    def before(self, period: Stretch) -> Stretch:
        """The period before; of seasons the last one that has rows, as few businesses count in all of them."""
        earlier = [day for day in self.labels if day < period.first] if self.grain == "season" else []
        return self.at(max(earlier, default=period.first - _DAY))

    def year_before(self, period: Stretch) -> Stretch | None:
        """The same period a year earlier: month, part of a year, ISO week or date of the same name; None where there is
        none."""
        day = period.first
        if self.grain in _OF_A_YEAR:
            months = pd.Timestamp(day) - pd.DateOffset(years=1)
            return self.at(months.date())
        try:
            if self.grain == "week":
                year, week, _ = day.isocalendar()
                return self.at(dt.date.fromisocalendar(year - 1, week, 1))
            return self.at(day.replace(year=day.year - 1)) if self.grain == "day" else None
        except ValueError:  # week 53, 29 February
            return None

    def is_over(self, period: Stretch) -> bool:
        """Whether the data covers ``period`` to its last day."""
        return self.last >= period.last

    def aligned(self, now: Stretch, then: Stretch) -> tuple[Stretch, Stretch]:
        """``now`` and ``then`` equally long: as whole periods, or, where ``now`` is not over, both cut to the same
        number of days from their start."""
        if self.is_over(now):
            return now, then
        days = min(length(Stretch(now.first, self.last)), length(then))
        return first_days(now, days), first_days(then, days)

    def around(self, day: dt.date) -> tuple[Stretch, Stretch] | None:
        """As much time before ``day`` as from it on, whole periods where rows stand for periods (the one in which
        ``day`` falls belongs to neither side, unless it begins with it); None where one side would be empty."""
        return self._periods_around(day) if self.whole else self._days_around(day)

    def _days_around(self, day: dt.date) -> tuple[Stretch, Stretch] | None:
        days = min((day - self.first).days, (self.last - day).days + 1)
        if days < 1:
            return None
        return Stretch(day - days * _DAY, day - _DAY), Stretch(day, day + (days - 1) * _DAY)

    def _periods_around(self, day: dt.date) -> tuple[Stretch, Stretch] | None:
        here, first, last = (number(d, self.grain) for d in (day, self.first, self.last))
        after = here if first_day(here, self.grain) == day else here + 1
        steps = min(here - first, last - after + 1)
        if steps < 1:
            return None
        spans = ((here - steps, here - 1), (after, after + steps - 1))
        then, now = (_from_to(a, b, self.grain) for a, b in spans)
        return (self._named(then), self._named(now)) if steps == 1 else (then, now)

    def tails(self, one: Span, other: Span) -> tuple[Stretch, Stretch]:
        """The ends of two spans of days, as long as the shorter of them: in whole periods where rows stand for
        periods, else in days."""
        grain = self.grain if self.whole else "day"
        ends = [(number(first, grain), number(last, grain)) for first, last in (one, other)]
        steps = min(last - first for first, last in ends)
        then, now = (_from_to(last - steps, last, grain) for _, last in ends)
        return (self._named(then), self._named(now)) if self.whole and not steps else (then, now)

    def _named(self, stretch: Stretch) -> Stretch:
        return replace(stretch, label=self.labels.get(stretch.first))


def _period(day: dt.date, grain: str) -> Stretch:
    here = number(day, grain)
    return _from_to(here, here, grain)


def _from_to(first: int, last: int, grain: str) -> Stretch:
    return Stretch(first_day(first, grain), first_day(last + 1, grain) - _DAY)


def _last(rows: pd.DataFrame, latest: Stretch, *, whole: bool) -> dt.date:
    """The last day that the data covers: all of the ``latest`` period where a row of a table stands for it."""
    rows = rows[rows["date"].notna()]
    gathered, begin = _gathered(rows), pd.Timestamp(latest.first)
    exact = pd.DatetimeIndex(rows.loc[~gathered, "date"]).normalize()
    ends = []
    if (exact >= begin).any():
        ends.append(latest.last if whole else exact.max().date() + (_covered(exact) - 1) * _DAY)
    touched = pd.DatetimeIndex(rows.loc[gathered, "until"] if "until" in rows else []).normalize()
    by_the_day = (touched != pd.DatetimeIndex(rows.loc[gathered, "date"])[: len(touched)]).any()
    if by_the_day and (touched >= begin).any():
        ends.append(min(touched.max().date(), latest.last))
    return max(ends, default=latest.last)


def _gathered(rows: pd.DataFrame) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Rows of a log or a survey: added up by period, they stand on its first day for all of it."""
    if "grain" not in rows:
        return np.zeros(len(rows), np.bool_)
    return rows["grain"].isin(("interactions", "responses")).to_numpy(np.bool_)


def _covered(days: pd.DatetimeIndex) -> int:
    """How many days a row stands for: seven where all rows are whole weeks apart, else one."""
    steps = days.unique().sort_values().to_series().diff().dropna().dt.days
    return 7 if len(steps) > 1 and (steps % 7 == 0).all() else 1


def length(stretch: Stretch) -> int:
    """Days of a stretch."""
    return (stretch.last - stretch.first).days + 1


def first_days(stretch: Stretch, days: int) -> Stretch:
    """The first ``days`` days of a stretch, with its label only where that is all of it."""
    if days >= length(stretch):
        return stretch
    return Stretch(stretch.first, stretch.first + (days - 1) * _DAY)


def within(rows: pd.DataFrame, stretch: Stretch) -> "pd.Series[bool]":
    """Which rows lie in ``stretch``; those of a log or survey, which stand on the first day of their period, only if
    all that they were added up from does."""
    end = pd.Timestamp(stretch.last) + pd.Timedelta(days=1)
    until = rows["until"].fillna(rows["date"]) if "until" in rows else rows["date"]
    return (rows["date"] >= pd.Timestamp(stretch.first)) & (until < end)
