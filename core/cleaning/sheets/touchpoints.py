"""One sheet of touchpoints, typed: its rows, its receipt, and everything that is to be said about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

import numpy as np
import pandas as pd

from core.cleaning.cells.choices import Choices, choices_of
from core.cleaning.cells.grid import Grid, grid_of
from core.cleaning.cells.numbers import sheet_decimal
from core.cleaning.cells.vocabulary import currency_codes, is_metric, kind_of
from core.cleaning.measures.choosing import choose_columns
from core.cleaning.measures.currency import UNSAID, currency_column
from core.cleaning.measures.judging import set_aside, turned, words_of
from core.cleaning.measures.metrics import Metric, begin, finish
from core.cleaning.measures.recommending import COUNTS, about_counts, nps_of_counts
from core.cleaning.measures.results import on_results
from core.cleaning.measures.stated import on_said_scales
from core.cleaning.moments.dates import DateColumn, read_moment
from core.cleaning.moments.day_first import DateGrain
from core.cleaning.moments.rows import read_date_column, year_beside
from core.cleaning.receipts.columns import receipt_of
from core.cleaning.receipts.leftovers import LISTED, left_cells, left_columns, left_rows, left_whole
from core.cleaning.receipts.rows import Sorting, fill_down, sort_rows
from core.cleaning.receipts.telling import (
    about_carried,
    about_choice,
    about_dates,
    about_duplicates,
    about_either,
    about_metrics,
    about_rest,
    about_rows,
    about_withheld,
    about_words,
)
from core.cleaning.receipts.texts import TextColumn, read_texts, withheld
from core.model import Issue, Leftover, RawSheet, Settings, SheetReceipt
from core.model.mapping import ColumnMap, SheetMap
from core.model.names import clean_text

CONTEXT = ("phase", "stage", "setting", "channel", "campaign")
_TEXTS = (*CONTEXT, "segment", "comment")
WORDS = 300  # names from which the language is told


@dataclass(frozen=True, slots=True)
class CleanSheet:
    """``frame``: one line per kept row: name, row, and the metrics, date and texts that the sheet has; of a log and a
    survey what ``clean_log`` and ``clean_answers`` say.

    ``currencies``: money column -> per row the place in ``currency_codes`` (-1: not said); ``grains``: what the date
    cells name; ``words``: headers and names, from which the language of "kr" is told; ``answers``: those that stand on
    the rows of a log, as ``clean_answers`` gives them; ``comments``: how many answers carry a comment that is withheld.
    ``tops``: KPI id -> full score, where the file says that its scores stand on a longer scale than they show.
    """

    frame: pd.DataFrame
    receipt: SheetReceipt
    issues: tuple[Issue, ...]
    currencies: Mapping[str, np.ndarray]
    grains: frozenset[DateGrain]
    words: tuple[str, ...]
    answers: pd.DataFrame | None = None
    comments: int = 0
    leftovers: tuple[Leftover, ...] = ()
    tops: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class _Parts:
    """The columns of a sheet, read."""

    metrics: Mapping[str, Metric]
    texts: Mapping[str, TextColumn]
    dates: DateColumn | None
    date_column: ColumnMap | None


def clean_sheet(
    file: str, sheet: RawSheet, mapped: SheetMap, *, settings: Settings, own: bool = False, beside: Sequence[str] = ()
) -> CleanSheet:
    """Type every cell of a sheet of grain ``touchpoints``; ``own``: the data sheet of our own report; ``beside``: lines
    of the file's other sheets, which may speak of scales.

    The decimal marks and day orders that the user chose for this sheet's columns win over what the cells prove.
    """
    whole = grid_of(file, sheet, mapped)
    year = year_beside(whole)
    columns, clashes = choose_columns(whole, aside=[year] if year else [])
    columns, priorities = (columns, ()) if own else set_aside(whole, columns)
    body = replace(whole, map=replace(mapped, columns=columns))
    sorting, carried = _sorted(body)
    grid, names = body.only(sorting.kept), sorting.names[sorting.kept]
    parts = _read(grid, year, choices_of(settings, sheet.name), own=own)
    tops: Mapping[str, float] = {}
    if not own:
        notes = sorting.rows_of("note-row", body.rows)
        metrics, tops = on_said_scales(grid, parts.metrics, whole=whole, notes=notes, beside=beside)
        parts = replace(parts, metrics=on_results(grid, turned(grid, metrics), whole=whole))
    cells = left_cells(grid, parts.metrics, parts.dates, parts.date_column)
    told = (*_about(body, sorting, carried), *_about_parts(grid, parts), *(() if own else about_withheld(grid)))
    return CleanSheet(
        frame=_frame(grid, names, parts),
        receipt=receipt_of(grid, sorting, metrics=parts.metrics, dates=parts.dates, names=names),
        issues=(*clashes, *priorities, *told),
        currencies=currencies_of(grid, parts.metrics),
        grains=parts.dates.grains if parts.dates else given_grain(mapped),
        words=(*(c.header for c in mapped.columns), *pd.unique(names)[:WORDS]),
        leftovers=() if own else left_over(body, sorting, mapped, cells),
        tops=tops,
    )


def left_over(body: Grid, sorting: Sorting, mapped: SheetMap, cells: Iterable[Leftover]) -> tuple[Leftover, ...]:
    """Rows, ``cells``, columns and tables of a sheet that no number is computed from; ``mapped``: before one column
    was chosen of those that mean the same."""
    others = left_whole(issue for issue in about_rest(body) if issue.code == "other-table")
    found = chain(left_rows(body, sorting), cells, left_columns(body, mapped.columns), others)
    return tuple(islice(found, LISTED + 1))


def given_grain(mapped: SheetMap) -> frozenset[DateGrain]:
    """What the text above the columns names, if it is a period."""
    moment = read_moment(mapped.given.get("date", ""))
    return frozenset({moment.grain}) if moment else frozenset()


def _sorted(body: Grid) -> tuple[Sorting, int]:
    """The rows told apart, after names of merged cells were carried down; and how many were carried."""
    sorting = sort_rows(body)
    apart = [c for c in body.map.columns if c.field in ("date", "segment", "campaign", "channel")]
    apart = [c for c in apart if c.index != body.map.touchpoint]
    if not apart:
        return sorting, 0
    at = np.flatnonzero(np.isin(sorting.reasons, ("", "no-name")))
    found, carried = fill_down(sorting.names[at], apart=np.asarray(body.filled(apart)[at].any(axis=1)))
    names, reasons = sorting.names.copy(), sorting.reasons.copy()
    names[at], reasons[at[carried]] = found, ""
    return Sorting(names, reasons), int(carried.sum())


def _read(grid: Grid, year: ColumnMap | None, choices: Choices, *, own: bool) -> _Parts:
    free = [c for c in grid.map.columns if c.index != grid.map.touchpoint]
    metrics = [c for c in free if is_metric(c.field)]
    readings = [begin(c, grid.cells(c), own=own, worded=None if own else words_of(c)) for c in metrics]
    decimal = sheet_decimal([r.draft for r in readings])
    return _Parts(
        metrics={r.column.field: finish(r, elsewhere=decimal, chosen=choices.mark(r.column)) for r in readings},
        texts={c.field: read_texts(grid, c) for c in free if c.field in _TEXTS and (own or not withheld(c))},
        dates=read_date_column(grid, year=year, choices=choices),
        date_column=next((c for c in free if c.field == "date" and c != year), None),
    )


def _frame(grid: Grid, names: np.ndarray, parts: _Parts) -> pd.DataFrame:
    columns: dict[str, object] = {"name": names, "row": grid.in_file()}
    columns |= given_columns(grid, len(names))
    if parts.dates and parts.dates.groups is not None:
        columns["segment"] = parts.dates.groups
    elif parts.dates:
        columns["date"] = parts.dates.values
    columns |= {field: text.values for field, text in parts.texts.items()}
    columns |= {field: metric.values for field, metric in parts.metrics.items() if field not in COUNTS}
    return pd.DataFrame(columns | nps_of_counts(parts.metrics, grid.map.columns))


def given_columns(grid: Grid, rows: int) -> dict[str, object]:
    """What stands above the columns and holds for every row; a period that is no date names a segment."""
    columns: dict[str, object] = {}
    for field, text in grid.map.given.items():
        moment = read_moment(text) if field == "date" else None
        if moment:
            columns["date"] = np.full(rows, np.datetime64(moment.day), dtype="datetime64[s]")
        else:
            columns["segment" if field == "date" else field] = np.full(rows, clean_text(text), dtype=object)
    return columns


def _about(body: Grid, sorting: Sorting, carried: int) -> list[Issue]:
    told = [*about_choice(body), *about_rows(body, sorting), *about_carried(body, [(body.leading, carried)])]
    return [*told, *about_duplicates(body.only(sorting.kept)), *about_rest(body), *about_either(body)]


def _about_parts(grid: Grid, parts: _Parts) -> list[Issue]:
    by_field = {c.field: c for c in grid.map.columns}
    carried = [(by_field[field], text.carried) for field, text in parts.texts.items()]
    dates = about_dates(grid, parts.dates, parts.date_column)
    told = [*about_metrics(grid, parts.metrics), *about_words(grid, parts.metrics), *about_counts(grid, parts.metrics)]
    return [*told, *dates, *about_carried(grid, carried)]


def currencies_of(grid: Grid, metrics: Mapping[str, Metric]) -> dict[str, np.ndarray]:
    """Per money column and row: the cell's own currency, else the header's, else the currency column's."""
    beside = currency_column(grid)
    places = {}
    for field, metric in metrics.items():
        if kind_of(field) == "money":
            said = metric.column.currencies
            if metric.units.currency:
                said = np.where(said == UNSAID, currency_codes().index(metric.units.currency), said)
            places[field] = said if beside is None else np.where(said == UNSAID, beside, said)
    return places
