"""What a workshop judged itself: effort, ease, importance and priority, each the right way round."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from core.model import Dataset

Build = Callable[..., Dataset]
NAMES = ["Hjemmeside", "Butik", "Checkout", "Levering"]
ABOUT = {"priority-as-importance", "priority-aside", "effort-turned", "importance-turned", "unlike-header"}


def read(build: Build, header: str, cells: Sequence[Any]) -> tuple[dict[str, list[float]], set[str]]:
    dataset = build([["Kontaktpunkt", header], *([name, cell] for name, cell in zip(NAMES, cells, strict=True))])
    found = {f: dataset.rows[f].tolist() for f in ("effort", "importance") if f in dataset.rows}
    return found, {i.code for i in dataset.issues} & ABOUT


@pytest.mark.parametrize(
    ("header", "cells", "effort"),
    [
        ("Gennemførlighed (1-5)", [5, 4, 2, 1], [1, 2, 4, 5]),
        ("Feasibility", [5, 4, 2, 1], [1, 2, 4, 5]),
        ("Genomförbarhet", ["Hög", "Medel", "Låg", "Mycket låg"], [2, 3, 4, 5]),
        ("Gennemførlighed", ["Let", "Svær", "Meget let", "Middel"], [2, 4, 1, 3]),
        ("Ease (1-10)", [10, 1, 1, 10], [1, 5, 5, 1]),
        ("Hvor let er det at ændre?", [5, 4, 2, 1], [1, 2, 4, 5]),
        ("Effort (1 = hard, 5 = easy)", [5, 4, 2, 1], [1, 2, 4, 5]),
    ],
)
def test_what_is_easy_takes_little_effort(build: Build, header: str, cells: list[Any], effort: list[float]) -> None:
    assert read(build, header, cells) == ({"effort": effort}, {"effort-turned"})


@pytest.mark.parametrize(
    ("header", "cells", "effort"),
    [
        ("Ressourcekrav", ["Høj", "Lav", "Mellem", "Lav"], [4, 2, 3, 2]),
        ("Resursbehov (1-5)", [5, 4, 2, 1], [5, 4, 2, 1]),
        ("Aufwand", ["hoch", "niedrig", "mittel", "hoch"], [4, 2, 3, 4]),
        ("Effort (1 = easy, 5 = hard)", [5, 4, 2, 1], [5, 4, 2, 1]),
        ("Indsats (1 let - 5 svær)", [5, 4, 2, 1], [5, 4, 2, 1]),
    ],
)
def test_what_takes_much_is_much_effort(build: Build, header: str, cells: list[Any], effort: list[float]) -> None:
    assert read(build, header, cells) == ({"effort": effort}, set())


@pytest.mark.parametrize(
    ("header", "cells", "importance", "said"),
    [
        ("Prioritet", ["Høj", "Mellem", "Høj", "Lav"], [4, 3, 4, 2], {"priority-as-importance"}),
        ("Priority", ["High", "Urgent", "Low priority", "Medium"], [4, 5, 2, 3], {"priority-as-importance"}),
        ("Prioritering", ["1 - Hög", "3 - Låg", "1 - Hög", "2 - Medel"], [4, 2, 4, 3], {"priority-as-importance"}),
        (
            "Priority (1 = highest)",
            [1, 2, 1, 3],
            [5, 4, 5, 3],
            {"priority-as-importance", "importance-turned"},
        ),
        ("Vigtighed (1 = vigtigst)", [1, 2, 5, 3], [5, 4, 1, 3], {"importance-turned"}),
        ("Vigtighed (5 = vigtigst)", [1, 2, 5, 3], [1, 2, 5, 3], set()),
    ],
)
def test_a_priority_in_words_is_an_importance(
    build: Build, header: str, cells: list[Any], importance: list[float], said: set[str]
) -> None:
    assert read(build, header, cells) == ({"importance": importance}, said)


@pytest.mark.parametrize("cells", [[1, 2, 1, 3], ["A", "B", "A", "C"], ["P1", "P2", "P1", "P3"]])
def test_a_priority_of_which_nobody_says_what_comes_first_is_kept_aside(build: Build, cells: list[Any]) -> None:
    assert read(build, "Prioritet", cells) == ({}, {"priority-aside"})


def test_an_importance_wins_over_a_priority(build: Build) -> None:
    head = ["Kontaktpunkt", "Prioritet", "Viktigt för kunden"]
    dataset = build([head, ["Butik", "Hög", "Låg"], ["Webb", "Låg", "Hög"]])
    assert dataset.rows["importance"].tolist() == [2, 4]
    assert [i.values["column"] for i in dataset.issues if i.code == "same-field"] == ["Prioritet"]


def test_the_priority_of_cases_is_none_of_touchpoints(build: Build) -> None:
    head = ["Ticket ID", "Created at", "Channel", "Priority", "First reply time (hours)"]
    rows = [[n, f"2025-03-0{n} 10:00", channel, "High", n] for n, channel in enumerate(("Mail", "Chat", "Mail"), 1)]
    dataset = build([head, *rows])
    assert "importance" not in dataset.rows
    assert not {i.code for i in dataset.issues} & ABOUT
