"""Parts whose performance is measured against its target as a multiple: waiting time and money."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from core.priorities.basis import Basis
from core.priorities.parts import Parts, index_of, nobody
from core.priorities.volume import met
from core.stats.estimates import Objects, fraction, weighted_median
from core.stats.groups import Ints, column
from core.stats.intervals import Floats, Z, poisson
from core.stats.margins import margins

BORROWED = 2.0
_MEDIAN_VARIANCE = 1.25**2
SHORTEST_WAIT = 1 / 60
_MONEY_VARIANCE = 2.0
_HARDLY = 1e-9  # a target of nothing would divide by 0
_THINNEST = 0.01  # with a thinner margin hardly any revenue pays for its cost


def response(basis: Basis) -> Parts:
    """Response time, turned round: target / time. It bears on the cases, else on all who meet the touchpoint.

    Waiting times are skewed (log-SD about 1), so a median of n varies by about 1.25 / sqrt(n) of itself.
    """
    found = weighted_median(basis.rows, basis.touchpoints, "response_time", ["tickets"])
    found = basis.with_given(found, "response_time", ["tickets"])
    kept = np.flatnonzero(found.value >= 0)
    value, n = np.maximum(found.value[kept], SHORTEST_WAIT), found.n[kept]
    target = np.maximum(basis.aim("response_time")[kept], _HARDLY)
    sure = basis.answers(n) / _MEDIAN_VARIANCE
    usual = np.log(np.sort(value)).mean() if len(kept) else 0.0
    shrunk = np.exp((sure * np.log(value) + BORROWED * usual) / (sure + BORROWED))
    away = np.exp(Z / np.sqrt(np.where(np.isfinite(n), sure, np.nan)))
    return Parts(
        touchpoint=kept,
        kpi=np.full(len(kept), "response_time", dtype=object),
        measure=index_of("service", len(kept)),
        value=value,
        low=value / away,
        high=value * away,
        n=n,
        shrunk=shrunk,
        target=target,
        health=target / value,
        wanting=basis.wanting(n, "fewest_answers"),
        volume=met(basis.rows, basis.touchpoints, found.base, found.n).total[kept],
        unit=np.full(len(kept), basis.experience),
        **_relative(target / shrunk, sure + BORROWED),
    )


def cost(basis: Basis) -> Iterator[Parts]:
    """ROAS against break-even; cost per conversion where a touchpoint has no revenue. The money spent is at stake.

    In a file without revenue stakes are counted in conversions, so the money counts as what it has to earn.
    """
    returns = roas(basis)
    yield returns
    yield cost_per_conversion(basis, without=returns.touchpoint)


def roas(basis: Basis) -> Parts:
    """Revenue for the money spent. Revenue varies like the number of its sales, and their sizes as much again.

    Target: the user's, else break-even at the touchpoint's margin. Where refunds outweigh sales it is negative, and
    shown so; the draws take it for 0.
    """
    rows, touchpoints = basis.rows, basis.touchpoints
    found = fraction(rows, touchpoints, "revenue", ["cost"])
    found = basis.with_given(found, "roas", ["cost"])
    spent = touchpoints.total(column(rows, "cost"))
    kept = np.flatnonzero(np.isfinite(found.value) & (spent > 0))
    sales = _sales(basis)[kept]
    value, target, earned = found.value[kept], _break_even(basis)[kept], np.maximum(found.value[kept], 0)
    sure = np.maximum(basis.answers(sales), 0.5) / _MONEY_VARIANCE
    usual = (earned * spent[kept]).sum() / spent[kept].sum() if len(kept) else 0.0
    shrunk = (sure * earned + BORROWED * usual) / (sure + BORROWED)
    ends = value / sure * np.stack(poisson(np.where(np.isfinite(sales), sure, np.nan)))
    return Parts(
        touchpoint=kept,
        kpi=np.full(len(kept), "roas", dtype=object),
        measure=index_of("cost", len(kept)),
        value=value,
        low=ends.min(axis=0),
        high=ends.max(axis=0),
        n=sales,
        shrunk=shrunk,
        target=target,
        health=value / target,
        wanting=_sales_wanting(basis, kept, sales, spent[kept] * target),
        volume=spent[kept],
        unit=np.ones(len(kept)),
        **_relative(shrunk / target, sure + BORROWED),
    )


def _sales_wanting(basis: Basis, kept: Ints, sales: Floats, due: Floats) -> Floats:
    """How many sales are missing for a judgement, among those that came and those that revenue ``due`` consists of:
    without any for much money it is clear enough; none where sales are not counted."""
    worth = basis.sale[kept]
    expected = np.divide(due, worth, out=np.full(len(kept), np.inf), where=worth > 0)
    few = basis.assumed.assumptions["fewest_answers"]
    return np.where(np.isfinite(sales), np.maximum(few - np.maximum(sales, expected), 0), 0.0)


def _break_even(basis: Basis) -> Floats:
    """Per touchpoint the user's target, else 1 / margin."""
    aim = basis.aim("roas")
    margin = margins(basis.rows, basis.touchpoints, basis.assumed.assumptions["margin"])
    return np.where(np.isfinite(aim), np.maximum(aim, _HARDLY), 1 / np.maximum(margin, _THINNEST))


