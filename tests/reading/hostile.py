"""Files that mean harm, are broken, or are something else than they seem, each with what it must come to."""

import gzip
import io
import random
import struct
import zipfile
from collections.abc import Callable

import openpyxl

from tests.reading.workbooks import (
    MAIN,
    SHEET_PART,
    declared_smaller,
    ods,
    parts_of,
    repeated_entry,
    saved,
    xlsx,
    xlsx_of_xml,
    zipped,
)

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
ROW = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
ONE = ROW.format(1, "A")
READ = "read"
XML_SHEET = (
    '<?xml version="1.0"?>{0}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>{1}</Table></Worksheet>'
    "</Workbook>"
)
CELL_2003 = '<Row><Cell{0}><Data ss:Type="{1}">{2}</Data></Cell></Row>'
ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha"}">' for i in range(9))
FLAT = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:'
    'xmlns:text:1.0"><office:body><office:spreadsheet>{0}</office:spreadsheet></office:body></office:document>'
)
FLAT_CELL = (
    '<table:table table:name="a"><table:table-row{0}><table:table-cell{1}><text:p>a</text:p></table:table-cell>'
    "</table:table-row></table:table>"
)


def _with(data: bytes, **parts: bytes | str) -> bytes:
    return zipped({**parts_of(data), **{name.replace("__", "/"): content for name, content in parts.items()}})


def _parts(**parts: bytes | str) -> bytes:
    return _with(xlsx(["a"]), **parts)


def _changed(part: str, old: str, new: str) -> bytes:
    parts = parts_of(xlsx(["a", 1]))
    return zipped({**parts, part: parts[part].decode().replace(old, new)})


def _duplicate() -> bytes:
    file = io.BytesIO(xlsx(["a"]))
    with zipfile.ZipFile(file, "a") as archive:
        archive.filelist = [*archive.filelist]
        archive.NameToInfo.pop(SHEET_PART)
        archive.writestr(SHEET_PART, "<worksheet/>")
    return file.getvalue()


def _encrypted_entry() -> bytes:
    data = bytearray(xlsx(["a"]))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1
    return bytes(data)


def _thousand_sheets() -> bytes:
    parts = parts_of(xlsx(["a"]))
    whole = parts["xl/workbook.xml"].decode()
    start, end = whole.index("<sheets>") + 8, whole.index("</sheets>")
    one = whole[start:end]
    sheets = "".join(one.replace('name="Sheet"', f'name="s{i}"') for i in range(1000))
    return zipped({**parts, "xl/workbook.xml": whole[:start] + sheets + whole[end:]})


def _shared(count: str, strings: str) -> bytes:
    table = f'<sst xmlns="{MAIN}" count="{count}" uniqueCount="{count}">{strings}</sst>'
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    parts = parts_of(xlsx(["a"]))
    return zipped({**parts, SHEET_PART: sheet, "xl/sharedStrings.xml": table})


def _bomb(size: int) -> bytes:
    return _parts(xl__media__zeros=bytes(size))


def _slow_bomb() -> bytes:
    return xlsx_of_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>' + "a" * 120_000_000 + "</t></is></c></row>")


def _nested_zip() -> bytes:
    data = xlsx(["a"])
    for _ in range(20):
        data = zipped({"inner.zip": data})
    return data


def _comment_lies() -> bytes:
    return xlsx(["a"])[:-2] + struct.pack("<H", 60_000) + b"x" * 10


def _names(*names: str) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append(list(names))
    workbook.active.append([1] * len(names))
    return saved(workbook)


def _biff(record: bytes) -> bytes:
    return OLE[:-2] + "Workbook".encode("utf-16-le") + record + random.Random(3).randbytes(4000)


