"""The clauses of which the reasons are made: how many meet a touchpoint, and each measure against its target."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from core.model import Message
from core.priorities.parts import Parts
from core.priorities.volume import Volume
from core.stats.intervals import Floats

_TOPS = (5, 7, 10, 100)  # of scales of importance
_WHOLE = 1e-6  # of all: so near a whole number it was counted
_OWN_WORDS = (
    *("conversion_rate", "conversion_rate-counted", "conversion_rate-revenue", "conversion_rate-reach"),
    *("cost_per_conversion", "cost-without-conversion", "roas"),
)


def clause(parts: Parts, i: int, *, told: bool, mean: Message | None = None) -> Message:
    """One measured part against its target, with its counts where they are known; ``told``: somebody set the target;
    ``mean``: whose average it is where nobody did."""
    kpi, value, n = str(parts.kpi[i]), float(parts.value[i]), float(parts.n[i])
    values: dict[str, Any] = {"value": value, "target": float(parts.target[i])}
    key = kpi
    if math.isfinite(n) and kpi in ("csat", "ces", "conversion_rate", "resolution_rate"):
        counts, key = _counts(kpi, value * n, n)
        values |= counts
    elif parts.by_reach[i]:
        key = "conversion_rate-reach"
    elif kpi == "conversion_rate" and math.isfinite(parts.volume[i]):
        key = "conversion_rate-revenue"
    elif kpi == "cost_per_conversion" and not math.isfinite(value):
        key = "cost-without-conversion"
    if mean is not None:
        return Message(f"why.{key}", {**values, "mean": mean})
    return Message(f"why.{key}-target" if told and key in _OWN_WORDS else f"why.{key}", values)


def _counts(kpi: str, x: float, n: float) -> tuple[dict[str, float], str]:
    """The counts behind a share and the words that tell them: of a percentage that the file holds ready-made only of
    how many it is, since nobody knows how exactly it was rounded."""
    if abs(x - round(x)) < _WHOLE * max(n, 1.0):
        return {"x": x, "n": n}, f"{kpi}-counted"
    return ({}, kpi) if kpi == "conversion_rate" else ({"n": n}, f"{kpi}-of")


def contacts_clause(visits: Floats, touchpoint: int) -> Message:
    """How many of the contacts in a log happen here, where its figures count contacts: one noun in one sentence."""
    here, every = float(visits[touchpoint]), float(np.nansum(visits))
    return Message("why.reach-contacts", {"share": here / every, "x": here, "n": every})


def reach_clause(volume: Volume, touchpoint: int, *, logged: bool) -> Message:
    """How many meet it of all that are counted in the same base, else how important the file says it is; ``logged``:
    its visits are contacts in a log."""
    base, share, judged = volume.base[touchpoint], volume.share[touchpoint], volume.judged[touchpoint]
    if base is None and not volume.known and math.isfinite(judged):
        highest = float(np.nanmax(volume.judged))
        top = next((top for top in _TOPS if highest <= top), highest)
        return Message("why.importance", {"value": float(judged), "top": top})
    if base is None:
        return Message("why.reach-unknown")
    key, counted = "contacts" if base == "visits" and logged else base, float(volume.counted[touchpoint])
    return Message(f"why.reach-{key}", {"share": float(share), "x": counted, "n": counted / float(share)})


def uncompared(conversion: Parts) -> dict[int, Message]:
    """Touchpoint -> why its conversion has no target: nobody else in its phase counts it, or nobody has made one."""
    return {
        int(conversion.touchpoint[i]): _uncompared(conversion, int(i))
        for i in np.flatnonzero(np.isnan(conversion.target))
    }


def _uncompared(conversion: Parts, i: int) -> Message:
    value, n = float(conversion.value[i]), float(conversion.n[i])
    if math.isfinite(n):
        return Message("why.uncompared-counted", {"x": value * n, "n": n})
    return Message("why.uncompared", {"value": value})


def too_few(parts: Parts, needed: int, clauses: Sequence[Message]) -> Message:
    """What is known of a touchpoint that cannot be ranked (``clauses``), and about how many would do."""
    nearest = int(np.argmin(parts.wanting))
    key = "why.too-few-visits" if parts.kpi[nearest] == "conversion_rate" else "why.too-few-answers"
    return Message(key, {"part": clauses[nearest], "n": needed})
