"""Names that read alike, so that one correction can be offered to all of them."""

from collections.abc import Sequence
from typing import NamedTuple

from core.classify.deciding import decide
from core.classify.lexicon import MIN_STEM, MIN_TYPO, lexicon
from core.classify.reading import read
from core.classify.spelling import known_form, one_slip
from core.classify.understanding import Memory
from core.classify.words import folded, shown, words_of
from core.model.dataset import Stage
from core.model.names import normalise

LONGEST_ENDING = 3  # letters: where the tables hold a word and its plural both, they are one


class _Gist(NamedTuple):
    """What a name comes down to: its content words, what it is taken for, and where."""

    words: tuple[str, ...]
    concept: str
    stage: Stage


def similar_names(name: str, names: Sequence[str]) -> tuple[str, ...]:
    """Those of ``names`` that read like ``name``, in their order, each once, ``name`` itself left out.

    Alike are names of the same content words in any order and inflection: numbers, dates, seasons and little words may
    differ, and one long word by one slip of the pen. They must also be understood alike: "E-mail to new customers" is
    not alike "E-mail to customers". Names of no content word are like none.
    """
    memory = Memory(lexicon())
    gist = _gist(name, memory)
    if not gist.words:
        return ()
    others = {normalise(other): other for other in reversed(names)}
    others.pop(normalise(name), None)
    found = [other for other in others.values() if _alike(gist, _gist(other, memory), memory)]
    return tuple(reversed(found))


def _gist(name: str, memory: Memory) -> _Gist:
    verdict = decide(read(name, memory=memory))
    words = (folded(word) for word, *_ in words_of(shown(name)))
    content = tuple(base for word in words if not word.isdigit() and (base := _base(word, memory)))
    return _Gist(content, verdict.concept.id if verdict.concept else "", verdict.stage)


def _base(word: str, memory: Memory) -> str:
    """The word without its ending; "" for one that says nothing."""
    known = known_form(memory.lexicon.stems(word), lexicon=memory.lexicon) or word
    base = memory.lexicon.base(known)
    if {word, known, base} & memory.lexicon.filler:
        return ""
    shorter = (base[:-letters] for letters in range(1, LONGEST_ENDING + 1))
    return next((stem for stem in shorter if len(stem) >= MIN_STEM and stem in memory.lexicon.words), base)


def _alike(a: _Gist, b: _Gist, memory: Memory) -> bool:
    if sorted(a.words) == sorted(b.words) or "".join(a.words) == "".join(b.words):
        return (a.concept, a.stage) == (b.concept, b.stage)
    odd = sorted(set(a.words) ^ set(b.words))
    if len(odd) != 2 or len(a.words) != len(b.words) or min(map(len, odd)) < MIN_TYPO:
        return False
    return one_slip(*odd) and not memory.lexicon.words.issuperset(odd)
