"""Where marks and their labels stand, so that no text covers another: plain geometry in pixels, no chart library."""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

# Width of a letter as a share of the font size: the typeface's own measures, rounded up by class.
_NARROW = frozenset(" !'(),.:;[]ijl|·’‘")
_SLIM = frozenset('-/\\frtIJ1{}"*`')
_WIDE = frozenset("mwMWæÆœŒ@%…—")
_ELLIPSIS = "…"

MARK_GAP = 7.0  # px between a mark and its label
ROW_GAP = 5.0  # px between two rows
MIN_ROW = 22.0  # px, so that rows keep a rhythm whatever the size of their marks
MIN_LABEL = 84.0  # px: a label narrower than this is not worth a column
NAME_LINES = 3  # of a name at most
MIN_STUB = 4  # letters that must stand on each side of a break within a word
SWARM_GAP = 3.0  # px between marks that go without a label


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True, slots=True)
class Item:
    """Something to place: its mark's radius, and whether it may carry a label. Items come most important first."""

    key: str
    name: str
    radius: float
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class Placed:
    """An item in its place: mark centre, radius, and the label's lines (none: it goes without), left and middle."""

    key: str
    x: float
    y: float
    radius: float
    lines: tuple[str, ...] = ()
    label_x: float = 0.0
    label_y: float = 0.0


def line_height(size: float) -> float:
    """Pixels from one line of text to the next."""
    return size * 1.22


def text_width(text: str, size: float) -> float:
    """About how wide ``text`` is in pixels; rather a little too wide than too narrow."""
    return size * sum(_letter(c) for c in text)


@lru_cache(maxsize=4096)  # of letters alone: nobody's text is kept
def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.28
    if letter in _SLIM:
        return 0.42
    if letter in _WIDE:
        return 0.89
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.15
    return 0.71 if letter.isupper() else 0.59


def fit(text: str, *, width: float, size: float, lines: int = 1) -> tuple[str, ...]:
    """``text`` on at most ``lines`` lines of ``width`` pixels, broken between words, or within one that is too long
    (Danish and Swedish compounds are); an ellipsis where it was cut."""
    found: list[str] = []
    rest = text.strip()
    while rest and len(found) < lines:
        if len(found) == lines - 1:
            line, rest = _cut(rest, width=width, size=size), ""
        else:
            line, rest = _first_line(rest, width=width, size=size)
        found.append(line)
    return tuple(line for line in found if line)


def _first_line(text: str, *, width: float, size: float) -> tuple[str, str]:
    """What stands on the first of several lines, and what is left for the others."""
    words = text.split()
    taken = 0
    while taken < len(words) and text_width(" ".join(words[: taken + 1]), size) <= width:
        taken += 1
    if taken:
        return " ".join(words[:taken]), " ".join(words[taken:])
    return _break_word(words[0], text, width=width, size=size)


def _break_word(word: str, text: str, *, width: float, size: float) -> tuple[str, str]:
    """``text`` broken inside its first word: after a hyphen of its own if there is one, no stub on either side."""
    ends = [e for e in range(MIN_STUB, len(word) - MIN_STUB + 1) if text_width(word[:e] + "-", size) <= width]
    own = [e for e in ends if word[e - 1] == "-"]
    if own:
        return word[: own[-1]], text[own[-1] :]
    if not ends:
        return _cut(text, width=width, size=size), ""
    return word[: ends[-1]] + "-", text[ends[-1] :]


def _cut(text: str, *, width: float, size: float) -> str:
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + _ELLIPSIS, size) > width:
        text = text[:-1]
    return text.rstrip(" -,;:/(&+") + _ELLIPSIS if text.strip() else ""


def place(items: Sequence[Item], box: Box, *, size: float = 12, reach: float = 0.0) -> tuple[Placed, ...]:
    """Every item inside ``box``: labelled ones in tidy rows and columns, the rest close together below them.

    Where not all labels fit, the most important keep theirs. Marks shrink only if even bare marks do not fit.
    ``reach`` is the radius to leave room for, so that several boxes above each other align.
    """
    reach = _reach(items, reach)
    wanted = [i for i in items if i.labelled]
    for count in range(len(wanted), -1, -1):
        kept = {i.key for i in wanted[:count]}
        rows, bare = [i for i in items if i.key in kept], [i for i in items if i.key not in kept]
        below = _swarm_height(bare, box.width, reach)
        top = _rows(rows, replace(box, height=box.height - below), size=size, reach=reach)
        if below <= box.height and top is not None:
            depth = max((p.y + _row_height(p, size) / 2 for p in top), default=box.y)
            return (*top, *_swarm(bare, _swarm_box(bare, box, depth, reach), step=_step(bare)))
    return tuple(_swarm(items, box, step=_tight_step(len(items), box)))


def needed_height(
    items: Sequence[Item], width: float, *, size: float = 12, per_column: int = 4, reach: float = 0.0
) -> float:
    """The height at which ``place`` shows all wanted labels with about ``per_column`` rows."""
    reach = _reach(items, reach)
    rows, bare = [i for i in items if i.labelled], [i for i in items if not i.labelled]
    columns = min(_columns(width, reach), max(1, math.ceil(len(rows) / per_column)))
    label = _label_width(width, columns, reach)
    heights = [_height(i, fit(i.name, width=label, size=size, lines=NAME_LINES), size) for i in rows]
    limit = max(heights, default=0.0)
    while len(_flow(heights, limit)) > columns:
        limit += 2
    return limit + _swarm_height(bare, width, reach)


