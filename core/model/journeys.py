"""What an interaction log tells about the way to a sale: handed from following the journeys to pages and exports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.model.message import Message

START, SALE, END = "(start)", "(sale)", "(end)"  # no touchpoint's key can be one of these: keys are normalised names

CreditModel = Literal[
    "first", "last", "last_non_direct", "linear", "position", "time_decay", "markov", "shapley"
]  # fmt: skip
CREDIT_MODELS: tuple[CreditModel, ...] = (
    "first",
    "last",
    "last_non_direct",
    "linear",
    "position",
    "time_decay",
    "markov",
    "shapley",
)


@dataclass(frozen=True, slots=True)
class Spread:
    """How a count or a time varies over the sales: median and 90th percentile, over ``n`` sales."""

    median: float
    p90: float
    n: int


@dataclass(frozen=True, slots=True)
class Path:
    """One way that several journeys took: the touchpoints' keys in order, repetitions of the same one in a row told
    once; ``journeys`` that took it, ``sales`` among them, their ``value`` in money (None: no values in the log)."""

    keys: tuple[str, ...]
    journeys: int
    sales: int
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Transition:
    """``n`` times ``target`` followed ``source``; both a touchpoint's key, or START, SALE or END."""

    source: str
    target: str
    n: int


@dataclass(frozen=True, slots=True)
class DropOut:
    """How many of the journeys that met a touchpoint ended there without a sale.

    ``ended`` of ``met`` journeys; ``rate`` with Wilson's interval; ``phase_rate``: the same over all touchpoints of its
    phase together. ``word``: high or low only if the whole interval lies on one side of ``phase_rate``, else None.
    """

    key: str
    ended: int
    met: int
    rate: float
    low: float
    high: float
    phase_rate: float
    word: Literal["high", "low"] | None = None


@dataclass(frozen=True, slots=True)
class Credits:
    """The sales credited to the touchpoints, by every model side by side: a range, never the truth.

    ``sales``: model -> touchpoint key -> sales, each model's adding up to all sales; ``value``: likewise in money,
    empty where the log has no values. ``silent``: model -> why it says nothing ("needs 30 sales, has 12").
    """

    sales: Mapping[str, Mapping[str, float]]
    value: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    silent: Mapping[str, Message] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Journeys:
    """Everything that the interaction log tells.

    ``customers`` seen, ``journeys`` (each ends at a sale or at the end of the data), ``sales`` and their ``value`` in
    money (None: no values). ``unsure``: touches without customer or time, which belong to no journey.
    ``offline_share``: (sales whose journey met an offline touchpoint, all sales), None where no setting is known.
    ``paths``: the most usual ones; ``transitions``: all of them, most frequent first. ``by_segment``: segment ->
    credits, for segments above the floor. ``lookback_days``: how far back a touch may lie to count for a sale.
    ``metrics``: touchpoint key -> field (customers, visits, conversions, revenue, cost, exits, first_seen and
    last_seen as days since 1970) -> value.
    """

    customers: int
    journeys: int
    sales: int
    value: float | None
    credits: Credits
    touches_before_sale: Spread | None
    days_to_sale: Spread | None
    offline_share: tuple[int, int] | None
    paths: tuple[Path, ...]
    transitions: tuple[Transition, ...]
    drop_out: tuple[DropOut, ...]
    by_segment: Mapping[str, Credits] = field(default_factory=dict)
    metrics: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    unsure: int = 0
    lookback_days: float = 90.0
