"""A touchpoint is called new or gone only where chance does not explain that one side lacks it."""

from typing import Any

import pandas as pd
import pytest

from core.kpis.coming import Coming, coming


def side(*rows: tuple[str, str, int]) -> pd.DataFrame:
    """(touchpoint, grain, how many rows of the file it stands for)."""
    return pd.DataFrame(rows, columns=["touchpoint", "grain", "stands_for"])


TABLE: Any = ("shop", "touchpoints", 1)
LOG, LIST, OFTEN = ("shop", "interactions", 90), "touchpoints", 40


@pytest.mark.parametrize(
    ("before", "after", "whole", "new", "gone", "rare"),
    [
        ([TABLE], [TABLE, ("mail", LIST, 1)], True, ("mail",), (), ()),  # its row is of a whole month
        ([TABLE, ("mail", LIST, 1)], [TABLE], True, (), ("mail",), ()),
        ([TABLE, ("mail", LIST, 1)], [TABLE], False, (), (), ("mail",)),  # of one day only
        ([TABLE] * 20 + [("mail", LIST, 1)] * 4, [TABLE] * 20, False, (), ("mail",), ()),
        ([LOG, ("mail", "interactions", 2)], [LOG], True, (), (), ("mail",)),
        ([LOG, ("mail", "interactions", OFTEN)], [LOG], True, (), ("mail",), ()),
        ([LOG], [LOG, ("mail", "interactions", 1), ("chat", "responses", OFTEN)], True, ("chat",), (), ("mail",)),
        ([LOG, ("mail", "interactions", 10)], [("shop", "interactions", 3)], False, (), (), ("mail",)),  # it dries up
        ([("shop", "interactions", 3)], [LOG, ("mail", "interactions", 10)], False, (), (), ("mail",)),
        ([LOG, ("mail", "interactions", 2)], [LOG, ("chat", LIST, 1)], True, ("chat",), (), ("mail",)),
        ([LOG, ("mail", "interactions", 1)], [LOG, ("mail", "interactions", 1)], False, (), (), ()),
    ],
)
def test_who_came_and_who_went(before, after, whole, new, gone, rare):
    assert coming(side(*before), side(*after), whole=whole) == Coming(new, gone, rare)
