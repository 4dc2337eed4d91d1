"""The sales credited to the touchpoints by every model side by side, and why a model says nothing."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import numpy as np

from core.journeys.markov import markov
from core.journeys.meetings import meetings, shapley
from core.journeys.rules import RULES, last_non_direct
from core.journeys.walks import Walks
from core.model import CREDIT_MODELS, Credits, Message
from core.model.journeys import OTHERS
from core.stats.groups import Bools, Ints
from core.stats.intervals import Floats
from core.tables import table

LEARNED = ("markov", "shapley")
Split = Callable[[Floats], Floats]  # what each sale is worth -> what each touchpoint gets of it


def credits_of(walks: Walks, keys: tuple[str, ...], *, direct: Bools, without: Message) -> Credits:
    """Every model's credits for the sales of ``walks``, to all touchpoints that these met.

    ``direct``: per touchpoint, whether it is a direct visit. ``without``: why there is nothing to credit, should no
    journey end with a sale. Markov and Shapley compute with every touchpoint singly, and then tell those met in
    fewer than 5 journeys with a sale together, under OTHERS.
    """
    if not walks.sold.any():
        return Credits({}, silent=dict.fromkeys(CREDIT_MODELS, without))
    sold = walks.sales()
    met = meetings(sold.journey, sold.touch)
    often = met.per_touchpoint(len(keys), among=sold.sold)
    silent = _silent(walks, often)
    splits = dict(_rules(sold, len(keys), direct=direct))
    if "markov" not in silent:
        splits["markov"] = _by_shares(*markov(walks), len(keys))
    if "shapley" not in silent:
        splits["shapley"] = partial(shapley, met, size=len(keys))
    seen = np.flatnonzero(np.bincount(walks.touch, minlength=len(keys)))
    told = partial(_told, splits, keys=keys, seen=seen, thin=often < _floor("sales_per_touchpoint"))
    known = np.isfinite(sold.value)
    value = told(np.where(known, sold.value, 0)) if known.any() else {}
    return Credits(told(np.ones(len(sold.start))), value, silent, _thin_keys(keys, seen, often, silent))


def _silent(walks: Walks, often: Ints) -> dict[str, Message]:
    """Learned model -> why it says nothing; ``often``: journeys with a sale per touchpoint."""
    sales, needed = int(walks.sold.sum()), _floor("sales")
    enough, allowed = _floor("sales_per_touchpoint"), _floor("markov_touchpoints")
    touchpoints = int(np.count_nonzero(np.bincount(walks.touch)))
    if sales < needed:
        return dict.fromkeys(LEARNED, Message("silent.few-sales", {"needed": needed, "n": sales}))
    if often.max() < enough:
        return dict.fromkeys(LEARNED, Message("silent.thin", {"needed": enough}))
    if walks.sold.all():
        return {"markov": Message("silent.everybody-bought")}
    if touchpoints > allowed:
        return {"markov": Message("silent.many-touchpoints", {"allowed": allowed, "n": touchpoints})}
    return {}


def _floor(name: str) -> int:
    return int(table("journeys")["floors"][name])


def _rules(sold: Walks, size: int, *, direct: Bools) -> Iterator[tuple[str, Split]]:
    rules: dict[str, Callable[[Walks], Floats]] = {**RULES, "last_non_direct": partial(last_non_direct, direct=direct)}
    for name in CREDIT_MODELS:
        if name in rules:
            yield name, partial(_by_weights, sold, rules[name](sold), size=size)


def _by_weights(sold: Walks, weights: Floats, worth: Floats, *, size: int) -> Floats:
    """Each sale's worth over its touches, whose weights add up to 1."""
    return np.asarray(np.bincount(sold.touch, weights=weights * np.repeat(worth, sold.length), minlength=size), float)


def _by_shares(states: Ints, shares: Floats, size: int) -> Split:
    """All sales' worth over the touchpoints, whose shares add up to 1."""
    everywhere = np.zeros(size)
    everywhere[states] = shares
    return lambda worth: everywhere * worth.sum()


def _told(
    splits: Mapping[str, Split], worth: Floats, *, keys: tuple[str, ...], seen: Ints, thin: Bools
) -> dict[str, dict[str, float]]:
    """Model -> touchpoint's key -> its part of ``worth``; the learned models' thin touchpoints together."""
    told = {}
    for name, split in splits.items():
        parts = split(worth)
        parts[np.abs(parts).argmax()] += worth.sum() - parts.sum()  # what a million roundings lost
        alone = seen[~thin[seen]] if name in LEARNED else seen
        told[name] = {keys[i]: float(parts[i]) for i in alone}
        together = float(parts[seen[thin[seen]]].sum()) if name in LEARNED else 0.0
        if together:
            told[name][OTHERS] = together
    return told


def _thin_keys(keys: tuple[str, ...], seen: Ints, often: Ints, silent: Mapping[str, Message]) -> tuple[str, ...]:
    """The touchpoints that stand under OTHERS."""
    if set(LEARNED) <= set(silent):
        return ()
    return tuple(keys[i] for i in seen if often[i] < _floor("sales_per_touchpoint"))
