"""How a country writes values: thin names over Babel, so that every screen and export writes them alike."""

import datetime as dt
import math
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Literal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import (
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_scientific,
    get_currency_symbol,
)

from core.texts.periods import month, period
from core.texts.rounding import digits_apart, roughly

_HUGE = 1e15
_DECIMALS = re.compile(r"[.,](\d+)\D*$")
_WRITTEN_FULL = ("percent", "points", "count", "ratio", "duration")  # with all their decimals, where wished for
_ONE_DECIMAL, _FINEST = 0.0995, 6
_SOME_DIGIT, _NOTHING = re.compile("[1-9]"), 1e-9
UNKNOWN, MINUS = "–", "−"  # typographic: a hyphen is too short beside figures


def count(value: float, locale: Locale, more: int = 0, *, full: bool = False) -> str:
    """12 345"""
    return _plain(round(value, more or None), _finer("#,##0", more, full=full), locale)


def _finer(pattern: str, more: int, *, full: bool = False) -> str:
    """``pattern`` with ``more`` decimals, where two values would look alike; in ``full`` all of them are written."""
    return pattern if not more else pattern + ("" if "." in pattern else ".") + ("0" if full else "#") * more


@lru_cache(maxsize=8192)
def _plain(value: float, pattern: str, locale: Locale) -> str:
    """A number by its pattern; as a power of ten where its digits would fill the line."""
    written = format_scientific(value, "0.##E0", locale=locale) if abs(value) >= _HUGE else None
    return _no_minus_zero(str(written or format_decimal(value, pattern, locale=locale)))


def _no_minus_zero(written: str) -> str:
    """Nothing less than nothing: 0 has no sign, and what is rounded to it has none either (a cache takes 0 and -0 for
    the same)."""
    return written if any(digit in written for digit in "123456789") else written.replace(MINUS, "").replace("-", "")


def decimal(value: float, locale: Locale, more: int = 0) -> str:
    """Up to two decimals, as many as the size of the number deserves."""
    pattern = "#,##0" if abs(value) >= 100 else "#,##0.#" if abs(value) >= 10 else "#,##0.##"
    return _plain(value, _finer(pattern, more), locale)


def score(value: float, locale: Locale, more: int = 0) -> str:
    """A rating, always with two decimals: several of them stand beside each other."""
    return _plain(value, _finer("#,##0.00", more), locale)


def exact(value: float, locale: Locale) -> str:
    """A number with all its decimals, up to six."""
    return _plain(value, "#,##0.######", locale)


def percent(value: float, locale: Locale, more: int = 0, *, full: bool = False) -> str:
    """A share 0-1 as per cent; one decimal below ten per cent, two significant digits below one, zeros too: they stand
    below each other."""
    size = -math.floor(math.log10(abs(value))) if value else 0
    digits = min(max(size - 1, 1), _FINEST) if abs(value) < _ONE_DECIMAL else 0
    full = full or (0 < digits < _FINEST and value != 0)
    written = _plain(100 * value, _finer("#,##0", digits + more, full=full), locale) + "%"
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
    return f"{_plain(value, _finer(pattern, more), locale)}\u00a0×"


def money(value: float, locale: Locale, currency: str | None = None, more: int = 0) -> str:
    """Money with its currency; without decimals from 100 on; a bare number where the file has no currency."""
    digits = _finer("#,##0" if abs(value) >= 99.5 or value == int(value) else "#,##0.00", more)
    if currency is None or abs(value) >= _HUGE:
        symbol = f"\u00a0{currency_mark(currency, locale)}" if currency else ""
        return f"{_plain(value, digits, locale)}{symbol}"
    pattern = f"¤{digits}" if _stands_before(currency, locale) else f"{digits}\u00a0¤"
    pattern = pattern if currency_mark(currency, locale) != currency else pattern.replace("¤", "¤¤")
    return _no_minus_zero(str(format_currency(value, currency, pattern, locale=locale, currency_digits=False)))


def currency_mark(currency: str, locale: Locale) -> str:
    """How a currency is written beside figures; the code for a neighbour's crowns, which nobody calls Dkr."""
    symbol = str(get_currency_symbol(currency, locale))
    return currency if locale.language == "sv" and symbol != "kr" and symbol.endswith("kr") else symbol


