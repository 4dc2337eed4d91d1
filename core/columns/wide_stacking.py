"""A wide table laid out anew: the columns of one figure under each other, each row with the label of its column."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from core.columns.headers import IGNORE, is_metric, kind_of
from core.columns.lexicon import header_words
from core.columns.wide_finding import Part, Wide
from core.model import CellKind, GridColumn, RawSheet
from core.model.mapping import ColumnMap, SheetMap, Source, Table
from core.model.names import fold
from core.tables import table as read

_LISTED = 3  # headers that stand for all columns laid under each other
_SYMBOLS = ("%", "€", "$", "£", "tkr", "mio")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Rows that are read together: those of one label with its ``parts`` by field; without any, notes and the like.

    ``rows``: grid rows of the sheet; ``labelled``: boolean, which of them carry the label; ``beside``: whether the
    metrics that stand beside the laid out columns are read here.
    """

    rows: np.ndarray
    label: str = ""
    parts: Mapping[str, Part] = field(default_factory=dict)
    labelled: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))
    beside: bool = False


def stack(sheet: RawSheet, table: Table, columns: Sequence[ColumnMap], wide: Wide) -> tuple[RawSheet, SheetMap]:
    """The sheet with a row per touchpoint and row of the file, and its map; ``columns``: those of the whole table.

    A cell is laid out once: the sums over a figure's rows are the sums of its columns. Rows of the file in which all of
    these columns are blank (notes, touchpoints that nobody measured) stand once, without a label. Metrics beside
    periods or groups stand once, too, in rows without a label; beside touchpoints they belong to none of them.
    Columns in different units are not mixed: then the map has ``more``.
    """
    kept = kept_columns(columns, wide)
    groups = _by_unit(_stretches(sheet, table, kept, wide))
    stretches = [stretch for group in groups for stretch in group]
    ends = np.cumsum([1, *(len(s.rows) for s in stretches)])
    spans = dict(zip(map(id, stretches), zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True), strict=True))
    maps = [_map(sheet, kept, wide, [(s, *spans[id(s)]) for s in group]) for group in groups]
    return _laid(sheet, table, kept, wide, stretches), replace(maps[0], more=tuple(maps[1:]))


def kept_columns(columns: Iterable[ColumnMap], wide: Wide) -> tuple[ColumnMap, ...]:
    """The columns that are read as they stand, in their order; those that would count twice or for nobody are not."""
    taken = {part.column.index for part in wide.parts}
    return tuple(_kept(column, wide) for column in columns if column.index not in taken)


def _kept(column: ColumnMap, wide: Wide) -> ColumnMap:
    if wide.names and column.index == wide.names.index:
        return replace(column, field="touchpoint", how="part") if column.field == IGNORE else column
    twice = column.field in {wide.gives, *(part.field for part in wide.parts)}
    counts = is_metric(column.field) and not wide.asked
    nobody = wide.kind == "channels" and (counts or column.field in ("touchpoint", "campaign"))
    nobody |= wide.asked and column.field == "channel"  # how they found the business, not where it was asked about
    return replace(column, field=IGNORE, how="none") if column.how != "personal" and (twice or nobody) else column


def _stretches(sheet: RawSheet, table: Table, kept: Sequence[ColumnMap], wide: Wide) -> list[_Stretch]:
    """The metrics beside, then label by label, then the rows that hold none of these figures."""
    rows = np.arange(table.first, table.last)
    labels: dict[str, dict[str, Part]] = {}
    for part in wide.parts:
        labels.setdefault(part.label, {})[part.field] = part
    filled = {label: _filled(sheet, rows, (p.column for p in parts.values())) for label, parts in labels.items()}
    beside = _filled(sheet, rows, (c for c in kept if _is_alone(c, wide)))
    measured = np.logical_or.reduce(list(filled.values()))
    words = [c for c in kept if not _is_alone(c, wide)]
    end = int(np.flatnonzero(measured | beside)[-1]) + 1 if (measured | beside).any() else 0
    inside = np.arange(len(rows)) < end
    merged = _has_gaps(sheet, rows[measured], words)
    found = [_Stretch(rows[inside if merged else beside], beside=True)] if beside.any() else []
    for label, parts in labels.items():
        taken = inside if merged else filled[label]
        named = measured if wide.gives == "touchpoint" else filled[label]
        found.append(_Stretch(rows[taken], label, parts, named[taken]))
    blank = ~_filled(sheet, rows, kept)
    rest = ~inside if merged else ~inside | ~(measured | beside | blank)
    return [*found, _Stretch(rows[rest])]


def _is_alone(column: ColumnMap, wide: Wide) -> bool:
    """Whether the column is of the row of the file as a whole, so that it must not repeat with every label: a metric,
    and what a person of a survey wrote."""
    return is_metric(column.field) or (wide.asked and column.field == "comment")


def _filled(sheet: RawSheet, rows: np.ndarray, columns: Iterable[ColumnMap]) -> np.ndarray:
    """Boolean: which of ``rows`` hold anything in ``columns``."""
    found = np.zeros(len(rows), dtype=bool)
    for column in columns:
        found |= sheet.columns[column.index].kinds[rows] != CellKind.EMPTY
    return found


def _has_gaps(sheet: RawSheet, rows: np.ndarray, columns: Iterable[ColumnMap]) -> bool:
    """Whether words are written once for several rows, as in merged cells, so that no row may be left out."""
    kinds = [sheet.columns[c.index].kinds[rows] for c in columns if kind_of(c.field) in ("text", "date")]
    return any(bool((k == CellKind.EMPTY).any() and (k != CellKind.EMPTY).any()) for k in kinds)


