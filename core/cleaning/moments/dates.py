"""Columns of dates: days, weeks, months, parts of a year and years as people and exports write them."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from core.cleaning.cells.numbers import Cells
from core.cleaning.cells.vocabulary import clip, is_missing, lookup, words
from core.cleaning.moments.day_first import DateGrain, Decision, Moment, Order, are_days_without_year, day_of, decide
from core.cleaning.moments.financial import as_calendar_year
from core.cleaning.moments.seasons import season, with_christmas
from core.cleaning.moments.year_parts import full_year, part_of_year, stretch_of_months
from core.cleaning.moments.year_start import began, begun
from core.model import CellKind
from core.model.names import fold

_YEARS = range(1900, 2101)
_EXAMPLES = 3
_LONGEST = 60
_EPOCH = dt.date(1899, 12, 30)  # day 0 of spreadsheets
_SERIALS = range(10_000, 73_051)  # 1927 to 2100
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_TIME = re.compile(
    r"(?:t| |, ?|,? kl\.? ?| at | um )\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)? ?(?:am|pm|uhr)? ?"
    r"(?:z|(?:utc|gmt)(?:[+-]\d{1,2}(?::?\d{2})?)?|cet|cest|[+-]\d{2}:?\d{2})?$| kl\.? ?\d{1,2}$"
)
_CLOCK_INSIDE = re.compile(r" \d{1,2}:\d{2}:\d{2}(?: [a-z]{3,4})? (?=\d{4}$)")  # wed jan 01 14:30:00 cet 2025
_LEAD = re.compile(
    r"^(?:den|d\.|the|week of|week (?:commencing|beginning|starting|ending)|w/[ce]|wc|ugen fra|fra|from|pr\.?) (?=\w)"
)
_WEEKDAY = re.compile(r"([a-z]+)\.?,? (?:d\. ?|den )?(?=[\da-z])")
_Y, _YY, _WEEK = r"(\d{4})", r"'?(\d{4}|\d{2})", r"(?:uge|vecka|week|uke|wk|kw|cw|w|v|u)"
_RANGE = re.compile(r"(.{1,20}?)(?: - | til | till | to )(.{6,20})|([^-]{1,20}?)-([^-]{6,20})")
_DAY = re.compile(r"^\d{1,2}")
_SEP, _END = r"[ \-/.,]*", r"(?:st|nd|rd|th|e|:[ae])?"


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A column of days (datetime64[s], NaT: unknown) and how it came about; positions count from the first kept row.

    ``grains``: what its cells name; ``unreadable``: positions of cells that are no date between 1900 and 2100;
    ``ambiguous``: texts that could be another day, if nothing in the column decided; ``day_first``: what was taken to
    come first in them (None: no cell left that open); ``serial``: all cells are day numbers of a spreadsheet;
    ``two_ways``: up to three (text, day with the day first, day with the month first) that nothing or only the user
    decided; ``starts``: the month in which financial years begin, and who says so; ``year``: the one that its cells
    leave out and that stands around the table; ``groups``: its cells as names of groups, where no year stands anywhere;
    ``financial``: the first text that names a financial year, or part of one, and ``season``: a season, each with the
    day and the length that it stands for.
    """

    values: np.ndarray
    grains: frozenset[DateGrain]
    changed: int
    missing: int
    samples: tuple[tuple[str, str], ...]
    unreadable: np.ndarray
    ambiguous: tuple[str, ...]
    mixed: bool
    day_first: bool | None = None
    serial: bool = False
    two_ways: tuple[tuple[str, dt.date, dt.date], ...] = ()
    financial: tuple[str, dt.date, DateGrain] | None = None
    season: tuple[str, dt.date, DateGrain] | None = None
    starts: tuple[int, Literal["chosen", "file"]] | None = None
    year: str | None = None
    groups: np.ndarray | None = None


def read_dates(cells: Cells, *, chosen: bool | None = None, starts: int | None = None) -> DateColumn:
    """Read every distinct cell; day before month unless the column proves the opposite or the user chose so.

    ``starts``: the month in which financial years begin.
    """
    marked = np.flatnonzero(np.isin(cells.kinds, (CellKind.TEXT, CellKind.DATE, CellKind.NUMBER)))
    codes, uniques = pd.factorize(_without_iso_time(cells.take(marked).texts))
    moments = with_christmas(
        [None if is_missing(text) else read_moment(text, starts=starts) for text in uniques], uniques
    )
    decision = decide([m for m in moments if m], chosen=chosen)
    days = [day_of(m, decision.order) if m else None for m in moments]
    values = np.full(len(cells), np.datetime64("NaT"), dtype="datetime64[s]")
    if len(uniques):
        values[marked] = np.array(days, dtype="datetime64[s]")[codes]
    bad = [i for i, (m, text) in enumerate(zip(moments, uniques, strict=True)) if m is None and not is_missing(text)]
    changes = [i for i, d in enumerate(days) if d is not None and uniques[i] != d.isoformat()]
    said = [text for m, text in zip(moments, uniques, strict=True) if m]
    return DateColumn(
        values=values,
        grains=frozenset(_grain(m, decision.order) for m in moments if m),
        changed=int(np.isin(codes, changes).sum()) if changes else 0,
        missing=int(np.isnat(values).sum()),
        samples=tuple((clip(uniques[i]), str(days[i])) for i in changes[:_EXAMPLES]),
        unreadable=marked[np.isin(codes, bad)] if bad else marked[:0],
        ambiguous=_ambiguous(moments, uniques, decision),
        mixed=decision.mixed,
        day_first=None if decision.order is None else decision.order == "dmy",
        serial=bool(said) and all(_SERIAL.fullmatch(text) for text in said),
        two_ways=_two_ways(moments, uniques) if chosen is not None or "mdy" in decision.rivals else (),
        financial=_first(moments, uniques, lambda moment: moment.financial),
        season=_first(moments, uniques, lambda moment: moment.grain == "season"),
    )