_AFTER = {"DKK", "SEK", "NOK"}
_MILLION = 1e6


def rounded_money(value: float, locale: Locale, currency: str | None = None, digits: int = 2) -> str:
    """Money to two significant digits, for estimates that must not look exact; millions in words."""
    value = roughly(value, digits)
    return _millions(value, locale, currency, digits) if _in_millions(value) else money(value, locale, currency)


def rough(value: float, locale: Locale, currency: str | None = None, top: float | None = None, digits: int = 2) -> str:
    """The lower end of a range up to ``top``, which names currency and millions: without them, but for a currency that
    stands before the figure (£1.3–£2.0 million, but 0.4–1.9 million DKK)."""
    before, value = currency if _stands_before(currency, locale) else None, roughly(value, digits)
    if value < 0 or not _in_millions(value if top is None else roughly(top, digits)):
        return _millions(value, locale, before, digits) if _in_millions(value) else money(value, locale, before)
    whole = not top or roughly(top, digits) % _MILLION == 0
    pattern = "#,##0.##" if value < _MILLION / 10 else "#,##0.#" if whole else f"#,##0.{'0' * (digits - 1)}"
    return f"{currency_mark(before, locale) if before else ''}{_plain(value / _MILLION, pattern, locale)}"


def _in_millions(value: float) -> bool:
    return _MILLION <= abs(value) < 1000 * _MILLION


def _millions(value: float, locale: Locale, currency: str | None, digits: int) -> str:
    how: Literal["short", "long"] = "short" if locale.language == "da" else "long"
    compact = format_compact_decimal(abs(value), format_type=how, locale=locale, fraction_digits=digits - 1)
    written, sign = str(compact).replace(" ", "\u00a0"), MINUS if value < 0 else ""
    if currency is None:
        return sign + written
    mark = currency_mark(currency, locale)
    return sign + (f"{mark}{written}" if _stands_before(currency, locale) else f"{written}\u00a0{mark}")


def _stands_before(currency: str | None, locale: Locale) -> bool:
    return locale.language == "en" and currency is not None and currency not in _AFTER


def duration(hours: float, locale: Locale, more: int = 0, *, full: bool = False) -> str:
    """A duration given in hours: seconds below a minute, minutes below two hours, days from 72 hours on."""
    size, unit = next((size, unit) for limit, size, unit in _DURATIONS if abs(hours) < limit)
    value, name = hours * size, _DURATION_NAMES.get(locale.language, {}).get(unit, unit)
    pattern = "#,##0" if abs(value) >= 100 else "#,##0.0" if full else "#,##0.#"
    return f"{_plain(value, _finer(pattern, more), locale)}\u00a0{name}"


_DURATIONS = ((1 / 60, 3600, "s"), (2, 60, "min"), (72, 1, "h"), (math.inf, 1 / 24, "days"))
_DURATION_NAMES = {"da": {"min": "min.", "h": "t", "days": "dage"}, "sv": {"h": "tim", "days": "dagar"}}


def seconds(value: float, locale: Locale) -> str:
    """A short duration given in seconds."""
    return duration(value / 3600, locale)


def days(value: float, locale: Locale) -> str:
    """Days, in words: 1 day, 2.5 days; whole ones from ten on, below half a day as a duration."""
    if 0 < value < 0.5:
        return duration(24 * value, locale)
    one, other = {"da": ("dag", "dage"), "sv": ("dag", "dagar")}.get(locale.language, ("day", "days"))
    written = _plain(value, "#,##0.#" if value < 10 else "#,##0", locale)
    return f"{written}\u00a0{one if written == '1' else other}"


def years(value: float, locale: Locale, more: int = 0) -> str:
    """Years with one decimal."""
    name = {"da": "år", "sv": "år"}.get(locale.language, "years")
    return f"{_plain(value, _finer('#,##0.#', more), locale)}\u00a0{name}"


def date(value: dt.date, locale: Locale) -> str:
    """3 May 2025"""
    return str(format_date(value, "long" if locale.language != "en" else "d MMMM y", locale=locale))


def names(values: Sequence[str], locale: Locale) -> str:
    """a, b and c"""
    return str(format_list([str(v) for v in values], locale=locale)) if values else UNKNOWN


