"""Which rows of a table are touchpoints: no blanks, totals, notes or repeated headers; and why the others are not."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from core.cleaning.cells.grid import Grid
from core.cleaning.cells.numbers import Cells, draft, settle
from core.cleaning.cells.vocabulary import is_metric, is_missing, kind_of
from core.cleaning.receipts.examples import all_examples, example_rows
from core.cleaning.receipts.notes import notes, notes_below
from core.model import CellKind
from core.model.mapping import ColumnMap
from core.model.names import clean_text, fold
from core.tables import table

_NAME_LENGTH = 200
_MARKS = " *†‡"  # of footnotes, behind a name
_LABEL_LENGTH = 60
_NAMELESS, _SMALL = 5, 20_000  # rows without a name that may be sums, and rows of the table beside them
_ENDS_SO = 3  # the level of a label that ends in a word for a sum
_DIMENSIONS = frozenset({"segment", "date", "phase", "stage", "channel", "campaign", "event"})
_KNOWN = frozenset({"customer_id", "date", "event"})
_EVERYBODY = frozenset({"all", "alle", "alla"})  # a segment so named holds all others
_NOT_LETTERS = re.compile(r"[\d\W_]+")
_LAST = "tlam:."  # letters and marks with which the words of _AT_END end
_AT_END = re.compile(r"(?:alt|total|totalt|summa|sum|samlet|sammanlagt)[\W\d]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sorting:
    """Per row of the grid: its touchpoint's name ("" where it has none) and why it is left out ("" if kept)."""

    names: np.ndarray
    reasons: np.ndarray

    @property
    def kept(self) -> np.ndarray:
        """Boolean: which rows are touchpoints."""
        return np.asarray(self.reasons == "", dtype=bool)

    def rows_of(self, reason: str, rows: np.ndarray) -> np.ndarray:
        """Those of ``rows``, the grid's, that are left out for ``reason``."""
        return np.asarray(rows[self.reasons == reason])


def every_row(grid: Grid) -> Sorting:
    """All rows with anything in them: those of a log or a survey in our own report were told apart before."""
    names = read_names(grid.cells(grid.touchpoint)) if grid.touchpoint else np.full(len(grid.rows), "", dtype=object)
    blank = ~grid.filled().any(axis=1)
    return Sorting(names, np.where(blank, "blank", "").astype(object))


def sort_rows(grid: Grid) -> Sorting:
    """Tell the rows that count from the rest. Reasons: blank, total-row, other-booking (in a ledger), repeated-header,
    note-row, and in a table of touchpoints example-row and no-name; a touch or an answer may name no touchpoint."""
    filled = grid.filled()
    single = grid.map.grain != "touchpoints"
    names = read_names(grid.cells(grid.touchpoint)) if grid.touchpoint else np.full(len(grid.rows), "", dtype=object)
    reasons = np.full(len(names), "", dtype=object)
    blank = np.asarray(~filled.any(axis=1))
    leading = names if grid.touchpoint else grid.cells(grid.leading).texts
    marks = {
        "no-name": np.asarray((names == "") & (not single)),
        "note-row": notes_below(grid, filled) if single else notes(grid, names, filled),
        "repeated-header": leading == clean_text(grid.leading.header),
        "example-row": np.zeros(len(names), dtype=bool) if single or all_examples(names) else example_rows(names),
        "other-booking": np.isin(grid.rows, list(grid.map.aside)),
        "total-row": _totals(grid, names, ~blank),
        "blank": blank,
    }
    for reason, rows in marks.items():  # the later ones are the surer ones
        reasons[rows] = reason
    return Sorting(names, reasons)


def read_names(cells: Cells) -> np.ndarray:
    """The touchpoints' names as they may be shown; "" for a cell that names none."""
    codes, uniques = cells.distinct
    shown = [clean_text(text[: 4 * _NAME_LENGTH])[:_NAME_LENGTH] for text in uniques]
    shown = [name.rstrip(_MARKS) or name for name in shown]
    names = np.array(["" if is_missing(name) else name for name in shown], dtype=object)
    names = names[codes] if len(names) else np.array([], dtype=object)
    names[cells.kinds == CellKind.ERROR] = ""
    return names


