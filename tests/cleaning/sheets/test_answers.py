"""Surveys: scores as they were answered, on the scale of the question."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from core.model import Dataset, Settings

Build = Callable[..., Dataset]


def codes(dataset: Dataset) -> list[str]:
    return [issue.code for issue in dataset.issues]


def survey(header: str, cells: list[Any]) -> list[list[Any]]:
    """Answers about two touchpoints, the same cells for each."""
    rows = [[name, cell] for name in ("Butik", "Web") for cell in cells]
    return [["Kontaktpunkt", header], *rows]


@pytest.mark.parametrize(
    ("header", "cells", "field", "scores"),
    [
        ("NPS", [0, 6, 9, 10], "nps_score", [0, 6, 9, 10]),
        ("Hvor sandsynligt er det, at du vil anbefale os?", [8, 9, 10], "nps_score", [8, 9, 10]),
        ("Tilfredshed", [1, 3, 5], "csat_score", [1, 3, 5]),
        ("Satisfaction (1-7)", [1, 4, 7], "csat_score", [1, 4, 7]),
        ("CSAT", ["4/5", "2/5", "5/5"], "csat_score", [4, 2, 5]),
        ("Bedømmelse", ["★★★★", "★", "★★★"], "rating", [4, 1, 3]),
        ("Tilfredshed", ["Meget tilfreds", "Hverken eller", "Meget utilfreds"], "csat_score", [5, 3, 1]),
        ("Nöjdhet", ["Mycket nöjd", "Nöjd", "Missnöjd"], "csat_score", [5, 4, 2]),
        ("Satisfaction", ["5 - Very satisfied", "3 - Neutral", "1 - Very dissatisfied"], "csat_score", [5, 3, 1]),
        ("Satisfaction", ["very satisfied", "Dissatisfied", "n/a", "ok"], "csat_score", [5, 2, None, 3]),
    ],
)
def test_scores_as_answered(build: Build, header: str, cells: list[Any], field: str, scores: list[float]) -> None:
    found = build(survey(header, cells)).responses
    assert found is not None
    half = found[field].iloc[: len(cells)]
    assert half.astype(object).where(half.notna(), None).tolist() == scores
    assert found["touchpoint"].tolist() == [*["butik"] * len(cells), *["web"] * len(cells)]


def test_the_columns_of_the_responses(build: Build) -> None:
    head = ["Date", "Touchpoint", "Segment", "NPS", "CSAT", "Comment"]
    rows = [head, *([f"2025-05-{i + 1:02}", ["Shop", "Web"][i % 2], "new", i % 11, i % 5 + 1, "hi"] for i in range(9))]
    dataset = build(rows)
    assert list(dataset.responses) == [
        *("touchpoint", "date", "period", "segment", "nps_score", "csat_score", "comment", "file", "sheet", "row")
    ]
    assert (dataset.comments_withheld, dataset.responses["comment"].notna().any()) == (9, False)
    assert codes(dataset) == ["scale-assumed", "comments-left-out"]
    assert dataset.files[0].sheets[0].grain == "responses"
    assert str(dataset.as_of) == "2025-05-09"


def test_a_comment_is_kept_where_the_user_wants_it(build: Build) -> None:
    rows = [["Touchpoint", "NPS", "Comment"], *(["Shop", i, f"no {i}"] for i in range(9))]
    dataset = build(rows, settings=Settings(mapping={"Ark1": {"Comment": "comment"}}))
    assert (dataset.responses["comment"].tolist()[:2], dataset.comments_withheld) == (["no 0", "no 1"], 0)


@pytest.mark.parametrize(
    ("header", "top", "field", "told"),
    [("NPS", 10, "nps_score", False), ("NPS", 5, "rating", True), ("NPS", 7, "rating", True)],
)
def test_nps_needs_a_scale_to_ten(build: Build, header: str, top: int, field: str, told: bool) -> None:
    dataset = build([[header], *([i % top + 1] for i in range(40))])
    assert field in dataset.responses
    assert ("nps-other-scale" in codes(dataset)) is told


def test_answers_about_the_whole_business(build: Build) -> None:
    dataset = build([["NPS"], *([i % 11] for i in range(20))])
    assert dataset.touchpoints == ()
    assert (len(dataset.responses), dataset.responses["touchpoint"].notna().any()) == (20, False)
    assert codes(dataset) == ["whole-business"]


def test_words_are_said_to_be_a_scale(build: Build) -> None:
    (issue,) = build(survey("Tilfredshed", ["Meget tilfreds", "Utilfreds", "Neutral"])).issues
    assert (issue.code, issue.values["word"], issue.values["score"]) == ("scores-in-words", "Meget tilfreds", "5")


def test_an_answer_that_sounds_like_a_total_is_an_answer(build: Build) -> None:
    rows = [
        ["NPS", "Segment", "Kommentar"],
        *([i % 11, "ny", "I alt en god oplevelse"] for i in range(12)),
        [7, "", ""],
    ]
    assert len(build(rows).responses) == 13


def test_a_given_nps_is_no_survey(build: Build) -> None:
    rows = [["Kontaktpunkt", "NPS %"], *([f"By {i}", i - 30] for i in range(60))]
    dataset = build(rows)
    assert dataset.responses is None
    assert not dataset.rows.empty


def test_an_answer_out_of_reach_is_unknown_and_told(build: Build) -> None:
    dataset = build([["Touchpoint", "CSAT"], *(["Shop", i % 5 + 1] for i in range(2000)), ["Shop", "ved ikke"]])
    assert pd.isna(dataset.responses["csat_score"].iloc[-1])
    assert codes(dataset) == ["unreadable-number"]
