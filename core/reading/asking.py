"""What the spreadsheet reader says of a few cells, in a small workbook that has the styles of the large one."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from python_calamine import CalamineWorkbook, SheetMetadata, SheetTypeEnum, load_workbook

from core.reading.package import Package, inflated, plain
from core.reading.tags import Odd

_SHARED_NAME = "xl/sharedStrings.xml"
SHARED_PART = plain(_SHARED_NAME)
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAX_OTHERS_BYTES = 64 << 20
_NEEDED = (".xml", ".rels")
_SAMPLE = b"45123.25"  # as a date it is one, with a time of day


@dataclass(frozen=True, slots=True)
class Asker:
    """``parts``: the sheets' parts and their positions in the workbook; ``others``: the parts that are no sheets."""

    parts: dict[str, int]
    others: dict[str, bytes]

    def values(self, cells: Sequence[bytes], shared: Sequence[bytes] = ()) -> list[Any]:
        """What the ``cells`` hold; each is XML but for ``<c r="…"`` and its end tag. ``shared``: the table of texts.

        Raises ``Odd`` where the reader does not find the sheets where they were found here.
        """
        workbook = self._opened(cells, shared)
        first = [entry.typ for entry in workbook.sheets_metadata].index(SheetTypeEnum.WorkSheet)
        rows = list(workbook.get_sheet_by_index(first).iter_rows())[1:]
        return [row[0] for row in rows] + [""] * (len(cells) - len(rows))

    def metadata(self) -> list[SheetMetadata]:
        """The workbook's sheets."""
        return self._opened([], []).sheets_metadata

    def _opened(self, cells: Sequence[bytes], shared: Sequence[bytes]) -> CalamineWorkbook:
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
            for name, content in self.others.items():
                archive.writestr(name, content)
            archive.writestr(_SHARED_NAME, b'<sst xmlns="%s">%s</sst>' % (_MAIN, b"".join(shared)))
            for name, position in self.parts.items():
                archive.writestr(name, _sheet(position, cells))
        workbook = load_workbook(io.BytesIO(whole.getvalue()))
        for position, entry in enumerate(workbook.sheets_metadata):
            if entry.typ == SheetTypeEnum.WorkSheet and _mark(workbook, position) != position:
                raise Odd
        return workbook


def asker(package: Package, parts: dict[str, int]) -> Asker:
    """Who asks about the cells of this package. Raises ``Odd`` where it holds too much beside its sheets."""
    names = {info.filename: plain(info.filename) for info in package.archive.infolist()}
    infos = [
        info
        for info in package.archive.infolist()
        if (name := names[info.filename]).endswith(_NEEDED) and name not in parts and name != SHARED_PART
    ]
    if sum(info.file_size for info in infos) > _MAX_OTHERS_BYTES:
        raise Odd
    sheets = {name: parts[part] for name, part in names.items() if part in parts}
    return Asker(sheets, {info.filename: b"".join(inflated(package.data, info)) for info in infos})


def as_sample(style: bytes) -> bytes:
    """A cell of that style whose value shows what the style makes of a number."""
    return as_number(style, _SAMPLE)


def as_number(style: bytes, number: bytes) -> bytes:
    """A cell of that style with a number."""
    return (b' s="%s"' % style if style else b"") + b"><v>%s</v>" % number


def _sheet(position: int, cells: Sequence[bytes]) -> bytes:
    """A sheet that says its position in A1, and the cells below."""
    rows = [b'<row r="1"><c r="A1"><v>%d</v></c></row>' % position]
    rows += [b'<row r="%d"><c r="A%d"%s</c></row>' % (n, n, cell) for n, cell in enumerate(cells, 2)]
    return b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (_MAIN, b"".join(rows))


def _mark(workbook: CalamineWorkbook, position: int) -> int:
    found: Any = next(iter(workbook.get_sheet_by_index(position).iter_rows()))[0]
    return int(found)
