"""The second part of an analysis: everything that no weight changes, so that moving one in a meeting costs little."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from core import kpis
from core.classify import guess_industry, missing_concepts, settled_by
from core.model import Analysis, Dataset, FileReceipt, Issue, Placement, Settings, TouchpointResult, Verdict
from core.pipeline.gathering import Gathered, shown_names
from core.pipeline.sweeping import unswept
from core.pipeline.untold import with_reasons, with_whys
from core.priorities import Evidence, levers, together, weigh
from core.stats.sheet import Sheet, sheet

_WEIGHTS = ("weights", "preset", "language", "suppositions", "agreed", "also_agreed")


@dataclass(frozen=True, slots=True)
class Measured:
    """``analysis`` without ranks: every touchpoint with its figures and no priority, by name; ``evidence``: what the
    ranking weighs."""

    analysis: Analysis
    evidence: Evidence


def measured_by(settings: Settings) -> dict[str, Any]:
    """The choices on which ``measure`` depends: all but weights, suppositions and agreements, as plain values."""
    return {name: value for name, value in settings.to_json().items() if name not in _WEIGHTS}


@unswept()
def measure(dataset: Dataset, settings: Settings, gathered: Gathered) -> Measured:
    """Key figures, comparisons and evidence from what was gathered under the same settings."""
    rows, taken = kpis.stand_ins(gathered.rows)
    placements = {key: gathered.placements[key] for key in rows["touchpoint"].dropna().unique()}
    names = shown_names(dataset.touchpoints)
    known = sheet(rows)
    results = _results(
        known, placements, names, settings, figures=kpis.metrics(gathered.rows, gathered.rows["touchpoint"])
    )
    issues = (*dataset.issues, *gathered.issues, *taken, *kpis.issues(rows, names=names))
    found = _unranked(replace(dataset, issues=issues), settings, results, rows=known, gathered=gathered)
    goals = kpis.file_goals(rows, {r.key: r.kpis for r in results}, headers=_target_headers(dataset.files)).goals
    evidence = weigh(rows, placements, names, settings=settings, currency=dataset.currency, goals=goals)
    found, evidence = with_reasons(found, gathered.untold), with_whys(evidence, gathered.untold)
    found = replace(found, levers=levers(evidence), worth_together=together(evidence))
    return Measured(_compared(found, gathered, dataset.period_grain, names), evidence)


def _results(
    rows: Sheet,
    placements: Mapping[str, Placement],
    names: Mapping[str, str],
    settings: Settings,
    *,
    figures: Mapping[str, Mapping[str, float]],
) -> tuple[TouchpointResult, ...]:
    ledgers = kpis.per_touchpoint(rows, assumptions=settings.assumptions)
    counts = _files_rows(rows.rows).groupby(rows["touchpoint"]).sum()
    found = [
        TouchpointResult(
            key=key,
            name=names[key],
            placement=placement,
            metrics=figures.get(key, {}),
            kpis=ledgers[key],
            priority=None,
            rows=int(counts[key]),
            hidden=_is_hidden(placement, settings),
        )
        for key, placement in placements.items()
    ]
    return tuple(sorted(found, key=lambda result: result.name))


def _is_hidden(placement: Placement, settings: Settings) -> bool:
    wrong_phase = bool(settings.phases) and placement.phase not in settings.phases
    sides = {"online", "offline", "both"} if placement.setting == "both" else {placement.setting}
    return wrong_phase or (bool(settings.settings) and sides.isdisjoint(settings.settings))


def _unranked(
    dataset: Dataset,
    settings: Settings,
    results: tuple[TouchpointResult, ...],
    *,
    rows: Sheet,
    gathered: Gathered,
) -> Analysis:
    visible = _visible(rows, results)
    placements = {r.key: r.placement for r in results}
    names = [r.name for r in results]
    industry = settings.industry or guess_industry(names, readings=gathered.readings)
    return Analysis(
        settings=settings,
        files=dataset.files,
        issues=dataset.issues,
        currency=dataset.currency,
        as_of=dataset.as_of,
        kpis=kpis.ledger(visible, assumptions=settings.assumptions),
        groups=kpis.groups(visible, placements, assumptions=settings.assumptions),
        touchpoints=results,
        verdict=Verdict("not measured", ()),
        coverage=(),
        missing=missing_concepts(names, industry=industry, readings=gathered.readings),
        industry=industry,
        classes=dict(Counter(settled_by(r.placement) for r in results)),
        rows=int(_files_rows(rows.rows).sum()),
        first_date=gathered.first_date,
        period_grain=dataset.period_grain,
        all_periods=_values(dataset, "period"),
        all_segments=_values(dataset, "segment"),
        journeys=gathered.journeys,
        voices=gathered.voices,
    )


def _visible(rows: Sheet, results: Sequence[TouchpointResult]) -> Sheet:
    """What is not hidden; rows of no touchpoint are hidden by any filter that hides."""
    if not any(r.hidden for r in results):
        return rows
    return sheet(rows[rows["touchpoint"].isin({r.key for r in results if not r.hidden})])


def _compared(analysis: Analysis, gathered: Gathered, grain: str | None, names: Mapping[str, str]) -> Analysis:
    """Targets, comparisons, budget and omnichannel: about the touchpoints that are shown, over all periods and
    segments, of which each takes those that it compares."""
    shown = {key: p for key, p in gathered.placements.items() if not _is_hidden(p, analysis.settings)}
    everything, _ = kpis.stand_ins(gathered.everything)
    ground = kpis.Ground(everything[everything["touchpoint"].isin(shown)], shown, analysis.settings, grain)
    by_key = {t.key: dict(t.kpis) for t in analysis.touchpoints}
    told = kpis.Told(dict(analysis.kpis), {k: dict(v) for k, v in analysis.groups.get("phase", {}).items()}, by_key)
    targets, unused = kpis.targets(ground, told, names=names, headers=_target_headers(analysis.files))
    issues: tuple[Issue, ...] = (*analysis.issues, *unused)
    return replace(
        analysis,
        issues=issues,
        targets=targets,
        comparisons=kpis.comparisons(ground),
        budget=kpis.budget(ground),
        omnichannel=kpis.omnichannel(ground),
    )


def _target_headers(files: Sequence[FileReceipt]) -> list[str]:
    """How the files call their column of targets."""
    sheets = (sheet for file in files for sheet in file.sheets)
    return [column.header for sheet in sheets for column in sheet.columns if column.field == "target"]


def _files_rows(rows: pd.DataFrame) -> "pd.Series[int]":
    """How many rows of the files each row stands for."""
    return rows["stands_for"] if "stands_for" in rows else pd.Series(1, index=rows.index)


def _values(dataset: Dataset, column: str) -> tuple[str, ...]:
    frames = (dataset.rows, dataset.interactions, dataset.responses)
    return tuple(sorted({v for f in frames if f is not None and column in f for v in f[column].dropna().unique()}))
