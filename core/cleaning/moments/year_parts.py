"""Parts of a year as people write them: Q1 2025, 1. halvår 2025, andra tertialet 2025, jan-jun 2025."""

import datetime as dt
import re
from functools import cache

from core.cleaning.cells.vocabulary import lookup
from core.cleaning.moments.day_first import DateGrain, Moment

_A_YEAR = 12  # months
_GRAINS: dict[int, DateGrain] = {3: "quarter", 4: "tertial", 6: "half", _A_YEAR: "year"}
_LENGTHS: dict[DateGrain, int] = {"month": 1, **{grain: months for months, grain in _GRAINS.items()}}
_SEP, _END, _LINK = r"[ \-/.,]*", r"\.?(?:st|nd|rd|th|:?[ae]|:s?ta)?", r"(?: (?:of|in|af|av|i) )?"


def full_year(year: str) -> int:
    """A year of two digits: 70 to 99 are of the last century."""
    return int(year) if len(year) > 2 else int(year) + (1900 if int(year) >= 70 else 2000)


def part_of_year(text: str) -> Moment | None:
    """The quarter, tertial or half-year that a folded ``text`` names with its year; None where it names none."""
    for pattern in _patterns():
        if found := pattern.fullmatch(text):
            return _part(**found.groupdict())
    return None


def stretch_of_months(first: Moment, last: Moment) -> Moment | None:
    """The quarter, tertial, half or whole year that the months (or quarters) ``first`` to ``last`` make; None where
    they make none."""
    size = _LENGTHS.get(first.grain)
    if size is None or last.grain != first.grain:
        return None
    begin = first.day.month - 1
    months = (last.day.year - first.day.year) * _A_YEAR + last.day.month - 1 + size - begin
    grain = _GRAINS.get(months)
    return Moment(first.day, grain) if grain and months > size and begin % months == 0 else None


def _part(*, word: str, number: str, year: str) -> Moment | None:
    months, nth = int(lookup("year_parts")[word]), int(lookup("ordinals").get(number, number))
    if nth * months > _A_YEAR:
        return None
    return Moment(dt.date(full_year(year), (nth - 1) * months + 1, 1), _GRAINS[months])


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    word = rf"(?P<word>{_any('year_parts')})"
    spoken = rf"(?P<number>[1-4]|{_any('ordinals')})"
    year, short = r"(?P<year>\d{4})", r"'?(?P<year>\d{4}|\d{2})"
    forms = (
        rf"{year}{_SEP}{word}\.?{_SEP}(?P<number>[1-4])",
        rf"{year}{_SEP}{spoken}{_END}[ -]?{word}",
        rf"{word}\.?{_SEP}(?P<number>[1-4]){_SEP}{short}",
        rf"{spoken}{_END}[ -]?{word}\.?(?:{_LINK}|{_SEP}){short}",
    )
    return tuple(map(re.compile, forms))


def _any(name: str) -> str:
    return "|".join(sorted(map(re.escape, lookup(name)), key=len, reverse=True))
