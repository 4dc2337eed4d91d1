"""The guard: what of a sheet points to persons, and the sheet without it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.model import CellKind, GridColumn, Issue, Message, RawSheet
from core.model.mapping import Table
from core.model.names import clean_text, column_letter, normalise
from core.model.personal import NUMBERS, PersonalColumn
from core.privacy.masking import mask, mask_column
from core.privacy.signs import are_persons, is_plain_name, kind_by_cells, kind_by_header

_SAMPLE = 200
_WITHHELD = "•"


@dataclass(frozen=True, slots=True)
class Guarded:
    """``sheet`` without personal data; the ``columns`` that hold such data; and what is to be said about it.

    In the cells of those columns stands a number per distinct value, so that rows still differ where they did.
    """

    sheet: RawSheet
    columns: tuple[PersonalColumn, ...] = ()
    issues: tuple[Issue, ...] = ()


def guard(sheet: RawSheet, *, file: str, table: Table | None, kept: Collection[str] = ()) -> Guarded:
    """Find personal data by content (30 % of 200 cells) or header, take it out of ``sheet``, and say so.

    ``table``: where the columns and their headers stand, None where none was found (then content alone decides).
    ``kept``: headers of columns that the user gave a meaning; they stay, but for CPR numbers and personnummer.
    """
    wishes = {normalise(header) for header in kept}
    found = [_judge(sheet, i, table) for i in range(len(sheet.columns))]
    flagged = {c.index: c for c in found if c and (c.kind in NUMBERS or normalise(c.header) not in wishes)}
    flagged = {i: c for i, c in flagged.items() if not _names_rows(c, sheet, table, flagged)}
    columns, masked = [], {}
    for index, column in enumerate(sheet.columns):
        clean, cells = mask_column(column)
        columns.append(_withheld(column, table, flagged[index].header) if index in flagged else clean)
        if cells and index not in flagged:
            masked[index] = cells
    issues = [_left_out(file, sheet, column) for column in flagged.values()]
    issues += [_dropped(file, sheet, _header(table, i), n) for i, n in masked.items()]
    if not flagged and not masked:
        return Guarded(sheet)
    return Guarded(replace(sheet, columns=tuple(columns)), tuple(flagged.values()), tuple(issues))


def _judge(sheet: RawSheet, index: int, table: Table | None) -> PersonalColumn | None:
    """What column ``index`` holds, from its cells below the header; None for nothing personal."""
    column, first = sheet.columns[index], table.first if table else 0
    filled = np.flatnonzero(np.isin(column.kinds[first:], (CellKind.TEXT, CellKind.NUMBER, CellKind.DATE))) + first
    sample = [str(t).strip() for t in column.take(filled[:: max(1, -(-len(filled) // _SAMPLE))]).texts]
    header = _header(table, index)
    kind = kind_by_cells(sample) or kind_by_header(header, sample)
    if not kind:
        return None
    codes, uniques = column.take(filled).distinct
    return PersonalColumn(index, header, kind, int((~_are_header(uniques, header))[codes].sum()))


def _are_header(texts: np.ndarray, header: str) -> np.ndarray:
    """Boolean: which of ``texts`` only say the column's header again, spelled as it is: there may be a million."""
    said = " ".join(header.casefold().split())
    return np.array([text.strip().casefold() == said for text in texts], dtype=bool)


def _names_rows(
    column: PersonalColumn, sheet: RawSheet, table: Table | None, flagged: dict[int, PersonalColumn]
) -> bool:
    """A column called just "Name" lists touchpoints unless it holds persons or stands beside their data."""
    if column.kind != "name" or table is None or not is_plain_name(column.header):
        return False
    if any(c.kind in ("cpr", "personnummer", "email", "phone", "birth") for c in flagged.values()):
        return False
    cells = sheet.columns[column.index]
    rows = np.flatnonzero(cells.kinds[table.first :] == CellKind.TEXT)[: 5 * _SAMPLE] + table.first
    return not are_persons(cells.take(rows).distinct[1].tolist()[:_SAMPLE])


def _withheld(column: GridColumn, table: Table | None, header: str) -> GridColumn:
    """The column with a number for each distinct text, its header kept, also where that is repeated further down."""
    first = table.first if table else 0
    codes, uniques = column.take(np.arange(first, len(column))).distinct
    again = _are_header(uniques, header)
    stand_ins: Sequence[str] = [
        str(text) if again[i] or not text else f"{_WITHHELD}{i + 1}" for i, text in enumerate(uniques)
    ]
    above = column.take(np.arange(first)).texts
    texts = np.concatenate([above, np.array(stand_ins, dtype=object)[codes] if len(uniques) else above[:0]])
    kinds = column.kinds.copy()
    kinds[first:] = np.where(kinds[first:] == CellKind.EMPTY, CellKind.EMPTY, CellKind.TEXT)
    return GridColumn(texts, kinds)


def _header(table: Table | None, index: int) -> str:
    tables = (table, *table.more, *table.others) if table else ()
    header = next((t.headers[index] for t in tables if index in t.headers), None)
    return clean_text(mask(header or column_letter(index)))


def _left_out(file: str, sheet: RawSheet, column: PersonalColumn) -> Issue:
    if column.kind in NUMBERS:
        return _dropped(file, sheet, column.header, column.cells)
    values = {"column": column.header, "kind": Message(f"personal.{column.kind}"), "n": column.cells}
    return Issue("info", "personal-left-out", file, sheet.name, column=column.header, values=values)


def _dropped(file: str, sheet: RawSheet, header: str, cells: int) -> Issue:
    values = {"column": header, "n": cells}
    return Issue("warning", "personal-number-dropped", file, sheet.name, column=header, values=values)
