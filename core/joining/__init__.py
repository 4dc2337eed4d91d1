"""Joining: a table, a log and a survey of the same touchpoints as one set of rows, where nothing counts twice."""

from core.joining.joined import joined
from core.joining.log import Knows, known, tells_cases

__all__ = ["Knows", "joined", "known", "tells_cases"]
