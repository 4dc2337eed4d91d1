"""How a country writes money: with its currency, rounded where it is an estimate, in millions where it is large."""

from typing import Literal

from babel import Locale
from babel.numbers import format_compact_decimal, format_currency, get_currency_symbol

from core.texts.numbers import HUGE, MINUS, finer_pattern, no_minus_zero, plain
from core.texts.rounding import roughly

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
    return f"{currency_mark(before, locale) if before else ''}{plain(value / _MILLION, pattern, locale)}"


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
