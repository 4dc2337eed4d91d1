"""Columns of dates: days, weeks, months, quarters and years as people and exports write them."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from core.cleaning.numbers import Cells
from core.cleaning.vocabulary import clip, is_missing, lookup, words
from core.model import CellKind
from core.model.names import fold

DateGrain = Literal["day", "week", "month", "quarter", "year"]
_YEARS = range(1900, 2101)
_EXAMPLES = 3
_LONGEST = 60
_EPOCH = dt.date(1899, 12, 30)  # day 0 of spreadsheets
_SERIALS = range(10_000, 73_051)  # 1927 to 2100
_TIME = re.compile(
    r"(?:t| |, ?| kl\.? ?)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)? ?(?:am|pm)? ?(?:z|utc|gmt|[+-]\d{2}:?\d{2})?$"
)
_LEAD = re.compile(r"(?:den|d\.|the|week of|fra|from|pr\.?) (?=\w)")
_WEEKDAY = re.compile(r"([a-z]+)\.?,? (?:d\. ?|den )?(?=[\da-z])")
_Y, _YY, _WEEK, _QUARTER = (
    r"(\d{4})",
    r"'?(\d{4}|\d{2})",
    r"(?:uge|vecka|week|uke|wk|kw|w|v|u)",
    r"(?:kvartal|quarter|kvt|kv|q|k)",
)
_SEP, _END = r"[ \-/.,]*", r"(?:st|nd|rd|th|e|:a)?"


@dataclass(frozen=True, slots=True)
class Moment:
    """A calendar period by its first day. ``other``: the day that it is if day and month change places."""

    day: dt.date
    grain: DateGrain
    other: dt.date | None = None
    proves: Literal["day", "month", None] = None  # what comes first, where only one order makes a date


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A column of days (datetime64[s], NaT: unknown) and how it came about; positions count from the first kept row.

    ``grains``: what its cells name; ``unreadable``: positions of cells that are no date between 1900 and 2100;
    ``ambiguous``: texts whose day and month could change places, if nothing in the column decided.
    """

    values: np.ndarray
    grains: frozenset[DateGrain]
    changed: int
    missing: int
    samples: tuple[tuple[str, str], ...]
    unreadable: np.ndarray
    ambiguous: tuple[str, ...]
    mixed: bool


def read_dates(cells: Cells) -> DateColumn:
    """Read every distinct cell; day before month unless the column proves the opposite."""
    marked = np.flatnonzero(np.isin(cells.kinds, (CellKind.TEXT, CellKind.DATE, CellKind.NUMBER)))
    codes, uniques = pd.factorize(_without_iso_time(cells.texts[marked]))
    moments = [None if is_missing(text) else read_moment(text) for text in uniques]
    day_first, mixed, ambiguous = _order(moments, uniques)
    days = [_day(moment, day_first=day_first) for moment in moments]
    values = np.full(len(cells.texts), np.datetime64("NaT"), dtype="datetime64[s]")
    if len(uniques):
        values[marked] = np.array(days, dtype="datetime64[s]")[codes]
    bad = [i for i, (m, text) in enumerate(zip(moments, uniques, strict=True)) if m is None and not is_missing(text)]
    changes = [i for i, d in enumerate(days) if d is not None and uniques[i] != d.isoformat()]
    return DateColumn(
        values=values,
        grains=frozenset(m.grain for m in moments if m),
        changed=int(np.isin(codes, changes).sum()) if changes else 0,
        missing=int(np.isnat(values).sum()),
        samples=tuple((clip(uniques[i]), str(days[i])) for i in changes[:_EXAMPLES]),
        unreadable=marked[np.isin(codes, bad)] if bad else marked[:0],
        ambiguous=ambiguous,
        mixed=mixed,
    )


def read_moment(text: str) -> Moment | None:
    """The day, week, month, quarter or year that ``text`` names; None where it is no date between 1900 and 2100."""
    text = fold(text[:_LONGEST])
    text = _LEAD.sub("", _TIME.sub("", text), count=1)
    weekday = _WEEKDAY.match(text)
    if weekday and weekday[1] in words("weekdays"):
        text = text[weekday.end() :]
    for pattern, build in _FORMS:
        if found := pattern.fullmatch(text):
            try:
                moment = build(*found.groups())
            except ValueError:
                continue
            if moment and moment.day.year in _YEARS:
                return moment
    return None


def _without_iso_time(texts: np.ndarray) -> np.ndarray:
    """ISO timestamps as their day, so that a log has as many texts to read as it has days."""
    short = [t[:10] if len(t) > 10 and t[4] == "-" == t[7] and t[10] in "T " else t for t in texts]
    return np.array(short, dtype=object)


