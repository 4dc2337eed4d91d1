"""A workbook as bytes: the same workbook always gives the same bytes, and no part of it ever touches a disk."""

import datetime as dt
import io
import zipfile
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

_MADE = dt.datetime(2025, 1, 1)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX, _PRIVATE = 3, 0o600 << 16


def to_bytes(book: Workbook) -> bytes:
    """The xlsx file of ``book``, without any trace of when or where it was made."""
    book.properties.creator = "Kontaktpunkt"
    book.properties.created = book.properties.modified = _MADE
    buffer = io.BytesIO()
    _Writer(book, _Archive(buffer, "w")).save()
    return buffer.getvalue()


class _Archive(zipfile.ZipFile):
    """A zip file whose entries carry no clock and no platform."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any) -> None:
        info = zipfile.ZipInfo(zinfo_or_arcname, _ZIP_TIME)
        info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _PRIVATE
        super().writestr(info, data)


class _Writer(ExcelWriter):  # type: ignore[misc]  # openpyxl has no types
    """openpyxl's writer, but sheets are written in memory: its own puts customers' data into a temporary file."""

    def write_worksheet(self, ws: Worksheet) -> None:
        drawing = SpreadsheetDrawing()
        drawing.charts, drawing.images = ws._charts, ws._images
        ws._drawing = drawing
        out = io.BytesIO()
        writer = WorksheetWriter(ws, out)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)
