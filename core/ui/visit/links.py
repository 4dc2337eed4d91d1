"""What a link carries: sample, view, step, filters, weights and the open touchpoint; never a word of anybody's file.

Values of our own (phases, presets ...) stand in the link as they are. Values of a file (a segment, a touchpoint) stand
there plainly for a sample, whose data is public anyway; for an uploaded file as a code that only somebody who has the
same file can read. What is supposed of a touchpoint stays out: it would tell what somebody plans. Every value that
comes in is checked against what there is: a stranger's link breaks nothing.
"""

import base64
import hashlib
import hmac
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.model import Settings
from core.tables import table

OWN = "own"  # marks the link of an uploaded file, whose data is gone after a reload
_CODE = 8
_MOST = 200  # characters of one value that are looked at
_CRITERIA = ("impact", "potential", "ease", "satisfaction", "conversion", "service", "cost")
_HEAVIEST = 3.0
_SIDES: Mapping[str, tuple[str, ...]] = {
    "phases": ("pre", "during", "post", "unknown"),
    "settings": ("online", "both", "offline", "unknown"),
}


@dataclass(frozen=True, slots=True)
class State:
    """What a link can hold of a visitor's view; ``open``: a touchpoint's key."""

    settings: Settings = field(default_factory=Settings)
    open: str | None = None
    meeting: bool = False
    step: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What the data offers for a link to name. ``secret``: the key of an uploaded file's codes, None for a sample."""

    periods: Sequence[str]
    segments: Sequence[str]
    touchpoints: Sequence[str]
    secret: str | None


def to_link(state: State, known: Known) -> dict[str, str]:
    """Name -> value of everything that differs from the plain dashboard."""
    chosen, presets = state.settings, table("defaults")["presets"]
    found = {
        "view": "meeting" if state.meeting else "",
        "step": str(state.step + 1) if state.meeting and state.step else "",
        "preset": chosen.preset if chosen.preset in presets and chosen.preset != "balanced" else "",
        "weights": ",".join(f"{name}:{chosen.weights[name]:g}" for name in _CRITERIA if name in chosen.weights),
        "open": _written("open", [state.open], known) if state.open in known.touchpoints else "",
        **{name: ",".join(v for v in getattr(chosen, name) if v in side) for name, side in _SIDES.items()},
        **{name: _written(name, getattr(chosen, name), known) for name in ("periods", "segments")},
    }
    return {name: value for name, value in found.items() if value}


def from_link(link: Mapping[str, str], known: Known, *, settings: Settings) -> State:
    """The state that ``link`` asks for, on top of ``settings``; whatever does not exist is passed over."""
    opened = _meant("open", link.get("open"), known.touchpoints, known)
    changes: dict[str, Any] = {n: _allowed(link.get(n), side) for n, side in _SIDES.items() if link.get(n)}
    changes |= {
        name: tuple(_meant(name, link[name], offered, known))
        for name, offered in (("periods", known.periods), ("segments", known.segments))
        if link.get(name)
    }
    preset = link.get("preset", "")
    wished = replace(settings, **changes)
    if preset in table("defaults")["presets"]:
        wished = replace(wished, preset=preset, weights={})
    if weights := _weights(link.get("weights")):
        wished = replace(wished, weights={**wished.weights, **weights})
    return State(wished, next(iter(opened), None), meeting=link.get("view") == "meeting", step=_step(link.get("step")))


def _written(kind: str, values: Iterable[str | None], known: Known) -> str:
    return "~".join(_code(kind, value, known.secret) for value in values if value)


def _meant(kind: str, text: str | None, offered: Sequence[str], known: Known) -> list[str]:
    wished = set((text or "")[: 50 * _MOST].split("~"))
    return [value for value in offered if _code(kind, value, known.secret) in wished] if text else []


def _code(kind: str, value: str, secret: str | None) -> str:
    """The value itself for a sample; else some letters that lead back to it only with the same file at hand."""
    if secret is None:
        return value.replace("~", "-")[:_MOST]
    digest = hmac.new(secret.encode(), f"{kind}:{value}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode()[:_CODE].lower()


def _allowed(text: str | None, offered: Collection[str]) -> tuple[str, ...]:
    return tuple(v for v in dict.fromkeys((text or "")[:_MOST].split(",")) if v in offered)


def _weights(text: str | None) -> dict[str, float]:
    pairs = [part.partition(":") for part in (text or "")[:_MOST].split(",")]
    found = {name: _number(value) for name, _, value in pairs if name in _CRITERIA}
    return {name: value for name, value in found.items() if value is not None and 0 <= value <= _HEAVIEST}


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _step(text: str | None) -> int:
    return int(text) - 1 if text and text.isascii() and text.isdigit() and 0 < int(text[:3]) < 100 else 0
