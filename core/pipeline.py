"""The order of the stages, and nothing else: bytes in, ``Dataset``; ``Dataset`` and ``Settings`` in, ``Analysis``."""

import secrets
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from core import kpis
from core.classify import guess_industry, missing_concepts, settled_by
from core.cleaning import build_dataset, find_repeats
from core.columns import Laid, lay_out, lay_out_own, locate, own_table
from core.coverage import coverage
from core.errors import Refused
from core.gathering import Gathered, gather, gathered_by, shown_names
from core.model import (
    Analysis,
    Dataset,
    Issue,
    Placement,
    RawSheet,
    Settings,
    TouchpointResult,
    Workbook,
)
from core.model.carried import carried
from core.priorities import Ranking, rank
from core.privacy import Guarded, guard, pseudonymise
from core.reading import read_file

__all__ = [
    "Gathered",
    "analyse",
    "gather",
    "gathered_by",
    "load",
    "read",
    "settings_inside",
    "travelled_settings",
    "understand",
]


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
    return replace(dataset, issues=(*issues, *told, *dataset.issues), scales=parcels)


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
    """The sheet with pseudonyms for the customers of its logs, told instead of the column's having been left out;
    ``said``: they are pseudonyms already, of which those of one customer stay those of one."""
    columns, issues = list(laid.sheet.columns), list(laid.issues)
    withheld = {column.index for column in found.columns}
    for table in (laid.map, *laid.map.more):
        if table.customer is None:
            continue
        source = (raw.columns if table.customer in withheld else columns)[table.customer]
        columns[table.customer], n = pseudonymise(source, rows=slice(table.first, table.last), key=key)
        header = next(c.header for c in table.columns if c.index == table.customer)
        issues = [i for i in issues if i.column != header or i.code != "personal-left-out"]
        values = {"column": header, "n": n}
        told = Issue("info", "pseudonymised", file, raw.name, column=header, values=values)
        issues += [] if said else [told]
    return replace(laid, sheet=replace(laid.sheet, columns=tuple(columns)), issues=tuple(issues))


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


def analyse(dataset: Dataset, settings: Settings, gathered: Gathered | None = None) -> Analysis:
    """Everything that the dashboard shows. Periods and segments recompute; phases and settings only hide.

    ``gathered``: what ``gather`` gave for this dataset under the same ``gathered_by``, if it is still at hand.
    """
    found = gathered or gather(dataset, settings)
    rows, taken = kpis.stand_ins(found.rows)
    here = {key: found.placements[key] for key in rows["touchpoint"].dropna().unique()}
    names = shown_names(dataset.touchpoints)
    ranking = rank(rows, here, names, settings=settings, currency=dataset.currency)
    figures = kpis.metrics(found.rows, found.rows["touchpoint"])
    results = _results(rows, here, names, ranking, settings, figures=figures)
    issues = (*dataset.issues, *found.issues, *taken, *kpis.issues(rows, names=names))
    told = _analysis(replace(dataset, issues=issues), settings, results, ranking, rows=rows, gathered=found)
    return _compared(told, found, dataset.period_grain, names)


def _results(
    rows: pd.DataFrame,
    placements: Mapping[str, Placement],
    names: Mapping[str, str],
    ranking: Ranking,
    settings: Settings,
    *,
    figures: Mapping[str, Mapping[str, float]],
) -> tuple[TouchpointResult, ...]:
    ledgers = kpis.per_touchpoint(rows, assumptions=settings.assumptions)
    counts = _files_rows(rows).groupby(rows["touchpoint"]).sum()
    found = [
        TouchpointResult(
            key=key,
            name=names[key],
            placement=placement,
            metrics=figures.get(key, {}),
            kpis=ledgers[key],
            priority=ranking.priorities.get(key),
            rows=int(counts[key]),
            hidden=_is_hidden(placement, settings),
        )
        for key, placement in placements.items()
    ]
    return tuple(sorted(found, key=_order))


def _is_hidden(placement: Placement, settings: Settings) -> bool:
    wrong_phase = bool(settings.phases) and placement.phase not in settings.phases
    sides = {"online", "offline", "both"} if placement.setting == "both" else {placement.setting}
    return wrong_phase or (bool(settings.settings) and sides.isdisjoint(settings.settings))


def _order(result: TouchpointResult) -> tuple[float, str]:
    place = result.priority.rank if result.priority else None
    return (float("inf") if place is None else place, result.name)


def _analysis(
    dataset: Dataset,
    settings: Settings,
    results: tuple[TouchpointResult, ...],
    ranking: Ranking,
    *,
    rows: pd.DataFrame,
    gathered: Gathered,
) -> Analysis:
    visible = _visible(rows, results)
    placements = {r.key: r.placement for r in results}
    names = {r.key: r.name for r in results}
    assumed = settings.assumptions
    industry = settings.industry or guess_industry(list(names.values()))
    return Analysis(
        settings=settings,
        files=dataset.files,
        issues=dataset.issues,
        currency=dataset.currency,
        as_of=dataset.as_of,
        kpis=kpis.ledger(visible, assumptions=assumed),
        groups=kpis.groups(visible, placements, assumptions=assumed),
        touchpoints=results,
        verdict=ranking.verdict,
        coverage=coverage(results),
        missing=missing_concepts(list(names.values()), industry=industry),
        industry=industry,
        warnings=ranking.warnings,
        impact_line=ranking.impact_line,
        classes=dict(Counter(settled_by(r.placement) for r in results)),
        rows=int(_files_rows(rows).sum()),
        first_date=gathered.first_date,
        period_grain=dataset.period_grain,
        all_periods=_values(dataset, "period"),
        all_segments=_values(dataset, "segment"),
        journeys=gathered.journeys,
        voices=gathered.voices,
    )


def _visible(rows: pd.DataFrame, results: Sequence[TouchpointResult]) -> pd.DataFrame:
    """What is not hidden; rows of no touchpoint are hidden by any filter that hides."""
    shown = rows["touchpoint"].isin({r.key for r in results if not r.hidden})
    return rows[shown if any(r.hidden for r in results) else shown | rows["touchpoint"].isna()]


def _compared(analysis: Analysis, gathered: Gathered, grain: str | None, names: Mapping[str, str]) -> Analysis:
    """Targets, comparisons, budget and omnichannel: about the touchpoints that are shown, over all periods and
    segments, of which each takes those that it compares."""
    shown = {key: p for key, p in gathered.placements.items() if not _is_hidden(p, analysis.settings)}
    everything, _ = kpis.stand_ins(gathered.everything)
    ground = kpis.Ground(everything[everything["touchpoint"].isin(shown)], shown, analysis.settings, grain)
    by_key = {t.key: dict(t.kpis) for t in analysis.touchpoints}
    told = kpis.Told(dict(analysis.kpis), {k: dict(v) for k, v in analysis.groups.get("phase", {}).items()}, by_key)
    targets, unused = kpis.targets(ground, told, names=names)
    return replace(
        analysis,
        issues=(*analysis.issues, *unused),
        targets=targets,
        comparisons=kpis.comparisons(ground),
        budget=kpis.budget(ground),
        omnichannel=kpis.omnichannel(ground),
    )


def _files_rows(rows: pd.DataFrame) -> "pd.Series[int]":
    """How many rows of the files each row stands for."""
    return rows["stands_for"] if "stands_for" in rows else pd.Series(1, index=rows.index)


def _values(dataset: Dataset, column: str) -> tuple[str, ...]:
    frames = (dataset.rows, dataset.interactions, dataset.responses)
    return tuple(sorted({v for f in frames if f is not None and column in f for v in f[column].dropna().unique()}))
