"""Sales that nobody wrote down: unknown, with the reason, and never a result of 0."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from core.model import Kpi, Message
from core.stats.groups import column
from core.stats.intervals import wilson

_SALES = ("conversions", "orders", "revenue")
_OF_SALES = (*_SALES, "given:conversion_rate", "given:roas", "given:roi", "given:aov")
_SELLS = 0.02  # of clicks, at most: where even that is beyond the likely range of none, somebody would have bought


def without_untracked(rows: pd.DataFrame) -> tuple[pd.DataFrame, bool]:
    """A table of many clicks that counts its sales, every one of them 0: most likely nobody records them, so they are
    unknown. Where a single sale stands anywhere, or so few clicks that none need have sold, every 0 is a result."""
    told = [name for name in _OF_SALES if name in rows.columns and np.isfinite(column(rows, name)).any()]
    sold = any(np.nansum(np.abs(column(rows, name))) > 0 for name in told)
    clicks = float(np.nansum(column(rows, "clicks"))) if "clicks" in rows.columns else 0.0
    if not told or sold or not wilson(0, clicks)[1] < _SELLS:
        return rows, False
    return rows.assign(**dict.fromkeys(told, np.nan)), True


def explained(ledger: Mapping[str, Kpi], reason: Message) -> dict[str, Kpi]:
    """What is unknown for want of sales says why they are; a column of sales would not help, for there is one."""
    return {
        name: replace(kpi, reason=reason, unlock=None) if kpi.value is None and kpi.unlock in _SALES else kpi
        for name, kpi in ledger.items()
    }
