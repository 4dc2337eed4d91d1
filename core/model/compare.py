"""Targets, comparisons, budget and omnichannel: handed from the KPIs to pages, charts and exports."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.model.dataset import Phase
from core.model.kpi import Kpi
from core.model.message import Message
from core.model.settings import Goal

ChangeWord = Literal["up", "down", "no clear change"]
TargetWord = Literal["reached", "on track", "behind", "too early", "too few", "not measurable"]
Scope = Literal["whole", "phase", "touchpoint"]
ComparisonKind = Literal["period", "year", "picked", "change", "segment", "files"]


@dataclass(frozen=True, slots=True)
class Change:
    """``value``: after less before, in the KPI's unit, with its 95 % interval.

    ``word`` up or down only if the interval excludes 0; None where no interval is known, so that nothing can be said.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    word: ChangeWord | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A goal and where the file stands, as of its last date.

    ``source``: set by the user, in the file's own target column, or a stated default. ``kpi``: what is judged: the
    latest period for a goal with a date, else the whole file. ``baseline``: the first period's value; ``line``: where
    the straight line from there to the target stands today (both None without a date ahead). ``needed``: about how
    many answers or cases would decide. ``history``: period -> Kpi, in order of time.
    """

    goal: Goal
    source: Literal["you", "file", "default"]
    kpi: Kpi
    word: TargetWord
    baseline: float | None = None
    line: float | None = None
    needed: int | None = None
    history: tuple[tuple[str, Kpi], ...] = ()

    @property
    def scope(self) -> tuple[Scope, str | None]:
        """What the goal is for, as in ``Moved``."""
        if self.goal.touchpoint is not None:
            return "touchpoint", self.goal.touchpoint
        return ("whole", None) if self.goal.phase is None else ("phase", self.goal.phase)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days ``first`` to ``last``, both included. ``label``: the period's (2025-03) where it is exactly one."""

    first: dt.date
    last: dt.date
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its ``name`` (a segment or a file; None: the rest, or a stretch of time), ``stretch``
    and how many ``rows`` it has."""

    rows: int
    name: str | None = None
    stretch: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """One KPI on both sides. ``scope`` and ``key``: for the whole, a phase, or a touchpoint; ``better``: whether a
    clear change is one for the better (None: no clear change)."""

    kpi: str
    scope: Scope
    key: str | None
    before: Kpi
    after: Kpi
    change: Change
    better: bool | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides, KPI by KPI: the whole first, then phases, then touchpoints, clear changes first.

    Both sides are equally long. ``incomplete``: the last period is not over, so that both are cut to the same days.
    ``tests``: how many comparisons have an interval; ``holm``: their words are corrected for that number.
    ``new``/``gone``: touchpoint keys on one side only, ``rare`` those of them that are met there too seldom to say so.
    ``notes``: what was cut or left out.
    """

    kind: ComparisonKind
    before: Side
    after: Side
    moved: tuple[Moved, ...]
    incomplete: bool = False
    tests: int = 0
    holm: bool = False
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    rare: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()

    def of(self, scope: Scope, key: str | None = None) -> tuple[Moved, ...]:
        """The KPIs of one scope; of all phases or touchpoints where no ``key`` is named."""
        return tuple(m for m in self.moved if m.scope == scope and key in (None, m.key))


@dataclass(frozen=True, slots=True)
class Range:
    """A value with the ends of its 95 % interval, None where these are unknown."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """What a change brought: ``effect`` in money per period (``basis``: the conversion rate's change x visits x order
    value, else the change of revenue), and with its ``cost`` the return (effect x margin - cost) / cost:
    ``returned`` of one period, ``so_far`` of the ``passed`` periods since; ``periods`` until the cost is earned back,
    None where the effect is not above 0."""

    effect: Range
    basis: Literal["conversion", "revenue"]
    margin: float
    passed: float
    cost: float | None = None
    returned: Range | None = None
    so_far: Range | None = None
    periods: float | None = None


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Everything compared. ``picked``: the two periods that the user chose; ``change`` and ``returned``: before with
    after the user's date; ``segments``: each with the rest; ``files``: the last two. ``silent``: kind of comparison ->
    why there is none; ``unlock``: kind -> the field that would allow it."""

    period: Comparison | None = None
    year: Comparison | None = None
    picked: Comparison | None = None
    change: Comparison | None = None
    returned: Return | None = None
    segments: tuple[Comparison, ...] = ()
    files: Comparison | None = None
    silent: Mapping[str, Message] = field(default_factory=dict)
    unlock: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spend:
    """What a touchpoint or a phase (``key``) costs and brings. Shares (0-1) are of all that have a cost;
    ``result`` None = not measured. ``returns``: result per unit of money, with the interval of its number of sales."""

    key: str
    cost: float
    cost_share: float
    result: float | None = None
    result_share: float | None = None
    returns: Range | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """What moving ``amount`` of money (``share`` of the smaller of the two budgets) from one touchpoint to another may
    change the result by: from ``low`` (the moved money returns ``diminishing`` x what the strongest does now) to
    ``high`` (all of it). ``few``: too few sales to rely on it."""

    source: str
    target: str
    share: float
    amount: float
    low: float
    high: float
    diminishing: float
    few: bool = False


@dataclass(frozen=True, slots=True)
class Budget:
    """Share of spend against share of result. ``without_cost``: keys of touchpoints whose cost is not known;
    ``unmeasured``: keys of those that cost and whose result nobody measures."""

    result: Literal["revenue", "conversions"]
    touchpoints: tuple[Spend, ...]
    phases: tuple[Spend, ...]
    without_cost: tuple[str, ...]
    unmeasured: tuple[str, ...]
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class Contrast:
    """One KPI online and offline within a phase; ``change``: offline less online. ``better``: the side that is clearly
    better, None where the interval of the difference holds 0 or is unknown. Touchpoints that are both are left out."""

    phase: Phase
    kpi: str
    online: Kpi
    offline: Kpi
    change: Change
    better: Literal["online", "offline"] | None = None
