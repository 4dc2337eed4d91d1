"""Questions of which several answers may be ticked, "Which of these did you use?": each answer is a touchpoint, and how
many people ticked it is how many met it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.columns.headers import IGNORE
from core.columns.lexicon import header_words
from core.columns.questions import about, labelled, same_name
from core.columns.wide_finding import Part, Seen
from core.columns.wide_stacking import listed
from core.columns.wide_words import names_touchpoint
from core.model import CellKind, GridColumn, RawSheet
from core.model.mapping import ColumnMap, SheetMap, Source, Table
from core.model.names import clean_text, fold, normalise
from core.tables import table as read

_LONGEST = 80  # characters of an answer that names a touchpoint
_SEPARATOR = re.compile(r"\s*(?:[;|\n]|, )\s*")
_KEPT = ("personal", "setting")
_FREE = frozenset({IGNORE, "segment", "channel", "event"})  # what such a column may be taken for otherwise


@dataclass(frozen=True, slots=True)
class Ticked:
    """``ticks``: the answer and the grid rows in which it was ticked, in the file's order; ``columns``: of which;
    ``days``: the texts of the column that dates the rows, None where none does."""

    ticks: Mapping[str, np.ndarray]
    columns: tuple[ColumnMap, ...]
    days: GridColumn | None


def find_ticked(sheet: RawSheet, table: Table, seen: Seen) -> Ticked | None:
    """The answers that were ticked, where at least half of them name touchpoints that are known; None where no
    question of the sheet is asked so."""
    rows = np.arange(table.first, table.last)
    found = [*_by_column(sheet, table, seen, rows), *_in_one(sheet, seen, rows)]
    ticks: dict[str, np.ndarray] = {}
    for _, label, at in found:
        ticks[label] = np.union1d(ticks.get(label, at), at)
    known = sum(map(names_touchpoint, ticks))
    if len(ticks) < 2 or known * 2 < len(ticks):
        return None
    date = next((c for c in seen.columns if c.field == "date"), None)
    asked = tuple(dict.fromkeys(column for column, _, _ in found))
    return Ticked(ticks, asked, sheet.columns[date.index] if date else None)


def as_ticked(part: Part, found: Ticked) -> Part:
    """A part of a grid under the name of the answer that was ticked for it: "webbplatsen" beside "Webbplats"."""
    same = [label for label in found.ticks if same_name(label, part.label)]
    return replace(part, label=same[0]) if len(same) == 1 else part


def lay_ticks(sheet: RawSheet, mapped: SheetMap, found: Ticked, *, origin: RawSheet) -> tuple[RawSheet, SheetMap]:
    """The sheet with a row per answer and date below its own rows, and its map, of which the last table is that of the
    answers; the columns that were ticked mean nothing else. ``origin``: the sheet as it stood when they were found."""
    date = next((c for c in mapped.columns if c.field == "date"), None)
    lines = _lines(found, dated=date is not None)
    width, height = len(sheet.columns), sheet.height
    below = {width: [label for label, _, _ in lines], width + 1: [str(n) for _, _, n in lines]}
    at = np.array([row for _, row, _ in lines], dtype=np.int64)
    columns = [_longer(c, at, found.days if date and i == date.index else None) for i, c in enumerate(sheet.columns)]
    columns += [_added(texts, height, CellKind.TEXT if i == width else CellKind.NUMBER) for i, texts in below.items()]
    rows = np.concatenate([sheet.in_file(np.arange(height)), origin.in_file(at)])
    laid = replace(sheet, columns=tuple(columns), rows=rows)
    header, last = listed([c.header for c in found.columns]), height + len(lines)
    counted = tuple(Source(c.header, "part", height, last) for c in found.columns)
    own = [
        ColumnMap(width, header, "touchpoint", "exact", sources=()),
        ColumnMap(width + 1, header, "customers", "exact", sources=counted),
    ]
    answers = SheetMap(
        sheet=mapped.sheet,
        grain="touchpoints",
        header=mapped.header,
        first=height,
        last=last,
        columns=(*([date] if date else []), *own),
        touchpoint=width,
    )
    if mapped.grain == "other":
        return laid, answers
    ticked = {c.header for c in found.columns}
    rest = tuple(c for c in mapped.columns if c.header not in ticked)
    names = mapped.touchpoint if any(c.index == mapped.touchpoint for c in rest) else None
    return laid, replace(mapped, columns=rest, touchpoint=names, more=(*mapped.more, answers))


def _lines(found: Ticked, *, dated: bool) -> list[tuple[str, int, int]]:
    """(answer, first grid row that ticked it on that date, how many did so)."""
    lines = []
    for label, rows in found.ticks.items():
        days = [found.days.at(row)[:10] if dated and found.days else "" for row in rows.tolist()]
        counts = Counter(days)
        lines += [(label, int(rows[days.index(day)]), n) for day, n in counts.items()]
    return lines


def _longer(column: GridColumn, at: np.ndarray, shown: GridColumn | None) -> GridColumn:
    """The column with as many rows below it, blank or as ``shown`` there."""
    texts = shown.texts[at] if shown else np.full(len(at), "", dtype=object)
    kinds = shown.kinds[at] if shown else np.full(len(at), CellKind.EMPTY, dtype=np.int8)
    return GridColumn(np.concatenate([column.texts, texts]), np.concatenate([column.kinds, kinds]))


def _added(texts: Sequence[str], height: int, kind: CellKind) -> GridColumn:
    above = np.full(height, "", dtype=object), np.full(height, CellKind.EMPTY, dtype=np.int8)
    own = np.array(texts, dtype=object), np.full(len(texts), kind, dtype=np.int8)
    return GridColumn(np.concatenate([above[0], own[0]]), np.concatenate([above[1], own[1]]))


def _by_column(
    sheet: RawSheet, table: Table, seen: Seen, rows: np.ndarray
) -> Iterator[tuple[ColumnMap, str, np.ndarray]]:
    """A column per answer: under one question, or each with the question in its header."""
    questions: dict[str, list[tuple[ColumnMap, str]]] = {}
    for column, question, label in _asked(sheet, table, seen.columns):
        questions.setdefault(question, []).append((column, label))
    for options in questions.values():
        ticks = [(c, label, _ticked(sheet.columns[c.index], label, rows)) for c, label in options]
        if len(ticks) > 1 and all(at is not None for _, _, at in ticks):
            yield from ((c, label, at) for c, label, at in ticks if at is not None and len(at))


def _asked(sheet: RawSheet, table: Table, columns: Sequence[ColumnMap]) -> Iterator[tuple[ColumnMap, str, str]]:
    """(column, question, answer): "Which did you use? - Website", or answers in a row below the question."""
    below = {column.index: (question.header, label) for column, question, label in labelled(sheet, table, columns)}
    for column in columns:
        if column.how in _KEPT or column.field not in _FREE:
            continue
        if said := about(column) or below.get(column.index):
            yield column, *said


def _ticked(column: GridColumn, label: str, rows: np.ndarray) -> np.ndarray | None:
    """The grid rows in which ``label`` was ticked; None where the cells say anything else."""
    marks, none = frozenset(read("headers")["ticks"]), frozenset(read("headers")["no_ticks"])
    texts = [fold(text[:_LONGEST]).strip() for text in column.texts[rows]]
    ticked = np.array([text in marks or text == fold(label) for text in texts], dtype=bool)
    others = {text for text, tick in zip(texts, ticked, strict=True) if not tick} - none - {""}
    return None if others or ticked.all() else rows[ticked]


def _in_one(sheet: RawSheet, seen: Seen, rows: np.ndarray) -> Iterator[tuple[ColumnMap, str, np.ndarray]]:
    """All answers in one cell, as forms write them: "Website;Phone"."""
    for column in seen.columns:
        words = set(header_words(column.header))
        if column.how in _KEPT or column.field not in _FREE or words.isdisjoint(read("headers")["which"]):
            continue
        cells = [_SEPARATOR.split(text.strip(" ;")) if text else [] for text in sheet.columns[column.index].texts[rows]]
        names = {normalise(name): name for said in cells for name in said if name}
        if not any(len(said) > 1 for said in cells) or len(names) * 2 > sum(map(len, cells)):
            continue
        for key, name in names.items():
            at = np.array([key in map(normalise, said) for said in cells], dtype=bool)
            yield column, clean_text(name[:_LONGEST]), rows[at]
