"""The words of headers, as look-ups over ``fields.toml`` and ``headers.toml``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from core.model.names import clean_text, fold, normalise
from core.tables import table

LONGEST = 200  # characters of a header that are looked at
_CAMEL = re.compile(r"(?<=[a-zæøåäö0-9])(?=[A-ZÆØÅÄÖ])")
_TOKEN = re.compile(r"[a-z0-9]+|[%/#]")
_RATE_KINDS = frozenset({"score", "duration", "share", "none"})  # kinds whose average is still itself


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The synonyms of ``fields.toml`` by how they are compared; a word form claimed by two fields is left out.

    ``kinds``: field -> kind; ``rates``: the fields that a rate or an average may mean; ``texts``: those of words;
    ``words``: the lists of ``headers.toml``.
    """

    exact: dict[str, str]
    folded: dict[str, str]
    near: dict[str, str]
    kinds: dict[str, str]
    rates: frozenset[str]
    texts: frozenset[str]
    words: dict[str, frozenset[str]]


def header_words(text: str) -> tuple[str, ...]:
    """The folded words of a header: ``LeadID`` and ``lead_id`` are both (lead, id); %, / and # stand alone."""
    return tuple(_TOKEN.findall(fold(_CAMEL.sub(" ", clean_text(text)[:LONGEST]))))


@cache
def the_lexicon() -> Lexicon:
    """The look-ups, made once."""
    fields, words = table("fields"), table("headers")
    sure = [
        (name, synonym)
        for name, entry in fields.items()
        for synonym in (name, *(s for group in entry["synonyms"].values() for s in group))
    ]
    near = [(name, synonym) for name, entry in fields.items() for synonym in entry.get("near", [])]
    kinds: dict[str, str] = {name: entry["kind"] for name, entry in fields.items()}
    return Lexicon(
        exact=_unambiguous((normalise(synonym), name) for name, synonym in sure),
        folded=_unambiguous((" ".join(header_words(synonym)), name) for name, synonym in sure),
        near=_unambiguous((" ".join(header_words(synonym)), name) for name, synonym in near),
        kinds=kinds,
        texts=frozenset(f for f, k in kinds.items() if k == "text"),
        rates=frozenset(f for f, k in kinds.items() if f.startswith("given:") or k in _RATE_KINDS),
        words={name: frozenset(values) for name, values in words.items() if isinstance(values, list)},
    )


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for key, name in pairs:
        found.setdefault(key, set()).add(name)
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1 and key}
