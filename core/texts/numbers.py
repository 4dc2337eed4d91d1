"""How a country writes plain numbers: counts, scores, shares, points and multiples."""

import math
from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal, format_scientific

HUGE = 1e15
ONE_DECIMAL, FINEST = 0.0995, 6
MINUS = "−"  # typographic: a hyphen is too short beside figures


def count(value: float, locale: Locale, more: int = 0, *, full: bool = False) -> str:
    """12 345"""
    return plain(round(value, more or None), finer_pattern("#,##0", more, full=full), locale)


def finer_pattern(pattern: str, more: int, *, full: bool = False) -> str:
    """``pattern`` with ``more`` decimals, where two values would look alike; in ``full`` all of them are written."""
    return pattern if not more else pattern + ("" if "." in pattern else ".") + ("0" if full else "#") * more


@lru_cache(maxsize=8192)
def plain(value: float, pattern: str, locale: Locale) -> str:
    """A number by its pattern; as a power of ten where its digits would fill the line."""
    written = format_scientific(value, "0.##E0", locale=locale) if abs(value) >= HUGE else None
    return no_minus_zero(str(written or format_decimal(value, pattern, locale=locale)))


def no_minus_zero(written: str) -> str:
    """Nothing less than nothing: 0 has no sign, and what is rounded to it has none either (a cache takes 0 and -0 for
    the same)."""
    return written if any(digit in written for digit in "123456789") else written.replace(MINUS, "").replace("-", "")


def decimal(value: float, locale: Locale, more: int = 0) -> str:
    """Up to two decimals, as many as the size of the number deserves."""
    pattern = "#,##0" if abs(value) >= 100 else "#,##0.#" if abs(value) >= 10 else "#,##0.##"
    return plain(value, finer_pattern(pattern, more), locale)


def score(value: float, locale: Locale, more: int = 0) -> str:
    """A rating, always with two decimals: several of them stand beside each other."""
    return plain(value, finer_pattern("#,##0.00", more), locale)


def exact(value: float, locale: Locale) -> str:
    """A number with all its decimals, up to six."""
    return plain(value, "#,##0.######", locale)


def percent(value: float, locale: Locale, more: int = 0, *, full: bool = False) -> str:
    """A share 0-1 as per cent; one decimal below ten per cent, two significant digits below one, zeros too: they stand
    below each other."""
    size = -math.floor(math.log10(abs(value))) if value else 0
    digits = min(max(size - 1, 1), FINEST) if abs(value) < ONE_DECIMAL else 0
    full = full or (0 < digits < FINEST and value != 0)
    written = plain(100 * value, finer_pattern("#,##0", digits + more, full=full), locale) + "%"
    return written if locale.language == "en" else written.replace("%", "\u00a0%")


def portion(value: float, locale: Locale) -> str:
    """A share that "of something" follows: half of it, 30% of it."""
    return _HALF.get(locale.language, "half") if value == 0.5 else percent(value, locale)


_HALF = {"da": "halvdelen", "sv": "hälften"}


def points(value: float, locale: Locale, more: int = 0, *, full: bool = False) -> str:
    """Signed points, as NPS is written: +30."""
    written = count(value, locale, more, full=full)
    return f"+{written}" if round(value, more) > 0 else written


def ratio(value: float, locale: Locale, more: int = 0, *, full: bool = False) -> str:
    """5.0 x"""
    pattern = "#,##0" if abs(value) >= 10 else "#,##0.00" if full else "#,##0.0#"
    return f"{plain(value, finer_pattern(pattern, more), locale)}\u00a0×"
