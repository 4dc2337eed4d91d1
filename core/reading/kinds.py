"""What a file is, by its first bytes; its name is never asked."""

import re
from typing import Literal

from core.reading.refusal import Stop

Container = Literal["zip", "ole", "text"]

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
)
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "password"),
    ("WordDocument", "word"),
    ("PowerPoint Document", "slides"),
)
_MARKUP_HEAD = 4096
_HTML = re.compile(r"(?:<!--.{0,2000}?-->|\s)*<(?:!doctype html|html|head|body|table|meta|style|tr|div)\b", re.I | re.S)
_XML = re.compile(r"\s*<\?xml\b|\s*<(?:\w{1,20}:)?(?:Workbook|document)\b")


def container(data: bytes) -> Container:
    """Zip, OLE or text; raises ``Stop`` naming what else it is."""
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(OLE):
        _check_ole(data)
        return "ole"
    for magic, code in _FOREIGN:
        if data.startswith(magic):
            raise Stop(code)
    if (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif"):
        raise Stop("picture")
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        raise Stop("picture")
    return "text"


def _check_ole(data: bytes) -> None:
    for stream, code in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            raise Stop(code)


def check_text(head: str) -> None:
    """Refuse markup that pretends to be a table of text."""
    head = head[:_MARKUP_HEAD]
    is_web_page = "<html" in head.lower()
    if _HTML.match(head) or (head.startswith("MIME-Version:") and is_web_page):
        raise Stop("html-table")
    if _XML.match(head):
        raise Stop("html-table" if is_web_page else "xml-table")
