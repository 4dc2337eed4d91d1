"""The one thing that pages, charts and exports read."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.model.compare import Budget, Comparisons, Contrast, Target
from core.model.dataset import FileReceipt, Issue, Phase, Placement, Setting
from core.model.journeys import Journeys
from core.model.kpi import Kpi
from core.model.message import Message
from core.model.settings import Settings
from core.model.voices import Voices
from core.model.whatif import Lever, Supposed, Supposition

Action = Literal["fix", "scale", "keep", "question"]
VerdictWord = Literal["clear", "likely", "tie", "too few", "not measured"]


@dataclass(frozen=True, slots=True)
class Worth:
    """What repairing a touchpoint may bring, in money. ``span``: year or period.

    ``capped``: it came out higher than the stated part of the revenue (``worth_cap``), at which it was cut.
    """

    low: float
    value: float
    high: float
    unit: str | None
    span: Literal["year", "period"] = "period"
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One measured side of a touchpoint's performance, as the priority used it.

    ``measure``: satisfaction, conversion, service or cost; ``value``/``low``/``high`` observed with 95 % interval,
    ``shrunk`` the posterior mean, ``target`` in the KPI's own unit; ``stake`` and ``shortfall`` as in the method;
    ``poor``: the whole interval is on the wrong side of the target; ``gain``: what there is to win, as the worth counts
    it: stake and shortfall whatever the weights; ``among``: keys of the touchpoints whose ``average`` the target is
    (none: somebody set it), and who they are in words.
    """

    measure: str
    kpi: str
    value: float | None
    low: float | None
    high: float | None
    shrunk: float | None
    target: float
    n: float | None
    stake: float
    shortfall: float
    poor: bool = False
    gain: float = 0.0
    among: tuple[str, ...] = ()
    average: Message | None = None


@dataclass(frozen=True, slots=True)
class Priority:
    """Where a touchpoint stands in the fix-first list, and how sure that is.

    ``score`` 0-100: its share of what there is to win; ``impact``/``potential``/``ease`` 0-1 (ease None without an
    effort column, impact None where nothing in the file tells how much rides on any touchpoint); ``holds`` the share of
    weightings in which its rank stands (None: weights change nothing); ``reach``: customers (else the base
    named in ``reach_base``) meeting it, None = not measured; ``health`` 0-1: value against target of its worst
    measured part (1 = at or above target), None = nothing measured; ``needed``: about how many more answers or visits
    would allow a ranking; ``worth_unknown``: why a ranked one has no ``worth``;
    ``unmeasured``: which of reach, sales and answers is not measured here, and what measuring it would add.
    """

    rank: int | None
    verdict: VerdictWord | None
    score: float | None = None
    impact: float | None = None
    potential: float | None = None
    ease: float | None = None
    p_first: float | None = None
    p_top3: float | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    holds: float | None = None
    tied_with: tuple[str, ...] = ()
    action: Action | None = None
    on_the_line: bool = False
    worth: Worth | None = None
    why: Message | None = None
    parts: tuple[Part, ...] = ()
    reach: float | None = None
    reach_share: float | None = None
    reach_base: str | None = None
    health: float | None = None
    needed: int | None = None
    worth_unknown: Message | None = None
    unmeasured: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class TouchpointResult:
    """One touchpoint with everything computed for it. ``metrics``: field -> summed value; ``rows``: rows used."""

    key: str
    name: str
    placement: Placement
    metrics: Mapping[str, float]
    kpis: Mapping[str, Kpi]
    priority: Priority | None
    rows: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """One cell of phase x setting (setting online or offline; "both" counts in each): how many touchpoints it has, how
    many of them are ``measured``, and how many of those by too ``few`` answers or visits to be judged."""

    phase: Phase
    setting: Setting
    touchpoints: int
    measured: int
    few: int = 0


@dataclass(frozen=True, slots=True)
class Warning_:
    """A pattern worth a look beside the ranking: churn-risk, silent, friction, slow-service, burst (of bad answers)."""

    kind: Literal["churn-risk", "silent", "friction", "slow-service", "burst"]
    touchpoint: str
    message: Message


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer in a sentence: ``word`` about first place, the touchpoint keys that it names, best first.

    ``alone``: only one touchpoint can be judged, so that there is no first place; it is named if it is below target.
    """

    word: VerdictWord | Literal["alone"]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Where everybody would stand if the ``supposed`` figures were true; what is measured today stays beside it.

    ``priorities``: touchpoint key -> Priority; ``unused``: suppositions about what this file does not measure.
    """

    supposed: tuple[Supposed, ...]
    unused: tuple[Supposition, ...]
    priorities: Mapping[str, Priority]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Analysis:
    """The whole result for one dataset and one set of settings.

    ``kpis``: KPI id -> Kpi for the whole file; ``groups``: phase, stage, setting, segment, period -> value -> ledger.
    ``touchpoints``: ranked ones first by rank, then the rest by name. ``impact_line``: the impact (the median, or less
    where what comes first has less) that separates "matters" from "little reach". ``missing``: concept ids usual in the
    ``industry`` (told by the user or guessed from the names) that the file lacks.
    ``classes``: file, lexicon, guess, correction or none -> number of touchpoints. ``journeys``: what the interaction
    log tells, ``voices``: what the answers tell (None: there are none).
    ``targets``: goals and where the file stands, the user's first; ``comparisons``: with the period before, a year
    earlier, before a change, the other segments, another file; ``budget``: None without any cost; ``omnichannel``:
    online against offline within each phase. ``levers``: touchpoint key -> what can be moved there to ask "what if";
    ``what_if``: the answer (None: nothing is supposed). ``worth_together``: what all repairs would be worth if none
    took anything from another (None: unknown).
    """

    settings: Settings
    files: tuple[FileReceipt, ...]
    issues: tuple[Issue, ...]
    currency: str | None
    as_of: dt.date | None
    kpis: Mapping[str, Kpi]
    groups: Mapping[str, Mapping[str, Mapping[str, Kpi]]]
    touchpoints: tuple[TouchpointResult, ...]
    verdict: Verdict
    coverage: tuple[Coverage, ...]
    missing: tuple[str, ...] = ()
    industry: str | None = None
    warnings: tuple[Warning_, ...] = ()
    impact_line: float | None = None
    classes: Mapping[str, int] = field(default_factory=dict)
    rows: int = 0
    first_date: dt.date | None = None
    period_grain: str | None = None
    all_periods: tuple[str, ...] = ()
    all_segments: tuple[str, ...] = ()
    journeys: Journeys | None = None
    voices: Voices | None = None
    targets: tuple[Target, ...] = ()
    comparisons: Comparisons = field(default_factory=Comparisons)
    budget: Budget | None = None
    omnichannel: tuple[Contrast, ...] = ()
    levers: Mapping[str, tuple[Lever, ...]] = field(default_factory=dict)
    what_if: WhatIf | None = None
    worth_together: Worth | None = None
