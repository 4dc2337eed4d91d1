"""Single answers: on which scale they stand, what they count for, and how sure a score is that they give."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from core.stats.answers import AnswerScale, answer_scale, counted
from core.stats.estimates import weighted_score
from core.stats.groups import single
from core.stats.spread import effective, score_interval, student

NAN = float("nan")


@pytest.mark.parametrize(
    ("kpi", "answers", "scale"),
    [
        ("nps", [9, 10, 0], AnswerScale(0, 10)),
        ("nps", [9, 8], AnswerScale(0, 10)),
        ("nps", [0, 3, 5], AnswerScale(0, 10)),
        ("nps", [1, 5, 4], AnswerScale(1, 5)),
        ("nps", [6, 7, 2], AnswerScale(1, 7)),
        ("nps", [8.6, 9.1], None),  # means
        ("nps", [-1, 9], None),
        ("nps", [30, 55], None),
        ("csat", [1, 5], AnswerScale(1, 5)),
        ("csat", [7, 2], AnswerScale(1, 7)),
        ("csat", [9, 2], AnswerScale(1, 10)),
        ("csat", [9, 0], AnswerScale(0, 10)),
        ("csat", [1, 0], AnswerScale(0, 1)),
        ("csat", [1, 1], None),  # yes, or 1 of 5
        ("csat", [4.5], None),
        ("ces", [6, 1], AnswerScale(1, 7)),
        ("rating", [4.5, 1], AnswerScale(1, 5)),
        ("rating", [8, 1], AnswerScale(1, 10)),
        ("rating", [80, 55], AnswerScale(0, 100)),
        ("rating", [NAN], None),
    ],
)
def test_scale(kpi: Any, answers: list[float], scale: AnswerScale | None) -> None:
    assert answer_scale(np.array(answers, float), kpi) == scale


@pytest.mark.parametrize(
    ("kpi", "scale", "answers", "counts"),
    [
        ("nps", AnswerScale(0, 10), [0, 6, 7, 8, 9, 10, NAN], [-100, -100, 0, 0, 100, 100, NAN]),
        ("csat", AnswerScale(1, 5), [1, 3, 4, 5], [0, 0, 1, 1]),
        ("csat", AnswerScale(1, 7), [5, 6, 7], [0, 1, 1]),
        ("csat", AnswerScale(0, 10), [8, 9, 10], [0, 1, 1]),
        ("csat", AnswerScale(0, 1), [0, 1, NAN], [0, 1, NAN]),
        ("ces", AnswerScale(1, 5), [3, 4, 5], [0, 1, 1]),
        ("ces", AnswerScale(1, 7), [4, 5, 6, 7], [0, 1, 1, 1]),
        ("ces", AnswerScale(1, 10), [7, 8], [0, 1]),
        ("rating", AnswerScale(1, 10), [8.4, 5], [4.2, 2.5]),
    ],
)
def test_counted(kpi: Any, scale: AnswerScale, answers: list[float], counts: list[float]) -> None:
    assert counted(np.array(answers, float), kpi, scale) == pytest.approx(counts, nan_ok=True)


def rows_of(field: str, values: list[float], often: list[int]) -> pd.DataFrame:
    return pd.DataFrame({field: values, "responses": np.array(often, float), "grain": "responses"})


def interval(kpi: str, field: str, rows: pd.DataFrame, stated: float) -> tuple[float, float, float]:
    values = rows[field].to_numpy(float)
    found = weighted_score(rows, single(rows), values, field, [])
    low, high = score_interval(kpi, rows, single(rows), values, found, stated=stated)
    return float(found.value[0]), float(low[0]), float(high[0])


@pytest.mark.parametrize(
    ("promoters", "detractors", "n", "centre", "half"),
    [(15, 5, 30, 30.3, 25.5), (5, 2, 10, 23.1, 42.1), (50, 20, 100, 29.1, 15.1),
     (500, 200, 1000, 29.9, 4.8), (0, 0, 10, 0, 18.5)],
)  # fmt: skip
def test_nps_is_as_sure_as_its_answers(promoters: int, detractors: int, n: int, centre: float, half: float) -> None:
    often = [promoters, detractors, n - promoters - detractors]
    rows = rows_of("nps_score", [100.0, -100.0, 0.0], often)
    value, low, high = interval("nps", "nps_score", rows, 0.8)
    assert value == pytest.approx(100 * (promoters - detractors) / n)
    assert ((low + high) / 2, (high - low) / 2) == (pytest.approx(centre, abs=0.06), pytest.approx(half, abs=0.06))


@pytest.mark.parametrize(
    ("x", "n", "low", "high"), [(0, 5, 0, 0.4345), (2, 5, 0.1176, 0.7693), (19, 120, 0.1038, 0.2341)]
)
def test_csat_of_answers_is_wilsons(x: int, n: int, low: float, high: float) -> None:
    found = interval("csat", "csat_score", rows_of("csat_score", [1.0, 0.0], [x, n - x]), 1.0)
    assert found == (pytest.approx(x / n), pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_a_rating_varies_as_its_answers_do() -> None:
    often = [1, 2, 3, 10, 9]
    rows = rows_of("rating", [1.0, 2.0, 3.0, 4.0, 5.0], often)
    single_answers = np.repeat([1.0, 2.0, 3.0, 4.0, 5.0], often)
    half = 2.0639 * single_answers.std(ddof=1) / 5  # t with 24 degrees of freedom
    assert interval("rating", "rating", rows, 0.5) == pytest.approx((3.96, 3.96 - half, 3.96 + half), abs=1e-3)


@pytest.mark.parametrize("often", [[2, 2], [9, 0]])
def test_few_or_equal_ratings_are_as_unsure_as_stated(often: list[int]) -> None:
    rows = rows_of("rating", [4.0, 5.0], often)
    assert interval("rating", "rating", rows, 0.5) == interval(
        "rating", "rating", rows.assign(grain="touchpoints"), 0.5
    )


def test_figures_of_a_table_among_them_take_the_exactness_away() -> None:
    rows = rows_of("nps_score", [100.0, -100.0, 30.0], [20, 9, 4])
    mixed = rows.assign(grain=["responses", "responses", "touchpoints"])
    assert interval("nps", "nps_score", mixed, 0.8) == interval("nps", "nps_score", rows.drop(columns="grain"), 0.8)


@pytest.mark.parametrize(("freedom", "quantile"), [(4, 2.7764), (9, 2.2622), (24, 2.0639), (1000, 1.9623)])
def test_student(freedom: float, quantile: float) -> None:
    assert float(student(np.array([freedom], float))[0]) == pytest.approx(quantile, rel=3e-3)


def test_answers_that_vary_little_tell_more() -> None:
    rows = rows_of("rating", [3.0, 4.0], [50, 50])
    values = rows["rating"].to_numpy(float)
    found = weighted_score(rows, single(rows), values, "rating", [])
    spread = effective("rating", rows, single(rows), values, found, stated=0.5)
    observed = 25 / 99 / (2.5 * 1.5)
    assert spread == pytest.approx([(100 * observed + 5 * 0.5) / 105])
    table = effective("rating", rows.drop(columns="grain"), single(rows), values, found, stated=0.5)
    assert table == pytest.approx([0.5])
