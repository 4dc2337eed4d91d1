"""Journeys: which touchpoints led to a sale, and how many it took."""
