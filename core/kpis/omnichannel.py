"""How much online and offline differ within a phase."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

import numpy as np
import pandas as pd

from core.kpis.change import compare
from core.kpis.ledger import Ledger, ledgers
from core.kpis.sides import Ground, is_better
from core.model import Contrast, Kpi
from core.model.dataset import PHASES, Phase
from core.stats.groups import column
from core.stats.medians import median_interval
from core.tables import table

_SATISFACTION = ("csat", "nps", "ces", "rating")
_OTHERS = ("conversion_rate", "response_time")
_BETWEEN = "\x1f"
_SIDES: Mapping[bool | None, Literal["online", "offline"]] = {True: "offline", False: "online"}  # offline less online


def omnichannel(ground: Ground) -> tuple[Contrast, ...]:
    """Satisfaction (the first score that both sides have), conversion and response time, online and offline, for every
    phase that has both. Touchpoints that are both at once belong to neither side."""
    rows = ground.chosen()
    places = {key: f"{p.phase}{_BETWEEN}{p.setting}" for key, p in ground.placements.items()}
    where = rows["touchpoint"].map(places)
    told = ledgers(ground.sheet(rows), where, assumptions=ground.settings.assumptions, total=ground.whole)
    found: list[Contrast] = []
    for phase in PHASES:
        keys = [f"{phase}{_BETWEEN}{setting}" for setting in ("online", "offline")]
        if all(key in told for key in keys):
            online, offline = (_sure(told[key], rows[where == key]) for key in keys)
            found.extend(_contrasts(phase, online, offline))
    return tuple(found)


def _contrasts(phase: Phase, online: Ledger, offline: Ledger) -> Iterator[Contrast]:
    both = [k for k in (*_SATISFACTION, *_OTHERS) if online[k].value is not None and offline[k].value is not None]
    scores = [kpi for kpi in both if kpi in _SATISFACTION][:1]
    for kpi in (*scores, *(k for k in both if k in _OTHERS)):
        change = compare(online[kpi], offline[kpi])
        if change.value is not None:
            better = _SIDES.get(is_better(kpi, change.word))
            yield Contrast(phase, kpi, online[kpi], offline[kpi], change, better)


def _sure(told: Mapping[str, Kpi], rows: pd.DataFrame) -> Ledger:
    """The ledger with an interval for its response time, where enough rows have one."""
    cases = table("defaults")["aggregation"]["cases"]
    weights = next((column(rows, f) for f in cases if np.isfinite(column(rows, f)).any()), np.ones(len(rows)))
    found = median_interval(column(rows, "response_time"), weights)
    kpi = told["response_time"]
    if found is None or kpi.value is None:
        return dict(told)
    low, high = min(found[1], kpi.value), max(found[2], kpi.value)
    return {**told, "response_time": replace(kpi, low=low, high=high)}
