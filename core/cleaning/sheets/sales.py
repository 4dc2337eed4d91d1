"""Which touches of a log are sales: by their own column, by the event's word, or by their value."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.cleaning.cells.wording import is_lost, sales_among
from core.model import Issue, Settings
from core.model.names import normalise

_NAMED = 8  # events that a message names
_SERVICE = ("resolved", "response_time", "resolution_time")
_NONE: Mapping[str, bool] = {}


@dataclass(frozen=True, slots=True)
class Sales:
    """Per touch ``sale`` (bool) and ``value`` (float64: of the sale, or below 0 for a refund); ``events``: the words of
    the event column, most frequent first, with whether each counts as a sale, where they decide or are asked for."""

    sale: np.ndarray
    value: np.ndarray
    events: Mapping[str, bool]
    issues: tuple[Issue, ...]


def find_sales(
    frame: pd.DataFrame,
    has: Mapping[str, np.ndarray],
    *,
    settings: Settings,
    meant_before: Mapping[str, bool] = _NONE,
) -> Sales:
    """The sales among the touches of all logs.

    ``frame``: ``flag``, ``event``, ``value``, whether something was ``paid`` (in any currency), and in our own report
    whether it was ``settled`` that this is a sale, of each touch; ``has``: per column, which rows come from a sheet
    with such a column. The user's ``settings.sale_events`` win where the logs have such words; then a row follows its
    yes or no, else its event where the logs have a word that means a sale or a loss, else whether something was paid.
    What is settled stays so, unless the user now says that its event means something else than before
    (``meant_before``).
    """
    words = frame["event"].value_counts(sort=False)
    words = words[words > 0].sort_values(ascending=False, kind="stable")
    wished = {normalise(word) for word in settings.sale_events} & {normalise(str(word)) for word in words.index}
    meant = _meant([str(word) for word in words.index], wished, meant_before)
    by_event = has["event"] & any(is_sold or is_lost(word) for word, is_sold in meant.items())
    changed = {word for word, now in meant.items() if wished and now != meant_before.get(word)}
    settled = has["settled"] & ~frame["event"].isin(changed).to_numpy(dtype=bool)
    by_event &= ~settled
    by_flag = (has["flag"] & ~(by_event & bool(wished))) | settled
    by_event &= ~by_flag
    by_value = has["value"] & ~by_flag & ~by_event
    value, paid = frame["value"].to_numpy(dtype=float), frame["paid"].to_numpy(dtype=float) > 0
    said = frame["event"].map(meant).astype("boolean").fillna(False).to_numpy(dtype=bool) if meant else by_event
    yes = np.where(settled, frame["settled"].to_numpy(dtype=float), frame["flag"].to_numpy(dtype=float)) > 0
    sale = np.where(by_flag, yes, np.where(by_event, said, by_value & paid))
    unsure = bool(meant) and not (by_flag | by_event | by_value).any()
    counted = {word: sure for word, sure in meant.items() if sure}
    told = [*_about_events(counted, sale & by_event), *_about_values(sale & by_value), *_about_rest(frame, sale)]
    told += _about_missing(frame, tuple(meant) if unsure else (), known=bool((by_flag | by_event | by_value).any()))
    kept = np.where(sale | (value < 0), value, np.nan)
    return Sales(sale, kept, meant if unsure or by_event.any() or meant_before else {}, tuple(told))


def _meant(words: Sequence[str], wished: Set[str], before: Mapping[str, bool]) -> dict[str, bool]:
    """Word -> whether it counts as a sale: what the user says, else what was said in a report, else what it means."""
    if wished:
        return {word: normalise(word) in wished for word in words}
    return {word: before.get(word, sold) for word, sold in sales_among(words).items()}


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
