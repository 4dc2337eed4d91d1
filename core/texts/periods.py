"""Months, seasons and other periods as people write them."""

import datetime as dt
import re
from collections.abc import Mapping

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SEASONS: Mapping[str, tuple[str, ...]] = {
    "en": ("winter", "spring", "summer", "autumn", "Christmas"),
    "da": ("vinter", "forår", "sommer", "efterår", "jul"),
    "sv": ("vinter", "vår", "sommar", "höst", "jul"),
}


def month(value: dt.date, locale: Locale) -> str:
    """May 2025, short."""
    return str(format_skeleton("yMMM", value, locale=locale))


def month_name(number: int, locale: Locale) -> str:
    """July, by its number."""
    return str(format_date(dt.date(2000, number, 1), "LLLL", locale=locale))


def stretch(first: dt.date, last: dt.date, locale: Locale) -> str:
    """From one day to another, short: 1–10 Mar 2026."""
    return str(format_interval(first, last, "yMMMd", locale=locale)).replace("\u2009", "")


def period(label: str, locale: Locale) -> str:
    """A period's label (2025-03, 2025-03-14, 2024-Q1, 2024-H1, 2025-W07, 2025, 2025-S2) as people write it:
    months and seasons by name, the year last."""
    if _DAY.fullmatch(label):
        return str(format_skeleton("yMMMd", dt.date.fromisoformat(label), locale=locale))
    year, dash, part = label.partition("-")
    if dash and part.isdigit() and year.isdigit() and 1 <= int(part) <= 12:
        return month(dt.date(int(year), int(part), 1), locale)
    if part[:1] == "S":
        return f"{_SEASONS.get(locale.language, _SEASONS['en'])[int(part[1:]) - 1]} {year}"
    return f"{part} {year}" if part[:1] in ("Q", "T", "H", "W") else label
