"""The colours of the charts by role, and how well they can be read."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from core.tables import table

Theme = Literal["light", "dark"]
_ROUNDING = 0.005  # a hair below target is written as the target


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme's colours; the roles are explained in ``core/tables/palette.toml``.

    ``stops``: the values of health (0-1) up to which a mark is ``low``, from which it is ``mid``, and ``high``.
    """

    paper: str
    ink: str
    muted: str
    grid: str
    edge: str
    accent: str
    pre: str
    during: str
    post: str
    aside: str
    low: str
    mid: str
    high: str
    hollow: str
    stops: tuple[float, float, float]

    def tint(self, phase: str) -> str:
        """The quiet background of a phase."""
        return {"pre": self.pre, "during": self.during, "post": self.post}.get(phase, self.aside)

    def of_health(self, health: float | None) -> str:
        """The fill of a mark: from far below target to a little below, and apart from both what has reached it; hollow
        where nothing was measured."""
        if health is None:
            return self.hollow
        low, mid, high = self.stops
        if health >= high - _ROUNDING:
            return self.high
        return mix(self.low, self.mid, (min(max(health, low), mid) - low) / (mid - low))

    def text_on(self, fill: str) -> str:
        """Black or white, whichever reads better on ``fill``: one of them always has a contrast above 4.5."""
        return max("#000000", "#FFFFFF", key=lambda colour: contrast(colour, fill))


@cache
def palette(theme: Theme) -> Palette:
    """The colours of a theme."""
    entries = table("palette")
    low, mid, high = entries["health"]["stops"]
    return Palette(**entries[theme], stops=(low, mid, high))


def contrast(one: str, other: str) -> float:
    """The contrast ratio 1-21 of two colours, as the Web Content Accessibility Guidelines 2.2 define it."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def mix(start: str, end: str, share: float) -> str:
    """The colour ``share`` (0-1) of the way from ``start`` to ``end``."""
    return "#" + "".join(
        f"{round(a + (b - a) * share):02X}" for a, b in zip(_channels(start), _channels(end), strict=True)
    )


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(c / 255) for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)
