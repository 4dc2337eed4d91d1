"""Rows of which each thing is worked out once."""

import numpy as np
import pandas as pd
import pytest

from core.stats.groups import column, of_grain
from core.stats.sheet import Rows, Sheet, once, sheet

ROWS = pd.DataFrame({"visits": [10.0, None, 1e16], "grain": ["touchpoints", "responses", "touchpoints"]})


def test_a_sheet_reads_like_its_rows() -> None:
    found = sheet(ROWS)
    assert len(found) == 3
    assert list(found.columns) == ["visits", "grain"]
    assert found["visits"].equals(ROWS["visits"])
    assert sheet(found) is found


@pytest.mark.parametrize("name", ["visits", "orders"])
def test_a_column_of_a_sheet_is_that_of_its_rows(name: str) -> None:
    np.testing.assert_array_equal(column(sheet(ROWS), name), column(ROWS, name))


def test_rows_of_a_grain() -> None:
    assert of_grain(ROWS, "touchpoints").tolist() == [True, False, True]
    assert of_grain(ROWS[["visits"]], "touchpoints").tolist() == [False, False, False]


def test_it_is_worked_out_once_for_the_same_arguments() -> None:
    asked: list[int] = []

    @once
    def longer(rows: Rows, by: int) -> int:
        asked.append(by)
        return len(rows) + by

    one = Sheet(ROWS)
    assert [longer(one, 1), longer(one, 1), longer(one, 2), longer(Sheet(ROWS), 1)] == [4, 4, 5, 4]
    assert asked == [1, 2, 1]
    assert [longer(ROWS, 1), longer(ROWS, 1)] == [4, 4]
    assert asked == [1, 2, 1, 1, 1]


def test_nobody_changes_what_others_read() -> None:
    with pytest.raises(ValueError, match="read-only"):
        column(sheet(ROWS), "visits")[0] = 0
