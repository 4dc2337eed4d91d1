"""Which rows of a table are notes: lone texts above, between or below its rows, footnotes, numbers of pages."""

import re
from functools import cache

import numpy as np
import pandas as pd

from core.cleaning.cells.grid import Grid
from core.cleaning.cells.tokens import read_token
from core.cleaning.cells.vocabulary import is_metric
from core.model import CellKind
from core.model.names import clean_text, fold
from core.tables import table

_NOTE_LENGTH = 80  # characters from which a lone text is a note
_LABEL_LENGTH = 60
_FOOTNOTE = re.compile(r"\(?\d{1,2}\) |[*†‡¹²³]")
_PAGE = re.compile(r"(?:side|sida|page|seite)\.? ?\d+(?: ?(?:af|of|av|von|/) ?\d+)?")


def notes(grid: Grid, names: np.ndarray, filled: np.ndarray) -> np.ndarray:
    """Rows with one lone text: no touchpoint's name, or below the table, or a heading such as "Before purchase"; and
    footnotes."""
    lone = filled.sum(axis=1) == 1
    if filled.shape[1] == 1:
        return np.zeros(len(names), dtype=bool)
    footnotes = _footnotes(grid, names)
    full = np.flatnonzero((filled.sum(axis=1) > 1) & ~footnotes)
    end = int(full[-1]) if len(full) else -1
    found: np.ndarray = (lone & (names == "")) | (footnotes & (np.arange(len(names)) > end) & (end >= 0))
    above = _above_headers(grid, names, filled)
    for row in np.flatnonzero(lone & (names != "")):
        gap = bool(row > end + 1 and not filled[end + 1 : row].any(axis=1).all())
        found[row] |= (
            above[row]
            or _is_heading(names[row])
            or _is_printed(names[row])
            or (row > end and (gap or _is_note(names[row])))
        )
    return found


def _above_headers(grid: Grid, names: np.ndarray, filled: np.ndarray) -> np.ndarray:
    """Boolean: rows after which the next one that holds anything repeats the header, as below the title of a part."""
    some = np.flatnonzero(filled.any(axis=1))
    found = np.zeros(len(names), dtype=bool)
    found[some[:-1]] = names[some[1:]] == clean_text(grid.leading.header)
    return found


def notes_below(grid: Grid, filled: np.ndarray) -> np.ndarray:
    """Rows with one lone text below the last interaction or answer; an answer may well be a lone figure."""
    lone = filled.sum(axis=1) == 1
    full = np.flatnonzero(~lone & filled.any(axis=1))
    found: np.ndarray = lone & (np.arange(len(lone)) > (full[-1] if len(full) else len(lone)))
    for row in np.flatnonzero(found):
        column = grid.map.columns[int(np.argmax(filled[row]))]
        text = grid.cells(column).at(int(row))
        found[row] = filled.shape[1] > 1 and (_is_note(text) or not any(map(str.isdigit, text)))
    return found


def _is_note(name: str) -> bool:
    return len(name) > _NOTE_LENGTH or fold(name).startswith(_note_words())


def _footnotes(grid: Grid, names: np.ndarray) -> np.ndarray:
    """Rows that begin as a note does, "1) excluding tax", and hold no figure; delimiters may have torn them."""
    codes, uniques = pd.factorize(names)
    begun = [bool(_FOOTNOTE.match(n)) or fold(n[:_LABEL_LENGTH]).startswith(_note_words()) for n in uniques]
    found = np.array(begun, dtype=bool)[codes] if begun else np.zeros(len(names), dtype=bool)
    metrics = [grid.cells(c) for c in grid.map.columns if is_metric(c.field)]
    for row in np.flatnonzero(found):
        cells = [(cells.at(int(row)), cells.kinds[row]) for cells in metrics]
        found[row] = not any(kind == CellKind.NUMBER or read_token(text) for text, kind in cells)
    return found


@cache
def _note_words() -> tuple[str, ...]:
    return tuple(table("totals")["notes"])


def _is_printed(name: str) -> bool:
    """Whether a lone text is a ruler or the number of a page."""
    return not any(map(str.isalnum, name)) or bool(_PAGE.fullmatch(fold(name[:_LABEL_LENGTH])))


def _is_heading(name: str) -> bool:
    return any(fold(name) in group for group in table("headers")["phase_words"].values())
