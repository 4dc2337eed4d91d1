"""What is not measured of a touchpoint, and what measuring it would add."""

from collections.abc import Sequence

import numpy as np

from core.model import Message
from core.priorities.options import MEASURES
from core.priorities.parts import Parts
from core.priorities.volume import Volume
from core.stats.estimates import Objects
from core.stats.intervals import Floats

_ANSWERS = 97  # tell a share to within ten points (Wilson, 95 %)
_WANTED = {"satisfaction": "unmeasured.satisfaction", "conversion": "unmeasured.conversion"}


def lacking(parts: Parts, volume: Volume, phases: Objects) -> tuple[tuple[Message, ...], ...]:
    """Per touchpoint: its reach (or some rows of it), its sales or its answers, each only where another of its phase
    knows its own.

    What it would add is told by those others: how far apart their reach is, how much of what is at stake at them
    hangs on the measure (before any weight).
    """
    stakes = _stakes(parts, volume, len(phases))
    everyone = {phase: stakes[:, phases == phase].sum(axis=1) for phase in set(phases.tolist())}
    others = np.array([everyone[phase] for phase in phases]).reshape(len(phases), len(MEASURES)).T - stakes
    shares = np.where(stakes > 0, 0.0, _shares(others)).T.tolist()
    return tuple(_reach(volume, i) + _measures(mine) for i, mine in enumerate(shares))


def _stakes(parts: Parts, volume: Volume, size: int) -> Floats:
    """Measures x touchpoints."""
    found = np.zeros((len(MEASURES), size))
    counted = np.where(np.isnan(parts.volume), volume.point[parts.touchpoint], parts.volume)
    np.add.at(found, (parts.measure, parts.touchpoint), counted * parts.unit)
    return found


def _shares(stakes: Floats) -> Floats:
    """The part of all that is at stake that hangs on each measure; differences of sums leave no crumbs."""
    total = stakes.sum(axis=0)
    shares: Floats = np.divide(stakes, total, out=np.zeros_like(stakes), where=total > 0)
    return shares.round(4)


def _reach(volume: Volume, touchpoint: int) -> tuple[Message, ...]:
    low, high = volume.told.get(touchpoint, (0.0, 0.0))
    if low < high:
        return (Message("unmeasured.reach", {"low": low, "high": high}),)
    lacking, rows = int(volume.whole.lacking[touchpoint]), int(volume.whole.rows[touchpoint])
    return (Message("unmeasured.rows", {"there": rows - lacking, "rows": rows}),) if lacking else ()


def _measures(shares: Sequence[float]) -> tuple[Message, ...]:
    wanted = [(key, shares[MEASURES.index(name)]) for name, key in _WANTED.items()]
    return tuple(Message(key, {"share": share, "answers": _ANSWERS}) for key, share in wanted if share > 0)
