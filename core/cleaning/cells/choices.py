"""What the user decided about the cells of a sheet's columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.cleaning.cells.marks import Mark
from core.model import Settings
from core.model.mapping import ColumnMap
from core.model.names import normalise


@dataclass(frozen=True, slots=True)
class Choices:
    """Normalised header -> the decimal mark, and -> whether the day stands before the month; ``year_start``: the month
    in which financial years begin."""

    marks: Mapping[str, str]
    day_first: Mapping[str, bool]
    year_start: int | None = None

    def mark(self, column: ColumnMap) -> Mark | None:
        """The chosen decimal mark of ``column``; None where the cells decide."""
        chosen = next((self.marks[h] for h in _headers(column) if h in self.marks), None)
        return "," if chosen == "," else "." if chosen == "." else None

    def order(self, column: ColumnMap) -> bool | None:
        """Whether the day comes first in ``column``; None where the cells decide."""
        return next((self.day_first[h] for h in _headers(column) if h in self.day_first), None)


def _headers(column: ColumnMap) -> list[str]:
    """Under which names the user may have decided about ``column``: those of the columns laid together in it."""
    return [normalise(header) for header in (column.header, *(s.header for s in column.sources or ()))]


def choices_of(settings: Settings, sheet: str) -> Choices:
    """The choices for the columns of ``sheet``."""
    return Choices(
        marks={normalise(h): mark for h, mark in settings.decimal_marks.get(sheet, {}).items()},
        day_first={normalise(h): first for h, first in settings.day_first.get(sheet, {}).items()},
        year_start=settings.year_start,
    )
