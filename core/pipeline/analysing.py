"""The last part of an analysis: ranks, which alone depend on the weights; today's, and those of what is supposed."""

from dataclasses import replace

from core.coverage import coverage
from core.model import Analysis, Dataset, Settings, TouchpointResult, WhatIf
from core.pipeline.gathering import gather
from core.pipeline.measuring import Measured, measure
from core.pipeline.sweeping import unswept
from core.priorities import rank, suppose, supposed


@unswept()
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
        what_if=_what_if(found, settings),
    )


def _what_if(found: Measured, settings: Settings) -> WhatIf | None:
    """The second evidence beside that of today, and the ranks that follow from it; None where nothing is supposed."""
    if not settings.suppositions:
        return None
    moves, unused = supposed(found.analysis.levers, settings.suppositions)
    ranking = rank(suppose(found.evidence, moves, currency=found.analysis.currency), settings=settings)
    return WhatIf(moves, unused, ranking.priorities, ranking.verdict)


def _order(result: TouchpointResult) -> tuple[float, str]:
    place = result.priority.rank if result.priority else None
    return (float("inf") if place is None else place, result.name)
