"""What a name says: the concepts, movers and setting words that stand in it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from core.classify.lexicon import Entry, Lexicon, lexicon
from core.classify.understanding import SURE, Form, How, Memory, Understood
from core.classify.words import Word, shown, words_of
from core.model.dataset import Setting


class Piece(NamedTuple):
    """A known word, or one part of a compound, at its place in the name: the ``section`` of the name, the word as it
    stands there, and what the whole word means. A preposition between two words says nothing else: the Scandinavian
    "till" is no till and "mot" no MOT."""

    form: Form
    section: int
    word: Word
    meant: Understood


class Hit(NamedTuple):
    """A phrase found in the name. ``section``: where, 0 for the first; ``words``: how many; ``letters``: how long;
    ``how`` the least sure of its words was understood; ``start``, ``end``: as it stands in the text; ``last``: which of
    the pieces of the name is its last."""

    entry: Entry
    section: int
    words: int
    letters: int
    how: How
    start: int
    end: int
    last: int


class Cue(NamedTuple):
    """The setting that the last piece of a section stands for (a word or part of a compound), and which piece it is."""

    setting: Setting
    piece: int


class Reading(NamedTuple):
    """The hits in a cleaned ``text``, those that lie ``within`` a longer one, what its words can mean, and how many of
    them were understood and how many are ``foreign``, the silent ones not counted. ``key``: how it is looked up
    (``key_of``), numbers left out.
    ``cues``: by section, where its last word says something of that: "thank-you page" is online. ``riddles``: where the
    last word of a section stands that nobody understands, told where a faint word stands: it may only qualify that."""

    text: str
    key: str
    hits: tuple[Hit, ...]
    within: tuple[Hit, ...]
    meant: tuple[Understood, ...]
    cues: Mapping[int, Cue]
    riddles: Mapping[int, int]
    understood: int
    foreign: int

    @property
    def tails(self) -> list[Entry]:
        """What the last parts of its compounds say."""
        return [one.tail for one in self.meant if one.tail]


class Span(NamedTuple):
    """An entry over pieces ``start`` to ``end`` (exclusive)."""

    entry: Entry
    start: int
    end: int


def read_all(names: Iterable[str]) -> dict[str, Reading]:
    """Name -> what it says, so that whoever asks after the classes reads no name again."""
    memory = Memory(lexicon())
    return {name: read(name, memory=memory) for name in names}


def read(name: str, *, memory: Memory) -> Reading:
    """What ``name`` says; an empty reading where it says nothing."""
    text, lexicon = shown(name), memory.lexicon
    words = [word for word in words_of(text) if not word.text.isdigit() or word.text in lexicon.words]
    meant = [memory[f"{word.text}." if word.cut else word.text] for word in words]
    pieces = _pieces(words, meant)
    longest, within = _spans(pieces, lexicon)
    covered = {piece.word.start for span in longest for piece in pieces[span.start : span.end]}
    foreign = {piece.word.start for piece in pieces if not piece.meant.silent} - covered
    faint = foreign and [span for span in longest if span.entry.faint]
    hits = tuple([_hit(span, pieces) for span in longest])
    inner = tuple([_hit(span, pieces) for span in within])
    key = " ".join([one.key for one in meant])
    riddles = _riddles(pieces, foreign) if faint else {}
    return Reading(text, key, hits, inner, tuple(meant), _cues(pieces), riddles, len(covered), len(foreign))


def _pieces(words: Sequence[Word], meant: Sequence[Understood]) -> list[Piece]:
    """The parts of all words; a preposition or a sign begins the next section of the name."""
    pieces: list[Piece] = []
    section, last = 0, len(words) - 1
    for at, (word, one) in enumerate(zip(words, meant, strict=True)):
        section += word.apart or one.joins
        for form in one.between if 0 < at < last else one.forms:
            pieces.append(Piece(form, section, word, one))
    return pieces


def _cues(pieces: Sequence[Piece]) -> dict[int, Cue]:
    cued = [(at, piece.section, piece.form.cue) for at, piece in enumerate(pieces) if piece.form.cue]
    return {
        section: Cue(cue, at) for at, section, cue in cued if at + 1 == len(pieces) or pieces[at + 1].section > section
    }


def _riddles(pieces: Sequence[Piece], foreign: Collection[int]) -> dict[int, int]:
    last = {piece.section: piece.word.start for piece in pieces if not piece.meant.silent}
    return {section: start for section, start in last.items() if start in foreign}


def _spans(pieces: Sequence[Piece], lexicon: Lexicon) -> tuple[Sequence[Span], Sequence[Span]]:
    """What the name says: the entries that do not lie inside longer ones, and the longest of those that do."""
    alone = [Span(piece.form.entry, at, at + 1) for at, piece in enumerate(pieces) if piece.form.entry]
    phrases = _phrases(pieces, lexicon)
    found = [*alone, *phrases]
    if _labels_a_column(pieces, found, lexicon):
        return (), ()
    if not phrases:
        return alone, ()
    longest = _longest(found)
    return longest, _inside(found, longest)


def _labels_a_column(pieces: Sequence[Piece], found: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether the name says what a column holds (campaign name, Kampagnenavn) and no touchpoint."""
    if not pieces or pieces[-1].form.keys[0] not in lexicon.labels:
        return False
    return all(span.end < len(pieces) for span in found)


