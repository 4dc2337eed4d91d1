"""Scales with 0 in their middle, said by a header, a note or a neighbour."""

from collections.abc import Callable
from typing import Any

import pytest

from core.cleaning.measures.scales import balanced_top
from core.model import Dataset

Build = Callable[..., Dataset]


@pytest.mark.parametrize(
    ("text", "top"),
    [
        *[(f"Følelse {said}", 2) for said in ("(-2 til +2)", "(-2..2)", "[-2;2]", "-2/+2", "(−2 – +2)", "(+2 til -2)")],
        *[(f"Känsla {said}", 3) for said in ("från -3 till 3", "±3", "(+/-3)", "(-3, 0, +3)")],
        ("1 = dårligst, 5 = bedst. Følelse går fra -3 til +3", 3),
        ("Skala: -5 = meget negativ, 0 = neutral, 5 = meget positiv", 5),
        *[
            (text, None)
            for text in ("Tilfredshed 1-5", "(1-5)", "Rating (1-5, -1 = ukendt)", "12-2-2025", "Uge 1 -5", "-2", "2")
        ],
        *[(text, None) for text in ("fra -2 til 5", "NPS (-100 til 100)", "-2,5 til 2,5", "12 kl. -2 2025", "")],
    ],
)
def test_a_text_speaks_of_a_scale_around_zero(text: str, top: int | None) -> None:
    assert balanced_top(text) == top


def read(build: Build, rows: list[list[Any]]) -> tuple[list[float], list[str]]:
    dataset = build(rows)
    return dataset.rows["rating"].tolist(), [i.code for i in dataset.issues if i.code == "scale-around-zero"]


NAMES = ["Google", "Butik", "Levering"]
TITLE = ["Skala fra -2 (dårlig) til 2 (god)"]


@pytest.mark.parametrize(
    ("rows", "ratings"),
    [
        ([["Kontaktpunkt", "Følelse (-2 til +2)"], *zip(NAMES, [0, 1, 2], strict=True)], [3, 4, 5]),
        ([["Kontaktpunkt", "Følelse (-2 til +2)"], *zip(NAMES, [0, 1, -1], strict=True)], [3, 4, 2]),  # and not to -1
        ([TITLE, [], ["Kontaktpunkt", "Følelse"], *zip(NAMES, [0, 1, 2], strict=True)], [3, 4, 5]),
        ([["Kontaktpunkt", "Følelse"], *zip(NAMES, [0, 1, 2], strict=True), [], TITLE], [3, 4, 5]),
        ([["Touchpoint", "Emotion", "Emotion wanted"], *zip(NAMES, [0, 1, 2], [2, -1, 1], strict=True)], [3, 4, 5]),
    ],
)
def test_scores_on_such_a_scale_are_moved_to_one_to_five(build: Build, rows: Any, ratings: list[float]) -> None:
    assert read(build, [list(row) for row in rows]) == (ratings, ["scale-around-zero"])


@pytest.mark.parametrize(
    ("rows", "ratings"),
    [
        ([["Kontaktpunkt", "Følelse"], *zip(NAMES, [0, 1, 2], strict=True)], [0, 1, 2]),
        ([TITLE, [], ["Kontaktpunkt", "Følelse"], *zip(NAMES, [0, 4, 5], strict=True)], [0, 4, 5]),  # of another column
        ([TITLE, [], ["Kontaktpunkt", "Oplevelse (1-5)"], *zip(NAMES, [1, 2, 2], strict=True)], [1, 2, 2]),
    ],
)
def test_other_scores_stay(build: Build, rows: Any, ratings: list[float]) -> None:
    assert read(build, [list(row) for row in rows]) == (ratings, [])
