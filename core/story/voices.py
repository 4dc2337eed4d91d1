"""What customers answered, in sentences: who is below the target, how the answers fall, and whether it changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.model import Kpi, Message, Voice, Voices
from core.story.compare import perhaps_chance
from core.story.telling import Story

Standing = Literal["below", "above", "open"]
_NAMED_AT_MOST = 3
_CRITICS_UP_TO, _PROMOTERS_FROM = 6, 9  # of 0-10, as Reichheld draws the lines
_MANY = 5  # compared touchpoints from which chance is worth a word


def voice_name(story: Story, voice: Voice) -> str:
    """The touchpoint that the answers are about, or the words for all together."""
    if voice.key is None:
        return story.language.say("voices.whole")
    return next((t.name for t in story.analysis.touchpoints if t.key == voice.key), voice.key)


def heard(story: Story, voices: Voices, score: str) -> tuple[Voice, ...]:
    """The voices about shown touchpoints for one score, lowest value first, those of too few answers last; without a
    value they are left out."""
    hidden = {t.key for t in story.analysis.touchpoints if t.hidden}
    found = [v for v in voices.touchpoints if v.score == score and v.key not in hidden and v.kpi.value is not None]
    return tuple(sorted(found, key=lambda v: (too_few(story, v), v.kpi.value or 0.0, v.key or "")))


def too_few(story: Story, voice: Voice) -> bool:
    """Whether there are too few answers to judge by."""
    return answers_of(voice) < story.assumption("fewest_answers")


def first_values(story: Story, voices: Voices) -> list[tuple[str, str]]:
    """(touchpoint, its value in words) for the first question about each, lowest value first."""
    scores = dict.fromkeys([v.score for v in voices.whole] + [v.score for v in voices.touchpoints])
    found: dict[str, str] = {}
    for voice in (v for score in scores for v in heard(story, voices, score)):
        said = story.language.say("voices.value-of", kpi=story.kpi_label(voice.score), value=story.value(voice.kpi))
        found.setdefault(str(voice.key), said)
    return list(found.items())


def standing(story: Story, voice: Voice) -> Standing:
    """Below or above its target only where the whole interval is, and with enough answers for a ranking; else open."""
    target, kpi = story.target(voice.score), voice.kpi
    if target is None or kpi.low is None or kpi.high is None or too_few(story, voice):
        return "open"
    return "below" if kpi.high < target else "above" if kpi.low >= target else "open"


def _below(story: Story, voices: Voices) -> set[str]:
    scores = {v.score for v in voices.whole} | {v.score for v in voices.touchpoints}
    found = (v for score in scores for v in heard(story, voices, score))
    return {v.key for v in found if v.key is not None and standing(story, v) == "below"}


def voices_headline(story: Story, voices: Voices) -> str:
    """How many touchpoints are clearly below a target, of those that have answers enough to be judged."""
    if not voices.whole and not voices.touchpoints:
        return story.language.say("voices.headline-empty")
    if not voices.touchpoints:
        return story.language.say("voices.headline-whole")
    below = _below(story, voices)
    if not below:
        return story.language.say("voices.headline-none")
    scores = {v.score for v in voices.touchpoints}
    every = len({v.key for score in scores for v in heard(story, voices, score) if not too_few(story, v)})
    if len(scores) > 1:
        return story.language.say("voices.headline-below", n=len(below), every=every)
    kpi = story.kpi_label(scores.pop(), inside=True)
    return story.language.say("voices.headline-below-one", n=len(below), every=every, kpi=kpi)


def voices_summary(story: Story, voices: Voices) -> str:
    """How many answers, how many touchpoints have enough of them, as the headline counts, and which have too few."""
    keys = {v.key for v in voices.touchpoints if v.key is not None}
    if not keys:
        return story.language.say("voices.summary-whole", n=voices.answers)
    enough = {v.key for v in voices.touchpoints if v.key and not too_few(story, v)}
    few = tuple(dict.fromkeys(voice_name(story, v) for v in voices.touchpoints if v.key and v.key not in enough))
    names = _first(story, few)
    if few and enough:
        return story.language.say("voices.enough", answers=voices.answers, n=len(enough), names=names)
    touchpoints = story.language.say("show.touchpoints", n=len(keys))
    told = story.language.say("voices.summary", n=voices.answers, touchpoints=touchpoints)
    return " ".join([told, story.language.say("voices.few", n=len(few), names=names)]) if few else told


def answers_of(voice: Voice) -> int:
    """How many answers there are."""
    return sum(voice.counts.values())


def voice_words(story: Story, voice: Voice) -> str:
    """The value and how many answers it rests on."""
    few = voice.key is not None and too_few(story, voice)
    answers = story.language.say("voices.answers-few" if few else "voices.answers", n=answers_of(voice))
    return story.language.say("voices.words", value=story.value(voice.kpi), answers=answers)


def standing_finding(story: Story, found: Sequence[Voice]) -> str:
    """Who is clearly below the target; without a target, who is lowest."""
    if not found:
        return story.language.say("voices.standing-none")
    target = story.target(found[0].score)
    if target is None:
        name, value = voice_name(story, found[0]), story.value(found[0].kpi)
        return story.language.say("voices.standing-lowest", name=name, value=value)
    names = tuple(voice_name(story, v) for v in found if standing(story, v) == "below")
    values = {"target": story.language.aim(found[0].kpi.unit, target)}
    if names:
        return story.language.say("voices.standing-below", n=len(names), names=_first(story, names), **values)
    well = all(standing(story, v) == "above" for v in found)
    return story.language.say("voices.standing-well" if well else "voices.standing-open", **values)


def _first(story: Story, names: Sequence[str]) -> tuple[str, ...]:
    rest = len(names) - _NAMED_AT_MOST
    return (*names[:_NAMED_AT_MOST], *((story.language.say("gaps.rest", n=rest),) if rest > 0 else ()))


def voices_of_nps(voice: Voice) -> bool:
    """Whether the answers fall into the three groups of an NPS."""
    return voice.score == "nps" and (voice.low, voice.high) == (0, 10)


def _critics(story: Story, whole: Voice) -> str:
    total = max(answers_of(whole), 1)
    below = sum(n for answer, n in whole.counts.items() if answer <= _CRITICS_UP_TO) / total
    above = sum(n for answer, n in whole.counts.items() if answer >= _PROMOTERS_FROM) / total
    return story.language.say("voices.answers-nps", critics=below, promoters=above)


def answers_finding(story: Story, whole: Voice) -> str:
    """The answer that was given most often; of several that were given equally often, all or none. Of an NPS its two
    groups, as the picture shows them."""
    if voices_of_nps(whole):
        return _critics(story, whole)
    most = max(sorted(whole.counts), key=lambda answer: whole.counts[answer])
    share = whole.counts[most] / max(answers_of(whole), 1)
    say, tied = story.language.say, [a for a in sorted(whole.counts) if whole.counts[a] == whole.counts[most]]
    if len(tied) > _NAMED_AT_MOST:
        return say("voices.answers-even", low=whole.low, high=whole.high)
    if len(tied) > 1:
        written = tuple(story.language.write("count", answer) for answer in tied)
        return say("voices.answers-tied", answers=written, low=whole.low, high=whole.high, share=share)
    return say("voices.answers-most", answer=most, low=whole.low, high=whole.high, share=share)


@dataclass(frozen=True, slots=True)
class Moved:
    """What happened to a voice between its last two known periods."""

    voice: Voice
    periods: tuple[str, str]
    before: Kpi
    after: Kpi


def last_two(voice: Voice) -> Moved | None:
    """The last two periods with a value; None where there are fewer."""
    known = [(period, kpi) for period, kpi in sorted(voice.history.items()) if kpi.value is not None]
    if len(known) < 2:
        return None
    (early, before), (late, after) = known[-2:]
    return Moved(voice, (early, late), before, after)


def change_note(story: Story, changes: Sequence[tuple[Moved, str | None]]) -> str:
    """Where the change is clear, from what to what and on how many answers; ``changes``: each with its word (up, down,
    no clear change or None)."""
    if not changes:
        return ""
    clear = [moved for moved, word in changes if word in ("up", "down")]
    if not clear:
        return story.language.say("voices.change-no-clear")
    told = tuple(_changed(story, moved) for moved in clear[:_NAMED_AT_MOST])
    if _may_be_chance(story, len(changes), clear):
        return story.language.say("voices.change-most", n=len(clear), of=len(changes), changes=told)
    return story.language.say("voices.change-clear", changes=told)


def _may_be_chance(story: Story, compared: int, clear: Sequence[Moved]) -> bool:
    """As the comparison with the period before judges it, where that has these answers too: two pages say the same."""
    found, scores = story.analysis.comparisons.period, {moved.voice.score for moved in clear}
    if found is not None and scores & {m.kpi for m in found.of("touchpoint")}:
        return perhaps_chance(found)
    return compared >= _MANY and len(clear) == 1


def _changed(story: Story, moved: Moved) -> Message:
    before, after = story.apart(moved.before, moved.after)
    values = {"name": voice_name(story, moved.voice), "before": before, "after": after}
    return Message("voices.changed", {**values, "early": moved.before.n, "late": moved.after.n})
