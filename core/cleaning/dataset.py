"""All sheets of all files as one dataset."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from core.cleaning.receipts.columns import receipt_of_other
from core.cleaning.receipts.leftovers import left_whole, listed
from core.cleaning.sheets.answers import clean_answers
from core.cleaning.sheets.log import clean_log
from core.cleaning.sheets.touchpoints import CleanSheet, clean_sheet
from core.cleaning.together.full_scores import full_scores, lines_of
from core.cleaning.together.repeats import Place, find_repeats
from core.cleaning.together.uniting import Part, empty_rows, unite
from core.model import Dataset, FileReceipt, Issue, Leftover, Message, RawSheet, Settings, SheetReceipt, Workbook
from core.model.carried import Carried, carried
from core.model.mapping import SheetMap

_LATELY = 40  # issues among which a repetition is looked for
_HEADERS = 12  # headers that are named where no touchpoints were found
_UNUSED = "sheet-without-touchpoints"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet on its way: what was cleaned of it (None: nothing to analyse) and its receipt."""

    file: str
    receipt: SheetReceipt
    issues: tuple[Issue, ...]
    clean: CleanSheet | None = None
    leftovers: tuple[Leftover, ...] = ()


def build_dataset(
    workbooks: Sequence[Workbook],
    maps: Mapping[tuple[int, int], SheetMap],
    *,
    settings: Settings,
    repeats: Mapping[Place, Place] | None = None,
) -> Dataset:
    """Type every cell of every table, log and survey, join them on the touchpoints' names, and write the receipt.

    ``maps``: (number of the workbook, number of the sheet) -> what its columns mean; ``repeats``: sheets that repeat an
    earlier one, which are left out. A sheet of another grain gives a receipt and an issue. Where nothing can be
    analysed the rows are empty and the issue ``no-touchpoints`` says what was found.
    """
    parcels = [carried(book) for book in workbooks]
    sheets = _cleaned(workbooks, maps, settings, find_repeats(workbooks) if repeats is None else repeats, parcels)
    files = tuple(
        FileReceipt(book.name, tuple(s.receipt for s in group)) for book, group in zip(workbooks, sheets, strict=True)
    )
    every = [sheet for group in sheets for sheet in group]
    issues = [*(_note(book, note) for book in workbooks for note in book.notes), *_once(every)]
    parcel = next((p for p in parcels if p), None)
    carried_settings = parcel.settings if parcel else None
    parts = [Part(s.file, s.receipt.name, s.receipt.grain, s.clean) for s in every if s.clean is not None]
    if not any(len(part.clean.frame) for part in parts):
        issues = [*(i for i in issues if i.code != _UNUSED), _no_touchpoints(every)]
        left = listed(piece for sheet in every for piece in sheet.leftovers)
        return Dataset(files, tuple(issues), empty_rows(), (), settings=carried_settings, leftovers=left)
    joined = unite(parts, settings=settings, parcel=parcel)
    left = listed(chain((piece for sheet in every for piece in sheet.leftovers), joined.leftovers))
    withheld = joined.comments_withheld + sum(p.comments_withheld for p in parcels if p)
    joined = replace(joined, comments_withheld=withheld, settings=carried_settings, scales=full_scores(parts))
    return replace(joined, files=files, issues=(*issues, *joined.issues), leftovers=left)


def _cleaned(
    workbooks: Sequence[Workbook],
    maps: Mapping[tuple[int, int], SheetMap],
    settings: Settings,
    again: Mapping[Place, Place],
    parcels: Sequence[Carried | None],
) -> list[list[_Sheet]]:
    """The sheets of each workbook; several where one holds more than one table."""
    found: list[list[_Sheet]] = [[] for _ in workbooks]
    for (b, book), parcel in zip(enumerate(workbooks), parcels, strict=True):
        beside = tuple(lines_of(sheet for s, sheet in enumerate(book.sheets) if maps[b, s].grain == "other"))
        for s, sheet in enumerate(book.sheets):
            mapped = maps[b, s]
            if (b, s) in again:
                found[b].append(_repeat(book, sheet, mapped, workbooks[again[b, s][0]], again[b, s][1], parcel))
            else:
                found[b] += [_sheet(book, sheet, one, parcel, settings, beside) for one in (mapped, *mapped.more)]
    return found


