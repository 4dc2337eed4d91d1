"""Figures that another column of the file stands in for, so that an owner's "orders" give her a conversion rate."""

import pandas as pd

from core.model import Issue

# Missing field -> the field that stands in for it. An order is a conversion; where the file counts only conversions
# and their value, one conversion is taken for one order.
STAND_INS = {"conversions": "orders", "orders": "conversions"}


def stand_ins(rows: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Issue, ...]]:
    """``rows`` with the missing figures filled from their stand-ins, and what was taken for what.

    Only where the whole file lacks a figure: beside a column of its own nothing is mixed in.
    """
    known = {name for name in STAND_INS if name in rows.columns and rows[name].notna().any()}
    taken = {name: by for name, by in STAND_INS.items() if name not in known and by in known}
    filled = rows.assign(**{name: rows[by] for name, by in taken.items()})
    return filled, tuple(Issue("info", f"{by}-as-{name}") for name, by in taken.items())
