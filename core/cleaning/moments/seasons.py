"""Seasons as people write them: Forår 2025, Sommar -25, vinter 2024/25, SS25, Jul 2024."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import cache

from core.cleaning.cells.vocabulary import lookup
from core.cleaning.moments.day_first import Moment
from core.cleaning.moments.year_parts import full_year
from core.model.names import fold

_LATE = 8  # months from which on a season of 2024/25 is one of the first year
_JUL = re.compile(r"jul\.?[ '/-]{0,2}(\d{4}|\d{2})")  # July, but Christmas among seasons
_CHRISTMAS = 12


def season(text: str) -> Moment | None:
    """The season that a folded ``text`` names with its year, by its first day; None where it names none."""
    found = next((f for pattern in _patterns() if (f := pattern.fullmatch(text))), None)
    if found is None:
        return None
    month, first, last = int(lookup("seasons")[found["word"]]), full_year(found["first"]), found["last"]
    if last and full_year(last) != first + 1:
        return None
    return Moment(dt.date(first + (bool(last) and month < _LATE), month, 1), "season")


def with_christmas(moments: Sequence[Moment | None], texts: Iterable[str]) -> list[Moment | None]:
    """``moments`` with the "Jul 2024" of ``texts`` as Christmas, where others are seasons and none is another month."""
    if not any(m and m.grain == "season" for m in moments):
        return list(moments)
    found = [_JUL.fullmatch(fold(text[:20])) for text in texts]
    if any(m and m.grain == "month" and not f for m, f in zip(moments, found, strict=True)):
        return list(moments)
    return [_christmas(f[1]) if f else m for f, m in zip(found, moments, strict=True)]


def _christmas(year: str) -> Moment:
    return Moment(dt.date(full_year(year), _CHRISTMAS, 1), "season")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    word = f"(?P<word>{'|'.join(sorted(map(re.escape, lookup('seasons')), key=len, reverse=True))})"
    year = r"'?(?P<first>(?:19|20)?\d{2})(?: ?[/-] ?(?P<last>(?:19|20)?\d{2}))?"
    return re.compile(rf"{word}\.?[ /-]{{0,3}}{year}"), re.compile(rf"{year}[ /-]{{1,3}}{word}")
