"""What businesses of a kind usually have, and what a file lacks of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from core.classify.concepts import concepts
from core.classify.lexicon import lexicon
from core.classify.reading import read
from core.classify.understanding import Memory
from core.classify.words import key_of
from core.tables import table

MIN_SIGNS = 2  # fewer are no ground for a guess


@dataclass(frozen=True, slots=True)
class Industry:
    """A kind of business. ``typical``: its usual touchpoints, each with others that count as the same;
    ``signs``: words and concepts that give it away."""

    label: Mapping[str, str]
    typical: tuple[tuple[str, ...], ...]
    signs: frozenset[str]


@cache
def industries() -> Mapping[str, Industry]:
    """All industries by id."""
    return {
        id_: Industry(
            label=entry["label"],
            typical=tuple(tuple(names) for names in entry["typical"]),
            signs=frozenset((*entry["sign_concepts"], *map(key_of, entry["sign_words"]))),
        )
        for id_, entry in table("industries").items()
    }


def industry_label(industry: str, language_code: str) -> str:
    """The industry with its article, as it stands in a sentence: "a webshop"."""
    return industries()[industry].label[language_code]


def missing_concepts(names: Sequence[str], *, industry: str | None) -> tuple[str, ...]:
    """Ids of the concepts that such a business usually has and that no name speaks of, along the journey.

    Empty for an unknown industry.
    """
    if industry is None or industry not in industries():
        return ()
    there = _spoken(names)
    lacking = {same[0] for same in industries()[industry].typical if not there.intersection(same)}
    return tuple(id_ for id_ in concepts() if id_ in lacking)


def guess_industry(names: Sequence[str]) -> str | None:
    """The industry that most signs in the names speak for; None if too few do, or two industries are level."""
    words = {word for name in names for word in key_of(name[:200]).split()} | _spoken(names)
    counts = sorted(((len(found.signs & words), id_) for id_, found in industries().items()), reverse=True)
    (most, best), (second, _) = counts[:2]
    return best if most >= MIN_SIGNS and most > second else None


def _spoken(names: Sequence[str]) -> frozenset[str]:
    memory = Memory(lexicon())
    readings = (read(name, memory=memory) for name in names)
    return frozenset(hit.entry.concept.id for reading in readings for hit in reading.hits if hit.entry.concept)
