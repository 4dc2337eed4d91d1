"""Comparisons in sentences: a word of change only where the interval excludes 0."""

import datetime as dt
import math
import re
from collections.abc import Sequence

from core.kpis.sides import standing
from core.model import Comparison, Message, Moved, Return, Side, Stretch
from core.story.differences import difference
from core.story.telling import Story
from core.tables import table

_NAMED_AT_MOST = 6
_SHORT = 12  # letters of a period's name that stands before a figure
_ONE_YEAR = re.compile(r"(.+?)([ \u00a0]\d{4})")  # May 2025, Q3 2025, 1–10 May 2025
_ASKED = ("nps", "csat", "ces", "rating")  # what few answers make uncertain
_MANY = 10  # comparisons from which chance is worth a word
_CHANCE = 0.05  # what an interval of 95 % leaves to chance


def stretch(story: Story, side: Side) -> str:
    """One side's time as people say it: a period by its name, else its first and last."""
    found = side.stretch
    if found is None:
        return side.name or story.language.say("compare.rest")
    if found.label:
        return story.language.period(found.label)
    if story.analysis.period_grain == "month" and _whole_months(found):
        ends = (story.language.write("month", day) for day in (found.first, found.last))
        return story.language.say("compare.months", **dict(zip(("first", "last"), ends, strict=True)))
    return story.language.stretch(found.first, found.last)


def short_of(since: str, until: str) -> str:
    """The name of the earlier of two times where it is short, without the year that both share; else nothing."""
    named = since_of(since, until)
    return named if len(named) <= _SHORT else ""


def since_of(since: str, until: str) -> str:
    """The first of two times; the year that both share is said once."""
    year = _ONE_YEAR.fullmatch(since)
    return year[1] if year and until.endswith(year[2]) else since


def _whole_months(found: Stretch) -> bool:
    return found.first.day == 1 and (found.last + dt.timedelta(days=1)).day == 1


def name_of(story: Story, key: str) -> str:
    """A touchpoint's name as shown."""
    return next((t.name for t in story.analysis.touchpoints if t.key == key), key)


def clear(found: Comparison, scope: str = "whole") -> tuple[Moved, ...]:
    """The clear changes of a scope, clearest first."""
    return tuple(m for m in found.moved if m.scope == scope and m.better is not None)


def shown(found: Comparison) -> tuple[Moved, ...]:
    """The whole's changes for a picture: clear ones first, unless they may be chance, then in the order of the
    dashboard's cards."""
    order, open_ = {kpi: n for n, kpi in enumerate(table("dashboard")["cards"])}, perhaps_chance(found)
    ranked = sorted(
        found.of("whole"), key=lambda m: (m.better is None or open_, m.change.word is None, order.get(m.kpi, 99))
    )
    return tuple(ranked[: table("dashboard")["compared_shown"]])


def time_finding(story: Story, found: Comparison) -> str:
    """What happened between two stretches of time, in one line."""
    return _finding(story, found, "finding")


def change_finding(story: Story, found: Comparison) -> str:
    """What a change brought, in one line."""
    return _finding(story, found, "change")


def _finding(story: Story, found: Comparison, family: str) -> str:
    sides = {"before": stretch(story, found.before), "after": stretch(story, found.after)}
    changes = clear(found)
    if not changes:
        return _none(story, found, family, sides)
    if family == "finding" and perhaps_chance(found):
        few = len(clear_of_all(found)) <= _CHANCE * found.tests
        perhaps = story.language.say("compare.finding-perhaps", n=len(changes), **sides)
        return _none(story, found, family, sides) if few else perhaps
    if family == "finding" and held(found):
        changes = held(found)
    if len(changes) > 1:
        key = "compare.change-several" if family == "change" else "compare.finding-clear"
        return story.language.say(key, n=len(changes), **sides)
    word = "better" if changes[0].better else "worse"
    kpi = story.kpi_label(changes[0].kpi)
    return story.language.say(f"compare.{family}-{word}", kpi=kpi, **sides)


def perhaps_chance(found: Comparison) -> bool:
    """Whether changes over time look clear one by one, and none of the whole does any more among so many comparisons
    (Holm's correction)."""
    if found.holm or found.kind not in ("period", "year", "picked") or found.tests < _MANY:
        return False
    return bool(clear_of_all(found)) and not held(found)


def clear_of_all(found: Comparison) -> tuple[Moved, ...]:
    """The clear changes of the whole, of phases and of touchpoints."""
    return tuple(m for m in found.moved if m.better is not None)


def held(found: Comparison) -> tuple[Moved, ...]:
    """The changes of the whole that stay clear when all comparisons of two times are looked at together; none where
    they are few."""
    many = found.tests >= _MANY and not found.holm and found.kind in ("period", "year", "picked")
    return tuple(m for m in standing(found) if m.scope == "whole") if many else ()


def _none(story: Story, found: Comparison, family: str, sides: dict[str, str]) -> str:
    if family == "change":
        return story.language.say("compare.change-none")
    then = found.before.stretch
    whole = found.kind != "picked" and then is not None and then.label is not None
    return story.language.say("compare.finding-since" if whole else "compare.finding-none", **sides)


