"""A name as a row of words, and what stands between them."""

import re

from core.model.names import clean_text, fold

MAX_LENGTH = 200  # characters of a name that are read
_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[^\w\s]")  # nothing in it can match in two ways
_ENDS_SECTION = frozenset("/|,;:+&()[]–—•>")
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "ü": "u", "é": "e"})
_LETTERS_AND_SIGNS = _LETTERS | dict.fromkeys(map(ord, "-_/&+.,"), " ")


# A word as it stands in a name, its place there (start, end), whether a sign before it ends a section, and whether a
# full stop may have cut it short (Ordrebekr., but not in facebook.com). Plain tuples: large files have 100 000 words.
Word = tuple[str, int, int, bool, bool]


def shown(name: str) -> str:
    """The part of the name that is read, cleaned."""
    read = name[:MAX_LENGTH]
    plain = read.isascii() and read.isprintable() and "  " not in read  # as most are: nothing to clean inside
    return read.strip() if plain else clean_text(read)


def words_of(text: str) -> list[Word]:
    """The words of a cleaned text; signs and emoji are none.

    Brackets, slashes and free-standing dashes set apart what follows them.
    """
    if not text.replace(" ", "").isalnum():
        return _among_signs(text)
    found, start = [], 0
    for piece in text.split(" "):  # most names hold nothing else
        end = start + len(piece)
        found.append((piece, start, end, False, False))
        start = end + 1
    return found


def _among_signs(text: str) -> list[Word]:
    found, apart = [], False
    for match in _PIECE.finditer(text):
        piece = match.group()
        if piece[0].isalnum():
            start, end = match.span()
            found.append((piece, start, end, apart, text[end : end + 1] == "."))
            apart = False
        else:
            apart |= _ends_section(piece, text, match.start())
    return found


def _ends_section(sign: str, text: str, at: int) -> bool:
    if sign == "-":
        return text[at - 1 : at].isspace() or text[at + 1 : at + 2].isspace()
    return sign in _ENDS_SECTION


def folded(word: str) -> str:
    """The form of a word in which it is looked up."""
    plain = word.lower()
    if not plain.isascii():
        plain = plain.translate(_LETTERS)
    if plain.isascii():  # as most are, then folding leaves nothing else to do
        return plain.replace("'", "")
    return fold(word).replace("'", "").replace("’", "")


def key_of(phrase: str) -> str:
    """The form in which a phrase is looked up: folded words with single spaces."""
    plain = phrase.lower().translate(_LETTERS_AND_SIGNS)
    if plain.isascii() and plain.replace(" ", "").isalnum():  # the same, and the tables hold 36 000 of them
        return " ".join(plain.split())
    return " ".join(folded(word) for word, *_ in words_of(clean_text(phrase)))
