"""What the columns of a sheet mean: handed from finding the table to cleaning it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.model.dataset import Bookings, Grain, Layout


@dataclass(frozen=True, slots=True)
class Table:
    """Where a table stands: its header's grid rows ``top`` to ``header`` (inclusive), its body ``first`` (inclusive) to
    ``last`` (exclusive), and the header of each grid column, those of two rows joined ("2024 / Besøg").

    ``unnamed``: columns without a header, which go by their letter; ``groups``: grid column -> what stands above its
    header ("2024"). ``meant``: grid column -> the field that its part in a ledger gives it; ``made``: grid column that
    was put beside those of the file -> the headers that it was made from. ``more``: tables of the same sheet whose
    headers mean the same, so that they are read as well; ``others``: tables that are not read.
    """

    top: int
    header: int
    first: int
    last: int
    headers: Mapping[int, str]
    groups: Mapping[int, str] = field(default_factory=dict)
    unnamed: frozenset[int] = frozenset()
    meant: Mapping[int, str] = field(default_factory=dict)
    made: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    more: tuple["Table", ...] = ()
    others: tuple["Table", ...] = ()


How = Literal["exact", "folded", "part", "setting", "none", "personal"]


@dataclass(frozen=True, slots=True)
class Source:
    """A column of the user's file that was laid under others: its cells fill grid rows ``first`` (inclusive) to
    ``last`` (exclusive)."""

    header: str
    how: How
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Grid column ``index`` with its header text; ``how`` the header was understood: exact, folded, part, setting
    (the user said so), none (then ``field`` is ``ignore``) or personal (left out as personal data).

    ``sources``: the columns of the user's file that this one was laid together from (None: it is one of them; empty:
    it was made of headers, which ``header`` lists). ``row``: the row in the file that this column was, where
    touchpoints stand side by side.
    """

    index: int
    header: str
    field: str
    how: How
    sources: tuple[Source, ...] | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class SheetMap:
    """Where the table of a sheet stands: grid rows ``first`` (inclusive) to ``last`` (exclusive) below ``header``.

    ``header``: grid row of the header (None: no table found, then ``grain`` is other and ``columns`` empty).
    ``touchpoint``: grid column index that names the touchpoints; ``candidates``: headers that could have been it.
    ``given``: field -> text that holds for every row, because it stands above the columns ("2024").
    ``unlike``: columns whose cells are not what their header says, as (header, field). ``export``: the system whose
    report this is. In a log also the grid columns ``customer`` (tells customers apart), ``clock`` (times of day beside
    the date), ``order`` (numbers of orders that stand on several rows) and ``pieces`` (how many, where the value is
    what one costs). ``more``: further tables of the sheet that are read; ``others``: those that are not, as (row in the
    user's file, headers). ``skipped``: the user said so. ``layout``: how the table stood
    in the file before it was laid out with a row per touchpoint. ``aside``: grid rows of a ledger that are neither a
    sale nor marketing; ``bookings``: how it is read.
    """

    sheet: str
    grain: Grain
    header: int | None
    first: int
    last: int
    columns: tuple[ColumnMap, ...]
    touchpoint: int | None = None
    candidates: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    unlike: tuple[tuple[str, str], ...] = ()
    export: str | None = None
    customer: int | None = None
    clock: int | None = None
    order: int | None = None
    pieces: int | None = None
    more: tuple["SheetMap", ...] = ()
    others: tuple[tuple[int, tuple[str, ...]], ...] = ()
    skipped: bool = False
    layout: Layout = "long"
    aside: frozenset[int] = frozenset()
    bookings: Bookings | None = None
