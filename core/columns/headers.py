"""Which field a column header means, and how surely: by whole synonyms first, by its parts last."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from core.model.names import clean_text, fold, normalise
from core.tables import table

How = Literal["exact", "folded", "part", "none"]
IGNORE = "ignore"
_LONGEST = 200  # characters of a header that are looked at
_MOST_WORDS = 10  # longer headers are sentences: they are not taken apart
_CAMEL = re.compile(r"(?<=[a-zæøåäö0-9])(?=[A-ZÆØÅÄÖ])")
_TOKEN = re.compile(r"[a-z0-9]+|[%/#]")
_COMPOUND_KINDS = frozenset({"count", "money", "date"})
_COMPOUND_FIELDS = frozenset({"channel", "phase", "segment", "comment", "touchpoint", "csat_score", "rating"})
_RATE_KINDS = frozenset({"score", "duration", "share", "none"})  # kinds whose average is still itself
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SHORTEST_HEAD = 5  # letters of the last part of a compound word ("webshopomsætning")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The synonyms of ``fields.toml`` by how they are compared; a word form claimed by two fields is left out."""

    exact: dict[str, str]
    folded: dict[str, str]
    near: dict[str, str]
    kinds: dict[str, str]
    rates: frozenset[str]
    words: dict[str, frozenset[str]]


def header_words(text: str) -> tuple[str, ...]:
    """The folded words of a header: ``LeadID`` and ``lead_id`` are both (lead, id); %, / and # stand alone."""
    return tuple(_TOKEN.findall(fold(_CAMEL.sub(" ", clean_text(text)[:_LONGEST]))))


def match_header(header: str) -> tuple[str, How]:
    """The field that ``header`` means and how it was understood.

    exact: a synonym letter by letter; folded: but for case, accents and punctuation; part: the header without units
    and counting words, its last words, or the end of a compound; none: not understood, the field is ``ignore``.
    Rates and averages never become counts, and what only identifies a thing is left out.
    """
    lexicon = _lexicon()
    if field := lexicon.exact.get(normalise(header[:_LONGEST])):
        return field, "exact"
    words = header_words(header)
    if field := lexicon.folded.get(" ".join(words)):
        return field, "folded"
    field = lexicon.near.get(" ".join(words)) or _by_parts(words, header_words(_BRACKETS.sub(" ", header)), lexicon)
    return (field, "part") if field else (IGNORE, "none")


def columns(headers: Iterable[str]) -> list[tuple[str, str, How]]:
    """(header, field, how) for each header, in order, duplicates and blanks kept."""
    return [(header, *match_header(header)) for header in headers]


def kind_of(field: str) -> str:
    """The kind of ``field`` (count, money, text ...); ``none`` for an unknown one."""
    return _lexicon().kinds.get(field, "none")


def is_known(text: str) -> bool:
    """Whether ``text`` is a header by itself, without taking it apart: cheap enough for every cell above a table."""
    lexicon = _lexicon()
    if normalise(text[:_LONGEST]) in lexicon.exact:
        return True
    words = " ".join(header_words(text))
    return words in lexicon.folded or words in lexicon.near


def is_field(name: str) -> bool:
    """Whether ``name`` is the id of a field of the table."""
    return name in _lexicon().kinds


def names_people_or_places(header: str) -> bool:
    """Whether the header speaks of persons or places, which are no touchpoints."""
    return bool(_lexicon().words["not_names"].intersection(header_words(header)))


def has_id_word(header: str) -> bool:
    """Whether the header says that its column only identifies things."""
    return bool(_lexicon().words["ids"].intersection(header_words(header)))


def _by_parts(words: Sequence[str], bare: Sequence[str], lexicon: _Lexicon) -> str | None:
    """``bare``: the words outside brackets; what stands inside still says whether it is a rate or an id."""
    if lexicon.words["blocked"].intersection(words) or len(words) > _MOST_WORDS:
        return None
    if lexicon.words["targets"].intersection(words):
        return None if lexicon.words["bids"].intersection(words) else "target"
    if both := _alternatives(words, lexicon):
        return both
    words, bare = _without_period(words, lexicon), _without_period(bare, lexicon)
    allowed = _allowed(words, lexicon)
    for phrase in (*_phrases(bare, lexicon), *_phrases(words, lexicon)):
        field = lexicon.folded.get(phrase) or lexicon.near.get(phrase)
        if field and field in allowed:
            return field
    return next((f for f in _compounds(bare, lexicon) if f in allowed), None)


