"""Which of point and comma is the decimal mark: one decision per column, from all its values."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

Mark = Literal[",", "."]
_OTHER: dict[Mark, Mark] = {",": ".", ".": ","}
_GROUPS = re.compile(r"\d{1,3}(?: \d{3})+(?=$|[.,])")
_GROUP_MARKS = str.maketrans({"'": " ", "’": " ", "_": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " "})


class Body(NamedTuple):
    """The digits and marks of a number, spaces and apostrophes between groups already taken out.

    ``decimal``: the decimal mark that the body itself proves; ``open``: its only mark, followed by exactly three
    digits, that may be either ("1.234"); both None: an integer without marks.
    """

    text: str
    decimal: Mark | None = None
    open: Mark | None = None


def read_body(text: str) -> Body | None:
    """``text`` (digits, marks, spaces) as a number's body; None where its groups make no number (12.3.2025)."""
    if text.isdecimal():
        return Body(text)
    text = text.translate(_GROUP_MARKS).strip(" ")
    spaced = " " in text
    if spaced:
        grouped = _GROUPS.match(text)
        if not grouped or " " in text[grouped.end() :]:
            return None
        text = text.replace(" ", "")
    marks = [c for c in text if c in ",."]
    if not marks:
        return Body(text)
    return _marked(text, marks, spaced=spaced)


def _marked(text: str, marks: list[str], *, spaced: bool) -> Body | None:
    last: Mark = "," if marks[-1] == "," else "."
    whole, _, rest = text.rpartition(last)
    if len(set(marks)) == 2:
        groups = whole.split(_OTHER[last])
        return Body(text, decimal=last) if _are_groups(groups) and rest.isdigit() else None
    if len(marks) > 1:
        return Body(text, decimal=_OTHER[last]) if _are_groups(text.split(last)) and not spaced else None
    if not rest:
        return Body(whole)
    return Body(text, decimal=last) if spaced else one_mark(text, whole, last, rest)


def one_mark(text: str, whole: str, mark: Mark, rest: str) -> Body:
    """A body with a single mark between ``whole`` and ``rest``: open only where it might stand before thousands."""
    if len(rest) != 3 or len(whole) > 3 or not whole or whole[0] == "0":
        return Body(text, mark)
    return Body(text, None, mark)


def _are_groups(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and all(len(g) == 3 and g.isdigit() for g in groups[1:])


def vote(bodies: Iterable[Body], *, points: int = 0) -> tuple[Mark | None, bool, Mark | None]:
    """(the decimal mark that most bodies prove, whether others prove the opposite, the mark of open bodies).

    ``points``: how many more prove the point.
    """
    proved: Counter[Mark] = Counter({".": points} if points else {})
    left: Counter[Mark] = Counter()
    for body in bodies:
        if body.decimal:
            proved[body.decimal] += 1
        elif body.open:
            left[body.open] += 1
    decimal = max(proved, key=lambda m: (proved[m], m), default=None)
    return decimal, len(proved) > 1, max(left, key=lambda m: (left[m], m), default=None)


def value_of(body: Body, decimal: Mark | None) -> float:
    """The number, with ``decimal`` as the column's mark; a body that proves its own mark keeps it."""
    mark = body.decimal or decimal or "."
    return float(body.text.replace(_OTHER[mark], "").replace(mark, "."))
