"""What the sheets of an xlsx say that the fast reader does not pass on: errors, formulas, far cells, hidden rows.

The XML is looked through as bytes, whole rows at a time, in constant memory; nothing is built from it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Protocol
from zipfile import ZipInfo

from core.reading.bounds import Limits
from core.reading.package import Package, check_unpacked, inflated, plain
from core.reading.refusal import Stop

_TAG = rb"<(?:\w{1,20}:)?"
_END = rb"</(?:\w{1,20}:)?"
_REST = rb"[^>]{0,400}"
_SHEET = re.compile(_TAG + rb"sheet\s([^>]{0,2000})>")
_RELATION = re.compile(_TAG + rb"Relationship\s([^>]{0,2000})>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*[\"']([^\"']*)[\"']")
_REFERENCE = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")
_FORMULA = _TAG + rb"f\b" + _REST + rb">(?:[^<]{0,9000}" + _END + rb"f>)?"
_ERROR = re.compile(
    _TAG + rb"c\s(" + _REST + rb"\bt=\"e\"" + _REST + rb")>(?:" + _FORMULA + rb")?" + _TAG + rb"v>([^<]{1,40})<"
)
_UNCACHED = re.compile(
    rb"(?:" + _END + rb"f>|" + _TAG + rb"f\b[^>]{0,400}/>)\s*(?:" + _TAG + rb"v\s?/>|<v></v>)?\s*" + _END + rb"c>"
)
_HIDDEN_ROW = re.compile(_TAG + rb"row\s" + _REST + rb"\bhidden=\"(?:1|true)\"")
_ROW = re.compile(_TAG + rb"row\s" + _REST + rb"?\br=\"(\d{1,7})\"")
_FULL_CELL = re.compile(
    _TAG + rb"c\s[^>]{0,400}?\br=\"([A-Z]{1,3})(\d{1,7})\"(?:[^>]{0,400}[^/>])?>\s*" + _TAG + rb"(?:v|is|f)\b"
)
# A rectangle is at most this wide if no cell has a reference longer than the pattern's.
_WIDTHS = ((16_384, re.compile(rb' r="[A-Z]{3}\d')), (702, re.compile(rb' r="[A-Z]{2}\d')), (26, None))
_MEASURED_BYTES = 32 << 20  # far cells harm in small files; in large ones looking for them would cost seconds
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_OVERLAP_BYTES = 20
_LONGEST_ROW_BYTES = 16 << 20


@dataclass(slots=True)
class SheetSurvey:
    """What was seen in one sheet. ``errors``: (row, column), both from 0, -> ``#DIV/0!`` and the like.

    ``far_cell``: size of the largest rectangle of a cell with content, and that cell's reference.
    """

    name: str
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    has_formulas: bool = False
    uncached_formulas: int = 0
    hidden_rows: int = 0
    seen_bytes: int = 0
    first_row: int | None = None
    far_cell: tuple[int, str] = (0, "")


class Watcher(Protocol):
    """Who reads along."""

    def see(self, part: str, block: bytes) -> bool:
        """Take in a piece of the part of this name: whole rows of a sheet, anything of another part.

        True where rows are certain to have no formulas and no errors.
        """


def surveyed(package: Package, *, limits: Limits, watcher: Watcher | None = None) -> Mapping[int, SheetSurvey]:
    """Unpack every part once, within the limits. Position of the sheet -> what was seen (only xlsx is looked at)."""
    positions = sheet_parts(package)
    if len(positions) > limits.sheets:
        raise Stop("too-many-sheets", found=len(positions), limit=limits.sheets)
    found: dict[int, SheetSurvey] = {}
    total = 0
    for info in package.archive.infolist():
        position, name = positions.get(plain(info.filename), (None, ""))
        survey = SheetSurvey(name)
        for block in _blocks(_checked(package, info), whole_rows=position is not None):
            total += len(block)
            check_unpacked(total, limits=limits)
            calm = watcher is not None and watcher.see(plain(info.filename), block)
            if position is not None:
                _look(survey, block, calm=calm)
                _measure(survey, block, limits=limits)
        if position is not None:
            found[position] = survey
    return found


def sheet_parts(package: Package) -> dict[str, tuple[int, str]]:
    """Part name -> position and name of its sheet. Empty for workbooks that are laid out in another way."""
    if package.family != "xlsx":
        return {}
    relations = map(_attributes, _RELATION.findall(package.part("xl/_rels/workbook.xml.rels")))
    targets = {relation.get("Id"): plain(relation.get("Target", "")) for relation in relations}
    positions: dict[str, tuple[int, str]] = {}
    for position, sheet in enumerate(map(_attributes, _SHEET.findall(package.part("xl/workbook.xml")))):
        identifier = next((value for name, value in sheet.items() if name.endswith(":id")), None)
        target = targets.get(identifier, f"?{position}")
        part = target if target.startswith("xl/") else f"xl/{target}"
        positions[part] = (position, sheet.get("name", ""))
    return positions


def _attributes(tag: bytes) -> dict[str, str]:
    return {name.decode(): unescape(value.decode(errors="replace")) for name, value in _ATTRIBUTE.findall(tag)}


def _checked(package: Package, info: ZipInfo) -> Iterator[bytes]:
    """A part's pieces. Document types, and so entities, are refused: attacks need them, spreadsheets do not."""
    is_markup = plain(info.filename).endswith((".xml", ".rels", ".vml"))
    tail = b""
    for piece in inflated(package.data, info):
        # Looking for the "!" takes no time, and nearly every piece is without.
        if is_markup and (b"!" in piece or b"!" in tail) and any(mark in tail + piece for mark in _DOCTYPES):
            raise Stop("doctype")
        tail = piece[-_OVERLAP_BYTES:]
        yield piece


