"""Touchpoints across the header with a row per metric: found, and turned so that each touchpoint has a row."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.columns.headers import IGNORE, is_metric, match_header
from core.columns.lexicon import header_words, the_lexicon
from core.columns.wide_finding import Seen
from core.columns.wide_stacking import listed
from core.columns.wide_words import is_figure, is_period, is_total, names_touchpoint
from core.model import CellKind, GridColumn, RawSheet
from core.model.mapping import ColumnMap, SheetMap, Table
from core.model.names import clean_text

_MOST_ROWS = 60  # a table of metrics has no more
_MOSTLY = 0.6  # of the cells of the first column that must be metrics
_NOBODY = ("ignore", "touchpoint", "channel", "campaign", "event")


@dataclass(frozen=True, slots=True)
class Turned:
    """The grid column ``metrics`` lists what each row counts; ``labels``: grid column -> the touchpoint's name.
    ``likely``: worth offering where it is not certain."""

    metrics: ColumnMap
    labels: dict[int, str]
    certain: bool
    likely: bool = True


def find_turned(sheet: RawSheet, table: Table, seen: Seen) -> Turned | None:
    """Whether the rows of a table are metrics and its columns touchpoints; certain where those are known by name."""
    if not seen.columns or not 1 < table.last - table.first <= _MOST_ROWS:
        return None
    first = seen.columns[0]
    texts = [t for t in _texts(sheet, first.index, table) if t]
    if len(texts) < 2 or sum(map(_is_metric, texts)) < _MOSTLY * len(texts) or not any(map(is_figure, texts)):
        return None
    labels = {c.index: c.header for c in seen.figures if c != first and _may_be_label(c)}
    known = sum(map(names_touchpoint, labels.values()))
    return Turned(first, labels, known * 2 >= len(labels)) if len(labels) > 1 else None


def _may_be_label(column: ColumnMap) -> bool:
    """A header that is no metric, period or total, and no word such as budget that compares figures."""
    words = the_lexicon().words
    compares = (words["blocked"] | words["targets"] | words["rates"]).intersection(header_words(column.header))
    named = is_metric(column.field) or is_period(column.header) or is_total(column.header)
    return not (compares or named or column.how == "setting")


def _is_metric(text: str) -> bool:
    return is_metric(match_header(text)[0])


def _texts(sheet: RawSheet, index: int, table: Table) -> list[str]:
    return [clean_text(str(t)[:200]) for t in sheet.columns[index].texts[table.first : table.last]]


def turn(sheet: RawSheet, table: Table, turned: Turned, wishes: dict[str, str]) -> tuple[RawSheet, SheetMap]:
    """The sheet with a row per touchpoint and a column per metric; ``wishes``: what the user says that a row means.

    Every row of the new sheet is the header's row in the file, and each metric remembers its own.
    """
    at = list(turned.labels)
    names = np.array(["", *turned.labels.values()], dtype=object)
    heads = GridColumn(names, np.where(names == "", CellKind.EMPTY, CellKind.TEXT).astype(np.int8))
    texts = _texts(sheet, turned.metrics.index, table)
    rows = [(table.first + i, text) for i, text in enumerate(texts) if text]
    columns = [ColumnMap(0, listed(list(turned.labels.values())), "touchpoint", "exact", sources=())]
    columns += [_metric(i, text, wishes, sheet.first_row + row) for i, (row, text) in enumerate(rows, start=1)]
    laid = RawSheet(
        sheet.name,
        (heads, *(_across(sheet, row, [turned.metrics.index, *at]) for row, _ in rows)),
        sheet.visible,
        sheet.first_row,
        np.full(len(at) + 1, sheet.first_row + table.header),
    )
    return laid, SheetMap(
        sheet.name, "touchpoints", 0, 1, len(at) + 1, tuple(columns), touchpoint=0, layout="transposed"
    )


def _metric(index: int, text: str, wishes: dict[str, str], row: int) -> ColumnMap:
    if text in wishes:
        return ColumnMap(index, text, wishes[text], "setting", row=row)
    field, how = match_header(text)
    return ColumnMap(index, text, IGNORE if field in _NOBODY else field, how, row=row)


def _across(sheet: RawSheet, row: int, columns: Sequence[int]) -> GridColumn:
    texts = np.array([sheet.columns[c].texts[row] for c in columns], dtype=object)
    return GridColumn(texts, np.array([sheet.columns[c].kinds[row] for c in columns], dtype=np.int8))
