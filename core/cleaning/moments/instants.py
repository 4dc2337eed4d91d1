"""The time of each row of a log, to the second: a day and a time of day from one column, or from two."""

import datetime as dt
import re
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.lib.stride_tricks import sliding_window_view

from core.cleaning.cells.durations import read_duration
from core.cleaning.cells.numbers import Cells
from core.cleaning.moments.dates import DateColumn, read_dates
from core.cleaning.moments.day_first import DateGrain
from core.model import CellKind

_DAY = 86_400  # seconds
_ISO_LENGTH = (
    19  # characters of 2025-03-27 04:10:30; fractions of seconds and time zones behind it are left as they are
)
_YEARS = (1900, 2100)
_FILLED = (CellKind.TEXT, CellKind.DATE, CellKind.NUMBER)
_DIGITS = np.array([0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18])
_MARKS = {4: b"-", 7: b"-", 10: b"T ", 13: b":", 16: b":"}
_CLOCK = re.compile(
    r"(?:(?<=\d)T| |, ?| kl\.? ?)(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)? ?([AaPp])?\.?(?:[Mm]\.?)?"
    r"(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$"
)
_OF_DAY = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)? ?([AaPp])?\.?(?:[Mm]\.?)?")
_SINCE_1970 = re.compile(r"(1\d{9})(?:\d{3}|\d{6})?")
_SERIAL = re.compile(r"(\d{5})(\.\d+)")
_LONGEST = 60


class _Instant(NamedTuple):
    """A text taken apart: its day, still as text, and the seconds since midnight."""

    day: str
    seconds: int


def read_instants(cells: Cells, *, clock: Cells | None, chosen: bool | None = None) -> DateColumn:
    """The times of ``cells`` as datetime64[s], local as they are written; ``clock``: the times of day beside them.

    ISO timestamps are read all at once; other texts are taken apart into a day, which the column decides on together
    (see ``read_dates``), and a time of day. A day without a time is its midnight.
    """
    found, is_iso = _iso(cells)
    if is_iso.all() and len(found):
        column = DateColumn(found, frozenset({"day"}), 0, 0, (), np.array([], dtype=int), (), False)
    else:
        column = _others(cells, found, is_iso, chosen)
    return column if clock is None else replace(column, values=_midnight(column.values) + _seconds(clock))


def _others(cells: Cells, found: np.ndarray, is_iso: np.ndarray, chosen: bool | None) -> DateColumn:
    at = np.flatnonzero(~is_iso & np.isin(cells.kinds, _FILLED))
    codes, uniques = pd.factorize(cells.texts[at])
    parts = [_apart(text) for text in uniques]
    texts, kinds = cells.texts.copy(), cells.kinds.copy()
    texts[is_iso], kinds[is_iso] = "", CellKind.EMPTY
    seconds = np.zeros(len(texts), dtype="timedelta64[s]")
    if parts:
        texts[at] = np.array([part.day for part in parts], dtype=object)[codes]
        seconds[at] = np.array([part.seconds for part in parts], dtype="timedelta64[s]")[codes]
    column = read_dates(Cells(texts, kinds), chosen=chosen)
    values = np.where(is_iso, found, column.values + seconds)
    day: frozenset[DateGrain] = frozenset({"day"} if is_iso.any() else ())
    return replace(column, values=values, grains=column.grains | day, missing=int(np.isnat(values).sum()))


def _apart(text: str) -> _Instant:
    text = text.strip()[:_LONGEST]
    if clock := _CLOCK.search(text):
        return _Instant(text[: clock.start()], _of_day(*clock.groups()) or 0)
    if since := _SINCE_1970.fullmatch(text):
        moment = dt.datetime.fromtimestamp(int(since[1]), dt.UTC)
        return _Instant(moment.date().isoformat(), moment.hour * 3600 + moment.minute * 60 + moment.second)
    if serial := _SERIAL.fullmatch(text):
        return _Instant(serial[1], min(round(float(serial[2]) * _DAY), _DAY - 1))
    return _Instant(text, 0)