KINDS: dict[str, tuple[Callable[[], bytes], str]] = {
    # bombs and lies of a zip
    "zeros in a part": (lambda: _bomb(3_000_000), "zip-bomb"),
    "a sheet of one huge cell": (_slow_bomb, "zip-bomb"),
    "a declared size that is smaller": (
        lambda: declared_smaller(_bomb(3_000_000), "xl/media/zeros", 900_000), "zip-bomb"),
    "a declared size of zero": (lambda: declared_smaller(_bomb(3_000_000), "xl/media/zeros", 0), "zip-bomb"),
    "a declared size of four gigabytes": (lambda: declared_smaller(_parts(a="b"), "a", 2**32 - 2), "zip-bomb"),
    "an entry on top of another": (lambda: repeated_entry(xlsx(["a"])), "unsafe-zip"),
    "one name twice": (_duplicate, "unsafe-zip"),
    "one name in two cases": (lambda: _parts(XL__WORKBOOK="x", xl__workbook="y"), "unsafe-zip"),
    "a name that climbs": (lambda: zipped({**parts_of(xlsx(["a"])), "../../etc/passwd": "x"}), "unsafe-zip"),
    "a name that climbs with backslashes": (
        lambda: zipped({**parts_of(xlsx(["a"])), "xl\\..\\..\\x": "x"}), "unsafe-zip"),
    "an absolute name": (lambda: zipped({**parts_of(xlsx(["a"])), "/etc/passwd": "x"}), READ),
    "an encrypted entry": (_encrypted_entry, "password"),
    "a zip in a zip, twenty deep": (_nested_zip, "archive"),
    "a comment longer than the file": (_comment_lies, "read|damaged"),
    "an empty zip": (lambda: zipped({}), "archive"),
    "a zip cut in the middle": (lambda: xlsx(["a"])[:900], "incomplete"),
    "a zip without its directory": (lambda: xlsx(["a"])[:-60], "incomplete"),
    "a zip behind other bytes": (lambda: b"MZ" + bytes(200) + xlsx(["a"]), "program"),
    "a zip with more behind it": (lambda: xlsx(["a"]) + bytes(5000), READ),
    "ten thousand parts": (lambda: zipped({**parts_of(xlsx(["a"])), **{f"p{i}": "" for i in range(10_000)}}), READ),
    # markup
    "a document type": (lambda: xlsx_of_xml(ONE, xl__evil='<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'), "doctype"),
    "a document type far inside": (lambda: xlsx_of_xml(ONE, xl__evil=" " * 70_000 + "<!DOCTYPE x><x/>"), "doctype"),
    "a document type in UTF-16": (
        lambda: _parts(**{"xl__evil.xml": "<!DOCTYPE x><x/>".encode("utf-16")}), "doctype"),
    "a billion laughs in the strings": (
        lambda: _parts(**{"xl__sharedStrings.xml": f"<!DOCTYPE s [{ENTITIES}]><sst>&e8;</sst>"}), "doctype"),
    "an outer entity": (
        lambda: _parts(**{"xl__styles.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'}),
        "doctype"),
    "elements a hundred thousand deep": (
        lambda: xlsx_of_xml("<row>" * 100_000 + ONE + "</row>" * 100_000),
        "read|zip-bomb|damaged|crashed|too-much-memory"),
    "a sheet that never ends": (lambda: xlsx_of_xml(ONE + '<row r="2"><c r="A2"><v>'), "read|damaged"),
    "a sheet that is no XML": (lambda: _parts(xl__worksheets__x=""), READ),
    "a thousand sheets that are one part": (_thousand_sheets, "too-many-sheets"),
    "no sheets": (lambda: _changed("xl/workbook.xml", "sheet>", "x>"), "read|damaged|crashed"),
    # cells
    "cells at both corners": (lambda: xlsx_of_xml(ONE + ROW.format(1048576, "XFD")), "far-cell"),
    "corners without row numbers": (
        lambda: xlsx_of_xml('<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>'),
        "too-much-memory|far-cell"),
    "a cell outside of every sheet": (
        lambda: xlsx_of_xml(ONE + '<row r="9999999"><c r="ZZZZ9999999"><v>1</v></c></row>'),
        "read|far-cell|damaged|crashed|too-much-memory"),
    "a row of the number zero": (lambda: xlsx_of_xml('<row r="0"><c r="A0"><v>1</v></c></row>'),
        "read|damaged|crashed"),
    "a dimension that lies": (
        lambda: _changed(SHEET_PART, '<dimension ref="A1:B1"', '<dimension ref="A1:XFD1048576"'), READ),
    "a string table of four billion": (lambda: _shared("4294967295", "<si><t>a</t></si>"),
        "read|too-much-memory|crashed"),
    "a string that is not in its table": (lambda: _shared("0", ""), "read|damaged|crashed"),
    "a number that is none": (lambda: xlsx_of_xml('<row r="1"><c r="A1"><v>1e999999</v></c></row>'), READ),
    "a formula that calls a program": (
        lambda: _names("=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', "@SUM(1)", "+1+1"), READ),
    "names that are markup": (
        lambda: _names("![x](http://x/y.png)", "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}"), READ),
    "names that turn the text round": (lambda: _names("\u202etxt.exe", "a\u200bb", "\U0001f600" * 50), READ),
    "a cell of a million characters": (lambda: b"a;b\n" + b"x" * 1_000_000 + b";1\n", READ),
    "a hundred thousand columns": (lambda: b"a;" * 100_000 + b"\n", "too-many-columns"),
    "columns beyond the limit in a sheet": (
        lambda: xlsx_of_xml('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'), "too-many-columns"),
    "an open quote and fifty thousand lines": (lambda: b'a;b\n"x;1\n' + b"y;2\n" * 50_000, READ),
    "nothing but quotes": (lambda: b'"' * 200_000, READ),
    "nothing but separators": (lambda: b";" * 1000 + b"\n", READ),
    "every line an open quote": (lambda: b'"a;1\n' * 20_000, READ),
    "nothing but line ends": (lambda: b"\r\n" * 500_000, "read|empty-file"),
    "one line of ten megabytes": (lambda: b"abc " * 2_500_000, READ),
    "zero characters in the text": (lambda: b"a;b\n" + b"x\x00;1\n" * 50, READ),
    "control characters in the text": (lambda: b"a;b\n" + bytes(range(1, 9)) * 50, "binary"),
    "broken UTF-8": (lambda: b"\xff\xfe;a\n\xc3\x28;\xed\xa0\x80\n", READ),
    "half a UTF-16": (lambda: "a;b\n1;2\n".encode("utf-16")[:-1], READ),
    "lone surrogates in UTF-16": (lambda: b"\xff\xfe" + b"\x00\xd8a\x00" * 50, READ),
    "a UTF-32 that is none": (lambda: b"\xff\xfe\x00\x00" + b"\xff" * 400, READ),
    # markup that is a table
    "a web page with two tables": (lambda: b"<table><tr><td>1</table><table><tr><td>2</table>", READ),
    "a web page without a table": (lambda: b"<html><body><p>hello</p></body></html>", "web-page"),
    "tables ten thousand deep": (lambda: b"<table><tr><td>" * 10_000 + b"x", "too-many-sheets"),
    "a hundred thousand tags that never close": (lambda: b"<table><tr><td>x" + b"<td <a " * 100_000, READ),
    "a hundred thousand comments that never close": (lambda: b"<table><tr><td>x" + b"<!--" * 100_000, READ),
    "a cell across a billion columns": (
        lambda: b"<table><tr><td colspan=999999999 rowspan=999999999>a<td>b</tr><tr><td>c</table>", READ),
    "many wide cells": (lambda: b"<table><tr>" + b"<td colspan=1000>a" * 3000 + b"</table>", "too-many-columns"),
    "a web archive": (
        lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n<html>",
        "web-archive"),
    "a letter with tables": (
        lambda: b"From: a@b.dk\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed;\n boundary=x\n\n<html>",
        "web-archive"),
    "XML sheet with a document type": (
        lambda: XML_SHEET.format(f"<!DOCTYPE x [{ENTITIES}]>", CELL_2003.format("", "String", "&e8;")).encode(),
        "doctype"),
    "XML sheet with a far row": (
        lambda: XML_SHEET.format("", '<Row ss:Index="99999999">' + CELL_2003.format("", "Number", 1)[5:]).encode(),
        "too-many-rows"),
    "XML sheet with a far column": (
        lambda: XML_SHEET.format("", CELL_2003.format(' ss:Index="99999999"', "Number", 1)).encode(),
        "too-many-columns"),
    "XML sheet with types that lie": (
        lambda: XML_SHEET.format("", CELL_2003.format("", "Number", "nan") + CELL_2003.format("", "DateTime",
        "x")).encode(),
        READ),
    "XML sheet that is cut": (lambda: XML_SHEET.format("", CELL_2003.format("", "Number", 1)).encode()[:-30],
        "damaged"),
    "XML elements a hundred thousand deep": (lambda: XML_SHEET.format("", "<Row>" * 100_000).encode(), "damaged"),
    "other XML": (lambda: b'<?xml version="1.0"?><note><to>x</to></note>', "xml-table"),
    "flat sheet with a document type": (
        lambda: FLAT.format(FLAT_CELL.format("", "")).replace("?>", "?><!DOCTYPE x>", 1).encode(), "doctype"),
    "flat sheet of a billion repeated cells": (
        lambda: FLAT.format(FLAT_CELL.format(
            ' table:number-rows-repeated="1000000"',
            ' office:value-type="string" table:number-columns-repeated="16000"')).encode(),
        "read|too-many-cells|too-many-columns|far-cell|too-much-memory|crashed|damaged"),
    "an ods of a billion repeated cells": (
        lambda: zipped({**parts_of(ods()), "content.xml": FLAT.format(FLAT_CELL.format(
            ' table:number-rows-repeated="1000000"',
            ' office:value-type="string" table:number-columns-repeated="16000"'))}),
        "read|too-many-cells|too-many-columns|far-cell|too-much-memory|crashed|damaged"),
    "a flat sheet whose table is never closed": (
        lambda: FLAT.format(FLAT_CELL.format("", "").replace("</table:table>", "")).encode(), "damaged"),
    "an ods whose table is never closed": (
        lambda: _with(ods(), **{"content.xml": parts_of(ods())["content.xml"].replace(b"</table:table>", b"")}),
        "damaged"),
    # passwords and other files
    "a password on xlsx": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "a password on ods": (lambda: ods(encrypted=True), "password"),
    "an empty OLE": (lambda: OLE, "damaged"),
    "an xls of noise": (lambda: _biff(b"\x09\x08\x10\x00"), "incomplete|damaged|crashed|too-much-memory"),
    "an OLE whose directory runs in a circle": (lambda: OLE[:48] + struct.pack("<I", 0) * 116 + bytes(4096),
        "damaged|crashed"),
    "a Word document": (lambda: OLE + "WordDocument".encode("utf-16-le"), "word"),
    "a presentation": (lambda: zipped({"ppt/presentation.xml": "<p/>"}), "slides"),
    "a PDF": (lambda: b"%PDF-1.7\n1 0 obj", "pdf"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(20), "picture"),
    "a Numbers document": (lambda: zipped({"Index/Document.iwa": b"x"}), "numbers"),
    "a gzipped csv": (lambda: gzip.compress(b"a;b\n1;2\n", mtime=0), "archive"),
    "a database": (lambda: b"SQLite format 3\x00" + bytes(80), "database"),
    "a program": (lambda: b"\x7fELF" + random.Random(1).randbytes(3000), "program"),
    "a sound": (lambda: b"ID3\x03" + random.Random(1).randbytes(3000), "media"),
    "noise": (lambda: random.Random(2).randbytes(30_000), "binary"),
    "no bytes": (lambda: b"", "empty-file"),
    "one byte": (lambda: b"\x00", "read|empty-file|binary"),
    "macros": (lambda: _parts(**{"xl__vbaProject.bin": b"x"}), READ),
    "links to other workbooks": (lambda: _parts(**{"xl__externalLinks__externalLink1.xml": "<x/>"}), READ),
}  # fmt: skip
