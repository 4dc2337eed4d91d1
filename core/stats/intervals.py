"""Intervals that hold for small samples; all 95 %, all vectorised, all clipped to what is possible."""

import numpy as np
import numpy.typing as npt

Z = 1.96
Floats = npt.NDArray[np.float64]


def wilson(x: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Score interval (Wilson 1927) for a share of ``x`` in ``n``; NaN where ``n`` is not positive.

    ``x`` may be fractional: a mean on a bounded scale, written as a share of the way from its lowest to its highest
    value, varies at most as much as yes/no answers with that share (Bhatia & Davis 2000), so this interval then is
    a conservative one.
    """
    x, n = np.asarray(x, float), np.asarray(n, float)
    n = np.where(n > 0, n, np.nan)
    p, z2 = x / n, Z * Z
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z * np.sqrt(np.maximum(p * (1 - p) / n + z2 / (4 * n * n), 0)) / (1 + z2 / n)
    return np.clip(centre - half, 0, p), np.clip(centre + half, p, 1)


def poisson(x: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Score interval for the expected value of a count ``x``."""
    x = np.asarray(x, float)
    half = Z * np.sqrt(x + Z * Z / 4)
    return np.maximum(x + Z * Z / 2 - half, 0), x + Z * Z / 2 + half


def nps_centre(promoters: npt.ArrayLike, detractors: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Centre and half-width of the adjusted Wald interval (Rocks 2016), in points, before clipping."""
    p, d, n = (np.asarray(v, float) for v in (promoters, detractors, n))
    n, p, d = n + 3, p + 0.75, d + 0.75
    centre = (p - d) / n
    variance = (p + d) / n - centre**2
    return 100 * centre, 100 * Z * np.sqrt(variance / n)


def nps_interval(promoters: npt.ArrayLike, detractors: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Interval of a Net Promoter Score from its counts, in points, within -100..100."""
    centre, half = nps_centre(promoters, detractors, n)
    return np.clip(centre - half, -100, 100), np.clip(centre + half, -100, 100)


def difference(before: tuple[float, float, float], after: tuple[float, float, float]) -> tuple[float, float, float]:
    """Change from ``before`` to ``after``, each (value, low, high), with the interval of the difference.

    Newcombe's square-and-add rule (1998, method 10; Zou & Donner 2008 for any pair of intervals).
    """
    (p1, l1, u1), (p2, l2, u2) = before, after
    change = p2 - p1
    down, up = np.hypot(p2 - l2, u1 - p1), np.hypot(u2 - p2, p1 - l1)
    return change, float(change - down), float(change + up)


def newcombe(x1: float, n1: float, x2: float, n2: float) -> tuple[float, float, float]:
    """Change from the share x1/n1 to x2/n2 with its interval, from the two Wilson intervals."""
    (l1, u1), (l2, u2) = wilson(x1, n1), wilson(x2, n2)
    return difference((x1 / n1, float(l1), float(u1)), (x2 / n2, float(l2), float(u2)))
