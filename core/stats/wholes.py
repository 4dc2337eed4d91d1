"""What a figure would add up to had every row of a touchpoint it: months that nobody filled in are unknown, not 0."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np

from core.stats.between import between
from core.stats.groups import Bools, Groups, Ints, column
from core.stats.intervals import Floats
from core.stats.scales import SCORE_FIELDS
from core.stats.sheet import Rows, once

_ADDING = (
    *("impressions", "visits", "clicks", "engagements", "customers", "leads", "conversions", "orders", "revenue"),
    *("cost", "tickets", "responses", "customers_new"),
)
_SEASON = 0.25  # by how much the months of a file usually differ, as a part of their mean (standard deviation)
_UPS_AND_DOWNS, _BORROWED = 0.4, 4.0  # those of one touchpoint beside its season, believed like so many rows
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Whole:
    """One entry per group. ``total``: the sum over all of its rows, those that lack the figure counted as the others
    (NaN: no row knows it); ``spread``: how far that may be off (log-SD, 0 where nothing is lacking); ``lacking`` of
    ``rows`` have no figure."""

    total: Floats
    spread: Floats
    lacking: Ints
    rows: Ints

    def where(self, mine: Bools, other: "Whole") -> "Whole":
        """The same, but ``other`` in the groups of ``mine``."""
        sides = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(Whole))
        return Whole(*(np.where(mine, theirs, own) for own, theirs in sides))


def nothing(size: int) -> Whole:
    """Nothing known for any of ``size`` groups."""
    return Whole(np.full(size, np.nan), np.zeros(size), *np.zeros((2, size), np.int64))


def whole(rows: Rows, groups: Groups, field: str) -> Whole:
    """The sum of ``field`` per group as it would be if nobody had left a cell empty.

    A row that lacks the figure (see ``lacking``) is expected to hold as much as the other rows of its group, times its
    season: what the same period (and segment) brought the other groups beside their own mean, drawn to 1 as far as it
    may be chance (Buhlmann 1967). How much rows vary beside that is seen in the group and in all of them. The rows that
    know the figure stay as they are, so that nothing is estimated where nothing is lacking.
    """
    values = column(rows, field)
    known = np.isfinite(values) & (groups.codes >= 0)
    count, open_ = groups.count(known), lacking(rows, groups, field)
    total = np.where(count > 0, groups.total(values), np.nan)
    missing = groups.count(open_)
    if not open_.any():
        return Whole(total, np.zeros(len(total)), missing, count)
    order = np.lexsort((np.nan_to_num(values), open_, _places(rows), groups.codes))  # theirs must not show in the sums
    groups = Groups(groups.keys, groups.codes[order])
    values, known, open_ = values[order], known[order], open_[order]
    season, variance = _seasons(values, known, groups, _places(rows)[order])
    usual = groups.total(season, known)
    level = np.divide(np.maximum(total, 0), usual, out=np.zeros(len(total)), where=usual > 0)
    more, squares = groups.total(season, open_), groups.total(season**2, open_)
    found = total + level * more
    doubt = level**2 * variance * (squares + np.divide(more**2, count, out=np.zeros(len(more)), where=count > 0))
    share = np.divide(doubt, found**2, out=np.zeros(len(total)), where=found > 0)
    return Whole(found, np.sqrt(np.log1p(share)), missing, count + missing)


def lacking(rows: Rows, groups: Groups, field: str) -> Bools:
    """Rows that lack ``field`` although their group has it, and that are not there for something else.

    A row counts if others of its grain know the figure; if it shows that something went on (a count or money above 0,
    or a score: months prepared for later, or without any activity, lack nothing); and if it is a stretch of its own: no
    row of its group knows the figure for the same period and segment, while others do, or it counts something that the
    rows with the figure count, too.
    """
    known = np.isfinite(column(rows, field)) & (groups.codes >= 0)
    open_ = ~known & (groups.codes >= 0)
    if not (open_.any() and known.any()):
        return np.zeros(len(known), np.bool_)
    open_ = np.asarray(open_ & (groups.count(known) > 0)[groups.codes])
    if not open_.any():
        return open_
    table = _tables(rows)
    open_ &= np.isin(table, table[known]) & _active(rows)
    return np.asarray(open_ & (_uncovered(rows, groups, known) | _counts_alike(rows, groups, known, field)))


def _uncovered(rows: Rows, groups: Groups, known: Bools) -> Bools:
    """Rows of a period (or segment) that others know the figure of, and no row of their own group."""
    place = _places(rows)
    own = groups.codes * (place.max(initial=0) + 1) + place
    return np.asarray((place > 0) & np.isin(place, place[known]) & ~np.isin(own, own[known]))


def _counts_alike(rows: Rows, groups: Groups, known: Bools, field: str) -> Bools:
    """Rows that count something which rows of their group count beside the figure."""
    found = np.zeros(len(known), np.bool_)
    for name in _ADDING:
        counted = np.isfinite(column(rows, name))
        if name != field and counted.any():
            found |= counted & (groups.count(known & counted) > 0)[groups.codes]
    return found


@once
def _active(rows: Rows) -> Bools:
    counted = [column(rows, name) > 0 for name in _ADDING]
    scored = [np.isfinite(column(rows, name)) for name in SCORE_FIELDS.values()]
    return np.asarray(np.any([*counted, *scored], axis=0))


@once
def _places(rows: Rows) -> Ints:
    """A number for every period and segment, 0 for rows that have neither."""
    return _numbered_together(rows, ("period" if "period" in rows.columns else "date", "segment"))


@once
def _tables(rows: Rows) -> Ints:
    """A number for tables, logs and surveys."""
    return _numbered_together(rows, ("grain",))


def _numbered_together(rows: Rows, names: Iterable[str]) -> Ints:
    """The combinations of some columns by number, 0 where a row has none of them."""
    found = np.zeros(len(rows), np.int64)
    for name in names:
        if name in rows.columns:
            codes = rows[name].astype("category").cat.codes.to_numpy(np.int64) + 1
            found = found * (codes.max(initial=0) + 1) + codes
    return found


def _seasons(values: Floats, known: Bools, groups: Groups, places: Ints) -> tuple[Floats, Floats]:
    """Per row how much its place usually holds beside the mean of a group; per group the variance of what is left."""
    several = known & (groups.count(known) > 1)[groups.codes]
    season, left = np.ones(len(values)), np.zeros(len(values))
    for _ in range(_ROUNDS):
        level = _mean(groups, np.maximum(values, 0), season, several)[groups.codes]
        ratio = np.divide(values, level, out=np.ones(len(values)), where=several & (level > 0))
        left = np.where(several, ratio - season, 0.0)
        season = _drawn_to_one(ratio, left, several, places)
    squares, freedom = groups.total(left**2, several), np.maximum(groups.count(several) - 1, 0)
    everyone = (squares.sum() + _BORROWED * _UPS_AND_DOWNS**2) / (freedom.sum() + _BORROWED)
    return season, (squares + _BORROWED * everyone) / (freedom + _BORROWED)


def _mean(groups: Groups, values: Floats, season: Floats, where: Bools) -> Floats:
    total, usual = groups.total(values, where), groups.total(season, where)
    return np.divide(total, usual, out=np.zeros(len(total)), where=usual > 0)


def _drawn_to_one(ratio: Floats, left: Floats, where: Bools, places: Ints) -> Floats:
    """The mean ratio of every place, as far as places differ by more than chance."""
    size = int(places.max(initial=0)) + 1
    n = np.bincount(places[where], minlength=size)
    total = np.bincount(places[where], weights=ratio[where], minlength=size)
    noise = float((left[where] ** 2).mean()) if where.any() else 0.0
    mean = np.divide(total, n, out=np.ones(size), where=n > 0)
    chance = (noise + _UPS_AND_DOWNS**2) / 2 / np.maximum(n, 1)
    seen = n > 0
    apart = between(mean[seen], chance[seen], usual=_SEASON**2, borrowed=_BORROWED)
    drawn = 1 + (mean - 1) * apart / (apart + chance)
    drawn[0] = 1.0  # rows of no period have no season
    return np.asarray(drawn[places])
