"""What the columns of a sheet mean: handed from finding the table to cleaning it."""

from dataclasses import dataclass
from typing import Literal

from core.model.dataset import Grain


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Grid column ``index`` with its header text; ``how`` the header was understood: exact, folded, part, setting
    (the user said so) or none (then ``field`` is ``ignore``)."""

    index: int
    header: str
    field: str
    how: Literal["exact", "folded", "part", "setting", "none"]


@dataclass(frozen=True, slots=True)
class SheetMap:
    """Where the table of a sheet stands: grid rows ``first`` (inclusive) to ``last`` (exclusive) below ``header``.

    ``header``: grid row of the header (None: no table found, then ``grain`` is other and ``columns`` empty).
    ``touchpoint``: grid column index that names the touchpoints; ``candidates``: headers that could have been it.
    """

    sheet: str
    grain: Grain
    header: int | None
    first: int
    last: int
    columns: tuple[ColumnMap, ...]
    touchpoint: int | None = None
    candidates: tuple[str, ...] = ()
