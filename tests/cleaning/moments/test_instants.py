"""Times to the second: ISO timestamps all at once, everything else text by text, with one decision per column."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cleaning.cells.numbers import Cells
from core.cleaning.moments.instants import read_instants
from core.model import CellKind


def cells(*texts: str) -> Cells:
    kinds = [CellKind.TEXT if text else CellKind.EMPTY for text in texts]
    return Cells(np.array(texts, dtype=object), np.array(kinds, dtype=np.int8))


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2025-03-27 04:10:30", "2025-03-27T04:10:30"),
        ("2025-03-27T04:10:30Z", "2025-03-27T04:10:30"),
        ("2025-03-27T04:10:30.264+02:00", "2025-03-27T04:10:30"),
        ("2025-03-27 04:10", "2025-03-27T04:10:00"),
        ("2025-03-27", "2025-03-27T00:00:00"),
        ("1/20/23 11:29", "2023-01-20T11:29:00"),
        ("5/26/23 1:02 PM", "2023-05-26T13:02:00"),
        ("12/26/23 12:05 am", "2023-12-26T00:05:00"),
        ("25.12.2024 10.30", "2024-12-25T10:30:00"),
        ("25-12-2024 kl. 9.05", "2024-12-25T09:05:00"),
        ("den 3. maj 2024 kl 14:30", "2024-05-03T14:30:00"),
        ("1711000000", "2024-03-21T05:46:40"),
        ("1711000000123", "2024-03-21T05:46:40"),
        ("45000.5", "2023-03-15T12:00:00"),
        ("19970101", "1997-01-01T00:00:00"),
        ("2025-02-30 04:10:30", "NaT"),
        ("2025-03-27 24:10:30", "2025-03-27T00:00:00"),
        ("i går 10:30", "NaT"),
        ("", "NaT"),
    ],
)
def test_one_text(text: str, time: str) -> None:
    assert str(read_instants(cells(text), clock=None).values[0]) == time


def test_a_time_of_day_beside_the_date() -> None:
    column = read_instants(
        cells("2025-01-01", "02.01.2025", "x", ""), clock=cells("11:38:36", "1:05 pm", "9:00", "9:00")
    )
    assert column.values.astype(str).tolist() == ["2025-01-01T11:38:36", "2025-01-02T13:05:00", "NaT", "NaT"]
    assert (column.missing, column.unreadable.tolist()) == (2, [2])


def test_the_whole_column_says_whether_the_day_comes_first() -> None:
    column = read_instants(cells("05/12/2024 10:00", "13/12/2024 11:00"), clock=None)
    assert column.values.astype("datetime64[D]").astype(str).tolist() == ["2024-12-05", "2024-12-13"]
    assert read_instants(cells("05/12/2024 10:00"), clock=None).ambiguous == ("05/12/2024",)


@given(st.lists(st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 12, 31)), min_size=1, max_size=30))
def test_what_is_written_as_iso_is_read_as_written(times: list[dt.datetime]) -> None:
    times = [time.replace(microsecond=0) for time in times]
    column = read_instants(cells(*(time.isoformat(sep=" ") for time in times)), clock=None)
    assert column.values.astype("datetime64[s]").tolist() == times
    assert (column.missing, len(column.unreadable), column.grains) == (0, 0, {"day"})
