"""How the worth of all repairs adds up: a step per touchpoint, each from where the one before ended, and the sum."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from core.charts.board import CLEAR, Board, Piece, board_chart
from core.charts.colours import Palette
from core.charts.interval_rows import WIDE, Axis, Entry, plot_ends, spans_of_ranges
from core.charts.journeys_frames import axis_around_zero
from core.charts.picture import Picture
from core.charts.placement import Box
from core.charts.scene import Line, Span
from core.story import Story
from core.story.worth import Step, step_size, step_words, steps

_SOLID, _PALE = 0.85, 0.3  # opacity
_BROAD, _THINNEST = 14.0, 3.0  # px
_TONES: Mapping[str, str] = {"touchpoint": "accent", "rest": "muted", "above": "edge", "sum": "accent"}


def worth_steps(story: Story, *, palette: Palette, narrow: bool = False) -> Picture:
    """The steps below each other: full up to the low end of a step's range, pale from there to its high end; the next
    one starts where the expected worth ends."""
    entries, axis = _rows(story)
    spans = spans_of_ranges(entries, axis, palette=palette, narrow=narrow)
    titles = {"tip_name": "chart-tip.name", "tip_worth": "together.tip-worth", "tip_range": "chart-tip.range"}
    said = {column: story.language.say(key) for column, key in titles.items()}
    return board_chart([_joined(span, steps(story), axis) for span in spans], palette=palette, titles=said, live=True)


def alt_worth_steps(story: Story) -> str:
    """The steps in words."""
    say = story.language.say
    parts = tuple(say("together.alt-one", name=s.name, value=step_size(story, s)) for s in steps(story))
    return say("together.alt", parts=parts)


def _rows(story: Story) -> tuple[Sequence[Entry], Axis]:
    found, total = steps(story), story.analysis.worth_together
    title = story.language.say(f"together.axis-{total.span}") if total else ""

    def write(value: float) -> str:
        return story.language.write("money", value, currency=story.analysis.currency)

    return [_row(story, step) for step in found], axis_around_zero(
        title, max((bar_ends(s)[2] for s in found), default=0), write
    )


def _row(story: Story, step: Step) -> Entry:
    words = step_words(story, step)
    tips = {"tip_name": step.name, "tip_worth": step_size(story, step), "tip_range": words}
    low, high = sorted((step.start, step.end))
    return Entry(step.name, words, low, high, tone=_TONES[step.kind], tips=tips)


def bar_ends(step: Step) -> tuple[float, float, float]:
    """Where a step starts, up to where it is sure, and how far it may reach; all of it where no range is known."""
    low, high = sorted((step.start, step.end))
    if step.low is None or step.high is None:
        return low, high, high
    return low, low + max(step.low, 0.0), max(low + step.high, high)


def _joined(span: Span, found: Sequence[Step], axis: Axis) -> Span:
    """The bars broad, the sum in stronger letters, and a line from where each step ends to where the next one starts;
    on a phone, where names stand between the bars, without it."""
    board = span.scene
    assert isinstance(board, Board)
    bars = [p for p in board.pieces if p.fill != CLEAR]
    drawn = [part for bar, step in zip(bars, found, strict=True) for part in _parts(bar, step, board.width, axis)]
    board.pieces = [*drawn, *(p for p in board.pieces if p.fill == CLEAR)]
    last = bars[-2].box.bottom if len(bars) > 1 else 0.0
    board.texts = [replace(t, role="label-first") if t.y > last else t for t in board.texts]
    if board.width < WIDE[-1]:
        return span
    for step, (upper, lower) in zip(found, pairwise(_broad(bar.box) for bar in bars), strict=False):
        x = _across(board.width, axis, step.end)
        board.lines.append(Line(x, upper.bottom, x, lower.y, "spark"))
    return span


def _parts(bar: Piece, step: Step, width: float, axis: Axis) -> Iterator[Piece]:
    """A step's bar: what it may reach, and on it what is sure of it."""
    start, sure, most = (_across(width, axis, value) for value in bar_ends(step))
    box, bar = _broad(bar.box), replace(bar, about=step.name)
    yield replace(bar, opacity=_PALE, box=Box(start, box.y, max(most - start, _THINNEST), box.height))
    if sure - start >= 1:
        yield replace(bar, opacity=_SOLID, box=Box(start, box.y, sure - start, box.height))


def _across(width: float, axis: Axis, value: float) -> float:
    left, right = plot_ends(width)
    return left + axis.share(value) * (right - left)


def _broad(box: Box) -> Box:
    return Box(box.x, box.y - (_BROAD - box.height) / 2, box.width, _BROAD)
