"""What a column looks like from its cells, whatever its header says."""

import math
import re
from collections.abc import Callable, Iterable
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
_CODE = re.compile(
    r"^(?:#\s?[A-Za-z]{0,6}[_-]?\d+|[A-Za-z]{1,6}[_#-]{0,2}\d{3,})$"
)  # a number of an order: "#1001", "SO-1001"
_PRICE = re.compile(r"^(?:[A-Za-z]{2,3}\.? ?|[€$£] ?)?-?\d[\d.,\s]*(?: ?(?:[A-Za-z]{2,3}\.?|,-|[€$£]))?$")
_WHOLE = re.compile(r"\d{1,3}(?:[., ]?\d{3})*")
_FEW = 200  # distinct texts that are judged one by one
_DATE = re.compile(  # days, months, years, weeks by number, serials of spreadsheets, seconds since 1970
    r"^(?:d\.? |den )?(?:(?:19|20|21)\d{2}(?:[-/.]?[mM]?\d{1,2}(?!\d)|\d{4}|$)"
    r"|\d{1,2}[./-] ?\d{1,2}(?:\.?$|[./ -] ?'?\d{2})|\d{1,2}[./ -]\d{4}$|[1-5]?\d$|[2-7]\d{4}(?:[.,]\d+)?$"
    r"|1\d{9}(?:\d{3}|\d{6})?$|\d{6}(?:\d{2})?$)"
)
_DAY = re.compile(
    r"^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ]{1,2}\d{1,2}[-/. ]{1,2}\d{2,4}"
    r"|[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}\.? [A-Za-z]{3,9}\.? \d{4})(?!\d)"
)
_FIGURE = re.compile(r"[\d★⭐*]")
_WORD = re.compile(r"[a-z]+")
_MAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$")
_MARK = re.compile(r"^(?:(\d{1,2})(?:[.,]0+)?(?: ?(?:/|of|out of|af|av) ?\d{1,2}| ?[-–:.(] ?\D.*)?|[★⭐*]{1,10}[☆ ]*)$")
_CLOCK = re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?$")
_TIMED = re.compile(r"\d[T ,]+(?:kl\.? ?)?\d{1,2}[:.]\d{2}")
_TEN = 10
_RUN, _CLOSE, _FAR = 8, 3, 5  # numbers that may be a run; times their number: how far apart at most, how far from 0


@dataclass(frozen=True, slots=True)
class Look:
    """``rows`` looked at, ``filled`` of them with a value, ``distinct`` different texts among those; shares of the
    distinct texts that are ``numeric`` (numbers and dates), ``machine`` made (ids, hashes) or ``mail`` addresses;
    ``length`` their mean number of characters; ``words`` the folded texts where they are few; ``dated`` and ``figured``
    the shares that may be dates or parts of them, and that hold a figure or say yes or no.

    ``whole_to_ten``: all are answers on a scale of at most ten steps, in figures, stars or words (``worded``: the share
    in words; ``levelled``: that are words of how much, such as high); ``flags``: nothing but yes and no, or 1 and 0;
    ``clock``: the share that are times of day; ``timed``: the share that are dates with a time; ``days``: that are days
    with a year; ``spelled``: as ``words``, but not folded; ``whole``: nothing but whole numbers.
    """

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
    worded: float = 0.0
    levelled: float = 0.0
    flags: bool = False
    clock: float = 0.0
    timed: float = 0.0
    spelled: frozenset[str] = frozenset()
    whole: bool = False
    coded: float = 0.0
    run: bool = False
    priced: float = 0.0
    days: float = 0.0

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
        whole_to_ten=bool(texts) and all(_is_answer(t) for t in texts),
        words=frozenset(fold(t[:60]) for t in texts) if len(texts) <= 20 else frozenset(),
        dated=1.0 if CellKind.DATE in {k for _, k in found} else _mean(_may_be_date, texts),
        figured=_mean(_has_figure, texts),
        worded=_mean(_is_worded, texts),
        levelled=_mean(_is_level, texts),
        flags=_are_flags(texts),
        clock=1.0 if found and all(k == CellKind.DURATION for _, k in found) else _share(texts, _CLOCK),
        timed=sum(bool(_TIMED.search(t[:40])) for t in texts) / max(1, len(texts)),
        spelled=frozenset(normalise(t[:60]) for t in texts) if len(texts) <= 20 else frozenset(),
        whole=bool(texts) and not any(math.isnan(whole_number(t)) for t in texts),
        coded=_share(texts, _CODE),
        run=_is_run(texts),
        priced=_share(texts, _PRICE),
        days=sum(k == CellKind.DATE or bool(_DAY.match(t.strip())) for t, k in found) / max(1, len(found)),
    )


