"""What a column looks like from its cells, whatever its header says."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from core.model import CellKind, GridColumn
from core.model.names import fold, normalise
from core.tables import table

_SAMPLE = 1000  # rows that are looked at, evenly spread
_NUMERIC = re.compile(r"^[\s(+\-−]*[\d.,\s'’%/:\-]+\)?$")
_MACHINE = re.compile(  # hexadecimal, UUID, base64 or path, long numbers, a prefix and a number
    r"^(?=.*\d)(?:[0-9a-fA-F]{8,}|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[A-Za-z0-9+/]{16,}={0,2}|\d{5,}|[A-Za-z]{1,6}[_-]?\d{3,})$"
)
_FEW = 200  # distinct texts that are judged one by one
_DATE = re.compile(  # days, months, years, weeks by number, serials of spreadsheets, seconds since 1970
    r"^(?:(?:19|20|21)\d{2}(?:[-/.]?[mM]?\d{1,2}(?!\d)|\d{4}|$)|\d{1,2}[./-] ?\d{1,2}(?:$|[./ -] ?'?\d{2})"
    r"|\d{1,2}[./ -]\d{4}$|[1-5]?\d$|[2-7]\d{4}(?:\.\d+)?$|1\d{9}(?:\d{3}|\d{6})?$|\d{6}(?:\d{2})?$)"
)
_FIGURE = re.compile(r"[\d★⭐*]")
_WORD = re.compile(r"[a-z]+")
_MAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$")


@dataclass(frozen=True, slots=True)
class Look:
    """``rows`` looked at, ``filled`` of them with a value, ``distinct`` different texts among those; shares of the
    distinct texts that are ``numeric`` (numbers and dates), ``machine`` made (ids, hashes) or ``mail`` addresses;
    ``length`` their mean number of characters; ``words`` the folded texts where they are few; ``dated`` and ``figured``
    the shares that may be dates or parts of them, and that hold a figure or say yes or no."""

    rows: int
    filled: int
    distinct: int
    numeric: float
    machine: float
    mail: float
    length: float
    whole_to_ten: bool
    words: frozenset[str]
    dated: float
    figured: float

    @property
    def is_number(self) -> bool:
        """Nothing but numbers: a count of touchpoints names none."""
        return self.filled > 0 and self.numeric > 0.95

    @property
    def is_text(self) -> bool:
        """Words that people wrote, rather than numbers, dates or ids."""
        return self.filled > 0 and self.numeric < 0.5 and self.machine < 0.7


def look_at(column: GridColumn, *, first: int, last: int) -> Look:
    """The look of grid rows ``first`` to ``last`` (exclusive) of ``column``."""
    rows = np.arange(first, last, max(1, -(-(last - first) // _SAMPLE)))
    kinds = column.kinds[rows]
    found = [(str(t), k) for t, k in zip(column.take(rows).texts, kinds.tolist(), strict=True) if k != CellKind.EMPTY]
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
        dated=1.0 if CellKind.DATE in {k for _, k in found} else _mean(_may_be_date, texts),
        figured=_mean(_has_figure, texts),
    )


def _share(texts: set[str], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.match(t.strip()[:200])) for t in texts) / max(1, len(texts))


def _mean(test: Callable[[str], bool], texts: set[str]) -> float:
    few = sorted(texts)[:: max(1, len(texts) // _FEW)]
    return sum(map(test, few)) / max(1, len(few))


def _may_be_date(text: str) -> bool:
    if _DATE.match(text):
        return True
    words = _WORD.findall(fold(text[:60]))
    return not _calendar().isdisjoint(words)


def _has_figure(text: str) -> bool:
    return bool(_FIGURE.search(text[:200])) or normalise(text[:20]) in _flags()


@cache
def _calendar() -> frozenset[str]:
    cells = table("cells")
    return frozenset(word for names in cells["months"].values() for word in names) | frozenset(cells["calendar"])


@cache
def _flags() -> frozenset[str]:
    return frozenset([*table("cells")["yes"], *table("cells")["no"]])


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
