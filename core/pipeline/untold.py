"""Touchpoints whose sales are not recorded at them: what the log or the table says of it, and where it is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from core import kpis
from core.joining import Knows
from core.model import Analysis, Issue, Message
from core.priorities import Evidence
from core.stats.groups import column

_NAMED_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Untold:
    """``keys``: of the touchpoints (None: all of them, and the business as a whole); ``code``: ``sales-elsewhere`` in a
    log, ``sales-untracked`` in a table; ``values``: of what is said."""

    keys: frozenset[str] | None
    code: str = "sales-elsewhere"
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """One, where there are any."""
        return (Issue("info", self.code, values=dict(self.values)),) if self.keys is None or self.keys else ()

    def of(self, key: str) -> bool:
        """Whether the sales of this touchpoint are not recorded."""
        return self.keys is None or key in self.keys


def untold(rows: pd.DataFrame, knows: Knows | None, names: Mapping[str, str], *, untracked: bool) -> Untold:
    """Which touchpoints of the joined ``rows`` have no sales of their own, because the log writes them down elsewhere
    or because nobody does (``untracked``)."""
    if untracked and not (knows and knows.sales):
        return Untold(None, "sales-untracked")
    counted = np.isfinite(column(rows, "conversions")) | np.isfinite(column(rows, "orders"))
    silent = knows.silent - set(rows["touchpoint"][counted]) if knows else frozenset[str]()
    at = [names.get(key, key) for key in knows.sold_at] if knows else []
    more = ("…",) if len(at) > _NAMED_AT_MOST else ()
    silent &= set(rows["touchpoint"].dropna())
    told = {
        "n": len(silent),
        "at": (*at[:_NAMED_AT_MOST], *more),
        "names": tuple(names.get(k, k) for k in sorted(silent)),
    }
    return Untold(frozenset(silent), values=told)


def with_reasons(analysis: Analysis, found: Untold) -> Analysis:
    """Every figure that is unknown for want of sales says why."""
    reason = Message(f"reason.{found.code}", found.values)
    results = [replace(t, kpis=kpis.explained(t.kpis, reason)) if found.of(t.key) else t for t in analysis.touchpoints]
    every = kpis.explained(analysis.kpis, reason) if found.keys is None else analysis.kpis
    return replace(analysis, touchpoints=tuple(results), kpis=every)


def with_whys(evidence: Evidence, found: Untold) -> Evidence:
    """So does a touchpoint of which nothing else can be judged."""
    why = Message(f"why.{found.code}", found.values)
    blind = {k: p for k, p in evidence.unranked.items() if p.verdict == "not measured" and found.of(k)}
    return replace(evidence, unranked={**evidence.unranked, **{k: replace(p, why=why) for k, p in blind.items()}})
