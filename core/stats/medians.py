"""How sure a median is."""

import numpy as np

from core.stats.intervals import Floats, Z

FEWEST = 6  # with fewer values the interval is wider than the sample (1 - 2 x .5^5 < .95)


def median_interval(values: Floats, weights: Floats) -> tuple[float, float, float] | None:
    """The weighted median of a sample with its 95 % interval; None for fewer than ``FEWEST`` values.

    Woodruff's rule (1952): the interval of the share below the median, 1/2 +- 1.96 x sqrt(1/4 / n), read off the
    sample's own distribution. ``n`` is the number of values, however many cases each stands for: those of one row
    share its typical duration.
    """
    kept = np.isfinite(values) & (weights > 0)
    if kept.sum() < FEWEST:
        return None
    order = np.argsort(values[kept])
    ranked, heavy = values[kept][order], weights[kept][order]
    share = (np.cumsum(heavy) - heavy / 2) / heavy.sum()
    half = Z * np.sqrt(0.25 / len(ranked))
    middle, low, high = np.interp([0.5, 0.5 - half, 0.5 + half], share, ranked)
    return float(middle), float(low), float(high)
