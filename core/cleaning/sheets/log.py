"""One sheet of interactions, typed: a line per touch, and what is to be said about it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from core.cleaning.cells.choices import choices_of
from core.cleaning.cells.grid import Grid, grid_of
from core.cleaning.cells.marks import Mark
from core.cleaning.cells.numbers import sheet_decimal
from core.cleaning.measures.choosing import choose_columns
from core.cleaning.measures.metrics import Metric, begin, finish
from core.cleaning.moments.dates import DateColumn
from core.cleaning.moments.instants import read_instants
from core.cleaning.moments.rows import read_date_column, year_beside
from core.cleaning.receipts.columns import receipt_of
from core.cleaning.receipts.leftovers import left_cells
from core.cleaning.receipts.rows import every_row, sort_rows
from core.cleaning.receipts.telling import (
    about_choice,
    about_dates,
    about_metrics,
    about_rest,
    about_rows,
    about_withheld,
)
from core.cleaning.receipts.texts import categories
from core.cleaning.sheets.answers import SCORES, answers_beside, naming
from core.cleaning.sheets.order_lines import by_order, lines_of_orders
from core.cleaning.sheets.telling_log import about_pieces, about_repeats, about_touches, about_values
from core.cleaning.sheets.touchpoints import WORDS, CleanSheet, currencies_of, given_grain, left_over
from core.model import Issue, RawSheet, Settings
from core.model.mapping import ColumnMap, SheetMap

FLAGS = ("conversions", "orders")  # yes or no to a sale
MEASURES = ("cost", "response_time", "resolution_time", "resolved")
_VALUES = ("revenue", "value")  # what a sale brought: the first that the sheet has
_READ = frozenset({*FLAGS, *MEASURES, *_VALUES, *SCORES})


@dataclass(frozen=True, slots=True)
class _Parts:
    """The columns of a log, read. ``metrics``: by the field of their column; ``value``: which of them is the value;
    ``year``: the column of years beside the date; ``time``: the column of dates; ``pieces``: how many of
    what the value is the price of, None where the value is what the row brought."""

    metrics: Mapping[str, Metric]
    dates: DateColumn | None
    time: ColumnMap | None
    value: str | None
    pieces: np.ndarray | None


def clean_log(file: str, sheet: RawSheet, mapped: SheetMap, *, settings: Settings, own: bool = False) -> CleanSheet:
    """Type every cell of a sheet of grain ``interactions``; ``own``: the log of our own report.

    The frame has per touch ``name`` of the touchpoint, the context columns, ``customer``, ``segment`` and ``event``
    (categorical, NaN: not said), and what the sheet has of ``time`` (datetime64[s]), ``flag`` (above 0: a sale by its
    own column; in our own report ``settled``: whether it counted as a sale), ``value`` and the ``MEASURES``.
    """
    body = grid_of(file, sheet, mapped)
    year, clock = year_beside(body), _clock(body)
    columns, clashes = choose_columns(body, aside=[c for c in (year, clock) if c])
    body = replace(body, map=replace(mapped, columns=columns))
    sorting = every_row(body) if own else sort_rows(body)
    grid, names = body.only(sorting.kept), sorting.names[sorting.kept]
    parts = _read(grid, year, clock, settings, own=own)
    frame = pd.DataFrame(naming(grid, names) | _columns(grid, parts, own=own))
    again = lines_of_orders(grid)
    cells = left_cells(grid, parts.metrics, parts.dates, parts.time)
    told = [*clashes, *about_choice(body), *about_rows(body, sorting), *about_rest(body)]
    found = CleanSheet(
        frame=frame,
        receipt=receipt_of(grid, sorting, metrics=parts.metrics, dates=parts.dates, names=names),
        issues=(*told, *_about(grid, frame[~again], parts, own=own)),
        currencies={_renamed(f, parts): places for f, places in currencies_of(grid, parts.metrics).items()},
        grains=parts.dates.grains if parts.dates else given_grain(mapped),
        words=(*(c.header for c in mapped.columns), *frame["name"].cat.categories[:WORDS]),
        answers=answers_beside(frame, parts.metrics),
        leftovers=() if own else left_over(body, sorting, mapped, cells),
    )
    return by_order(grid, found, again=again) if again.any() else found


def _clock(grid: Grid) -> ColumnMap | None:
    return next((c for c in grid.map.columns if c.index == grid.map.clock), None)


def _read(grid: Grid, year: ColumnMap | None, clock: ColumnMap | None, settings: Settings, *, own: bool) -> _Parts:
    choices = choices_of(settings, grid.sheet.name)
    free = [c for c in grid.map.columns if c.index != grid.map.touchpoint]
    readings = [begin(c, grid.cells(c), own=own) for c in free if c.field in _READ]
    decimal = sheet_decimal([r.draft for r in readings])
    time = next((c for c in free if c.field == "date" and c not in (year, clock)), None)
    if year is not None or time is None:
        dates = read_date_column(grid, year=year, choices=choices)
    else:
        beside = grid.cells(clock) if clock else None
        dates = read_instants(grid.cells(time), clock=beside, chosen=choices.order(time))
    metrics = {r.column.field: finish(r, elsewhere=decimal, chosen=choices.mark(r.column)) for r in readings}
    value = next((field for field in _VALUES if field in metrics), None)
    return _Parts(metrics, dates, time, value, _pieces(grid, decimal))


def _pieces(grid: Grid, decimal: Mark | None) -> np.ndarray | None:
    column = next((c for c in grid.map.columns if c.index == grid.map.pieces), None)
    if column is None:
        return None
    reading = begin(replace(column, field="orders"), grid.cells(column), own=False)  # a count as any other
    return finish(reading, elsewhere=decimal).values


def _columns(grid: Grid, parts: _Parts, *, own: bool) -> dict[str, object]:
    """What the sheet says of each touch beside its touchpoint."""
    found: dict[str, object] = {} if parts.dates is None else {"time": parts.dates.values}
    customer = next((c for c in grid.map.columns if c.index == grid.map.customer), None)
    for name, column in (("customer", customer), ("event", _event(grid))):
        if column is not None:
            found[name] = categories(grid.cells(column), shown=name != "customer")
    if parts.value:
        value = parts.metrics[parts.value].values
        found["value"] = value if parts.pieces is None else value * parts.pieces
    flag = next((field for field in FLAGS if field in parts.metrics), None)
    if flag:
        found["settled" if own else "flag"] = parts.metrics[flag].values
    return found | {field: parts.metrics[field].values for field in MEASURES if field in parts.metrics}


def _event(grid: Grid) -> ColumnMap | None:
    """The column of events: one beside the touchpoints, else the touchpoints themselves where they are events."""
    events = [c for c in grid.map.columns if c.field == "event"]
    return next((c for c in events if c.index != grid.map.touchpoint), events[0] if events else None)


def _renamed(field: str, parts: _Parts) -> str:
    return "value" if field == parts.value else field


def _about(grid: Grid, frame: pd.DataFrame, parts: _Parts, *, own: bool) -> list[Issue]:
    """What our own report left open was said when it was made; what somebody wrote into it since is said."""
    told = [*about_metrics(grid, parts.metrics), *about_dates(grid, parts.dates, parts.time)]
    if own:
        return told
    told += [
        *about_pieces(grid),
        *about_withheld(grid),
        *about_touches(grid, frame),
        *about_values(grid, parts.metrics, used=parts.value),
    ]
    return told if grid.map.order is not None else [*told, *about_repeats(grid, frame)]
