"""Who meets a touchpoint: one base for the whole file, so that touchpoints can be compared."""

from collections.abc import Sequence

import numpy as np

from core.stats.groups import column, group
from core.stats.sheet import Rows, once


@once
def reach_base(rows: Rows, bases: Sequence[str]) -> str | None:
    """The first of ``bases`` that at least half of the measured touchpoints know, else the one that most know."""
    touchpoints = group(rows["touchpoint"])
    known = {base: touchpoints.count(column(rows, base) > 0) > 0 for base in bases}
    measured = int(np.any(list(known.values()), axis=0).sum())
    if not measured:
        return None
    wide = [base for base in bases if 2 * known[base].sum() >= measured]
    return wide[0] if wide else max(bases, key=lambda base: int(known[base].sum()))
