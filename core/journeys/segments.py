"""The credits of each segment by itself."""

from collections.abc import Callable

import numpy as np

from core.journeys.walks import Walks
from core.model import Credits
from core.tables import table


def per_segment(walks: Walks, segments: tuple[str, ...], give: Callable[[Walks], Credits]) -> dict[str, Credits]:
    """Segment -> its credits, by ``give``, for segments of enough sales, most sales first.

    A journey belongs to the segment of its last touch.
    """
    sales = np.bincount(walks.segment[walks.sold & (walks.segment >= 0)], minlength=len(segments))
    most = np.argsort(-sales, kind="stable")[: int(table("journeys")["top_segments"])]
    enough = most[sales[most] >= int(table("journeys")["floors"]["sales"])]
    order = np.argsort(walks.segment, kind="stable")
    begin, end = (np.searchsorted(walks.segment[order], enough, side) for side in ("left", "right"))
    return {segments[s]: give(walks.chosen(order[b:e])) for s, b, e in zip(enough, begin, end, strict=True)}
