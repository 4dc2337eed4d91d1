"""Financial years by the years that name them: FY25, RÅ 2024/25, räkenskapsår 2024/2025, Q1 FY25."""

import re
from functools import cache

from core.cleaning.cells.vocabulary import words
from core.cleaning.moments.year_parts import full_year

_MONTHS = 12
_YEAR = r"(?:19|20)?\d{2}"
_BARE = re.compile(rf"({_YEAR}) ?[/-] ?({_YEAR})")


def as_calendar_year(text: str) -> str | None:
    """A folded ``text`` with its financial year written as the calendar year in which it ends: "q1 fy25" as "q1 2025",
    "2024/25" as "2025"; None where it names none. Without a word 2011/12 is a month,
    and 2024-2025 two years."""
    worded, split = _patterns()
    found = worded.fullmatch(text)
    bare = None if found else split.fullmatch(text)
    said = found or bare
    if said is None:
        return None
    first, last = said["first"], said["last"]
    year = full_year(last or first)
    if last and (year != full_year(first) + 1 or (bare and len(last) == len("25") and int(last) <= _MONTHS)):
        return None
    return " ".join(f"{said['part']} {year} {said['rest']}".replace("-", " ").split())


def is_financial(header: str) -> bool:
    """Whether a folded header speaks of financial years."""
    return any(word in words("financial_years") for word in re.split(r"[^a-z]+", header))


def in_words(text: str) -> str:
    """ "24/25" and "2011/12" below such a header, as nobody can take them for a day or a month."""
    found = _BARE.fullmatch(text.strip())
    return f"FY {text}" if found and (len(found[1]) == 2 or int(found[2][-2:]) <= _MONTHS) else text


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    word = "|".join(sorted(map(re.escape, words("financial_years")), key=len, reverse=True))
    part, rest = r"(?P<part>(?:.{1,20}?[ /-])?)", r"(?P<rest>(?:[ /-].{1,20})?)"
    last = rf"(?P<last>{_YEAR})"
    return (
        re.compile(rf"{part}(?:{word})\.?[ :-]{{0,2}}'?(?P<first>{_YEAR})(?: ?[/-] ?{last})?{rest}"),
        re.compile(rf"{part}(?P<first>(?:19|20)\d{{2}})(?: ?/ ?|-(?!\d{{4}})){last}{rest}"),
    )
