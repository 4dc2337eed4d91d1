"""How a country writes durations and dates."""

import datetime as dt
import math

from babel import Locale
from babel.dates import format_date

from core.texts.numbers import finer_pattern, plain

_DURATIONS = ((1 / 60, 3600, "s"), (2, 60, "min"), (72, 1, "h"), (math.inf, 1 / 24, "days"))
_DURATION_NAMES = {"da": {"min": "min.", "h": "t", "days": "dage"}, "sv": {"h": "tim", "days": "dagar"}}


def duration(hours: float, locale: Locale, more: int = 0, *, full: bool = False) -> str:
    """A duration given in hours: seconds below a minute, minutes below two hours, days from 72 hours on."""
    size, unit = next((size, unit) for limit, size, unit in _DURATIONS if abs(hours) < limit)
    value, name = hours * size, _DURATION_NAMES.get(locale.language, {}).get(unit, unit)
    pattern = "#,##0" if abs(value) >= 100 else "#,##0.0" if full else "#,##0.#"
    return f"{plain(value, finer_pattern(pattern, more), locale)}\u00a0{name}"


def seconds(value: float, locale: Locale) -> str:
    """A short duration given in seconds."""
    return duration(value / 3600, locale)


def days(value: float, locale: Locale) -> str:
    """Days, in words: 1 day, 2.5 days; whole ones from ten on, below half a day as a duration."""
    if 0 < value < 0.5:
        return duration(24 * value, locale)
    one, other = {"da": ("dag", "dage"), "sv": ("dag", "dagar")}.get(locale.language, ("day", "days"))
    written = plain(value, "#,##0.#" if value < 10 else "#,##0", locale)
    return f"{written}\u00a0{one if written == '1' else other}"


def years(value: float, locale: Locale, more: int = 0) -> str:
    """Years with one decimal."""
    name = {"da": "år", "sv": "år"}.get(locale.language, "years")
    return f"{plain(value, finer_pattern('#,##0.#', more), locale)}\u00a0{name}"


def date(value: dt.date, locale: Locale) -> str:
    """3 May 2025"""
    return str(format_date(value, "long" if locale.language != "en" else "d MMMM y", locale=locale))
