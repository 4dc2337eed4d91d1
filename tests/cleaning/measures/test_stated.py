"""Scales that the file states hold where the scores alone would show a shorter one."""

from collections.abc import Callable
from typing import Any

import pytest

from core import kpis
from core.cleaning.measures.stated import top_said
from core.model import Dataset
from core.stats.scales import stated

Build = Callable[..., Dataset]
NAMES = ["Butik", "Telefon", "Mail"]


@pytest.mark.parametrize(
    ("text", "top"),
    [
        *[(f"Tilfredshed ({said})", 10) for said in ("1-10", "1 til 10", "0–10", "1 to 10", "af 10", "/10", "1..10")],
        ("Nöjdhet 1 till 5", 5),
        ("Score (out of 100)", 100),
        ("Skala: 1 = meget utilfreds, 7 = meget tilfreds", 7),
        ("1=bad 10=good", 10),
        *[(text, None) for text in ("Tilfredshed", "Q1 2025", "CSAT 2025", "Rating (1-3)", "11-10-2025")],
    ],
)
def test_a_text_states_where_the_scale_ends(text: str, top: int | None) -> None:
    assert top_said(text) == top


def table(header: str, scores: list[Any]) -> list[list[Any]]:
    return [["Kontaktpunkt", "Besøg", header], *[[n, 100, s] for n, s in zip(NAMES, scores, strict=True)]]


def ratings(dataset: Dataset) -> list[float]:
    settled, _ = kpis.settle(dataset.rows, known=stated(dataset.scales))
    return [round(value, 2) for value in settled["rating"]]


def told(dataset: Dataset) -> list[str]:
    return [i.code for i in dataset.issues if i.code.startswith("scale-")]


NOTE = ["Skala: 1 til 10, hvor 10 er bedst"]


@pytest.mark.parametrize(
    ("file", "found", "said"),
    [
        (table("Tilfredshed (1-10)", [4, 5, 3]), [2, 2.5, 1.5], ["scale-stated"]),
        (table("Rating 1 to 10", [4, 1, 3]), [2, 0.5, 1.5], ["scale-stated"]),
        ([NOTE, [], *table("Tilfredshed", [4, 5, 3])], [2, 2.5, 1.5], ["scale-stated"]),
        ([*table("Tilfredshed", [4, 5, 3]), [], NOTE], [2, 2.5, 1.5], ["scale-stated"]),
        ({"Data": table("Tilfredshed", [4, 5, 3]), "Vejledning": [NOTE]}, [2, 2.5, 1.5], ["scale-stated"]),
        (table("Tilfredshed", [4, 5, 3]), [4, 5, 3], ["scale-assumed"]),
        (table("Tilfredshed (1-5)", [4, 5, 3]), [4, 5, 3], []),
        (table("Tilfredshed", [8, 5, 3]), [4, 2.5, 1.5], []),
        (table("Tilfredshed (1-10)", [8, 5, 3]), [4, 2.5, 1.5], []),
        (table("Stjerner", [4, 5, 3]), [4, 5, 3], []),
        ([["NPS fra 0 til 10"], [], *table("Tilfredshed", [4, 5, 3])], [4, 5, 3], ["scale-assumed"]),
    ],
)
def test_a_stated_scale_holds(build: Build, file: Any, found: list[float], said: list[str]) -> None:
    dataset = build(file)
    assert (ratings(dataset), told(dataset)) == (found, said)


@pytest.mark.parametrize(
    ("header", "scores", "said"),
    [
        ("Tilfredshed", [1, 2, 3, 4, 5] * 2, []),  # all of 1 to 5
        ("Tilfredshed", [2, 3, 4, 5, 4] * 2, ["scale-assumed"]),
        ("Tilfredshed", [2, 3, 4, 5, 4] * 6, []),  # many, and none above 5
        ("Tilfredshed", [2, 3, 4, 3, 4] * 6, ["scale-assumed"]),  # as many of 1 to 7
        ("Nöjdhet", [3.9, 4.4, 3.2, 4.1, 3.7, 4.6], []),
        ("Nöjdhet", [3.9, 4.4, 3.2], ["scale-assumed"]),
        ("Nöjdhet", [2.9, 3.4, 3.2, 3.1, 2.7, 3.6], ["scale-assumed"]),  # low of 5, middling of 7
        ("Google-anmeldelser, score", [3, 4], []),
        ("Omdöme", [3, 4], []),
        ("Oplevelse", [3, 4], ["scale-assumed"]),
    ],
)
def test_a_scale_is_only_said_to_be_assumed_where_another_is_likely(
    build: Build, header: str, scores: list[float], said: list[str]
) -> None:
    rows = [["Kontaktpunkt", "Besøg", header], *[[f"Butik {n}", 100, score] for n, score in enumerate(scores)]]
    assert told(build(rows)) == said


@pytest.mark.parametrize(("header", "high"), [("Tilfredshed (1-10)", 10), ("Tilfredshed", 5)])
def test_answers_keep_their_stated_scale(build: Build, header: str, high: int) -> None:
    rows = [["Svar-id", "Dato", "Kontaktpunkt", header]]
    rows += [[f"r{i}", f"2025-03-{i + 1:02}", NAMES[i % 3], 2 + i % 4] for i in range(12)]
    dataset = build(rows)
    assert dataset.responses is not None
    settled, _ = kpis.settle_answers(dataset.responses, known=dataset.scales)
    assert set(settled["high:csat"]) == {float(high)}
    assert (settled["csat_score"] > 0).any() == (high == 5)


def test_sheets_that_state_different_scales_are_left_to_their_scores(build: Build) -> None:
    file = {"A": table("Tilfredshed (1-10)", [4, 5, 3]), "B": table("Tilfredshed (1-7)", [4, 5, 3])}
    assert build(file).scales == {}
