"""Scores in their KPI's own unit, settled once, with what is to be said about those that cannot be."""

from collections.abc import Mapping

import pandas as pd

from core.model import Issue, Message
from core.stats import scales
from core.stats.scales import SCORE_FIELDS, Scale


def settle(
    rows: pd.DataFrame, *, known: Mapping[str, Mapping[str, Scale]] | None = None
) -> tuple[pd.DataFrame, tuple[Issue, ...]]:
    """A table's rows with csat and ces as shares 0-1, NPS in points and ratings of 5, before any filter.

    See ``core.stats.scales.settle``. An issue ``kpi-scale`` names each sheet's scores that stand on no such scale.
    """
    settled, unusable = scales.settle(rows, known=known)
    return settled, tuple(
        Issue("warning", "kpi-scale", one.file, one.sheet, values={"kpi": one.kpi, "field": _noun(one.kpi)})
        for one in unusable
    )


def _noun(kpi: str) -> Message:
    return Message(f"reason.field.{SCORE_FIELDS[kpi]}")
