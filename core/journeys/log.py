"""The interaction log as arrays: the touchpoints as codes in the order of their keys, times as seconds."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from core.stats.groups import Bools, Ints, column
from core.stats.intervals import Floats

DAY = 86_400
NEVER = np.iinfo(np.int64).min  # what NaT is as a whole number


@dataclass(frozen=True, slots=True)
class Log:
    """One element per row, in the files' order.

    ``keys``: the touchpoints that occur, sorted; ``touch``: index into ``keys``, -1 unknown; ``customer``: code, -1
    unknown; ``time``: seconds since 1970, NEVER unknown; ``value``: money, NaN unknown; ``segment``:
    code, -1 unknown, of ``segments``.
    """

    keys: tuple[str, ...]
    touch: Ints
    customer: Ints
    time: Ints
    sale: Bools
    value: Floats
    segments: tuple[str, ...]
    segment: Ints

    @property
    def sure(self) -> Bools:
        """The rows that can belong to a journey: touchpoint, customer and time are known."""
        return np.asarray((self.touch >= 0) & (self.customer >= 0) & (self.time != NEVER))


def read_log(interactions: pd.DataFrame) -> Log:
    """The columns of ``Dataset.interactions`` that journeys need; a missing one counts as unknown in every row."""
    size = len(interactions)
    keys, touch = _coded(interactions.get("touchpoint"), size)
    segments, segment = _coded(interactions.get("segment"), size)
    sale = interactions.get("sale")
    return Log(
        keys=keys,
        touch=touch,
        customer=_codes(interactions.get("customer"), size)[0],
        time=_seconds(interactions.get("time"), size),
        sale=np.zeros(size, bool) if sale is None else sale.to_numpy(bool, na_value=False),
        value=column(interactions, "value"),
        segments=segments,
        segment=segment,
    )


def _codes(values: "pd.Series[Any] | None", size: int) -> tuple[Ints, pd.Index]:
    """Code per row, -1 where missing, and what the codes stand for, in no order."""
    if values is None:
        return np.full(size, -1), pd.Index([])
    if isinstance(values.dtype, pd.CategoricalDtype):
        return values.cat.codes.to_numpy().astype(np.int64), values.cat.categories
    codes, found = pd.factorize(values)
    return codes.astype(np.int64), pd.Index(found)


def _coded(values: "pd.Series[Any] | None", size: int) -> tuple[tuple[str, ...], Ints]:
    """The words that occur, sorted, and the code per row: neither the order nor the spares of a categorical show."""
    codes, found = _codes(values, size)
    used = np.flatnonzero(np.bincount(codes[codes >= 0], minlength=len(found)))
    words = [str(word) for word in found[used]]
    order = sorted(range(len(words)), key=words.__getitem__)
    place = np.full(len(found) + 1, -1)  # the last one serves code -1
    place[used[order]] = np.arange(len(used))
    return tuple(words[i] for i in order), place[codes]


def _seconds(times: "pd.Series[Any] | None", size: int) -> Ints:
    if times is None:
        return np.full(size, NEVER)
    return times.to_numpy("datetime64[s]").astype(np.int64)
