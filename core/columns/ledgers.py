"""Ledgers: bookings on accounts, where a sale is a credit or a negative amount, and a cost the other way round."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from core.columns.accounts import Kind, account_kind, is_sold, kind_of_number, was_returned
from core.columns.bookings import Amounts, filled, from_sides, from_signs, with_zeros
from core.columns.headers import IGNORE, kind_of, match_header
from core.columns.lexicon import header_words
from core.columns.looks import Look, look_at
from core.columns.wide_words import names_touchpoint
from core.model import RawSheet, Settings
from core.model.mapping import Table
from core.model.names import clean_text
from core.tables import table as read

_LONGEST = 120  # characters of a name or text that are looked at
_FEWEST = 3  # amounts below 0 from which their sign is asked for
_NUMBERS = 0.8  # of the distinct cells of a column of account numbers
_TOLD = 5  # accounts that are named
_NAMING = frozenset({"touchpoint", "channel", "campaign"})


@dataclass(frozen=True, slots=True)
class Ledger:
    """``sheet`` with columns of what was sold and spent beside its own, and its ``table`` with them; ``aside``: grid
    rows that are neither; ``sales``, ``costs`` and ``rest``: on which accounts, or beside which words, they stand.

    ``how``: sides (of an account), signs, or unsure: then nothing is counted until the user says what a sale is.
    """

    sheet: RawSheet
    table: Table
    aside: frozenset[int]
    how: Literal["sides", "signs", "unsure", "written"]
    sales: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Columns:
    """Grid columns by their part in a ledger, None where it has none."""

    account: int | None
    name: int | None
    debit: int | None
    credit: int | None
    amount: int | None
    texts: tuple[int, ...]
    parts: tuple[int, ...]
    rest: tuple[int, ...]  # further amounts, such as what was booked since the year began

    @property
    def has_sides(self) -> bool:
        return self.debit is not None and self.credit is not None

    @property
    def taken(self) -> tuple[int, ...]:
        sides = (self.credit, self.debit) if self.has_sides else (self.amount,)
        return tuple(c for c in sides if c is not None)


def find_ledger(sheet: RawSheet, table: Table | None, *, settings: Settings) -> Ledger | None:
    """The ledger in ``sheet``; None where it holds anything else, or the user says what its amounts are.

    ``settings.bookings``: credits (or amounts below 0) are sales, or everything is as it is written.
    """
    if table is None or table.more:
        return None
    fields = {c: match_header(text)[0] for c, text in table.headers.items()}
    looks = {c: look_at(sheet.columns[c], first=table.first, last=table.last) for c in table.headers}
    columns = _columns_of(table, fields, looks)
    wished = set(settings.mapping.get(sheet.name, {})) & {table.headers[c] for c in columns.taken}
    counted = any(kind_of(f) == "count" for c, f in fields.items() if c not in (columns.account, *columns.taken))
    wish = settings.bookings.get(sheet.name)
    if not columns.taken or wished or wish == "written":
        return None
    if columns.account is None and columns.name is None and not columns.has_sides:
        return _by_sign(sheet, table, columns, fields, wish)
    return None if counted else _booked(sheet, table, columns, fields, wish)


def _booked(
    sheet: RawSheet, table: Table, columns: _Columns, fields: Mapping[int, str], wish: str | None
) -> Ledger | None:
    """Bookings with their account, or with the sides of one."""
    rows = np.arange(table.first, table.last)
    sides = columns.has_sides
    how: Literal["sides", "signs"] = "sides" if sides else "signs"
    amounts = _sides_of(sheet, columns, rows) if sides else from_signs(sheet.columns[columns.taken[0]], rows)
    kinds, said = _by_account(sheet, table, columns, rows)
    if "customer_id" in fields.values():
        kinds[kinds == "cost"] = "other"  # whom the business paid is no customer
    if not (kinds == "sale").any():
        if said is not None and wish != "credit":
            return _unsure(sheet, table, columns) if sides else None
        kinds, said = _by_text(sheet, columns, rows, amounts, wished=wish == "credit")
    written = not sides and amounts.positive[kinds == "sale"].sum() > amounts.negative[kinds == "sale"].sum()
    amounts = amounts.flipped() if written else amounts
    if not (kinds == "sale").any():
        return _unsure(sheet, table, columns)
    return _laid(sheet, table, columns, fields, amounts, kinds, said, "written" if written else how)


def _by_sign(
    sheet: RawSheet, table: Table, columns: _Columns, fields: Mapping[int, str], wish: str | None
) -> Ledger | None:
    """Amounts without an account of which most are below 0: sales where the words beside them say so, or where the
    column is one of sales that is never above 0."""
    rows = np.arange(table.first, table.last)
    amounts = from_signs(sheet.columns[columns.taken[0]], rows)
    below, above = int(amounts.negative.sum()), int(amounts.positive.sum())
    if wish != "credit" and (below < _FEWEST or below <= above):
        return None
    if fields[columns.taken[0]] == "revenue" and (not above or wish == "credit"):
        kinds = np.where(amounts.negative | amounts.positive, "sale", "").astype(object)
        others = [c for c, f in fields.items() if f == "cost"]
        return _laid(sheet, table, columns, fields, amounts, kinds, None, "signs", keep_costs=bool(others))
    kinds, said = _by_text(sheet, columns, rows, amounts, wished=wish == "credit")
    if not (kinds == "sale").any():
        return _unsure(sheet, table, columns)
    return _laid(sheet, table, columns, fields, amounts, kinds, said, "signs")


def _sides_of(sheet: RawSheet, columns: _Columns, rows: np.ndarray) -> Amounts:
    credit, debit = (sheet.columns[c] for c in columns.taken)
    return from_sides(credit, debit, rows)


def _columns_of(table: Table, fields: Mapping[int, str], looks: Mapping[int, Look]) -> _Columns:
    """The columns by their headers; an account has a number, its name words."""
    said = {c: " ".join(header_words(text)) for c, text in table.headers.items() if c not in table.unnamed}

    def first(name: str, test: Callable[[int], bool]) -> int | None:
        ranked = [
            (words.index(said[c]), c) for words in (list(read("ledgers")[name]),) for c in said if said[c] in words
        ]
        return next((c for _, c in sorted(ranked) if test(c)), None)

    def every(name: str) -> tuple[int, ...]:
        return tuple(c for c in said if said[c] in read("ledgers")[name])

    def is_figure(column: int) -> bool:
        return looks[column].filled > 0 and looks[column].figured >= _NUMBERS

    revenue = next((c for c, f in fields.items() if f in ("revenue", "value") and is_figure(c)), None)
    amount = first("amounts", is_figure)
    return _Columns(
        account=first("accounts", lambda c: looks[c].whole and not looks[c].flags),
        name=first(
            "account_names", lambda c: looks[c].filled > 0 and not looks[c].whole and looks[c].numeric < _NUMBERS
        ),
        debit=first("debits", lambda c: looks[c].figured >= _NUMBERS or not looks[c].filled),
        credit=first("credits", lambda c: looks[c].figured >= _NUMBERS or not looks[c].filled),
        amount=revenue if amount is None else amount,
        texts=every("texts"),
        parts=every("parts"),
        rest=tuple(c for c in (*every("amounts"), *every("balances")) if c != amount),
    )


def _by_account(
    sheet: RawSheet, table: Table, columns: _Columns, rows: np.ndarray
) -> tuple[np.ndarray, np.ndarray | None]:
    """Per row what its account is for, by its name or by the chart of accounts, and what the account is called."""
    if columns.name is not None:
        names = _texts(sheet, columns.name, rows)
        return _mapped(names, account_kind), names
    headers = {" ".join(header_words(text)) for text in table.headers.values()}
    if columns.account is None or headers.isdisjoint(read("ledgers")["bas"]["headers"]):
        return np.full(len(rows), "", dtype=object), None
    numbers = _texts(sheet, columns.account, rows)
    return _mapped(numbers, kind_of_number), numbers


def _by_text(
    sheet: RawSheet, columns: _Columns, rows: np.ndarray, amounts: Amounts, *, wished: bool
) -> tuple[np.ndarray, np.ndarray | None]:
    """Per row what the words beside it say together with its sign: an invoice is a sale only where it was earned;
    ``wished``: whatever was earned is one."""
    said = np.array([""] * len(rows), dtype=object)
    for column in columns.texts:
        said = said + " " + _texts(sheet, column, rows)
    sold, returned, spent = (
        np.array([test(text) for text in said], dtype=bool) for test in (is_sold, was_returned, _is_cost)
    )
    earned = amounts.negative & (wished | sold)
    kinds = np.where(
        earned | (amounts.positive & returned), "sale", np.where(amounts.positive & spent, "cost", "other")
    )
    mostly = wished or 2 * earned.sum() > amounts.negative.sum()
    return (kinds if mostly else np.full(len(rows), "", dtype=object)), None


def _is_cost(text: str) -> bool:
    return account_kind(text) == "cost"


def _laid(
    sheet: RawSheet,
    table: Table,
    columns: _Columns,
    fields: Mapping[int, str],
    amounts: Amounts,
    kinds: np.ndarray,
    said: np.ndarray | None,
    how: Literal["sides", "signs", "written"],
    *,
    keep_costs: bool = False,
) -> Ledger:
    """The sheet with a column of sales, and of costs where there are any; ``amounts``: below 0 where earned."""
    rows = np.arange(table.first, table.last)
    width, head = len(sheet.columns), tuple(table.headers[c] for c in columns.taken)
    names = _names(sheet, columns, fields, rows, None if said is None else said[kinds == "sale"])
    made = {"revenue": filled(sheet.height, rows, amounts.flipped(), kinds == "sale")}
    if (kinds == "cost").any() and not keep_costs:
        spent = kinds == "cost"
        written = amounts.negative[spent].sum() > amounts.positive[spent].sum()  # beside sales that are no credits
        made["cost"] = filled(sheet.height, rows, amounts.flipped() if written else amounts, spent)
        both = _with_both(_texts(sheet, _naming(fields) if names is None else names, rows), kinds)
        made = {field: with_zeros(column, rows[both]) for field, column in made.items()}
    unknown = (c for c, field in fields.items() if field == IGNORE)
    parts = (columns.account, columns.name, *columns.texts, *columns.rest, *unknown)
    meant = {c: IGNORE for c in parts if c is not None and c not in columns.taken}
    if names is not None:
        meant |= {c: IGNORE for c, field in fields.items() if field in _NAMING}
    meant |= {width + n: field for n, field in enumerate(made)} | ({names: "touchpoint"} if names is not None else {})
    headers = {c: text for c, text in table.headers.items() if c not in columns.taken}
    headers |= {width + n: ", ".join(head) for n in range(len(made))}
    new = replace(table, headers=headers, meant=meant, made={width + n: head for n in range(len(made))})
    return Ledger(
        sheet=replace(sheet, columns=(*sheet.columns, *made.values())),
        table=new,
        aside=frozenset(rows[kinds == "other"].tolist()),
        how=how,
        sales=_named(said, kinds == "sale"),
        costs=_named(said, kinds == "cost"),
        rest=_named(said, kinds == "other"),
    )


def _unsure(sheet: RawSheet, table: Table, columns: _Columns) -> Ledger:
    return Ledger(sheet, replace(table, meant=dict.fromkeys(columns.taken, IGNORE)), frozenset(), "unsure")


def _names(
    sheet: RawSheet, columns: _Columns, fields: Mapping[int, str], rows: np.ndarray, sold: np.ndarray | None
) -> int | None:
    """The column that names the touchpoints where none is called so: parts of the business or accounts of sales, where
    most of them are touchpoints that the tables know."""
    naming = [c for c, f in fields.items() if f in _NAMING and c not in (columns.name, columns.account, *columns.texts)]
    if any(_are_touchpoints(_texts(sheet, column, rows)) for column in naming):
        return None
    for column in columns.parts:
        if _are_touchpoints(_texts(sheet, column, rows)):
            return column
    if naming:
        return None
    return columns.name if sold is not None and _are_touchpoints(sold) else None


def _naming(fields: Mapping[int, str]) -> int | None:
    return next((c for c, field in fields.items() if field in _NAMING), None)


def _with_both(names: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """Boolean: the rows of those names that have both sales and costs, so that a row of the one has none of the other;
    of a name that has only costs nobody knows what it sold."""
    sold, spent = (set(names[kinds == kind]) - {""} for kind in ("sale", "cost"))
    return np.asarray(np.isin(names, list(sold & spent)) & (kinds != "other"))


def _are_touchpoints(texts: Iterable[str]) -> bool:
    found = {text for text in texts if text}
    return len(found) > 1 and 2 * sum(map(names_touchpoint, found)) >= len(found)


def _named(said: np.ndarray | None, at: np.ndarray) -> tuple[str, ...]:
    """The accounts, without those lines that sum one up: "Salg butik i alt"."""
    names = [] if said is None else list(dict.fromkeys(text for text in said[at] if text))
    return tuple(name for name in names if not any(name.startswith(f"{other} ") for other in names))[:_TOLD]


def _texts(sheet: RawSheet, column: int | None, rows: np.ndarray) -> np.ndarray:
    if column is None:
        return np.full(len(rows), "", dtype=object)
    return np.array([clean_text(str(t)[:_LONGEST]) for t in sheet.columns[column].texts[rows]], dtype=object)


def _mapped(texts: np.ndarray, kind: Callable[[str], Kind]) -> np.ndarray:
    known = {text: kind(text) if text else "" for text in dict.fromkeys(texts.tolist())}
    return np.array([known[text] for text in texts.tolist()], dtype=object)
