"""The time that a file says it covers, in a line above its table or in its name: "1 January 2025 - 31 March 2025"."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

import numpy as np

from core.columns.headers import IGNORE
from core.model import RawSheet
from core.model.mapping import ColumnMap, SheetMap
from core.model.names import fold
from core.tables import table

_LONGEST = 200
_YEARS = range(1990, 2101)
_DAY = dt.timedelta(days=1)
_PARTS = ((1, "{year}-{month:02}"), (3, "{year}-Q{nth}"), (4, "{year}-T{nth}"), (6, "{year}-H{nth}"), (12, "{year}"))
_BETWEEN = re.compile(r"\W{0,3}(?:_|-|–|—|\bto\b|\btil\b|\btill\b|\bog\b|\band\b|\boch\b)?\W{0,3}")
_STARTS = re.compile(r"\b(?:start|from|fra|fran)")
_ENDS = re.compile(r"\b(?:ends?\b|end |slut|to\b|til\b|till\b)")

Days = tuple[dt.date, dt.date]


def stretch_in(texts: Iterable[str]) -> Days | None:
    """The first and last day that a line of ``texts`` names side by side, or two lines as start and end; None where
    none does, or several lines name different ones."""
    folded = [fold(text[:_LONGEST]).replace("_", " ") for text in texts]
    found = {pair for text in folded for pair in _pairs(text)}
    if not found:
        begins = [days[0] for text in folded if _STARTS.search(text) and len(days := _days(text)) == 1]
        ends = [days[0] for text in folded if _ENDS.search(text) and len(days := _days(text)) == 1]
        found = {(first, last) for first, last in zip(begins, ends, strict=False) if first <= last}
    return found.pop() if len(found) == 1 else None


def stretch_of(sheet: RawSheet, mapped: SheetMap) -> Days | None:
    """The days from the one date of all rows to that of a column called their end: "Reporting starts" beside
    "Reporting ends" says of the whole file what it covers."""
    begins = [c for c in mapped.columns if c.field == "date"]
    ends = [c for c in mapped.columns if c.field == IGNORE and c.how != "personal" and _ENDS.search(fold(c.header))]
    days = [_only_day(sheet, mapped, c) for c in (*begins, *ends)] if len(begins) == len(ends) == 1 else []
    first, last = days or (None, None)
    return (first, last) if first and last and first < last else None


def _only_day(sheet: RawSheet, mapped: SheetMap, column: ColumnMap) -> dt.date | None:
    rows = np.arange(mapped.first, mapped.last)
    texts = {str(text) for text in sheet.columns[column.index].take(rows).texts if text}
    days = _days(fold(texts.pop()[:_LONGEST])) if len(texts) == 1 else []
    return days[0] if len(days) == 1 else None


def period_of(first: dt.date, last: dt.date) -> str | None:
    """The day, month, quarter, tertial, half or whole year from ``first`` to ``last``; None where they make none."""
    if first == last:
        return first.isoformat()
    after = last + _DAY
    months = (after.year - first.year) * 12 + after.month - first.month
    form = next((form for size, form in _PARTS if size == months), None)
    if form is None or first.day != 1 or after.day != 1 or (first.month - 1) % months:
        return None
    return form.format(year=first.year, month=first.month, nth=(first.month - 1) // months + 1)


def _pairs(text: str) -> Iterator[Days]:
    """Two days with nothing but a dash or "to" between them."""
    found = list(_found(text))
    for (first, end, _), (last, _, start) in pairwise(found):
        if first <= last and _BETWEEN.fullmatch(text[end:start]):
            yield first, last


def _days(text: str) -> list[dt.date]:
    return [day for day, _, _ in _found(text)]


def _found(text: str) -> Iterator[tuple[dt.date, int, int]]:
    """The days of a folded text, with where each ends and begins; of 03/04/2025 the day stands first, unless one of the
    text's days proves that it does not."""
    matches = list(_pattern().finditer(text))
    swapped = any(m["a"] and int(m["b"]) > 12 for m in matches)
    for match in matches:
        if day := _day(match, swapped=swapped):
            yield day, match.end(), match.start()


def _day(match: re.Match[str], *, swapped: bool) -> dt.date | None:
    said = match.groupdict()
    if said["a"]:
        month, day = (said["a"], said["b"]) if swapped else (said["b"], said["a"])
        parts: Sequence[str] = (said["c"], month, day)
    elif said["name1"] or said["name2"]:
        name = said["name1"] or said["name2"]
        parts = (said["y1"] or said["y2"], _months()[name], said["d1"] or said["d2"])
    else:
        parts = (said["y"], said["m"], said["d"])
    try:
        found = dt.date(*map(int, parts))
    except ValueError:
        return None
    return found if found.year in _YEARS else None


@cache
def _months() -> dict[str, str]:
    return {word: number for number, said in table("cells")["months"].items() for word in said}


@cache
def _pattern() -> re.Pattern[str]:
    name = "|".join(sorted(_months(), key=len, reverse=True))
    return re.compile(
        r"(?<!\d)(?:(?P<y>\d{4})[-/. ]?(?P<m>\d{2})[-/. ]?(?P<d>\d{2})"
        r"|(?P<a>\d{1,2})[./-](?P<b>\d{1,2})[./-](?P<c>\d{4})"
        rf"|(?P<d1>\d{{1,2}})(?:\.|st|nd|rd|th)?[ .-]{{1,3}}(?P<name1>{name})\.?[ .,-]{{1,3}}(?P<y1>\d{{4}})"
        rf"|(?<![a-z])(?P<name2>{name})\.?[ .-]{{1,2}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ .,-]{{1,3}}(?P<y2>\d{{4}})"
        r")(?!\d)"
    )
