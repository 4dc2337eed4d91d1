"""The order of the stages, and nothing else: bytes in, ``Dataset``; ``Dataset`` and ``Settings`` in, ``Analysis``."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from core.classify import classify_all, guess_industry, missing_concepts
from core.cleaning import build_dataset
from core.columns import map_sheet
from core.errors import Refused
from core.kpis import groups as grouped_ledgers
from core.kpis import issues as kpi_issues
from core.kpis import ledger, per_touchpoint
from core.model import (
    Analysis,
    Coverage,
    Dataset,
    Issue,
    Placement,
    Settings,
    SheetMap,
    TouchpointResult,
    Workbook,
)
from core.model.dataset import PHASES
from core.priorities import Ranking, rank
from core.reading import read_file

__all__ = ["analyse", "load", "read", "understand"]


def read(files: Sequence[tuple[str, bytes]]) -> tuple[tuple[Workbook, ...], tuple[Issue, ...]]:
    """The readable ones of ``files`` (name, bytes) as workbooks; a refused one becomes an issue.

    Raises the first file's ``Refused`` when none can be read.
    """
    books: list[Workbook] = []
    refusals: list[tuple[str, Refused]] = []
    for name, data in files:
        try:
            books.append(read_file(name, data))
        except Refused as error:
            refusals.append((name, error))
    if refusals and not books:
        raise refusals[0][1]
    return tuple(books), tuple(_refusal_issue(name, error) for name, error in refusals)


def _refusal_issue(name: str, error: Refused) -> Issue:
    return Issue("error", "file-refused", file=name, values={"file": name, "sentence": error.message})


def understand(books: Sequence[Workbook], settings: Settings, *, issues: Sequence[Issue] = ()) -> Dataset:
    """Which row is the header, which column means what, and every cell typed, with the receipt.

    ``issues`` found before (refused files) come first in the dataset's own.
    """
    settings = travelled(books, settings)
    maps: dict[tuple[int, int], SheetMap] = {
        (b, s): map_sheet(sheet, settings=settings)
        for b, book in enumerate(books)
        for s, sheet in enumerate(book.sheets)
    }
    dataset = build_dataset(books, maps, settings=settings)
    return replace(dataset, issues=(*issues, *dataset.issues))
