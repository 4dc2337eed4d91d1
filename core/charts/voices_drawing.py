"""The charts of what customers answered: values against the target, and how the answers fall."""

from collections.abc import Sequence

from core.charts.board import Board, Piece, board_chart
from core.charts.colours import Palette, mix
from core.charts.interval_rows import GAP, NARROW, WIDE, gutter, margin, spans_of_ranges
from core.charts.picture import Picture
from core.charts.placement import Box, fit, text_width
from core.charts.scene import TEXT_STYLES, Span, Text
from core.charts.voices_frames import AnswerBar, Segment, answer_bars, standing_rows
from core.model import Voice
from core.story import Story

TOP, ROW, TALL_ROW, BAR = 24.0, 32.0, 52.0, 20.0
SEAM = 1.5  # px between two segments
_LIGHTER = 0.25  # of the paper in the colour of the highest answer
TOLD = 5  # rows in the words for a screen reader


def standing_chart(story: Story, voices: Sequence[Voice], *, palette: Palette, narrow: bool = False) -> Picture:
    """The value of each touchpoint with its interval against the target, the lowest first."""
    spans = spans_of_ranges(*standing_rows(story, voices), palette=palette, narrow=narrow)
    keys = {"tip_name": "chart-tip.name", "tip_value": "chart-tip.value", "tip_range": "chart-tip.range"}
    return board_chart(spans, palette=palette, titles={c: story.language.say(k) for c, k in keys.items()})


def answers_chart(
    story: Story, whole: Voice | None, voices: Sequence[Voice], *, palette: Palette, narrow: bool = False
) -> Picture:
    """All answers of a touchpoint as one bar, from the lowest (dark) to the highest (light)."""
    bars = answer_bars(story, whole, voices)
    if narrow:
        spans = [Span(compose_answers(story, bars, width=NARROW, palette=palette))]
    else:
        ends = zip(WIDE, (*WIDE[:-1], 0.0), (1e9, *WIDE[:-1]), strict=True)
        spans = [Span(compose_answers(story, bars, width=w, palette=palette), a, b) for w, a, b in ends]
    keys = {"tip_name": "chart-tip.name", "tip_answer": "voices.tip-answer", "tip_share": "voices.tip-share"}
    return board_chart(spans, palette=palette, titles={c: story.language.say(k) for c, k in keys.items()})


def compose_answers(story: Story, bars: Sequence[AnswerBar], *, width: float, palette: Palette) -> Board:
    """The bars for a container of ``width`` pixels, with the legend of the answers above them."""
    narrow = width < WIDE[-1]
    row = TALL_ROW if narrow else ROW
    board = Board(width, TOP + row * len(bars) + 4)
    left, right = (0.0, width) if narrow else (gutter(width), width - margin(width))
    if bars:
        _legend(board, bars[0], Box(left, 0, right - left, TOP), palette)
    for n, bar in enumerate(bars):
        y = TOP + n * row
        box = Box(left, y + (row - BAR - 6 if narrow else (row - BAR) / 2), right - left, BAR)
        _names(board, story, bar, y + (13 if narrow else row / 2), left=width if narrow else left - GAP, narrow=narrow)
        for segment in bar.segments:
            _segment(board, story, bar, segment, box, palette)
    return board


def _colour(segment: Segment, palette: Palette) -> str:
    """From the colour of the lowest answer over the middle to the highest: lightness runs one way, and in steps that
    can be told apart in grey print too."""
    if segment.place <= 0.5:
        return mix(palette.low, palette.mid, 2 * segment.place)
    return mix(palette.mid, mix(palette.high, palette.paper, _LIGHTER), 2 * segment.place - 1)


def _legend(board: Board, bar: AnswerBar, box: Box, palette: Palette) -> None:
    x, size = box.x, TEXT_STYLES["note"].size
    for segment in bar.segments:
        board.pieces.append(Piece(Box(x, 3, 11, 11), _colour(segment, palette)))
        board.texts.append(Text(x + 15, 9, segment.words, "note"))
        x += 15 + text_width(segment.words, size) + 12


def _names(board: Board, story: Story, bar: AnswerBar, y: float, *, left: float, narrow: bool) -> None:
    size = TEXT_STYLES["label"].size
    answers = story.language.say("voices.answers", n=bar.n)
    room = left - text_width(answers, size) - GAP if narrow else left
    board.texts.append(
        Text(0, y, " ".join(fit(bar.name, width=room, size=size)), "label-first" if bar.whole else "label")
    )
    x = board.width if narrow else board.width - margin(board.width) + GAP
    board.texts.append(Text(x, y, answers, "label", "right" if narrow else "left"))


def _segment(board: Board, story: Story, bar: AnswerBar, segment: Segment, box: Box, palette: Palette) -> None:
    x, width = box.x + segment.start * box.width, (segment.end - segment.start) * box.width
    if not segment.n:
        return
    fill, share = _colour(segment, palette), story.language.write("percent", segment.n / bar.n)
    tips = {"tip_name": bar.name, "tip_answer": f"{segment.words} ({segment.n})", "tip_share": share}
    about = f"{bar.name}, {segment.words}: {share}"
    board.pieces.append(Piece(Box(x, box.y, max(width - SEAM, 0.8), box.height), fill, 1.0, tips, about))
    words = story.language.write("count", segment.n)  # shares, each rounded, would neither add up nor give the NPS
    if text_width(words, TEXT_STYLES["inside"].size) + 6 <= width:
        middle = box.y + box.height / 2
        ink = palette.text_on(fill)
        board.texts.append(Text(x + (width - SEAM) / 2, middle, words, "inside", "center", ink=ink))


def alt_standing(story: Story, voices: Sequence[Voice]) -> str:
    """The lowest values with their answers."""
    say = story.language.say
    if not voices:
        return say("journeys.alt-none")
    rows = standing_rows(story, voices)[0][:TOLD]
    parts = tuple(say("voices.alt-one", name=r.name, value=r.words) for r in rows)
    return say("voices.alt-standing", kpi=story.kpi_label(voices[0].score), parts=parts)


def alt_answers(story: Story, whole: Voice) -> str:
    """The share of each answer over all."""
    say, write = story.language.say, story.language.write
    bars = answer_bars(story, whole, ())
    if not bars:
        return say("journeys.alt-none")
    parts = (say("voices.alt-one", name=s.words, value=write("percent", s.n / bars[0].n)) for s in bars[0].segments)
    return say("voices.alt-answers", parts=tuple(parts))
