"""Words that stand in no table: inflections, compounds and slips of the pen."""

import re
from bisect import bisect_left
from itertools import takewhile

from core.classify.lexicon import MIN_PART, MIN_STEM, MIN_TYPO, Lexicon, Stems, without_a_letter

MIN_CUT = 5  # letters that a word is known by when a full stop stands for the rest
MIN_START = 7  # letters of a known part before an unknown one: a coffee machine is no coffee
_DOUBLED = re.compile(r"(.)\1")
_ASCII = (("oe", "o"), ("aa", "a"), ("ue", "u"))


def known_form(stems: Stems, *, lexicon: Lexicon) -> str | None:
    """The word of the tables that a word is or inflects, also where æ, ø, å were typed as ae, oe, aa; else None."""
    for form in _spellings(stems[0]):
        found = form if form in lexicon.words else lexicon.inflected(stems if form == stems[0] else lexicon.stems(form))
        if found:
            return found
    return None


def beginning(word: str, *, lexicon: Lexicon) -> str | None:
    """The shortest word of the tables that ``word`` was cut from (ordrebekr. for ordrebekræftelse), else None."""
    if len(word) < MIN_CUT:
        return None
    first = bisect_left(lexicon.alone, word)
    following = (lexicon.alone[i] for i in range(first, len(lexicon.alone)))
    longer = takewhile(lambda found: found.startswith(word), following)
    return min(longer, key=len, default=None)


def compound(stems: Stems, *, lexicon: Lexicon, depth: int = 3) -> tuple[str, ...] | None:
    """The known parts that make up the whole of a word, longest last part first, else None.

    Linking letters may stand between the parts (kund-e-klub, nyhedsbrev-s-tilmelding).
    """
    word = stems[0]
    for cut in range(3, len(word) - 2):
        last = _last_part(stems, cut, lexicon.parts)
        first = last and _first_parts(word[:cut], lexicon=lexicon, depth=depth)
        if last and first:
            return (*first, last)
    return None


def _last_part(stems: Stems, cut: int, parts: frozenset[str]) -> str | None:
    """The part that begins at ``cut``, as it is written (the first of ``stems``) or inflected."""
    for stem in stems:
        tail = stem[cut:]
        if tail in parts and (len(tail) >= MIN_STEM or stem is stems[0]):
            return tail
    return None


def _first_parts(front: str, *, lexicon: Lexicon, depth: int) -> tuple[str, ...] | None:
    """One part, linked or without its last vowel (reklam-film), else several."""
    for link in lexicon.links:
        if front.endswith(link):
            base = front.removesuffix(link)
            part = _with_vowel(base, lexicon.parts)
            if part:
                return (part,)
    if depth <= 1:
        return None
    fronts = (lexicon.stems(front.removesuffix(link)) for link in ("", "s"))
    deeper = (compound(stems, lexicon=lexicon, depth=depth - 1) for stems in fronts)
    return next((parts for parts in deeper if parts), None)


def _with_vowel(base: str, parts: frozenset[str]) -> str | None:
    """The part that is ``base``, or has lost its last vowel in it."""
    if base in parts:
        return base
    longer = base + "e"
    if longer in parts:
        return longer
    longer = base + "a"
    return longer if longer in parts else None


def half(stems: Stems, *, lexicon: Lexicon) -> str | None:
    """The longest known part at the end of a word, else at its start, else None: the other half is unknown."""
    word = stems[0]
    for cut in range(2, len(word) - MIN_PART[True] + 1):
        last = _last_part(stems, cut, lexicon.halves)
        if last:
            return last
    starts = (word[:cut] for cut in range(len(word) - 2, MIN_START - 1, -1))
    return next((start for start in starts if start in lexicon.parts), None)


def mended(word: str, *, lexicon: Lexicon) -> str | None:
    """The one known word that lies one slip from ``word``: a letter lost, added, changed or two swapped."""
    if len(word) < MIN_TYPO:
        return None
    near = filter(None, map(lexicon.misspelt.get, (word, *without_a_letter(word))))
    return next((found for found in near if found[0] == word[0] and one_slip(word, found)), None)


def one_slip(word: str, meant: str) -> bool:
    """Whether a letter lost, added or changed, two swapped, or the wrong one doubled is all that parts them."""
    start = next((i for i, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), min(len(word), len(meant)))
    a, b = word[start:], meant[start:]
    if a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:]):
        return True
    return len(word) == len(meant) and _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", meant)


def _spellings(word: str) -> list[str]:
    forms = [word]
    for typed, meant in _ASCII:
        if typed in word:
            forms.append(forms[-1].replace(typed, meant))
    return forms
