"""A name with the word that decided marked in it."""

from core.model.names import fold


def marked(name: str, matched: str) -> tuple[str, str, str]:
    """``name`` split into what stands before the deciding word, the word as the name writes it, and what follows.

    Case, accents and the width of spaces may differ between the two; the three parts always add up to ``name``. Where
    ``matched`` is empty or does not stand in the name (it stood in another column) all of it comes first.
    """
    letters, places = _folded(name)
    wanted, _ = _folded(matched)
    text, word = "".join(letters), "".join(wanted)
    at = text.find(word) if word else -1
    while at >= 0:
        start, end = places[at], places[at + len(word) - 1] + 1
        if not name[:start][-1:].isalnum() and not name[end : end + 1].isalnum():
            return name[:start], name[start:end], name[end:]
        at = text.find(word, at + 1)
    return name, "", ""


def _folded(text: str) -> tuple[list[str], list[int]]:
    """The folded letters of ``text`` without its spaces, each with the place of the letter that it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for plain in "" if letter.isspace() else fold(letter):
            letters.append(plain)
            places.append(place)
    return letters, places
