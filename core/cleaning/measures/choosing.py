"""Which column stands for a field where several claim it."""

from collections.abc import Collection
from dataclasses import replace

from core.cleaning.cells.grid import Grid
from core.cleaning.cells.vocabulary import is_metric
from core.cleaning.measures.judging import is_priority
from core.cleaning.measures.net import FIELDS, netness
from core.model import CellKind, Issue
from core.model.mapping import ColumnMap

_HOW = ("setting", "exact", "folded", "part", "none", "personal")
_UNUSED = frozenset({"ignore", "customer_id", "event", "touchpoint"})
_SAID = frozenset({"date", "segment"})  # beside the metrics: fields whose other columns are worth a word


def choose_columns(grid: Grid, *, aside: Collection[ColumnMap]) -> tuple[tuple[ColumnMap, ...], tuple[Issue, ...]]:
    """The columns of the map with at most one per field, the others set to ``ignore``; and what to say about that.

    The user's choice wins, then of amounts the one without VAT and returns, then the surer header (an importance before
    a priority), then the fuller column, then the left one. The touchpoint's own column stands for no other field, and
    those ``aside`` (years beside months, times beside dates) take no part.
    """
    chosen: dict[str, ColumnMap] = {}
    rivals = [c for c in grid.map.columns if c not in aside]
    for column in sorted(rivals, key=lambda c: _rank(grid, c)):
        if column.index != grid.map.touchpoint and column.field not in _UNUSED:
            chosen.setdefault(column.field, column)
    losers = [c for c in rivals if _loses(grid, c, chosen)]
    lost = {c.index for c in losers}
    columns = tuple(replace(c, field="ignore", how="none") if c.index in lost else c for c in grid.map.columns)
    return columns, tuple(_issue(grid, c, chosen[c.field]) for c in losers if is_metric(c.field) or c.field in _SAID)


def _loses(grid: Grid, column: ColumnMap, chosen: dict[str, ColumnMap]) -> bool:
    return column.index != grid.map.touchpoint and column.field in chosen and chosen[column.field] != column


def _rank(grid: Grid, column: ColumnMap) -> tuple[bool, int, int, int, int]:
    kinds = grid.sheet.columns[column.index].kinds[grid.rows]
    ranked = column.field == "importance" and column.how != "setting" and is_priority(column.header)
    sure, filled = _HOW.index(column.how) + ranked, int((kinds != CellKind.EMPTY).sum())
    net = netness(column.header) if column.field in FIELDS and filled else 0
    return column.how != "setting", net, sure, -filled, column.index


def _issue(grid: Grid, column: ColumnMap, winner: ColumnMap) -> Issue:
    values = {"column": column.header, "used": winner.header, "field": column.field}
    netter = column.field in FIELDS and netness(winner.header) < min(0, netness(column.header))
    return Issue(
        "info",
        "net-amount" if netter else "same-field",
        grid.file,
        grid.sheet.name,
        column=column.header,
        values=values,
    )
