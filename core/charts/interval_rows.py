"""Ranges below each other: one row per entry, its name, its range on a common axis, and the range in words.

On a wide screen a row is one line; on a phone the name and the words stand above the range.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.charts.board import CLEAR, Board, Dot, Piece, Tips
from core.charts.colours import Palette
from core.charts.placement import Box, fit, text_width
from core.charts.scene import TEXT_STYLES, Line, Span, Text

WIDE = (1120.0, 860.0, 660.0)  # px: the widths that rows are composed for; a container takes the next narrower
NARROW = 330.0
HEAD = 34.0
ROW, TALL_ROW = 32.0, 50.0
BAR = 9.0  # px, height of a range
GUTTER, LEAST = 0.21, 184.0  # share of the width for names, and how many px they need at least
WORDS, LEAST_WORDS = 0.20, 152.0  # likewise for the words at the right
GAP = 14.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A dot on a row's range, at ``value``, with hover texts of its own."""

    value: float
    tips: Tips = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. ``low`` and ``high``: its range, None where unknown; ``value``: its dot, None for none.

    ``usual``: what the row is held against, an upright stroke; ``tone``: the palette's role of its colour;
    ``words`` at the right, ``short`` on a phone; ``tips``: hover texts.
    """

    name: str
    words: str
    low: float | None = None
    high: float | None = None
    value: float | None = None
    usual: float | None = None
    tone: str = "accent"
    short: str = ""
    ticks: tuple[Tick, ...] = ()
    tips: Tips = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Axis:
    """The common axis: its name, its ends, and the labelled values; ``target`` with its words as a dashed line."""

    title: str
    low: float
    high: float
    labels: Mapping[float, str]
    target: float | None = None
    target_words: str = ""

    def share(self, value: float) -> float:
        """Where ``value`` stands between low (0) and high (1)."""
        span = self.high - self.low
        return (min(max(value, self.low), self.high) - self.low) / span if span > 0 else 0.0


def spans_of_ranges(entries: Sequence[Entry], axis: Axis, *, palette: Palette, narrow: bool) -> list[Span]:
    """The rows composed for each width: three wide ones, or the one of a phone."""
    if narrow:
        return [Span(compose_ranges(entries, axis, width=NARROW, palette=palette))]
    ends = zip(WIDE, (*WIDE[:-1], 0.0), (1e9, *WIDE[:-1]), strict=True)
    return [Span(compose_ranges(entries, axis, width=w, palette=palette), since, until) for w, since, until in ends]


def gutter(width: float) -> float:
    """How much of ``width`` pixels the names take where they stand beside their rows."""
    return max(GUTTER * width, LEAST)


def margin(width: float) -> float:
    """How much of ``width`` pixels the words at the right take."""
    return max(WORDS * width, LEAST_WORDS)


def plot_ends(width: float) -> tuple[float, float]:
    """From where to where the ranges run in ``width`` pixels."""
    return (6.0, width - 10) if width < WIDE[-1] else (gutter(width), width - margin(width))


def compose_ranges(entries: Sequence[Entry], axis: Axis, *, width: float, palette: Palette) -> Board:
    """All rows for a container of ``width`` pixels."""
    narrow = width < WIDE[-1]
    left, right = plot_ends(width)
    row = TALL_ROW if narrow else ROW
    board = Board(width, HEAD + row * len(entries) + 4)
    plot = Box(left, HEAD, right - left, row * len(entries))
    _axis(board, axis, plot)
    for n, entry in enumerate(entries):
        y = HEAD + n * row
        if narrow:
            _heading(board, entry, y + 13)
        else:
            _sides(board, entry, y + row / 2, plot)
        _range(board, entry, axis, plot, y + (row - 13 if narrow else row / 2), palette)
        _hover(board, entry, Box(0, y, width, row))
    return board


def _axis(board: Board, axis: Axis, plot: Box) -> None:
    """Grid lines with their values above the rows; the title where it does not cover them."""
    board.texts.append(Text(plot.x if board.width < WIDE[-1] else 0, 8, axis.title, "lane"))
    taken: list[Box] = []
    if axis.target is not None:
        x = plot.x + axis.share(axis.target) * plot.width
        taken.append(_label(board, plot, x, axis.target_words, "target"))
        _uprights(board, plot, x, "target")
    for value, words in axis.labels.items():
        x = plot.x + axis.share(value) * plot.width
        _uprights(board, plot, x, "grid")
        box = _label_box(plot, x, words, "note")
        if not any(box.overlaps(other) for other in taken):
            taken.append(_label(board, plot, x, words, "note"))


def _uprights(board: Board, plot: Box, x: float, role: str) -> None:
    """A line through all rows; on a phone a piece of it per row, so that it crosses no text."""
    if board.width >= WIDE[-1]:
        board.lines.append(Line(x, plot.y - 2, x, plot.bottom, role))
        return
    y = plot.y + TALL_ROW
    while y <= plot.bottom + 0.5:
        board.lines.append(Line(x, y - 25, x, y - 2, role))
        y += TALL_ROW


def _label_box(plot: Box, x: float, words: str, role: str) -> Box:
    half = text_width(words, TEXT_STYLES[role].size) / 2
    middle = min(max(x, plot.x + half - 6), plot.right - half + 8)
    return Box(middle - half - 3, HEAD - 18, 2 * half + 6, 14)


def _label(board: Board, plot: Box, x: float, words: str, role: str) -> Box:
    box = _label_box(plot, x, words, role)
    board.texts.append(Text(box.x + box.width / 2, HEAD - 11, words, role, "center"))
    return box


def _sides(board: Board, entry: Entry, y: float, plot: Box) -> None:
    size = TEXT_STYLES["label"].size
    name = " ".join(fit(entry.name, width=plot.x - GAP, size=size))
    board.texts.append(Text(0, y, name, "label"))
    room = board.width - plot.right - GAP
    words = entry.words if text_width(entry.words, size) <= room else (entry.short or entry.words)
    board.texts.append(Text(plot.right + GAP, y, " ".join(fit(words, width=room, size=size)), "label"))


def _heading(board: Board, entry: Entry, y: float) -> None:
    size = TEXT_STYLES["label"].size
    words = " ".join(fit(entry.short or entry.words, width=0.5 * board.width, size=size))
    room = board.width - text_width(words, size) - GAP
    board.texts.append(Text(0, y, " ".join(fit(entry.name, width=room, size=size)), "label"))
    board.texts.append(Text(board.width, y, words, "label", "right"))


def _range(board: Board, entry: Entry, axis: Axis, plot: Box, y: float, palette: Palette) -> None:
    def across(value: float) -> float:
        return plot.x + axis.share(value) * plot.width

    tone = getattr(palette, entry.tone)
    board.lines.append(Line(plot.x, y, plot.right, y, "grid"))
    if entry.low is not None and entry.high is not None:
        width = max(across(entry.high) - across(entry.low), 3.0)
        board.pieces.append(Piece(Box(across(entry.low), y - BAR / 2, width, BAR), tone, 0.38))
    if entry.usual is not None:
        board.pieces.append(Piece(Box(across(entry.usual) - 1, y - 9, 2, 18), palette.muted))
    for tick in entry.ticks:
        board.dots.append(Dot(across(tick.value), y, 3.2, palette.paper, tone, tick.tips))
    if entry.value is not None:
        board.dots.append(
            Dot(across(entry.value), y, 5.0, tone, palette.edge, entry.tips, f"{entry.name}: {entry.words}")
        )


def _hover(board: Board, entry: Entry, box: Box) -> None:
    board.pieces.append(Piece(box, CLEAR, 1.0, entry.tips, f"{entry.name}: {entry.words}"))
