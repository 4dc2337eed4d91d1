"""Small files made on the spot, honest and hostile."""

import io
import zipfile
from collections.abc import Mapping

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_PART = "xl/worksheets/sheet1.xml"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def saved(workbook: openpyxl.Workbook) -> bytes:
    """The workbook's bytes."""
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def xlsx(*rows) -> bytes:
    """A workbook of one sheet."""
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    return saved(workbook)


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xlsx_of_xml(sheet_data: str, **more: bytes | str) -> bytes:
    """A workbook whose only sheet has these rows of XML; ``more`` parts, ``__`` for a slash."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{sheet_data}</sheetData></worksheet>'
    extra = {name.replace("__", "/") + ".xml": content for name, content in more.items()}
    return zipped({**parts_of(xlsx(["a"])), SHEET_PART: sheet, **extra})


def ods(*, with_type: bool = True, encrypted: bool = False) -> bytes:
    """An OpenDocument sheet with the cells a and 1."""
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet><table:table table:name='Ark'>"
        "<table:table-row><table:table-cell office:value-type='string'><text:p>a</text:p></table:table-cell>"
        "<table:table-cell office:value-type='float' office:value='1'><text:p>1</text:p></table:table-cell>"
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    secret = "<manifest:encryption-data/>" if encrypted else ""
    manifest = {"META-INF/manifest.xml": f"<manifest:manifest>{secret}</manifest:manifest>"}
    return zipped({**({"mimetype": ODS_TYPE} if with_type else {}), "content.xml": content, **manifest})


def repeated_entry(data: bytes) -> bytes:
    """A zip that lists its first part twice, as an entry that lies on top of itself."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        first = archive.infolist()[0]
        twin = zipfile.ZipInfo("xl/twin.xml")
        for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type", "flag_bits"):
            setattr(twin, name, getattr(first, name))
        archive.filelist.append(twin)
        archive.NameToInfo[twin.filename] = twin
        archive._didModify = True
    return file.getvalue()


def declared_smaller(data: bytes, name: str, size: int) -> bytes:
    """The same zip, whose directory says that the part unpacks to only ``size`` bytes."""
    entry = data.rindex(name.encode()) - 46
    return data[: entry + 24] + size.to_bytes(4, "little") + data[entry + 28 :]
