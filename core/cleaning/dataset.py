"""All sheets of all files as one dataset."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import cast, get_args

import numpy as np
import pandas as pd

from core.cleaning.currency import Currency, count_currencies, crowns_by_language, decide, foreign
from core.cleaning.identity import identify
from core.cleaning.leftovers import left_money, left_whole, listed
from core.cleaning.periods import PeriodGrain, period_grain, period_labels
from core.cleaning.receipts import receipt_of_other
from core.cleaning.sheets import CONTEXT, CleanSheet, clean_sheet
from core.cleaning.vocabulary import is_metric
from core.model import Dataset, FileReceipt, Issue, Leftover, Message, RawSheet, Settings, SheetReceipt, Workbook
from core.model.carried import Carried, carried
from core.model.dataset import Grain
from core.model.mapping import SheetMap

_LATELY = 40  # issues among which a repetition is looked for
_HEADERS = 12  # headers that are named where no touchpoints were found
_UNUSED = "sheet-without-touchpoints"
_NOT_YET: Mapping[Grain, str] = {"interactions": "log-not-analysed", "responses": "survey-not-analysed"}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet on its way: what was cleaned of it (None: nothing to analyse) and its receipt."""

    file: str
    receipt: SheetReceipt
    issues: tuple[Issue, ...]
    clean: CleanSheet | None = None
    leftovers: tuple[Leftover, ...] = ()


def build_dataset(
    workbooks: Sequence[Workbook], maps: Mapping[tuple[int, int], SheetMap], *, settings: Settings
) -> Dataset:
    """Type every cell of every sheet of touchpoints, join them on the touchpoints' names, and write the receipt.

    ``maps``: (number of the workbook, number of the sheet) -> what its columns mean. Only the grain ``touchpoints``
    gives rows; the others give a receipt and an issue. Without any touchpoint the rows are empty and the issue
    ``no-touchpoints`` says what was found.
    """
    parcels = [carried(book) for book in workbooks]
    sheets = [
        [
            part
            for s, sheet in enumerate(book.sheets)
            for mapped in (maps[b, s], *maps[b, s].more)
            for part in [_sheet(book, sheet, mapped, parcels[b], settings)]
        ]
        for b, book in enumerate(workbooks)
    ]
    files = tuple(
        FileReceipt(book.name, tuple(s.receipt for s in group)) for book, group in zip(workbooks, sheets, strict=True)
    )
    every = [sheet for group in sheets for sheet in group]
    issues = [*(_note(book, note) for book in workbooks for note in book.notes), *_once(every)]
    used = [sheet for sheet in every if sheet.clean is not None]
    parcel = next((p for p in parcels if p), None)
    carried_settings = parcel.settings if parcel else None
    if not any(s.clean is not None and len(s.clean.frame) for s in used):
        issues = [*(i for i in issues if i.code != _UNUSED), _no_touchpoints(every)]
        left = listed(piece for sheet in every for piece in sheet.leftovers)
        return Dataset(files, tuple(issues), _empty(), (), settings=carried_settings, leftovers=left)
    joined = _joined([(s.file, s.receipt.name, s.clean) for s in used if s.clean], settings, parcel)
    left = listed(chain((piece for sheet in every for piece in sheet.leftovers), joined.leftovers))
    return replace(joined, files=files, issues=(*issues, *joined.issues), settings=carried_settings, leftovers=left)


def _once(sheets: Sequence[_Sheet]) -> list[Issue]:
    """The issues of all sheets; what concerns several tables of one sheet alike is said once."""
    found: list[Issue] = []
    for issue in (issue for sheet in sheets for issue in sheet.issues):
        if issue not in found[-_LATELY:]:
            found.append(issue)
    return found


def _sheet(book: Workbook, sheet: RawSheet, mapped: SheetMap, parcel: Carried | None, settings: Settings) -> _Sheet:
    if parcel is not None and sheet.name != parcel.data_sheet:
        return _Sheet(book.name, SheetReceipt(sheet.name, "other", None, 0, 0, ()), ())
    if mapped.grain == "touchpoints":
        own = settings.for_sheet(book.name, sheet.name)
        clean = clean_sheet(book.name, sheet, mapped, settings=own, own=parcel is not None)
        return _Sheet(book.name, clean.receipt, clean.issues, clean, clean.leftovers)
    unused = tuple(_about_other(book, sheet, mapped))
    return _Sheet(book.name, receipt_of_other(sheet, mapped), unused, leftovers=tuple(left_whole(unused)))


