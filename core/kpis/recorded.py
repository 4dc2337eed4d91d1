"""Sales that nobody wrote down: unknown, with the reason, and never a result of 0."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from core.model import Kpi, Message
from core.stats.groups import column

_SALES = ("conversions", "orders", "revenue")
_OF_SALES = (*_SALES, "given:conversion_rate", "given:roas", "given:roi", "given:aov")
_EFFORT = ("cost", "clicks")


def without_untracked(rows: pd.DataFrame) -> tuple[pd.DataFrame, bool]:
    """A table that pays for clicks and counts its sales, every one of them 0: most likely nobody records them, so they
    are unknown. Where a single sale stands anywhere, every 0 is a result."""
    told = [name for name in _OF_SALES if name in rows.columns and np.isfinite(column(rows, name)).any()]
    sold = any(np.nansum(np.abs(column(rows, name))) > 0 for name in told)
    paid = any(np.nansum(column(rows, name)) > 0 for name in _EFFORT if name in rows.columns)
    if not told or sold or not paid:
        return rows, False
    return rows.assign(**dict.fromkeys(told, np.nan)), True


def explained(ledger: Mapping[str, Kpi], reason: Message) -> dict[str, Kpi]:
    """What is unknown for want of sales says why they are; a column of sales would not help, for there is one."""
    return {
        name: replace(kpi, reason=reason, unlock=None) if kpi.value is None and kpi.unlock in _SALES else kpi
        for name, kpi in ledger.items()
    }