def _reach(items: Sequence[Item], reach: float) -> float:
    return max((i.radius for i in items), default=0.0) if reach <= 0 else reach


def _step(items: Sequence[Item]) -> float:
    """From one bare mark to the next."""
    return 2 * max((i.radius for i in items), default=0.0) + SWARM_GAP


def _swarm_box(items: Sequence[Item], box: Box, y: float, reach: float) -> Box:
    """What is left of ``box`` below ``y`` for bare marks, the first of them in line with the marks above."""
    inset = max(0.0, reach - _step(items) / 2)
    return Box(box.x + inset, y, box.width - inset, box.bottom - y)


def _swarm_height(items: Sequence[Item], width: float, reach: float) -> float:
    if not items:
        return 0.0
    step, inner = _step(items), _swarm_box(items, Box(0, 0, width, 0), 0, reach).width
    return math.ceil(len(items) / max(1, int(inner // step))) * step + SWARM_GAP


def _rows(items: Sequence[Item], box: Box, *, size: float, reach: float) -> tuple[Placed, ...] | None:
    """The tidiest arrangement that fits: fewest cut labels, then fewest columns; None if none fits."""
    best: tuple[tuple[int, int], tuple[Placed, ...]] | None = None
    for columns in range(1, _columns(box.width, reach) + 1):
        for lines in (2, 1, NAME_LINES):  # so many only where it leaves fewer of them cut
            tried = _grid(items, box, columns=columns, lines=lines, size=size, reach=reach)
            if tried is None:
                continue
            cost = sum(p.lines[-1].endswith(_ELLIPSIS) for p in tried if p.lines), columns
            best = min(best or (cost, tried), (cost, tried), key=lambda found: found[0])
    return best[1] if best else None


def _grid(
    items: Sequence[Item], box: Box, *, columns: int, lines: int, size: float, reach: float
) -> tuple[Placed, ...] | None:
    label = _label_width(box.width, columns, reach)
    texts = [fit(i.name, width=label, size=size, lines=lines) for i in items]
    heights = [_height(i, t, size) for i, t in zip(items, texts, strict=True)]
    flow = _flow(heights, box.height)
    if len(flow) > columns or any(h > box.height for h in heights):
        return None
    slots = [Box(box.x + n * box.width / columns, box.y, box.width / columns, box.height) for n in range(len(flow))]
    return tuple(
        p
        for slot, members in zip(slots, flow, strict=True)
        for p in _column(items, texts, heights, members, slot, reach)
    )


def _column(
    items: Sequence[Item],
    texts: Sequence[tuple[str, ...]],
    heights: Sequence[float],
    members: range,
    slot: Box,
    reach: float,
) -> Iterator[Placed]:
    """The items ``members`` below each other in ``slot``."""
    x, y = slot.x + reach, slot.y
    for m in members:
        middle = y + heights[m] / 2
        yield Placed(items[m].key, x, middle, items[m].radius, texts[m], x + reach + MARK_GAP, middle)
        y += heights[m]


def _swarm(items: Sequence[Item], box: Box, *, step: float) -> Iterator[Placed]:
    across = max(1, int(box.width // step))
    for n, item in enumerate(items):
        row, column = divmod(n, across)
        x, y = box.x + (column + 0.5) * step, box.y + (row + 0.5) * step
        yield Placed(item.key, x, y, min(item.radius, 0.5 * step))


def _tight_step(count: int, box: Box) -> float:
    """The widest grid step at which ``count`` bare marks fit into ``box``."""
    step = math.sqrt(box.width * box.height / max(count, 1))
    while math.ceil(count / max(1, int(box.width // step))) * step > box.height:
        step *= 0.97
    return step


def _flow(heights: Sequence[float], limit: float) -> list[range]:
    """Consecutive items per column, each column at most ``limit`` high."""
    columns, start, depth = [], 0, 0.0
    for n, height in enumerate(heights):
        if depth + height > limit + 0.01 and n > start:
            columns.append(range(start, n))
            start, depth = n, 0.0
        depth += height
    return [*columns, range(start, len(heights))] if heights else []


def _columns(width: float, reach: float) -> int:
    return max(1, int(width // (2 * reach + MARK_GAP + MIN_LABEL)))


def _label_width(width: float, columns: int, reach: float) -> float:
    """Beside a mark; between columns with a gap on the right as well, while a single one may use a little of the box's
    own margin."""
    gaps = 2.0 if columns > 1 else 0.5
    return max(0.0, width / columns - 2 * reach - gaps * MARK_GAP)


def _height(item: Item, texts: Sequence[str], size: float) -> float:
    return max(MIN_ROW, 2 * item.radius + ROW_GAP, line_height(size) * len(texts) + ROW_GAP)


def _row_height(placed: Placed, size: float) -> float:
    return _height(Item(placed.key, "", placed.radius), placed.lines, size)
