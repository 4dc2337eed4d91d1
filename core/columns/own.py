"""A sheet of our own report: field ids as headers, and a row is what the report says, so that nothing is guessed."""

from collections.abc import Iterable
from dataclasses import replace

from core.columns.headers import is_field
from core.columns.mapping import map_sheet, meant
from core.columns.wide import Laid
from core.model import RawSheet, Settings
from core.model.dataset import Grain
from core.model.mapping import ColumnMap, SheetMap, Table
from core.model.names import clean_text
from core.model.personal import PersonalColumn


def own_table(sheet: RawSheet) -> Table | None:
    """All of ``sheet`` under its first row; None where that row has other headers than field ids, or nothing below."""
    heads = {i: clean_text(column.at(0)) for i, column in enumerate(sheet.columns)} if sheet.height > 1 else {}
    headers = {i: text for i, text in heads.items() if text}
    if not headers or not all(is_field(text) for text in headers.values()):
        return None
    return Table(0, 0, 1, sheet.height, headers)


def lay_out_own(
    sheet: RawSheet, *, grain: Grain | None, settings: Settings, personal: Iterable[PersonalColumn] = ()
) -> Laid:
    """The sheet as the report wrote it; ``grain`` None: it holds no data, and nothing is looked for in it.

    Somebody may have changed its headers since: then it is looked at like any other, but a row stays a ``grain``. What
    the user says of the sheet and its headers still wins.
    """
    if grain is None:
        return Laid(sheet, SheetMap(sheet.name, "other", None, 0, 0, ()))
    table, people = own_table(sheet), tuple(personal)
    if settings.sheets.get(sheet.name) == "skip" or table is None:
        told = replace(settings, grains={**settings.grains, sheet.name: grain})
        return Laid(sheet, map_sheet(sheet, settings=told, personal=people))
    withheld = frozenset(column.index for column in people)
    columns = meant(sheet, table, table.headers, settings=settings, withheld=withheld)
    return Laid(sheet, _map(sheet, table, columns, grain))


def _map(sheet: RawSheet, table: Table, columns: tuple[ColumnMap, ...], grain: Grain) -> SheetMap:
    touchpoint, customer = (_index(columns, field) for field in ("touchpoint", "customer_id"))
    return SheetMap(
        sheet=sheet.name,
        grain=grain if touchpoint is not None or grain != "touchpoints" else "other",
        header=table.header,
        first=table.first,
        last=table.last,
        columns=columns,
        touchpoint=touchpoint,
        customer=customer if grain == "interactions" else None,
    )


def _index(columns: tuple[ColumnMap, ...], field: str) -> int | None:
    return next((column.index for column in columns if column.field == field), None)
