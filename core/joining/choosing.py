"""Which grain a figure is taken from, touchpoint by touchpoint: the table before the log before the survey."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from core.stats.groups import Bools, Groups, Ints, column, moments
from core.stats.scales import SCORE_FIELDS

OUTCOME = ("conversions", "orders")
TOGETHER = ("visits", *OUTCOME, "exits")  # of one grain, so that a rate never has its two halves from two
ALONE = ("customers", "revenue", "cost")
CASES = ("tickets", "resolved")
TIMES = ("response_time", "resolution_time")


@dataclass(frozen=True, slots=True)
class Places:
    """The touchpoints of two grains under one numbering: code per row of each, and ``keys`` in its order; ``nowhere``
    is the code of rows without a touchpoint, which tell of the whole business."""

    table: Ints
    other: Ints
    keys: tuple[str, ...]
    nowhere: int = 0

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.keys)

    def has(self, known: Bools) -> Bools:
        """Per touchpoint, whether ``known`` holds in a row of the table; for the whole business: in any row."""
        found = np.bincount(self.table[known], minlength=self.size) > 0
        found[self.nowhere] = known.any()
        return found

    def other_has(self, known: Bools) -> Bools:
        """Per touchpoint, whether ``known`` holds in a row of the other grain."""
        return np.asarray(np.bincount(self.other[known], minlength=self.size) > 0)


def places_of(table: pd.DataFrame, other: pd.DataFrame) -> Places:
    """The touchpoints of both."""
    both = pd.concat([table["touchpoint"], other["touchpoint"]]).astype("str")
    found, keys = pd.factorize(both, sort=True)
    codes = found.astype(np.int64) + 1
    return Places(codes[: len(table)], codes[len(table) :], ("", *map(str, keys)))


def without_twice(table: pd.DataFrame, log: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both without the figures that the other one gives.

    Visits, sales and exits of a touchpoint come from one of them: the table if it counts sales, else the log if it
    saw any there, else whichever has visits: a log of some customers must not shrink a touchpoint where nobody
    buys. For the same reason its customers give way to visits of the table. Cases of service too, if the table
    counts any. All else is the table's where it has it, figure by figure.
    """
    at = places_of(table, log)
    losing: dict[str, Bools] = {}
    sold = at.has(_any(table, OUTCOME))
    by_log = at.other_has(column(log, "conversions") > 0) & ~sold
    by_table = sold | (at.has(_any(table, ("visits",))) & ~by_log)
    losing |= dict.fromkeys(TOGETHER, by_table)
    losing |= {name: at.has(_any(table, (name,))) for name in (*ALONE, *TIMES)}
    losing["customers"] = at.has(_any(table, ("customers", "visits"))) & ~by_log | losing["customers"]
    cases = at.has(_any(table, CASES))
    losing |= dict.fromkeys(CASES, cases) | {name: losing[name] | cases for name in TIMES}
    yielding = dict.fromkeys(("visits", "exits"), by_log)
    return _masked(table, yielding, at.table), _masked(log, losing, at.other)


def answers_beside(table: pd.DataFrame, survey: pd.DataFrame) -> pd.DataFrame:
    """The survey without the scores for which the table counts its answers; a score of the table that says of how many
    answers it is made is worth as much as the answers themselves, one that does not is only used where there are none.
    """
    at = places_of(table, survey)
    counts = column(table, "responses") > 0
    losing = {field: at.has(_any(table, (field,)) & counts) for field in SCORE_FIELDS.values()}
    return _masked(survey, losing, at.other)


def with_margins(log: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The log with the latest margin that the table states for each touchpoint: its revenue has none of its own."""
    margin = column(table, "margin")
    if not np.isfinite(margin).any():
        return log
    at = places_of(table, log)
    latest = Groups(at.keys, at.table).latest(margin, moments(table))
    return log.assign(margin=latest[at.other])


def _any(rows: pd.DataFrame, fields: Sequence[str]) -> Bools:
    return np.asarray(np.any([np.isfinite(column(rows, field)) for field in fields], axis=0))


def _masked(rows: pd.DataFrame, losing: Mapping[str, Bools], at: Ints) -> pd.DataFrame:
    """``rows`` with the figures unknown at the touchpoints that lose them."""
    changed: dict[str, Any] = {}
    for field, where in losing.items():
        if field in rows.columns and where[at].any():
            changed[field] = np.where(where[at], np.nan, column(rows, field))
    return rows.assign(**changed) if changed else rows
