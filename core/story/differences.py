"""The range of a difference in words: how much a clear change is at least, where one that may be nothing lies."""

from collections.abc import Mapping, Sequence

from core.model import Kpi, Moved
from core.story.telling import Story

_FINEST = 6  # decimals
_WHOLE_FROM = 100  # money of that size is told without decimals, and so is what it changed by
_SCALES: Mapping[str, tuple[float, float]] = {"share": (0.0, 1.0), "points": (-100.0, 100.0)}


def difference(story: Story, moved: Moved, *, over_time: bool = True) -> str:
    """The range of a difference; of shares in percentage points. A clear one with the smaller end first, whichever way
    it went, ``over_time`` as a rise or a fall; one that could be nothing with what lies below and above it."""
    low, high = moved.change.low, moved.change.high
    if low is None or high is None:
        return story.language.say("compare.word-unsure")
    clear = moved.better is not None or low * high > 0
    ends = sorted((abs(low), abs(high))) if clear else [low, high]
    told = _written(story, moved, [abs(end) for end in ends], _digits([100 * end for end in ends], clear=clear))
    if not clear:
        return _around_nothing(story, moved, told)
    if moved.better is not None and ends[1] > _room(moved):
        return story.language.say("compare.at-least", low=_with_unit(story, moved, told[0]))
    return _one_sided(story, moved, told, over_time=over_time)


def _one_sided(story: Story, moved: Moved, told: Sequence[str], *, over_time: bool) -> str:
    """A range beside nothing. Where it is yet not clear, for so many were compared, the word for no difference needs a
    side."""
    up, say = (moved.change.value or 0.0) > 0, story.language.say
    span = _with_unit(story, moved, say("compare.span", low=told[0], high=told[1]))
    if moved.better is None:
        return say("compare.higher" if up else "compare.lower", value=span)
    key = "difference" if not over_time else "rise" if up else "fall"
    return say(f"compare.likely-{key}", range=span)


def _room(moved: Moved) -> float:
    """How far the first value stands from the end of its scale: no reader believes a rise by more than that."""
    scale = _SCALES.get(moved.after.unit)
    if scale is None or moved.before.value is None:
        return float("inf")
    return scale[1] - moved.before.value if (moved.change.value or 0) > 0 else moved.before.value - scale[0]


def _around_nothing(story: Story, moved: Moved, told: Sequence[str]) -> str:
    """Between so much lower and so much higher; an end that is written as nothing is "no change"."""
    say, parts = story.language.say, list[str]()
    for written, word in zip(told, ("lower", "higher"), strict=True):
        if not any(digit in written for digit in "123456789"):
            parts.append(say("compare.unchanged"))
        else:
            first = all(part == say("compare.unchanged") for part in parts)
            parts.append(say(f"compare.{word}", value=_with_unit(story, moved, written) if first else written))
    return say("compare.between-ends", low=parts[0], high=parts[1])


def _with_unit(story: Story, moved: Moved, written: str) -> str:
    """Of shares the words that they are percentage points; other units write their own."""
    return story.language.say("compare.points-of", value=written) if moved.after.unit == "share" else written


def _written(story: Story, moved: Moved, ends: Sequence[float], digits: int) -> tuple[str, ...]:
    unit, currency = _plain(moved.after), story.analysis.currency
    if unit == "share":
        return story.language.finer("count", digits, *(100 * end for end in ends))
    large = max(abs(moved.before.value or 0.0), abs(moved.after.value or 0.0)) >= _WHOLE_FROM
    shown = [float(round(end)) for end in ends] if unit == "money" and large else list(ends)
    if moved.better is not None and unit == "money":
        return _in_money(story, shown)
    if moved.better is not None or len(set(shown)) == 1:
        return story.language.apart(unit, *shown, currency=currency)
    return tuple(story.language.write(unit, end, currency=currency) for end in shown)


def _in_money(story: Story, ends: Sequence[float]) -> tuple[str, ...]:
    """The two ends, the currency said once where it follows the figure: £0.04–£0.21, 0,04–0,21 kr."""
    bare = story.language.apart("money", *ends)
    told = story.language.apart("money", *ends, currency=story.analysis.currency)
    return (bare[0] if told[0].startswith(bare[0]) else told[0], *told[1:])


def _digits(ends: Sequence[float], *, clear: bool) -> int:
    """One decimal of a percentage point; as many more as it takes that no end looks like the other or like 0: two are
    enough where the change is not ``clear``."""
    for digits in range(1, _FINEST):
        rounded = [round(end, digits) for end in ends]
        nought = (clear or digits < 2) and any(end and not r for r, end in zip(rounded, ends, strict=True))
        if len(set(rounded)) == len(set(ends)) and not nought:
            return digits
    return _FINEST


def _plain(kpi: Kpi) -> str:
    return "count" if kpi.unit == "points" else kpi.unit
