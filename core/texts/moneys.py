"""How a country writes money: with its currency, rounded where it is an estimate, in millions where it is large."""

import math
from typing import Literal

from babel import Locale
from babel.numbers import format_compact_decimal, format_currency, get_currency_symbol

from core.texts.numbers import HUGE, MINUS, finer_pattern, no_minus_zero, plain

_AFTER = {"DKK", "SEK", "NOK"}
_MILLION = 1e6


def money(value: float, locale: Locale, currency: str | None = None, more: int = 0) -> str:
    """Money with its currency; without decimals from 100 on; a bare number where the file has no currency."""
    digits = finer_pattern("#,##0" if abs(value) >= 99.5 or value == int(value) else "#,##0.00", more)
    if currency is None or abs(value) >= HUGE:
        symbol = f"\u00a0{currency_mark(currency, locale)}" if currency else ""
        return f"{plain(value, digits, locale)}{symbol}"
    pattern = f"¤{digits}" if _stands_before(currency, locale) else f"{digits}\u00a0¤"
    pattern = pattern if currency_mark(currency, locale) != currency else pattern.replace("¤", "¤¤")
    return no_minus_zero(str(format_currency(value, currency, pattern, locale=locale, currency_digits=False)))


def currency_mark(currency: str, locale: Locale) -> str:
    """How a currency is written beside figures; the code for a neighbour's crowns, which nobody calls Dkr."""
    symbol = str(get_currency_symbol(currency, locale))
    return currency if locale.language == "sv" and symbol != "kr" and symbol.endswith("kr") else symbol


def rounded_money(value: float, locale: Locale, currency: str | None = None) -> str:
    """Money to two significant digits, for estimates that must not look exact; millions in words."""
    value = _roughly(value)
    return _millions(value, locale, currency) if _in_millions(value) else money(value, locale, currency)


def rough(value: float, locale: Locale, currency: str | None = None, top: float | None = None) -> str:
    """The lower end of a range up to ``top``, which names currency and millions: without them, but for a currency that
    stands before the figure (£1.3–£2.0 million, but 0.4–1.9 million DKK)."""
    before, value = currency if _stands_before(currency, locale) else None, _roughly(value)
    if value < 0 or not _in_millions(value if top is None else _roughly(top)):
        return _millions(value, locale, before) if _in_millions(value) else money(value, locale, before)
    digits = "#,##0.##" if value < _MILLION / 10 else "#,##0.0" if top and _roughly(top) % _MILLION else "#,##0.#"
    return f"{currency_mark(before, locale) if before else ''}{plain(value / _MILLION, digits, locale)}"


def _in_millions(value: float) -> bool:
    return _MILLION <= abs(value) < 1000 * _MILLION


def _millions(value: float, locale: Locale, currency: str | None) -> str:
    how: Literal["short", "long"] = "short" if locale.language == "da" else "long"
    compact = format_compact_decimal(abs(value), format_type=how, locale=locale, fraction_digits=1)
    written, sign = str(compact).replace(" ", "\u00a0"), MINUS if value < 0 else ""
    if currency is None:
        return sign + written
    mark = currency_mark(currency, locale)
    return sign + (f"{mark}{written}" if _stands_before(currency, locale) else f"{written}\u00a0{mark}")


def _stands_before(currency: str | None, locale: Locale) -> bool:
    return locale.language == "en" and currency is not None and currency not in _AFTER


def _roughly(value: float) -> float:
    size = 10 ** max(0, math.floor(math.log10(abs(value))) - 1) if value else 1
    return round(value / size) * size
