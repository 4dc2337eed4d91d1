"""Budget follows value: what each touchpoint and phase costs and brings, as shares of all that has a cost."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from core.kpis.sides import Ground
from core.kpis.specs import assumed
from core.model import Budget, Range, Shift, Spend
from core.stats.groups import SMALLEST, Groups, column, group
from core.stats.intervals import Floats, poisson

Result = Literal["revenue", "conversions"]
_COUNTS = ("conversions", "orders")


def budget(ground: Ground) -> Budget | None:
    """Share of spend against share of result; None where no touchpoint has a cost, or nobody measures a result.

    The result is revenue where any touchpoint that costs has it, else conversions. Shares are of the touchpoints that
    have a cost: what brings sales without one takes nothing away from what the money does.
    """
    rows = ground.chosen()
    touchpoints = group(rows["touchpoint"])
    spent = _sums(rows, touchpoints, "cost")
    result = _result(rows, touchpoints, spent)
    if result is None:
        return None
    counts = _counted(rows, touchpoints)
    listed = _spends(touchpoints.keys, spent, _sums(rows, touchpoints, result), counts)
    phases = [ground.placements[key].phase for key in touchpoints.keys]
    paid = [spend.key for spend in listed]
    return Budget(
        result,
        listed,
        _by_phase(listed, dict(zip(touchpoints.keys, phases, strict=True))),
        without_cost=tuple(key for key in touchpoints.keys if key not in paid),
        unmeasured=tuple(spend.key for spend in listed if spend.result is None),
        shift=_shift(listed, dict(zip(touchpoints.keys, counts, strict=True)), ground.settings.assumptions),
    )


def _sums(rows: pd.DataFrame, by: Groups, field: str) -> Floats:
    """Sum per group, NaN where nothing is known."""
    values = column(rows, field)
    return np.where(by.count(np.isfinite(values)) > 0, by.total(values), np.nan)


def _result(rows: pd.DataFrame, by: Groups, spent: Floats) -> Result | None:
    paid = spent >= SMALLEST
    known: list[Result] = [f for f in ("revenue", "conversions") if np.nansum(_sums(rows, by, f)[paid]) > 0]
    return known[0] if known else None


def _counted(rows: pd.DataFrame, by: Groups) -> Floats:
    """How many sales the result of each touchpoint consists of, NaN where unknown."""
    counts = [_sums(rows, by, field) for field in _COUNTS]
    return np.where(np.isfinite(counts[0]), counts[0], counts[1])


def _spends(keys: Sequence[str], spent: Floats, results: Floats, counts: Floats) -> tuple[Spend, ...]:
    """The touchpoints that cost anything, the most expensive first."""
    paid = np.flatnonzero(spent >= SMALLEST).tolist()
    cost, result = float(spent[paid].sum()), float(np.nansum(results[paid]))
    found = [_spend(keys[i], spent[i], results[i], counts[i], cost, result) for i in paid]
    return tuple(sorted(found, key=lambda spend: (-spend.cost, spend.key)))


def _spend(key: str, spent: float, result: float, count: float, all_cost: float, all_result: float) -> Spend:
    if not np.isfinite(result):
        return Spend(key, float(spent), float(spent / all_cost))
    share = float(result / all_result) if all_result > 0 else None
    return Spend(key, float(spent), float(spent / all_cost), float(result), share, _returns(result / spent, count))


def _returns(value: float, count: float) -> Range:
    """The return with the interval of the number of sales behind it; the size of a sale is taken as it is."""
    if not np.isfinite(count) or count <= 0:
        return Range(float(value))
    low, high = (float(end) / count for end in poisson(count))
    return Range(float(value), float(value) * low, float(value) * high)


def _by_phase(listed: Iterable[Spend], phases: Mapping[str, str]) -> tuple[Spend, ...]:
    """The same by phase, where any of its touchpoints has a result."""
    found: dict[str, list[Spend]] = {}
    for spend in listed:
        found.setdefault(phases[spend.key], []).append(spend)
    return tuple(_together(phase, some) for phase, some in sorted(found.items(), key=lambda item: _PHASES[item[0]]))


_PHASES = {"pre": 0, "during": 1, "post": 2, "unknown": 3}


def _together(phase: str, some: Sequence[Spend]) -> Spend:
    cost, share = sum(s.cost for s in some), sum(s.cost_share for s in some)
    known = [s for s in some if s.result is not None]
    if not known:
        return Spend(phase, cost, share)
    result = sum(s.result or 0.0 for s in known)
    paid = sum(s.cost for s in known)  # money whose result nobody measures is no part of a return
    return Spend(phase, cost, share, result, sum(s.result_share or 0.0 for s in known), Range(result / paid))


def _shift(listed: Sequence[Spend], counts: Mapping[str, float], user: Mapping[str, float]) -> Shift | None:
    """A part of the weakest's money moved to the strongest, under two assumptions: what is moved takes its average
    result along, and at the strongest it returns between ``diminishing`` and all of what the money there returns now.
    Both returns count with their intervals, so that the range may well reach below 0. Never more than ``share`` of the
    smaller of the two budgets: how several times as much money would do at a small touchpoint, its figures cannot say.
    """
    assumptions = assumed(user)
    measured = [s for s in listed if s.returns is not None]
    if len(measured) < 2:
        return None
    ordered = sorted(measured, key=lambda s: (s.returns.value if s.returns else 0.0, s.key))
    weak, strong = ordered[0], ordered[-1]
    if weak.returns is None or strong.returns is None or weak.returns.value >= strong.returns.value:
        return None
    share, less = assumptions["shift"], assumptions["diminishing"]
    amount = share * min(weak.cost, strong.cost)
    lost, won = _ends(weak.returns), _ends(strong.returns)
    fewest = assumptions["fewest_answers"]
    return Shift(
        weak.key,
        strong.key,
        share=share,
        amount=amount,
        low=float(amount * (less * won[0] - lost[1])),
        high=float(amount * (won[1] - lost[0])),
        diminishing=less,
        few=any(bool(counts[s.key] < fewest) for s in (weak, strong)),
    )


def _ends(returns: Range) -> tuple[float, float]:
    value = returns.value
    return (value if returns.low is None else returns.low, value if returns.high is None else returns.high)
