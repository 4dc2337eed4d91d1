"""Sheets made of plain rows."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from core.model import CellKind, GridColumn, RawSheet


@pytest.fixture(scope="session")
def make_sheet() -> Callable[..., RawSheet]:
    return _sheet


def _sheet(rows: Sequence[Sequence[object]], *, name: str = "Ark1", visible: bool = True) -> RawSheet:
    """A raw sheet: text is TEXT, int and float NUMBER, "" and None EMPTY; short rows are filled up."""
    width = max(len(row) for row in rows)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    return RawSheet(name, tuple(_column(list(cells)) for cells in zip(*filled, strict=True)), visible)


def _column(cells: list[object]) -> GridColumn:
    texts = np.empty(len(cells), dtype=object)
    texts[:] = ["" if c is None else repr(c).removesuffix(".0") if isinstance(c, float) else str(c) for c in cells]
    kinds = [CellKind.EMPTY if t == "" else _kind(c) for c, t in zip(cells, texts, strict=True)]
    return GridColumn(texts, np.array(kinds, dtype=np.int8))


def _kind(cell: object) -> CellKind:
    return CellKind.NUMBER if isinstance(cell, int | float) else CellKind.TEXT
