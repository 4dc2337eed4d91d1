"""From the journeys to the rows that the charts draw: credits as ranges, steps, and where journeys end."""

import math
from collections.abc import Callable, Sequence

from core.charts.interval_rows import Axis, Entry, Tick
from core.model import CreditRange, DropOut, Journeys, Transition
from core.story import Story
from core.story.journeys import (
    Shared,
    between,
    credit,
    credit_short,
    credit_words,
    drop_outs,
    step_name,
)

DRAWN = 15  # rows in a picture of many; the table below it has them all
_ALL_UP_TO = 18  # rows: so few more are not worth leaving out
STEPS_DRAWN = 10
_TICKS = 6


def rows_drawn(n: int) -> int:
    """How many of ``n`` rows a picture shows."""
    return n if n <= _ALL_UP_TO else DRAWN


def round_ticks(low: float, high: float, *, most: int = _TICKS) -> list[float]:
    """At most about ``most`` round values from ``low`` to ``high``: multiples of 1, 2 or 5 of a power of ten."""
    if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
        return [low]
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in (1, 2, 5, 10) if s * power >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [round(n * step, 10) for n in range(first, math.floor(high / step + 1e-9) + 1)]


def axis_around_zero(title: str, high: float, write: Callable[[float], str], *, low: float = 0.0) -> Axis:
    """An axis from 0 (or from ``low`` below it) to a little above ``high``, its round values written by ``write``."""
    start, end = min(1.04 * low, 0.0), max(1.04 * high, 0.0)
    end = end if end > start else 1.0
    return Axis(title, start, end, {value: write(value) for value in round_ticks(start, end)})


def credit_rows(story: Story, shared: Shared) -> tuple[Sequence[Entry], Axis]:
    """The largest ranges with a tick per credit model, and their axis in sales or money."""
    drawn = shared.ranges[: rows_drawn(len(shared.ranges))]
    kind = "money" if shared.money else "decimal"
    title = story.language.say("journeys.axis-value" if shared.money else "journeys.axis-sales")
    high = max((r.high for r in drawn), default=0.0)
    low = min((r.low for r in drawn), default=0.0)

    def write(value: float) -> str:
        return story.language.write(kind, value, currency=story.analysis.currency)

    axis = axis_around_zero(title, high, write, low=low)
    return [_credit_row(story, r, shared) for r in drawn], axis


def _credit_row(story: Story, found: CreditRange, shared: Shared) -> Entry:
    name, words = step_name(story, found.key), credit_words(story, found, shared)
    facts = {"tip_name": name, "tip_range": words}
    ticks = tuple(
        Tick(value, {**facts, "tip_model": _model(story, model, value, shared)})
        for model, value in found.models.items()
    )
    return Entry(name, credit_short(story, found, shared), found.low, found.high, ticks=ticks, tips=facts)


def _model(story: Story, model: str, value: float, shared: Shared) -> str:
    return f"{story.language.say(f'credit-model.{model}')}: {credit(story, value, shared)}"


def strongest_steps(journeys: Journeys) -> list[Transition]:
    """The most usual steps between touchpoints."""
    return sorted(between(journeys), key=lambda t: (-t.n, t.source, t.target))[:STEPS_DRAWN]


def step_rows(story: Story, journeys: Journeys) -> tuple[Sequence[Entry], Axis]:
    """The most usual steps between touchpoints, as a list for a phone."""
    drawn = strongest_steps(journeys)
    high = max((t.n for t in drawn), default=0)
    axis = axis_around_zero(
        story.language.say("journeys.axis-steps"), high, lambda v: story.language.write("decimal", v)
    )
    return [_step_row(story, t) for t in drawn], axis


def _step_row(story: Story, step: Transition) -> Entry:
    names = {"source": step_name(story, step.source), "target": step_name(story, step.target)}
    said, times = story.language.say("journeys.step", **names), story.language.write("count", step.n)
    return Entry(said, times, 0.0, step.n, tips={"tip_step": said, "tip_times": times})


def drop_rows(story: Story, journeys: Journeys) -> tuple[Sequence[Entry], Axis]:
    """Where journeys end, with the interval and what is usual in the phase."""
    found = drop_outs(story, journeys)
    drawn = found[: rows_drawn(len(found))]
    title = story.language.say("journeys.axis-drop")
    high = min(1.0, max((max(d.high, d.phase_rate) for d in drawn), default=0.0))
    axis = axis_around_zero(title, high, lambda v: story.language.write("percent", v))
    return [_drop_row(story, d) for d in drawn], axis


def _drop_row(story: Story, found: DropOut) -> Entry:
    say, write = story.language.say, story.language.write
    rate = write("percent", found.rate)
    word = say(f"journeys.word-{found.word}") if found.word else ""
    name = step_name(story, found.key)
    tips = {
        "tip_name": name,
        "tip_ended": f"{say('journeys.ended-of', ended=found.ended, n=found.met)} = {rate}",
        "tip_range": f"{write('percent', found.low)} – {write('percent', found.high)}",
        "tip_phase": write("percent", found.phase_rate),
    }
    return Entry(
        name,
        " · ".join(filter(None, (rate, word))),
        found.low,
        found.high,
        found.rate,
        found.phase_rate,
        tone={"high": "low", "low": "high"}.get(found.word or "", "mid"),
        tips=tips,
    )