def _phrases(pieces: Sequence[Piece], lexicon: Lexicon) -> list[Span]:
    """Every phrase of the tables that stands in the name, and every word that is written apart in it (web shop)."""
    found: list[Span] = []
    for start, (piece, following) in enumerate(pairwise(pieces)):
        first, second = piece.form, following.form
        if first.reach > 1:
            if second.known:
                found += _from(pieces[start : start + first.reach], start, lexicon)
            if following.meant.article:
                found += _around_articles(pieces, start, lexicon)
        glued = lexicon.entries.get(first.keys[0] + second.keys[0])
        if glued:
            found.append(Span(glued, start, start + 2))
    return found


def _from(pieces: Sequence[Piece], start: int, lexicon: Lexicon) -> list[Span]:
    """Phrases that begin ``pieces``, as they are written, as the tables write them, or by what they inflect; ``start``:
    the place of the first one in the name."""
    found: list[Span] = []
    (written, known, base), entries = pieces[0].form.keys, lexicon.entries
    for end, piece in enumerate(pieces[1:], start + 2):
        if not piece.form.known:
            break
        keys = piece.form.keys
        written, known, base = f"{written} {keys[0]}", f"{known} {keys[1]}", f"{base} {keys[2]}"
        if end == start + 2 and lexicon.openings.isdisjoint((written, known, base)):
            break
        entry = entries.get(written) or entries.get(known) or entries.get(base)
        if entry:
            found.append(Span(entry, start, end))
    return found


def _around_articles(pieces: Sequence[Piece], start: int, lexicon: Lexicon) -> Iterator[Span]:
    """Phrases that begin at ``start`` and say the same without the articles in them: creates an account."""
    kept = [at for at in range(start, len(pieces)) if at == start or not pieces[at].meant.article]
    bare = [pieces[at] for at in kept[: pieces[start].form.reach]]
    return (Span(entry, start, kept[end - 1] + 1) for entry, _, end in _from(bare, 0, lexicon))


def _longest(spans: Sequence[Span]) -> Sequence[Span]:
    """The spans that do not lie inside a longer one, from left to right."""
    if len(spans) < 2:
        return spans
    kept: list[Span] = []
    for span in sorted(spans, key=_from_left):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return kept


def _inside(found: Sequence[Span], longest: Sequence[Span]) -> Sequence[Span]:
    """The longest of those that lie inside a longer one."""
    taken = {(span.start, span.end) for span in longest}
    return _longest([span for span in found if (span.start, span.end) not in taken])


def _from_left(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _hit(span: Span, pieces: Sequence[Piece]) -> Hit:
    entry, start, end = span
    first, last = pieces[start], pieces[end - 1]
    if first is last:
        letters, how = len(first.form.keys[0]), first.form.alone
    else:
        inside = [piece.form for piece in pieces[start:end]]
        letters = sum([len(form.keys[0]) for form in inside])
        how = min([form.how for form in inside], key=SURE.__getitem__)
    return Hit(entry, first.section, end - start, letters, how, first.word.start, last.word.end, end - 1)
