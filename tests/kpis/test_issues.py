"""Contradictions are named, with who and what."""

from typing import Any

import pandas as pd
import pytest

from core.kpis import issues, settle
from core.model import Message
from core.texts import language

NAN = float("nan")


def _sentences(code: str = "en", **columns: Any) -> list[str]:
    rows, unusable = settle(pd.DataFrame(columns))
    found = [*issues(rows, names={"a": "Web shop"}), *unusable]
    return [language(code).message(Message(f"issue.{i.code}", i.values)) for i in found]


@pytest.mark.parametrize(
    "facts",
    [
        (
            {"touchpoint": ["a"], "conversions": [140.0], "visits": [100.0]},
            "Web shop has more conversions than visits. Its rate is not shown. Check the two figures.",
        ),
        (
            {"touchpoint": ["a", "b"], "resolved": [9.0, 8.0], "tickets": [5.0, 5.0]},
            "2 touchpoints have more solved cases than cases: Web shop and b. Their rates are not shown. "
            "Check the two columns.",
        ),
        (
            {"touchpoint": ["a", "a"], "effort": [2.0, 4.0]},
            "Web shop has several different effort figures at the same time; the highest is used.",
        ),
        (
            {"touchpoint": ["a", "b"], "visits": [1e16, 5.0], "given:roas": [1.0, float("inf")]},
            "Web shop has visits too large to be right. They count as unknown. Check the cell.",
            "b has ready-made figures too large to be right. They count as unknown. Check the cell.",
        ),
        (
            {"touchpoint": ["a", "a", "a"], "period": ["1", "2", "3"], "visits": [9.0, NAN, 9.0], "orders": [1.0] * 3},
            "Web shop has no visits in 1 of its 3 rows. Sums hold what is in the file; for the ranking those rows "
            "count as its other rows.",
        ),
        (
            {"touchpoint": ["a", "a", "b", "b"], "visits": [9.0, NAN, 9.0, NAN], "cost": [1.0] * 4},
            "2 touchpoints have no visits in 2 of their 4 rows: Web shop and b. Sums hold what is in the file; for the "
            "ranking those rows count as the touchpoint's other rows.",
        ),
    ],
)
def test_sentences(facts: tuple[Any, ...]) -> None:
    columns, *sentences = facts
    assert _sentences(**columns) == sentences


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"customers_start": [10.0], "customers_end": [30.0], "customers_new": [0.0]}, "kpi-retention"),
        ({"visits": [10.0], "conversions": [10.0]}, None),
    ],
)
def test_codes(columns: dict[str, list[float]], code: str | None) -> None:
    assert [i.code for i in issues(pd.DataFrame({"touchpoint": ["a"], **columns}))] == ([code] if code else [])


@pytest.mark.parametrize(
    ("columns", "kpis"),
    [
        ({"nps_score": [8.5], "rating": [4.0]}, []),
        ({"ces_score": [5.5]}, ["ces"]),
        ({"nps_score": [250.0]}, ["nps"]),
        ({"csat_score": [1.0]}, ["csat"]),
        ({"csat_score": [4.5]}, []),  # counts as a rating
    ],
)
def test_scores_on_no_scale_of_their_kpi(columns: dict[str, list[float]], kpis: list[str]) -> None:
    found = settle(pd.DataFrame({"touchpoint": ["a"], **columns}))[1]
    assert [(i.code, i.values["kpi"]) for i in found] == [("kpi-scale", kpi) for kpi in kpis]


def test_many_names_are_cut() -> None:
    keys = [f"t{i}" for i in range(30)]
    rows = pd.DataFrame({"touchpoint": keys, "conversions": 2.0, "visits": 1.0})
    (found,) = issues(rows)
    assert found.values["n"] == 30
    assert len(found.values["touchpoints"]) == 9


@pytest.mark.parametrize("code", ["en", "da", "sv"])
def test_every_language_has_the_sentences(code: str) -> None:
    columns = {"touchpoint": ["a"], "conversions": [2.0], "visits": [1.0], "nps_score": [250.0]}
    columns |= {"customers_start": [1.0], "customers_end": [3.0], "customers_new": [0.0], "cost": [1e300]}
    assert len(_sentences(code, **columns)) == 4