def _first(
    moments: Sequence[Moment | None], texts: Iterable[str], test: Callable[[Moment], bool]
) -> tuple[str, dt.date, DateGrain] | None:
    found = ((clip(text), m.day, m.grain) for m, text in zip(moments, texts, strict=True) if m and test(m))
    return next(found, None)


def _ambiguous(moments: Sequence[Moment | None], texts: Iterable[str], decision: Decision) -> tuple[str, ...]:
    """Up to three texts that another order, or a missing year, would make another day."""
    pairs = [(m, text) for m, text in zip(moments, texts, strict=True) if m]
    open_ones = [t for m, t in pairs if any(m.readings.get(o, m.day) != m.day for o in decision.rivals)]
    if not open_ones and are_days_without_year([m for m, _ in pairs]):
        open_ones = [text for m, text in pairs if m.guess]
    return tuple(clip(text) for text in open_ones[:_EXAMPLES])


def _two_ways(moments: Sequence[Moment | None], texts: Iterable[str]) -> tuple[tuple[str, dt.date, dt.date], ...]:
    pairs = [
        (text, m.readings) for m, text in zip(moments, texts, strict=True) if m and {"dmy", "mdy"} <= set(m.readings)
    ]
    found = [(clip(text), days["dmy"], days["mdy"]) for text, days in pairs if days["dmy"] != days["mdy"]]
    return tuple(found[:_EXAMPLES])


def _grain(moment: Moment, order: Order | None) -> DateGrain:
    return moment.grain if order in (None, "ym") or not moment.readings else "day"


def read_moment(text: str, *, starts: int | None = None) -> Moment | None:
    """The day, week, month, part of a year or year that ``text`` names; None where it is no date from 1900 to 2100.
    ``starts``: the month in which financial years begin."""
    text = fold(text[:_LONGEST])
    return _moment(text) or _from_first(text) or season(text) or _financial(text, starts)


def _financial(text: str, starts: int | None) -> Moment | None:
    """The year, or part of one, that a financial year stands for, by the years that name it; a month of one only where
    it is known in which they begin."""
    plain = as_calendar_year(text)
    moment = _moment(plain) if plain else None
    named = moment is not None and moment.grain in ("year", "half", "tertial", "quarter")
    if moment and starts and moment.grain == "month":
        return begun(moment, starts)
    return began(replace(moment, financial=True), starts) if moment and named else None


def _from_first(text: str) -> Moment | None:
    """The first day of "1.-7. marts 2026" or "2026-03-01 til 2026-03-07", where both ends are days and in order; the
    part of a year of "jan-jun 2026"."""
    ends = _RANGE.fullmatch(text)
    if ends is None:
        return None
    begin, end = (part.strip() for part in ends.groups() if part is not None)
    if begin.rstrip(".").isdigit() and "-" not in end:  # its month and year stand at the end
        begin = begin.rstrip(".") + _DAY.sub("", end)
    first, last = _moment(begin), _moment(end)
    if last and (first is None or first.guess):  # only the end says the year
        first = _moment(f"{begin} {last.day.year}")
    if first is None or last is None:
        return None
    days = first.grain == last.grain == "day" and first.day <= last.day
    return first if days else stretch_of_months(first, last)


def _moment(text: str) -> Moment | None:
    text = _LEAD.sub("", _TIME.sub("", _CLOCK_INSIDE.sub(" ", text)), count=1)
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
    part = part_of_year(text)
    return part if part and part.day.year in _YEARS else None


def _without_iso_time(texts: np.ndarray) -> np.ndarray:
    """ISO timestamps as their day, so that a log has as many texts to read as it has days."""
    short = [t[:10] if len(t) > 10 and t[4] == "-" == t[7] and t[10] in "T " else t for t in texts]
    return np.array(short, dtype=object)


def _iso(year: str, month: str, day: str) -> Moment:
    return Moment(dt.date(int(year), int(month), int(day)), "day")


