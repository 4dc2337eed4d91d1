"""The charts of the way to a sale: credit ranges, the flow from touchpoint to touchpoint, where journeys end."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.charts.board import Board, Piece, Ribbon, board_chart
from core.charts.colours import Palette
from core.charts.interval_rows import Axis, Entry, spans_of_ranges
from core.charts.journey_parts import add_lines
from core.charts.journeys_flow import TOUCHPOINTS, Band, Flow, Slot, flow
from core.charts.journeys_frames import credit_rows, drop_rows, step_rows, strongest_steps
from core.charts.picture import Picture
from core.charts.placement import Box, fit
from core.charts.scene import TEXT_STYLES, Span, Text
from core.model import Journeys
from core.model.journeys import END, SALE, START
from core.story import Story
from core.story.journeys import Shared, between, step_name

FLOW_WIDTHS: Mapping[float, tuple[float, int]] = {1120.0: (168.0, 3), 860.0: (142.0, 3), 660.0: (116.0, 2)}
SAMPLES = 8  # points of a band between two columns
_TOLD, _PLAIN = 0.55, 0.17  # opacity of what the finding tells of, and of all other steps
Rows = tuple[Sequence[Entry], Axis]


def credit_chart(story: Story, shared: Shared, *, palette: Palette, narrow: bool = False) -> Picture:
    """The range of sales credited to each touchpoint, a tick per credit model."""
    titles = {"tip_name": "chart-tip.name", "tip_range": "journeys.tip-range", "tip_model": "journeys.tip-model"}
    return _ranges(story, credit_rows(story, shared), titles, palette=palette, narrow=narrow)


def drop_chart(story: Story, journeys: Journeys, *, palette: Palette, narrow: bool = False) -> Picture:
    """The share of journeys that ended at each touchpoint, with its interval and what is usual in the phase."""
    titles = {
        "tip_name": "chart-tip.name",
        "tip_ended": "journeys.tip-ended",
        "tip_range": "chart-tip.range",
        "tip_phase": "journeys.tip-phase",
    }
    return _ranges(story, drop_rows(story, journeys), titles, palette=palette, narrow=narrow)


def step_chart(story: Story, journeys: Journeys, *, palette: Palette) -> Picture:
    """The most usual steps as a list, for a phone."""
    titles = {"tip_step": "journeys.tip-step", "tip_times": "journeys.tip-times"}
    return _ranges(story, step_rows(story, journeys), titles, palette=palette, narrow=True)


def _ranges(story: Story, rows: Rows, titles: Mapping[str, str], *, palette: Palette, narrow: bool) -> Picture:
    spans = spans_of_ranges(*rows, palette=palette, narrow=narrow)
    said = {column: story.language.say(key) for column, key in titles.items()}
    return board_chart(spans, palette=palette, titles=said)


def flow_chart(story: Story, journeys: Journeys, *, palette: Palette) -> Picture:
    """The strongest steps from the start over touchpoints to a sale or the end, composed for each width."""
    titles = {
        column: story.language.say(key)
        for column, key in (
            ("tip_step", "journeys.tip-step"),
            ("tip_times", "journeys.tip-times"),
            ("tip_onward", "journeys.tip-onward"),
        )
    }
    since, until = (*list(FLOW_WIDTHS)[:-1], 0.0), (1e9, *list(FLOW_WIDTHS)[:-1])
    spans = [
        Span(compose_flow(story, journeys, width=width, palette=palette), first, last)
        for width, first, last in zip(FLOW_WIDTHS, since, until, strict=True)
    ]
    return board_chart(spans, palette=palette, titles=titles)


def flow_height(journeys: Journeys) -> float:
    """Room for as many boxes as there are, within what a screen shows at once."""
    met = {t.target for t in journeys.transitions} - {SALE, END}
    return 160.0 + 36.0 * min(len(met), TOUCHPOINTS)


def drawn_flow(journeys: Journeys, *, width: float) -> Flow:
    """The layout for a container of ``width`` pixels."""
    return flow(journeys.transitions, height=flow_height(journeys), middle=FLOW_WIDTHS[width][1])


def compose_flow(story: Story, journeys: Journeys, *, width: float, palette: Palette) -> Board:
    """The flow for a container of ``width`` pixels, one of ``FLOW_WIDTHS``."""
    found, board = drawn_flow(journeys, width=width), Board(width, flow_height(journeys))
    box = FLOW_WIDTHS[width][0]
    lefts = [1 + n * (width - 2 - box) / max(found.columns - 1, 1) for n in range(found.columns)]
    out = _times(journeys, out=True)
    strongest = max((b.n for b in found.bands if _inner(b)), default=0)
    for band in sorted(found.bands, key=lambda b: (b.step[1] in (SALE, END), b.n)):
        ribbon = _ribbon(story, band, lefts, box, out, palette)
        told = replace(ribbon, fill=palette.accent, opacity=_TOLD) if _inner(band) and band.n == strongest else ribbon
        board.ribbons.append(told)
    unseen = {rest.key: rest.n for rest in found.rests if rest.out}
    met = _times(journeys, out=False) | {START: out.get(START, 0)}
    for slot in found.boxes:
        words = story.language.write("count", met.get(slot.key, 0))
        place = Box(lefts[slot.column], slot.y, box, slot.height)
        _box(board, story, slot, place, words, palette, unseen=unseen.get(slot.key, 0))
    return board


def flow_note(story: Story, journeys: Journeys) -> str:
    """How much of all steps the flow shows; empty where it shows none."""
    found = drawn_flow(journeys, width=next(iter(FLOW_WIDTHS)))
    if not found.steps:
        return ""
    return story.language.say("journeys.flow-shown", share=found.steps / found.total, n=found.total)


def step_note(story: Story, journeys: Journeys) -> str:
    """How much of the steps between touchpoints the list shows; empty where it shows all or none."""
    total, shown = sum(t.n for t in between(journeys)), sum(t.n for t in strongest_steps(journeys))
    if shown == total:
        return ""
    return story.language.say("journeys.flow-shown-list", share=shown / total, n=total)


def _times(journeys: Journeys, *, out: bool) -> dict[str, int]:
    """Node -> how many steps leave it (``out``) or come to it, drawn or not."""
    found: dict[str, int] = {}
    for t in journeys.transitions:
        key = t.source if out else t.target
        found[key] = found.get(key, 0) + t.n
    return found


def _inner(band: Band) -> bool:
    """Whether it leads from one touchpoint to another, as the finding above the picture does."""
    return band.step[0] != START and band.step[1] not in (SALE, END)


def _ribbon(
    story: Story, band: Band, lefts: Sequence[float], box: float, out: Mapping[str, int], palette: Palette
) -> Ribbon:
    source, target = band.step
    names = {"source": step_name(story, source), "target": step_name(story, target)}
    tips = {
        "tip_step": story.language.say("journeys.step", **names),
        "tip_times": story.language.write("count", band.n),
        "tip_onward": story.language.write("percent", band.n / max(out.get(source, 0), 1)),
    }
    fill, opacity = {SALE: (palette.accent, _TOLD), END: (palette.low, 0.2)}.get(target, (palette.edge, _PLAIN))
    return Ribbon(tuple(_points(band, lefts, box)), fill, opacity, tips)


def _points(band: Band, lefts: Sequence[float], box: float) -> Iterator[tuple[float, float, float]]:
    """The band's course: level past the boxes, an even S between two columns."""
    for n in range(len(band.columns) - 1):
        start, end = lefts[band.columns[n]] + box, lefts[band.columns[n + 1]]
        for s in range(SAMPLES + 1):
            share = s / SAMPLES
            bend = share * share * (3 - 2 * share)
            y = band.tops[n] + bend * (band.tops[n + 1] - band.tops[n])
            yield start + share * (end - start), y, y + band.width


