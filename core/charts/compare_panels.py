"""What a strip shows, and which strips share a scale: those of one unit, below each other, in a panel of their own.

Lengths may be compared within a panel and nowhere else, so every panel says its unit and writes its figures.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.model.kpi import Unit

SMALL = 8.0  # a strip whose values are this many times smaller would be a mere dot on the scale of the others
_SEEN = 0.08  # and one whose own values span less of the scale would show no difference between them
_INTERVALS = 4  # about so many between the figures of a scale
_NICE = (1.0, 2.0, 5.0, 10.0)
_SIGNED = ("points", "score")  # their size says nothing: +2 and +40 belong on one scale
_FROM_ZERO = 0.5  # a scale whose lowest value is at most this share of its highest begins at 0
_AT_MOST_FROM = 0.8  # and none begins higher than this share, which would make a hair's breadth look like a gulf
_TIMES = ((2.0, 60.0, "minutes"), (72.0, 1.0, "hours"), (math.inf, 1 / 24, "days"))  # up to (hours), factor, name

Tone = Literal["good", "bad", "quiet", "hollow"]


@dataclass(frozen=True, slots=True)
class Dot:
    """A value on its strip with the ends of its interval (None: unknown). ``lane``: -1 above, 0 on, 1 below the line.

    ``tips``: (title, text) pairs for the hover, the same titles for all dots of a picture.
    """

    value: float
    low: float | None = None
    high: float | None = None
    tone: Tone = "quiet"
    shape: str = "circle"
    lane: int = 0
    tips: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from 0, with the text at its end. ``lane`` as in ``Dot``; ``strong``: in the accent colour."""

    value: float
    text: str
    lane: int
    strong: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """One line: ``title`` and ``note`` on the left, ``word`` and ``detail`` on the right.

    ``unit``: that of its values; strips of one unit share a scale. ``tick``: where the target stands; ``history``:
    values over time, drawn small; ``domain``: the ends of a scale without figures, for bars that say their own.
    """

    title: str
    note: str
    word: str
    detail: str
    dots: tuple[Dot, ...] = ()
    bars: tuple[Bar, ...] = ()
    tick: float | None = None
    history: tuple[float, ...] = ()
    domain: tuple[float, float] | None = None
    unit: Unit | None = None

    def ends(self) -> list[float]:
        """Every value that its scale must reach."""
        if self.domain is not None:
            return list(self.domain)
        found = [v for d in self.dots for v in (d.value, d.low, d.high) if v is not None]
        return found if self.tick is None else [*found, self.tick]


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend: how it is drawn, and what it means."""

    text: str
    tone: Tone = "quiet"
    shape: str = "circle"
    bar: Literal["", "rest", "bar", "target"] = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Strips on one scale: its unit's ``name``, its ends, and (value, figure) where figures stand.

    Without a name: strips that nothing is read off, each on a scale of its own.
    """

    strips: tuple[Strip, ...]
    name: str = ""
    low: float = 0.0
    high: float = 1.0
    figures: tuple[tuple[float, float], ...] = ()

    def share(self, value: float) -> float:
        """Where ``value`` stands between the ends (0-1)."""
        span = self.high - self.low
        return min(max((value - self.low) / span, 0.0), 1.0) if span > 0 else 0.5


def panels(strips: Sequence[Strip]) -> list[Panel]:
    """``strips`` by unit, in the order of each unit's first; within a unit, on a second scale what could
    not be seen on the first."""
    units = dict.fromkeys(s.unit for s in strips)
    found: list[Panel] = []
    for unit in units:
        same = [s for s in strips if s.unit == unit]
        found += _plain(same) if unit is None else _by_size(same, unit)
    order = {id(s): n for n, s in enumerate(strips)}
    return sorted(found, key=lambda panel: order[id(panel.strips[0])])


def _plain(strips: Sequence[Strip]) -> list[Panel]:
    """Strips that bring their own scale."""
    ends = [end for s in strips for end in s.ends()]
    return [Panel(tuple(strips), low=min(ends, default=0.0), high=max(ends, default=1.0))]


def _by_size(strips: Sequence[Strip], unit: Unit) -> list[Panel]:
    """Panels of one unit: those on whose scale what a strip shows could not be seen stand on another."""
    if unit in _SIGNED:
        return [_panel(strips, unit)]
    largest = max((_size(s) for s in strips), default=0.0)
    rest = [s for s in strips if not s.ends() or SMALL * _size(s) >= largest]
    panel = _panel(rest, unit)
    while len(rest) > 1 and (lost := [s for s in rest if 0 < _span(s) < _SEEN * (panel.high - panel.low)]):
        rest = [s for s in rest if s is not min(lost, key=_size)]
        panel = _panel(rest, unit)
    others = [s for s in strips if not any(s is kept for kept in rest)]
    return [panel, *(_by_size(others, unit) if others else [])]


def _span(strip: Strip) -> float:
    """How far apart its own values are, with their ranges."""
    return max(strip.ends(), default=0.0) - min(strip.ends(), default=0.0)


def _size(strip: Strip) -> float:
    return max((abs(end) for end in strip.ends()), default=0.0)


def _panel(strips: Sequence[Strip], unit: Unit) -> Panel:
    ends = [end for s in strips for end in s.ends()]
    if not ends:
        return Panel(tuple(strips), unit)
    low, high = min(ends), max(ends)
    if unit not in _SIGNED and low >= 0:
        low = 0.0 if low <= _FROM_ZERO * high or low == high else min(low, _AT_MOST_FROM * high)
    factor, name = _written(unit, high)
    step = _step(factor * (high - low) or abs(factor * high) or 1.0)
    first, last = math.floor(factor * low / step + 1e-9), math.ceil(factor * high / step - 1e-9)
    last = max(last, first + 1)
    figures = tuple((n * step / factor, round(n * step, 9)) for n in range(first, last + 1))
    return Panel(tuple(strips), name, figures[0][0], figures[-1][0], figures)


def _written(unit: Unit, high: float) -> tuple[float, str]:
    """From a value to the figure that stands at the scale, and what the unit of that figure is called."""
    if unit == "duration":
        return next((factor, name) for limit, factor, name in _TIMES if high < limit)
    return (100.0 if unit == "share" else 1.0), unit


def _step(span: float) -> float:
    """A round number of which about four make the ``span``."""
    size = 10.0 ** math.floor(math.log10(span / _INTERVALS))
    return next(size * n for n in _NICE if size * n >= span / _INTERVALS - 1e-12)