def whole_number(text: str) -> float:
    """The number of a text that is nothing but a whole one, its thousands marked or not; else nan."""
    text = text.strip()[:60]
    return float(re.sub(r"\D", "", text)) if _WHOLE.fullmatch(text) else math.nan


def _are_flags(texts: set[str]) -> bool:
    """Whether all say yes or no, but for those that wait for an answer."""
    said = [t for t in (normalise(text[:20]) for text in texts) if fold(t) not in _waiting()]
    return bool(said) and all(t in _flags() or t in ("0", "1") for t in said)


def _is_run(texts: set[str]) -> bool:
    numbers = [whole_number(t) for t in texts]
    if len(numbers) < _RUN or any(map(math.isnan, numbers)):
        return False
    return max(numbers) - min(numbers) < _CLOSE * len(numbers) and min(numbers) > _FAR * len(numbers)


def _is_answer(text: str) -> bool:
    found = _MARK.match(text.strip()[:200])
    return (int(found[1] or 0) <= _TEN) if found else _is_worded(text)


def _is_worded(text: str) -> bool:
    return fold(text[:60]) in _answers()


def _is_level(text: str) -> bool:
    return fold(text[:60]) in _levels()


def _share(texts: set[str], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.match(t.strip()[:200])) for t in texts) / max(1, len(texts))


def _mean(test: Callable[[str], bool], texts: set[str]) -> float:
    few = sorted(texts)[:: max(1, len(texts) // _FEW)]
    return sum(map(test, few)) / max(1, len(few))


def _may_be_date(text: str) -> bool:
    if _DATE.match(text.strip()):
        return True
    words = _WORD.findall(fold(text[:60]))
    return not _calendar().isdisjoint(words) or (_names_year(words) and bool(_FIGURE.search(text[:60])))


def _names_year(words: Iterable[str]) -> bool:
    """Whether words that stand beside a year name a season or a financial year."""
    return not (_seasons() | frozenset(table("cells")["financial_years"])).isdisjoint(words)


def names_seasons(look: Look) -> bool:
    """Whether nothing but seasons stands in a column, none with its year."""
    return bool(look.words) and look.words <= _seasons()


@cache
def _seasons() -> frozenset[str]:
    return frozenset(word for said in table("cells")["seasons"].values() for word in said)


def _has_figure(text: str) -> bool:
    return bool(_FIGURE.search(text[:200])) or normalise(text[:20]) in _flags()


@cache
def _calendar() -> frozenset[str]:
    cells = table("cells")
    return frozenset(word for names in cells["months"].values() for word in names) | frozenset(cells["calendar"])


@cache
def _answers() -> frozenset[str]:
    return frozenset(word for words in table("grains")["answers"].values() for word in words)


@cache
def _levels() -> frozenset[str]:
    said = table("grains")
    return frozenset(word for name in ("levels", "efforts") for words in said[name].values() for word in words)


@cache
def _flags() -> frozenset[str]:
    return frozenset([*table("cells")["yes"], *table("cells")["no"]])


@cache
def _waiting() -> frozenset[str]:
    return frozenset(table("grains")["waiting"])


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
