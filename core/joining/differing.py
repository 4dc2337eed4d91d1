"""Figures that two grains give and that clearly differ: named with both, and with the one that is used."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.joining.choosing import ALONE, CASES, OUTCOME, TIMES, TOGETHER, Places, places_of
from core.model import Issue, Message
from core.stats.estimates import weighted_median, weighted_score
from core.stats.groups import Bools, Groups, Ints, column
from core.stats.intervals import Floats
from core.stats.scales import BOUNDS, SCORE_FIELDS

_CLEARLY = 0.05
_NAMED_AT_MOST = 5
_ENTIRE = Message("joining.whole")
_UNITS = {"revenue": "money", "cost": "money", "response_time": "duration", "resolution_time": "duration"}
_UNITS |= {"nps_score": "points", "csat_score": "percent", "ces_score": "percent", "rating": "decimal"}


@dataclass(frozen=True, slots=True)
class _Pair:
    """One figure of every touchpoint by the table and by the other grain, before anything was left out, and whether the
    table's is used; ``clear``: from which difference on they clearly differ."""

    field: str
    table: Floats
    other: Floats
    by_table: Bools
    clear: Floats


def log_differs(before: Sequence[pd.DataFrame], after: pd.DataFrame, names: Mapping[str, str]) -> tuple[Issue, ...]:
    """Where the table and the log (``before``) give other sums; ``after``: the log as it is used."""
    table, log = before
    at = places_of(table, log)
    fields = [f for f in (*TOGETHER, *ALONE, *CASES, *TIMES) if f in table.columns and f in log.columns]
    if "conversions" in fields:  # the log's orders are its sales again
        fields = [f for f in fields if f not in OUTCOME[1:]]
    pairs = [_sums(table, log, after, at, field) for field in fields]
    return tuple(_issues(pairs, at, names, "log"))


def survey_differs(before: Sequence[pd.DataFrame], after: pd.DataFrame, names: Mapping[str, str]) -> tuple[Issue, ...]:
    """Where the table and the survey (``before``) give other scores; ``after``: the survey as it is used."""
    table, survey = before
    at = places_of(table, survey)
    fields = [(k, f) for k, f in SCORE_FIELDS.items() if f in table.columns and f in survey.columns]
    pairs = [_scores(table, survey, after, at, kpi, field) for kpi, field in fields]
    return tuple(_issues(pairs, at, names, "survey"))


def _groups(codes: Ints, at: Places, *, everywhere: bool = False) -> Groups:
    """Touchpoints as groups; ``everywhere``: all rows as the whole business."""
    keys = tuple(map(str, range(at.size)))
    return Groups(keys, np.full(len(codes), at.nowhere) if everywhere else codes)


def _figure(rows: pd.DataFrame, groups: Groups, field: str) -> Floats:
    values = column(rows, field)
    if field in TIMES:
        return weighted_median(rows, groups, field, ["tickets"]).value
    if field in SCORE_FIELDS.values():
        return weighted_score(rows, groups, values, field, []).value
    return np.where(groups.count(np.isfinite(values)) > 0, groups.total(values), np.nan)


def _both(table: pd.DataFrame, other: pd.DataFrame, at: Places, field: str) -> tuple[Floats, Floats]:
    """The figure per touchpoint by each; for rows without a touchpoint the table's is that of all its rows."""
    mine = _figure(table, _groups(at.table, at), field)
    mine[at.nowhere] = _figure(table, _groups(at.table, at, everywhere=True), field)[at.nowhere]
    return mine, _figure(other, _groups(at.other, at), field)


def _sums(table: pd.DataFrame, log: pd.DataFrame, after: pd.DataFrame, at: Places, field: str) -> _Pair:
    mine, theirs = _both(table, log, at, field)
    clear = _CLEARLY * np.maximum(np.abs(mine), np.abs(theirs))
    return _Pair(field, mine, theirs, ~at.other_has(np.isfinite(column(after, field))), clear)


def _scores(table: pd.DataFrame, survey: pd.DataFrame, after: pd.DataFrame, at: Places, kpi: str, field: str) -> _Pair:
    mine, theirs = _both(table, survey, at, field)
    low, high = BOUNDS[kpi]
    clear = np.full(at.size, _CLEARLY * (high - low))
    return _Pair(field, mine, theirs, ~at.other_has(np.isfinite(column(after, field))), clear)


def _issues(pairs: Sequence[_Pair], at: Places, names: Mapping[str, str], other: str) -> Iterator[Issue]:
    for pair in pairs:
        for by_table in (True, False):
            hit = (np.abs(pair.table - pair.other) > pair.clear) & (pair.by_table == by_table)
            if hit.any():
                yield _issue(pair, np.flatnonzero(hit), at, names, used="table" if by_table else other, other=other)


def _issue(pair: _Pair, hit: Ints, at: Places, names: Mapping[str, str], *, used: str, other: str) -> Issue:
    told = tuple(
        Message(
            f"joining.pair-{_UNITS.get(pair.field, 'count')}",
            {
                "name": _ENTIRE if i == at.nowhere else names.get(at.keys[i], at.keys[i]),
                "table": pair.table[i],
                "other": pair.other[i],
            },
        )
        for i in hit[:_NAMED_AT_MOST].tolist()
    )
    values = {
        "n": len(hit),
        "field": Message(f"reason.field.{pair.field}"),
        "grain": Message(f"joining.grain-{other}"),
        "used": Message(f"joining.used-{used}"),
        "pairs": (*told, *(("…",) if len(hit) > _NAMED_AT_MOST else ())),
    }
    return Issue("warning", "grains-differ", values=values)
