"""Texts that say a length of time, a mark out of some, or yes and no: values without a decimal decision."""

import re
from collections.abc import Iterable

from core.cleaning.cells.vocabulary import is_missing, lookup, words
from core.model.names import clean_text, fold, normalise
from core.tables import table

_CLOCK = re.compile(r"(\d{1,5}):(\d{1,2})(?::(\d{1,2}(?:[.,]\d+)?))?")
_PART = re.compile(r"(\d+(?:[.,]\d+)?) ?([a-z]+\.?)(?:,? (?:og |och |and )?|(?=\d)|$)")
_OUT_OF = re.compile(r"(\d+(?:[.,]\d+)?) ?(?:/|of|out of|af|av|ud af|ut av|von) ?\d+(?:[.,]0+)?")
_COUNTED = re.compile(r"(\d{1,2}[.,]\d+) ?\(\d+\)")  # 4,5 (120): the mark, and how many gave one
_TO_ONE = re.compile(r"(\d+(?:[.,]\d+)?) ?: ?1")
_DAYS = re.compile(r"(\d+)(?:\.|(?: ?d| days?| dage?| dagar| dogn| dygn),? )(?=\d{1,2}:\d{2}:\d{2})")
_ISO = re.compile(r"p(?:(\d+)d)?(?:t(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)(?:\.\d+)?s)?)?")
_HALVES = str.maketrans({"½": ".5", "¼": ".25", "¾": ".75"})
_STARS = re.compile(r"[★⭐*]+[☆ ]*")
_HALF = re.compile(r"(?<![\d.,])(\d*) ?\.(?=\d)")
_DAY = 86_400.0
_LONGEST = 60


def read_duration(text: str, *, minutes: bool = False) -> float | None:
    """Seconds of ``00:03:20``, ``2 t 15 min``, ``3 timer``; None for anything else, bare numbers too.

    ``minutes``: the header says minutes, so ``3:20`` is minutes and seconds, not hours and minutes.
    """
    text = _decimal(fold(text[:_LONGEST].translate(_HALVES)))
    if iso := _ISO.fullmatch(text):
        return _added(iso.groups()) if any(iso.groups()) else None
    if days := _DAYS.match(text):
        rest = read_duration(text[days.end() :])
        return None if rest is None else float(days[1]) * _DAY + rest
    if clock := _CLOCK.fullmatch(text):
        first, second, third = clock.groups()
        if third is not None:
            return int(first) * 3600 + int(second) * 60 + _float(third)
        return float(int(first) * 60 + int(second)) * (1 if minutes else 60)
    total, at = 0.0, 0
    for part in _PART.finditer(text):
        seconds = lookup("times").get(part[2])
        if part.start() != at or seconds is None:
            return None
        total, at = total + _float(part[1]) * float(seconds), part.end()
    return total if at and at == len(text) else None


def is_two_part(text: str) -> bool:
    """Whether a text is written like ``2:30``, which may be hours and minutes or minutes and seconds."""
    found = _CLOCK.fullmatch(fold(text[:_LONGEST]))
    return found is not None and found[3] is None


def read_mark(text: str) -> float | None:
    """The mark in ``4,5/5`` or ``8 of 10``, the number of stars; None for anything else."""
    text = clean_text(text[:_LONGEST])
    if found := _OUT_OF.fullmatch(text) or _COUNTED.fullmatch(text):
        return _float(found[1])
    return float(sum(text.count(star) for star in "★⭐*")) if _STARS.fullmatch(text) else None


def read_ratio(text: str) -> float | None:
    """The first number of ``5,2:1``; None for anything else."""
    found = _TO_ONE.fullmatch(clean_text(text[:_LONGEST]))
    return _float(found[1]) if found else None


def are_flags(texts: Iterable[str]) -> bool:
    """Whether all texts that say anything say yes or no, but for those that wait for an answer."""
    flags = [read_flag(text) for text in texts if not is_missing(text)]
    return None not in flags and any(flag in (0.0, 1.0) for flag in flags)


def read_flag(text: str) -> float | None:
    """1 for yes, 0 for no, nan for what waits for an answer, None for anything else."""
    word = normalise(text[:_LONGEST])
    if fold(word) in table("grains")["waiting"]:
        return float("nan")
    return 1.0 if word in words("yes") else 0.0 if word in words("no") else None


def _added(parts: Iterable[str | None]) -> float:
    """Seconds of days, hours, minutes and seconds."""
    return sum(float(part or 0) * worth for part, worth in zip(parts, (_DAY, 3600.0, 60.0, 1.0), strict=True))


def _decimal(text: str) -> str:
    """ "1½ time" is "1.5 time", and "½ time" "0.5 time"; spaces between the two are left out."""
    return _HALF.sub(lambda found: f"{found[1] or 0}.", text)


def _float(text: str) -> float:
    return float(text.replace(",", "."))
