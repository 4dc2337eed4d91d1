"""What a workshop judged itself: how hard a change is, how much something matters, what comes first."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np

from core.cleaning.cells.grid import Grid
from core.cleaning.cells.numbers import Special
from core.cleaning.cells.vocabulary import is_missing
from core.cleaning.cells.wording import level_of, read_ease, read_priority
from core.cleaning.measures.metrics import Finding, Metric
from core.model import Issue
from core.model.mapping import ColumnMap
from core.model.names import fold
from core.tables import table

_JUDGED = frozenset({"effort", "importance"})
_BRACKETS = re.compile(r"[(\[:].*")
_STEP = re.compile(r"(\d{1,3}) ?(?:(?:=|:|er|is|ar) ?)?([a-z][a-z ]*[a-z])")
_ENDS = re.compile(r"(?<!\d)([01]) ?(?:-|til|till|to|\.\.+) ?(\d{1,3})(?!\d)")
_TOPS = (5, 10, 100)
_LOW, _MIDDLE, _HIGH = 1, 3, 5


def is_priority(header: str) -> bool:
    """Whether a header is that of a priority, of which 1 may be the highest or the lowest."""
    return _plain(header) in _words("priority_headers")


def is_ease(header: str) -> bool:
    """Whether a header asks how easily something can be changed, so that a high answer is little effort."""
    return any(word.startswith(tuple(_words("ease_beginnings"))) for word in _plain(header).split())


def words_of(column: ColumnMap) -> Special | None:
    """How the cells of a priority, or of how easy something is, say it in words; None for other columns."""
    if column.field == "importance" and is_priority(column.header):
        return read_priority
    return read_ease if column.field == "effort" and _is_turned(column) else None


def set_aside(grid: Grid, columns: tuple[ColumnMap, ...]) -> tuple[tuple[ColumnMap, ...], tuple[Issue, ...]]:
    """``columns`` without the priorities that nobody can tell the order of, and what is said about priorities."""
    found = [c for c in columns if c.field == "importance" and c.how != "setting" and is_priority(c.header)]
    lost = {c.index for c in found if not _tells_order(grid, c)}
    kept = tuple(replace(c, field="ignore", how="none") if c.index in lost else c for c in columns)
    return kept, tuple(_about(grid, c.header, aside=c.index in lost) for c in found)


def about_unread(grid: Grid, header: str) -> Issue:
    """A priority whose words nobody knows."""
    return _about(grid, header, aside=True)


def turned(grid: Grid, metrics: Mapping[str, Metric]) -> dict[str, Metric]:
    """``metrics`` of ``grid``: how easy a change is as its effort, and an importance of which 1 is the most as one of
    which 5 is."""
    columns = [c for c in grid.map.columns if c.field in _JUDGED and c.field in metrics]
    return {**metrics, **{c.field: _straight(c, metrics[c.field]) for c in columns}}


def _straight(column: ColumnMap, metric: Metric) -> Metric:
    known = metric.values[~np.isnan(metric.values)]
    if not len(known) or not _is_turned(column):
        return metric
    low, top = _ends(column.header, known)
    values = _LOW + (_HIGH - _LOW) * (top - metric.values) / (top - low)
    code = "effort-turned" if column.field == "effort" else "importance-turned"
    told = Finding("info", code, {"best": float(low if column.field == "importance" else top)})
    return replace(metric, values=values, findings=(*metric.findings, told))


def _is_turned(column: ColumnMap) -> bool:
    """What the header says of its steps decides ("1 = let"), else whether it speaks of ease."""
    rises = _rises(column.header, effort=column.field == "effort")
    return not rises if rises is not None else column.field == "effort" and is_ease(column.header)


def _rises(header: str, *, effort: bool) -> bool | None:
    """Whether a high number means much, by the words beside the steps in the header; None where none are said."""
    steps = [(int(n), level_of(word.strip(), effort=effort)) for n, word in _STEP.findall(fold(header))]
    said = [(n > 1) == (level > _MIDDLE) for n, level in steps if level is not None and level != _MIDDLE]
    return said[0] if said else None


def _ends(header: str, known: np.ndarray) -> tuple[float, float]:
    """The ends of the scale: as the header says, else 1 (or 0) to 5, 10 or 100."""
    said = _ENDS.search(fold(header).replace("–", "-"))
    if said and int(said[1]) <= known.min() and known.max() <= int(said[2]):
        return float(said[1]), float(said[2])
    steps = [int(n) for n, _ in _STEP.findall(fold(header))]
    top = next((t for t in (*sorted(n for n in steps if n > 1), *_TOPS) if known.max() <= t), float(known.max()))
    return (0.0 if top == _TOPS[-1] or known.min() < 1 else 1.0), float(top)


def _tells_order(grid: Grid, column: ColumnMap) -> bool:
    """Whether the words of a priority, or its header, say what comes first."""
    if _rises(column.header, effort=False) is not None:
        return True
    said = [text for text in grid.cells(column).distinct[1] if not is_missing(text)]
    return bool(said) and 2 * sum(read_priority(text) is not None for text in said) > len(said)


def _about(grid: Grid, header: str, *, aside: bool) -> Issue:
    code = "priority-aside" if aside else "priority-as-importance"
    return Issue("info", code, grid.file, grid.sheet.name, column=header, values={"column": header})


def _plain(header: str) -> str:
    return " ".join(re.findall(r"[a-z]+", _BRACKETS.sub(" ", fold(header))))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("grains")[name])
