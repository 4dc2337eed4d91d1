"""Files made of plain rows, understood as the pipeline does it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from core.cleaning import build_dataset
from core.columns import map_sheet
from core.model import CellKind, Dataset, GridColumn, Message, RawSheet, Settings, Workbook

Rows = Sequence[Sequence[Any]]
Build = Callable[..., Dataset]


@pytest.fixture(scope="session")
def build() -> Build:
    """``build(rows)``: one file with one sheet; ``build({"Name": rows, ...})``: a sheet per name; lists: files."""
    return _build


def _build(
    *files: Rows | Mapping[str, Rows], settings: Settings | None = None, notes: tuple[Message, ...] = ()
) -> Dataset:
    settings = settings or Settings()
    books = [_book(f"file{i}.xlsx", file) for i, file in enumerate(files)]
    books = [replace(book, notes=notes) for book in books]
    maps = {
        (b, s): map_sheet(sheet, settings=settings)
        for b, book in enumerate(books)
        for s, sheet in enumerate(book.sheets)
    }
    return build_dataset(books, maps, settings=settings)


def _book(name: str, file: Rows | Mapping[str, Rows]) -> Workbook:
    sheets = file if isinstance(file, Mapping) else {"Ark1": file}
    return Workbook(name, "0" * 64, "xlsx", tuple(_sheet(rows, title) for title, rows in sheets.items()))


def _sheet(rows: Rows, name: str) -> RawSheet:
    width = max(len(row) for row in rows)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    return RawSheet(name, tuple(_column(list(cells)) for cells in zip(*filled, strict=True)))


def _column(cells: list[Any]) -> GridColumn:
    pairs = [_cell(cell) for cell in cells]
    texts = np.empty(len(cells), dtype=object)
    texts[:] = [text for text, _ in pairs]
    return GridColumn(texts, np.array([kind for _, kind in pairs], dtype=np.int8))


def _cell(cell: Any) -> tuple[str, CellKind]:
    """Text TEXT, numbers NUMBER, dates DATE, timedelta DURATION, True/False BOOL, #... ERROR, "" and None EMPTY."""
    match cell:
        case None | "":
            return "", CellKind.EMPTY
        case bool():
            return str(cell).lower(), CellKind.BOOL
        case int() | float():
            return repr(cell).removesuffix(".0"), CellKind.NUMBER
        case dt.date():
            return cell.isoformat(), CellKind.DATE
        case dt.timedelta():
            return f"{cell.total_seconds():.0f}", CellKind.DURATION
        case str() if cell.startswith("#") and cell.endswith(("!", "/A")):
            return cell, CellKind.ERROR
        case _:
            return str(cell), CellKind.TEXT