def _box(board: Board, story: Story, slot: Slot, box: Box, count: str, palette: Palette, *, unseen: int) -> None:
    """A touchpoint; ``unseen``: how many steps on from it are not drawn, which a hover says."""
    name = step_name(story, slot.key)
    fill, opacity = {SALE: (palette.accent, 0.22), END: (palette.low, 0.2)}.get(
        slot.key, (_tint(story, slot, palette), 1)
    )
    tips = {"tip_step": name, "tip_times": count}
    if unseen:
        tips["tip_onward"] = story.language.say("journeys.unseen", n=unseen)
    board.pieces.append(Piece(box, palette.paper))
    board.pieces.append(Piece(box, fill, opacity, tips, f"{name}: {count}", stroke=palette.grid))
    size = TEXT_STYLES["label"].size
    lines = fit(name, width=box.width - 18, size=size, lines=2)
    middle = box.y + box.height / 2
    add_lines(board, box.x + 9, middle - 8, lines, role="label")
    board.texts.append(Text(box.x + 9, middle + (1 + len(lines)) * 6 - 3, count, "note"))


def _tint(story: Story, slot: Slot, palette: Palette) -> str:
    phases = {t.key: t.placement.phase for t in story.analysis.touchpoints}
    return palette.tint(phases.get(slot.key, ""))