def _about_other(book: Workbook, sheet: RawSheet, mapped: SheetMap) -> Iterator[Issue]:
    """Why a sheet is not analysed."""
    values = {"n": mapped.last - mapped.first, "sheet": sheet.name or book.name}
    if mapped.skipped:
        yield Issue("info", "sheet-skipped", book.name, sheet.name, values=values)
    elif mapped.grain in _NOT_YET:
        yield Issue("info", _NOT_YET[mapped.grain], book.name, sheet.name, values=values)
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
    empty = next((r.touchpoint_column for r in receipts if r.grain == "touchpoints"), None)
    cause = "column" if headers else "table"
    cause = "rows" if empty else "grain" if any(r.grain in _NOT_YET for r in receipts) else cause
    values = {"headers": headers[:_HEADERS], "offers": offers[:_HEADERS]}
    message = Message(f"without-touchpoints.{cause}", {**values, "column": empty})
    return Issue("error", "no-touchpoints", values={"cause": message, **values})


def _empty() -> pd.DataFrame:
    texts = {name: pd.Series(dtype="str") for name in ("touchpoint", "segment", "period", "file", "sheet", "comment")}
    return pd.DataFrame(texts | {"date": pd.Series(dtype="datetime64[s]"), "row": pd.Series(dtype="int64")})


def _joined(sheets: Sequence[tuple[str, str, CleanSheet]], settings: Settings, parcel: Carried | None) -> Dataset:
    wish = settings.currency or (parcel.currency if parcel else None)
    counts = count_currencies([p for _, _, clean in sheets for p in clean.currencies.values()])
    currency = decide(counts, crowns_by_language(w for _, _, c in sheets for w in c.words), wish=wish)
    frames = [_one_currency(clean, currency).assign(file=file, sheet=sheet) for file, sheet, clean in sheets]
    frame = pd.concat(frames, ignore_index=True)
    keys, touchpoints = identify(frame, context=CONTEXT)
    dates = frame["date"] if "date" in frame else pd.Series(pd.NaT, index=frame.index, dtype="datetime64[s]")
    grain = _grain(dates, sheets, parcel)
    rows = _rows(frame, keys, dates, grain)
    return Dataset(
        files=(),
        issues=tuple(_about_money(currency, counts, settings)),
        rows=rows,
        touchpoints=touchpoints,
        currency=currency.code,
        as_of=_last(dates),
        period_grain=grain,
        leftovers=tuple(_foreign_money(sheets, currency)),
    )


def _foreign_money(sheets: Sequence[tuple[str, str, CleanSheet]], currency: Currency) -> Iterator[Leftover]:
    for file, _, clean in sheets:
        for field, places in clean.currencies.items():
            yield from left_money(file, clean.receipt, clean.frame, field=field, other=foreign(places, currency))


def _one_currency(clean: CleanSheet, currency: Currency) -> pd.DataFrame:
    """The sheet's rows without the money that is in another currency."""
    frame = clean.frame
    for field, places in clean.currencies.items():
        other = foreign(places, currency)
        if other.any():
            frame = frame.assign(**{field: frame[field].mask(other)})
    return frame


def _about_money(currency: Currency, counts: Counter[str], settings: Settings) -> Iterator[Issue]:
    if len(currency.found) > 1:
        kept = currency.code or currency.found[0]
        left = tuple(code for code in currency.found if code != kept)
        values = {"n": sum(counts.values()), "kept": kept, "others": left}
        yield Issue("error", "several-currencies", values=values)
    elif currency.found and currency.code is None and not settings.currency:
        yield Issue("info", "kr-unknown")


def _grain(
    dates: pd.Series, sheets: Sequence[tuple[str, str, CleanSheet]], parcel: Carried | None
) -> PeriodGrain | None:
    if parcel and parcel.period_grain in get_args(PeriodGrain) and dates.notna().any():
        return cast(PeriodGrain, parcel.period_grain)
    return period_grain(dates, {grain for _, _, clean in sheets for grain in clean.grains})


def _rows(frame: pd.DataFrame, keys: np.ndarray, dates: pd.Series, grain: PeriodGrain | None) -> pd.DataFrame:
    """The columns that ``Dataset.rows`` promises, in one order, metrics last."""
    missing = pd.Series(np.nan, index=frame.index, dtype="str")
    start = {
        "touchpoint": pd.Series(keys, index=frame.index, dtype="str"),
        "segment": frame["segment"].astype("str") if "segment" in frame else missing,
        "date": dates,
        "period": period_labels(dates, grain) if grain else missing,
        "file": frame["file"],
        "sheet": frame["sheet"],
        "row": frame["row"],
        "comment": frame["comment"].astype("str") if "comment" in frame else missing,
    }
    return pd.DataFrame(start | {c: frame[c].astype("float64") for c in frame.columns if is_metric(str(c))})


def _last(dates: pd.Series) -> dt.date | None:
    last = dates.max()
    return None if pd.isna(last) else last.date()
