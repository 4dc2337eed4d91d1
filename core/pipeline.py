"""The order of the stages, and nothing else: bytes in, ``Dataset``; ``Dataset`` and ``Settings`` in, ``Analysis``."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce

import pandas as pd

from core import kpis
from core.classify import classify_all, guess_industry, missing_concepts, settled_by
from core.cleaning import build_dataset
from core.columns import Laid, lay_out, locate
from core.coverage import coverage
from core.errors import Refused
from core.model import (
    Analysis,
    Dataset,
    Issue,
    Placement,
    RawSheet,
    Settings,
    Touchpoint,
    TouchpointResult,
    Workbook,
)
from core.model.carried import carried
from core.model.settings import mapping_key
from core.priorities import Ranking, rank
from core.privacy import Guarded, guard
from core.reading import read_file

__all__ = ["analyse", "load", "read", "travelled_settings", "understand"]


def load(files: Sequence[tuple[str, bytes]], settings: Settings | None = None) -> Dataset:
    """``files`` (name, bytes) read and understood. Raises ``Refused`` if none of them can be read."""
    books, issues = read(files)
    return understand(books, settings or Settings(), issues=issues)


def read(files: Sequence[tuple[str, bytes]]) -> tuple[tuple[Workbook, ...], tuple[Issue, ...]]:
    """The readable ones of ``files`` (name, bytes) as workbooks; a refused one becomes an issue.

    Raises the first file's ``Refused`` when none can be read.
    """
    books: list[Workbook] = []
    refusals: list[tuple[str, Refused]] = []
    for name, data in files:
        try:
            books.append(read_file(name, data))
        except Refused as error:
            refusals.append((name, error))
    if refusals and not books:
        raise refusals[0][1]
    return tuple(books), tuple(_refusal(name, error) for name, error in refusals)


def _refusal(name: str, error: Refused) -> Issue:
    return Issue("error", "file-refused", file=name, values={"sentence": error.message})


def understand(books: Sequence[Workbook], settings: Settings, *, issues: Sequence[Issue] = ()) -> Dataset:
    """Which row is the header, which column means what, and every cell typed, with the receipt.

    ``issues`` found before (refused files) come first among the dataset's own.
    """
    guards = [[_guarded(book, sheet, settings) for sheet in book.sheets] for book in books]
    laid = [[_laid_out(b, found, settings) for found in group] for b, group in zip(books, guards, strict=True)]
    clean = [replace(b, sheets=tuple(found.sheet for found in group)) for b, group in zip(books, laid, strict=True)]
    maps = {(b, s): found.map for b, group in enumerate(laid) for s, found in enumerate(group)}
    told = [issue for group in guards for guarded in group for issue in guarded.issues]
    told += [issue for group in laid for found in group for issue in found.issues]
    everywhere = reduce(lambda found, place: _for_sheet(found, *place), _places(books), settings)
    dataset = build_dataset(clean, maps, settings=everywhere)
    return replace(dataset, issues=(*issues, *told, *dataset.issues))


def _guarded(book: Workbook, sheet: RawSheet, settings: Settings) -> Guarded:
    """The sheet without personal data, before anything else looks at its cells."""
    own = _for_sheet(settings, book.name, sheet.name)
    kept = [header for header, field in own.mapping.get(sheet.name, {}).items() if field != "ignore"]
    return guard(sheet, file=book.name, table=locate(sheet, settings=own), kept=kept)


def _laid_out(book: Workbook, found: Guarded, settings: Settings) -> Laid:
    """The sheet with a row per touchpoint, and what its columns mean."""
    own = _for_sheet(settings, book.name, found.sheet.name)
    reopened = carried(book) is not None
    return lay_out(found.sheet, file=book.name, settings=own, personal=found.columns, asked=not reopened)


def _places(books: Sequence[Workbook]) -> list[tuple[str, str]]:
    return [(book.name, sheet.name) for book in books for sheet in book.sheets]


def _for_sheet(settings: Settings, file: str, sheet: str) -> Settings:
    """The settings with this sheet's own mapping under its name: two files may hold sheets of one name, or of none."""
    own = settings.mapping.get(mapping_key(file, sheet))
    return settings if own is None else replace(settings, mapping={**settings.mapping, sheet: own})


def travelled_settings(dataset: Dataset) -> Settings | None:
    """The settings that came inside a reopened report; None where the files hold none that can be used."""
    if dataset.settings is None:
        return None
    try:
        return Settings.from_json(dataset.settings)
    except (TypeError, ValueError, AttributeError):
        return None


def analyse(dataset: Dataset, settings: Settings) -> Analysis:
    """Everything that the dashboard shows. Periods and segments recompute; phases and settings only hide."""
    placements = classify_all(dataset.touchpoints, settings.corrections)
    own = _chosen_rows(dataset.rows, settings)
    rows, taken = kpis.stand_ins(own)
    here = {key: placements[key] for key in rows["touchpoint"].unique()}
    names = _names(dataset.touchpoints)
    ranking = rank(rows, here, names, settings=settings, currency=dataset.currency)
    results = _results(rows, here, names, ranking, settings, figures=kpis.metrics(own, own["touchpoint"]))
    shown = {r.key for r in results if not r.hidden}
    visible = rows[rows["touchpoint"].isin(shown)]
    dataset = replace(dataset, issues=(*dataset.issues, *taken, *kpis.issues(rows, names=names)))
    found = _analysis(dataset, settings, results, ranking, visible=visible, rows=rows)
    return _compared(found, dataset, placements, names)


def _names(touchpoints: Sequence[Touchpoint]) -> dict[str, str]:
    """Key -> name as shown; one name in several phases carries the file's own word for its phase."""
    often = Counter(t.name for t in touchpoints)
    return {
        t.key: f"{t.name} ({t.context['phase']})" if often[t.name] > 1 and t.context.get("phase") else t.name
        for t in touchpoints
    }


def _chosen_rows(rows: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The rows of the chosen periods and segments; a choice that the file does not have chooses nothing."""
    for column, wished in (("period", settings.periods), ("segment", settings.segments)):
        if wished and column in rows:
            rows = rows[rows[column].isin(wished)]
    return rows


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
    counts = rows["touchpoint"].value_counts()
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
    visible: pd.DataFrame,
    rows: pd.DataFrame,
) -> Analysis:
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
        rows=len(rows),
        first_date=_first_date(rows),
        period_grain=dataset.period_grain,
        all_periods=_values(dataset.rows, "period"),
        all_segments=_values(dataset.rows, "segment"),
    )


def _compared(
    analysis: Analysis, dataset: Dataset, placements: Mapping[str, Placement], names: Mapping[str, str]
) -> Analysis:
    """Targets, comparisons, budget and omnichannel: about the touchpoints that are shown, over all periods and
    segments, of which each takes those that it compares."""
    shown = {key: p for key, p in placements.items() if not _is_hidden(p, analysis.settings)}
    rows, _ = kpis.stand_ins(dataset.rows[dataset.rows["touchpoint"].isin(shown)])
    ground = kpis.Ground(rows, shown, analysis.settings, dataset.period_grain)
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


def _first_date(rows: pd.DataFrame) -> dt.date | None:
    dates = rows["date"].dropna() if "date" in rows else pd.Series(dtype="datetime64[s]")
    return dates.min().date() if len(dates) else None


def _values(rows: pd.DataFrame, column: str) -> tuple[str, ...]:
    return tuple(sorted(rows[column].dropna().unique())) if column in rows else ()
