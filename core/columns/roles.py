"""Which column of a sheet plays which part in a log: the customer, the time of day, the order, the outcome."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from core.columns import clues
from core.columns.headers import IGNORE
from core.columns.looks import Look
from core.model import RawSheet
from core.model.mapping import ColumnMap
from core.model.personal import PersonalColumn, PersonalKind

_HOW = ("setting", "exact", "folded", "part", "none", "personal")
_PERSONS: tuple[PersonalKind, ...] = ("email", "phone", "name")  # that can tell customers apart, the surest first
_MONEY = frozenset({"value", "revenue"})
_SOLD = frozenset({"orders", "conversions", "customers", "customers_new"})
_SHOWN = frozenset({"impressions", "clicks"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Grid column indexes, None where no column plays the part.

    ``customer``: tells customers apart; ``repeats``: some of them come back. ``clock``: times of day beside the date;
    ``order``: numbers of orders that stand on several rows; ``row``: a number of its own on every row; ``status``:
    states of a ticket; ``deal``: how a deal or an order stands; ``outcome``: yes or no to a sale; ``amount``: money
    that no header explains; ``pieces``: how many, where that is what one costs.
    """

    customer: int | None = None
    repeats: bool = False
    clock: int | None = None
    order: int | None = None
    row: int | None = None
    status: int | None = None
    deal: int | None = None
    outcome: int | None = None
    amount: int | None = None
    pieces: int | None = None


def roles_of(
    columns: Sequence[ColumnMap],
    looks: Mapping[int, Look],
    sheet: RawSheet,
    *,
    rows: slice,
    people: Iterable[PersonalColumn],
) -> Roles:
    """The parts that the columns of ``sheet`` play in its grid ``rows``, if these are a log; ``people``: columns of
    personal data."""
    fields = {c.field for c in columns}
    dated = "date" in fields
    numbers = _numbers(columns, looks, sheet, rows) if dated else {}
    customer = _customer(columns, looks) or _person(columns, people) or numbers.get("customer")
    deal = (
        None
        if "event" in fields
        else _first(c for c in columns if _may_be_deal(c) and clues.is_deal(c, looks[c.index]))
    )
    amount, pieces = _priced(columns, looks) if {"order", "row"} & numbers.keys() else (_amount(columns, looks), None)
    open_ones = [
        c for c in columns if c.how != "personal" and c.field in (IGNORE, "date", "resolved") and c.index != deal
    ]
    return Roles(
        customer=_index(customer),
        clock=_first(c for c in open_ones if dated and c.field != "resolved" and clues.is_clock(c, looks[c.index])),
        order=_index(numbers.get("order")),
        row=_index(numbers.get("row")),
        status=_first(c for c in open_ones if c.field != "date" and clues.is_status(looks[c.index])),
        deal=deal,
        outcome=_first(c for c in columns if clues.is_outcome(c, looks[c.index])),
        amount=None if _MONEY & fields else amount,
        pieces=None if _MONEY & fields else pieces,
        repeats=customer is not None and looks[customer.index].distinct < looks[customer.index].filled,
    )


def as_log(columns: Sequence[ColumnMap], roles: Roles) -> tuple[ColumnMap, ...]:
    """The columns with the fields that their parts in a log give them."""
    meant = {
        roles.customer: "customer_id",
        roles.clock: "date",
        roles.status: "resolved",
        roles.deal: "event",
        roles.outcome: "conversions",
        roles.amount: "value",
    }
    return tuple(_meant(c, meant.get(c.index)) for c in columns)


def as_table(columns: Sequence[ColumnMap], looks: Mapping[int, Look]) -> tuple[ColumnMap, ...]:
    """The columns of a table of touchpoints, which has no single sales: where none is called revenue, what its rows or
    its orders brought is."""
    fields = {c.field for c in columns}
    if "revenue" in fields:
        return tuple(columns)
    numbers = [c for c in columns if clues.is_number(c, looks[c.index]) and clues.is_of_orders(c.header)]
    found = _of_orders(columns, looks, numbers) if numbers else _totals(columns, fields)
    return tuple(_meant(c, "revenue" if c.index in found else None) for c in columns)


