"""The issues of a sheet of touchpoints: what was left out, assumed, carried down or could not be read."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd

from core.cleaning.cells.grid import Grid
from core.cleaning.cells.vocabulary import clip, kind_of
from core.cleaning.measures.judging import about_unread, is_priority
from core.cleaning.measures.metrics import Metric
from core.cleaning.moments.dates import DateColumn
from core.cleaning.moments.periods import period_label
from core.cleaning.receipts.examples import all_examples
from core.cleaning.receipts.rows import Sorting
from core.cleaning.receipts.texts import withheld
from core.model import Issue, Message
from core.model.dataset import Severity
from core.model.mapping import ColumnMap
from core.model.names import fold
from core.tables import table

_LISTED = 10
_SEVERITY: Mapping[str, Severity] = {"no-name": "warning"}


def about_choice(grid: Grid) -> Iterator[Issue]:
    """Which column names the touchpoints, where that was a choice."""
    column, candidates = grid.touchpoint, grid.map.candidates
    if column is None:
        return
    others = tuple(c for c in candidates if c != column.header)
    if column.how == "setting" or (column.field == "touchpoint" and column.how != "part"):
        return
    if column.field == "touchpoint":
        yield _issue(grid, "info", "touchpoint-assumed", column, None, {"used": column.header})
    elif others:
        yield _issue(grid, "info", "touchpoint-chosen", column, None, {"used": column.header, "others": others})


def about_rows(grid: Grid, sorting: Sorting) -> Iterator[Issue]:
    """Rows that are no touchpoints, one issue per reason; blank rows only between others."""
    if grid.map.grain == "touchpoints" and all_examples(sorting.names):
        yield Issue("warning", "template-examples", grid.file, grid.sheet.name)
    for reason in ("example-row", "total-row", "other-booking", "repeated-header", "note-row", "no-name"):
        at = np.flatnonzero(sorting.reasons == reason)
        if len(at):
            yield _rows_issue(grid, _SEVERITY.get(reason, "info"), reason, at)
    kept = np.flatnonzero(sorting.kept)
    blank = np.flatnonzero(sorting.reasons == "blank")
    inside = blank[blank < kept[-1]] if len(kept) else blank
    if len(inside):
        yield _rows_issue(grid, "info", "blank-rows", inside)


def about_rest(grid: Grid) -> Iterator[Issue]:
    """Other tables of the sheet, and columns whose cells are not what their header says."""
    for row, headers in grid.map.others:
        values = {"row": row, "sheet": grid.sheet.name or grid.file, "headers": headers[:_LISTED]}
        yield Issue("warning", "other-table", grid.file, grid.sheet.name, row=row, values=values)
    for header, field in grid.map.unlike:
        if field == "importance" and is_priority(header):
            yield about_unread(grid, header)
            continue
        values = {"column": header, "field": Message("unlike.date" if field == "date" else "unlike.number")}
        yield Issue("warning", "unlike-header", grid.file, grid.sheet.name, column=header, values=values)


_EITHER: Mapping[str, tuple[str, str]] = {
    "conversions": ("sales_headers", "sales-counted"),
    "leads": ("asking_headers", "requests-as-leads"),
}


def about_either(grid: Grid) -> Iterator[Issue]:
    """What a column was taken for whose header can mean two things: sales or what they brought, cases or leads."""
    for column in grid.map.columns:
        words, code = _EITHER.get(column.field, ("", ""))
        if code and column.how == "part" and fold(column.header) in table("grains")[words]:
            yield _issue(grid, "info", code, column, None, {})


def about_withheld(grid: Grid) -> Iterator[Issue]:
    """Comments that stay out until the user wants them in."""
    for column in grid.map.columns:
        if withheld(column) and grid.filled([column]).any():
            n = int(grid.filled([column]).sum())
            yield _issue(grid, "info", "comments-left-out", column, None, {"n": n})


def about_duplicates(grid: Grid) -> Iterator[Issue]:
    """Rows that repeat another in every cell: kept, and reported."""
    texts = pd.DataFrame({c.index: grid.cells(c).distinct[0] for c in grid.map.columns})
    again = np.flatnonzero(texts.duplicated().to_numpy())
    if len(again):
        yield _rows_issue(grid, "warning", "duplicate-rows", again)


def _rows_issue(grid: Grid, severity: Severity, code: str, at: np.ndarray) -> Issue:
    rows = tuple(dict.fromkeys(grid.in_file()[at].tolist()))
    return Issue(
        severity, code, grid.file, grid.sheet.name, row=rows[0], values={"n": len(rows), "rows": rows[:_LISTED]}
    )


def about_metrics(grid: Grid, metrics: Mapping[str, Metric]) -> Iterator[Issue]:
    """What every column of numbers has to say."""
    for column in grid.map.columns:
        for finding in metrics[column.field].findings if column.field in metrics else ():
            row = None if finding.at is None else grid.number(finding.at)
            yield _issue(grid, finding.severity, finding.code, column, row, finding.values)


def about_words(grid: Grid, metrics: Mapping[str, Metric]) -> Iterator[Issue]:
    """Scores in words: what they were taken for."""
    for column in (c for c in grid.map.columns if kind_of(c.field) == "score"):
        samples = metrics[column.field].column.samples if column.field in metrics else ()
        worded = next(((text, score) for text, score in samples if not any(map(str.isdigit, text))), None)
        if worded and worded[0].strip("★☆⭐* "):
            yield _issue(grid, "info", "scores-in-words", column, None, {"word": worded[0], "score": worded[1]})


def about_dates(grid: Grid, dates: DateColumn | None, column: ColumnMap | None) -> Iterator[Issue]:
    """Cells that are no dates, days that could be months, and periods that only their names tell."""
    if dates is None or column is None:
        return
    if len(dates.unreadable):
        at = int(dates.unreadable[0])
        values = {"n": len(dates.unreadable), "value": clip(grid.cells(column).at(at))}
        yield _issue(grid, "warning", "unreadable-date", column, grid.number(at), values)
    if dates.year:
        yield _issue(grid, "info", "dates-year", column, None, {"year": dates.year})
    if dates.groups is not None:
        yield _issue(grid, "info", "dates-no-year", column, None, {"value": clip(str(dates.groups[0]))})
    if dates.ambiguous:
        reading = Message("reading.month-and-year" if dates.day_first is None else "reading.day-first")
        yield _issue(grid, "warning", "ambiguous-date", column, None, {"examples": dates.ambiguous, "reading": reading})
    if dates.mixed:
        yield _issue(grid, "warning", "mixed-dates", column, None, {})
    if dates.serial:
        value, day = dates.samples[0]
        yield _issue(grid, "info", "serial-dates", column, None, {"value": value, "day": day})
    for code, found in (("financial-years", dates.financial), ("seasons", dates.season)):
        if found:
            text, first, grain = found
            told: dict[str, object] = {"value": text, "period": period_label(pd.Timestamp(first), grain)}
            if found == dates.financial and dates.starts:
                code = "financial-years-begin"
                told |= {"month": dates.starts[0], "said": Message(f"year-start.{dates.starts[1]}")}
            yield _issue(grid, "info", code, column, None, told)


def about_carried(grid: Grid, carried: Iterable[tuple[ColumnMap, int]]) -> Iterator[Issue]:
    """Blank cells that took the text of the cell above."""
    for column, n in carried:
        if n:
            yield _issue(grid, "info", "filled-down", column, None, {"n": n})


def _issue(
    grid: Grid, severity: Severity, code: str, column: ColumnMap, row: int | None, values: Mapping[str, object]
) -> Issue:
    row = row if column.row is None else column.row
    told = {"column": column.header, "row": row, **values}
    return Issue(severity, code, grid.file, grid.sheet.name, row=row, column=column.header, values=told)
