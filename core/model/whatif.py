"""What if a touchpoint stood elsewhere: the figures that a user moves, and where everybody would stand then."""

from collections.abc import Mapping
from dataclasses import dataclass

# What can be moved: shares and scores in the KPI's own unit, hours, money, and effort as the file writes it.
FIGURES = (
    *("csat", "nps", "ces", "rating", "conversion_rate", "resolution_rate", "response_time"),
    *("cost", "effort"),
)


@dataclass(frozen=True, slots=True)
class Supposition:
    """The user's "what if": the ``figure`` (one of ``FIGURES``) of the touchpoint with this key stood at ``value``."""

    touchpoint: str
    figure: str
    value: float


@dataclass(frozen=True, slots=True)
class Lever:
    """A figure of a ranked touchpoint that can be moved; ``today``: what it is, None where the file does not say
    (effort only). ``target``: what it is held against, None for cost and effort. ``most``: how far the file's own
    scale goes (effort only)."""

    figure: str
    today: float | None
    target: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Supposed:
    """A supposition that counts, beside what the figure is today (None: the file does not say)."""

    touchpoint: str
    figure: str
    today: float | None
    value: float


def suppositions(given: object) -> tuple[Supposition, ...]:
    """Suppositions from plain JSON values, the last one of each figure. Raises ``TypeError`` or ``ValueError``."""
    if not isinstance(given, list | tuple):
        raise TypeError("suppositions are a list")
    found: dict[tuple[str, str], Supposition] = {}
    for entry in given:
        one = _supposition(entry)
        found.pop((one.touchpoint, one.figure), None)
        found[one.touchpoint, one.figure] = one
    return tuple(found.values())


def _supposition(entry: object) -> Supposition:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("touchpoint"), str):
        raise TypeError("a supposition names its touchpoint")
    figure, value = entry.get("figure"), entry.get("value")
    if figure not in FIGURES:
        raise ValueError(f"{figure!r} is none of {FIGURES}")
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError("a supposition has a number")
    return Supposition(entry["touchpoint"], str(figure), _possible(str(figure), float(value)))


def _possible(figure: str, value: float) -> float:
    least, most = _BOUNDS.get(figure, (0.0, 1.0))
    if not least <= value <= most:  # no number is refused here as well
        raise ValueError(f"{figure} cannot be {value}")
    return value


_LONGEST, _DEAREST = 100_000.0, 1e15  # hours; money
_BOUNDS: Mapping[str, tuple[float, float]] = {
    "nps": (-100.0, 100.0),
    "rating": (1.0, 5.0),
    "response_time": (0.0, _LONGEST),
    "cost": (0.0, _DEAREST),
    "effort": (1.0, 10.0),
}


def with_supposition(
    made: tuple[Supposition, ...], touchpoint: str, figure: str, value: float | None
) -> tuple[Supposition, ...]:
    """``made`` with the figure of a touchpoint supposed to stand at ``value``, as the last one; None takes it back."""
    rest = tuple(s for s in made if (s.touchpoint, s.figure) != (touchpoint, figure))
    return rest if value is None else (*rest, Supposition(touchpoint, figure, value))
