"""A name as a row of words: what stands between them, and in which section of the name each one stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.model.names import clean_text, fold

MAX_LENGTH = 200  # characters of a name that are read
_PIECE = re.compile(r"[^\W_]+|[^\w\s]|_")
_ENDS_SECTION = frozenset("/|,;:+&()[]–—•>")
_NUMBERED = re.compile(r"([^\W\d_]{2,})\d+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: as it stands there, folded for look-ups, and the section of the name.

    Brackets, slashes, free-standing dashes and prepositions end a section: what the name is about stands in the first.
    """

    text: str
    folded: str
    section: int


def read_words(name: str, *, prepositions: frozenset[str]) -> list[Word]:
    """The words of ``name`` in order; numbers, signs and emoji are none, ``TV2`` counts as ``TV``."""
    words: list[Word] = []
    section = 0
    text = clean_text(name[:MAX_LENGTH]).replace("’", "").replace("'", "")
    for found in _PIECE.finditer(text):
        piece = found.group()
        if not piece[0].isalnum():
            section += _ends_section(piece, text, found.start())
            continue
        folded = fold(piece)
        section += folded in prepositions
        if not folded.isdigit():
            numbered = _NUMBERED.fullmatch(folded)
            words.append(Word(piece, numbered[1] if numbered else folded, section))
    return words


def _ends_section(sign: str, text: str, at: int) -> bool:
    if sign == "-":
        return text[at - 1 : at].isspace() or text[at + 1 : at + 2].isspace()
    return sign in _ENDS_SECTION


def key_of(phrase: str) -> str:
    """The form in which a phrase of the tables is looked up: folded words with single spaces."""
    return " ".join(fold(piece) for piece in _PIECE.findall(clean_text(phrase)) if piece[0].isalnum())


def joined(words: Iterable[Word]) -> str:
    """The words as they stand in the name."""
    return " ".join(word.text for word in words)
