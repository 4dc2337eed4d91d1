"""What a name says: the concepts, movers and setting words that stand in it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from core.classify.lexicon import Entry, Lexicon, lexicon
from core.classify.understanding import SURE, Form, How, Keys, Memory, Understood
from core.classify.words import Word, shown, words_of
from core.model.dataset import Setting

SPELLINGS = range(3)  # of a form: see Form.keys


class Piece(NamedTuple):
    """A known word, or one part of a compound, at its place in the name. A preposition between two words says nothing
    else: the Scandinavian "till" is no till and "mot" no MOT. An ``article`` may stand inside any phrase."""

    form: Form
    word: Word
    section: int
    article: bool


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
    """The hits in a cleaned ``text``, those that lie ``within`` a longer one, the last parts (``tails``) of its
    compounds, and how many of its words were understood and how many are ``foreign``, the silent ones not counted.
    ``cues``: by section, where its last word says something of that: "thank-you page" is online. ``riddles``: where the
    last word of a section stands that nobody understands, told where a faint word stands: it may only qualify that."""

    text: str
    hits: tuple[Hit, ...]
    within: tuple[Hit, ...]
    tails: tuple[Entry, ...]
    cues: dict[int, Cue]
    riddles: dict[int, int]
    understood: int
    foreign: int


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
    text = shown(name)
    known = memory.lexicon.words
    words = [(w, memory.of(w.text, cut=w.cut)) for w in words_of(text) if not w.text.isdigit() or w.text in known]
    pieces = _pieces(words)
    found = list(_spans(pieces, memory.lexicon))
    longest = [] if _labels_a_column(pieces, found, memory.lexicon) else _longest(found)
    within = _inside(found, longest) if longest and len(longest) < len(found) else []
    covered = {piece.word.start for span in longest for piece in pieces[span.start : span.end]}
    faint = [span for span in longest if span.entry.faint]
    foreign = {word.start for word, meant in words if not meant.silent and word.start not in covered}
    return Reading(
        text=text,
        hits=tuple([_hit(span, pieces) for span in longest]),
        within=tuple([_hit(span, pieces) for span in within]),
        tails=tuple([meant.tail for _, meant in words if meant.tail]),
        cues=_cues(pieces, memory.lexicon.cues),
        riddles=_riddles(words, foreign) if foreign and faint else {},
        understood=len(covered),
        foreign=len(foreign),
    )


def _labels_a_column(pieces: Sequence[Piece], found: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether the name says what a column holds (campaign name, Kampagnenavn) and no touchpoint."""
    if not pieces or pieces[-1].form.keys[0] not in lexicon.labels:
        return False
    return all(span.end < len(pieces) for span in found)


def _pieces(words: Sequence[tuple[Word, Understood]]) -> list[Piece]:
    """The parts of all words; a preposition or a sign begins the next section of the name."""
    pieces: list[Piece] = []
    section = 0
    for at, (word, meant) in enumerate(words):
        section += word.apart or meant.joins
        between = meant.joins and 0 < at < len(words) - 1
        for form in meant.forms:
            if between:
                form = form._replace(entry=None)
            pieces.append(Piece(form, word, section, meant.article))
    return pieces


def _cues(pieces: Sequence[Piece], cues: Mapping[str, Setting]) -> dict[int, Cue]:
    last = {piece.section: at for at, piece in enumerate(pieces)}
    return {
        section: Cue(cues[key], at)
        for section, at in last.items()
        for key in reversed(pieces[at].form.keys)
        if key in cues
    }


def _riddles(words: Sequence[tuple[Word, Understood]], foreign: Collection[int]) -> dict[int, int]:
    section = 0
    last: dict[int, int] = {}
    for word, meant in words:
        section += word.apart or meant.joins
        if not meant.silent:
            last[section] = word.start
    return {section: start for section, start in last.items() if start in foreign}


def _spans(pieces: Sequence[Piece], lexicon: Lexicon) -> Iterator[Span]:
    """Every phrase of the tables that stands in the name, also where it is written apart (web shop)."""
    for start, piece in enumerate(pieces):
        form = piece.form
        if form.entry:
            yield Span(form.entry, start, start + 1)
        if start + 1 == len(pieces):
            return
        following = pieces[start + 1].form.keys
        if form.reach > 1 and _opens(form.keys, following, lexicon.openings):
            yield from _phrases(pieces, start, lexicon.entries)
        if form.reach > 1 and pieces[start + 1].article:
            yield from _around_articles(pieces, start, lexicon)
        glued = lexicon.entries.get(form.keys[0] + following[0])
        if glued:
            yield Span(glued, start, start + 2)


def _opens(first: Keys, second: Keys, openings: frozenset[str]) -> bool:
    """Whether any phrase begins with the two words."""
    return (
        f"{first[0]} {second[0]}" in openings
        or f"{first[1]} {second[1]}" in openings
        or f"{first[2]} {second[2]}" in openings
    )


def _phrases(pieces: Sequence[Piece], start: int, entries: Mapping[str, Entry]) -> Iterator[Span]:
    """Phrases that begin at ``start``: as they are written, as the tables write them, or by what they inflect."""
    for end in range(start + 2, min(start + pieces[start].form.reach, len(pieces)) + 1):
        for spelling in SPELLINGS:
            entry = entries.get(" ".join([piece.form.keys[spelling] for piece in pieces[start:end]]))
            if entry:
                yield Span(entry, start, end)
                break


def _around_articles(pieces: Sequence[Piece], start: int, lexicon: Lexicon) -> Iterator[Span]:
    """Phrases that begin at ``start`` and say the same without the articles in them: creates an account."""
    kept = [at for at in range(start, len(pieces)) if at == start or not pieces[at].article]
    bare = [pieces[at] for at in kept]
    if len(bare) > 1 and _opens(bare[0].form.keys, bare[1].form.keys, lexicon.openings):
        yield from (Span(e, start, kept[end - 1] + 1) for e, _, end in _phrases(bare, 0, lexicon.entries))


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
    first, last = pieces[span.start], pieces[span.end - 1]
    inside = (first,) if first is last else pieces[span.start : span.end]
    return Hit(
        entry=span.entry,
        section=first.section,
        words=span.end - span.start,
        letters=sum([len(piece.form.keys[0]) for piece in inside]),
        how=first.form.alone if first is last else min([piece.form.how for piece in inside], key=SURE.__getitem__),
        start=first.word.start,
        end=last.word.end,
        last=span.end - 1,
    )