def _blocks(pieces: Iterator[bytes], *, whole_rows: bool) -> Iterator[bytes]:
    if not whole_rows:
        yield from pieces
        return
    rest = b""
    for piece in pieces:
        cut = piece.rfind(b"row>") + 4
        if cut >= 4:
            yield rest + piece[:cut]
            rest = piece[cut:]
        elif len(rest) < _LONGEST_ROW_BYTES:
            rest += piece
    yield rest


def _look(survey: SheetSurvey, block: bytes, *, calm: bool) -> None:
    if not calm:
        _look_at_cells(survey, block)
    if b"h" in block and b"hidden=" in block:  # a single letter is found in no time, and often there is none
        survey.hidden_rows += len(_HIDDEN_ROW.findall(block))


def _look_at_cells(survey: SheetSurvey, block: bytes) -> None:
    if b' t="e"' in block:
        for attributes, text in _ERROR.findall(block):
            if place := _REFERENCE.search(attributes):
                survey.errors[int(place[2]) - 1, _column(place[1])] = text.decode(errors="replace")
    survey.has_formulas = survey.has_formulas or b"</f>" in block or b":f>" in block
    if survey.has_formulas:
        survey.uncached_formulas += len(_UNCACHED.findall(block))


def _measure(survey: SheetSurvey, block: bytes, *, limits: Limits) -> None:
    """Find the far cell. Cells are looked at one by one only where row numbers and letters allow such a rectangle."""
    survey.seen_bytes += len(block)
    first, last = _ROW.search(block), _ROW.search(block, max(block.rfind(b"row "), 2) - 2)
    if first is None or last is None or survey.seen_bytes > _MEASURED_BYTES:
        return
    survey.first_row = survey.first_row or int(first[1])
    height = int(last[1]) - survey.first_row + 1
    for columns, longer in _WIDTHS:
        if height * columns <= limits.box_cells:
            return
        if longer is None or longer.search(block):
            break
    for letters, row in _FULL_CELL.findall(block):
        box = (int(row) - survey.first_row + 1) * (_column(letters) + 1)
        survey.far_cell = max(survey.far_cell, (box, (letters + row).decode()))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
