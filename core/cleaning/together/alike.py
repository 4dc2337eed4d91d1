"""Names of touchpoints on different sheets that read alike without being one: offered to the user, never merged."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from core.model import Touchpoint
from core.model.names import fold, normalise

_MOST = 20
_NAMES = 2000  # beyond so many names a log holds pages or products, and pairs mean nothing
_SHORTEST = 5  # letters from which one slip is rather a slip than another word
_LONG = 9  # letters from which two are allowed
_FAR = 9.0


def alike_pairs(
    points: Sequence[Touchpoint], places: Mapping[str, frozenset[int]], *, apart: Collection[tuple[str, str]] = ()
) -> tuple[tuple[str, str], ...]:
    """Up to twenty pairs of names, the closest first: equal but for accents and punctuation, one or two letters apart,
    or one the beginning or end of the other ("Facebook", "Facebook Ads").

    ``places``: key -> numbers of the sheets that name it. Two names that one sheet tells apart are no pair, nor are
    those that the user keeps ``apart`` (pairs of normalised names).
    """
    found, told = [], {frozenset(pair) for pair in apart}
    words = {point.key: _words(point.name) for point in points[:_NAMES]}
    by_key = {point.key: point for point in points[:_NAMES]}
    for a, b in _candidates(words):
        far = _distance(words[a], words[b])
        if frozenset(normalise(by_key[key].name) for key in (a, b)) in told:
            continue
        if far < _FAR and by_key[a].name != by_key[b].name and places[a].isdisjoint(places[b]):
            found.append((far, by_key[a].name, by_key[b].name))
    return tuple((a, b) for _, a, b in sorted(found, key=lambda pair: pair[0])[:_MOST])


def _words(name: str) -> tuple[str, ...]:
    return tuple("".join(c if c.isalnum() else " " for c in fold(name)).split())


def _candidates(words: Mapping[str, tuple[str, ...]]) -> Iterable[tuple[str, str]]:
    """Pairs that share a word, or the first or last letters of their names: others cannot be alike."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key, own in words.items():
        together = "".join(own)
        for sign in {*own, f"{together[:3]}…", f"…{together[-3:]}"} if together else ():
            groups[sign].append(key)
    pairs = {pair for group in groups.values() if len(group) <= _MOST * 5 for pair in combinations(group, 2)}
    order = {key: place for place, key in enumerate(words)}
    return sorted(pairs, key=lambda pair: (order[pair[0]], order[pair[1]]))


def _distance(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """0 for the same letters, 1 or 2 for slips of the pen, then one inside the other; far for anything else."""
    one, other = "".join(a), "".join(b)
    if one == other or sorted(a) == sorted(b):
        return 0.0
    if any(map(str.isdigit, one + other)) and _digits(one) != _digits(other):
        return _FAR
    slips = _slips(one, other, most=2 if min(len(one), len(other)) >= _LONG else 1)
    if slips is not None and min(len(one), len(other)) >= _SHORTEST:
        return float(slips)
    short, long = sorted((a, b), key=len)
    inside = len(short) < len(long) and short in (long[: len(short)], long[-len(short) :])
    return 3.0 + (len(long) - len(short)) / 10 if inside and len("".join(short)) >= 3 else _FAR


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _slips(a: str, b: str, *, most: int) -> int | None:
    """Letters to add, drop, change or swap (optimal string alignment) to get from ``a`` to ``b``; None if more than
    ``most``."""
    if abs(len(a) - len(b)) > most:
        return None
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        row = [i]
        for j, y in enumerate(b, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
        before, last = last, row
    return last[-1] if last[-1] <= most else None
