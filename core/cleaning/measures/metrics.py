"""A column of numbers as its field wants it: units applied, shares 0-1, durations in hours, impossible values out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from core.cleaning.cells.durations import are_flags, is_two_part, read_duration, read_flag, read_ratio
from core.cleaning.cells.marks import Mark
from core.cleaning.cells.numbers import Cells, Draft, NumberColumn, Special, draft, settle
from core.cleaning.cells.vocabulary import clip, kind_of
from core.cleaning.cells.vocabulary import field as field_entry
from core.cleaning.cells.wording import are_states, read_level, read_score, read_state
from core.cleaning.measures.units import Units, read_units
from core.model import CellKind, Message
from core.model.dataset import Severity
from core.model.mapping import ColumnMap

_HOUR = 3600.0
_PERCENT_FROM = 1.5  # a share above this was written as per cent
_PER_CENT_KINDS = frozenset({"share", "ratio", "points", "score"})  # where a cell may carry a % sign


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about a column; ``at``: the position of the first row concerned."""

    severity: Severity
    code: str
    values: Mapping[str, Any]
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """A finished column: ``values`` float64 (nan: unknown), its receipt's figures, and what is to be said."""

    values: np.ndarray
    column: NumberColumn
    findings: tuple[Finding, ...]
    units: Units


@dataclass(frozen=True, slots=True)
class Reading:
    """A metric column half read: its map, what its header says about units, and its draft."""

    column: ColumnMap
    units: Units
    draft: Draft


def begin(column: ColumnMap, cells: Cells, *, own: bool, worded: Special | None = None) -> Reading:
    """Take the cells of a metric apart; ``own``: a sheet of our own report, which is in our own units; ``worded``: how
    its cells say a value in words, where that is not as usual for its field."""
    units = Units(seconds=_HOUR) if own else read_units(column.header)
    return Reading(column, units, draft(cells, special=worded or _special(column.field, cells, units)))


def finish(reading: Reading, *, elsewhere: Mark | None, chosen: Mark | None = None) -> Metric:
    """Decide the decimal mark, apply units, and take out what cannot be.

    ``elsewhere``: the decimal mark of the sheet's other columns; ``chosen``: the user's choice for this one.
    """
    field, kind = reading.column.field, kind_of(reading.column.field)
    column = settle(reading.draft, kind=kind, elsewhere=elsewhere, chosen=chosen)
    values, found = _in_units(column, reading, kind)
    if kind not in _PER_CENT_KINDS and column.percent.any():
        values = np.where(column.percent, np.nan, values)
        column = replace(column, unreadable=np.union1d(column.unreadable, np.flatnonzero(column.percent)))
    values, more = _possible(values, field, kind)
    column = replace(column, missing=int(np.isnan(values).sum()))
    return Metric(values, column, (*_about_cells(reading, column, kind), *found, *more), reading.units)


def _special(field: str, cells: Cells, units: Units) -> Special | None:
    """How this field's cells may say a value in words."""
    kind = kind_of(field)
    if kind == "duration":
        return partial(_duration, minutes=units.seconds in (1.0, 60.0), unit=_unit(field, units))
    if field in ("importance", "effort"):
        return partial(read_level, effort=field == "effort")
    if kind in ("score", "ratio"):
        return read_score if kind == "score" else read_ratio
    texts = set(cells.take(cells.kinds == CellKind.TEXT).distinct[1]) if kind == "count" else set()
    if field == "resolved" and are_states(texts):  # before yes and no: a case that waits is not solved
        return read_state
    return read_flag if texts and are_flags(texts) else None


def _duration(text: str, *, minutes: bool, unit: float) -> float | None:
    """A worded duration in the column's unit, so that it stands beside bare numbers."""
    seconds = read_duration(text, minutes=minutes)
    return None if seconds is None else seconds / unit


def _unit(field: str, units: Units) -> float:
    return units.seconds or float(field_entry(field)["unit"])


def _in_units(column: NumberColumn, reading: Reading, kind: str) -> tuple[np.ndarray, list[Finding]]:
    values, units, field = column.values, reading.units, reading.column.field
    if kind == "duration":
        return _hours(column, reading)
    if kind in ("count", "money") and units.scale != 1.0:
        scaled = {"unit": units.scale_word, "factor": units.scale}
        return values * units.scale, [Finding("info", "micros" if units.scale < 1 else "scaled", scaled)]
    if kind == "ratio":
        return np.where(column.percent, values / 100, values), []
    if kind == "share":
        typed = reading.draft.cells.kinds == CellKind.TEXT
        return _share(values, column.percent, typed, said=units.percent, high=field == "given:roi")
    return values, []