def either(values: Sequence[str], locale: Locale) -> str:
    """a, b or c"""
    return str(format_list([str(v) for v in values], style="or", locale=locale)) if values else UNKNOWN


FORMATS: dict[str, Callable[..., str]] = {
    "count": count,
    "decimal": decimal,
    "score": score,
    "exact": exact,
    "percent": percent,
    "portion": portion,
    "points": points,
    "ratio": ratio,
    "money": money,
    "about": rounded_money,
    "rough": rough,
    "duration": duration,
    "seconds": seconds,
    "days": days,
    "years": years,
    "date": date,
    "month": month,
    "period": period,
    "list": names,
    "either": either,
}
FORMAT_OF_UNIT = {
    "share": "percent",
    "money": "money",
    "ratio": "ratio",
    "points": "points",
    "duration": "duration",
    "count": "count",
    "years": "years",
    "score": "score",
}


def write(
    kind: str,
    value: Any,
    locale: Locale,
    currency: str | None = None,
    ends: tuple[float, float] | None = None,
) -> str:
    """``value`` written in format ``kind``, as one of the two ``ends`` of a range if need be; a dash for None and
    NaN."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return UNKNOWN
    if kind in ("date", "month", "period", "list", "either"):
        return FORMATS[kind](value, locale)
    if kind in ("rough", "about"):
        digits = {"digits": digits_apart(*ends)} if ends else {}
        top = {"top": ends[1]} if ends and kind == "rough" else {}
        return FORMATS[kind](value, locale, currency, **top, **digits).replace("-", MINUS)
    own = (currency,) if kind == "money" else ()
    return FORMATS[kind](value, locale, *own).replace("-", MINUS)


def apart(kind: str, values: Sequence[float | None], locale: Locale, currency: str | None = None) -> tuple[str, ...]:
    """Values that are read together, with as many more digits as it takes that different ones look different and only
    0 looks like 0."""
    written = tuple(write(kind, value, locale, currency) for value in values)
    known = [v for v in values if v is not None and math.isfinite(v)]
    more = 0
    while more < _FINEST and not _told_apart(known, [w for w in written if w != UNKNOWN]):
        more += 1
        finer = {v: _write_finer(kind, v, locale, currency, more) for v in known}
        written = tuple(UNKNOWN if v is None else finer.get(v, UNKNOWN) for v in values)
    return written


def finer(
    kind: str, values: Sequence[float | None], locale: Locale, currency: str | None = None, *, more: int
) -> tuple[str, ...]:
    """Values that are read together, each with ``more`` decimals than usual, 72.0 % beside 71.9 %; a share below ten
    per cent, which has one already, keeps its own. Times and ratios have alike many."""
    full = more > 0 or (kind in ("ratio", "duration") and _differ_in_decimals(values, kind, locale))
    known = [v is not None and math.isfinite(v) for v in values]
    own = [kind == "percent" and v is not None and abs(v) < _ONE_DECIMAL for v in values]  # has its decimal already
    return tuple(
        _write_finer(kind, v, locale, currency, 0 if has else more, full=full) if ok and v is not None else UNKNOWN
        for v, ok, has in zip(values, known, own, strict=True)
    )


def _differ_in_decimals(values: Sequence[float | None], kind: str, locale: Locale) -> bool:
    """Whether values would be written as 6 h beside 5.9 h."""
    found = [_DECIMALS.search(write(kind, v, locale)) for v in values if v is not None and math.isfinite(v)]
    return len({len(decimals[1]) if decimals else 0 for decimals in found}) > 1


def _told_apart(values: Sequence[float], written: Sequence[str]) -> bool:
    looks = dict(zip(values, written, strict=True))
    nought = [v for v, w in looks.items() if not _SOME_DIGIT.search(w)]
    return len(set(looks.values())) == len(looks) and all(abs(v) < _NOTHING for v in nought)


def _write_finer(
    kind: str, value: float, locale: Locale, currency: str | None, more: int, *, full: bool = False
) -> str:
    own = (currency,) if kind == "money" else ()
    style = {"full": True} if full and kind in _WRITTEN_FULL else {}
    return FORMATS[kind](value, locale, *own, more=more, **style).replace("-", MINUS)
