"""Amounts that only their sides name: Brutto, Moms and Netto beside each other are what was sold."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from core.columns.headers import IGNORE
from core.columns.lexicon import header_words, the_lexicon
from core.columns.looks import Look
from core.model.mapping import ColumnMap
from core.tables import table

_ADS = frozenset({"impressions", "clicks", "cost"})  # beside these the amounts of an invoice may as well be spent
_SOLD = frozenset({"orders", "conversions", "customers", "customers_new", "revenue"})
_FIGURES = 0.8  # of the distinct cells


def sided(columns: tuple[ColumnMap, ...], looks: Mapping[int, Look]) -> tuple[ColumnMap, ...]:
    """The columns; those called no more than gross or net as revenue, where both stand there, or one beside its tax.

    Nothing where a table of ads says nothing of sales: they may be what was spent.
    """
    found = [c for c in columns if _is_side(c, looks[c.index])]
    if not found:
        return columns
    taxed = any(not _taxes().isdisjoint(header_words(c.header)) for c in columns if c not in found)
    fields = {c.field for c in columns}
    if len(found) + taxed < 2 or (fields & _ADS and not fields & _SOLD):
        return columns
    totals = [c for c in columns if c.field == "value" and not _taxes().isdisjoint(header_words(c.header))]
    return tuple(replace(c, field="revenue", how="part") if c in (*found, *totals) else c for c in columns)


def _is_side(column: ColumnMap, look: Look) -> bool:
    if column.field != IGNORE or column.how not in ("none", "exact") or look.figured < _FIGURES:
        return False
    words = header_words(column.header)
    return bool(words) and not _sides().isdisjoint(words) and _plain().issuperset(words)


@cache
def _sides() -> frozenset[str]:
    amounts = table("cells")["amounts"]
    return frozenset(word.strip() for side in ("net_beginnings", "gross_beginnings") for word in amounts[side])


@cache
def _taxes() -> frozenset[str]:
    return frozenset(table("cells")["amounts"]["taxes"])


@cache
def _plain() -> frozenset[str]:
    """Words that may stand beside gross and net without naming another amount."""
    lists = the_lexicon().words
    return _sides() | lists["vat"] | lists["fillers"] | {"belob", "belopp", "amount", "pris"}
