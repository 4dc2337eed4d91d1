"""Decisions about how a file is read: each goes into the settings, under the sheet's own key, and can be taken back."""

from collections.abc import Mapping
from typing import TypeVar

from core.ui.visit import session

_Value = TypeVar("_Value")


def with_choice(choices: Mapping[str, _Value], key: str, value: _Value | None) -> dict[str, _Value]:
    """``choices`` with ``value`` under ``key``; None takes back what was chosen there."""
    rest = {name: chosen for name, chosen in choices.items() if name != key}
    return rest if value is None else {**rest, key: value}


def choose(setting: str, place: str, value: object | None) -> None:
    """Decide something about a whole sheet: ``setting`` is one of sheets, header_rows, grains, layouts,
    bookings."""
    chosen = with_choice(getattr(session.settings(), setting), place, value)
    _change(**{setting: chosen})


def choose_column(setting: str, place: str, header: str, value: object | None) -> None:
    """Decide something about one column: ``setting`` is one of mapping, decimal_marks, day_first."""
    sheets = getattr(session.settings(), setting)
    columns = with_choice(sheets.get(place, {}), header, value)
    _change(**{setting: with_choice(sheets, place, columns or None)})


def choose_touchpoints(header: str | None) -> None:
    """Decide which column names the touchpoints."""
    _change(touchpoint_column=header)


def choose_sales(words: tuple[str, ...]) -> None:
    """Decide which events count as a sale; none: as found."""
    _change(sale_events=words)


def merge(name: str, into: str | None) -> None:
    """Take the touchpoint with the normalised ``name`` for the one called ``into``; None parts them again."""
    _change(merges=with_choice(session.settings().merges, name, into))


def keep_apart(name: str, other: str, *, apart: bool) -> None:
    """Two normalised names that read alike are two touchpoints, and nobody asks again; ``apart`` False: ask again."""
    pair = (min(name, other), max(name, other))
    rest = tuple(known for known in session.settings().apart if known != pair)
    _change(apart=(*rest, pair) if apart else rest)


def _change(**changes: object) -> None:
    session.change_settings(**changes)
    session.forget_pick()
