"""How names are compared: one key for identity, one looser form for look-ups."""

import re
import unicodedata

_INVISIBLE = re.compile(r"[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ł": "l"})


def clean_text(text: str) -> str:
    """``text`` as it may be shown: no control, zero-width or direction characters, single spaces, no outer space."""
    return " ".join(_INVISIBLE.sub(" ", unicodedata.normalize("NFC", text)).split())


def normalise(name: str) -> str:
    """The identity of a touchpoint's name: letter case, spacing and kinds of dash do not make another touchpoint."""
    return " ".join(clean_text(unicodedata.normalize("NFKC", name)).translate(_DASHES).casefold().split())


def fold(text: str) -> str:
    """The loose form for look-ups in tables: also without accents (ø and ö both o), æ as ae, å as a."""
    decomposed = unicodedata.normalize("NFD", normalise(text).translate(_FOLDED))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def column_letter(index: int) -> str:
    """The spreadsheet's own name of a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