def fill_down(names: np.ndarray, *, apart: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Names of merged cells carried down into the blanks below, and which rows were filled.

    Only where most rows are blank under a first name, and ``apart`` (a date, a segment) tells those rows apart.
    """
    blank = names == ""
    if not len(names) or blank[0] or blank.mean() < 0.4 or not apart[blank].all():
        return names, np.zeros(len(names), dtype=bool)
    last = np.maximum.accumulate(np.where(blank, 0, np.arange(len(names))))
    return names[last], blank


def _totals(grid: Grid, names: np.ndarray, filled: np.ndarray) -> np.ndarray:
    own = _levels(names)
    totals: np.ndarray = own == 2
    at = _may_be_totals(grid, len(names))
    part = grid.only(at)
    for column in grid.map.columns:
        if column.index != grid.map.touchpoint and _may_say_total(grid, column):
            totals[at] |= _other_totals(part, column, names[at], filled)
    weak = (own == _ENDS_SO) | _may_be_nameless(grid, names, filled & ~totals)
    doubtful = (own == 1) | weak
    if doubtful.any():
        found, known = _sums_of_others(grid, totals | doubtful, filled)
        totals |= doubtful & (found > np.where(weak, known / 2, 0))
    return totals


def _may_be_nameless(grid: Grid, names: np.ndarray, left: np.ndarray) -> np.ndarray:
    """Boolean: rows of a table that name nothing, not even a day, as an export may write its sums; none if many do."""
    nameless = left & (names == "")
    few = 0 < nameless.sum() <= _NAMELESS and 3 * nameless.sum() < left.sum() <= _SMALL
    if grid.map.grain != "touchpoints" or not few:
        return np.zeros(len(names), dtype=bool)
    said = [c for c in grid.map.columns if c.field in _DIMENSIONS]
    return np.asarray(nameless & ~grid.filled(said).any(axis=1)) if said else nameless


def _may_be_totals(grid: Grid, rows: int) -> np.ndarray:
    """Boolean: rows that may be totals by a column beside the names. In a log a total names no customer, date or
    touchpoint beside its own word, so that only rows that lack one of them are looked at."""
    known = [c for c in grid.map.columns if c.field in _KNOWN or c == grid.touchpoint]
    if grid.map.grain == "touchpoints" or len(known) < 2:
        return np.ones(rows, dtype=bool)
    return np.asarray(~grid.filled(known).all(axis=1), dtype=bool)


def _may_say_total(grid: Grid, column: ColumnMap) -> bool:
    """In a log or a survey only what a row begins with or is known by: "I alt godt" may be an answer."""
    if is_metric(column.field):
        return False
    known = column.field in _DIMENSIONS or column.field == "customer_id" or column == grid.leading
    return grid.map.grain == "touchpoints" or (known and column.field != "comment")


def _other_totals(grid: Grid, column: ColumnMap, names: np.ndarray, filled: np.ndarray) -> np.ndarray:
    """Totals that say so beside an empty name, or in a column that tells rows apart (segment: total)."""
    cells = grid.cells(column)
    texts = np.where(cells.kinds == CellKind.TEXT, cells.texts, "")
    found: np.ndarray = _levels(texts) == 2
    if column.field == "segment":
        found |= np.isin(texts, [t for t in pd.unique(texts) if fold(t[:_LABEL_LENGTH]) in _EVERYBODY])
    most = found.sum() * 2 > filled.sum()
    return found if column.field in _DIMENSIONS and not most else found & (names == "")


def _levels(texts: np.ndarray) -> np.ndarray:
    codes, uniques = pd.factorize(texts)
    return np.array([_level(text) for text in uniques], dtype=np.int8)[codes] if len(uniques) else np.zeros(0, np.int8)


def _level(text: str) -> int:
    """2: a total by its label; 1: perhaps, if a number of it adds up, _ENDS_SO: if most do; 0: none."""
    words = _total_words()
    if len(text) > _LABEL_LENGTH or not (text[:2].lower() in words.starts or _may_end_so(text)):
        return 0
    label = fold(text)
    said = _NOT_LETTERS.sub(" ", label).split()
    plain = " ".join(word for word in said if word not in words.beside)
    if " ".join(said) in words.exact or plain in words.exact or label.startswith(words.prefix):
        return 2
    ending = f" {' '.join(said)}"
    sure = label.startswith(words.checked) or ending.endswith(words.sure_ends)
    return 1 if sure else _ENDS_SO * ending.endswith(words.ends)


def _sums_of_others(grid: Grid, doubtful: np.ndarray, filled: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Per row how many of its counts and amounts are the sum of all other rows, or of those since the total before;
    and how many it has."""
    sums, known = np.zeros(len(doubtful), dtype=np.int64), np.zeros(len(doubtful), dtype=np.int64)
    for column in grid.map.columns:
        if kind_of(column.field) not in ("count", "money") or column.field.startswith("given:"):
            continue
        values = settle(draft(grid.cells(column)), kind="money", elsewhere=None).values
        plain = np.where(doubtful | ~filled, 0.0, np.nan_to_num(values))
        running = np.concatenate([[0.0], np.cumsum(plain)])
        start = 0
        for row in np.flatnonzero(doubtful):
            possible = np.array([running[-1], running[row], running[row] - running[start]])
            known[row] += bool(values[row] == values[row] and values[row])
            sums[row] += bool(values[row] and np.isclose(possible, values[row], rtol=0.005, atol=1e-9).any())
            start = int(row)
    return sums, known


def _may_end_so(text: str) -> bool:
    """Whether "i alt" or its like may stand at the end, perhaps with a date behind it; ids and times are told apart by
    single characters, as there may be a million of them."""
    last = text[-1:].lower()
    return (last in _LAST or (last.isdigit() and text[:1].isalpha() and " " in text)) and bool(_AT_END.search(text))


class _TotalWords(NamedTuple):
    """The words of ``totals.toml``; ``starts``: their first two letters; ``beside``: what may stand beside a total's
    word, as days and months do."""

    starts: frozenset[str]
    exact: frozenset[str]
    prefix: tuple[str, ...]
    checked: tuple[str, ...]
    ends: tuple[str, ...]
    sure_ends: tuple[str, ...]
    beside: frozenset[str]


@cache
def _total_words() -> _TotalWords:
    words: Mapping[str, list[str]] = table("totals")
    months: Iterable[list[str]] = table("cells")["months"].values()
    calendar = [*table("cells")["weekdays"], *(month for names in months for month in names)]
    every = [w for name in ("exact", "prefix", "checked_prefix") for w in words[name]]
    return _TotalWords(
        starts=frozenset(w[:2] for w in every),
        exact=frozenset(_NOT_LETTERS.sub(" ", w).strip() for w in words["exact"]),
        prefix=tuple(words["prefix"]),
        checked=tuple(w if w.endswith(" ") else f"{w} " for w in words["checked_prefix"]),
        ends=tuple(f" {w}" for w in words["ends"]),
        sure_ends=tuple(f" {w}" for w in words["sure_ends"]),
        beside=frozenset([*words["beside"], *calendar]),
    )
