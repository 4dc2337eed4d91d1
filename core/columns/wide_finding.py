"""Whether a table has touchpoints, periods or groups as columns, and how sure that is."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from core.columns.headers import has_id_word, is_metric
from core.columns.looks import Look
from core.columns.wide_words import (
    Said,
    figure_in,
    has_year,
    is_figure,
    is_period,
    is_total,
    names_touchpoint,
    take_apart,
    year_in,
)
from core.model.dataset import Layout
from core.model.mapping import ColumnMap
from core.model.names import normalise

_FIGURES = 0.5  # of the distinct cells that hold a figure in a column of numbers
_KEPT = frozenset({"date", "customer_id", "comment", "phase", "stage", "setting"})  # columns that are never labels
_DIGITS = "0123456789"
_OWN_TIMES = 0.8  # of the rows of a series that have a date to themselves
_CODES = 2  # headers such as "tv_S" from which their last letters are figures


@dataclass(frozen=True)
class Seen:
    """A table as it stands: its ``columns`` as their headers are meant, their ``looks`` by grid column, the column that
    ``names`` its touchpoints, and the ``titles`` around it, nearest first. ``unnamed``: columns without a header."""

    columns: tuple[ColumnMap, ...]
    looks: Mapping[int, Look]
    names: ColumnMap | None
    titles: tuple[str, ...]
    unnamed: frozenset[int] = frozenset()

    @cached_property
    def figures(self) -> tuple[ColumnMap, ...]:
        """The columns of numbers that have a header and may stand for something else than what it says."""
        return tuple(c for c in self.columns if self._is_figure(c))

    @cached_property
    def title(self) -> tuple[str, str] | None:
        """(the figure that the nearest title speaks of, that title)."""
        return next(((f, text) for text in self.titles for f in [figure_in(text)] if f), None)

    @property
    def has_dates(self) -> bool:
        """Whether a column tells when."""
        return any(c.field == "date" for c in self.columns)

    def _is_figure(self, column: ColumnMap) -> bool:
        look = self.looks[column.index]
        if column == self.names or column.how == "personal" or column.index in self.unnamed or column.field in _KEPT:
            return False
        return look.filled > 0 and look.figured >= _FIGURES and not is_total(column.header)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the columns that are laid under each other: whose ``field`` it holds ("" : nobody said which)."""

    column: ColumnMap
    label: str
    field: str


@dataclass(frozen=True, slots=True)
class Wide:
    """A table whose columns are its touchpoints (``kind`` channels), periods or segments.

    ``gives``: what the labels are: touchpoint, date or segment (periods without a year). ``names``: the column that
    names the touchpoints, None where the labels do. ``title``: the text from which the figure was taken. ``likely``:
    worth offering where it is not certain; ``asked``: they are answers of a survey, a row of the file for each person.
    """

    kind: Layout
    parts: tuple[Part, ...]
    gives: str
    certain: bool
    names: ColumnMap | None = None
    title: str | None = None
    likely: bool = True
    asked: bool = False

    @property
    def asks(self) -> bool:
        """Whether nobody said which figure the columns hold."""
        return any(not part.field for part in self.parts)


def find(seen: Seen) -> Wide | None:
    """How the columns of a table are laid out; None where it has a row per touchpoint, as far as can be told.

    A column that the user calls something else still shows how its neighbours are meant, but is not one of them.
    """
    found = _periods(seen) or (_channels(seen) if seen.names is None else _segments(seen))
    parts = tuple(p for p in found.parts if not p.field or is_metric(p.field)) if found else ()
    return replace(found, parts=parts) if found and parts else None


def _periods(seen: Seen) -> Wide | None:
    names = seen.names or _sole_names(seen)
    dated = [c for c in seen.figures if is_period(c.header)]
    said = _split(seen, wanted=is_period)
    parts = _once([*_bare(seen, dated), *said])
    if names is None or len({normalise(p.label) for p in parts}) < 2 or _tells_figures(seen):
        return None
    year = year_in(seen.titles)
    labels = [p.label if has_year(p.label) else f"{p.label} {year}" if year else p.label for p in parts]
    whole = all(map(has_year, labels))
    known = names == seen.names or _are_touchpoints(seen.looks[names.index].words)
    return Wide(
        kind="periods",
        parts=tuple(replace(p, label=text) for p, text in zip(parts, labels, strict=True)),
        gives="date" if whole else "segment",
        certain=known and all(p.field for p in parts),
        names=names,
        title=_title(seen, dated),
    )


def _channels(seen: Seen) -> Wide | None:
    """Touchpoints as columns: "Facebook omkostning", "Google omkostning"; or the bare names beside a date."""
    said = _once(_split(seen, wanted=lambda label: not is_period(label)))
    labels = {normalise(p.label): p.label for p in said}
    free = seen.has_dates and not any(c.field == "customer_id" for c in seen.columns)
    if len(labels) > 1:
        known = _are_touchpoints(labels.values())
        return Wide("channels", tuple(said), "touchpoint", certain=free and known, likely=free or known)
    return _bare_channels(seen) if free else None


