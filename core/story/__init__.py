"""The analysis in sentences: verdict, reason, worth, certainty, findings. Screen and exports say the same words."""

from core.story.findings import (
    compared,
    coverage_finding,
    journey_finding,
    judged,
    list_finding,
    picture_finding,
    pictured,
    priorities_finding,
    rows_read,
    rows_used,
    trend_finding,
    trend_unknown,
)
from core.story.telling import Story

__all__ = [
    "Story",
    "compared",
    "coverage_finding",
    "journey_finding",
    "judged",
    "list_finding",
    "picture_finding",
    "pictured",
    "priorities_finding",
    "rows_read",
    "rows_used",
    "trend_finding",
    "trend_unknown",
]
