"""What a name says: the concepts, movers and setting words that stand in it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from core.classify.lexicon import Entry, Lexicon, lexicon
from core.classify.understanding import SURE, Form, How, Memory, Understood
from core.classify.words import shown, words_of
from core.model.dataset import Setting

AT_ONCE = 100  # names: each step is quicker where it is taken for many, and that many need little room


@dataclass(slots=True)
class Row:
    """A cleaned ``text`` from left to right, in lists side by side. Of each of its words, numbers left out: what it
    means (``meant``), its section, 0 for the first (``sections``), and where it stands (``starts``, ``ends``); of each
    known word or part of a compound its form (``forms``) and which of the words it stands in (``owners``). A
    preposition between two words says nothing else: the Scandinavian "till" is no till and "mot" no MOT."""

    text: str
    meant: list[Understood]
    sections: list[int]
    starts: list[int]
    ends: list[int]
    forms: list[Form]
    owners: list[int]


# An entry over the forms of a row from ``start`` to ``end`` (exclusive).
Span = tuple[Entry, int, int]


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
    them were understood and how many are ``foreign``, the silent ones not counted.
    ``cues``: by section, where its last word says something of that: "thank-you page" is online. ``riddles``: where the
    last word of a section stands that nobody understands, told where a faint word stands: it may only qualify that."""

    text: str
    hits: tuple[Hit, ...]
    within: tuple[Hit, ...]
    meant: tuple[Understood, ...]
    cues: Mapping[int, Cue]
    riddles: Mapping[int, int]
    understood: int
    foreign: int

    @property
    def key(self) -> str:
        """How the name is looked up (``key_of``), numbers left out."""
        return " ".join([one.key for one in self.meant])

    @property
    def tails(self) -> list[Entry]:
        """What the last parts of its compounds say."""
        return [one.tail for one in self.meant if one.tail]


def read_all(names: Iterable[str], *, memory: Memory | None = None) -> dict[str, Reading]:
    """Name -> what it says, so that whoever asks after the classes reads no name again.

    ``memory``: of the words that were met before, where there is one.
    """
    known = Memory(lexicon()) if memory is None else memory
    found: dict[str, Reading] = {}
    waiting = iter(names)
    while some := [(name, _row(shown(name), known)) for name in islice(waiting, AT_ONCE)]:
        found |= {name: _reading(row, known.lexicon) for name, row in some}
    return found


def read(name: str, *, memory: Memory) -> Reading:
    """What ``name`` says; an empty reading where it says nothing."""
    return _reading(_row(shown(name), memory), memory.lexicon)


def _reading(row: Row, lexicon: Lexicon) -> Reading:
    longest, within = _spans(row, lexicon)
    covered: set[int] = set()
    for _, start, end in longest:
        covered.update(row.owners[start:end])
    foreign = _foreign(row.meant, covered)
    hits = _hits(longest, row)
    inner = _hits(within, row) if within else ()
    riddles = _riddles(row, foreign) if foreign and any(hit.entry.faint for hit in hits) else {}
    return Reading(row.text, hits, inner, tuple(row.meant), _cues(row), riddles, len(covered), len(foreign))


def _row(text: str, memory: Memory) -> Row:
    """The words of a cleaned text; a preposition or a sign begins the next section of the name."""
    meant, sections, starts, ends = [], [], [], []
    section, known = 0, memory.lexicon.words
    for word, start, end, apart, cut in words_of(text):
        if not word.isdigit() or word in known:
            one = memory[word + "." if cut else word]
            section += apart or one.joins
            meant.append(one)
            sections.append(section)
            starts.append(start)
            ends.append(end)
    forms, owners = _forms(meant)
    return Row(text, meant, sections, starts, ends, forms, owners)


def _forms(meant: Sequence[Understood]) -> tuple[list[Form], list[int]]:
    """The forms of all words, and of each form which word it is of."""
    forms, owners, last = [], [], len(meant) - 1
    for at, one in enumerate(meant):
        for form in one.between if 0 < at < last else one.forms:
            forms.append(form)
            owners.append(at)
    return forms, owners


def _foreign(meant: Sequence[Understood], covered: Collection[int]) -> list[int]:
    """Which of the words nobody understands."""
    return [at for at, one in enumerate(meant) if not one.silent and at not in covered]


def _cues(row: Row) -> Mapping[int, Cue]:
    cues, owners, sections, last = {}, row.owners, row.sections, len(row.forms) - 1
    for at, form in enumerate(row.forms):
        if form.cue:
            section = sections[owners[at]]
            if at == last or sections[owners[at + 1]] > section:
                cues[section] = Cue(form.cue, at)
    return cues


