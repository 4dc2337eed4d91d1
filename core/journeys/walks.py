"""Journeys cut out of the log: what one customer met on the way to a sale, or to the end of the data."""

from dataclasses import dataclass

import numpy as np

from core.journeys.log import DAY, Log
from core.stats.groups import Bools, Ints
from core.stats.intervals import Floats


@dataclass(frozen=True, slots=True)
class Walks:
    """Journeys one after the other, their touches in the order of time.

    Per touch: ``touch``, the touchpoint's code, and ``age``, days before the journey's last touch. Per journey:
    ``start``, where its touches begin; ``sold``, whether its last touch is a sale; ``value`` of that sale in money
    (NaN: no sale, or of unknown value); ``segment``, the code of its last touch's, -1 unknown; ``again``, whether the
    customer had bought before.
    """

    touch: Ints
    age: Floats
    start: Ints
    sold: Bools
    value: Floats
    segment: Ints
    again: Bools

    @property
    def length(self) -> Ints:
        """Touches per journey."""
        return np.diff(self.start, append=len(self.touch))

    @property
    def last(self) -> Ints:
        """Where each journey's last touch is."""
        return self.start + self.length - 1

    @property
    def journey(self) -> Ints:
        """Per touch: the journey that it belongs to."""
        return np.repeat(np.arange(len(self.start)), self.length)

    def chosen(self, journeys: Ints) -> "Walks":
        """Only these journeys (indices), in this order."""
        length = self.length[journeys]
        start = np.cumsum(length) - length
        touches = np.repeat(self.start[journeys] - start, length) + np.arange(length.sum())
        return Walks(
            self.touch[touches],
            self.age[touches],
            start,
            self.sold[journeys],
            self.value[journeys],
            self.segment[journeys],
            self.again[journeys],
        )

    def sales(self) -> "Walks":
        """Only the journeys that ended with a sale."""
        return self.chosen(np.flatnonzero(self.sold))

    def toward_a_sale(self, asking: Bools) -> "Walks":
        """Without what only follows a purchase: a delivery or a question of somebody who has bought is no journey that
        ended without a sale. ``asking``: per touchpoint, whether one stands there before a purchase, or may."""
        asked = np.bincount(self.journey, weights=asking[self.touch], minlength=len(self.start)) > 0
        return self.chosen(np.flatnonzero(self.sold | asked | ~self.again))


def walk(log: Log, *, lookback_days: float) -> Walks:
    """The journeys of the customers in ``log``; rows without touchpoint, customer or time belong to none.

    Touches older than ``lookback_days`` before the journey's last touch are left out, with a sale or without: were
    only journeys with a sale cut, their early touchpoints would look like ones that never lead to one.
    """
    rows = _in_order(log)
    customer, sale = log.customer[rows], log.sale[rows]
    ends = sale.copy()
    ends[:-1] |= customer[1:] != customer[:-1]
    ends[-1:] = True
    last = np.flatnonzero(ends)
    length = np.diff(last, prepend=-1)
    age = (np.repeat(log.time[rows[last]], length) - log.time[rows]) / DAY
    near = age <= lookback_days
    length = np.diff(np.cumsum(near)[last], prepend=0)
    sold, final = sale[last], rows[last]
    value = np.where(sold, log.value[final], np.nan)
    again = np.diff(customer[last], prepend=-1) == 0  # only a sale parts two journeys of one customer
    return Walks(log.touch[rows[near]], age[near], np.cumsum(length) - length, sold, value, log.segment[final], again)


def _in_order(log: Log) -> Ints:
    """The rows that belong to journeys, by customer and time; equal times keep the files' order."""
    rows = np.flatnonzero(log.sure)
    time, customer = log.time[rows], log.customer[rows]
    if not len(rows):
        return rows
    time -= time.min()
    span = int(time.max()) + 1
    moment = customer * span + time  # below 2^63 for any dates that cleaning lets pass
    order = np.argsort(moment)  # several times faster than a stable one, which the second sort makes up for
    rank = np.cumsum(np.diff(moment[order], prepend=-1) > 0)
    return np.asarray(rows[np.sort(rank * len(rows) + order) % len(rows)])
