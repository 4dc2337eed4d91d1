"""Journeys: which touchpoints led to a sale, and how many it took."""

from core.journeys.follow import follow

__all__ = ["follow"]
