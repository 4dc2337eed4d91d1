"""The way in: bytes, workbooks, their sheets without personal data and with a row per touchpoint, one dataset."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from core.cleaning import build_dataset, find_repeats
from core.columns import Laid, lay_out, lay_out_own, locate, own_table
from core.errors import Refused
from core.model import (
    Dataset,
    GridColumn,
    Issue,
    RawSheet,
    Settings,
    Workbook,
)
from core.model.carried import carried
from core.privacy import PREFIX, Guarded, guard, pseudonymise
from core.reading import read_file


def load(files: Sequence[tuple[str, bytes]], settings: Settings | None = None) -> Dataset:
    """``files`` (name, bytes) read and understood. Raises ``Refused`` if none of them can be read."""
    books, issues = read(files)
    return understand(books, settings or Settings(), issues=issues)


def read(
    files: Sequence[tuple[str, bytes]], *, report: Callable[[str, float | None], None] | None = None
) -> tuple[tuple[Workbook, ...], tuple[Issue, ...]]:
    """The readable ones of ``files`` (name, bytes) as workbooks; a refused one becomes an issue.

    ``report`` hears a file's name and the share of it that is read, if that takes long. Raises the first file's
    ``Refused`` when none can be read.
    """
    books: list[Workbook] = []
    refusals: list[tuple[str, Refused]] = []
    for name, data in files:
        try:
            books.append(read_file(name, data, report=partial(report, name) if report else None))
        except Refused as error:
            refusals.append((name, error))
    if refusals and not books:
        raise refusals[0][1]
    return tuple(books), tuple(_refusal(name, error) for name, error in refusals)


def _refusal(name: str, error: Refused) -> Issue:
    return Issue("error", "file-refused", file=name, values={"sentence": error.message})


def understand(
    books: Sequence[Workbook], settings: Settings, *, issues: Sequence[Issue] = (), key: bytes | None = None
) -> Dataset:
    """Which row is the header, which column means what, what a row is, and every cell typed, with the receipt.

    ``issues`` found before (refused files) come first among the dataset's own. ``key``: that of the session, under
    which customers get their pseudonyms; without one they get others each time.
    """
    guards = [[_guarded(book, sheet, settings) for sheet in book.sheets] for book in books]
    key = key or secrets.token_bytes(32)
    again = find_repeats(books)
    laid = [
        [_laid_out(book, raw, found, settings, key=key) for found, raw in zip(group, book.sheets, strict=True)]
        for book, group in zip(books, guards, strict=True)
    ]
    clean = [replace(b, sheets=tuple(found.sheet for found in group)) for b, group in zip(books, laid, strict=True)]
    maps = {(b, s): found.map for b, group in enumerate(laid) for s, found in enumerate(group)}
    told = [i for b, group in enumerate(laid) for s, own in enumerate(group) if (b, s) not in again for i in own.issues]
    dataset = build_dataset(clean, maps, settings=settings, repeats=again)
    parcels = {book.name: parcel.scales for book in clean if (parcel := carried(book))}
    return replace(dataset, issues=(*issues, *told, *dataset.issues), scales={**dataset.scales, **parcels})


def _guarded(book: Workbook, sheet: RawSheet, settings: Settings) -> Guarded:
    """The sheet without personal data, before anything else looks at its cells."""
    if parcel := carried(book):
        table = own_table(sheet) if sheet.name in parcel.sheets else None
        return (
            guard(sheet, file=book.name, table=table, kept=tuple(table.headers.values())) if table else Guarded(sheet)
        )
    own = settings.for_sheet(book.name, sheet.name)
    kept = [header for header, field in own.mapping.get(sheet.name, {}).items() if field != "ignore"]
    return guard(sheet, file=book.name, table=locate(sheet, settings=own), kept=kept)


def _laid_out(book: Workbook, raw: RawSheet, found: Guarded, settings: Settings, *, key: bytes) -> Laid:
    """The sheet with a row per touchpoint, touch or answer, and what its columns mean; all that was said of it."""
    own = settings.for_sheet(book.name, raw.name)
    if parcel := carried(book):
        laid = lay_out_own(found.sheet, grain=parcel.sheets.get(raw.name), settings=own, personal=found.columns)
    else:
        laid = lay_out(found.sheet, file=book.name, settings=own, personal=found.columns)
    told = replace(laid, issues=(*found.issues, *laid.issues))
    return _without_customers(told, raw, found, file=book.name, key=key, said=parcel is not None)


def _without_customers(laid: Laid, raw: RawSheet, found: Guarded, *, file: str, key: bytes, said: bool) -> Laid:
    """The sheet with pseudonyms for the customers of its logs, told instead of the column's having been left out, and
    once where several tables of the sheet have a column of that name; ``said``: they are pseudonyms already, of which
    those of one customer stay those of one."""
    columns, issues = list(laid.sheet.columns), list(laid.issues)
    withheld, customers = {column.index for column in found.columns}, dict[str, set[str]]()
    for table in (laid.map, *laid.map.more):
        if table.customer is None:
            continue
        rows, source = slice(table.first, table.last), columns[table.customer]
        if table.customer in withheld:  # for its cells; they still tell the customers apart
            source = _with_rows(source, raw.columns[table.customer], rows)
        header = next(c.header for c in table.columns if c.index == table.customer)
        columns[table.customer], _ = pseudonymise(source, rows=rows, key=key, header=header)
        names = columns[table.customer].texts[rows].tolist()
        customers.setdefault(header, set()).update(name for name in names if name.startswith(PREFIX))
    for header, known in customers.items():
        issues = [i for i in issues if i.column != header or i.code != "personal-left-out"]
        values = {"column": header, "n": len(known)}
        told = Issue("info", "pseudonymised", file, raw.name, column=header, values=values)
        issues += [] if said else [told]
    return replace(laid, sheet=replace(laid.sheet, columns=tuple(columns)), issues=tuple(issues))


def _with_rows(column: GridColumn, other: GridColumn, rows: slice) -> GridColumn:
    """``column`` with the cells of ``other`` in ``rows``, and nowhere else."""
    texts, kinds = column.texts.copy(), column.kinds.copy()
    texts[rows], kinds[rows] = other.texts[rows], other.kinds[rows]
    return GridColumn(texts, kinds)


def travelled_settings(dataset: Dataset) -> Settings | None:
    """The settings that came inside a reopened report; None where the files hold none that can be used."""
    return _usable(dataset.settings)


def settings_inside(books: Sequence[Workbook]) -> Settings | None:
    """The same, before anything of the files is understood."""
    parcel = next((found for book in books if (found := carried(book))), None)
    return _usable(parcel.settings) if parcel else None


def _usable(values: Mapping[str, Any] | None) -> Settings | None:
    if values is None:
        return None
    try:
        return Settings.from_json(values)
    except (TypeError, ValueError, AttributeError):
        return None
