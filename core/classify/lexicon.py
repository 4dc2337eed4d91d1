"""The tables as one index: from a folded phrase to what it says. Built once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from core.classify.concepts import WORD_LISTS, Concept, concepts
from core.classify.words import key_of
from core.model.dataset import Setting, Stage
from core.tables import table

MIN_STEM = 4  # letters of a word that may be inflected
MIN_PART = {True: 3, False: 5}  # letters of a part of a compound that says something alone, or only in a phrase
MIN_END = 5  # letters of a known part after an unknown one: the head of a compound
LONGEST_ENDING = 4
MIN_TYPO = 6  # letters: in shorter words one edit makes another word

Stems = tuple[str, ...]  # a word and what it may inflect, longest first; the stems need not be words


@dataclass(frozen=True, slots=True)
class Mover:
    """Words that move a touchpoint along the journey: "existing customers", "after purchase".

    ``stage``: where it goes if it has no stage of its own there; it moves concepts up to rank ``reach``.
    """

    stage: Stage
    reach: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase says; most say one of these, "in store" says two. ``faint``: only where nothing else does.
    ``inside``: what happens inside the business, where no customer is; ``backstage``: so it does where it ends what is
    told (staff workload), elsewhere it says nothing. One that says nothing keeps its words from speaking by themselves:
    a test campaign is no campaign."""

    concept: Concept | None = None
    mover: Mover | None = None
    setting: Setting | None = None
    faint: bool = False
    inside: bool = False
    backstage: bool = False

    @property
    def mute(self) -> bool:
        """Whether it says nothing at all."""
        return not (self.concept or self.mover or self.setting or self.inside)

    @property
    def rank(self) -> int:
        """How strongly it decides, see ``Concept``; 0 for a faint word."""
        return self.concept.rank if self.concept and not self.faint else 0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the tables say, by folded word or phrase.

    ``entries``: phrase -> entry; ``reach``: first word -> so many words has its longest phrase; ``openings``: the first
    two words of phrases; ``words``: every word known, also those that only join or fill (``filler``) or begin a section
    (``breaks``); ``bases``: word of a phrase -> the word it inflects, or itself; ``endings``: of inflections;
    ``parts``: the words that make compounds, ``links`` the letters between them; ``heads``: short words that make
    compounds with anything before them; ``halves``: they and the longer parts that say enough alone to do so;
    ``alone``: the single words that say something, in order; ``labels``: last words that make the name of a column of
    anything (campaign name); ``misspelt``: a word, or it with one letter left out ->
    the word; ``cues``: the last word of a name -> setting.
    """

    entries: dict[str, Entry]
    words: frozenset[str]
    bases: Mapping[str, str]
    endings: frozenset[str]
    parts: frozenset[str]
    filler: frozenset[str]
    breaks: frozenset[str]
    articles: frozenset[str]
    misspelt: Mapping[str, str]
    links: tuple[str, ...]
    reach: Mapping[str, int]
    openings: frozenset[str]
    cues: Mapping[str, Setting]
    heads: frozenset[str]
    halves: frozenset[str]
    alone: Sequence[str]
    labels: frozenset[str]

    def stems(self, word: str) -> Stems:
        """``word`` and what it may inflect."""
        return (word, *_uninflected(word, self.endings))

    def inflected(self, stems: Stems) -> str | None:
        """The word of the tables that ``stems[0]`` inflects: brochures, broschyrer, mässorna; of two the longer."""
        return _first_known(stems[1:], self.words)

    def base(self, word: str) -> str:
        """The word of the tables that ``word`` inflects, else itself."""
        return self.bases.get(word) or self.inflected(self.stems(word)) or word


@cache
def lexicon() -> Lexicon:
    """The index of all concept tables and of the context words."""
    context = table("context_words")
    entries = _entries(context)
    breaks = frozenset(map(key_of, (*context["prepositions"], *context["conjunctions"])))
    filler = breaks | frozenset(map(key_of, context["filler"]))
    spoken = frozenset(word for key in entries for word in key.split())
    parts = frozenset(key for key in (entries.keys() | spoken) - filler if len(key) >= (MIN_PART[key in entries]))
    endings, articles, heads, labels = (
        frozenset(map(key_of, context[name])) for name in ("endings", "articles", "heads", "labels")
    )
    cues: dict[str, Setting] = {key_of(word): setting for setting, words in context["cues"].items() for word in words}
    parts |= frozenset(map(key_of, context["parts"])) | cues.keys() | labels
    words = spoken | filler | parts
    in_phrases = {word for key in entries if " " in key for word in key.split()}
    bases = {word: _first_known(_uninflected(word, endings), words) or word for word in in_phrases}
    by_stem = _by_stem(entries, bases, articles)
    return Lexicon(
        entries=by_stem,
        words=words,
        bases=bases,
        endings=endings,
        parts=parts,
        filler=filler,
        breaks=breaks,
        articles=articles,
        misspelt=_misspelt(w for w in spoken if len(w) >= MIN_TYPO),
        links=tuple(context["links"]),
        reach=_reach(by_stem),
        openings=frozenset(" ".join(key.split(maxsplit=2)[:2]) for key in by_stem if " " in key),
        cues=cues,
        heads=heads,
        halves=_halves(parts, heads, entries),
        labels=labels,
        alone=sorted(key for key in entries if " " not in key),
    )


def _halves(parts: frozenset[str], heads: frozenset[str], entries: Mapping[str, Entry]) -> frozenset[str]:
    """The parts that may be a half of a compound by themselves."""
    faint = {key for key, entry in entries.items() if entry.faint}
    return frozenset(part for part in parts if part in heads or (len(part) >= MIN_END and part not in faint))


def _first_known(stems: Sequence[str], words: frozenset[str]) -> str | None:
    for stem in stems:
        if stem in words and len(stem) >= MIN_STEM:
            return stem
    return None


def _uninflected(word: str, endings: frozenset[str]) -> Sequence[str]:
    """What ``word`` may be an inflection of, longest first.

    In Scandinavian the last vowel gives way to the ending (annonce, annoncer; mässa, mässor), in English y to ies.
    """
    found = []
    for cut in range(1, LONGEST_ENDING + 1):
        if word[-cut:] in endings:
            base = word[:-cut]
            found += [base + "e", base + "a", base] if len(base) >= MIN_STEM else [base]
    return [*found, word[:-3] + "y"] if word.endswith("ies") else found


def _entries(context: Mapping[str, Any]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for found in concepts().values():
        said, whispered = Entry(concept=found), Entry(concept=found, faint=True)
        for word in found.words:
            entries[key_of(word)] = whispered if word in found.faint else said
    entries |= {key: Entry() for key in map(key_of, _listed(context["nothing"]))}
    entries |= {key: Entry(inside=True) for key in map(key_of, _listed(context["inside"]))}
    for key in map(key_of, _listed(context["backstage"])):
        entries[key] = entries.get(key, Entry(backstage=True))
    for name in context["movers"].values():
        mover = Mover(name["stage"], name["reach"])
        for key in map(key_of, _listed(name)):
            entries[key] = replace(entries.get(key, Entry()), mover=mover)
    for setting, lists in context["settings"].items():
        for key in map(key_of, _listed(lists)):
            entries[key] = replace(entries.get(key, Entry()), setting=setting)
    return entries


def _listed(lists: Mapping[str, Any]) -> Iterator[str]:
    return (word for name in WORD_LISTS for word in lists.get(name, ()))


def _by_stem(entries: Mapping[str, Entry], bases: Mapping[str, str], articles: frozenset[str]) -> dict[str, Entry]:
    """Phrases by the words that theirs inflect, also without articles; of two that meet, the one written so stands."""
    stems: dict[str, Entry] = {}
    bare: dict[str, Entry] = {}
    for key, entry in entries.items():
        if " " in key:  # a single word that is no inflection stands for itself only: Teams is no team
            first, *others = [bases[word] for word in key.split()]
            stems.setdefault(" ".join([first, *others]), entry)
            bare[" ".join([first, *(word for word in others if word not in articles)])] = entry
    apart = {key.replace(" ", ""): entry for key, entry in entries.items() if key.count(" ") == 1}
    return {**{key: entry for key, entry in bare.items() if " " in key}, **apart, **stems, **entries}


def _reach(phrases: Iterable[str]) -> dict[str, int]:
    reach: dict[str, int] = {}
    for phrase in phrases:
        words = phrase.split()
        reach[words[0]] = max(reach.get(words[0], 1), len(words))
    return reach


def _misspelt(words: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in sorted(words, reverse=True):  # of two words that one misspelling may mean, the first stands
        found.update(dict.fromkeys((word, *without_a_letter(word)), word))
    return found


def without_a_letter(word: str) -> Sequence[str]:
    """``word`` with each of its letters left out in turn."""
    return [word[:i] + word[i + 1 :] for i in range(len(word))]
