"""How far groups lie apart, apart from what chance explains."""

import numpy as np

from core.stats.intervals import Floats

_TRIED = np.geomspace(0.01, 25, 25)  # of the usual variance


def between(values: Floats, chance: Floats, *, usual: float, borrowed: float) -> float:
    """The variance between groups whose means were seen as ``values``, each with the sampling variance ``chance``.

    Its posterior mean on a grid: the restricted likelihood of the normal random-effects model (Harville 1977),
    together with ``borrowed`` groups of the ``usual`` variance (inverse gamma). Without values the prior speaks alone.
    """
    variances = usual * _TRIED
    score = -borrowed / 2 * (np.log(variances) + usual / variances)
    if len(values):
        weight = 1 / (variances[:, None] + chance)
        total = weight.sum(axis=1)
        middle = (weight * values).sum(axis=1) / total
        squares = (weight * (values - middle[:, None]) ** 2).sum(axis=1)
        score += (np.log(weight).sum(axis=1) - np.log(total) - squares) / 2
    share = np.exp(score - score.max())
    return float((share * variances).sum() / share.sum())
