"""Columns of numbers: every cell read by one decision about the column's marks."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.cleaning.cells.marks import Mark, value_of, vote
from core.cleaning.cells.tokens import Token, read_token
from core.cleaning.cells.vocabulary import clip, currency_codes, is_missing
from core.model import CellKind, GridColumn

_EXAMPLES = 3
_PLAIN = r"\A-?[0-9]{1,30}(\.[0-9]{1,30})?\z"
_OPEN = r"\A-?[1-9][0-9]{0,2}\.[0-9]{3}\z"  # a thousand or one and a bit
_WHOLE_KINDS = frozenset({"count", "money"})  # where "1.234" is rather a thousand than one and a bit
Special = Callable[[str], float | None]
Cells = GridColumn  # the cells of one column in the rows that are kept


@dataclass(frozen=True, slots=True)
class Draft:
    """A column read as far as it goes without knowing the decimal mark.

    ``rows``: positions of the text cells, ``codes`` their place in ``uniques``; per unique text its value where the
    decimal mark is not in question (``plain``, nan elsewhere); of the others (place in ``uniques`` ->) ``tokens``: a
    token, a finished value (nan: the text says that there is none), or None where the text is no number.
    """

    cells: Cells
    rows: np.ndarray
    codes: np.ndarray
    uniques: np.ndarray
    plain: np.ndarray
    tokens: Mapping[int, Token | float | None]
    decimal: Mark | None
    mixed: bool
    open: Mark | None


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column of floats (nan: unknown) and how it came about; positions count from the first kept row.

    ``thousands``: an open mark was taken to stand before thousands, not decimals.
    ``unreadable``: positions of cells that are no number; ``errors``: number of #DIV/0! and the like; ``percent``:
    which cells carried a % sign; ``currencies``: per cell the place in ``currency_codes`` or -1; ``ambiguous``: up
    to three (text, value) that could be read two ways, if that was decided without proof; ``two_ways``: the same as
    (text, value with a decimal comma, value with a decimal point), also where the user decided.
    """

    values: np.ndarray
    decimal: Mark | None
    mixed: bool
    changed: int
    missing: int
    errors: int
    samples: tuple[tuple[str, str], ...]
    unreadable: np.ndarray
    percent: np.ndarray
    currencies: np.ndarray
    ambiguous: tuple[tuple[str, float], ...]
    thousands: bool
    two_ways: tuple[tuple[str, float, float], ...]


def draft(cells: Cells, *, special: Special | None = None) -> Draft:
    """Take every distinct text of a column apart, and collect what they prove about the decimal mark."""
    rows = np.flatnonzero(cells.kinds == CellKind.TEXT)
    codes, uniques = cells.take(rows).distinct
    plain, points = _plain(uniques) if special is None else (np.full(len(uniques), np.nan), 0)
    tokens = {place: _read(uniques[place], special) for place in np.flatnonzero(np.isnan(plain)).tolist()}
    decimal, mixed, undecided = vote((t.body for t in tokens.values() if isinstance(t, Token)), points=points)
    return Draft(cells, rows, codes, uniques, plain, tokens, decimal, mixed, undecided)


def sheet_decimal(drafts: Sequence[Draft]) -> Mark | None:
    """The decimal mark that the columns of a sheet prove; None where they prove none or both."""
    found = {d.decimal for d in drafts if d.decimal and not d.mixed}
    return found.pop() if len(found) == 1 else None


def settle(column: Draft, *, kind: str, elsewhere: Mark | None, chosen: Mark | None = None) -> NumberColumn:
    """Decide the decimal mark and finish the column. The user's choice wins (``chosen``).

    Without proof in the column: counts take a mark before three digits for thousands; other numbers follow the mark
    that the sheet's other columns prove (``elsewhere``); failing that money is taken for thousands, anything else
    for decimals, and the examples are handed on so that it can be said.
    """
    decimal, assumed = (chosen, False) if chosen else _decide(column, kind=kind, elsewhere=elsewhere)
    per_text = column.plain.copy()
    for place, token in column.tokens.items():
        per_text[place] = _value(token, decimal)
    values = _plain_values(column.cells)
    values[column.rows] = per_text[column.codes] if len(per_text) else np.nan
    unread = _at(column, (place for place, token in column.tokens.items() if token is None))
    foreign = (CellKind.DATE,) if kind == "duration" else (CellKind.DATE, CellKind.DURATION)
    bad = np.flatnonzero(np.isin(column.cells.kinds, foreign))
    unreadable = np.sort(np.concatenate([bad, column.rows[unread[column.codes]] if len(unread) else bad[:0]]))
    changes = _at(column, (place for place in column.tokens if _is_changed(column.uniques[place], per_text[place])))
    return NumberColumn(
        values=values,
        decimal=decimal,
        mixed=column.mixed or (chosen is not None and column.decimal not in (None, chosen)),
        changed=int(changes[column.codes].sum()),
        missing=int(np.isnan(values).sum()),
        errors=int((column.cells.kinds == CellKind.ERROR).sum()),
        samples=tuple((clip(column.uniques[i]), written(per_text[i])) for i in np.flatnonzero(changes)[:_EXAMPLES]),
        unreadable=unreadable,
        percent=_spread(column, {p: t.percent for p, t in column.tokens.items() if isinstance(t, Token)}, False),
        currencies=_spread(column, {place: _currency(token) for place, token in column.tokens.items()}, -1),
        ambiguous=_examples(column, per_text) if assumed else (),
        thousands=decimal != column.open,
        two_ways=_two_ways(column) if assumed or chosen else (),
    )