def _once(sheets: Sequence[_Sheet]) -> list[Issue]:
    """The issues of all sheets; what concerns several tables of one sheet alike is said once."""
    found: list[Issue] = []
    for issue in (issue for sheet in sheets for issue in sheet.issues):
        if issue not in found[-_LATELY:]:
            found.append(issue)
    return found


def _sheet(
    book: Workbook,
    sheet: RawSheet,
    mapped: SheetMap,
    parcel: Carried | None,
    settings: Settings,
    beside: Sequence[str],
) -> _Sheet:
    if parcel is not None and sheet.name not in parcel.sheets:
        return _Sheet(book.name, SheetReceipt(sheet.name, "other", None, 0, 0, ()), ())
    if mapped.grain != "other":
        own = settings.for_sheet(book.name, sheet.name)
        clean = _clean(book, sheet, mapped, own, own=parcel is not None, beside=beside)
        return _Sheet(book.name, clean.receipt, clean.issues, clean, clean.leftovers)
    unused = tuple(_about_other(book, sheet, mapped))
    return _Sheet(book.name, receipt_of_other(sheet, mapped), unused, leftovers=tuple(left_whole(unused)))


def _clean(
    book: Workbook, sheet: RawSheet, mapped: SheetMap, settings: Settings, *, own: bool, beside: Sequence[str]
) -> CleanSheet:
    if mapped.grain == "interactions":
        return clean_log(book.name, sheet, mapped, settings=settings, own=own)
    if mapped.grain == "responses":
        return clean_answers(book.name, sheet, mapped, settings=settings, own=own, beside=beside)
    return clean_sheet(book.name, sheet, mapped, settings=settings, own=own, beside=beside)


def _repeat(
    book: Workbook, sheet: RawSheet, mapped: SheetMap, earlier: Workbook, place: int, parcel: Carried | None
) -> _Sheet:
    """A sheet that is left out because the one at ``place`` of ``earlier`` holds the same cells; said where it would
    have been read."""
    values = {"sheet": sheet.name or book.name, "earlier": earlier.sheets[place].name or earlier.name}
    issue = Issue("warning", "repeated-sheet", book.name, sheet.name, values=values)
    missed = mapped.grain != "other" and (parcel is None or sheet.name in parcel.sheets)
    receipt = receipt_of_other(sheet, replace(mapped, grain="other"))
    return _Sheet(book.name, receipt, (issue,) if missed else ())


def _about_other(book: Workbook, sheet: RawSheet, mapped: SheetMap) -> Iterator[Issue]:
    """Why a sheet is not analysed."""
    values = {"n": mapped.last - mapped.first, "sheet": sheet.name or book.name}
    if mapped.skipped:
        yield Issue("info", "sheet-skipped", book.name, sheet.name, values=values)
    elif not sheet.visible and sheet.height:
        yield Issue("info", "hidden-sheet", book.name, sheet.name, values=values)
    elif mapped.header is not None:
        yield Issue("info", _UNUSED, book.name, sheet.name, values=values)


def _note(book: Workbook, note: Message) -> Issue:
    return Issue("info", note.key.removeprefix("issue."), file=book.name, values=note.values)


def _no_touchpoints(sheets: Sequence[_Sheet]) -> Issue:
    """Why there is nothing to analyse: what was found instead, and what could have been the touchpoints."""
    receipts = [sheet.receipt for sheet in sheets]
    headers = tuple(dict.fromkeys(c.header for r in receipts for c in r.columns))
    offers = tuple(dict.fromkeys(h for r in receipts for h in r.touchpoint_candidates))
    empty = next((r.touchpoint_column for r in receipts if r.grain != "other"), None)
    cause = "rows" if empty else "column" if headers else "table"
    values = {"headers": headers[:_HEADERS], "offers": offers[:_HEADERS]}
    rest = len(headers) - _HEADERS
    named = (*headers[:_HEADERS], *((Message("gaps.rest", {"n": rest}),) if rest > 0 else ()))
    message = Message(f"without-touchpoints.{cause}", {**values, "headers": named, "column": empty})
    return Issue("error", "no-touchpoints", values={"cause": message, **values})
