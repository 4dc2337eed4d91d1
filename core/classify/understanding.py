"""What one word can mean: itself, what it inflects, the parts of a compound, what it was meant to be."""

from typing import Literal, NamedTuple

from core.classify.lexicon import MIN_TYPO, Entry, Lexicon, Stems
from core.classify.spelling import beginning, compound, half, known_form, mended
from core.classify.words import folded
from core.model.dataset import Setting

How = Literal["word", "part", "typo", "half"]
Keys = tuple[str, str, str]
SURE: dict[How, int] = {"word": 3, "part": 2, "typo": 1, "half": 0}
_DIGITS = "0123456789"


class Form(NamedTuple):
    """A known word: ``keys`` to look it up by (as written, as the table writes it, uninflected), ``how`` understood;
    ``reach``: so many words has the longest phrase that begins with it; ``entry``: what it says alone;
    ``alone``: how sure that is, of a word that the tables know from phrases only; ``cue``: the setting that it stands
    for as the last word; ``known``: to the tables, so that a phrase may hold it."""

    keys: Keys
    how: How
    reach: int
    entry: Entry | None
    alone: How
    cue: Setting | None
    known: bool


class Understood(NamedTuple):
    """A word of a name: its ``key``, its forms (several for a compound), what the last part of the compound says (the
    mail in welcome-mail), whether it joins (a preposition), is an article, and whether it says something at all.
    ``between``: its forms between two other words."""

    key: str
    forms: tuple[Form, ...]
    between: tuple[Form, ...]
    tail: Entry | None
    joins: bool
    article: bool
    silent: bool


class Memory(dict[str, Understood]):
    """Word -> what it can mean: understood when it is first asked for, and remembered as long as the memory lives, so
    that nobody's data stays behind. A word that may have been cut short is asked for with its full stop."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self._meant: dict[tuple[str, bool], Understood] = {}

    def __missing__(self, word: str) -> Understood:
        key, cut = folded(word.removesuffix(".")), word.endswith(".")
        letters = key if key in self.lexicon.words else key.rstrip(_DIGITS)  # TV2 is TV, but DV360 is itself
        if (letters, cut) not in self._meant:
            self._meant[letters, cut] = _understood(letters, self.lexicon, cut=cut)
        meant = self._meant[letters, cut]
        self[word] = meant if key == letters else meant._replace(key=key)
        return self[word]


def _understood(word: str, lexicon: Lexicon, *, cut: bool) -> Understood:
    stems = lexicon.stems(word)
    known = known_form(stems, lexicon=lexicon) or (beginning(word, lexicon=lexicon) if cut else None)
    parts = compound(stems, lexicon=lexicon) or ()
    forms = _letter(word, lexicon) if len(word) < 2 else _forms(stems, known, parts, lexicon)
    joins = word in lexicon.breaks
    return Understood(
        key=word,
        forms=forms,
        between=tuple(form._replace(entry=None) for form in forms) if joins else forms,
        tail=lexicon.entries.get(parts[-1]) if parts else None,
        joins=joins,
        article=word in lexicon.articles,
        silent=len(word) < 2 or (known or word) in lexicon.filler,
    )


def _letter(word: str, lexicon: Lexicon) -> tuple[Form, ...]:
    """A single letter says nothing, but may stand in a phrase."""
    form = Form((word, word, word), "word", lexicon.reach.get(word, 1), None, "word", lexicon.cues.get(word), True)
    return (form,) if word in lexicon.words else ()


def _forms(stems: Stems, known: str | None, parts: tuple[str, ...], lexicon: Lexicon) -> tuple[Form, ...]:
    """The form or forms of the word ``stems[0]``."""
    word = stems[0]
    if known:
        return (_form(word, stems if known == word else lexicon.stems(known), "word", lexicon),)
    if parts:
        return tuple(_form(part, lexicon.stems(part), "part", lexicon) for part in parts)
    if meant := mended(word, lexicon=lexicon):
        return (_form(meant, lexicon.stems(meant), "typo", lexicon),)
    if found := half(stems, lexicon=lexicon):
        return (_form(found, lexicon.stems(found), "half", lexicon),)
    return (_form(word, stems, "word", lexicon),)


def _form(written: str, stems: Stems, how: How, lexicon: Lexicon) -> Form:
    """A form as it is ``written``, ``stems``: of the word that the tables know it by, and how it was understood."""
    known = stems[0]
    base = known if known in lexicon.filler else lexicon.inflected(stems) or known
    if how == "typo" and len(base) < MIN_TYPO:  # an ending hides how short the word is: blandet is no brandet
        base = known
    keys = (written, known, base)
    reach = max([lexicon.reach.get(key, 1) for key in keys])
    entry = lexicon.entries.get(written) or lexicon.entries.get(known) or lexicon.entries.get(base)
    cue = lexicon.cues.get(written) or lexicon.cues.get(known) or lexicon.cues.get(base)
    if base not in lexicon.words:
        return Form(keys, how, reach, entry, how, cue, False)
    if entry or base in lexicon.filler:
        return Form(keys, how, reach, entry, how, cue, True)
    head = half(lexicon.stems(base), lexicon=lexicon)  # known from a phrase only: an agency-tour, of agency tour fees
    return Form(keys, how, reach, lexicon.entries.get(head or ""), "half" if head else how, cue, True)
