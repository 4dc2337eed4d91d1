"""What a name says: the concepts, movers and setting words that stand in it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.classify.lexicon import Entry, Lexicon
from core.classify.understanding import SURE, Form, How, Memory, Understood
from core.classify.words import Word, shown, words_of

SPELLINGS = range(3)  # of a form: see Form.keys


class Piece(NamedTuple):
    """A known word, or one part of a compound, at its place in the name."""

    form: Form
    word: Word
    section: int


class Hit(NamedTuple):
    """A phrase found in the name, over pieces ``start`` to ``end`` (exclusive).

    ``section``: where in the name, 0 for the first; ``letters`` its length; ``how`` the least sure of its words was
    understood; ``text`` as it stands there.
    """

    entry: Entry
    start: int
    end: int
    section: int
    letters: int
    how: How
    text: str


class Reading(NamedTuple):
    """The hits in a name, those that lie ``within`` a longer one, the last parts (``tails``) of its compounds, and
    how many of its words were understood and how many are ``foreign``, not counting those that say nothing."""

    hits: tuple[Hit, ...]
    within: tuple[Hit, ...]
    tails: tuple[Entry, ...]
    understood: int
    foreign: int


def read(name: str, *, memory: Memory) -> Reading:
    """What ``name`` says; an empty reading where it says nothing."""
    text = shown(name)
    known = memory.lexicon.words
    words = [(w, memory.of(w.text)) for w in words_of(text) if not w.text.isdigit() or w.text in known]
    pieces = _pieces(words)
    found = [_hit(entry, pieces, start, end, text) for entry, start, end in _spans(pieces, memory.lexicon)]
    hits = _longest(found)
    covered = {piece.word for hit in hits for piece in pieces[hit.start : hit.end]}
    return Reading(
        hits=tuple(hits),
        within=tuple(_longest([hit for hit in found if hit not in hits])) if len(hits) < len(found) else (),
        tails=tuple(meant.tail for _, meant in words if meant.tail),
        understood=len(covered),
        foreign=sum(1 for word, meant in words if not meant.silent and word not in covered),
    )


def _pieces(words: Sequence[tuple[Word, Understood]]) -> list[Piece]:
    """The parts of all words; a preposition or a sign begins the next section of the name."""
    pieces: list[Piece] = []
    section = 0
    for word, meant in words:
        section += word.apart or meant.joins
        pieces.extend(Piece(form, word, section) for form in meant.forms)
    return pieces


def _spans(pieces: Sequence[Piece], lexicon: Lexicon) -> Iterator[tuple[Entry, int, int]]:
    for start, piece in enumerate(pieces):
        if piece.form.entry:
            yield piece.form.entry, start, start + 1
        for end in range(start + 2, min(start + max(piece.form.reach, 2), len(pieces)) + 1):
            entry = _phrase(pieces[start:end], lexicon)
            if entry:
                yield entry, start, end


def _phrase(pieces: Sequence[Piece], lexicon: Lexicon) -> Entry | None:
    """The entry of several words: as they are written, as the words that they inflect, or as one word (web shop)."""
    entries = lexicon.entries
    if len(pieces) <= pieces[0].form.reach:
        for spelling in SPELLINGS:
            key = " ".join([piece.form.keys[spelling] for piece in pieces])
            if key in entries:
                return entries[key]
    return entries.get(pieces[0].form.keys[0] + pieces[1].form.keys[0]) if len(pieces) == 2 else None


def _hit(entry: Entry, pieces: Sequence[Piece], start: int, end: int, text: str) -> Hit:
    inside = pieces[start:end]
    return Hit(
        entry=entry,
        start=start,
        end=end,
        section=inside[0].section,
        letters=sum(len(p.form.keys[0]) for p in inside),
        how=min((p.form.how for p in inside), key=SURE.__getitem__),
        text=text[inside[0].word.start : inside[-1].word.end],
    )


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """The hits that do not lie inside a longer one."""
    if len(hits) < 2:
        return list(hits)
    return [hit for hit in hits if not any(_holds(other, hit) for other in hits)]


def _holds(outer: Hit, inner: Hit) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer.end - outer.start > inner.end - inner.start
