"""The last part of an analysis: ranks, which alone depend on the weights."""

from dataclasses import replace

from core.coverage import coverage
from core.model import Analysis, Dataset, Settings, TouchpointResult
from core.pipeline.gathering import gather
from core.pipeline.measuring import Measured, measure
from core.priorities import rank


def analyse(dataset: Dataset, settings: Settings, measured: Measured | None = None) -> Analysis:
    """Everything that the dashboard shows. Periods and segments recompute; phases and settings only hide.

    ``measured``: what ``measure`` gave for this dataset under the same ``measured_by``, if it is still at hand.
    """
    found = measured or measure(dataset, settings, gather(dataset, settings))
    ranking = rank(found.evidence, settings=settings)
    ranked = [replace(t, priority=ranking.priorities.get(t.key)) for t in found.analysis.touchpoints]
    touchpoints = tuple(sorted(ranked, key=_order))
    return replace(
        found.analysis,
        settings=settings,
        touchpoints=touchpoints,
        verdict=ranking.verdict,
        coverage=coverage(touchpoints),
        warnings=ranking.warnings,
        impact_line=ranking.impact_line,
    )


def _order(result: TouchpointResult) -> tuple[float, str]:
    place = result.priority.rank if result.priority else None
    return (float("inf") if place is None else place, result.name)