def written(value: float) -> str:
    """A value as the receipt writes it, independent of language: no thousands mark, a point before decimals."""
    return f"{value:.10g}"


def _plain(uniques: np.ndarray) -> tuple[np.ndarray, int]:
    """Per text its value, where it is digits with at most a point that cannot stand before thousands, as
    ``read_token`` would say of each; else nan. And how many of them have a point."""
    texts = pa.array(uniques, type=pa.large_string())
    plain = pc.match_substring_regex(texts, _PLAIN).to_numpy(zero_copy_only=False)
    plain &= ~pc.match_substring_regex(texts, _OPEN).to_numpy(zero_copy_only=False)
    found = texts.filter(plain)
    values = np.full(len(uniques), np.nan)
    values[plain] = found.cast(pa.float64()).to_numpy()
    return values, int(pc.sum(pc.count_substring(found, ".")).as_py() or 0)


def _read(text: str, special: Special | None) -> Token | float | None:
    if is_missing(text):
        return math.nan
    found = special(text) if special else None
    return read_token(text) if found is None else found


def _decide(column: Draft, *, kind: str, elsewhere: Mark | None) -> tuple[Mark | None, bool]:
    if column.decimal or column.open is None:
        return column.decimal, False
    thousands: Mark = "," if column.open == "." else "."
    if kind == "count":
        return thousands, elsewhere != thousands
    if elsewhere:
        return elsewhere, False
    return (thousands if kind in _WHOLE_KINDS else column.open), True


def _value(token: Token | float | None, decimal: Mark | None) -> float:
    if token is None:
        return math.nan
    if isinstance(token, float):
        return token
    value = value_of(token.body, decimal) * token.sign * token.scale
    return value * 10.0**token.exponent if token.exponent else value


def _plain_values(cells: Cells) -> np.ndarray:
    """The cells that the file itself calls numbers; nan elsewhere."""
    values = np.full(len(cells), np.nan)
    numbers = cells.kinds == CellKind.NUMBER
    values[numbers] = _floats(cells.take(numbers))
    flags = cells.kinds == CellKind.BOOL
    values[flags] = cells.take(flags).texts == "true"
    return values


def _floats(cells: Cells) -> np.ndarray:
    codes, uniques = cells.distinct
    return np.asarray(uniques.astype(float)[codes], dtype=float)


def _at(column: Draft, places: Iterable[int]) -> np.ndarray:
    """Boolean per unique text: those at these places."""
    found = np.zeros(len(column.uniques), dtype=bool)
    found[list(places)] = True
    return found


def _spread(column: Draft, known: Mapping[int, bool] | Mapping[int, int], default: int) -> np.ndarray:
    """For each cell what is ``known`` of its text (place in ``uniques`` -> value), else the default."""
    spread = np.full(len(column.cells), default)
    if any(value != default for value in known.values()):
        per_text = np.full(len(column.uniques), default)
        per_text[list(known)] = list(known.values())
        spread[column.rows] = per_text[column.codes]
    return spread


def _currency(token: Token | float | None) -> int:
    return currency_codes().index(token.currency) if isinstance(token, Token) and token.currency else -1


def _is_changed(text: str, value: float) -> bool:
    if math.isnan(value):
        return False
    try:
        return float(text) != value
    except ValueError:
        return True


def _examples(column: Draft, values: np.ndarray) -> tuple[tuple[str, float], ...]:
    return tuple((clip(column.uniques[place]), float(values[place])) for place, _ in _open_ones(column))


def _open_ones(column: Draft) -> list[tuple[int, Token]]:
    """The first texts that could be read two ways."""
    both = ((place, t) for place, t in column.tokens.items() if isinstance(t, Token) and t.body.open)
    return list(islice(both, _EXAMPLES))


def _two_ways(column: Draft) -> tuple[tuple[str, float, float], ...]:
    """Cells of a column that proves no decimal mark, by either mark."""
    if column.decimal or column.mixed:
        return ()
    return tuple((clip(column.uniques[p]), _value(t, ","), _value(t, ".")) for p, t in _open_ones(column))
