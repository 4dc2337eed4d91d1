"""Which touches of a log are sales: by their own column, by the event's word, or by their value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.cleaning.wording import is_sale
from core.model import Issue, Settings
from core.model.names import normalise

_NAMED = 8  # events that a message names
_SERVICE = ("resolved", "response_time", "resolution_time")


@dataclass(frozen=True, slots=True)
class Sales:
    """Per touch ``sale`` (bool) and ``value`` (float64: of the sale, or below 0 for a refund); ``events``: the words of
    the event column, most frequent first, with whether each counts as a sale, where they decide or are asked for."""

    sale: np.ndarray
    value: np.ndarray
    events: Mapping[str, bool]
    issues: tuple[Issue, ...]


def find_sales(frame: pd.DataFrame, has: Mapping[str, np.ndarray], *, settings: Settings) -> Sales:
    """The sales among the touches of all logs.

    ``frame``: ``flag``, ``event``, ``value`` and whether something was ``paid`` (in any currency) of each touch;
    ``has``: per column, which rows come from a sheet with such a column. The user's ``settings.sale_events`` win where
    the logs have such words; then a row follows its yes or no, else its event where the logs have a word that means a
    sale, else whether something was paid.
    """
    words = frame["event"].value_counts(sort=False)
    words = words[words > 0].sort_values(ascending=False, kind="stable")
    wished = {normalise(word) for word in settings.sale_events} & {normalise(str(word)) for word in words.index}
    meant = {str(w): normalise(str(w)) in wished if wished else is_sale(str(w)) for w in words.index}
    by_event = has["event"] & any(meant.values())
    by_flag = has["flag"] & ~(by_event & bool(wished))
    by_event &= ~by_flag
    by_value = has["value"] & ~by_flag & ~by_event
    value, paid = frame["value"].to_numpy(dtype=float), frame["paid"].to_numpy(dtype=float) > 0
    said = frame["event"].map(meant).astype("boolean").fillna(False).to_numpy(dtype=bool) if meant else by_event
    sale = np.where(by_flag, frame["flag"].to_numpy(dtype=float) > 0, np.where(by_event, said, by_value & paid))
    unsure = bool(meant) and not (by_flag | by_event | by_value).any()
    counted = {word: sure for word, sure in meant.items() if sure}
    told = [*_about_events(counted, sale & by_event), *_about_values(sale & by_value), *_about_rest(frame, sale)]
    told += _about_missing(frame, tuple(meant) if unsure else (), known=bool((by_flag | by_event | by_value).any()))
    kept = np.where(sale | (value < 0), value, np.nan)
    return Sales(sale, kept, meant if unsure or by_event.any() else {}, tuple(told))


def _about_events(counted: Mapping[str, bool], sales: np.ndarray) -> Iterator[Issue]:
    if sales.any():
        yield Issue("info", "sale-by-event", values={"n": int(sales.sum()), "events": tuple(counted)[:_NAMED]})


def _about_values(sales: np.ndarray) -> Iterator[Issue]:
    if sales.any():
        yield Issue("info", "sale-by-value", values={"n": int(sales.sum())})


def _about_rest(frame: pd.DataFrame, sale: np.ndarray) -> Iterator[Issue]:
    """Amounts on rows that are no sale, and rows that count several sales: neither passes silently."""
    if n := int((~sale & (frame["value"].to_numpy(dtype=float) > 0)).sum()):
        yield Issue("info", "value-without-sale", values={"n": n})
    if n := int((frame["flag"].to_numpy(dtype=float) > 1).sum()):
        yield Issue("warning", "several-sales-in-a-row", values={"n": n})


def _about_missing(frame: pd.DataFrame, events: tuple[str, ...], *, known: bool) -> Iterator[Issue]:
    """No sale can be told; asked once, unless the log is of support."""
    if known or any(frame[field].notna().any() for field in _SERVICE):
        return
    if events:
        yield Issue("warning", "sale-unknown", values={"events": events[:_NAMED]})
    elif frame["name"].notna().any():
        yield Issue("info", "no-sale-column")
