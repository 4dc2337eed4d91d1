"""A zip is looked at before anybody unpacks it: what it is, and whether it tries to do harm."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from zipfile import ZipInfo

from core.reading.bounds import Limits
from core.reading.refusal import Stop

MAX_RATIO = 150
RATIO_FROM_BYTES = 1_000_000
PIECE_BYTES = 4 << 20
_FED_BYTES = 512 << 10
_ENTRY_HEADER_BYTES = 30
_DIRECTORY_END = b"PK\x05\x06"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FAMILIES: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "xlsb"),
    ("xl/workbook.xml", "xlsx"),
    ("word/document.xml", "!word"),
    ("ppt/presentation.xml", "!slides"),
    ("index/document.iwa", "!numbers"),
    ("index.zip", "!numbers"),
    ("index.xml", "!numbers"),
    ("index.apxl", "!numbers"),
)
_ODF = {"spreadsheet": "ods", "text": "!word", "presentation": "!slides"}


@dataclass(frozen=True, slots=True)
class Package:
    """An open zip whose directory was found to be honest. ``family``: xlsx, xlsb or ods."""

    data: bytes
    archive: zipfile.ZipFile
    family: str

    @property
    def names(self) -> list[str]:
        """Names of the parts as they stand in the directory."""
        return self.archive.namelist()

    def part(self, name: str, *, limit: int = 4_000_000) -> bytes:
        """The beginning of a part, whose name is compared without regard to case; empty where there is none."""
        for info in self.archive.infolist():
            if plain(info.filename) == plain(name):
                return next(inflated(self.data, info, piece=limit), b"")
        return b""


def plain(name: str) -> str:
    """A part's name as it is compared: some writers use backslashes, capitals or a leading slash."""
    return name.replace("\\", "/").lstrip("/").lower()


def opened(data: bytes, *, limits: Limits) -> Package:
    """The zip in ``data``; raises ``Stop`` where it is damaged, harmful, or not a spreadsheet."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError):
        # The directory stands at the end: a file without it was cut.
        raise Stop("damaged" if _DIRECTORY_END in data else "incomplete") from None
    entries = archive.infolist()
    _check_directory(entries, limits=limits)
    return Package(data, archive, _family(data, entries))


def _check_directory(entries: list[ZipInfo], *, limits: Limits) -> None:
    names = [plain(info.filename) for info in entries]
    if len(set(names)) < len(names) or any(".." in name.split("/") for name in names):
        raise Stop("unsafe-zip")
    ordered = sorted(entries, key=lambda info: info.header_offset)
    for one, following in pairwise(ordered):
        end = one.header_offset + _ENTRY_HEADER_BYTES + len(one.orig_filename) + one.compress_size
        if end > following.header_offset:
            raise Stop("unsafe-zip")
    for info in entries:
        if info.file_size > RATIO_FROM_BYTES and info.file_size > MAX_RATIO * info.compress_size:
            raise Stop("zip-bomb")
    check_unpacked(sum(info.file_size for info in entries), limits=limits)


def check_unpacked(size: int, *, limits: Limits) -> None:
    """Refuse what would unpack to more than the limit."""
    if size > limits.unpacked_mb * 1_000_000:
        raise Stop("unpacked-too-big", found=size // 1_000_000, limit=limits.unpacked_mb)


def _family(data: bytes, entries: list[ZipInfo]) -> str:
    parts = {plain(info.filename): info for info in entries}
    family = next((family for name, family in _FAMILIES if name in parts), None)
    if family is None and "content.xml" in parts:
        family = _odf_family(data, parts)
    if family is None and "[content_types].xml" in parts:
        types = b"".join(inflated(data, parts["[content_types].xml"]))
        family = "xlsx" if b"spreadsheetml" in types else None
    if family is None or family.startswith("!"):
        raise Stop(family[1:] if family else "archive")
    return family


def _odf_family(data: bytes, parts: dict[str, ZipInfo]) -> str:
    manifest = b"".join(inflated(data, parts["meta-inf/manifest.xml"])) if "meta-inf/manifest.xml" in parts else b""
    if b"encryption-data" in manifest:
        raise Stop("password")
    kind = b"".join(inflated(data, parts["mimetype"])).decode(errors="replace") if "mimetype" in parts else ""
    return next((family for word, family in _ODF.items() if f"opendocument.{word}" in kind), "ods")


def inflated(data: bytes, info: ZipInfo, *, piece: int = PIECE_BYTES) -> Iterator[bytes]:
    """A part's content in pieces; ``Stop`` where it is larger than its directory entry declares, and not small.

    The standard library would cut a part at its declared size, and the spreadsheet reader would not: so it is
    unpacked here by zlib itself.
    """
    start = info.header_offset
    header = data[start : start + _ENTRY_HEADER_BYTES]
    if len(header) < _ENTRY_HEADER_BYTES or header[:4] != b"PK\x03\x04" or info.compress_type not in _METHODS:
        raise Stop("damaged")
    if info.flag_bits & 1:
        raise Stop("password")
    start += _ENTRY_HEADER_BYTES + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = memoryview(data)[start : start + info.compress_size]
    if len(packed) < info.compress_size:
        raise Stop("damaged")
    size = 0
    for content in _pieces(packed, stored=info.compress_type == zipfile.ZIP_STORED, piece=piece):
        size += len(content)
        if size > max(info.file_size, RATIO_FROM_BYTES):
            raise Stop("zip-bomb")
        yield content


def _pieces(packed: memoryview, *, stored: bool, piece: int) -> Iterator[bytes]:
    if stored:
        yield from (bytes(packed[i : i + piece]) for i in range(0, len(packed), piece))
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        # Little is fed at a time: what is left of it is copied with every piece.
        for start in range(0, len(packed), _FED_BYTES):
            rest = bytes(packed[start : start + _FED_BYTES])
            while not unpacker.eof and (content := unpacker.decompress(rest, piece)):
                yield content
                rest = unpacker.unconsumed_tail
    except zlib.error:
        raise Stop("damaged") from None
