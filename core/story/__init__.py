"""The analysis in sentences: verdict, reason, worth, certainty, findings. Screen and exports say the same words."""

from core.story.findings import coverage_finding, journey_finding, picture_finding, priorities_finding, trend_finding
from core.story.telling import Story

__all__ = ["Story", "coverage_finding", "journey_finding", "picture_finding", "priorities_finding", "trend_finding"]
