"""What the user's settings mean for the ranking: exponents, weights of measures, targets, assumptions."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.model import Settings
from core.stats.intervals import Floats
from core.tables import table

CRITERIA = ("impact", "potential", "ease")
MEASURES = ("satisfaction", "conversion", "service", "cost")


@dataclass(frozen=True, slots=True)
class Options:
    """``exponents`` in the order of CRITERIA, ``weights`` in that of MEASURES; ``targets``: KPI id -> value, the
    user's or a stated one (absent: what the phase achieves as a whole, for ROAS break-even); ``assumptions``: all of
    ``defaults.toml``, the user's where given."""

    exponents: Floats
    weights: Floats
    targets: Mapping[str, float]
    assumptions: Mapping[str, float]


def options(settings: Settings) -> Options:
    """The preset's weights, overridden by the user's own; negative ones count as 0."""
    defaults = table("defaults")
    preset = defaults["presets"].get(settings.preset, defaults["presets"]["balanced"])["weights"]
    weights = {**preset, **settings.weights}
    exponents, measures = (
        np.maximum([float(weights.get(name, 1.0)) for name in names], 0.0) for names in (CRITERIA, MEASURES)
    )
    assumptions = {n: float(e["value"]) for n, e in defaults["assumptions"].items()} | dict(settings.assumptions)
    targets = {n: float(e["value"]) for n, e in defaults["targets"].items()} | dict(settings.aims)
    return Options(exponents, measures, targets, assumptions)
