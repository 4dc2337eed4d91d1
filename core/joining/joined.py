"""The three grains as one set of rows."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from core.joining import answers, log
from core.joining.cells import coded
from core.joining.choosing import answers_beside, with_margins, without_twice
from core.joining.differing import log_differs, survey_differs
from core.joining.log import Knows, known
from core.joining.periods import covered
from core.joining.sampling import is_part, said, seen_of, without_sums
from core.model import Issue

_NONE: Mapping[str, str] = {}


def joined(
    rows: pd.DataFrame,
    interactions: pd.DataFrame | None,
    responses: pd.DataFrame | None,
    *,
    knows: Knows | None = None,
    names: Mapping[str, str] = _NONE,
) -> tuple[pd.DataFrame, tuple[Issue, ...]]:
    """All figures as rows of one kind, none twice, and issues about those that two grains give differently.

    ``rows``, ``interactions`` and ``responses`` as in ``Dataset``, but filtered, and scores in their KPI's own unit;
    ``knows``: what the log tells as a whole (default: these rows of it); ``names``: touchpoint key -> name as shown.
    New columns: ``grain`` (touchpoints, interactions or responses: where the row's figures come from), ``stands_for``
    (how many rows of the files it stands for), ``until`` (the last date among those of a log or survey) and, where
    there is a log of all customers, ``unit``: a number shared by rows of the table and the log that cover the same
    touchpoint, and the same period and segment where both have them, else -1. In a unit a ratio may take its two
    figures from both. A log of a part of the customers gives no totals
    beside the table's. Rows of no touchpoint (NaN) tell of the whole business.
    """
    table = rows.assign(grain="touchpoints")
    if interactions is None and responses is None:
        return table, ()
    frames = [(rows, "date"), (interactions, "time"), (responses, "date")]
    cut = covered((frame, name) for frame, name in frames if frame is not None)
    parts, issues, units = [table], list[Issue](), False
    if interactions is not None:
        touches = log.gathered(interactions, knows or known(interactions), cut=cut)
        share = seen_of(table, touches)
        parts[0], kept = without_twice(table, touches)
        if is_part(share) and share is not None:
            kept, issues = without_sums(kept, table), [said(share)]
        else:
            units, issues = True, [*log_differs((table, touches), kept, names)]
        parts.append(with_margins(kept, table))
    if responses is not None:
        told = answers.gathered(responses, cut=cut)
        kept = answers_beside(table, told)
        issues += survey_differs((table, told), kept, names)
        parts.append(kept)
    return _together(parts, units=units), tuple(issues)


def _together(parts: list[pd.DataFrame], *, units: bool) -> pd.DataFrame:
    found = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    found = found.assign(
        touchpoint=found["touchpoint"].astype("str"),
        stands_for=found["stands_for"].fillna(1).astype(np.int64) if "stands_for" in found else 1,
    )
    return found.assign(unit=_units(found)) if units else found


def _units(rows: pd.DataFrame) -> np.ndarray:
    """Touchpoints that the table and the log both cover, by period and segment where both have them."""
    mine = {grain: (rows["grain"] == grain).to_numpy() for grain in ("touchpoints", "interactions")}
    shared = [c for c in ("period", "segment") if all((rows[c].notna() & m).any() for m in mine.values())]
    code = coded(rows["touchpoint"])
    for name in shared:
        code = pd.factorize(code * (len(rows) + 1) + coded(rows[name]))[0]
    cover = [np.isin(code, code[m]) for m in mine.values()]
    usable = cover[0] & cover[1] & (mine["touchpoints"] | mine["interactions"]) & rows["touchpoint"].notna().to_numpy()
    return np.where(usable, code, -1).astype(np.int64)
