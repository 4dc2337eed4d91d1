"""Where the cells of a block of rows stand, and where in the XML what they hold."""

from dataclasses import dataclass, fields, replace

import numpy as np

from core.reading.tags import Odd, Tags

_CELL_HEAD, _ROW_HEAD = b'<c r="', b'<row r="'
_A, _Z, _QUOTE = b'AZ"'
_MAX_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Placed:
    """The cells that hold anything, row by row; all arrays are equally long.

    ``rows``, ``columns``: from 0. Places in the XML: ``tails`` to ``opens``, what stands in the cell's tag after its
    reference; ``bodies`` to ``stops``, what stands in the cell, but for a formula; ``starts`` to ``ends``, the text of
    its value. ``inline``: the text stands in the cell itself; ``marked``: with something in its tag. ``calm``: no cell
    has a formula.
    """

    rows: np.ndarray
    columns: np.ndarray
    tails: np.ndarray
    opens: np.ndarray
    bodies: np.ndarray
    stops: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    inline: np.ndarray
    marked: np.ndarray
    last_row: int
    calm: bool

    def only(self, at: np.ndarray) -> "Placed":
        """The cells at these positions."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return replace(self, **{name: v[at] for name, v in values.items() if isinstance(v, np.ndarray)})


def placed(tags: Tags, *, after: int) -> Placed:
    """The cells of whole rows, which come in order ``after`` a row (from 1). Raises ``Odd`` where anything else stands
    between the rows and cells, or a cell says that it stands elsewhere."""
    cells, rows = tags.called(b"c "), tags.called(b"row ")
    bodies, ends, inline, formulas = _bodies(tags, cells)
    if int((ends - cells).sum()) + len(cells) + len(rows) + len(tags.called(b"/row")) != len(tags):
        raise Odd
    numbers, columns, tails, owners = _references(tags, cells, rows)
    in_order = (np.diff(columns) > 0) | (np.diff(owners) > 0)
    if not in_order.all() or not (np.diff(numbers, prepend=after) > 0).all():
        raise Odd
    full = np.flatnonzero(ends > bodies)
    text = bodies[full] + inline[full]
    return Placed(
        rows=(numbers[owners[full]] - 1).astype(np.int32),
        columns=columns[full].astype(np.int16),
        tails=tails[full],
        opens=tags.ends[cells[full]],
        bodies=tags.starts[bodies[full]],
        stops=tags.starts[ends[full]],
        starts=tags.ends[text] + 1,
        ends=tags.starts[text + 1],
        inline=inline[full],
        marked=tags.are(text, b"t "),
        last_row=int(numbers[-1]) if len(numbers) else after,
        calm=not formulas,
    )


def _bodies(tags: Tags, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, bool]:
    """For each cell the tag of its value (its last tag where it has none), its last tag, and whether it is inline;
    and whether any has a formula."""
    closed = tags.closed(cells)
    bodies = np.where(closed, cells, cells + 1)
    formula = tags.are(bodies, b"f>") | tags.are(bodies, b"f ") | tags.are(bodies, b"f/")
    if formula.any():
        at = bodies[formula]
        alone = tags.closed(at)
        if not tags.are(at[~alone] + 1, b"/f>").all():
            raise Odd
        bodies[formula] = at + np.where(alone, 1, 2)
    value, inline = tags.are(bodies, b"v>") & ~closed, tags.are(bodies, b"is>") & ~closed
    blank = tags.are(bodies, b"v/") | tags.are(bodies, b"v />")
    ends = bodies + np.where(value, 2, np.where(inline, 4, blank))
    good = closed | tags.are(ends, b"/c>")
    good &= ~value | tags.are(bodies + 1, b"/v>")
    if inline.any():
        begun = tags.are(bodies + 1, b"t>") | tags.are(bodies + 1, b"t ")
        good &= ~inline | (begun & tags.are(bodies + 2, b"/t>") & tags.are(bodies + 3, b"/is>"))
    if not good.all():
        raise Odd
    return bodies, ends, inline, bool(formula.any())


def _references(
    tags: Tags, cells: np.ndarray, rows: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The numbers of the rows (from 1); for each cell its column (from 0), where its reference has ended, and the
    position of its row."""
    numbers, digits = _row_numbers(tags, rows)
    owners = _owners(cells, rows)
    at = tags.starts[cells]
    if not tags.follows(at, _CELL_HEAD).all() or (_row_ends(tags, rows)[owners] < cells).any():
        raise Odd
    columns, ends = _letters(tags, at + len(_CELL_HEAD))
    sizes = digits[owners] + 1  # with the quotation mark
    said = tags.first(tags.starts[rows] + len(_ROW_HEAD), digits + 1)
    if not (tags.first(ends, sizes) == said[owners]).all():
        raise Odd
    return numbers, columns, ends + sizes, owners


def _owners(cells: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """The position of each cell's row."""
    begins = np.searchsorted(cells, rows)
    if len(cells) and not (len(rows) and begins[0] == 0):
        raise Odd
    return np.repeat(np.arange(len(rows)), np.diff(begins, append=len(cells)))


def _row_ends(tags: Tags, rows: np.ndarray) -> np.ndarray:
    """The last tag of each row."""
    ends, begun, closing = rows.copy(), np.flatnonzero(~tags.closed(rows)), tags.called(b"/row")
    if len(begun) != len(closing):
        raise Odd
    ends[begun] = closing
    if (ends[begun] < rows[begun]).any() or (ends[:-1] > rows[1:]).any():
        raise Odd
    return ends


def _row_numbers(tags: Tags, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the rows, and of how many digits they are."""
    if not tags.follows(tags.starts[rows], _ROW_HEAD).all():
        raise Odd
    at = tags.starts[rows] + len(_ROW_HEAD)
    digits = np.zeros(len(rows), np.int64)
    for size in range(_MAX_DIGITS, 0, -1):
        digits[tags.octets[at + size] == _QUOTE] = size
    return tags.whole_numbers(at, digits).astype(np.int64), digits


def _letters(tags: Tags, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The columns (from 0) that one to three letters name, and where the letters have ended."""
    columns, ends = np.zeros(len(at), np.int64), at
    more = np.ones(len(at), dtype=bool)
    for _ in range(3):
        octets = tags.octets[ends]
        more = more & (octets >= _A) & (octets <= _Z)
        if not more.any():
            break
        columns = np.where(more, 26 * columns + octets - _A + 1, columns)
        ends = ends + more
    if len(columns) and columns.min() == 0:
        raise Odd
    return columns - 1, ends
