"""The typed sheets of all grains as one dataset: one currency, one identity per touchpoint, one kind of period."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

import numpy as np
import pandas as pd

from core.cleaning.cells.vocabulary import KR
from core.cleaning.measures.currency import Currency, count_currencies, crowns_by_language, decide, foreign
from core.cleaning.moments.periods import PeriodGrain, period_grain
from core.cleaning.receipts.leftovers import left_money
from core.cleaning.sheets.sales import Sales, find_sales
from core.cleaning.sheets.touchpoints import CONTEXT, CleanSheet
from core.cleaning.together.alike import alike_pairs
from core.cleaning.together.grains import (
    Lines,
    Source,
    answer_lines,
    days_of,
    interactions,
    log_lines,
    responses,
    table_lines,
    table_rows,
)
from core.cleaning.together.identity import identify, merged
from core.cleaning.together.stacking import present
from core.model import Dataset, Issue, Leftover, Settings
from core.model.carried import Carried
from core.model.dataset import Grain

_SALE_COLUMNS = ("flag", "settled", "event", "value")


@dataclass(frozen=True, slots=True)
class Part:
    """One cleaned sheet on its way into the dataset."""

    file: str
    sheet: str
    grain: Grain
    clean: CleanSheet


def empty_rows() -> pd.DataFrame:
    """``Dataset.rows`` of files without any table of touchpoints."""
    texts = {name: pd.Series(dtype="str") for name in ("touchpoint", "segment", "period", "file", "sheet", "comment")}
    return pd.DataFrame(texts | {"date": pd.Series(dtype="datetime64[s]"), "row": pd.Series(dtype="int64")})


def unite(parts: Sequence[Part], *, settings: Settings, parcel: Carried | None) -> Dataset:
    """All rows of all sheets, without their receipts: the user's merges before identity, identity over all grains."""
    wish = settings.currency or (parcel.currency if parcel else None)
    counts = count_currencies([places for part in parts for places in part.clean.currencies.values()])
    currency = decide(counts, crowns_by_language(w for part in parts for w in part.clean.words), wish=wish)
    lines = _lines([replace(p, clean=_one_currency(p.clean, currency)) for p in parts])
    named = _named(lines, settings)
    keys, touchpoints = identify(named, context=CONTEXT)
    days = pd.concat([days_of(found) for found in lines.values()], ignore_index=True)
    grain = _grain(days, parts, parcel)
    per_grain = _per_grain(keys, lines)
    sales = _sales(parts, lines, settings, parcel)
    dataset = Dataset(
        files=(),
        issues=(*_about_money(currency, counts, settings), *(sales.issues if sales else ())),
        rows=_table_rows(lines, per_grain, grain),
        touchpoints=touchpoints,
        currency=currency.code,
        as_of=days.max().date() if days.notna().any() else None,
        period_grain=grain,
        sale_events=sales.events if sales else {},
        alike=alike_pairs(touchpoints, _sheets_of(lines, per_grain), apart=settings.apart),
        comments_withheld=sum(part.clean.comments for part in parts),
        leftovers=tuple(_foreign_money(parts, currency)),
    )
    return _with_others(dataset, lines, per_grain, sales)


def _per_grain(keys: np.ndarray, lines: Mapping[Grain, Lines]) -> dict[Grain, np.ndarray]:
    """The keys of the combinations of each grain."""
    ends = np.cumsum([len(found.named) for found in lines.values()])
    return dict(zip(lines, np.split(keys, ends[:-1]), strict=True))


def _table_rows(
    lines: Mapping[Grain, Lines], keys: Mapping[Grain, np.ndarray], grain: PeriodGrain | None
) -> pd.DataFrame:
    if "touchpoints" not in lines:
        return empty_rows()
    return table_rows(lines["touchpoints"], keys["touchpoints"], grain)


def _with_others(
    dataset: Dataset, lines: Mapping[Grain, Lines], keys: Mapping[Grain, np.ndarray], sales: Sales | None
) -> Dataset:
    """The dataset with its interactions and responses."""
    if sales:
        touches = interactions(lines["interactions"], keys["interactions"], dataset.period_grain, sales)
        dataset = replace(dataset, interactions=touches)
    if "responses" in lines:
        answers = responses(lines["responses"], keys["responses"], dataset.period_grain)
        dataset = replace(dataset, responses=answers)
    return replace(dataset, issues=(*dataset.issues, *_about_nameless(dataset)))


