"""How a group of shares varies is itself uncertain: priors that its data make plausible, with their weights."""

import math
from dataclasses import dataclass

import numpy as np

from core.stats.intervals import Floats
from core.stats.shrinkage import STRONGEST, WEAKEST

_STRENGTHS = np.geomspace(WEAKEST, STRONGEST, 9)
_USUAL, _SPREAD = 10.0, 1.0
_STEPS = np.linspace(-2, 2, 5)
_FARTHEST = math.log((1 - 1e-4) / 1e-4)  # the logit of a share of 0.01 %: a prior never says never


@dataclass(frozen=True, slots=True)
class Priors:
    """Candidates for the prior of a group: Beta(mean x strength, (1 - mean) x strength), ``weight`` adding up to 1."""

    mean: Floats
    strength: Floats
    weight: Floats


def plausible(x: Floats, n: Floats) -> Priors:
    """Priors on a grid, weighed by the beta-binomial likelihood of the counts ``x`` of ``n`` (n > 0).

    Strengths 2..200, expected around 10 answers, as a rule for few groups has it (log-normal, sigma 1); means within
    two standard errors of the pooled share. Taking the one best prior instead makes a ranking surer than it is right.
    """
    pooled = (x.sum() + 0.5) / (n.sum() + 1)
    strength = np.repeat(_STRENGTHS, len(_STEPS))
    informed = np.array([np.sum(n / (1 + (n - 1) / (m + 1))) for m in _STRENGTHS])
    error = np.repeat(1 / np.sqrt(np.maximum(informed, 1) * pooled * (1 - pooled)), len(_STEPS))
    logit = np.log(pooled / (1 - pooled)) + error * np.tile(_STEPS, len(_STRENGTHS))
    mean = 1 / (1 + np.exp(-np.clip(logit, -_FARTHEST, _FARTHEST)))
    log_weight = _log_likelihood(x, n, mean, strength) - (np.log(strength / _USUAL) / _SPREAD) ** 2 / 2
    weight = error * np.exp(log_weight - log_weight.max())  # wider steps stand for more
    return Priors(mean, strength, weight / weight.sum())


def _log_likelihood(x: Floats, n: Floats, mean: Floats, strength: Floats) -> Floats:
    a, b = (mean * strength)[:, None], ((1 - mean) * strength)[:, None]
    fit = log_gamma(x + a) + log_gamma(n - x + b) - log_gamma(n + a + b)
    return np.asarray((fit - log_gamma(a) - log_gamma(b) + log_gamma(a + b)).sum(axis=1))


def log_gamma(values: Floats) -> Floats:
    """Logarithm of the gamma function for positive values: Stirling's series, after moving up by 6."""
    up = np.ones_like(values)
    for step in range(6):
        up = up * (values + step)
    z = values + 6
    series = 1 / (12 * z) - 1 / (360 * z**3) + 1 / (1260 * z**5)
    return np.asarray((z - 0.5) * np.log(z) - z + 0.5 * np.log(2 * np.pi) + series - np.log(up))
