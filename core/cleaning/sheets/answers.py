"""One survey, typed: a line per answer on its own scale, and what is to be said about it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from core.cleaning.cells.choices import Choices, choices_of
from core.cleaning.cells.grid import Grid, grid_of
from core.cleaning.cells.numbers import sheet_decimal
from core.cleaning.measures.choosing import choose_columns
from core.cleaning.measures.metrics import Metric, begin, finish
from core.cleaning.measures.stated import on_said_scales
from core.cleaning.moments.dates import DateColumn
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
    about_words,
)
from core.cleaning.receipts.texts import categories, read_texts, withheld
from core.cleaning.sheets.touchpoints import CONTEXT, WORDS, CleanSheet, given_columns, given_grain, left_over
from core.model import Issue, RawSheet, Settings
from core.model.mapping import ColumnMap, SheetMap

SCORES = ("nps_score", "csat_score", "ces_score", "rating")
_TEXTS = (*CONTEXT, "segment")
_NPS_TOP = 8  # a scale of 0 to 10 has answers above it
_NPS_ENOUGH = 10  # answers from which their highest says where the scale ends


def clean_answers(
    file: str, sheet: RawSheet, mapped: SheetMap, *, settings: Settings, own: bool = False, beside: Sequence[str] = ()
) -> CleanSheet:
    """Type every cell of a sheet of grain ``responses``; ``own``: a survey in our own report;
    ``beside``: lines of the file's other sheets, which may speak of scales.

    The frame has per answer: ``name`` of the touchpoint, the context columns and ``segment`` (categorical, NaN: not
    said), ``date``, ``comment`` if the user keeps it, and the scores as answered, those in words from 5 to 1.
    """
    whole = grid_of(file, sheet, mapped)
    year = year_beside(whole)
    columns, clashes = choose_columns(whole, aside=[year] if year else [])
    body = replace(whole, map=replace(mapped, columns=columns))
    sorting = every_row(body) if own else sort_rows(body)
    grid, names = body.only(sorting.kept), sorting.names[sorting.kept]
    choices = choices_of(settings, sheet.name)
    metrics = _scores(grid, choices, own=own)
    tops: Mapping[str, float] = {}
    if not own:
        notes = sorting.rows_of("note-row", body.rows)
        metrics, tops = on_said_scales(grid, metrics, whole=whole, notes=notes, beside=beside)
    dates = read_date_column(grid, year=year, choices=choices)
    scores: dict[str, np.ndarray] = {field: metric.values for field, metric in metrics.items()}
    scores, moved = (scores, list[Issue]()) if own else _on_their_scales(grid, scores)
    start = {"date": dates.values} if dates else {}
    frame = pd.DataFrame(naming(grid, names) | start | _comments(grid, own=own) | scores)
    date_column = next((c for c in grid.map.columns if c.field == "date" and c != year), None)
    told = [*clashes, *about_choice(body), *about_rows(body, sorting), *about_rest(body)]
    told += [*_about_cells(grid, metrics, dates, date_column), *moved, *([] if own else about_withheld(grid))]
    return CleanSheet(
        frame=frame,
        receipt=receipt_of(grid, sorting, metrics=metrics, dates=dates, names=names),
        issues=tuple(told),
        currencies={},
        grains=dates.grains if dates else given_grain(mapped),
        words=(*(c.header for c in mapped.columns), *frame["name"].cat.categories[:WORDS]),
        comments=0 if own else _withheld_comments(grid),
        leftovers=() if own else left_over(body, sorting, mapped, left_cells(grid, metrics, dates, date_column)),
        tops=tops,
    )


def _about_cells(
    grid: Grid, metrics: Mapping[str, Metric], dates: DateColumn | None, column: ColumnMap | None
) -> list[Issue]:
    return [*about_metrics(grid, metrics), *about_dates(grid, dates, column), *about_words(grid, metrics)]


def _scores(grid: Grid, choices: Choices, *, own: bool) -> dict[str, Metric]:
    readings = [begin(c, grid.cells(c), own=own) for c in grid.map.columns if c.field in SCORES]
    decimal = sheet_decimal([r.draft for r in readings])
    return {r.column.field: finish(r, elsewhere=decimal, chosen=choices.mark(r.column)) for r in readings}


def naming(grid: Grid, names: np.ndarray) -> dict[str, object]:
    """What says of each row which touchpoint and whom it concerns: name, row number, context and segment."""
    free = [c for c in grid.map.columns if c.index != grid.map.touchpoint and c.field in _TEXTS]
    return {
        "name": categories(names),
        "row": grid.rows + grid.sheet.first_row,
        **{f: v if f == "date" else categories(np.asarray(v)) for f, v in given_columns(grid, len(names)).items()},
        **{c.field: categories(grid.cells(c)) for c in free},
    }


def answers_beside(frame: pd.DataFrame, metrics: Mapping[str, Metric]) -> pd.DataFrame | None:
    """The scores that stand on the rows of a log, as answers; None where it has none. ``frame``: the log's."""
    scores = {field: metric.values for field, metric in metrics.items() if field in SCORES}
    if not scores:
        return None
    named = frame[[c for c in frame.columns if c in ("name", "row", *_TEXTS)]].assign(**scores)
    if "time" in frame:
        named = named.assign(date=frame["time"].dt.normalize())
    return named[named[list(scores)].notna().any(axis=1)]


def _on_their_scales(grid: Grid, scores: dict[str, np.ndarray]) -> tuple[dict[str, np.ndarray], list[Issue]]:
    """The scores; those under an NPS header that were not answered from 0 to 10 are an ordinary rating."""
    values = scores.get("nps_score", np.array([]))
    known = values[~np.isnan(values)]
    if len(known) < _NPS_ENOUGH or known.max() >= _NPS_TOP or known.min() < 1:
        return scores, []
    rest = {field: score for field, score in scores.items() if field != "nps_score"}
    column = next(c for c in grid.map.columns if c.field == "nps_score")
    told = {"column": column.header, "high": int(known.max())}
    issue = Issue("warning", "nps-other-scale", grid.file, grid.sheet.name, column=column.header, values=told)
    free = next((field for field in ("rating", "csat_score") if field not in rest), None)
    return rest | ({free: values} if free else {}), [issue]


def _comments(grid: Grid, *, own: bool) -> dict[str, object]:
    kept = [c for c in grid.map.columns if c.field == "comment" and (own or not withheld(c))]
    return {"comment": read_texts(grid, kept[0]).values} if kept else {}


def _withheld_comments(grid: Grid) -> int:
    columns = [c for c in grid.map.columns if withheld(c)]
    return int(grid.filled(columns).any(axis=1).sum()) if columns else 0
