"""The log beside the table: what the log says of the touchpoint that the dashboard names first."""

from collections.abc import Mapping
from typing import Any

from core.model import DropOut, Journeys, TouchpointResult
from core.story.telling import Story

_NAMED_AT_MOST = 3


def log_verdict(story: Story, journeys: Journeys) -> str:
    """Whether the journeys support what the dashboard names first, in a sentence; empty where nobody is named.

    The dashboard ranks by all that the table counts; the log follows some customers over several visits. A reader of
    both must not have to guess which one holds.
    """
    leaders = story.leaders
    if not leaders or not journeys.drop_out or story.measure_first:  # to measure first is nothing that a log refutes
        return ""
    if len(leaders) > 1:
        names = tuple(t.name for t in leaders[:_NAMED_AT_MOST])
        alike = len(leaders) <= _NAMED_AT_MOST and all(_word(t, journeys) is None for t in leaders)
        return story.language.say("beside.several", names=names) if alike else ""
    found = _ends(leaders[0], journeys)
    if found is None:
        return story.language.say("beside.unmet", name=leaders[0].name)
    rates: Mapping[str, Any] = {"ended": found.rate, "usual": found.phase_rate}
    return story.language.say(f"beside.{found.word or 'open'}", name=leaders[0].name, **rates)


def log_grounds(story: Story, journeys: Journeys) -> str:
    """On which two bases table and log speak of the one named first, where the log leaves it open; else empty."""
    found = _ends(story.leaders[0], journeys) if len(story.leaders) == 1 else None
    if found is None or found.word is not None or story.measure_first:
        return ""
    leader = story.leaders[0]
    rates: Mapping[str, Any] = {"ended": found.rate, "low": found.low, "high": found.high, "usual": found.phase_rate}
    log = story.language.say("beside.log", name=leader.name, n=journeys.customers, **rates)
    bought = leader.kpis.get("conversion_rate")
    if bought is None or bought.value is None or not bought.denominator:
        return " ".join([story.language.say("beside.other", name=leader.name), log])
    table = story.language.say("beside.table", name=leader.name, rate=bought.value, n=bought.denominator)
    return " ".join([table, log])


def _ends(leader: TouchpointResult, journeys: Journeys) -> DropOut | None:
    return next((d for d in journeys.drop_out if d.key == leader.key and d.met), None)


def _word(leader: TouchpointResult, journeys: Journeys) -> str | None:
    found = _ends(leader, journeys)
    return found.word if found else None
