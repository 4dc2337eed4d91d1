"""What a file is, by its first bytes; its name is never asked."""

import re
from typing import Literal

from core.reading.refusal import Stop

Container = Literal["zip", "ole", "text"]
Markup = Literal["csv", "html", "xml", "fods"]

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"BZh91AY&SY", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"\x00\x00\x02\x00\x04\x04", "lotus"),
    (b"\x00\x00\x02\x00\x06\x04", "lotus"),
    (b"\x00\x00\x1a\x00", "lotus"),
    (b"\x09\x00\x04\x00", "old-excel"),
    (b"\x09\x02\x06\x00", "old-excel"),
    (b"\x09\x04\x06\x00", "old-excel"),
    (b"\x09\x08", "old-excel"),  # Excel 5 and later without its container
    (b"SQLite format 3\x00", "database"),
    (b"PAR1", "database"),
    (b"ARROW1", "database"),
    (b"{\\rtf", "word"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"ID3", "media"),
    (b"\xff\xfb", "media"),
    (b"OggS", "media"),
    (b"fLaC", "media"),
    (b"RIFF", "media"),
    (b"\x1aE\xdf\xa3", "media"),
)
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "password"),
    ("WordDocument", "word"),
    ("PowerPoint Document", "slides"),
)
_NO_SECTOR = 0xFFFFFFFA  # from here on a number says that there is none
_MARKUP_HEAD = 4096
_HTML = re.compile(r"(?:<!--.{0,2000}?-->|\s)*<(?:!doctype html|html|head|body|table|meta|style|tr|div)\b", re.I | re.S)
_XML = re.compile(r"\s*<\?xml\b|\s*<(?:\w{1,20}:)?(?:Workbook|document)\b")
_MAIL_HEAD = re.compile(r"(?:[A-Z][\w-]{1,40}:.{0,300}\r?\n(?:[ \t].{0,300}\r?\n)*){1,20}", re.A)
_SHEETS_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
_SHEETS_FLAT = "urn:oasis:names:tc:opendocument:xmlns:table:"


def container(data: bytes) -> Container:
    """Zip, OLE or text; raises ``Stop`` naming what else it is."""
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(OLE):
        _check_ole(data)
        return "ole"
    if (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif"):
        raise Stop("picture")
    for magic, code in _FOREIGN:
        if data.startswith(magic) and (code != "program" or b"\x00" in data[:256]):
            raise Stop(code)
    if data[4:8] == b"ftyp":
        raise Stop("media")
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        raise Stop("picture")
    return "text"


def _check_ole(data: bytes) -> None:
    for stream, code in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            raise Stop(code)
    if len(data) < _least_ole_bytes(data):
        raise Stop("incomplete")


def _least_ole_bytes(data: bytes) -> int:
    """Where the farthest of the sectors that the header names begins: its directory and its tables."""
    sector = 1 << min(int.from_bytes(data[30:32], "little"), 12)
    named = (int.from_bytes(data[at : at + 4], "little") for at in (48, 60, 68, *range(76, 512, 4)))
    return max((512 + number * sector for number in named if number < _NO_SECTOR), default=0)


def markup(head: str) -> Markup:
    """What a text file is, by its first characters; raises ``Stop`` naming what it is that holds no table."""
    head = head[:_MARKUP_HEAD].lstrip("\ufeff")
    mail = _MAIL_HEAD.match(head)
    if mail and "mime-version:" in mail[0].lower() and "multipart/" in mail[0].lower():
        raise Stop("web-archive")
    if _HTML.match(head):
        return "html"
    if not _XML.match(head):
        return "csv"
    if _SHEETS_2003 in head:
        return "xml"
    if _SHEETS_FLAT in head:
        return "fods"
    if "<html" in head.lower():
        return "html"
    raise Stop("xml-table")
