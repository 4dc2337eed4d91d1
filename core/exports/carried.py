"""The data as a report carries it: columns of a table, a log and surveys, under field ids and in base units."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, cast

import pandas as pd

from core.joining import joined
from core.model import Dataset, Issue, Touchpoint
from core.stats.answers import AnswerScale, Score, answer_scale
from core.stats.groups import column
from core.stats.scales import SCORE_FIELDS, by_sheet, on_one_scale, stated

MOST_TOUCHES = 200_000  # rows of a log: 25 to 50 seconds of writing, and nobody waits for minutes
_CONTEXT = ("phase", "stage", "setting", "channel", "campaign")
_OFTEN_EMPTY = ("segment", "date", "comment")  # every dataset has these columns, filled or not
# The period follows from the date; where a row stood in the first file means nothing in this one.
_LEFT = ("touchpoint", "period", "file", "sheet", "row")
_OF_A_TOUCH: Mapping[str, str] = {  # column of a log -> the field that its report calls it
    "customer": "customer_id",
    "time": "date",
    "segment": "segment",
    "event": "event",
    "sale": "conversions",
    "value": "value",
    "cost": "cost",
    "response_time": "response_time",
    "resolution_time": "resolution_time",
    "resolved": "resolved",
}
_OF_AN_ANSWER = ("date", "segment", *SCORE_FIELDS.values(), "comment")
Columns = dict[str, list[Any]]


def carries_log(dataset: Dataset) -> bool:
    """Whether the log goes into the report: one is there, and not too long to be written."""
    return dataset.interactions is not None and len(dataset.interactions) <= MOST_TOUCHES


def left_behind(dataset: Dataset) -> tuple[Issue, ...]:
    """What of the data does not go into the report: a log that is too long for it."""
    if dataset.interactions is None or carries_log(dataset):
        return ()
    return (Issue("warning", "log-not-carried", values={"n": len(dataset.interactions), "most": MOST_TOUCHES}),)


def table_columns(dataset: Dataset) -> Columns:
    """Field id -> values, row by row in the dataset's order; unknown is None, dates are dates, numbers numbers.

    The file's own words for phase, setting ... stand beside every row of their touchpoint, so that one name in two
    phases stays two touchpoints. A log that is too long for the report stands here as its sums by touchpoint, period
    and segment.
    """
    rows = _with_sums(dataset) if left_behind(dataset) else dataset.rows
    frame, _ = on_one_scale(rows, known=stated(dataset.scales))
    columns = _named(frame, dataset.touchpoints)
    for name in frame.columns:
        if name not in _LEFT and not (name in _OFTEN_EMPTY and frame[name].isna().all()):
            columns[str(name)] = [_day(value) if name == "date" else value for value in _values(frame[name])]
    return columns


def _with_sums(dataset: Dataset) -> pd.DataFrame:
    """The table with the sums of the log, neither counted twice. What belongs to no touchpoint has no row."""
    rows, _ = joined(dataset.rows, dataset.interactions, None)
    return rows[rows["touchpoint"].notna()].drop(columns=["grain", "stands_for", "unit", "until"], errors="ignore")


def log_columns(dataset: Dataset) -> Columns:
    """The touches in their order: customers as pseudonyms, times to the second, ``conversions`` 1 where a sale was made
    and ``value`` what it brought, below 0 a refund."""
    frame = dataset.interactions
    assert frame is not None
    columns = _named(frame, dataset.touchpoints)
    for name, field in _OF_A_TOUCH.items():
        if name == "sale" or not frame[name].isna().all():
            columns[field] = _plain(frame[name])
    return columns


def answer_columns(dataset: Dataset) -> list[Columns]:
    """The answers with the scores as they were given, one ``responses`` to a row; several sets of them where sheets
    asked on different scales, so that each still tells its own. Comments only where the user kept them."""
    return [_answers(part, dataset.touchpoints) for part in _by_scale(dataset.responses)]


def _answers(frame: pd.DataFrame, touchpoints: tuple[Touchpoint, ...]) -> Columns:
    columns = _named(frame, touchpoints)
    for name in _OF_AN_ANSWER:
        if name in frame and not frame[name].isna().all():
            columns[name] = [_day(value) if name == "date" else value for value in _plain(frame[name])]
    return columns | {"responses": [1] * len(frame)}


def _by_scale(responses: pd.DataFrame | None) -> list[pd.DataFrame]:
    """The answers all together where all sheets asked the same on the same scales, else sheet by sheet."""
    if responses is None:
        return []
    parts = [responses.iloc[at] for _, at in by_sheet(responses)]
    scales = _scales(responses)
    return [responses] if all(_scales(part) == scales for part in parts) else parts


def _scales(frame: pd.DataFrame) -> dict[Score, AnswerScale | None]:
    """Question -> the scale that its answers show, as they are judged when they are read."""
    scores = {cast(Score, kpi): column(frame, field) for kpi, field in SCORE_FIELDS.items()}
    return {kpi: answer_scale(values, kpi) for kpi, values in scores.items() if (values == values).any()}


def _named(frame: pd.DataFrame, touchpoints: tuple[Touchpoint, ...]) -> Columns:
    """The names of the rows' touchpoints, and the file's own words about them."""
    by_key = {t.key: t for t in touchpoints}
    points = [by_key.get(key) for key in _plain(frame["touchpoint"])]
    return {"touchpoint": [p.name if p else None for p in points]} | dict(_context(points))


def _context(points: list[Touchpoint | None]) -> Iterator[tuple[str, list[Any]]]:
    for word in _CONTEXT:
        said = [p.context.get(word) or None if p else None for p in points]
        if any(said):
            yield word, said


def _values(column: "pd.Series[Any]") -> list[Any]:
    values: list[Any] = column.astype(object).where(column.notna(), None).tolist()
    return values


def _plain(column: "pd.Series[Any]") -> list[Any]:
    """The same as a cell holds it: moments without a zone, yes and no as 1 and 0."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        words = [*column.cat.categories.tolist(), None]  # the last one for what is not said
        return [words[code] for code in column.cat.codes.tolist()]
    if column.dtype == bool:
        return [int(value) for value in column.tolist()]
    if pd.api.types.is_datetime64_any_dtype(column):
        return [None if value is pd.NaT else value.to_pydatetime() for value in column]
    return _values(column)


def _day(moment: dt.datetime | None) -> dt.date | None:
    return None if moment is None else moment.date()
