"""What a column looks like from its cells, whatever its header says."""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from core.model import CellKind, GridColumn
from core.model.names import fold
from core.tables import table

_SAMPLE = 1000  # rows that are looked at, evenly spread
_NUMERIC = re.compile(r"^[\s(+\-−]*[\d.,\s'’%/:\-]+\)?$")
_MACHINE = re.compile(  # hexadecimal, UUID, base64 or path, long numbers, a prefix and a number
    r"^(?=.*\d)(?:[0-9a-fA-F]{8,}|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[A-Za-z0-9+/]{16,}={0,2}|\d{5,}|[A-Za-z]{1,6}[_-]?\d{3,})$"
)
_MAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$")


@dataclass(frozen=True, slots=True)
class Look:
    """``rows`` looked at, ``filled`` of them with a value, ``distinct`` different texts among those; shares of the
    distinct texts that are ``numeric`` (numbers and dates), ``machine`` made (ids, hashes) or ``mail`` addresses;
    ``length`` their mean number of characters; ``words`` the folded texts where they are few."""

    rows: int
    filled: int
    distinct: int
    numeric: float
    machine: float
    mail: float
    length: float
    whole_to_ten: bool
    words: frozenset[str]

    @property
    def is_text(self) -> bool:
        """Words that people wrote, rather than numbers, dates or ids."""
        return self.filled > 0 and self.numeric < 0.5 and self.machine < 0.7


def look_at(column: GridColumn, *, first: int, last: int) -> Look:
    """The look of grid rows ``first`` to ``last`` (exclusive) of ``column``."""
    rows = np.arange(first, last, max(1, -(-(last - first) // _SAMPLE)))
    kinds = column.kinds[rows]
    found = [(str(t), k) for t, k in zip(column.texts[rows], kinds.tolist(), strict=True) if k != CellKind.EMPTY]
    found = [(t, k) for t, k in found if t.strip().lower() not in _missing()]
    texts = {t for t, _ in found}
    hard = bool(found) and all(k != CellKind.TEXT for _, k in found)
    return Look(
        rows=len(rows),
        filled=len(found),
        distinct=len(texts),
        numeric=1.0 if hard else _share(texts, _NUMERIC),
        machine=_share(texts, _MACHINE),
        mail=_share(texts, _MAIL),
        length=sum(map(len, texts)) / max(1, len(texts)),
        whole_to_ten=bool(texts) and all(t.isdigit() and int(t[:9]) <= 10 for t in texts),
        words=frozenset(fold(t[:60]) for t in texts) if len(texts) <= 20 else frozenset(),
    )


def _share(texts: set[str], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.match(t.strip()[:200])) for t in texts) / max(1, len(texts))


@cache
def _missing() -> frozenset[str]:
    return frozenset(table("cells")["missing"])


def field_by_content(look: Look) -> str | None:
    """``setting`` or ``phase`` where every cell is one of their words (at least two different ones)."""
    words = table("headers")
    phases = {word for group in words["phase_words"].values() for word in group}
    for name, known in (("setting", set(words["setting_words"])), ("phase", phases)):
        if len(look.words) > 1 and look.words <= known:
            return name
    return None
