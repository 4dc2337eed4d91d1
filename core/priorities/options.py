"""What the user's settings mean for the ranking: what is assumed, and what weighs how much."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.model import Settings
from core.stats.intervals import Floats
from core.tables import table

CRITERIA = ("impact", "potential", "ease")
MEASURES = ("satisfaction", "conversion", "service", "cost")


@dataclass(frozen=True, slots=True)
class Assumed:
    """``targets``: KPI id -> value, the user's or a stated one (absent: what the phase achieves as a whole, for ROAS
    break-even); ``assumptions``: all of ``defaults.toml``, the user's where given."""

    targets: Mapping[str, float]
    assumptions: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """``exponents`` in the order of CRITERIA, ``measures`` in that of MEASURES."""

    exponents: Floats
    measures: Floats


def assumed(settings: Settings) -> Assumed:
    """Targets and assumptions, the user's before the stated ones."""
    defaults = table("defaults")
    assumptions = {n: float(e["value"]) for n, e in defaults["assumptions"].items()} | dict(settings.assumptions)
    return Assumed({n: float(e["value"]) for n, e in defaults["targets"].items()} | dict(settings.aims), assumptions)


def weights(settings: Settings) -> Weights:
    """The preset's weights, overridden by the user's own; negative ones count as 0."""
    presets = table("defaults")["presets"]
    chosen = {**presets.get(settings.preset, presets["balanced"])["weights"], **settings.weights}
    exponents, measures = (
        np.maximum([float(chosen.get(name, 1.0)) for name in names], 0.0) for names in (CRITERIA, MEASURES)
    )
    return Weights(exponents, measures)