def _alternatives(words: Sequence[str], lexicon: _Lexicon) -> str | None:
    """ "Channel / touchpoint" gives one column two names."""
    sides = [lexicon.folded.get(side.strip(), "") for side in " ".join(words).split("/")]
    if len(sides) < 2 or any(lexicon.kinds.get(field) != "text" for field in sides):
        return None
    return "touchpoint" if "touchpoint" in sides else sides[0]


def _phrases(words: Sequence[str], lexicon: _Lexicon) -> Iterable[str]:
    """What to look up, best first: the words before a preposition, then the last words, without units."""
    fillers, rates = lexicon.words["fillers"], lexicon.words["rates"]
    yield " ".join(words)
    yield " ".join(w for w in words if w not in rates)
    for end in range(1, len(words)):
        if words[end] in lexicon.words["prepositions"] and words[end - 1] not in lexicon.words["alone"]:
            yield " ".join(words[:end])
            yield " ".join(w for w in words[:end] if w not in fillers)
    core = [w for w in words if w not in fillers and w not in rates and not w.isdigit()]
    for start in range(len(core)):
        phrase = " ".join(core[start:])
        if len(phrase) >= 3 and not (start and phrase in lexicon.words["alone"]):
            yield phrase


def _allowed(words: Sequence[str], lexicon: _Lexicon) -> frozenset[str]:
    """The fields that a header with these words may mean: no count for a rate, no money for a number of things."""
    if _identifies(words, lexicon):
        return frozenset({"customer_id"})
    if _is_rate(words, lexicon):
        return lexicon.rates
    counted = bool(lexicon.words["counting"].intersection(words))
    return frozenset(field for field, kind in lexicon.kinds.items() if not (counted and kind == "money"))


def _compounds(words: Sequence[str], lexicon: _Lexicon) -> Iterable[str]:
    """Scandinavian compounds end in what they are: webshopomsætning, annonceudgifter, kontaktkanal."""
    last = next((w for w in reversed(words) if w not in lexicon.words["fillers"]), "")
    for start in range(3, len(last) - _SHORTEST_HEAD + 1):
        field = lexicon.folded.get(last[start:])
        if field and (lexicon.kinds[field] in _COMPOUND_KINDS or field in _COMPOUND_FIELDS):
            yield field


def _without_period(words: Sequence[str], lexicon: _Lexicon) -> list[str]:
    """Visits per month are visits, not a rate."""
    kept: list[str] = []
    for word in words:
        if word in lexicon.words["periods"] and kept and kept[-1] in lexicon.words["per"]:
            kept.pop()
        else:
            kept.append(word)
    return kept


def _is_rate(words: Sequence[str], lexicon: _Lexicon) -> bool:
    if lexicon.words["rates"].intersection(words) or lexicon.words["per"].intersection(words):
        return True
    endings = tuple(lexicon.words["rate_endings"])
    return any(w.endswith(endings) and w not in lexicon.words["not_rates"] for w in words)


def _identifies(words: Sequence[str], lexicon: _Lexicon) -> bool:
    """An id, a code, a link; but "nr. of visits" counts."""
    counts = {a for a, b in pairwise(words) if b in {"of", "af", "av"}}
    return any(w in lexicon.words["ids"] and w not in counts for w in words)


@cache
def _lexicon() -> _Lexicon:
    fields, words = table("fields"), table("headers")
    sure = [
        (name, synonym)
        for name, entry in fields.items()
        for synonym in (name, *(s for group in entry["synonyms"].values() for s in group))
    ]
    near = [(name, synonym) for name, entry in fields.items() for synonym in entry.get("near", [])]
    kinds: dict[str, str] = {name: entry["kind"] for name, entry in fields.items()}
    return _Lexicon(
        exact=_unambiguous((normalise(synonym), name) for name, synonym in sure),
        folded=_unambiguous((" ".join(header_words(synonym)), name) for name, synonym in sure),
        near=_unambiguous((" ".join(header_words(synonym)), name) for name, synonym in near),
        kinds=kinds,
        rates=frozenset(f for f, k in kinds.items() if f.startswith("given:") or k in _RATE_KINDS),
        words={name: frozenset(values) for name, values in words.items() if isinstance(values, list)},
    )


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for key, name in pairs:
        found.setdefault(key, set()).add(name)
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1 and key}
