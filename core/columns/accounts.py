"""What accounts and bookings are for, by their names and texts: look-ups over ``ledgers.toml``."""

from collections.abc import Iterable
from functools import cache
from typing import Literal

from core.columns.lexicon import header_words
from core.tables import table as read

Kind = Literal["sale", "cost", "other"]
_PART, _LONG_PART = 4, 6  # letters of a word from which it may stand inside another: salgsmoms, konsultintäkter


def account_kind(name: str) -> Kind:
    """What an account is for, by the first word of its name that says it: "Salg af varer m/moms", "Annoncer", but
    "Salgsmoms" and "Udgående moms af salg"."""
    words = [w for w in header_words(name) if not w.isdigit()]
    if _begins(words, "marketing"):
        return "cost"
    if any(phrase in " ".join(words) for phrase in read("ledgers")["not_sales"]):
        return "other"
    for word in words:
        if any(part in word for part in _beginnings("neither") if len(part) >= _PART or word.startswith(part)):
            return "other"
        if word.startswith(_beginnings("sales")) or any(part in word for part in _inside()):
            return "sale"
    return "other"


def kind_of_number(number: str) -> Kind:
    """What an account is for by its number in the BAS chart."""
    chart = read("ledgers")["bas"]
    value = int(number) if number.isdigit() else 0
    inside = {name: chart[name][0] <= value <= chart[name][1] for name in ("sales", "marketing")}
    return "sale" if inside["sales"] else "cost" if inside["marketing"] else "other"


def is_sold(text: str) -> bool:
    """Whether a booking's words speak of something sold."""
    return not frozenset(read("ledgers")["sold"]).isdisjoint(header_words(text))


def was_returned(text: str) -> bool:
    """Whether a booking's words speak of something given back."""
    return not frozenset(read("ledgers")["returned"]).isdisjoint(header_words(text))


def _begins(words: Iterable[str], name: str) -> bool:
    return any(word.startswith(_beginnings(name)) for word in words)


@cache
def _beginnings(name: str) -> tuple[str, ...]:
    return tuple(read("ledgers")[name])


@cache
def _inside() -> tuple[str, ...]:
    return tuple(word for word in _beginnings("sales") if len(word) >= _LONG_PART)