def _bare_channels(seen: Seen) -> Wide | None:
    """Columns named just Facebook and Butik, or x1 and x2; certain where a title says what they count."""
    bare = [c for c in seen.figures if (not is_metric(c.field) or _chosen(c)) and not is_period(c.header)]
    known = [c for c in bare if names_touchpoint(c.header) or _chosen(c)]
    figured = bool(seen.title or any(map(_chosen, bare)))
    certain = figured and len(known) > 1 and len(known) * 2 >= len(bare)
    offered = bare if figured else [c for c in bare if c in known or _is_numbered(c, bare)]
    parts = _once(_bare(seen, known if certain else offered))
    if len(parts) < 2:
        return None
    return Wide("channels", tuple(parts), "touchpoint", certain, title=_title(seen, bare), likely=_is_series(seen))


def _is_numbered(column: ColumnMap, others: Iterable[ColumnMap]) -> bool:
    """Whether the header differs from another only in its last figures: x1 and x2."""
    stems = Counter(c.header.rstrip(_DIGITS) for c in others if c.header[-1:] in _DIGITS)
    return stems[column.header.rstrip(_DIGITS)] > 1


def _is_series(seen: Seen) -> bool:
    """Whether each row is a time of its own."""
    dates = [seen.looks[c.index] for c in seen.columns if c.field == "date"]
    return any(look.distinct > _OWN_TIMES * look.filled for look in dates)


def _segments(seen: Seen) -> Wide | None:
    """Groups of customers as columns: "Besøg mænd", "Besøg kvinder"; or nothing but unknown numbers beside names."""
    said = _once(_split(seen, wanted=lambda label: not is_period(label)))
    often = Counter(p.field for p in said)
    parts = [p for p in said if often[p.field] > 1]
    if parts:
        return Wide("segments", tuple(parts), "segment", certain=False, names=seen.names)
    if any(is_metric(c.field) and not _chosen(c) for c in seen.columns):
        return None
    bare = [c for c in seen.figures if (c.how == "none" or _chosen(c)) and not is_period(c.header)]
    if len(bare) < 2 or _tells_figures(seen):
        return None
    parts = _once(_bare(seen, bare))
    return Wide("segments", tuple(parts), "segment", certain=False, names=seen.names, title=_title(seen, bare))


def _split(seen: Seen, *, wanted: Callable[[str], bool]) -> list[Part]:
    """The columns whose headers name a figure and whose it is, each by the label that most columns share."""
    letters = sum(c.header[-2:] == "_S" for c in seen.columns) >= _CODES
    ways = {c: _ways(c, letters=letters) for c in seen.figures}
    ways = {c: kept for c, said in ways.items() if (kept := tuple(s for s in said if wanted(s.label)))}
    often = Counter(label for said in ways.values() for label in {normalise(s.label) for s in said})
    best = {c: max(said, key=lambda s: often[normalise(s.label)]) for c, said in ways.items()}
    return [Part(c, said.label, c.field if c.how == "setting" else said.field) for c, said in best.items()]


def _ways(column: ColumnMap, *, letters: bool) -> tuple[Said, ...]:
    """How the header can be read; a column to which the user gave a figure is whose its header says."""
    said = take_apart(column.header, letters=letters)
    return said or ((Said(column.header, column.field),) if _chosen(column) else ())


def _bare(seen: Seen, columns: Iterable[ColumnMap]) -> list[Part]:
    """Columns whose headers are labels only; which figure they hold is what the user or a title says."""
    columns = [c for c in columns if not has_id_word(c.header)]
    figure = next((c.field for c in columns if _chosen(c)), seen.title[0] if seen.title else "")
    return [Part(c, c.header, c.field if c.how == "setting" else figure) for c in columns]


def _once(parts: Iterable[Part]) -> list[Part]:
    """One column per label and figure, the left one."""
    found: dict[tuple[str, str], Part] = {}
    for part in sorted(parts, key=lambda p: p.column.index):
        found.setdefault((normalise(part.label), part.field), part)
    return list(found.values())


def _chosen(column: ColumnMap) -> bool:
    """Whether the user said which figure the column holds, though its header names none."""
    return column.how == "setting" and is_metric(column.field) and not is_figure(column.header)


def _title(seen: Seen, bare: Iterable[ColumnMap]) -> str | None:
    """The title that says which figure ``bare`` columns hold, where the user did not."""
    bare = list(bare)
    return seen.title[1] if bare and seen.title and not any(map(_chosen, bare)) else None


def _sole_names(seen: Seen) -> ColumnMap | None:
    """The only column of words, which most likely names the rows."""
    texts = [c for c in seen.columns if seen.looks[c.index].is_text and c.how != "personal"]
    return texts[0] if len(texts) == 1 and seen.looks[texts[0].index].distinct > 1 else None


def _tells_figures(seen: Seen) -> bool:
    """Whether a column says which figure each row holds, so that rows differ in what they count."""
    return any(_are_figures(seen.looks[c.index].words) for c in seen.columns)


def _are_figures(words: Iterable[str]) -> bool:
    words = list(words)
    return sum(is_figure(w) for w in words) * 2 > len(words)


def _are_touchpoints(labels: Iterable[str]) -> bool:
    """Whether at least half of ``labels`` speak of touchpoints that are known."""
    labels = list(labels)
    return bool(labels) and sum(map(names_touchpoint, labels)) * 2 >= len(labels)