def _by_unit(stretches: Sequence[_Stretch]) -> list[list[_Stretch]]:
    """Labels whose figures are in one unit each are read together; rows without figures go with the first."""
    groups: list[tuple[dict[str, frozenset[str]], list[_Stretch]]] = []
    for stretch in stretches:
        units = {name: _units(part) for name, part in stretch.parts.items()}
        fit = next((g for g in groups if all(g[0].get(n, u) == u for n, u in units.items())), None)
        if fit is None:
            groups.append((units, [stretch]))
        else:
            fit[0].update(units)
            fit[1].append(stretch)
    return [[s for s in group if len(s.rows)] or group for _, group in groups]


def _units(part: Part) -> frozenset[str]:
    """The words of units in a header, outside the label; scores have none."""
    if kind_of(part.field) == "score":
        return frozenset()
    cells = read("cells")
    known = {w for name in ("currencies", "scales", "times") for words in cells[name].values() for w in words}
    rest = fold(part.column.header).replace(fold(part.label), " ")
    return frozenset(known.intersection(header_words(rest))) | {s for s in _SYMBOLS if s in rest}


def _laid(
    sheet: RawSheet, table: Table, kept: Sequence[ColumnMap], wide: Wide, stretches: Sequence[_Stretch]
) -> RawSheet:
    """The columns: those kept, the labels, the figures; the header stays in grid row 0."""
    at = np.concatenate([[table.header], *(s.rows for s in stretches)])
    columns = [_repeated(sheet, c, at, stretches, alone=_is_alone(c, wide)) for c in kept]
    columns += [_labels(stretches), *(_stacked(sheet, name, stretches) for name in _fields(wide))]
    return RawSheet(sheet.name, tuple(columns), sheet.visible, sheet.first_row, sheet.in_file(at))


def _repeated(
    sheet: RawSheet, column: ColumnMap, at: np.ndarray, stretches: Sequence[_Stretch], *, alone: bool
) -> GridColumn:
    """A column beside the labels: words in every row, those that stand ``alone`` only where they do not repeat."""
    raw = sheet.columns[column.index]
    if not alone:
        return raw.take(at)
    shown = np.concatenate([[True], *(np.full(len(s.rows), s.beside or not s.parts) for s in stretches)])
    return GridColumn(np.where(shown, raw.texts[at], ""), np.where(shown, raw.kinds[at], CellKind.EMPTY))


def _labels(stretches: Sequence[_Stretch]) -> GridColumn:
    texts = np.concatenate([[""], *(_written(s) for s in stretches)]).astype(object)
    return GridColumn(texts, np.where(texts == "", CellKind.EMPTY, CellKind.TEXT).astype(np.int8))


def _written(stretch: _Stretch) -> np.ndarray:
    texts = np.full(len(stretch.rows), "", dtype=object)
    texts[stretch.labelled if stretch.parts else slice(0)] = stretch.label
    return texts


def _stacked(sheet: RawSheet, name: str, stretches: Sequence[_Stretch]) -> GridColumn:
    texts: list[np.ndarray] = [np.array([""], dtype=object)]
    kinds: list[np.ndarray] = [np.zeros(1, dtype=np.int8)]
    for stretch in stretches:
        part = stretch.parts.get(name)
        raw = sheet.columns[part.column.index] if part else None
        texts.append(raw.texts[stretch.rows] if raw else np.full(len(stretch.rows), "", dtype=object))
        kinds.append(raw.kinds[stretch.rows] if raw else np.zeros(len(stretch.rows), dtype=np.int8))
    return GridColumn(np.concatenate(texts), np.concatenate(kinds))


def _map(
    sheet: RawSheet,
    kept: Sequence[ColumnMap],
    wide: Wide,
    group: Sequence[tuple[_Stretch, int, int]],
) -> SheetMap:
    """What the columns of the new sheet mean in the rows of ``group`` (stretch, first row, row after its last)."""
    beside = next(((first, last) for s, first, last in group if s.beside), None)
    columns = [replace(c, index=i) for i, c in enumerate(kept) if beside or not is_metric(c.field)]
    if beside:
        columns = [_alone(c, *beside) if is_metric(c.field) else c for c in columns]
    label = len(kept)
    labels = [part.column.header for part in wide.parts]
    columns.append(ColumnMap(label, listed(labels), wide.gives, "exact", sources=()))
    for i, name in enumerate(_fields(wide), start=label + 1):
        if found := tuple(_source(s.parts[name], first, last) for s, first, last in group if name in s.parts):
            columns.append(ColumnMap(i, listed([s.header for s in found]), name, "exact", sources=found))
    names = [c.index for c in kept].index(wide.names.index) if wide.names else label
    named = next(c for c in columns if c.index == names)
    return SheetMap(
        sheet=sheet.name,
        grain="responses" if wide.asked else "touchpoints",
        header=0,
        first=group[0][1],
        last=group[-1][2],
        columns=tuple(columns),
        touchpoint=names,
        candidates=(named.header,) if wide.names else (),
        layout=wide.kind,
    )


def _fields(wide: Wide) -> tuple[str, ...]:
    """The figures that the columns laid under each other hold."""
    return tuple(dict.fromkeys(part.field for part in wide.parts))


def _alone(column: ColumnMap, first: int, last: int) -> ColumnMap:
    """A metric that stands beside the labels, in rows of its own."""
    return replace(column, sources=(Source(column.header, column.how, first, last),))


def _source(part: Part, first: int, last: int) -> Source:
    return Source(part.column.header, "setting" if part.column.how == "setting" else "part", first, last)


def listed(headers: Sequence[str]) -> str:
    """The user's own names of columns that were laid under each other, the first few of them."""
    return ", ".join(headers[:_LISTED]) + (" …" if len(headers) > _LISTED else "")
