"""What holds for every table, log and survey."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.joining import joined
from core.kpis import ledger, ledgers, per_touchpoint, settle_answers
from core.model import Kpi
from tests.joining.grains import NAN, answers, log, table

LAW = settings(max_examples=15)
TOUCHPOINTS = st.sampled_from(["shop", "mail", "chat"])
TOUCH = st.tuples(TOUCHPOINTS, st.sampled_from([*"abcd", None]), st.sampled_from([None, None, 50.0, 120.5, NAN]))
TOUCHES = st.lists(TOUCH, min_size=1, max_size=14)
LINES = st.lists(
    st.fixed_dictionaries({"touchpoint": TOUCHPOINTS, "visits": st.integers(20, 90), "cost": st.integers(0, 90)}),
    max_size=4,
)
SAID = st.lists(st.tuples(TOUCHPOINTS, st.integers(0, 10)), min_size=1, max_size=30)
SIDES = ("value", "numerator", "denominator", "n", "low", "high", "base", "rows_used")


def made(touches: list[tuple[Any, ...]]) -> pd.DataFrame:
    """A touch every third day, so that no two stand at one time."""
    days = pd.date_range("2025-01-01", periods=len(touches), freq="3D").strftime("%Y-%m-%d")
    return log(*((t, c, day, value) for (t, c, value), day in zip(touches, days, strict=True)))


def same(found: dict[str, Kpi], expected: dict[str, Kpi], sides: tuple[str, ...] = SIDES) -> None:
    for name, kpi in expected.items():
        for side in sides:
            assert getattr(found[name], side) == pytest.approx(getattr(kpi, side), nan_ok=True), (name, side)


def all_kpis(*parts: Any) -> dict[str, dict[str, Kpi]]:
    rows, _ = joined(*parts)
    months = ledgers(rows, rows["period"], total=rows) if len(rows) else {}
    return {"": ledger(rows), **per_touchpoint(rows), **months}


@LAW
@given(TOUCHES, LINES, SAID, st.randoms())
def test_the_order_of_the_rows_changes_nothing(
    touches: list[tuple[Any, ...]], lines: list[dict[str, Any]], said: list[tuple[str, int]], dice: Any
) -> None:
    parts = table(*lines), made(touches), settle_answers(answers(*said, score="nps_score"))[0]
    shuffled = [part.iloc[sorted(range(len(part)), key=lambda _: dice.random())] for part in parts]
    expected, found = all_kpis(*parts), all_kpis(*shuffled)
    assert set(found) == set(expected)
    for key, kpis in expected.items():
        same(found[key], kpis)


@LAW
@given(TOUCHES, LINES, st.integers(0, 14))
def test_a_log_in_two_files_is_one_log(touches: list[tuple[Any, ...]], lines: list[dict[str, Any]], cut: int) -> None:
    whole = made(touches).assign(file="a.csv")
    parts = whole.assign(file=np.where(np.arange(len(whole)) < cut, "a.csv", "b.csv"))
    expected, found = all_kpis(table(*lines), whole, None), all_kpis(table(*lines), parts, None)
    for key, kpis in expected.items():
        same(found[key], kpis)


@LAW
@given(TOUCHES)
def test_sums_over_periods_count_nothing_twice(touches: list[tuple[Any, ...]]) -> None:
    rows, _ = joined(table(), made(touches), None)
    met = {(t, c) for t, c, _ in touches if c is not None}
    sums = rows.groupby("touchpoint")["customers"].sum().to_dict()
    assert sums == {t: sum(1 for m in met if m[0] == t) for t in {t for t, _, _ in touches}}
    assert rows["stands_for"].sum() == len(touches)
    assert rows["conversions"].fillna(0).sum() == sum(v is not None for _, _, v in touches)


def aggregated(said: list[tuple[str, int]]) -> pd.DataFrame:
    """The table that somebody makes of the same answers."""
    found = []
    for key in {t for t, _ in said}:
        scores = [a for t, a in said if t == key]
        csat = sum(a >= 9 for a in scores) / len(scores)
        found.append({"touchpoint": key, "csat_score": csat, "responses": len(scores)})
    return table(*found)


@LAW
@given(SAID)
def test_a_survey_gives_the_kpis_of_its_table(said: list[tuple[str, int]]) -> None:
    survey, _ = settle_answers(answers(*said, ("shop", 10), ("shop", 0)))
    expected = all_kpis(aggregated([*said, ("shop", 10), ("shop", 0)]), None, None)
    found = all_kpis(table(), None, survey)
    for key, kpis in expected.items():
        same(found[key], {"csat": kpis["csat"]}, ("value", "numerator", "denominator", "n", "low", "high", "base"))


@LAW
@given(SAID)
def test_an_nps_is_promoters_less_detractors(said: list[tuple[str, int]]) -> None:
    survey, _ = settle_answers(answers(*said, ("shop", 0), score="nps_score"))
    every = [a for _, a in said] + [0]
    value = 100 * (sum(a >= 9 for a in every) - sum(a <= 6 for a in every)) / len(every)
    found = all_kpis(table(), None, survey)[""]["nps"]
    assert (found.value, found.n, found.rows_used) == (pytest.approx(value), len(every), len(every))
    assert found.low is not None
    assert found.high is not None
    assert -100 <= found.low <= found.high <= 100


@LAW
@given(LINES)
def test_without_log_and_survey_the_rows_are_those_of_the_table(lines: list[dict[str, Any]]) -> None:
    rows = table(*lines)
    found, issues = joined(rows, None, None)
    pd.testing.assert_frame_equal(found.drop(columns="grain"), rows)
    assert issues == ()