def _order(moments: Sequence[Moment | None], texts: Iterable[str]) -> tuple[bool, bool, tuple[str, ...]]:
    """(day before month?, do cells prove both?, the undecided texts if nothing was proved)."""
    proofs = [m.proves for m in moments if m and m.proves]
    open_texts = [t for m, t in zip(moments, texts, strict=True) if m and m.other and m.other != m.day]
    day_first = proofs.count("month") <= proofs.count("day")
    undecided = tuple(clip(t) for t in open_texts[:_EXAMPLES]) if not proofs else ()
    return day_first, len(set(proofs)) > 1, undecided


def _day(moment: Moment | None, *, day_first: bool) -> dt.date | None:
    if moment is None:
        return None
    return moment.day if day_first or moment.other is None else moment.other


def _full(year: str) -> int:
    """A year of two digits: 70 to 99 are of the last century."""
    return int(year) if len(year) > 2 else int(year) + (1900 if int(year) >= 70 else 2000)


def _iso(year: str, month: str, day: str) -> Moment:
    return Moment(dt.date(int(year), int(month), int(day)), "day")


def _numeric(first: str, mark: str, second: str, year: str) -> Moment | None:
    """5/12-24 and its like; a point always stands after the day."""
    a, b, y = int(first), int(second), _full(year)
    if mark == ".":
        return Moment(dt.date(y, b, a), "day")
    if a > 12:
        return Moment(dt.date(y, b, a), "day", proves="day")
    if b > 12:
        return Moment(dt.date(y, a, b), "day", proves="month")
    return Moment(dt.date(y, b, a), "day", other=dt.date(y, a, b))


def _month(year: str, month: str) -> Moment:
    return Moment(dt.date(_full(year), int(month), 1), "month")


def _quarter(year: str, quarter: str) -> Moment:
    return Moment(dt.date(_full(year), 3 * int(quarter) - 2, 1), "quarter")


def _week(year: str, week: str) -> Moment:
    return Moment(dt.date.fromisocalendar(_full(year), int(week), 1), "week")


def _named_day(day: str, month: str, year: str) -> Moment | None:
    number = lookup("months").get(month)
    return Moment(dt.date(_full(year), int(number), int(day)), "day") if number else None


def _named_month(month: str, year: str) -> Moment | None:
    number = lookup("months").get(month)
    return Moment(dt.date(_full(year), int(number), 1), "month") if number else None


def _serial(text: str) -> Moment | None:
    days = int(text)
    return Moment(_EPOCH + dt.timedelta(days=days), "day") if days in _SERIALS else None


def _swap(build: Callable[[str, str], Moment | None]) -> Callable[[str, str], Moment | None]:
    return lambda first, second: build(second, first)


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Moment | None]], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", _iso),
        (r"(\d{4})(\d{2})(\d{2})", _iso),
        (rf"(\d{{1,2}})([./-]) ?(\d{{1,2}})[./ -] ?{_YY}", _numeric),
        (r"(\d{4})[-/.]?m?(\d{1,2})", _month),
        (r"(\d{1,2})[-/. ](\d{4})", _swap(_month)),
        (r"(\d{4})", lambda year: Moment(dt.date(int(year), 1, 1), "year")),
        (r"(\d{5})(?:\.\d+)?", _serial),
        (rf"{_Y}{_SEP}{_QUARTER}\.?{_SEP}([1-4])", _quarter),
        (rf"{_QUARTER}\.?{_SEP}([1-4]){_SEP}{_YY}", _swap(_quarter)),
        (rf"([1-4])\.?{_END} ?{_QUARTER}\.?{_SEP}{_YY}", _swap(_quarter)),
        (rf"{_Y}{_SEP}{_WEEK}\.?{_SEP}(\d{{1,2}})(?:-\d)?", _week),
        (rf"{_WEEK}\.?{_SEP}(\d{{1,2}}){_SEP}{_Y}", _swap(_week)),
        (rf"(\d{{1,2}})\.?{_END}{_SEP}([a-z]+)\.?{_SEP}{_YY}", _named_day),
        (rf"([a-z]+)\.? (\d{{1,2}}){_END},? {_Y}", lambda month, day, year: _named_day(day, month, year)),
        (rf"([a-z]+)\.?{_SEP}{_YY}", _named_month),
        (rf"{_Y}{_SEP}([a-z]+)\.?", _swap(_named_month)),
    )
)