def _riddles(row: Row, foreign: Collection[int]) -> dict[int, int]:
    last = {row.sections[at]: at for at, one in enumerate(row.meant) if not one.silent}
    return {section: row.starts[at] for section, at in last.items() if at in foreign}


def _spans(row: Row, lexicon: Lexicon) -> tuple[Sequence[Span], Sequence[Span]]:
    """What the name says: the entries that do not lie inside longer ones, and the longest of those that do."""
    found = _found(row, lexicon)
    if not found or _labels_a_column(row.forms, found, lexicon):
        return (), ()
    longest = _longest(found)
    return longest, _inside(found, longest) if len(found) > len(longest) else ()


def _labels_a_column(forms: Sequence[Form], found: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether the name says what a column holds (campaign name, Kampagnenavn) and no touchpoint."""
    return forms[-1].keys[0] in lexicon.labels and all(end < len(forms) for _, _, end in found)


def _found(row: Row, lexicon: Lexicon) -> list[Span]:
    """From left to right every entry that stands in the name: words, phrases, and words written apart (web shop)."""
    found: list[Span] = []
    forms, entries, last = row.forms, lexicon.entries, len(row.forms) - 1
    for start, form in enumerate(forms):
        if form.entry:
            found.append((form.entry, start, start + 1))
        if start == last:
            break
        following = forms[start + 1]
        if form.reach > 1:
            if following.known:
                found += _from(forms[start : start + form.reach], start, lexicon)
            if row.meant[row.owners[start + 1]].article:
                found += _around_articles(row, start, lexicon)
        glued = entries.get(form.keys[0] + following.keys[0])
        if glued:
            found.append((glued, start, start + 2))
    return found


def _from(forms: Sequence[Form], start: int, lexicon: Lexicon) -> list[Span]:
    """Phrases that begin ``forms``, as they are written, as the tables write them, or by what they inflect; ``start``:
    the place of the first one in the row."""
    found: list[Span] = []
    (written, known, base), entries = forms[0].keys, lexicon.entries
    for end, form in enumerate(forms[1:], start + 2):
        if not form.known:
            break
        keys = form.keys
        written, known, base = f"{written} {keys[0]}", f"{known} {keys[1]}", f"{base} {keys[2]}"
        if end == start + 2 and lexicon.openings.isdisjoint((written, known, base)):
            break
        entry = entries.get(written) or entries.get(known) or entries.get(base)
        if entry:
            found.append((entry, start, end))
    return found


def _around_articles(row: Row, start: int, lexicon: Lexicon) -> list[Span]:
    """Phrases that begin at ``start`` and say the same without the articles in them: creates an account."""
    places = range(start + 1, len(row.forms))
    kept = [start, *(at for at in places if not row.meant[row.owners[at]].article)]
    bare = [row.forms[at] for at in kept[: row.forms[start].reach]]
    return [(entry, start, kept[end - 1] + 1) for entry, _, end in _from(bare, 0, lexicon)]


def _longest(spans: Sequence[Span]) -> list[Span]:
    """The spans that do not lie inside a longer one; ``spans`` and they from left to right."""
    kept: list[Span] = []
    start = end = -1  # of the last one kept
    for entry, at, until in spans:
        if until > end:
            if at == start:
                kept.pop()
            start, end = at, until
            kept.append((entry, at, until))
    return kept


def _inside(found: Sequence[Span], longest: Sequence[Span]) -> list[Span]:
    """The longest of those that lie inside a longer one."""
    taken = {(start, end) for _, start, end in longest}
    return _longest([span for span in found if span[1:] not in taken])


def _hits(spans: Sequence[Span], row: Row) -> tuple[Hit, ...]:
    hits, owners, forms = [], row.owners, row.forms
    for entry, start, end in spans:
        first, last, form = owners[start], owners[end - 1], forms[start]
        letters, how = (len(form.keys[0]), form.alone) if end - start == 1 else _together(forms[start:end])
        begins, stops = row.starts[first], row.ends[last]
        hits.append(Hit(entry, row.sections[first], end - start, letters, how, begins, stops, end - 1))
    return tuple(hits)


def _together(forms: Sequence[Form]) -> tuple[int, How]:
    """How long the forms are, and how the least sure of them was understood."""
    letters, how = 0, forms[0].how
    for form in forms:
        letters += len(form.keys[0])
        if SURE[form.how] < SURE[how]:
            how = form.how
    return letters, how
