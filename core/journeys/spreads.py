"""How much it took until a sale: touches, days, and how often an offline touchpoint was among them."""

from collections.abc import Mapping

import numpy as np

from core.journeys.meetings import Meetings
from core.journeys.walks import Walks
from core.model import Placement, Spread
from core.stats.intervals import Floats


def touches_before_sale(sold: Walks) -> Spread | None:
    """Touches per sale, its own included; ``sold``: the journeys with a sale."""
    return _spread(sold.length.astype(float))


def days_to_sale(sold: Walks) -> Spread | None:
    """Days from a journey's first touch to its sale."""
    return _spread(sold.age[sold.start])


def _spread(values: Floats) -> Spread | None:
    if not len(values):
        return None
    median, p90 = np.quantile(values, (0.5, 0.9))
    return Spread(float(median), float(p90), len(values))


def offline_share(
    walks: Walks, met: Meetings, keys: tuple[str, ...], placements: Mapping[str, Placement]
) -> tuple[int, int] | None:
    """(sales whose journey met a touchpoint that is offline or both, all sales); None: no sales, no setting known."""
    settings = [placements[k].setting if k in placements else "unknown" for k in keys]
    if not walks.sold.any() or set(settings) <= {"unknown"}:
        return None
    offline = np.array([s in ("offline", "both") for s in settings])
    meets = np.zeros(len(walks.start), bool)
    meets[met.journey[offline[met.touch]]] = True
    return int((meets & walks.sold).sum()), int(walks.sold.sum())
