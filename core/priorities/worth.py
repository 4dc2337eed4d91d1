"""What repairing a touchpoint may bring, in money."""

import numpy as np
import pandas as pd

from core.model import Worth
from core.priorities.evidence import Evidence
from core.stats.groups import Bools, column, span_days
from core.stats.intervals import Floats

_YEAR, _SHORTEST = 365.25, 90


def worths(evidence: Evidence, money: Floats, usable: Bools, currency: str | None) -> list[Worth | None]:
    """Per ranked touchpoint the recoverable part of the expected gain, with its 5-95 % range.

    ``money``: low, expected, high x touchpoints; ``usable`` False where an input is missing: no number then. At most
    ``worth_cap`` of the revenue in the file; per year only if the file spans at least 90 days.
    """
    if not evidence.money:
        return [None] * money.shape[1]
    scale, span = _per_year(evidence.rows)
    revenue = float(np.nansum(column(evidence.rows, "revenue")))
    cap = evidence.options.assumptions["worth_cap"] * revenue * scale
    low, value, high = np.minimum(money * evidence.options.assumptions["recoverable"] * scale, cap).tolist()
    return [
        Worth(low[i], value[i], high[i], currency, "year" if span else "period") if usable[i] else None
        for i in range(len(value))
    ]


def _per_year(rows: pd.DataFrame) -> tuple[float, bool]:
    span = span_days(rows)
    return (_YEAR / span, True) if span is not None and span >= _SHORTEST else (1.0, False)
