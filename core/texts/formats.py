"""How a country writes values, by the names that texts call the formats by: thin names over Babel, so that every screen
and export writes them alike."""

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

from babel import Locale
from babel.lists import format_list

from core.texts.moneys import money, rough, rounded_money
from core.texts.numbers import (
    FINEST,
    MINUS,
    ONE_DECIMAL,
    count,
    decimal,
    exact,
    percent,
    points,
    portion,
    ratio,
    score,
)
from core.texts.periods import month, month_name, period
from core.texts.rounding import digits_apart
from core.texts.times import date, days, duration, seconds, years

_DECIMALS = re.compile(r"[.,](\d+)\D*$")
_WRITTEN_FULL = ("percent", "points", "count", "ratio", "duration")  # with all their decimals, where wished for
_SOME_DIGIT, _NOTHING = re.compile("[1-9]"), 1e-9
UNKNOWN = "–"  # typographic, as the minus


def names(values: Sequence[str], locale: Locale) -> str:
    """a, b and c; a samt b og c, where a name has an "and" of its own."""
    told = [str(v) for v in values]
    own, beside = _ANDS.get(locale.language, ("", ""))
    if own and len(told) > 1 and any(own in name for name in told):
        return f"{', '.join(told[:-1])}{beside}{told[-1]}"
    return str(format_list(told, locale=locale)) if told else UNKNOWN


_ANDS = {"da": (" og ", " samt "), "sv": (" och ", " samt ")}


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
    "month-name": month_name,
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
    if kind in ("date", "month", "month-name", "period", "list", "either"):
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
    while more < FINEST and not _told_apart(known, [w for w in written if w != UNKNOWN]):
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
    own = [kind == "percent" and v is not None and abs(v) < ONE_DECIMAL for v in values]  # has its decimal already
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
