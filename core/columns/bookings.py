"""Amounts as they are booked, by their signs alone: no figure is read, so that its decimal mark is found later."""

import re
from dataclasses import dataclass, replace

import numpy as np

from core.model import CellKind, GridColumn

_FIGURE = re.compile(r"[1-9]")
_BELOW = "-−–("


@dataclass(frozen=True, slots=True)
class Amounts:
    """Per row: its text, its kind, and whether it is below or above 0."""

    texts: np.ndarray
    kinds: np.ndarray
    negative: np.ndarray
    positive: np.ndarray

    def flipped(self) -> "Amounts":
        """The same with the other sign."""
        texts = np.array([flipped(text) for text in self.texts], dtype=object)
        return replace(self, texts=texts, negative=self.positive, positive=self.negative)


def from_signs(column: GridColumn, rows: np.ndarray) -> Amounts:
    """The amounts of one column."""
    texts = np.array([str(text).strip() for text in column.texts[rows]], dtype=object)
    some = np.array([bool(_FIGURE.search(text)) for text in texts], dtype=bool)
    below = some & np.array([_is_below(text) for text in texts], dtype=bool)
    return Amounts(texts, np.asarray(column.kinds[rows]), below, some & ~below)


def from_sides(credit: GridColumn, debit: GridColumn, rows: np.ndarray) -> Amounts:
    """The amounts of both sides as one: below 0 what is credited."""
    earned, spent = from_signs(credit, rows).flipped(), from_signs(debit, rows)
    on_credit = earned.negative | earned.positive
    texts = np.where(on_credit, earned.texts, spent.texts)
    kinds = np.where(on_credit, earned.kinds, spent.kinds)
    known = on_credit | spent.negative | spent.positive
    return Amounts(
        texts=np.where(known, texts, "").astype(object),
        kinds=np.where(known, kinds, CellKind.EMPTY).astype(np.int8),
        negative=np.where(on_credit, earned.negative, spent.negative),
        positive=np.where(on_credit, earned.positive, spent.positive),
    )


def flipped(text: str) -> str:
    """An amount with the other sign: "-1.200,00" as "1.200,00", "(500)" as "500", "75,50-" as "75,50"."""
    if not _FIGURE.search(text):
        return text
    if not _is_below(text):
        return f"-{text.lstrip('+ ')}"
    return text.strip("() ").lstrip("-−– ").rstrip("-−– ")


def filled(height: int, rows: np.ndarray, amounts: Amounts, at: np.ndarray) -> GridColumn:
    """A column of a sheet of that ``height`` with the amounts ``at`` which they stand in its grid ``rows``."""
    texts, kinds = np.full(height, "", dtype=object), np.full(height, CellKind.EMPTY, dtype=np.int8)
    texts[rows[at]], kinds[rows[at]] = amounts.texts[at], amounts.kinds[at]
    return GridColumn(texts, kinds)


def with_zeros(column: GridColumn, rows: np.ndarray) -> GridColumn:
    """The column with 0 in those of ``rows`` that are blank."""
    texts, kinds = column.texts.copy(), column.kinds.copy()
    blank = rows[kinds[rows] == CellKind.EMPTY]
    texts[blank], kinds[blank] = "0", CellKind.NUMBER
    return GridColumn(texts, kinds)


def _is_below(text: str) -> bool:
    return text[:1] in _BELOW or text[-1:] in ("-", "−")
