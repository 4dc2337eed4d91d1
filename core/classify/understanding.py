"""What one word can mean: itself, what it inflects, the parts of a compound, what it was meant to be."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from core.classify.lexicon import MIN_PART, MIN_TYPO, Entry, Lexicon, lexicon
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


@dataclass
class Understood:
    """A word of a name: its ``key``, the same without a number at its end (``letters``), its forms (several for a
    compound), whether it joins (a preposition), is an article, and whether it says nothing at all (``silent``).
    ``between``: its forms between two other words."""

    key: str
    letters: str
    forms: tuple[Form, ...]
    between: tuple[Form, ...]
    joins: bool
    article: bool
    silent: bool

    @cached_property
    def tail(self) -> Entry | None:
        """What the last part of a compound says (the mail in welcome-mail); only few names ask for it."""
        if len(self.letters) < 2 * MIN_PART[True]:
            return None
        parts = compound(lexicon().stems(self.letters), lexicon=lexicon())
        return lexicon().entries.get(parts[-1]) if parts else None


class Memory(dict[str, Understood]):
    """Word -> what it can mean: understood when it is first asked for, and remembered as long as the memory lives, so
    that nobody's data stays behind. A word that may have been cut short is asked for with its full stop."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self._meant: dict[tuple[str, bool], Understood] = {}

    def __missing__(self, word: str) -> Understood:
        cut = word.endswith(".")
        key = folded(word[:-1] if cut else word)
        letters = key if key in self.lexicon.words else key.rstrip(_DIGITS)  # TV2 is TV, but DV360 is itself
        meant = self._meant.get((letters, cut))
        if meant is None:
            meant = self._meant[letters, cut] = _understood(letters, self.lexicon, cut=cut)
        self[word] = meant = meant if key == letters else replace(meant, key=key)
        return meant


def _understood(word: str, lexicon: Lexicon, *, cut: bool) -> Understood:
    forms = _forms(word, lexicon, cut=cut) if len(word) > 1 else _letter(word, lexicon)
    joins = word in lexicon.breaks
    return Understood(
        key=word,
        letters=word,
        forms=forms,
        between=tuple(form._replace(entry=None) for form in forms) if joins else forms,
        joins=joins,
        article=word in lexicon.articles,
        silent=len(word) < 2 or (forms[0].how == "word" and forms[0].keys[1] in lexicon.filler),
    )


def _letter(word: str, lexicon: Lexicon) -> tuple[Form, ...]:
    """A single letter says nothing, but may stand in a phrase."""
    form = Form((word, word, word), "word", lexicon.reach.get(word, 1), None, "word", lexicon.cues.get(word), True)
    return (form,) if word in lexicon.words else ()


def _forms(word: str, lexicon: Lexicon, *, cut: bool) -> tuple[Form, ...]:
    """The form of ``word``, or those of its parts."""
    if word in lexicon.words:
        return (_form(word, word, "word", lexicon),)
    stems = lexicon.stems(word)
    if known := known_form(stems, lexicon=lexicon) or (beginning(word, lexicon=lexicon) if cut else None):
        return (_form(word, known, "word", lexicon),)
    if parts := compound(stems, lexicon=lexicon):
        return tuple(_form(part, part, "part", lexicon) for part in parts)
    if meant := mended(word, lexicon=lexicon):
        return (_form(meant, meant, "typo", lexicon),)
    if found := half(stems, lexicon=lexicon):
        return (_form(found, found, "half", lexicon),)
    return (_form(word, word, "word", lexicon),)


def _form(written: str, known: str, how: How, lexicon: Lexicon) -> Form:
    """A form as it is ``written``, as a table writes it, and how it was understood."""
    base = known if known in lexicon.filler else lexicon.base(known)
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
