"""An interaction log in, what it tells about the way to a sale out."""

from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd

from core.journeys.crediting import credits_of
from core.journeys.direct import direct_visits
from core.journeys.log import NEVER, Log, read_log
from core.journeys.meetings import meetings
from core.journeys.paths import usual_paths
from core.journeys.segments import per_segment
from core.journeys.spreads import days_to_sale, offline_share, touches_before_sale
from core.journeys.steps import drop_out, transitions
from core.journeys.walks import Walks, walk
from core.model import Journeys, Message, Placement
from core.stats.groups import Bools


def follow(
    interactions: pd.DataFrame,
    placements: Mapping[str, Placement],
    *,
    lookback_days: float,
    names: Mapping[str, str] | None = None,
) -> Journeys | None:
    """Everything that the log tells; None where no row names a touchpoint.

    ``interactions``: as in ``Dataset.interactions``; without customers or times there are no journeys, which
    the result says. ``placements``: touchpoint key -> where it stands; ``names``: key -> name as shown, which may say
    that it is a direct visit. Raises ``ValueError`` for a lookback that is negative or no number.
    """
    if not lookback_days >= 0:
        raise ValueError(f"a lookback of {lookback_days} days")
    log = read_log(interactions)
    if not log.keys:
        return None
    direct = direct_visits(log.keys, placements, names)
    return _told(log, walk(log, lookback_days=lookback_days), placements, direct=direct, lookback_days=lookback_days)


def _asking(keys: tuple[str, ...], placements: Mapping[str, Placement]) -> Bools:
    """Where a customer stands who may still buy: before a purchase, or nobody knows."""
    return np.array([k not in placements or placements[k].phase in ("pre", "unknown") for k in keys], dtype=bool)


def _told(
    log: Log, every: Walks, placements: Mapping[str, Placement], *, direct: Bools, lookback_days: float
) -> Journeys:
    walks = every.toward_a_sale(_asking(log.keys, placements))
    sold, met = walks.sales(), meetings(walks.journey, walks.touch)
    known = np.isfinite(sold.value)
    give = partial(credits_of, keys=log.keys, direct=direct, without=_without_sales(log))
    return Journeys(
        customers=int(np.count_nonzero(np.bincount(log.customer[log.customer >= 0]))),
        journeys=len(walks.start),
        sales=len(sold.start),
        value=float(sold.value[known].sum()) if known.any() else None,
        credits=give(walks),
        touches_before_sale=touches_before_sale(sold),
        days_to_sale=days_to_sale(sold),
        offline_share=offline_share(walks, met, log.keys, placements),
        paths=usual_paths(walks, log.keys),
        transitions=transitions(walks, log.keys),
        drop_out=drop_out(walks, met, log.keys, placements),
        by_segment=per_segment(walks, log.segments, give),
        unsure=int((~log.sure).sum()),
        unsure_sales=int((~log.sure & log.sale).sum()),
        too_old=int(log.sure.sum()) - len(every.touch),
        after_sale=len(every.start) - len(walks.start),
        refunded=float(log.value[~log.sale & (log.value < 0)].sum()),
        lookback_days=lookback_days,
    )


def _without_sales(log: Log) -> Message:
    """Why no journey ends with a sale, should that be so."""
    named = log.customer >= 0
    if not named.any():
        return Message("silent.no-customers")
    if not (named & (log.time != NEVER)).any():
        return Message("silent.no-times")
    return Message("silent.no-sales")