def _sales(basis: Basis) -> Floats:
    """How many sales the revenue of a touchpoint consists of, NaN where unknown."""
    orders, conversions = (column(basis.rows, f) for f in ("orders", "conversions"))
    known = basis.touchpoints.count(np.isfinite(orders) | np.isfinite(conversions)) > 0
    return np.where(known, basis.touchpoints.total(np.where(np.isfinite(orders), orders, conversions)), np.nan)


def cost_per_conversion(basis: Basis, *, without: Ints) -> Parts:
    """Conversions for the money spent, as a count that may be 0. Target: the user's, else the phase's pooled cost."""
    found = fraction(basis.rows, basis.touchpoints, "conversions", ["cost"])
    target, among = _pooled_cost(basis, found.numerator, found.denominator)
    usable = np.isfinite(found.value) & (found.numerator >= 0) & np.isfinite(target)
    kept = np.setdiff1d(np.flatnonzero(usable), without)
    count, spent, target = found.numerator[kept], found.denominator[kept], target[kept]
    value = np.divide(spent, count, out=np.full(len(kept), np.inf), where=count > 0)
    fewest, most = poisson(count)
    high = np.divide(spent, fewest, out=np.full(len(kept), np.inf), where=fewest > 0)
    rate = (count + BORROWED) / (spent + BORROWED * target)
    few = basis.assumed.assumptions["fewest_answers"]
    return Parts(
        touchpoint=kept,
        kpi=np.full(len(kept), "cost_per_conversion", dtype=object),
        measure=index_of("cost", len(kept)),
        value=value,
        low=spent / most,
        high=high,
        n=count,
        shrunk=1 / rate,
        target=target,
        health=target / value,
        wanting=np.maximum(few - np.maximum(count, spent / target), 0),
        volume=spent,
        unit=np.ones(len(kept)) if basis.money else np.full(len(kept), _bought(basis, count, spent)),
        **_relative(rate * target, count + BORROWED) | {"among": among[kept]},
    )


def _bought(basis: Basis, conversions: Floats, spent: Floats) -> float:
    """What a unit of money is worth in conversions, in a file without revenue: a sale that pays for its cost brings
    at least cost / margin. One rate for the whole file: money is worth the same wherever it is spent."""
    return float(basis.assumed.assumptions["margin"] * max(conversions.sum(), 1.0) / spent.sum()) if len(spent) else 0.0


def _pooled_cost(basis: Basis, conversions: Floats, spent: Floats) -> tuple[Floats, Objects]:
    """Target per touchpoint, and who achieve it together: NaN in a phase that has paid for no conversion at all, or
    only at one touchpoint, which would be its own target."""
    target, aim = np.full(len(spent), np.nan), basis.aim("cost_per_conversion")
    among, told = nobody(len(spent)), np.isfinite(aim)
    for phase in set(basis.phases.tolist()):
        mine = (basis.phases == phase) & np.isfinite(conversions) & np.isfinite(spent)
        if mine.sum() > 1 and conversions[mine].sum() > 0:
            target[mine] = spent[mine].sum() / conversions[mine].sum()
            among[mine & ~told] = basis.peers(np.flatnonzero(mine))
    return np.where(told, aim, target), among


def _relative(ratio: Floats, shape: Floats) -> dict[str, Any]:
    """Drawn as ratio x Gamma(shape) / shape: mean ``ratio``, relative SD 1 / sqrt(shape)."""
    none = np.full(len(shape), None, dtype=object)
    no = np.zeros(len(shape), np.bool_)
    exact = {"by_reach": no, "by_value": no, "varies": np.zeros(len(shape)), "drift": np.zeros(len(shape))}
    drawn = {"a": shape, "b": np.full(len(shape), np.nan), "prior": none, "scale": ratio / shape}
    return {**drawn, **exact, "among": nobody(len(shape))}
