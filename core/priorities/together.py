"""What all repairs would be worth together."""

import numpy as np

from core.model import Worth
from core.priorities.evidence import Evidence
from core.priorities.posterior import summed
from core.priorities.worth import scale_and_cap


def together(evidence: Evidence) -> Worth | None:
    """The sum of the worths, as if no repair took anything from another; None where fewer than two have a worth.

    The range is that of the sum, from the same draws as the single ones: narrower than the sum of their lows to the sum
    of their highs, for not all come out low (or high) at once. Held down, like each of them, to ``worth_cap`` of the
    revenue. It is a sum, not a forecast: whoever meets several touchpoints is counted at each.
    """
    contest = evidence.contest
    if contest is None:
        return None
    valued = [(i, worth) for i, (worth, _) in enumerate(contest.worths) if worth is not None]
    if len(valued) < 2:
        return None
    everyone, parts, basis = contest.everyone, contest.parts, evidence.field.basis
    places, one = [i for i, _ in valued], valued[0][1]
    lost = summed(everyone.loss * parts.short, everyone.held)[:, places].sum(axis=1)
    expected = everyone.held.by_measure(parts, contest.possible * parts.short).sum(axis=0)[places].sum()
    scale, cap = scale_and_cap(basis)
    low, high = (np.quantile(lost, (0.05, 0.95)) * scale).tolist()
    value = float(expected * scale)
    ends = (min(low, value, cap), min(value, cap), min(max(high, value), cap))
    return Worth(*ends, one.unit, one.span, capped=max(high, value) > cap)
