"""What repairing a touchpoint may bring, in money."""

import numpy as np
import pandas as pd

from core.model import Message, Worth
from core.priorities.basis import Basis
from core.stats.groups import Bools, column, span_days
from core.stats.intervals import Floats

_YEAR, _SHORTEST = 365.25, 90


def worths(
    basis: Basis, money: Floats, usable: Bools, currency: str | None
) -> list[tuple[Worth | None, Message | None]]:
    """Per ranked touchpoint the recoverable part of the expected gain with its 5-95 % range, or why it is unknown.

    ``money``: low, expected, high x touchpoints; ``usable`` False where it hangs on a reach that nobody counts. At most
    ``worth_cap`` of the revenue in the file, and then marked so; per year only if the file spans at least 90 days.
    """
    scale, cap = scale_and_cap(basis)
    _, span = _per_year(basis.rows)
    if not basis.money or cap <= 0:
        return [(None, _without_money(basis.rows))] * money.shape[1]
    found: list[tuple[Worth | None, Message | None]] = []
    for known, (low, value, high) in zip(usable, (money * scale).T.tolist(), strict=True):
        if not known:
            found.append((None, Message("worth.no-reach")))
        elif value <= 0:
            found.append((None, Message("worth.at-target")))
        else:
            ends = (min(low, cap), min(value, cap), min(high, cap))
            found.append((Worth(*ends, currency, "year" if span else "period", capped=high > cap), None))
    return found


def scale_and_cap(basis: Basis) -> tuple[float, float]:
    """What an expected gain is multiplied by to be a worth, and the most that a worth may be."""
    assumed, (scale, _) = basis.assumed.assumptions, _per_year(basis.rows)
    revenue = float(np.nansum(column(basis.rows, "revenue")))
    return scale * assumed["recoverable"], scale * assumed["worth_cap"] * revenue


def _without_money(rows: pd.DataFrame) -> Message:
    """Why nothing can be said in money: a figure of 0 is a figure, sales without an amount are sales."""
    revenue, sales = column(rows, "revenue"), [column(rows, field) for field in ("conversions", "orders")]
    if np.isfinite(revenue).any():
        total = float(np.nansum(revenue))
        return Message("worth.no-orders") if total > 0 else Message("worth.nothing-earned", {"revenue": total})
    if not any(np.isfinite(found).any() for found in sales):
        return Message("worth.no-sales")
    return Message("worth.no-money" if any(np.nansum(found) > 0 for found in sales) else "worth.nothing-sold")


def _per_year(rows: pd.DataFrame) -> tuple[float, bool]:
    span = span_days(rows)
    return (_YEAR / span, True) if span is not None and span >= _SHORTEST else (1.0, False)
