"""Which of day, month and year stands first in a column of dates: one decision from all its cells."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Order = Literal["dmy", "mdy", "ymd", "ym"]
DateGrain = Literal["day", "week", "month", "quarter", "tertial", "half", "year", "season"]
_PREFERENCE: tuple[Order, ...] = ("ym", "dmy", "mdy", "ymd")
_ENOUGH = 4  # different cells from which the spread of their years says which part is the year
_CLOSE_YEARS, _FAR_YEARS = 4, 12  # the years of a business's table lie together; days and months taken for years do not


@dataclass(frozen=True, slots=True)
class Moment:
    """A calendar period by its first day. ``readings``: the day by each order of its parts that makes a date, where
    more than one order is in use; ``guess``: "maj 25" may be a day without its year; ``financial``: a year, or part of
    one, that need not begin in January."""

    day: dt.date
    grain: DateGrain
    readings: Mapping[Order, dt.date] = field(default_factory=dict)
    guess: bool = False
    financial: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """``order`` for the column (None: no cell needs one); ``rivals``: orders that would do as well; ``mixed``: no
    order fits all cells."""

    order: Order | None
    rivals: frozenset[Order]
    mixed: bool


def decide(moments: Sequence[Moment], *, chosen: bool | None = None) -> Decision:
    """The order that all cells allow; day before month where nothing decides. ``chosen``: the user's day-first."""
    open_ones = [m for m in moments if m.readings]
    if chosen is not None and open_ones:
        return Decision("dmy" if chosen else "mdy", frozenset(), False)
    if not open_ones:
        return Decision(None, frozenset(), False)
    fitting = [order for order in _PREFERENCE if all(order in m.readings for m in open_ones)]
    if not fitting:
        return Decision(max(_PREFERENCE, key=lambda o: sum(o in m.readings for m in open_ones)), frozenset(), True)
    fitting = _plausible(fitting, open_ones)
    same = {order for order in fitting if all(m.readings[order] == m.readings[fitting[0]] for m in open_ones)}
    return Decision(fitting[0], frozenset(fitting) - same, False)


def day_of(moment: Moment, order: Order | None) -> dt.date:
    """The day of ``moment`` by the column's order; by its own where that makes no date."""
    return moment.readings.get(order, moment.day) if order else moment.day


def are_days_without_year(moments: Sequence[Moment]) -> bool:
    """Whether "maj 03", "maj 17" ... rather name days: as years they would lie far apart."""
    years = {m.day.year for m in moments if m.guess}
    return bool(years) and max(years) - min(years) > _CLOSE_YEARS * 2


def _plausible(orders: list[Order], moments: Sequence[Moment]) -> list[Order]:
    """Without those orders whose years lie far apart, where another's lie close together."""
    if "ym" in orders:
        return ["ym"]
    if len(moments) < _ENOUGH:
        return orders
    spread = {order: _years(order, moments) for order in orders}
    if min(spread.values()) > _CLOSE_YEARS:
        return orders
    return [order for order in orders if spread[order] < _FAR_YEARS]


def _years(order: Order, moments: Sequence[Moment]) -> int:
    years = [m.readings[order].year for m in moments]
    return max(years) - min(years) + 1
