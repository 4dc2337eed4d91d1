"""Large workbooks, read in the same pass that surveys them, as columns and not cell by cell.

Whatever is not plain is left to the spreadsheet reader, which takes three times as long for the same cells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineError, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from core.reading.asking import SHARED_PART, Asker, as_sample, asker
from core.reading.filling import Said, column_of
from core.reading.grid import NUMBER, Sheet, Tally, spell
from core.reading.lattice import Lattice
from core.reading.package import Package
from core.reading.shared import SharedTexts
from core.reading.survey import SheetSurvey
from core.reading.tags import Odd, Strings

# What a part that is not plain may raise on the way; the reader tells what is wrong with it, if anything is.
_NOT_PLAIN = (Odd, LookupError, ValueError, ArithmeticError, StopIteration, CalamineError)

_SHARE = 0.9  # of the time goes by while the sheets are unpacked


@dataclass(slots=True)
class Watch:
    """Reads along while the parts of a package are unpacked. ``parts``: sheet part -> position in the workbook;
    ``size``: bytes of all sheets, of which ``seen`` were read."""

    parts: dict[str, int]
    size: int
    tally: Tally
    seen: int = 0
    shared: SharedTexts = field(default_factory=SharedTexts)
    sheets: dict[int, Lattice] = field(default_factory=dict)
    plain: bool = True

    def see(self, part: str, block: bytes) -> bool:
        """Take in a piece of a part: whole rows of a sheet, anything of another part.

        True where rows are certain to have no formulas and no errors.
        """
        try:
            if self.plain and part in self.parts:
                self.seen += len(block)
                self.tally.progress(_SHARE * self.seen / self.size)
                return self.sheets.setdefault(self.parts[part], Lattice()).add(block)
            if self.plain and part == SHARED_PART:
                self.shared.add(block)
        except _NOT_PLAIN:
            self.forget()
        return False

    def forget(self) -> None:
        """Give up: what was read is of no use."""
        self.plain = False
        self.sheets, self.shared = {}, SharedTexts()


def sheets_of(
    watch: Watch, package: Package, surveys: Mapping[int, SheetSurvey], *, tally: Tally
) -> list[Sheet] | None:
    """The sheets that were watched; nothing where the spreadsheet reader must be asked for the whole of them."""
    if not watch.plain:
        return None
    before = tally.cells
    try:
        found = _Reading(watch, asker(package, watch.parts), tally)
        return [found.sheet(position, surveys.get(position)) for position in found.positions()]
    except _NOT_PLAIN:
        tally.cells = before
        watch.forget()
        return None


class _Reading:
    """What a watched package holds."""

    def __init__(self, watch: Watch, asks: Asker, tally: Tally) -> None:
        self._watch, self._asks, self._tally = watch, asks, tally
        self._metadata: Sequence[SheetMetadata] = asks.metadata()
        items = watch.shared.odd
        cells = [b' t="s"><v>%d</v>' % place for place in range(len(items))]
        said = asks.values(cells, list(items.values())) if items else []
        self._shared: Strings = watch.shared.texts(dict(zip(items, said, strict=True)))

    def positions(self) -> list[int]:
        """The positions of the worksheets."""
        if len(self._metadata) > self._tally.limits.sheets:
            raise Odd
        return [p for p, entry in enumerate(self._metadata) if entry.typ == SheetTypeEnum.WorkSheet]

    def sheet(self, position: int, survey: SheetSurvey | None) -> Sheet:
        """The sheet at this position; its cells are forgotten on the way."""
        entry, lattice, limits = self._metadata[position], self._watch.sheets.pop(position), self._tally.limits
        sheet = Sheet(entry.name, self._tally, limits.sheet_rows, visible=entry.visible == SheetVisibleEnum.Visible)
        if not (lattice.begun and lattice.ended):
            raise Odd
        if not lattice.columns:
            return sheet
        left, width = min(lattice.columns), max(lattice.columns) - min(lattice.columns) + 1
        height = lattice.height
        far = survey is not None and survey.far_cell[0] > limits.box_cells
        if far or height > limits.sheet_rows or width > limits.columns or height * width > limits.box_cells:
            raise Odd
        said = self._said(lattice, survey)
        sheet.height = height
        for number in range(left, left + width):
            cells = lattice.columns.pop(number, None)
            sheet.columns.append(column_of(cells, said, number=number, height=height, longest=limits.cell_characters))
            self._tally.cells += height - sheet.columns[-1].kinds.count(0)
        if self._tally.cells > limits.cells:
            raise Odd
        return sheet

    def _said(self, lattice: Lattice, survey: SheetSurvey | None) -> Said:
        texts, kinds = spell(self._asks.values(list(lattice.odd))) if lattice.odd else ([], b"")
        samples = self._asks.values([as_sample(style) for style in lattice.styles]) if lattice.styles else []
        dated = frozenset(place for place, sample in enumerate(samples) if spell([sample])[1] != bytes([NUMBER]))
        return Said(
            shared=self._shared,
            own=lattice.own,
            odd=list(texts),
            odd_kinds=kinds,
            styles=list(lattice.styles),
            dated=dated,
            asks=self._asks,
            errors=_errors(survey),
        )


def _errors(survey: SheetSurvey | None) -> Mapping[int, Sequence[tuple[int, str]]]:
    """Grid column -> (row, text) of its errors, which the sheet's cells do not show."""
    found: dict[int, list[tuple[int, Any]]] = {}
    for (row, column), text in (survey.errors if survey else {}).items():
        found.setdefault(column, []).append((row, text))
    return found
