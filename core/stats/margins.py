"""What is left of a sale when the goods are paid."""

import numpy as np

from core.stats.groups import Groups, column
from core.stats.intervals import Floats
from core.stats.sheet import Rows


def margins(rows: Rows, groups: Groups, assumed: float) -> Floats:
    """The margin per group: the file's, weighed by revenue, else the ``assumed`` one. Only 0-1 counts as a margin."""
    margin, revenue = column(rows, "margin"), column(rows, "revenue")
    both = (margin >= 0) & (margin <= 1) & (revenue > 0)
    total = groups.total(revenue, both)
    earned = groups.total(margin * revenue, both)
    return np.where(total > 0, earned / np.where(total > 0, total, 1), assumed)
