"""Which touchpoints only say that nothing led there."""

import re
from collections.abc import Mapping

import numpy as np

from core.model import Placement
from core.model.names import fold
from core.stats.groups import Bools
from core.tables import table


def direct_visits(
    keys: tuple[str, ...], placements: Mapping[str, Placement], names: Mapping[str, str] | None = None
) -> Bools:
    """Per touchpoint, whether its key, its name or the word that placed it says "direct": (direct) / (none), Direkte.

    Direct mail is none.
    """
    direct = frozenset(table("journeys")["direct"]["names"])
    said = [(key, (names or {}).get(key, ""), _word(placements.get(key))) for key in keys]
    return np.array([any(_plain(text) in direct for text in texts) for texts in said], bool)


def _word(placement: Placement | None) -> str:
    return placement.rule.matched if placement and placement.rule.source == "lexicon" else ""


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
