"""What a name says, word by word: the concepts, movers and setting words that stand in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from core.classify.lexicon import Entry, Lexicon
from core.classify.spelling import compound, half, known_form, mended
from core.classify.words import Word, joined, read_words

How = Literal["word", "part", "half", "typo"]
SURE: dict[How, int] = {"word": 3, "part": 2, "typo": 1, "half": 0}


@dataclass(frozen=True, slots=True)
class Piece:
    """A known word, or a part of one: ``form`` is looked up, ``word`` stands in the name, ``how`` it was understood."""

    form: str
    word: Word
    how: How


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in the name, over pieces ``start`` to ``end`` (exclusive).

    ``section``: where in the name; ``letters`` its length; ``how`` the least sure of its words was understood.
    """

    entry: Entry
    start: int
    end: int
    section: int
    letters: int
    how: How
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The hits in a name, and how many of its words that mean something were and were not understood."""

    hits: tuple[Hit, ...]
    understood: int
    foreign: int


@dataclass(slots=True)
class Reader:
    """Reads names. It remembers words only as long as it lives, so that nobody's data stays behind."""

    lexicon: Lexicon
    _seen: dict[str, tuple[tuple[str, How], ...]] = field(default_factory=dict)

    def read(self, name: str) -> Reading:
        """What ``name`` says; an empty reading for an empty name."""
        words = read_words(name, prepositions=self.lexicon.prepositions)
        pieces = [Piece(form, word, how) for word in words for form, how in self._forms(word.folded)]
        hits = _longest(list(self._hits(pieces)))
        covered = {id(piece.word) for hit in hits for piece in pieces[hit.start : hit.end]}
        foreign = [w for w in words if id(w) not in covered and not self._says_nothing(w)]
        return Reading(tuple(hits), len(covered), len(foreign))

    def _forms(self, word: str) -> tuple[tuple[str, How], ...]:
        if word not in self._seen:
            self._seen[word] = _understood(word, lexicon=self.lexicon)
        return self._seen[word]

    def _says_nothing(self, word: Word) -> bool:
        return len(word.folded) == 1 or self._forms(word.folded)[0][0] in self.lexicon.filler

    def _hits(self, pieces: Sequence[Piece]) -> Iterator[Hit]:
        for start in range(len(pieces)):
            for end in range(start + 1, min(start + self.lexicon.longest, len(pieces)) + 1):
                entry = self._entry(pieces[start:end])
                if entry:
                    yield _hit(entry, pieces, start, end)

    def _entry(self, pieces: Sequence[Piece]) -> Entry | None:
        entries = self.lexicon.entries
        written = " ".join(p.word.folded for p in pieces)
        meant = " ".join(p.form for p in pieces)
        found = entries.get(written) or entries.get(meant)
        if found or len(pieces) == 1:
            return found
        # "web shop", "check-out": written apart what the tables write as one word
        return entries.get("".join(p.word.folded for p in pieces)) if len(pieces) == 2 else None


def _understood(word: str, *, lexicon: Lexicon) -> tuple[tuple[str, How], ...]:
    """The known words in ``word``, each with how it was understood; the word itself where none is known."""
    form = known_form(word, lexicon=lexicon)
    if form:
        return ((form, "word"),)
    parts = compound(word, lexicon=lexicon)
    if parts:
        return tuple((part, "part") for part in parts)
    meant = mended(word, lexicon=lexicon)
    if meant:
        return ((meant, "typo"),)
    found = half(word, lexicon=lexicon)
    return ((found, "half"),) if found else ((word, "word"),)


def _hit(entry: Entry, pieces: Sequence[Piece], start: int, end: int) -> Hit:
    inside = pieces[start:end]
    words = tuple({id(p.word): p.word for p in inside}.values())
    whole = len(words) == len(inside)
    return Hit(
        entry=entry,
        start=start,
        end=end,
        section=inside[0].word.section,
        letters=sum(len(p.form) for p in inside),
        how=min((p.how for p in inside), key=SURE.__getitem__),
        text=joined(words) if whole or len(inside) > 1 else inside[0].word.text,
    )


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """The hits that do not lie inside a longer one."""
    return [
        hit
        for hit in hits
        if not any(o is not hit and o.start <= hit.start and hit.end <= o.end and o.letters > hit.letters for o in hits)
    ]
