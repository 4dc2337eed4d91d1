"""Small samples borrow strength from their group: empirical-Bayes shrinkage of shares."""

import numpy as np
import numpy.typing as npt

from core.stats.intervals import Floats

WEAKEST, STRONGEST = 2.0, 200.0
FEW_GROUPS, FEW_STRENGTH = 5, 10.0


def shrink(x: npt.ArrayLike, n: npt.ArrayLike) -> tuple[float, float, Floats]:
    """Pooled share mu, prior strength m (in answers), and the shrunk shares (x + m mu) / (n + m).

    ``m`` comes from the moments of the beta-binomial, held in 2..200; 10 for fewer than 5 groups, from which no
    spread can be estimated. Groups with ``n`` = 0 take the pooled share. NaN where nothing is counted at all.
    """
    x, n = np.asarray(x, float), np.asarray(n, float)
    total = n.sum()
    if total <= 0:
        return np.nan, FEW_STRENGTH, np.full(n.shape, np.nan)
    mu = float(x.sum() / total)
    m = strength(x[n > 0], n[n > 0], mu)
    return mu, m, (x + m * mu) / (n + m)


def strength(x: Floats, n: Floats, mu: float) -> float:
    """How many answers the group's knowledge is worth: m = 1 / rho - 1, rho the correlation within groups."""
    if len(n) < FEW_GROUPS:
        return FEW_STRENGTH
    w = n / n.sum()
    within, spread = np.sum(w * (1 - w) / n), mu * (1 - mu)
    below = spread * (np.sum(w * (1 - w)) - within)
    if below <= 0:
        return STRONGEST
    rho = (np.sum(w * (x / n - mu) ** 2) - spread * within) / below
    return STRONGEST if rho <= 0 else float(np.clip(1 / rho - 1, WEAKEST, STRONGEST))
