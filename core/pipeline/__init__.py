"""The order of the stages, and nothing else: bytes in, ``Dataset``; ``Dataset`` and ``Settings`` in, ``Analysis``.

``understand``: what the files hold; ``gather``: what the filters leave, joined; ``measure``: all that no weight
changes; ``analyse``: the ranks.
"""

from core.pipeline.analysing import analyse
from core.pipeline.gathering import Gathered, gather, gathered_by
from core.pipeline.measuring import Measured, measure, measured_by
from core.pipeline.understanding import load, read, settings_inside, travelled_settings, understand

__all__ = [
    "Gathered",
    "Measured",
    "analyse",
    "gather",
    "gathered_by",
    "load",
    "measure",
    "measured_by",
    "read",
    "settings_inside",
    "travelled_settings",
    "understand",
]
