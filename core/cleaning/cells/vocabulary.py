"""The words that cells are made of, as look-ups over ``cells.toml``, ``totals.toml`` and ``fields.toml``."""

import re
from functools import cache
from typing import Any

from core.model.names import clean_text, fold
from core.tables import table

_DIGIT = re.compile(r"\d")  # no word for nothing has a digit, nearly every number begins with one
_LONGEST_MISSING = 20
KR = "kr"  # Danish, Swedish or Norwegian: the file's language decides
METRIC_KINDS = frozenset({"count", "money", "score", "duration", "share", "points", "ratio"})


def field(name: str) -> dict[str, Any]:
    """The entry of a field: kind, aggregation, unit, labels."""
    entry: dict[str, Any] = table("fields").get(name, table("fields")["ignore"])
    return entry


def kind_of(name: str) -> str:
    """The kind of a field: count, money, score, duration, share, points, ratio, text, date, id or none."""
    return str(field(name)["kind"])


def is_metric(name: str) -> bool:
    """Whether a field holds numbers to analyse."""
    return kind_of(name) in METRIC_KINDS


@cache
def words(name: str) -> frozenset[str]:
    """A list of ``cells.toml`` as a set."""
    return frozenset(table("cells")[name])


@cache
def counted() -> frozenset[str]:
    """Words that may stand after a number and only name what is counted: "1.250 besøg"."""
    counts = [entry for entry in table("fields").values() if entry["kind"] == "count"]
    nouns = [noun for entry in counts for group in entry["synonyms"].values() for noun in group]
    nouns += [noun for entry in counts for noun in entry.get("near", [])]
    return words("units") | {fold(noun) for noun in nouns if noun.isalpha()}


@cache
def lookup(name: str) -> dict[str, str]:
    """A section of ``cells.toml`` turned round: each word to the name of its list."""
    return {word: key for key, group in table("cells")[name].items() for word in group}


@cache
def currency_codes() -> tuple[str, ...]:
    """The currencies that cells are searched for; a currency's number is its place here."""
    return tuple(table("cells")["currencies"])


def is_missing(text: str) -> bool:
    """Whether a cell's text stands for nothing: empty, a dash, n/a, unknown ..."""
    if len(text) > _LONGEST_MISSING or _DIGIT.search(text):
        return False
    text = text.strip()
    return not text or fold(text) in words("missing")


def clip(text: str, *, length: int = 40) -> str:
    """A cell's text as a message may quote it."""
    text = clean_text(text[: 4 * length])
    return text if len(text) <= length else f"{text[: length - 1]}…"
