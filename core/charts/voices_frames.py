"""From the answers to the rows that the charts draw: values against the target, and how the answers fall."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from core.charts.interval_rows import Axis, Entry
from core.charts.journeys_frames import round_ticks, rows_drawn
from core.model import Kpi, Voice
from core.story import Story
from core.story.voices import answers_of, standing, too_few, voice_name, voice_words, voices_of_nps

_MOST_STEPS = 7  # answers that are told one by one; longer scales are told in three groups
_TEN = 10
_FAINT = "grid"  # what says next to nothing
_TONES = {"below": "low", "above": "high", "open": "mid"}


def standing_rows(story: Story, voices: Sequence[Voice]) -> tuple[Sequence[Entry], Axis]:
    """The lowest values with their intervals on an axis around them and the target."""
    drawn = voices[: rows_drawn(len(voices))]
    rows = [_standing_row(story, v) for v in drawn]
    return rows, _axis(story, drawn)


def _standing_row(story: Story, voice: Voice) -> Entry:
    name, words, kpi = voice_name(story, voice), voice_words(story, voice), voice.kpi
    write = story.language.write
    tips = {"tip_name": name, "tip_value": words}
    if kpi.low is not None and kpi.high is not None:
        tips["tip_range"] = f"{write(kpi.unit, kpi.low)} – {write(kpi.unit, kpi.high)}"
    tone = _FAINT if too_few(story, voice) else _TONES[standing(story, voice)]
    return Entry(name, words, kpi.low, kpi.high, kpi.value, tone=tone, tips=tips)


def _axis(story: Story, voices: Sequence[Voice]) -> Axis:
    if not voices:
        return Axis("", 0.0, 1.0, {})
    score, unit = voices[0].score, voices[0].kpi.unit
    target = story.target(score)
    known = [v for voice in voices for v in (voice.kpi.low, voice.kpi.value, voice.kpi.high) if v is not None]
    known += [] if target is None else [target]
    low, high = _ends(unit, min(known), max(known), voices[0])
    labels = {value: story.language.write(unit, value) for value in round_ticks(low, high)}
    words = "" if target is None else story.language.say("chart.target", value=story.language.aim(unit, target))
    return Axis(story.kpi_label(score), low, high, labels, target, words)


def _ends(unit: str, low: float, high: float, voice: Voice) -> tuple[float, float]:
    """Shares from 0 to 1; points and means as far as they reach, with some air, within what is possible."""
    if unit == "share":
        return 0.0, 1.0
    floor, ceiling = (-100.0, 100.0) if unit == "points" else (float(voice.low), float(voice.high))
    air = 0.06 * (high - low) or 0.05 * (ceiling - floor)
    return max(min(floor, low), low - air), min(max(ceiling, high), high + air)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar of answers: from ``start`` to ``end`` of the bar (0-1), ``place`` on the scale from low (0) to
    high (1), what it is called, and how many answers it holds."""

    words: str
    start: float
    end: float
    place: float
    n: int


@dataclass(frozen=True, slots=True)
class AnswerBar:
    """One bar: the name, how many answers, and its segments from the lowest answer to the highest."""

    name: str
    n: int
    segments: tuple[Segment, ...]
    whole: bool = False


def answer_bars(story: Story, whole: Voice | None, voices: Sequence[Voice]) -> list[AnswerBar]:
    """All together first, then the touchpoints in the order given; a voice without answers is left out."""
    shown = [*([whole] if whole else []), *voices[: rows_drawn(len(voices))]]
    return [_bar(story, v) for v in shown if answers_of(v)]


def _bar(story: Story, voice: Voice) -> AnswerBar:
    groups, total = _groups(voice), answers_of(voice)
    found, start = [], 0
    for place_of, ((low, high), n) in enumerate(groups.items()):
        words = story.language.write("count", low)
        if voices_of_nps(voice):
            words = story.language.say(f"voices.nps-{place_of}", low=low, high=high)
        elif low != high:
            words = story.language.say("voices.answers-group", low=low, high=high)
        place = place_of / max(len(groups) - 1, 1)
        found.append(Segment(words, start / total, (start + n) / total, place, n))
        start += n
    return AnswerBar(voice_name(story, voice), total, tuple(found), whole=voice.key is None)


def _groups(voice: Voice) -> Mapping[tuple[int, int], int]:
    """(lowest, highest answer) -> how many: each answer by itself; a 0-10 scale in the three groups of the NPS; a
    longer one in fifths."""
    if voice.high - voice.low < _MOST_STEPS:
        return {(a, a): voice.counts.get(a, 0) for a in range(voice.low, voice.high + 1)}
    cuts = [voice.low, voice.high - 3, voice.high - 1, voice.high + 1]
    if voice.high - voice.low > _TEN:
        size = voice.high + 1 - voice.low
        cuts = [voice.low + n * size // 5 for n in range(6)]
    return {(a, b - 1): sum(voice.counts.get(x, 0) for x in range(a, b)) for a, b in pairwise(cuts)}


def history_frame(story: Story, history: Mapping[str, Kpi]) -> pd.DataFrame:
    """Periods in order of time as ``charts.trend`` takes them: label, value, low, high and hover texts."""
    rows = [_period(story, period, kpi) for period, kpi in sorted(history.items())]
    columns = ["period", "label", "value", "low", "high", "tip_value", "tip_range"]
    return pd.DataFrame(rows, columns=columns).astype({"value": "float64", "low": "float64", "high": "float64"})


def _period(story: Story, period: str, kpi: Kpi) -> dict[str, object]:
    low, high = (story.language.write(kpi.unit, v) for v in (kpi.low, kpi.high))
    return {
        "period": period,
        "label": story.language.period(period),
        "value": kpi.value,
        "low": kpi.low,
        "high": kpi.high,
        "tip_value": story.value(kpi),
        "tip_range": f"{low} – {high}",
    }