def _hours(column: NumberColumn, reading: Reading) -> tuple[np.ndarray, list[Finding]]:
    """Durations in hours; what a bare number is taken for is said where the header does not say it."""
    unit = _unit(reading.column.field, reading.units)
    seconds = column.values * unit
    clock = reading.draft.cells.kinds == CellKind.DURATION
    seconds[clock] = reading.draft.cells.take(clock).texts.astype(float)
    tokens = reading.draft.tokens
    worded = np.array([isinstance(tokens.get(n), float) for n in range(len(reading.draft.uniques))], dtype=bool)
    bare = ~np.isnan(column.values)
    bare[reading.draft.rows] &= ~worded[reading.draft.codes] if len(worded) else True
    if reading.units.seconds:
        return seconds / _HOUR, []
    found = [Finding("info", "hours-assumed" if unit == _HOUR else "seconds-assumed", {})] if bare.any() else []
    clocks = [t for n, t in enumerate(reading.draft.uniques) if n in tokens and is_two_part(t)]
    return seconds / _HOUR, found + [Finding("info", "clock-assumed", {"value": clocks[0]}) for _ in clocks[:1]]


def _share(
    values: np.ndarray, percent: np.ndarray, typed: np.ndarray, *, said: bool, high: bool
) -> tuple[np.ndarray, list[Finding]]:
    """Shares 0-1: cells with a % sign, and bare numbers that are per cent, because the header says so (``said``) of
    text (``typed``; a number cell may hold the share itself, only shown as per cent), or because some exceed 1."""
    shares = np.where(percent, values / 100, values)
    bare = ~percent & ~np.isnan(values)
    over = bare.any() and bool((np.abs(values[bare]) > (1.0 if said else _PERCENT_FROM)).any())
    if said and not over:
        return np.where(bare & typed, values / 100, shares), []
    if not over or (high and not said):
        return shares, []
    return np.where(bare, values / 100, shares), [] if said else [Finding("info", "percent-assumed", {})]


def _possible(values: np.ndarray, field: str, kind: str) -> tuple[np.ndarray, list[Finding]]:
    """Counts and durations below 0 become unknown; negative money is kept and counted; costs booked so are turned."""
    below = values < 0
    if not below.any() or kind not in ("count", "duration", "money"):
        return values, []
    at, n = int(np.argmax(below)), int(below.sum())
    if kind != "money":
        return np.where(below, np.nan, values), [Finding("warning", "negative-count", {"n": n}, at)]
    if field == "cost" and not (values > 0).any():
        return np.abs(values), [Finding("info", "cost-sign", {"n": n}, at)]
    return values, [Finding("info", "negative-money", {"n": n, "sum": float(values[below].sum())}, at)]


def _about_cells(reading: Reading, column: NumberColumn, kind: str) -> list[Finding]:
    """What to say about cells that are no numbers, errors, mixed and ambiguous marks."""
    found = []
    if len(column.unreadable):
        at = int(column.unreadable[0])
        text = clip(reading.draft.cells.at(at))
        found.append(Finding("warning", "unreadable-number", {"n": len(column.unreadable), "value": text}, at))
    if column.errors:
        at = int(np.argmax(reading.draft.cells.kinds == CellKind.ERROR))
        found.append(Finding("warning", "error-cells", {"n": column.errors}, at))
    if column.mixed:
        found.append(Finding("warning", "mixed-marks", {"mark": column.decimal}))
    if column.ambiguous:
        found.append(_ambiguous(column, kind))
    return found


def _ambiguous(column: NumberColumn, kind: str) -> Finding:
    """Never silent: what "1.234" was taken for, with examples."""
    examples = tuple(text for text, _ in column.ambiguous)
    text, value = column.ambiguous[0]
    told = {"value": text, "number": value}
    reading = Message("reading.thousands" if column.thousands else "reading.decimals", told)
    severity: Severity = "info" if kind == "count" else "warning"
    values = {"n": len(examples), "examples": examples, **told, "reading": reading}
    return Finding(severity, "ambiguous-number", values)
