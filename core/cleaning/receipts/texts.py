"""Columns of words: groups, places on the journey, comments. They stay data, and are only made fit to show."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.cleaning.cells.grid import Grid
from core.cleaning.cells.numbers import Cells
from core.cleaning.cells.vocabulary import is_missing
from core.cleaning.receipts.rows import fill_down
from core.model import CellKind
from core.model.mapping import ColumnMap
from core.model.names import clean_text

_LONGEST = 200
_LONGEST_COMMENT = 2000


@dataclass(frozen=True, slots=True)
class TextColumn:
    """``values``: texts as they may be shown, None where the cell says nothing; ``carried``: how many were taken from
    the cell above, as merged cells are meant."""

    values: np.ndarray
    carried: int


def withheld(column: ColumnMap) -> bool:
    """Whether the texts stay out: people write names into free text, so comments are kept only if the user says so."""
    return column.field == "comment" and column.how != "setting"


def categories(texts: Cells | np.ndarray, *, shown: bool = True) -> pd.Categorical:
    """``texts`` as categories in the order in which they first appear; those that say nothing are NaN. ``shown``: they
    are made fit to show, which pseudonyms are."""
    codes, uniques = pd.factorize(texts) if isinstance(texts, np.ndarray) else texts.distinct
    fit = [_fit(text) for text in uniques] if shown else uniques
    places, distinct = pd.factorize(np.array([text or None for text in fit], dtype=object))
    return pd.Categorical.from_codes(places[codes] if len(fit) else codes, categories=pd.Index(distinct, dtype="str"))


def _fit(text: str) -> str:
    return "" if is_missing(text) else clean_text(text[: 2 * _LONGEST])[:_LONGEST]


def read_texts(grid: Grid, column: ColumnMap) -> TextColumn:
    """The texts of ``column``; merged groups to the left of the touchpoints are carried down."""
    cells = grid.cells(column)
    longest = _LONGEST_COMMENT if column.field == "comment" else _LONGEST
    codes, uniques = cells.distinct
    shown = np.array(["" if is_missing(t) else clean_text(t[: 2 * longest])[:longest] for t in uniques], dtype=object)
    values = shown[codes] if len(shown) else np.array([], dtype=object)
    values[cells.kinds == CellKind.ERROR] = ""
    carried = np.zeros(len(values), dtype=bool)
    table = grid.map.grain == "touchpoints"
    if table and column.field != "comment" and grid.touchpoint and column.index < grid.touchpoint.index:
        values, carried = fill_down(values, apart=np.ones(len(values), dtype=bool))
    values[values == ""] = None
    return TextColumn(values, int(carried.sum()))
