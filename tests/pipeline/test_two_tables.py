"""Two tables of a log on one sheet: what is said of a column is said once, and nobody's id is left in either."""

import pytest

from core.model import Dataset, Settings
from core.pipeline import load

HEAD = ["Customer ID", "Time", "Touchpoint", "Event"]


def lines(letter: str, month: int, people: int, *, mail: bool = False) -> list[list[str]]:
    ids = [f"{letter}{i}@example.com" if mail else f"{letter}{i}" for i in range(people)]
    return [
        [who, f"2025-0{month}-0{i % 9 + 1}", ("Shop", "Mail")[i % 2], "purchase" if i % 3 == 0 else "visit"]
        for i, who in enumerate(ids)
    ]


def below(one: list[list[str]], other: list[list[str]], head: list[str]) -> str:
    return "\n".join(",".join(row) for row in [head, *one, [], [], head, *other])


def beside(one: list[list[str]], other: list[list[str]], head: list[str]) -> str:
    rows = zip([head, *one], [head, *other], strict=True)
    return "\n".join(",".join([*left, "", *right]) for left, right in rows)


def told(text: str) -> Dataset:
    return load([("log.csv", text.encode())], Settings())


@pytest.mark.parametrize("laid", [below, beside])
@pytest.mark.parametrize("mail", [False, True])
@pytest.mark.parametrize(("letters", "customers"), [("CD", 24), ("CC", 12)])
def test_customers_of_both_are_told_apart_and_told_of_once(laid, mail: bool, letters: str, customers: int) -> None:
    head = ["E-mail", *HEAD[1:]] if mail else HEAD
    one, other = (lines(letter, month, 12, mail=mail) for letter, month in zip(letters, (3, 4), strict=True))
    dataset = told(laid(one, other, head))
    notes = [issue for issue in dataset.issues if issue.code == "pseudonymised"]
    assert [(issue.column, issue.values["n"]) for issue in notes] == [(head[0], customers)]
    assert dataset.interactions is not None
    seen = dataset.interactions["customer"]
    assert (len(seen), seen.nunique()) == (24, customers)
    assert seen.dropna().str.startswith("K-").all()
