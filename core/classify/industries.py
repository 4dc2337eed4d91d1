"""What businesses of a kind usually have, and what a file lacks of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from core.classify.concepts import concepts
from core.classify.reading import Reading, read_all
from core.classify.words import folded, key_of, shown, words_of
from core.tables import table

MIN_SIGNS = 2  # fewer are no ground for a guess
_NONE: Mapping[str, Reading] = {}


@dataclass(frozen=True, slots=True)
class Industry:
    """A kind of business. ``typical``: its usual touchpoints, each with others that count as the same;
    ``signs``: words and concepts that give it away; ``manner``: whose words it speaks in (``core.texts``);
    ``before``: concepts that come before the visit here, though elsewhere they are the purchase."""

    label: Mapping[str, str]
    typical: tuple[tuple[str, ...], ...]
    signs: frozenset[str]
    manner: str
    before: frozenset[str] = frozenset()


@cache
def industries() -> Mapping[str, Industry]:
    """All industries by id."""
    return {
        id_: Industry(
            label=entry["label"],
            typical=tuple(tuple(names) for names in entry["typical"]),
            signs=frozenset((*entry["sign_concepts"], *map(key_of, entry["sign_words"]))),
            manner=entry.get("manner", ""),
            before=frozenset(entry.get("before", ())),
        )
        for id_, entry in table("industries").items()
    }


def industry_label(industry: str, language_code: str) -> str:
    """The industry with its article, as it stands in a sentence: "a webshop"."""
    return industries()[industry].label[language_code]


def industry_names() -> tuple[str, ...]:
    """The ids of all industries, as the table orders them."""
    return tuple(industries())


def manner_of(industry: str | None) -> str:
    """The manner of speech of an industry; empty for one that speaks as a shop, and where it is not known."""
    found = industries().get(industry or "")
    return found.manner if found else ""


def missing_concepts(
    names: Sequence[str], *, industry: str | None, readings: Mapping[str, Reading] = _NONE
) -> tuple[str, ...]:
    """Ids of the concepts that such a business usually has and that no name speaks of, along the journey.

    Empty for an unknown industry. ``readings``: those of the names that were read before (``read_all``).
    """
    if industry is None or industry not in industries():
        return ()
    there = _spoken(names, readings)
    lacking = {same[0] for same in industries()[industry].typical if not there.intersection(same)}
    return tuple(id_ for id_ in concepts() if id_ in lacking)


def guess_industry(names: Sequence[str], *, readings: Mapping[str, Reading] = _NONE) -> str | None:
    """The industry that most signs in the names speak for; None if too few do, or two industries are level.

    ``readings``: those of the names that were read before (``read_all``).
    """
    words = {folded(text) for text in {word for name in names for word, *_ in words_of(shown(name))}}
    words |= _spoken(names, readings)
    counts = sorted(((len(found.signs & words), id_) for id_, found in industries().items()), reverse=True)
    (most, best), (second, _) = counts[:2]
    return best if most >= MIN_SIGNS and most > second else None


def _spoken(names: Sequence[str], readings: Mapping[str, Reading]) -> frozenset[str]:
    further = read_all(name for name in names if name not in readings)
    found = [readings.get(name) or further[name] for name in names]
    return frozenset(hit.entry.concept.id for reading in found for hit in reading.hits if hit.entry.concept)
