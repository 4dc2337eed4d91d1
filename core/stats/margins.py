"""What is left of a sale when the goods are paid."""

import numpy as np
import pandas as pd

from core.stats.groups import Groups, column
from core.stats.intervals import Floats


def margins(rows: pd.DataFrame, groups: Groups, assumed: float) -> Floats:
    """The margin per group: the file's, weighed by revenue, else the ``assumed`` one. Only 0-1 counts as a margin."""
    margin, revenue = column(rows, "margin"), column(rows, "revenue")
    both = (margin >= 0) & (margin <= 1) & (revenue > 0)
    total = groups.total(revenue, both)
    earned = groups.total(margin * revenue, both)
    return np.where(total > 0, earned / np.where(total > 0, total, 1), assumed)
