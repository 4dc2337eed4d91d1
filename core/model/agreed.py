"""What a meeting agreed to do: who sees to which touchpoint, and by when."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST_NAME, LONGEST_LINE = 80, 500  # characters


@dataclass(frozen=True, slots=True)
class Agreed:
    """``who`` sees to the touchpoint with this key, ``by`` a day (None: none was named)."""

    touchpoint: str
    who: str = ""
    by: dt.date | None = None


def agreements(given: object) -> tuple[Agreed, ...]:
    """Agreements from plain JSON values, the last one of each touchpoint. Raises ``TypeError`` or ``ValueError``."""
    if not isinstance(given, list | tuple):
        raise TypeError("agreements are a list")
    found = {one.touchpoint: one for one in map(_agreed, given)}
    return tuple(one for one in found.values() if one.who or one.by)


def _agreed(entry: object) -> Agreed:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("touchpoint"), str):
        raise TypeError("an agreement names its touchpoint")
    who, by = entry.get("who") or "", entry.get("by")
    if not isinstance(who, str) or not isinstance(by, str | None):
        raise TypeError("an agreement names who and by when in words")
    return Agreed(entry["touchpoint"], who[:LONGEST_NAME], None if by is None else dt.date.fromisoformat(by))


def also(given: object) -> str:
    """What else was agreed, from a plain JSON value. Raises ``TypeError``."""
    if not isinstance(given, str):
        raise TypeError("what else was agreed is a text")
    return given[:LONGEST_LINE]


def agreed_of(made: tuple[Agreed, ...], touchpoint: str) -> Agreed:
    """What was agreed of one touchpoint; empty where nothing was."""
    return next((one for one in made if one.touchpoint == touchpoint), Agreed(touchpoint))


def with_agreement(made: tuple[Agreed, ...], changed: Agreed) -> tuple[Agreed, ...]:
    """``made`` with what is ``changed`` of one touchpoint, in its place; an empty one is taken out."""
    at = {one.touchpoint: one for one in made} | {changed.touchpoint: changed}
    return tuple(one for one in at.values() if one.who or one.by)
