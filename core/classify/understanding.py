"""What one word can mean: itself, what it inflects, the parts of a compound, what it was meant to be."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from core.classify.lexicon import MIN_TYPO, Entry, Lexicon
from core.classify.spelling import beginning, compound, half, known_form, mended
from core.classify.words import folded

How = Literal["word", "part", "typo", "half"]
Keys = tuple[str, str, str]
SURE: dict[How, int] = {"word": 3, "part": 2, "typo": 1, "half": 0}


class Form(NamedTuple):
    """A known word: ``keys`` to look it up by (as written, as the table writes it, uninflected), ``how`` understood;
    ``reach``: so many words has the longest phrase that begins with it; ``entry``: what it says alone;
    ``alone``: how sure that is, of a word that the tables know from phrases only."""

    keys: Keys
    how: How
    reach: int
    entry: Entry | None
    alone: How


class Understood(NamedTuple):
    """A word of a name: its forms (several for a compound), what the last part of the compound says (the mail in
    welcome-mail), whether it joins (a preposition), is an article, and whether it says something at all."""

    forms: tuple[Form, ...]
    tail: Entry | None
    joins: bool
    article: bool
    silent: bool


@dataclass(slots=True)
class Memory:
    """Understands words, and remembers them as long as it lives: nobody's data stays behind."""

    lexicon: Lexicon
    _seen: dict[str, Understood] = field(default_factory=dict)

    def of(self, word: str, *, cut: bool = False) -> Understood:
        """What ``word`` can mean; ``cut``: it may be the beginning of a longer one."""
        key = f"{word}." if cut else word
        known = self._seen.get(key)
        if known is None:
            known = self._seen[key] = _understood(folded(word), self.lexicon, cut=cut)
        return known


def _understood(word: str, lexicon: Lexicon, *, cut: bool) -> Understood:
    letters = word if word in lexicon.words else word.rstrip("0123456789")  # TV2 is TV, but DV360 is itself
    if len(letters) < 2:
        form = Form((letters, letters, letters), "word", lexicon.reach.get(letters, 1), None, "word")
        return Understood(
            (form,) if letters in lexicon.words else (),
            None,
            letters in lexicon.breaks,
            letters in lexicon.articles,
            True,
        )
    known = known_form(letters, lexicon=lexicon) or (beginning(letters, lexicon=lexicon) if cut else None)
    parts = compound(letters, lexicon=lexicon) or ()
    return Understood(
        forms=tuple(_form(*form, lexicon) for form in _forms(letters, known, parts, lexicon)),
        tail=lexicon.entries.get(parts[-1]) if parts else None,
        joins=letters in lexicon.breaks,
        article=letters in lexicon.articles,
        silent=(known or letters) in lexicon.filler,
    )


def _forms(word: str, known: str | None, parts: tuple[str, ...], lexicon: Lexicon) -> Iterator[tuple[str, str, How]]:
    """The form or forms of ``word``, each as it is written, as a table writes it, and how it was understood."""
    if known:
        yield word, known, "word"
    elif parts:
        yield from ((part, part, "part") for part in parts)
    elif meant := mended(word, lexicon=lexicon):
        yield meant, meant, "typo"
    elif found := half(word, lexicon=lexicon):
        yield found, found, "half"
    else:
        yield word, word, "word"


def _form(written: str, known: str, how: How, lexicon: Lexicon) -> Form:
    base = known if known in lexicon.filler else lexicon.base(known) or known
    if how == "typo" and len(base) < MIN_TYPO:  # an ending hides how short the word is: blandet is no brandet
        base = known
    keys = (written, known, base)
    reach = max(lexicon.reach.get(key, 1) for key in keys)
    entry = next((lexicon.entries[key] for key in keys if key in lexicon.entries), None)
    if entry or base in lexicon.filler or base not in lexicon.words:
        return Form(keys, how, reach, entry, how)
    head = half(base, lexicon=lexicon)  # known from a phrase only: an agency-tour, where agency tour fees are known
    return Form(keys, how, reach, lexicon.entries.get(head or ""), "half" if head else how)
