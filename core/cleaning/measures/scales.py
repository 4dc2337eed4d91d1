"""Scales with 0 in their middle, such as -2 to 2, that a header, a note or a neighbour says: its scores on 1 to 5."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from core.cleaning.cells.grid import Grid
from core.cleaning.cells.numbers import draft, settle
from core.cleaning.measures.metrics import Finding, Metric
from core.model import CellKind, Message
from core.model.mapping import ColumnMap
from core.model.names import fold

_FIELDS = frozenset({"rating", "csat_score", "ces_score"})
_SIGNED = re.compile(r"(?<!\w)(?<!\d[ .,])([-−–+±]|\+ ?/ ?[-−–])?(\d{1,2})(?!\d|[.,]\d)")
_RANGE = re.compile(
    r"(?<!\w)(?<!\d[ .,])[-−–](\d{1,2}) ?(?:til|till|to|\.{2,}|-|–|/|;|og|och|and) ?\+?(\d{1,2})(?!\d|[.,]\d)"
)
_FIGURE = re.compile(r"\d")
_BELOW, _BOTH = "-−–", "±/"
_TOPS = (1, 2, 3, 4, 5, 10)  # how far such scales go
_ROWS_ABOVE, _ROWS_BELOW, _ROWS_INSIDE = 20, 40, 50  # in which the file may speak of a scale
_LONGEST = 200


def balanced_top(text: str) -> int | None:
    """How far the scale goes that ``text`` speaks of: 2 for "-2 til +2", "±2" and "-2 = bad, 2 = good"; None where it
    speaks of none."""
    ranges = [(int(low), int(top)) for low, top in _RANGE.findall(text[:_LONGEST])]
    if fitting := [top for low, top in ranges if low == top and top in _TOPS]:
        return fitting[0]
    found = [(sign, int(number)) for sign, number in _SIGNED.findall(text[:_LONGEST])]
    below = {n for sign, n in found if any(mark in sign for mark in _BELOW + _BOTH)}
    above = {n for sign, n in found if sign in ("", "+") or any(mark in sign for mark in _BOTH)}
    top = max((n for _, n in found), default=0)
    return top if top in _TOPS and top in below and top in above else None


def on_stated_scales(grid: Grid, metrics: Mapping[str, Metric], *, whole: Grid, notes: np.ndarray) -> dict[str, Metric]:
    """``metrics`` of ``grid`` with those scores on 1 to 5 that stand on a scale around 0, where the file says so.

    A column's own header decides; where it has no figures, a note or a like column that goes below 0, if the scores fit
    that scale. ``whole``: the sheet with all of its columns; ``notes``: grid rows that are notes.
    """
    columns = [c for c in grid.map.columns if c.field in _FIELDS and c.field in metrics]
    return {**metrics, **{c.field: _moved(whole, notes, c, metrics[c.field]) for c in columns}}


def _moved(whole: Grid, notes: np.ndarray, column: ColumnMap, metric: Metric) -> Metric:
    known = metric.values[~np.isnan(metric.values)]
    if not len(known) or np.abs(known).max() > _TOPS[-1]:
        return metric
    top, said = balanced_top(column.header), "reading.scale-header"
    if top is None and not _FIGURE.search(column.header):
        around = (t for t in _tops_around(whole, notes, column) if np.abs(known).max() <= t)
        top, said = next(around, None), "reading.scale-beside"
    if top is None or np.abs(known).max() > top:
        return metric
    told = {"low": float(-top), "high": float(top), "said": Message(said)}
    finding = Finding("info", "scale-around-zero", told)
    return replace(metric, values=3 + 2 * metric.values / top, findings=(*metric.findings, finding))


def _tops_around(whole: Grid, notes: np.ndarray, column: ColumnMap) -> Iterator[int]:
    """The scales around 0 that the sheet speaks of outside the scores themselves."""
    yield from (top for top in map(balanced_top, said_around(whole, notes, headers=True)) if top)
    for other in whole.map.columns:
        alike = other.field == column.field or (other.field == "ignore" and fold(column.header) in fold(other.header))
        if alike and other.index != column.index and other.how != "personal":
            values = settle(draft(whole.cells(other)), kind="score", elsewhere=None).values
            known = values[~np.isnan(values)]
            if len(known) and known.min() < 0 and not (known % 1).any():
                yield next((t for t in _TOPS if np.abs(known).max() <= t), _TOPS[-1])


def said_around(whole: Grid, notes: np.ndarray, *, headers: bool) -> Iterator[str]:
    """The ``headers`` if wished, the rows above and below the table, its notes, and the first cells of other columns of
    words."""
    mapped, height = whole.map, whole.sheet.height
    yield from (c.header for c in mapped.columns if headers)
    top = mapped.header or 0
    rows = [*range(max(0, top - _ROWS_ABOVE), top), *notes[-_ROWS_BELOW:]]
    rows += range(mapped.last, min(height, mapped.last + _ROWS_BELOW))
    yield from _texts(whole, range(len(whole.sheet.columns)), rows)
    unknown = [c.index for c in mapped.columns if c.field == "ignore" and c.how != "personal"]
    yield from _texts(whole, unknown, range(mapped.first, min(mapped.last, mapped.first + _ROWS_INSIDE)))


def _texts(whole: Grid, columns: Iterable[int], rows: Sequence[int]) -> Iterator[str]:
    for index in columns:
        cells = whole.sheet.columns[index].take(np.array(rows, dtype=np.int64))
        yield from (str(text) for text, kind in zip(cells.texts, cells.kinds, strict=True) if kind == CellKind.TEXT)
