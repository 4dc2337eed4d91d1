"""One currency per result: found in headers, cells or a currency column; several are never added up."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.cleaning.cells.grid import Grid
from core.cleaning.cells.vocabulary import KR, currency_codes, lookup
from core.model.mapping import ColumnMap
from core.model.names import fold
from core.tables import table

UNSAID = -1
_CROWNS = ("DKK", "SEK", "NOK")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS: Mapping[str, str] = {"æ": "DKK", "ø": "DKK", "ä": "SEK", "ö": "SEK"}  # Norwegian is told by its words


def currency_column(grid: Grid) -> np.ndarray | None:
    """Per row the currency that a column of nothing but currencies gives; None where there is no such column."""
    for column in grid.map.columns:
        if column.field == "ignore" and (places := _all_currencies(grid, column)) is not None:
            return places
    return None


def _all_currencies(grid: Grid, column: ColumnMap) -> np.ndarray | None:
    codes, uniques = grid.cells(column).distinct
    if len(uniques) > 20:
        return None
    places = [_place(text) for text in uniques]
    said = [p for p, text in zip(places, uniques, strict=True) if text.strip()]
    return np.array(places, dtype=np.int8)[codes] if said and UNSAID not in said else None


def _place(text: str) -> int:
    code = lookup("currencies").get(fold(text[:12]))
    return currency_codes().index(code) if code else UNSAID


def crowns_by_language(texts: Iterable[str]) -> Counter[str]:
    """How much the words and letters of ``texts`` speak for Danish, Swedish or Norwegian crowns."""
    votes: Counter[str] = Counter()
    for text in texts:
        votes.update(_LETTERS[letter] for letter in text.casefold() if letter in _LETTERS)
        for word in _WORD.findall(fold(text)):
            votes.update({code: 2 for code in _CROWNS if word in table("cells")["languages"][code]})
    return votes


@dataclass(frozen=True, slots=True)
class Currency:
    """``code``: the currency of the result, None where nothing says or where "kr" may be several; ``crown``: what
    "kr" stands for, ``kr`` itself where nothing says; ``found``: all currencies of the files, most cells first."""

    code: str | None
    crown: str
    found: tuple[str, ...]


def decide(counts: Counter[str], votes: Counter[str], *, wish: str | None) -> Currency:
    """The user's wish, else the currency of most cells; "kr" is what the language says, else the crowns named."""
    named = [code for code in _CROWNS if counts[code]]
    crown = wish if wish in _CROWNS else _winner(votes) or (named[0] if len(named) == 1 else None)
    resolved: Counter[str] = Counter()
    for code, number in counts.items():
        resolved[(crown or KR) if code == KR else code] += number
    found = tuple(code for code, _ in sorted(resolved.items(), key=lambda item: (-item[1], item[0])))
    first = found[0] if found else None
    return Currency(wish or (None if first == KR else first), crown or KR, found)


def foreign(places: np.ndarray, currency: Currency) -> np.ndarray:
    """Boolean: which cells say another currency than the result's."""
    kept = currency.code or KR
    own = [i for i, code in enumerate(currency_codes()) if kept == (currency.crown if code == KR else code)]
    return ~np.isin(places, [UNSAID, *own])


def count_currencies(places: Sequence[np.ndarray]) -> Counter[str]:
    """How many cells say which currency."""
    counts: Counter[str] = Counter()
    for column in places:
        found, numbers = np.unique(column[column != UNSAID], return_counts=True)
        counts.update({currency_codes()[int(i)]: int(n) for i, n in zip(found, numbers, strict=True)})
    return counts


def _winner(votes: Counter[str]) -> str | None:
    ranked = sorted(_CROWNS, key=lambda code: -votes[code])
    return ranked[0] if votes[ranked[0]] > votes[ranked[1]] else None
