"""From a raw sheet to the meaning of its columns."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from core.columns.finding import Extent, filled_cells, find_table, row_texts
from core.columns.headers import IGNORE, is_field, kind_of, match_header
from core.columns.looks import Look, field_by_content, look_at
from core.columns.touchpoints import choose, grain_of
from core.errors import BadSettings
from core.model import RawSheet, Settings
from core.model.mapping import ColumnMap, SheetMap
from core.model.names import clean_text, normalise

_HEADER_LENGTH = 200


def map_sheet(sheet: RawSheet, *, settings: Settings) -> SheetMap:
    """Where the table of ``sheet`` stands, what each column means, which one names the touchpoints, and the grain.

    ``settings.mapping[sheet name][header]`` overrides what a header means, ``settings.touchpoint_column`` which one
    names the touchpoints. Two columns may claim one field: cleaning decides by their cells, and says so.
    Hidden sheets are left alone unless the user mapped them. Raises ``BadSettings`` for an unknown field.
    """
    chosen = settings.mapping.get(sheet.name, {})
    extent = find_table(sheet) if sheet.visible or chosen else None
    if extent is None:
        return SheetMap(sheet.name, "other", None, 0, 0, ())
    columns = _columns(sheet, extent, chosen=chosen)
    looks = {c.index: look_at(sheet.columns[c.index], first=extent.first, last=extent.last) for c in columns}
    columns = tuple(_judged(column, looks[column.index]) for column in columns)
    touchpoint, candidates = choose(columns, looks, wish=settings.touchpoint_column)
    if touchpoint and touchpoint.field == IGNORE:
        wished = settings.touchpoint_column and normalise(settings.touchpoint_column) == normalise(touchpoint.header)
        named = replace(touchpoint, field="touchpoint", how="setting" if wished else "part")
        columns = tuple(named if c.index == named.index else c for c in columns)
    grain = grain_of(columns, looks, touchpoint)
    index = touchpoint.index if touchpoint else None
    return SheetMap(sheet.name, grain, extent.header, extent.first, extent.last, columns, index, candidates)


def _columns(sheet: RawSheet, extent: Extent, *, chosen: Mapping[str, str]) -> tuple[ColumnMap, ...]:
    """The columns that have a header or anything below it; an unnamed one goes by its spreadsheet letter."""
    used = filled_cells(sheet)[extent.header : extent.last].any(axis=0)
    texts = row_texts(sheet, extent.header)
    wishes = {normalise(header): field for header, field in chosen.items()}
    return tuple(_column(int(i), texts[i], wishes) for i in np.flatnonzero(used))


def _column(index: int, text: str, wishes: Mapping[str, str]) -> ColumnMap:
    header = clean_text(text)[:_HEADER_LENGTH] or _letter(index)
    wish = wishes.get(normalise(header))
    if wish is not None:
        if not is_field(wish):
            raise BadSettings("unknown-field", field=clean_text(wish)[:40], column=header)
        return ColumnMap(index, header, wish, "setting")
    field, how = match_header(text)
    return ColumnMap(index, header, field, how)


def _judged(column: ColumnMap, look: Look) -> ColumnMap:
    """The meaning of a column once its cells were seen: online/offline in a channel column is the setting."""
    if column.how == "setting" or column.field not in (IGNORE, "channel", "segment"):
        return column
    if column.field == IGNORE and column.how != "none":
        return column
    found = field_by_content(look)
    return replace(column, field=found, how="part") if found and kind_of(found) == "text" else column


def _letter(index: int) -> str:
    """The spreadsheet's own name of a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