def _of_day(hour: str, minute: str, second: str | None, half: str | None) -> int | None:
    """Seconds since midnight; None where there is no such time. ``half``: the letter of am or pm."""
    hours = int(hour) % 12 + 12 * (half in ("p", "P")) if half else int(hour)
    if hours > 23 or int(minute) > 59 or int(second or 0) > 60:
        return None
    return hours * 3600 + int(minute) * 60 + int(second or 0)


def _seconds(clock: Cells) -> np.ndarray:
    """Times of day as timedelta64[s]; 0 where a cell is none."""
    codes, uniques = pd.factorize(clock.texts)
    per_text = [_clock_of(text) for text in uniques]
    hard = clock.kinds == CellKind.DURATION
    seconds = np.array(per_text, dtype=np.int64)[codes] if per_text else np.zeros(0, dtype=np.int64)
    seconds[hard] = clock.texts[hard].astype(float).astype(np.int64)
    return np.asarray(np.mod(seconds, _DAY).astype("timedelta64[s]"))


def _clock_of(text: str) -> int:
    text = text.strip()[:_LONGEST]
    if found := _OF_DAY.fullmatch(text):
        return _of_day(*found.groups()) or 0
    return int(read_duration(text) or 0)


def _midnight(values: np.ndarray) -> np.ndarray:
    return np.asarray(values.astype("datetime64[D]").astype("datetime64[s]"))


def _iso(cells: Cells) -> tuple[np.ndarray, np.ndarray]:
    """The ISO timestamps among the cells (NaT elsewhere), and which cells are such."""
    values = np.full(len(cells), np.datetime64("NaT"), dtype="datetime64[s]")
    if not _looks_iso(cells.take(np.arange(0, len(cells), max(1, len(cells) // 50))).texts):
        return values, np.zeros(len(values), dtype=bool)
    signs = _characters(cells)
    numbers = signs[:, _DIGITS] - ord("0")
    is_iso = (numbers < 10).all(axis=1)
    for place, marks in _MARKS.items():
        is_iso &= np.isin(signs[:, place], list(marks))
    days, seconds, possible = _moments(numbers.astype(np.int32))
    is_iso &= possible
    values[is_iso] = (days.astype("datetime64[s]") + seconds.astype("timedelta64[s]"))[is_iso]
    return values, is_iso


def _looks_iso(texts: np.ndarray) -> bool:
    """Whether one of a few cells is an ISO timestamp: the rest of the file is then worth the look."""
    few = [t for t in texts if t][:50]
    return any(len(t) >= _ISO_LENGTH and t[4] == "-" == t[7] and t[13] == ":" == t[16] for t in few)


def _characters(cells: Cells) -> np.ndarray:
    """The first characters of each text as codes; a text that is shorter or not ASCII has none."""
    _, offsets, content = cells.packed.buffers()
    first = cells.packed.offset
    ends = np.frombuffer(memoryview(offsets or bytes(8)), np.int64)[first : first + len(cells) + 1]
    octets = np.frombuffer(memoryview(content or b""), np.uint8)[ends[0] : ends[-1]]
    octets, starts, sizes = np.append(octets, np.zeros(_ISO_LENGTH, np.uint8)), ends[:-1] - ends[0], np.diff(ends)
    signs: np.ndarray = sliding_window_view(octets, _ISO_LENGTH)[starts]
    strange = np.zeros(len(cells), dtype=bool)
    strange[np.searchsorted(ends - ends[0], np.flatnonzero(octets >= 0x80), side="right") - 1] = True
    signs[strange | (sizes < _ISO_LENGTH)] = 0
    return signs


def _moments(digits: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Day, seconds since midnight, and whether there are such a day and time, from fourteen digits each."""
    year = digits[:, 0] * 1000 + digits[:, 1] * 100 + digits[:, 2] * 10 + digits[:, 3]
    month, day, hour, minute, second = (digits[:, i] * 10 + digits[:, i + 1] for i in range(4, 14, 2))
    possible = (year >= _YEARS[0]) & (year <= _YEARS[1]) & (month >= 1) & (month <= 12) & (day >= 1)
    months = np.where(possible, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + (day - 1)
    possible &= days.astype("datetime64[M]") == months
    possible &= (hour < 24) & (minute < 60) & (second <= 60)
    return days, hour.astype(np.int64) * 3600 + minute * 60 + second, possible