def _numeric(first: str, mark: str, second: str, other: str, year: str) -> Moment | None:
    """5/12-24 and its like. A point always stands after the day, and two kinds of mark are the Danish d/m-y; else the
    month may come first, and before a year of two digits the year (24-05-03)."""
    if mark == "." or mark != other:
        return Moment(dt.date(full_year(year), int(second), int(first)), "day")
    orders: dict[Order, tuple[str, str, str]] = {"dmy": (year, second, first), "mdy": (year, first, second)}
    if len(year) == len(first) == len(second) == 2:
        orders["ymd"] = (first, second, year)
    return _by_order(orders)


def _six_digits(first: str, second: str, third: str) -> Moment | None:
    """240503 or 030524; 202405 is a month."""
    found = _by_order({"dmy": (third, second, first), "ymd": (first, second, third)})
    month = int(third)
    if not 1 <= month <= 12 or int(first + second) not in _YEARS:
        return found
    day = dt.date(int(first + second), month, 1)
    return Moment(day, "month", {"ym": day, **(found.readings if found else {})} if found else {})


def _by_order(orders: Mapping[Order, tuple[str, str, str]]) -> Moment | None:
    """The days that (year, month, day) make by each order; None where none makes one."""
    days: dict[Order, dt.date] = {}
    for order, (year, month, day) in orders.items():
        with suppress(ValueError):
            days[order] = dt.date(full_year(year), int(month), int(day))
    return Moment(next(iter(days.values())), "day", days) if days else None


def _month(year: str, month: str) -> Moment:
    return Moment(dt.date(full_year(year), int(month), 1), "month")


def _week(year: str, week: str) -> Moment:
    return Moment(dt.date.fromisocalendar(full_year(year), int(week), 1), "week")


def _named_day(day: str, month: str, year: str) -> Moment | None:
    number = lookup("months").get(month)
    return Moment(dt.date(full_year(year), int(number), int(day)), "day") if number else None


def _numbered_month(number: str, month: str, year: str) -> Moment | None:
    """ "01 - januar 2025", numbered so that the months sort; the third of March is no "03 - marts"."""
    return _named_month(month, year) if lookup("months").get(month) == str(int(number)) else None


def _named_month(month: str, year: str) -> Moment | None:
    number = lookup("months").get(month)
    if not number:
        return None
    return Moment(dt.date(full_year(year), int(number), 1), "month", guess=len(year) == 2 and 1 <= int(year) <= 31)


def _since_1970(seconds: str) -> Moment:
    return Moment(dt.datetime.fromtimestamp(int(seconds), dt.UTC).date(), "day")


def _serial(text: str) -> Moment | None:
    days = int(text)
    return Moment(_EPOCH + dt.timedelta(days=days), "day") if days in _SERIALS else None


def _swap(build: Callable[[str, str], Moment | None]) -> Callable[[str, str], Moment | None]:
    return lambda first, second: build(second, first)


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Moment | None]], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", _iso),
        (r"((?:19|20)\d{2})(\d{2})(\d{2})(?:t?(?:\d{4}|\d{6})z?)?", _iso),
        (rf"(\d{{1,2}})([./ -]) ?(\d{{1,2}})([./ -]) ?{_YY}", _numeric),
        (r"(\d{2})(\d{2})((?:19|20)\d{2})", lambda a, b, year: _numeric(a, "-", b, "-", year)),
        (r"(\d{2})(\d{2})(\d{2})", _six_digits),
        (r"(\d{4})[-/.]?m?(\d{1,2})", _month),
        (r"(1\d{9})(?:\d{3}|\d{6})?", _since_1970),
        (r"(\d{1,2})[-/. ](\d{4})", _swap(_month)),
        (r"(\d{4})", lambda year: Moment(dt.date(int(year), 1, 1), "year")),
        (r"(\d{5})(?:[.,]\d+)?", _serial),
        (rf"{_Y}{_SEP}{_WEEK}\.?{_SEP}(\d{{1,2}})(?:-\d)?", _week),
        (rf"{_WEEK}\.?{_SEP}(\d{{1,2}}){_SEP}{_Y}", _swap(_week)),
        (rf"{_WEEK}\.?{_SEP}(\d{{1,2}})(?: -|[ -]?')(\d{{2}})", _swap(_week)),
        (rf"(?:month|maned|manad|monat)\.? ?(\d{{1,2}}){_SEP}{_Y}", _swap(_month)),
        (rf"(\d{{1,2}}) - ([a-z]+)\.? {_YY}", _numbered_month),
        (rf"(\d{{1,2}})\.?{_END}{_SEP}([a-z]+)\.?{_SEP}{_YY}", _named_day),
        (rf"([a-z]+)\.? (\d{{1,2}}){_END},? {_Y}", lambda month, day, year: _named_day(day, month, year)),
        (rf"([a-z]+)\.?{_SEP}{_YY}", _named_month),
        (rf"{_Y}{_SEP}([a-z]+)\.?", _swap(_named_month)),
    )
)
