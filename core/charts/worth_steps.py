"""How the worth of all repairs adds up: a step per touchpoint, each from where the one before ended, and the sum."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from core.charts.board import CLEAR, Board, board_chart
from core.charts.colours import Palette
from core.charts.interval_rows import WIDE, Axis, Entry, spans_of_ranges
from core.charts.journeys_frames import axis_around_zero
from core.charts.picture import Picture
from core.charts.placement import Box
from core.charts.scene import Line, Span
from core.story import Story
from core.story.worth import Step, step_size, step_words, steps

_SOLID, _BROAD = 0.85, 14.0  # opacity; px
_TONES: Mapping[str, str] = {"touchpoint": "accent", "rest": "muted", "above": "edge", "sum": "accent"}


def worth_steps(story: Story, *, palette: Palette, narrow: bool = False) -> Picture:
    """The steps below each other; bars are the expected worth, the words beside them its range."""
    entries, axis = _rows(story)
    spans = spans_of_ranges(entries, axis, palette=palette, narrow=narrow)
    titles = {"tip_name": "chart-tip.name", "tip_worth": "together.tip-worth", "tip_range": "chart-tip.range"}
    said = {column: story.language.say(key) for column, key in titles.items()}
    return board_chart([_joined(span, steps(story)) for span in spans], palette=palette, titles=said)


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

    return [_row(story, step) for step in found], axis_around_zero(title, max((s.end for s in found), default=0), write)


def _row(story: Story, step: Step) -> Entry:
    words = step_words(story, step)
    tips = {"tip_name": step.name, "tip_worth": step_size(story, step), "tip_range": words}
    low, high = sorted((step.start, step.end))
    return Entry(step.name, words, low, high, tone=_TONES[step.kind], tips=tips)


def _joined(span: Span, found: Sequence[Step]) -> Span:
    """The bars full and broad, the sum in stronger letters, and a line from where each step ends to where the next one
    starts; on a phone, where names stand between the bars, without it."""
    board = span.scene
    assert isinstance(board, Board)
    names = (step.name for step in found)
    board.pieces = [
        p if p.fill == CLEAR else replace(p, opacity=_SOLID, box=_broad(p.box), about=next(names)) for p in board.pieces
    ]
    bars = [p.box for p in board.pieces if p.fill != CLEAR]
    last = bars[-2].bottom if len(bars) > 1 else 0.0
    board.texts = [replace(t, role="label-first") if t.y > last else t for t in board.texts]
    if board.width < WIDE[-1]:
        return span
    for step, (upper, lower) in zip(found, pairwise(bars), strict=False):
        x = upper.x if step.end < step.start else upper.right
        board.lines.append(Line(x, upper.bottom, x, lower.y, "spark"))
    return span


def _broad(box: Box) -> Box:
    return Box(box.x, box.y - (_BROAD - box.height) / 2, box.width, _BROAD)
