"""What a header says about the unit of its cells: tkr, micros, a currency, minutes, per cent."""

import re
from dataclasses import dataclass
from itertools import pairwise

from core.cleaning.cells.vocabulary import lookup, words
from core.model.names import fold

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_WORD = re.compile(r"[tkm]€|[^\W_]+(?:\.[^\W_]+)*\.?|[€$£%]|'000")
# Short or everyday words are units only inside brackets: "Svartid (t)", but not "Time to answer".
_ONLY_IN_BRACKETS = frozenset(
    {"t", "m", "s", "d", "h", "k", "time", "uge", "week", "vecka", "uke", "day", "dag", "mn", "1000", "000", "000s"}
)


@dataclass(frozen=True, slots=True)
class Units:
    """``scale``: what one in a cell is worth; ``currency``: a code of ``cells.toml``; ``seconds``: of a time unit."""

    scale: float = 1.0
    scale_word: str | None = None
    currency: str | None = None
    seconds: float | None = None
    percent: bool = False


def read_units(header: str) -> Units:
    """The units named in ``header``."""
    inside = [w for part in _BRACKETS.findall(header) for w in _words(part)]
    outside = [w for w in _words(_BRACKETS.sub(" ", header)) if w not in _ONLY_IN_BRACKETS]
    candidates = [*inside, *outside]
    scale = next((w for w in candidates if w in lookup("scales")), None)
    currency = next((lookup("currencies")[w] for w in candidates if w in lookup("currencies")), None)
    seconds = next((float(lookup("times")[w]) for w in candidates if w in lookup("times")), None)
    factor = float(lookup("scales")[scale]) if scale else 1.0
    if scale and currency is None:  # tkr, mdkk
        currency = next((code for word, code in lookup("currencies").items() if scale.endswith(word)), None)
    return Units(factor, scale, currency, seconds, percent=not words("percent").isdisjoint(candidates))


def _words(text: str) -> list[str]:
    """Single words, and pairs such as "t kr" or "1000 kr"."""
    single: list[str] = _WORD.findall(fold(text))
    return [*(f"{a} {b.rstrip('.')}" for a, b in pairwise(single)), *single]
