"""Answers, states of tickets and sales in words: look-ups over ``grains.toml``."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from core.cleaning.cells.durations import read_flag, read_mark
from core.cleaning.cells.vocabulary import is_missing
from core.model.names import fold, normalise
from core.tables import table

_LONGEST = 60
_LED = re.compile(r"(\d{1,2}) ?[-–:.(] ?\D")  # "5 - very satisfied"
_WORD = re.compile(r"[a-z0-9]+")
_NUMBER = re.compile(r"^(?:p|prio|prioritet|priority)? ?\d{1,2} ?[-–:.)(]* ?|[( ]+p?\d{1,2}\)?$|[()]")
_STEPS = 5  # of the usual scale


def read_score(text: str) -> float | None:
    """The score in ``4 of 5``, ★★★★, "5 - very satisfied", or "very satisfied" on a scale of 1 to 5; None elsewhere."""
    mark = read_mark(text)
    if mark is not None:
        return mark
    led = _LED.match(text.strip()[:_LONGEST])
    return float(led[1]) if led else _answers().get(fold(text[:_LONGEST]))


def read_level(text: str, *, effort: bool) -> float | None:
    """How much something matters or takes, 1 to 5: a figure before its words, or words; of the ``effort``, easy is
    little. None for anything else."""
    led = _LED.match(text.strip()[:_LONGEST])
    word = fold(text[:_LONGEST])
    said = _efforts().get(word) if effort else None
    return float(led[1]) if led else said or _levels().get(word)


def read_priority(text: str) -> float | None:
    """How much comes first, 1 to 5, by the word of a priority, whatever its number: "1 - High" is 4; None where no word
    says it."""
    return level_of(_NUMBER.sub(" ", fold(text[:_LONGEST])).strip(), effort=False)


def read_ease(text: str) -> float | None:
    """How easy something is, 1 to 5: a figure before its words, or words; "hard" is little. None for anything else."""
    led = _LED.match(text.strip()[:_LONGEST])
    hard = _efforts().get(fold(text[:_LONGEST]))
    if led:
        return float(led[1])
    return _levels().get(fold(text[:_LONGEST])) if hard is None else _STEPS + 1 - hard


def level_of(word: str, *, effort: bool) -> float | None:
    """What a folded word says of how much something matters or takes, 1 to 5; None for another."""
    return (_efforts().get(word) if effort else None) or _levels().get(word)


def are_states(texts: Iterable[str]) -> bool:
    """Whether most texts are states of tickets, rather than numbers or yes and no."""
    said = [text for text in texts if not is_missing(text)]
    known = sum(normalise(text[:_LONGEST]) in _states() for text in said)
    return 2 * known > len(said)


def read_state(text: str) -> float | None:
    """1 for a solved ticket, 0 for one that waits, nan for one that was never to be solved; None for anything else."""
    found = _states().get(normalise(text[:_LONGEST]))
    return read_flag(text) if found is None else found


def is_sale(event: str) -> bool:
    """Whether a word of an event column says by itself that something was sold."""
    words = _WORD.findall(fold(event[: 2 * _LONGEST]))
    sale = table("grains")["sale"]
    if " ".join(words) in _phrases():
        return True
    return not set(words).isdisjoint(sale["tokens"]) and set(words).isdisjoint(sale["against"])


def sales_among(events: Sequence[str]) -> dict[str, bool]:
    """Word of an event column -> whether it counts as a sale. Where most are states of orders, all but the void do;
    where none means a sale, those in which it is agreed or invoiced do."""
    found = {event: is_sale(event) for event in events}
    states, written = table("grains")["outcomes"], {event: _state(event) for event in events}
    known = sum(state in (*states["kept"], *states["void"]) for state in written.values())
    if any(found.values()):
        return found
    if 2 * known <= len(written):
        return {event: state in states["agreed"] for event, state in written.items()}
    return {event: state not in states["void"] for event, state in written.items()}


def _state(event: str) -> str:
    return " ".join(normalise(event[:_LONGEST]).replace("_", " ").split())


def is_lost(event: str) -> bool:
    """Whether a word of an event column says that nothing was sold in the end."""
    words = normalise(event[: 2 * _LONGEST]).replace("-", " ").split()
    return not set(words).isdisjoint(table("grains")["outcomes"]["lost"])


@cache
def _phrases() -> frozenset[str]:
    return frozenset(table("grains")["sale"]["exact"])


@cache
def _answers() -> Mapping[str, float]:
    return {word: float(step) for step, words in table("grains")["answers"].items() for word in words}


@cache
def _levels() -> Mapping[str, float]:
    return {word: float(step) for step, words in table("grains")["levels"].items() for word in words}


@cache
def _efforts() -> Mapping[str, float]:
    return {word: float(step) for step, words in table("grains")["efforts"].items() for word in words}


@cache
def _states() -> Mapping[str, float]:
    worth = {"solved": 1.0, "open": 0.0, "other": float("nan")}
    return {word: worth[name] for name, words in table("grains")["states"].items() for word in words}
