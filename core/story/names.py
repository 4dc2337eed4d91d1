"""Names in a sentence: how many of them are told, and where they may break."""

import re
from collections.abc import Sequence

from core.model import Message

NAMED_AT_MOST, ALL_NAMED = 3, 5
_CLOSING_FIGURE = re.compile(r" (?=\d{1,4}$)")


def unbroken(name: str) -> str:
    """A name whose closing figure stays on its line, where another figure follows: Facebook 6 (37 %)."""
    return _CLOSING_FIGURE.sub("\u00a0", name)


def first_of(names: Sequence[str]) -> tuple[str | Message, ...]:
    """Five names or fewer, or of more the first three, and how many more there are."""
    rest = len(names) - told_of(len(names))
    return (*names[: len(names) - rest], *((Message("gaps.rest", {"n": rest}),) if rest > 0 else ()))


def told_of(n: int) -> int:
    """How many of ``n`` are told by name: all of up to five, else three."""
    return n if n <= ALL_NAMED else NAMED_AT_MOST