def files_finding(story: Story, found: Comparison) -> str:
    """What differs between two files, in one line."""
    sides = {"before": found.before.name, "after": found.after.name}
    n = len(clear(found))
    return story.language.say("compare.files-clear" if n else "compare.files-none", n=n, **sides)


def segment_finding(story: Story, found: Comparison) -> str:
    """How a segment differs from the rest, in one line."""
    changes = clear(found)
    if not changes:
        return story.language.say("compare.segment-none")
    word = "better" if all(m.better for m in changes) else "mixed" if any(m.better for m in changes) else "worse"
    rest = found.before.name or story.language.say("compare.rest")
    kpis = tuple(story.kpi_label(m.kpi, inside=True) for m in changes[:3])
    return story.language.say(f"compare.segment-{word}", name=found.after.name, rest=rest, kpis=kpis)


def sentence(story: Story, moved: Moved, *, over_time: bool = True) -> str:
    """One clear change: from what to what, where, and the range of the difference; not ``over_time``: of two groups."""
    key = "compare.rose" if (moved.change.value or 0) > 0 else "compare.fell"
    before, after = story.apart(moved.before, moved.after)
    told = story.language.say(
        key, kpi=story.kpi_label(moved.kpi, inside=moved.scope != "whole"), before=before, after=after
    )
    if moved.scope != "whole" and moved.key is not None:
        place = name_of(story, moved.key) if moved.scope == "touchpoint" else story.language.say(f"phase.{moved.key}")
        told = story.language.say("compare.at", place=place, sentence=told)
    values = {"sentence": told, "range": difference(story, moved, over_time=over_time)}
    if moved.scope == "touchpoint" and moved.kpi in _ASKED and moved.before.n and moved.after.n:
        return story.language.say("compare.with-answers", **values, before=moved.before.n, after=moved.after.n)
    return story.language.say("compare.with-range", **values)


def parts(story: Story, found: Comparison) -> list[str]:
    """The clearest changes of single touchpoints (else of phases), each as a sentence; none where there is only one."""
    if len({m.key for m in found.of("touchpoint")}) < 2:
        return []
    listed = clear(found, "touchpoint") or clear(found, "phase")
    return [sentence(story, moved, over_time=found.kind != "segment") for moved in listed[:_NAMED_AT_MOST]]


def chance(story: Story, found: Comparison) -> str:
    """How many of so many comparisons look clear by chance alone; empty where they are few, or corrected for."""
    if found.holm or found.tests < _MANY:
        return ""
    if held(found):
        return story.language.say("compare.chance-held", n=found.tests)
    return story.language.say("compare.chance", n=found.tests, about=max(1, round(found.tests / 20)))


def notes(story: Story, found: Comparison) -> list[str]:
    """What a reader must know beside the finding: what was cut or left out, and what chance alone would find."""
    say, told = story.language.say, []
    if found.incomplete and found.after.stretch is not None:
        sides = {"before": stretch(story, found.before), "after": stretch(story, found.after)}
        told.append(say("compare.incomplete", **sides))
    told += [story.sentence(note) for note in found.notes]
    if found.holm and found.tests:
        told.append(say("compare.holm", n=found.tests))
    return [*told, *filter(None, [chance(story, found)])]


def came_and_went(story: Story, found: Comparison) -> list[str]:
    """Touchpoints that only one side has; of those met there too seldom nothing is said but that."""
    told = [
        story.language.say(f"compare.{word}", names=_first([name_of(story, key) for key in keys]))
        for word, keys in (("new", found.new), ("gone", found.gone), ("rare", found.rare))
        if keys
    ]
    return told or [story.language.say("compare.same-touchpoints")]


def _first(names: Sequence[str]) -> tuple[str | Message, ...]:
    rest = len(names) - _NAMED_AT_MOST
    return (*names[:_NAMED_AT_MOST], *((Message("gaps.rest", {"n": rest}),) if rest > 0 else ()))


def returns(story: Story, found: Return) -> list[str]:
    """What a change brought in money and whether it pays, each with its assumption."""
    per = story.language.say(f"compare.per-{_grain(story)}")
    effect = found.effect
    if effect.low is None or effect.high is None:
        told = [_say(story, "compare.effect-alone", value=effect.value, per=per)]
    else:
        told = [_say(story, "compare.effect-range", value=effect.value, low=effect.low, high=effect.high, per=per)]
    return [*told, *_paid(story, found)]


def _paid(story: Story, found: Return) -> list[str]:
    if found.returned is None or found.so_far is None:
        return []
    values = {"value": found.so_far.value, "first": found.returned.value, "margin": found.margin, "cost": found.cost}
    key = "compare.return-alone"
    if found.so_far.low is not None:
        key, values = "compare.return-so-far", values | {"low": found.so_far.low, "high": found.so_far.high}
    told = _say(story, key, **values)
    if found.periods is None:
        return [told, story.language.say("compare.not-paid-back")]
    time = story.language.say(f"compare.time-{_grain(story)}", n=math.ceil(found.periods))
    return [told, story.language.say("compare.paid-back", time=time)]


def _grain(story: Story) -> str:
    return story.analysis.period_grain or "month"


def _say(story: Story, key: str, **values: object) -> str:
    return story.sentence(Message(key, values))
