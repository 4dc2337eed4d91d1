"""The month in which financial years begin: what the file says of it, and where their parts then stand."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from core.cleaning.cells.grid import Grid
from core.cleaning.cells.vocabulary import lookup, words
from core.cleaning.moments.day_first import Moment
from core.model import CellKind
from core.model.names import fold

_YEAR = 12  # months
_LINES, _LONGEST = 30, 200  # rows above a table, and characters of each text, that are looked at


def began(moment: Moment, starts: int | None) -> Moment:
    """A financial year's part where it stands in the calendar if those years begin in the month ``starts``: its first
    quarter of 2024/25 from July 2024. Whole years keep the year in which they end; None: nothing is known."""
    if starts in (None, 1) or not moment.financial or moment.grain == "year":
        return moment
    months = moment.day.year * _YEAR + moment.day.month - 1 + starts - 1 - _YEAR
    return replace(moment, day=dt.date(months // _YEAR, months % _YEAR + 1, 1))


def begun(month: Moment, starts: int) -> Moment:
    """A month of the financial year that ends in the month's own year: "Jul FY25" is July 2024 where ``starts`` is
    July."""
    before = starts > 1 and month.day.month >= starts
    return replace(month, day=month.day.replace(year=month.day.year - before), financial=True)


def start_said(grid: Grid, header: str) -> int | None:
    """The month in which financial years begin, as the column's header, the lines above the table or the sheet's name
    say: "Regnskabsår (juli-juni)", "brutet räkenskapsår 1/5 - 30/4", "FY starts in July"; None where nothing or several
    do."""
    found = {n for text in (header, grid.sheet.name, *_above(grid)) for n in _starts(fold(text[:_LONGEST]))}
    return found.pop() if len(found) == 1 else None


def _above(grid: Grid) -> Iterator[str]:
    top = grid.map.header or 0
    for row in range(max(0, top - _LINES), top):
        cells = (c.at(row) for c in grid.sheet.columns if c.kinds[row] == CellKind.TEXT)
        yield from islice(cells, _LINES)


def _starts(text: str) -> Iterator[int]:
    """The first months of all stretches of twelve in a folded ``text`` that speaks of financial years or begins one."""
    if not any(re.search(rf"\b{re.escape(word)}\b", text) for word in words("financial_years")):
        return
    named, numbered, worded = _patterns()
    for first, last in _ends(named.findall(text), numbered.findall(text)):
        if 1 <= first <= _YEAR and (first - last) % _YEAR == 1 and first != 1:
            yield first
    yield from (_month(said) for said in worded.findall(text))


def _ends(named: Iterable[tuple[str, str]], numbered: Iterable[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    yield from ((_month(first), _month(last)) for first, last in named)
    yield from ((int(first), int(last)) for first, last in numbered)


def _month(name: str) -> int:
    return int(lookup("months")[name])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    month = "|".join(sorted(map(re.escape, lookup("months")), key=len, reverse=True))
    link = r" ?(?:-|–|—|til|till|to|through) ?"
    begin = "|".join(map(re.escape, words("year_begins")))
    return (
        re.compile(rf"\b({month})\.?{link}(?:\d{{1,2}}\.? ?)?({month})\b"),
        re.compile(rf"(?<!\d)0?1[/.](\d{{1,2}})\.?{link}\d{{1,2}}[/.](\d{{1,2}})(?!\d)"),
        re.compile(rf"(?:{begin}) (?:(?:in|i|den|on|the|1\.?|1st|first|forste|forsta|of|d\.|af) ){{0,4}}({month})\b"),
    )
