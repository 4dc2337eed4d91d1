"""The table of a sheet: the best one where there are several, side by side or one below the other."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from core.columns.finding import tables_in
from core.columns.grid import Area, whole
from core.columns.headers import IGNORE, is_metric, match_header
from core.model import RawSheet, Settings
from core.model.mapping import Table
from core.model.names import fold

_NAMING = frozenset({"touchpoint", "channel", "campaign", "event"})


def locate(sheet: RawSheet, *, settings: Settings) -> Table | None:
    """Where the table of ``sheet`` stands; None for a sheet without one, a skipped one, and a hidden one.

    ``settings.header_rows`` and ``settings.sheets`` decide before any guess; a hidden sheet is read if the user says
    so there or mapped its columns.
    """
    wish = settings.sheets.get(sheet.name)
    asked = wish == "use" or sheet.name in settings.mapping or sheet.name in settings.header_rows
    if wish == "skip" or not (sheet.visible or asked) or not sheet.height:
        return None
    area, row = whole(sheet), settings.header_rows.get(sheet.name)
    if row is not None and 0 <= row - sheet.first_row < sheet.height:
        return next(iter(tables_in(area, header=row - sheet.first_row)), None)
    found = [table for part in _side_by_side(area) for table in tables_in(part)]
    return _best(area, found) if found else None


def _best(area: Area, tables: Sequence[Table]) -> Table:
    """The table with names, metrics and most cells; with it those that mean the same; the others are only named."""
    best = max(tables, key=lambda t: (*_worth(area, t), -t.top, -min(t.headers, default=0)))
    same = [t for t in tables if t is not best and _fields(t) == _fields(best) and _NAMING & _fields(best)]
    first, *more = sorted([best, *same], key=lambda t: (t.top, min(t.headers, default=0)))
    others = tuple(t for t in tables if t is not best and t not in same)
    return replace(first, more=tuple(more), others=others)


def _worth(area: Area, table: Table) -> tuple[bool, bool, int]:
    fields = _fields(table)
    metrics = sum(is_metric(f) for f in fields)
    rows = int(area.filled[table.first : table.last][:, list(table.headers)].any(axis=1).sum())
    return bool(_NAMING & fields) and metrics > 0, metrics > 0, rows * max(1, metrics)


def _fields(table: Table) -> frozenset[str]:
    named = (text for c, text in table.headers.items() if c not in table.unnamed)
    return frozenset(match_header(text)[0] for text in named) - {IGNORE}


def _side_by_side(area: Area) -> list[Area]:
    """The areas between blank columns that are tables of their own; a blank column alone parts nothing."""
    segments = _segments(np.asarray(area.filled.any(axis=0)))
    if len(segments) < 2:
        return [area]
    parts: list[tuple[int, ...]] = []
    for segment in segments:
        if parts and _is_own(replace(area, columns=segment)) and _is_own(replace(area, columns=parts[-1])):
            parts.append(segment)
        elif parts:
            parts[-1] = (*parts[-1], *segment)
        else:
            parts.append(segment)
    return [replace(area, columns=part) for part in parts]


def _segments(used: np.ndarray) -> list[tuple[int, ...]]:
    at = np.flatnonzero(used)
    return [tuple(part.tolist()) for part in np.split(at, np.flatnonzero(np.diff(at) > 1) + 1)] if len(at) else []


def _is_own(area: Area) -> bool:
    """Whether the area holds a table that names its rows and says something about them."""
    return any(_stands_alone(table.headers.values()) for table in tables_in(area)[:1])


def _stands_alone(headers: Iterable[str]) -> bool:
    sure = {field for text in headers for field, how in [match_header(_own(text))] if how in ("exact", "folded")}
    return bool(sure & _NAMING) and len(sure - {IGNORE}) >= 2


def _own(text: str) -> str:
    """A header without its group."""
    return text.rpartition(" / ")[2] if fold(text).count(" / ") == 1 else text