def _of_orders(columns: Sequence[ColumnMap], looks: Mapping[int, Look], numbers: Sequence[ColumnMap]) -> list[int]:
    """The amount beside the number of an order; where that stands on several rows only the amount of a line, as a total
    may be repeated on each."""
    again = any(looks[c.index].distinct < looks[c.index].filled for c in numbers)
    amounts = [c for c in columns if c.field == "value" or clues.is_amount(c, looks[c.index])]
    found = [c for c in amounts if clues.is_of_line(c) >= again]
    return [c.index for c in sorted(found, key=lambda c: (not clues.is_of_line(c), c.index))[:1]]


def _totals(columns: Sequence[ColumnMap], fields: set[str]) -> list[int]:
    """The amounts ("Beløb", "Net total") beside a number of sales, of which cleaning takes one; beside clicks without a
    cost they may be the cost."""
    if fields.isdisjoint(_SOLD) or ("cost" not in fields and not fields.isdisjoint(_SHOWN)):
        return []
    return [c.index for c in columns if c.field == "value" and c.how == "part"]


def _meant(column: ColumnMap, field: str | None) -> ColumnMap:
    return column if field in (None, column.field) else replace(column, field=field, how="part")


def _amount(columns: Sequence[ColumnMap], looks: Mapping[int, Look]) -> int | None:
    """The amount of the whole order rather than of a part of it, such as a subtotal or the price of a piece."""
    found = [c for c in columns if clues.is_amount(c, looks[c.index])]
    return _index(min(found, key=lambda c: (clues.is_part_of_amount(c), c.index), default=None))


def _priced(columns: Sequence[ColumnMap], looks: Mapping[int, Look]) -> tuple[int | None, int | None]:
    """The amount of a numbered order, and with it, where that is only the price of a piece, the number of pieces."""
    amount = _amount(columns, looks)
    price = _first(c for c in columns if clues.is_piece_price(c, looks[c.index]))
    pieces = _first(c for c in columns if clues.counts_pieces(c, looks[c.index]))
    if price is None or pieces is None or amount not in (None, price):
        return amount, None
    return price, pieces


def _may_be_deal(column: ColumnMap) -> bool:
    return column.how not in ("setting", "personal") and column.field in (IGNORE, "stage", "phase", "resolved")


def _customer(columns: Sequence[ColumnMap], looks: Mapping[int, Look]) -> ColumnMap | None:
    """The column that its header calls the customer's: one called customer before one called user."""
    found = [c for c in columns if c.field == "customer_id" and looks[c.index].distinct > 1]
    ranked = [(c.how != "setting", not clues.is_customers(c.header), _HOW.index(c.how), c.index, c) for c in found]
    return min(ranked)[-1] if ranked else None


def _person(columns: Sequence[ColumnMap], personal: Iterable[PersonalColumn]) -> ColumnMap | None:
    """The addressee: without a customer's number, an e-mail address or phone number tells customers apart."""
    kinds = {p.index: p.kind for p in personal}
    found = [c for c in columns if kinds.get(c.index) in _PERSONS]
    return min(found, key=lambda c: _PERSONS.index(kinds[c.index]), default=None)


def _numbers(
    columns: Sequence[ColumnMap], looks: Mapping[int, Look], sheet: RawSheet, rows: slice
) -> dict[str, ColumnMap]:
    """What the columns that are called no more than "id" or "order no" number.

    A number that comes back at another time is a customer's, one that comes back only at the same moment an order's,
    one that never comes back that of the row.
    """
    found: dict[str, ColumnMap] = {}
    moments: np.ndarray | None = None
    for column in (c for c in columns if clues.is_number(c, looks[c.index])):
        codes, uniques = sheet.columns[column.index].take(np.arange(rows.start, rows.stop)).distinct
        if len(uniques) == len(codes):
            found.setdefault("row", column)
            continue
        moments = _moments(columns, looks, sheet, rows) if moments is None else moments
        again = len(pd.unique(codes * (int(moments.max()) + 1) + moments)) > len(uniques)
        found.setdefault("customer" if again else "order", column)
    return found


def _moments(columns: Sequence[ColumnMap], looks: Mapping[int, Look], sheet: RawSheet, rows: slice) -> np.ndarray:
    """A code per row of its moment, by the fullest column of dates: the lines of an order are not all paid."""
    date = max((c for c in columns if c.field == "date"), key=lambda c: looks[c.index].filled)
    return np.asarray(sheet.columns[date.index].take(np.arange(rows.start, rows.stop)).distinct[0], dtype=np.int64)


def _first(columns: Iterable[ColumnMap]) -> int | None:
    return _index(next(iter(columns), None))


def _index(column: ColumnMap | None) -> int | None:
    return column.index if column else None
