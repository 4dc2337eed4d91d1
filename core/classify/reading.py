"""What a name says: the concepts, movers and setting words that stand in it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.classify.lexicon import Entry
from core.classify.understanding import SURE, Form, How, Memory, Understood
from core.classify.words import Word, shown, words_of

SPELLINGS = range(3)  # of a form: see Form.keys


class Piece(NamedTuple):
    """A known word, or one part of a compound, at its place in the name."""

    form: Form
    word: Word
    section: int


class Hit(NamedTuple):
    """A phrase found in the name. ``section``: where, 0 for the first; ``words``: how many; ``letters``: how long;
    ``how`` the least sure of its words was understood; ``start``, ``end``: as it stands in the text."""

    entry: Entry
    section: int
    words: int
    letters: int
    how: How
    start: int
    end: int


class Reading(NamedTuple):
    """The hits in a cleaned ``text``, those that lie ``within`` a longer one, the last parts (``tails``) of its
    compounds, and how many of its words were understood and how many are ``foreign``, the silent ones not counted."""

    text: str
    hits: tuple[Hit, ...]
    within: tuple[Hit, ...]
    tails: tuple[Entry, ...]
    understood: int
    foreign: int


class Span(NamedTuple):
    """An entry over pieces ``start`` to ``end`` (exclusive)."""

    entry: Entry
    start: int
    end: int


def read(name: str, *, memory: Memory) -> Reading:
    """What ``name`` says; an empty reading where it says nothing."""
    text = shown(name)
    known = memory.lexicon.words
    words = [(w, memory.of(w.text)) for w in words_of(text) if not w.text.isdigit() or w.text in known]
    pieces = _pieces(words)
    found = list(_spans(pieces, memory.lexicon.entries))
    longest = _longest(found)
    within = _longest([span for span in found if span not in longest]) if len(longest) < len(found) else []
    covered = {piece.word.start for span in longest for piece in pieces[span.start : span.end]}
    return Reading(
        text=text,
        hits=tuple([_hit(span, pieces) for span in longest]),
        within=tuple([_hit(span, pieces) for span in within]),
        tails=tuple([meant.tail for _, meant in words if meant.tail]),
        understood=len(covered),
        foreign=len([1 for word, meant in words if not meant.silent and word.start not in covered]),
    )


def _pieces(words: Sequence[tuple[Word, Understood]]) -> list[Piece]:
    """The parts of all words; a preposition or a sign begins the next section of the name."""
    pieces: list[Piece] = []
    section = 0
    for word, meant in words:
        section += word.apart or meant.joins
        for form in meant.forms:
            pieces.append(Piece(form, word, section))
    return pieces


def _spans(pieces: Sequence[Piece], entries: dict[str, Entry]) -> Iterator[Span]:
    """Every phrase of the tables that stands in the name, also where it is written apart (web shop)."""
    for start, (form, _, _) in enumerate(pieces):
        if form.entry:
            yield Span(form.entry, start, start + 1)
        for end in range(start + 2, min(start + max(form.reach, 2), len(pieces)) + 1):
            entry = _phrase(pieces[start:end], entries)
            if entry:
                yield Span(entry, start, end)


def _phrase(pieces: Sequence[Piece], entries: dict[str, Entry]) -> Entry | None:
    """The entry of several words as they are written, as the tables write them, by what they inflect, or as one."""
    if len(pieces) <= pieces[0].form.reach:
        for spelling in SPELLINGS:
            entry = entries.get(" ".join([piece.form.keys[spelling] for piece in pieces]))
            if entry:
                return entry
    return entries.get(pieces[0].form.keys[0] + pieces[1].form.keys[0]) if len(pieces) == 2 else None


def _longest(spans: Sequence[Span]) -> Sequence[Span]:
    """The spans that do not lie inside a longer one."""
    if len(spans) < 2:
        return spans
    return [
        inner
        for inner in spans
        if not any(outer.start <= inner.start and inner.end <= outer.end and inner[1:] != outer[1:] for outer in spans)
    ]


def _hit(span: Span, pieces: Sequence[Piece]) -> Hit:
    inside = pieces[span.start : span.end]
    first, last = inside[0], inside[-1]
    return Hit(
        entry=span.entry,
        section=first.section,
        words=span.end - span.start,
        letters=sum([len(piece.form.keys[0]) for piece in inside]),
        how=first.form.how if first is last else min([piece.form.how for piece in inside], key=SURE.__getitem__),
        start=first.word.start,
        end=last.word.end,
    )
