"""What an interaction log tells about the way to a sale: handed from following the journeys to pages and exports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.model.message import Message

# No touchpoint's key can be one of these: keys are normalised names, which have no capitals.
START, SALE, END = "(Start)", "(Sale)", "(End)"
OTHERS = "(Others)"

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
    once; ``journeys`` that took it, ``sales`` among them, their ``value`` in money (None: none of them is known)."""

    keys: tuple[str, ...]
    journeys: int
    sales: int
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Transition:
    """``n`` times ``target`` followed ``source``: touchpoints' keys, START before, SALE or END after them.

    A touchpoint can follow itself.
    """

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
    ``together``: the touchpoints met in fewer than 5 journeys with a sale; Markov and Shapley, which learn from the
    journeys, give for them only one figure, under OTHERS, where it is not 0.
    """

    sales: Mapping[str, Mapping[str, float]]
    value: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    silent: Mapping[str, Message] = field(default_factory=dict)
    together: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Journeys:
    """Everything that the interaction log tells.

    A journey is what one customer met, in the order of time, up to a sale or to the end of the data; what follows a
    sale begins the next, unless nothing of it stands before a purchase: a delivery or a question afterwards is no way
    to another sale (``after_sale`` of these). The touch at which the sale was made is its last and counts. Touches
    older than ``lookback_days`` before the last one (``too_old`` of them) are left out of it, and of everything below.

    ``customers`` seen, ``journeys``, ``sales`` that end one, and their ``value`` in money (None: none is known; a sale
    of unknown value counts as a sale). A sale of negative value, a refund, counts as a sale and takes its money back;
    ``refunded``: money taken back by rows that are no sales, at most 0, which is in no credit.
    ``unsure``: touches without customer or time, which belong to no journey, ``unsure_sales`` of them sales.
    ``touches_before_sale``: the sale's own touch included. ``days_to_sale``: from the journey's first touch.
    ``offline_share``: (sales whose journey met an offline touchpoint, all sales), None where no setting is known or
    nothing was sold. ``paths``: the most usual ones; ``transitions``: all of them; both most frequent first,
    ``drop_out`` from the touchpoint where most ended. ``by_segment``: segment (that of the last touch) -> credits, for
    segments of at least 30 sales, of more than 50 those of most sales.
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
    unsure: int = 0
    unsure_sales: int = 0
    too_old: int = 0
    after_sale: int = 0
    refunded: float = 0.0
    lookback_days: float = 90.0
