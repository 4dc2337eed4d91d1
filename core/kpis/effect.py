"""What a change brought in money, and whether it paid."""

from dataclasses import replace
from typing import Literal

import pandas as pd

from core.kpis.calendar import Calendar, length, within
from core.kpis.sides import Ground
from core.kpis.specs import assumed
from core.model import Comparison, Moved, Range, Return, Stretch
from core.stats.groups import column, single
from core.stats.margins import margins

Basis = Literal["conversion", "revenue"]
_A_YEAR = 365.25  # days
_PARTS = {"month": 12, "quarter": 4, "tertial": 3, "half": 2, "year": 1, "season": 4}
_DAYS = {"day": 1.0, "week": 7.0, **{grain: _A_YEAR / n for grain, n in _PARTS.items()}}


def returned(ground: Ground, change: Comparison, calendar: Calendar) -> Return | None:
    """The effect of a change in money per period, and with its cost the return of one period:
    (effect x margin - cost) / cost. None where the file has no revenue on both sides.

    The effect is the change of the conversion rate x the visits of a period since then x the value of a conversion,
    with the interval of that rate's change; a file without such a rate gives the change of revenue alone, for which
    no interval is known.
    """
    sides = [side.stretch for side in (change.before, change.after)]
    rows = ground.chosen(periods=False)
    touchpoint = ground.settings.change_touchpoint
    mine = rows[rows["touchpoint"] == touchpoint] if touchpoint in ground.placements else rows
    parts = [mine[within(mine, stretch)] for stretch in sides if stretch is not None]
    if len(parts) != 2 or change.after.stretch is None:
        return None
    periods = _periods(change.after.stretch, calendar)
    rate = next((m for m in change.of("whole") if m.kpi == "conversion_rate" and m.after.base == "visits"), None)
    by_rate = _by_rate(rate, parts, periods) if rate else None
    effect = by_rate or _by_revenue(parts, periods)
    if effect is None:
        return None
    both = pd.concat(parts)
    margin = float(margins(both, single(both), assumed(ground.settings.assumptions)["margin"])[0])
    basis: Basis = "revenue" if by_rate is None else "conversion"
    return _paid(Return(effect, basis, margin, passed=periods), ground.settings.change_cost)


def _paid(found: Return, cost: float | None) -> Return:
    """The return of one period and of those so far; nothing without a cost."""
    if not cost:
        return found
    earned = found.effect.value * found.margin
    return replace(
        found,
        cost=cost,
        returned=_of_cost(found, cost, periods=1),
        so_far=_of_cost(found, cost, periods=found.passed),
        periods=cost / earned if earned > 0 else None,
    )


def _of_cost(found: Return, cost: float, *, periods: float) -> Range:
    ends = (found.effect.low, found.effect.high)
    low, high = (None if end is None else (end * periods * found.margin - cost) / cost for end in ends)
    return Range((found.effect.value * periods * found.margin - cost) / cost, low, high)


def _periods(stretch: Stretch, calendar: Calendar) -> float:
    """How many periods a stretch is long: counted where rows stand for periods, else its days as a part of one."""
    if calendar.whole:
        begins = [day for day in calendar.labels if stretch.first <= day <= stretch.last]
        return float(max(len(begins), 1))
    return length(stretch) / _DAYS[calendar.grain]


def _by_rate(rate: Moved, parts: list[pd.DataFrame], periods: float) -> Range | None:
    both = pd.concat(parts)
    sold, revenue = column(both, "conversions"), column(both, "revenue")
    known = (sold > 0) & (revenue == revenue)
    change, visits = rate.change, rate.after.denominator
    if not known.any() or change.value is None or change.low is None or change.high is None or visits is None:
        return None
    worth = visits / periods * float(revenue[known].sum() / sold[known].sum())
    return Range(change.value * worth, change.low * worth, change.high * worth)


def _by_revenue(parts: list[pd.DataFrame], periods: float) -> Range | None:
    totals = [column(part, "revenue") for part in parts]
    if not all((values == values).any() for values in totals):
        return None
    before, after = (float(values[values == values].sum()) for values in totals)
    return Range((after - before) / periods)