def _lines(parts: Sequence[Part]) -> dict[Grain, Lines]:
    """The stacked rows of each grain that the sheets have."""
    sources: dict[Grain, list[Source]] = {"touchpoints": [], "interactions": [], "responses": []}
    for place, part in enumerate(parts):
        source = Source(part.file, part.sheet, place, part.clean.frame)
        if len(part.clean.frame):
            sources[part.grain].append(source)
        if part.clean.answers is not None and len(part.clean.answers):
            sources["responses"].append(replace(source, frame=part.clean.answers))
    stackers = {"touchpoints": table_lines, "interactions": log_lines, "responses": answer_lines}
    return {grain: stackers[grain](found) for grain, found in sources.items() if found}


def _named(lines: Mapping[Grain, Lines], settings: Settings) -> pd.DataFrame:
    named = pd.concat([found.named for found in lines.values()], ignore_index=True)
    return named.assign(name=merged(named["name"], settings.merges))


def _sales(
    parts: Sequence[Part], lines: Mapping[Grain, Lines], settings: Settings, parcel: Carried | None
) -> Sales | None:
    if "interactions" not in lines:
        return None
    frames = [p.clean.frame for p in parts if p.grain == "interactions" and len(p.clean.frame)]
    has, meant = present(frames, _SALE_COLUMNS), parcel.sale_events if parcel else {}
    return find_sales(lines["interactions"].frame, has, settings=settings, meant_before=meant)


def _sheets_of(lines: Mapping[Grain, Lines], keys: Mapping[Grain, np.ndarray]) -> dict[str, frozenset[int]]:
    """Key -> numbers of the sheets that name it."""
    found: dict[str, set[int]] = {}
    for grain, rows in lines.items():
        most = int(rows.places.max()) + 1
        for pair in pd.unique(rows.codes[rows.codes >= 0] * most + rows.places[rows.codes >= 0]).tolist():
            found.setdefault(str(keys[grain][pair // most]), set()).add(pair % most)
    return {key: frozenset(places) for key, places in found.items()}


def _one_currency(clean: CleanSheet, currency: Currency) -> CleanSheet:
    """The sheet without the money that is in another currency; what was ``paid`` in it stays a sale."""
    frame = clean.frame if "value" not in clean.frame else clean.frame.assign(paid=clean.frame["value"] > 0)
    for field, places in clean.currencies.items():
        other = foreign(places, currency)
        if other.any() and field in frame:
            frame = frame.assign(**{field: frame[field].mask(other)})
    return replace(clean, frame=frame)


def _foreign_money(parts: Sequence[Part], currency: Currency) -> Iterator[Leftover]:
    for part in parts:
        for field, places in part.clean.currencies.items():
            if field in part.clean.frame:
                other = foreign(places, currency)
                yield from left_money(part.file, part.clean.receipt, part.clean.frame, field=field, other=other)


def _about_money(currency: Currency, counts: Counter[str], settings: Settings) -> Iterator[Issue]:
    if len(currency.found) > 1:
        kept = currency.code or currency.found[0]
        left = tuple(code for code in currency.found if code != kept)
        values = {"n": sum(counts.values()), "kept": kept, "others": left}
        yield Issue("error", "several-currencies", values=values)
    elif currency.found and currency.code is None and not settings.currency:
        yield Issue("info", "kr-unknown")
    if counts[KR] and counts[currency.crown] and currency.crown != KR and not settings.currency:
        yield Issue("info", "kr-taken", values={"n": counts[KR], "currency": currency.crown})


def _about_nameless(dataset: Dataset) -> Iterator[Issue]:
    """Logs and surveys that name no touchpoint at all: what they tell nevertheless, and which column would do."""
    touches, answers = dataset.interactions, dataset.responses
    if touches is not None and touches["touchpoint"].isna().all():
        sales, customers = int(touches["sale"].sum()), int(touches["customer"].nunique())
        code = "orders-only" if sales else "log-without-touchpoints"
        yield Issue("warning", code, values={"n": sales or len(touches), "customers": customers})
    if answers is not None and answers["touchpoint"].isna().all():
        yield Issue("info", "whole-business", values={"n": len(answers)})


def _grain(days: pd.Series, parts: Sequence[Part], parcel: Carried | None) -> PeriodGrain | None:
    if parcel and parcel.period_grain in get_args(PeriodGrain) and days.notna().any():
        return cast(PeriodGrain, parcel.period_grain)
    return period_grain(days, {grain for part in parts for grain in part.clean.grains})
